"""What the robot remembers of its own deeds: the same events the same answers, to each what is hers to hear."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest

from carebot.core.actions import Handover
from carebot.core.deeds import Spoken
from carebot.core.events import Observation
from carebot.core.language import Language
from carebot.core.memories import MemoriesErased
from carebot.core.outcomes import Outcome, Result
from carebot.core.people import Requester
from carebot.core.record import AnyEvent
from carebot.core.remembered import MEDICINE, Remembered, Topic
from carebot.core.situation import Posture
from carebot.explaining import recollection
from carebot.explaining.levels import SOMEBODY_ELSES
from carebot.explaining.recollection import Recollection
from carebot.knowing import Known
from tests.carebot.explaining.story import asked, at, bounds, judged, refusal, started, story
from tests.safety import builders as b


def remembered(events: Sequence[AnyEvent], by: Requester = b.BY_LI) -> dict[Topic, list[Remembered]]:
    memory = Recollection(Known(b.HOUSE, "Asia/Shanghai"))
    for event in events:
        memory.take_in(event)
    found: dict[Topic, list[Remembered]] = {topic: [] for topic in Topic}
    for one in memory.remembered(by):
        found[one.topic].append(one)
    return found


def test_each_topic_has_its_last_deed_first() -> None:
    told = remembered(story())
    assert told[Topic.STOP][0].text.en.startswith("I stopped because a carer asked me to wait.")
    assert told[Topic.STOP][1].text.en.startswith("I stopped because you told me to.")
    assert told[Topic.STOP][2].text.en.startswith("I stopped. Somebody is very near")
    assert told[Topic.REFUSAL][0].text.en.startswith("I did not do it. Nothing sharp is handed over.")
    assert told[Topic.SLOWNESS][0].text.en.startswith("I went slowly.")
    assert told[Topic.CALL][0].text.en.startswith("Somebody might have needed help")
    assert told[Topic.DOING][0].at == b.NOW + timedelta(seconds=20)


def test_a_refusal_names_its_thing_and_that_somebody_had_asked() -> None:
    knife = remembered(story())[Topic.REFUSAL][0]
    assert (knife.things, knife.asked, knife.at) == (frozenset({"knife"}), True, b.NOW + timedelta(seconds=11))


def test_a_refusal_is_told_once_and_by_its_rule() -> None:
    assert len(remembered([started(), *refusal("knife", 10, b.BY_LI, "li")])[Topic.REFUSAL]) == 1


def test_what_was_not_managed_is_a_refusal_to_whoever_waits() -> None:
    events = [started(), *refusal("knife", 10, b.BY_LI, "li")]
    no_rule = [event for event in events if event.kind != "action_decided"]
    (told,) = remembered(no_rule)[Topic.REFUSAL]
    assert told.text.en.startswith("A rule refused it.")
    blocked = [
        replace(event, outcome=Outcome(result=Result.PLANNING)) if event.kind == "action_finished" else event
        for event in no_rule
    ]
    assert remembered(blocked)[Topic.REFUSAL][0].text.en.startswith("There was no free way.")
    well = [
        replace(event, outcome=Outcome(result=Result.SUCCEEDED)) if event.kind == "action_finished" else event
        for event in no_rule
    ]
    assert remembered(well)[Topic.REFUSAL] == []


def test_leave_that_was_taken_back_is_a_refusal_and_a_stop() -> None:
    trip = [started(), *asked("trip", "去厨房", b.BY_LI, 20)]
    taken_back = bounds("trip", b.present(people=b.person_at(0.5)), 22, revoked=True)
    told = remembered([*trip, taken_back])
    assert len(told[Topic.STOP]) == len(told[Topic.REFUSAL]) == 1


def test_medicine_goes_by_its_own_word() -> None:
    pills = [
        started(),
        *asked("pills", "给我拿药", b.BY_LI, 10),
        *judged("pills", Handover(object="pills", to="li"), b.present(stopped=True), 11, b.BY_LI),
    ]
    assert remembered(pills)[Topic.REFUSAL][0].things == {"pills", MEDICINE}


@pytest.mark.parametrize("by", [b.BY_WANG, b.BY_VOICE, b.BY_FAMILY])
def test_what_concerns_her_is_told_to_nobody_else(by: Requester) -> None:
    (knife,) = remembered([started(), *refusal("knife", 10, b.BY_LI, "li")], by)[Topic.REFUSAL]
    assert knife.text == SOMEBODY_ELSES
    assert knife.things == frozenset()


def test_what_was_said_back_of_her_memories_is_forgotten_with_them() -> None:
    said = Spoken(**at("said", 5), text="您说：“我最爱吃饺子”", language=Language.ZH, to="li", audible=True)
    erased = MemoriesErased(**at("erased", 6), about="li", memories=("m",), digests=("d",), illegible=4)
    assert len(remembered([started(), said])[Topic.WORDS]) == 1
    assert remembered([started(), said, erased])[Topic.WORDS] == []


def test_a_carer_hears_it_without_a_name() -> None:
    told = remembered([started(), *refusal("knife", 10, b.BY_LI, "li")], b.BY_NURSE)
    assert told[Topic.REFUSAL][0].text.en.startswith("I did not do it. Nothing sharp is handed over.")
    for deeds in remembered(story(), b.BY_NURSE).values():
        assert not any(person.name.en in deed.text.en for deed in deeds for person in b.RESIDENTS)


def test_it_says_nothing_of_talk_and_of_its_own_answers() -> None:
    chat = asked("chat", "聊聊", b.BY_LI, 1, skill="keep_company")
    answer = asked("why", "为什么", b.BY_LI, 2, skill="explain_itself")
    assert remembered([started(), *chat, *answer])[Topic.DOING] == []


def test_the_same_events_give_the_same_answers() -> None:
    assert remembered(story()) == remembered(story())
    sightings: list[AnyEvent] = [
        Observation(**at("x", 1), monitor="m", about="li", posture=Posture.SITTING, position=None, confidence=1.0)
    ]
    assert remembered([*story(), *sightings]) == remembered(story())


def test_memory_is_bounded_and_what_it_has_lost_is_not_made_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recollection, "REACH", 10)
    events = [*story(), *(event for n in range(20) for event in refusal(f"again{n}", 100 + n, b.BY_LI, "li"))]
    told = remembered(events)
    assert len(told[Topic.REFUSAL]) == 4
    assert told[Topic.REFUSAL][0].asked
    # The stop stands as it was; who had wanted what it ended is no longer at hand.
    assert told[Topic.STOP][1].text.en.startswith("I stopped because you told me to.")
