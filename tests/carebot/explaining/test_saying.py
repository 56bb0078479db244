"""Every kind of event has its words, in both languages, and says nothing that the record does not."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import get_args

import pytest

from carebot.core.actions import AlarmLevel, Say
from carebot.core.alarms import AlarmResolved, IncidentStage, NotificationSent
from carebot.core.concerns import Concern
from carebot.core.deeds import (
    ActionDecided,
    GoalAccepted,
    GoalFinished,
    GoalStarted,
    LimitsTightened,
    RobotReady,
    RobotStopping,
    Spoken,
)
from carebot.core.entries import SettingsChanged
from carebot.core.events import (
    FallSuspected,
    FaultCleared,
    FaultRaised,
    IntentRecognized,
    IntentUnclear,
    Source,
    StopPressed,
    StopReleased,
    TimerElapsed,
)
from carebot.core.goals import Conclusion, GoalResult
from carebot.core.intents import Candidate, Intent
from carebot.core.language import Language, Text
from carebot.core.outcomes import NOTHING
from carebot.core.people import Consent
from carebot.core.record import AnyEvent
from carebot.core.reports import ReportSigned
from carebot.core.verdicts import Verdict
from carebot.explaining.account import account_of
from carebot.explaining.case import Case
from carebot.explaining.levels import Level
from carebot.explaining.names import CONSENTS
from carebot.explaining.record import Record
from carebot.explaining.saying import said_of
from carebot.explaining.telling import Evidence, Part, Reader, tell
from carebot.modes import Trigger
from skills.base import Finding
from tests.carebot.examples import examples
from tests.carebot.explaining.story import at, book, incident, judged, recorded, started, story
from tests.safety.builders import BY_NURSE, BY_ROBOT, BY_WANG, HOUSE, NURSE_ZHANG, present, text

HAN = re.compile(r"[\u4e00-\u9fff]")
EXAMPLES = [*examples(), *story()]
KINDS = {kind.__dataclass_fields__["kind"].default for kind in get_args(AnyEvent)}


def said(event_id: str, hearer: str = "", events: Sequence[AnyEvent] | None = None) -> tuple[str, str, list[str]]:
    """What is said of one event of the story, in English: what, told, why."""
    record = recorded(events or story())
    event = record.event(event_id)
    assert event is not None
    words = said_of(Case(event=event, record=record, house=HOUSE, hearer=hearer))
    return words.what.en, f"{words.told.en} {words.advice.en}".strip(), [one.en for one in words.why]


def test_the_examples_hold_every_kind() -> None:
    assert {event.kind for event in EXAMPLES} == KINDS


@pytest.mark.parametrize("event", EXAMPLES, ids=lambda event: str(event.kind))
@pytest.mark.parametrize("level", Level)
def test_every_event_is_explained_at_every_level(event: AnyEvent, level: Level) -> None:
    record = recorded([started(), *(one for one in EXAMPLES if one.kind != "robot_started"), event])
    telling = tell(account_of(record, event, HOUSE), Reader(level=level), Evidence(judge=book().judge, sequence=1))
    assert telling.parts
    for part, texts in telling.parts:
        for words in texts:
            # A fact that has no words yet stands as it was recorded.
            if words.zh and level is not Level.DEVELOPER and part is not Part.FACTS:
                assert HAN.search(words.zh), (part, words.zh)
                assert words.en.strip()
    assert (telling.record is None) is (level not in {Level.INSPECTOR, Level.DEVELOPER})


@pytest.mark.parametrize("event", EXAMPLES, ids=lambda event: str(event.kind))
def test_an_event_alone_in_the_record_is_explained_too(event: AnyEvent) -> None:
    words = said_of(Case(event=event, record=Record(house=HOUSE), house=HOUSE))
    assert words.what.zh
    assert words.what.en
    assert words.told.zh
    assert words.told.en


def test_every_consent_and_every_trigger_has_words() -> None:
    assert {purpose.value for purpose in Consent} == set(CONSENTS)
    mode = next(event for event in EXAMPLES if event.kind == "mode_changed")
    unknown = said_of(Case(event=mode, record=Record(), house=HOUSE)).why
    for trigger in Trigger:
        why = said_of(Case(event=replace(mode, trigger=trigger.value), record=Record(), house=HOUSE)).why
        assert why[0].en != "The record does not say why."
        assert (why == unknown) is (trigger.value == "work")


def test_a_refusal_tells_rule_and_alternative() -> None:
    what, told, why = said("knife-decided", "li")
    assert what == "Refused: Hand knife to Li Xiulan."
    assert told.startswith("I did not do it. Nothing sharp is handed over.")
    assert why == ["Nothing sharp is handed over."]


def test_a_stop_tells_who_and_what_ended() -> None:
    assert said("stop", "li") == (
        "Li Xiulan stopped the robot (spoken).",
        "I stopped because you told me to. It was released later by a carer.",
        ["A stop holds at once and needs nobody's leave.", "Tasks that ended by it: Fetch an item."],
    )
    assert said("stop", "wang")[1].startswith("I stopped because somebody told me to.")


def test_a_stop_that_nobody_released_says_who_may() -> None:
    without = [event for event in story() if event.kind != "stop_released"]
    assert said("stop", "li", without)[1].endswith("To let me go on, say “go on”, or ask staff to release me.")
    assert said("stop", "", without)[1].endswith("staff may release it on the panel once the area is clear.")


def test_a_slowing_and_a_hold_tell_their_rule() -> None:
    what, told, why = said("trip-decided", "li")
    assert what == "Limited: Drive to: kitchen."
    assert told.startswith("I went slowly. ")
    assert "There is a speed limit in rooms." in why
    what, told, why = said("trip-bounds", "li")
    assert what == "It was held on the way: Drive to: kitchen."
    assert told.startswith("I stopped. Somebody is very near")


def test_a_task_that_a_stop_ended_says_so() -> None:
    assert said("trip-end")[2][-1] == "Somebody stopped it."
    assert said("knife-end")[2][-1] == "Nothing sharp is handed over."


def test_an_alarm_tells_what_made_it_rise() -> None:
    assert said("alarm")[2] == ["She did not say in time that she was well."]
    assert said("on-the-way")[2] == ["Nurse Zhang said on the panel that she was on her way."]
    assert said("alarm", "wang")[1].startswith("I called people because you might need help.")
    assert said("alarm", "li")[1].startswith("Somebody might have needed help")


def test_words_that_were_not_understood_are_not_guessed_at() -> None:
    what, told, why = said("unclear", "wang")
    assert what == "The robot did not understand the words of Wang Jianguo."
    assert "did not guess" in told
    assert "never guessed" in why[0]


def test_a_question_back_is_told_with_what_it_was_about() -> None:
    sentence = Text(zh="给我拿水杯", en="bring me the cup")
    candidate = Candidate(intent=Intent(name="fetch_item"), confidence=0.7, sentence=sentence)
    unclear = next(event for event in examples() if isinstance(event, IntentUnclear))
    unclear = replace(unclear, candidates=(candidate, replace(candidate, sentence=None)))
    [why] = said_of(Case(event=unclear, record=Record(house=HOUSE), house=HOUSE)).why
    assert "“bring me the cup”" in why.en
    assert "“给我拿水杯”" in why.zh


def test_what_the_record_does_not_have_is_called_missing() -> None:
    record = recorded([started(), *story()[7:8]])
    event = record.entries[-1].event
    telling = tell(account_of(record, event, HOUSE), Reader(level=Level.CARER), Evidence())
    assert telling.part(Part.MISSING)


def test_a_no_is_told_as_a_no_and_silence_as_silence() -> None:
    assert said("needed")[2][-1] == "Whoever was asked said no."
    silent = [event for event in story() if event.kind != "confirmation_given"]
    assert said("needed", events=silent)[2][-1] == "Nobody said yes in time, and silence counts as no."


def test_an_interrupted_task_names_who_paused_it() -> None:
    assert said("aside")[2] == ["Nurse Zhang paused it."]


def test_the_verdicts_of_the_story_are_what_the_tests_take_them_for() -> None:
    record = recorded(story())
    verdicts = []
    for name in ("knife-decided", "trip-decided", "trip-bounds"):
        event = record.event(name)
        assert isinstance(event, ActionDecided | LimitsTightened)
        verdicts.append(event.decision.verdict)
    assert verdicts == [Verdict.DENY, Verdict.LIMIT, Verdict.DENY]


def test_a_stop_of_its_own_tells_the_faults_that_stood_then() -> None:
    def fault(name: str, seconds: float) -> FaultRaised:
        return FaultRaised(**at(name, seconds), source=name, level=AlarmLevel.MEDIUM, text=text(f"{name} is wrong"))

    own = StopPressed(**at("own", 9), by=BY_ROBOT, source=Source.SCHEDULE)
    healed = FaultCleared(**at("healed", 8), source="monitor.tilt")
    events: list[AnyEvent] = [
        started(),
        fault("monitor.tilt", 1),
        fault("camera", 2),
        fault("monitor.bumped", 3),
        healed,
        own,
    ]
    what, told, why = said("own", "li", events)
    assert what == "The robot stopped by itself and stays stopped."
    assert told.startswith("I stopped by myself. monitor.bumped is wrong")
    assert why == ["monitor.bumped is wrong", "No task ended by it."]
    assert said("own", "li", [started(), own])[2][0] == "The record does not say why."


def test_what_it_is_about_and_what_it_did_last() -> None:
    assert said("chat-started", "wang")[1] == "I am about this: Keep company. You asked for it."
    assert said("trip-started", "li")[1] == "What I did last was this: Fetch an item. You asked for it."


@pytest.mark.parametrize(
    ("stage", "cause", "why"),
    [
        (IncidentStage.SUSPECTED, FallSuspected, "It looked like a fall."),
        (IncidentStage.ALARM, IntentRecognized, "Somebody called for help; no questions are asked then."),
        (IncidentStage.ALARM, RobotReady, "The robot had restarted with the incident open, and took it up again."),
        (IncidentStage.ALARM, GoalFinished, "She was asked and clearly said that she was well."),
        (IncidentStage.ASKED, GoalStarted, "She is asked before people are called."),
        (IncidentStage.RESOLVED, AlarmResolved, "Nurse Zhang ended it at the resident's side."),
        (IncidentStage.REPORTED, ReportSigned, "Nurse Zhang signed the report on it."),
    ],
)
def test_an_incident_tells_its_cause(stage: IncidentStage, cause: type[AnyEvent], why: str) -> None:
    origin = next(event for event in examples() if isinstance(event, cause))
    changed = incident("changed", stage, 5, origin.id)
    assert said("changed", "", [started(), origin, changed])[2][0] == why


def test_a_robot_that_stands_still_tells_why_it_called_and_that_it_was_released() -> None:
    waited = TimerElapsed(**at("waited", 4), timer="standing:s")
    told = replace(incident("told", IncidentStage.ALARM, 5, "waited"), concern=Concern.STANDS_STILL, about="")
    released = StopReleased(**at("released", 6), by=BY_NURSE)
    over = replace(told, id="over", stage=IncidentStage.RESOLVED, cause="released", by=NURSE_ZHANG)
    events: list[AnyEvent] = [started(), waited, told, released, over]
    assert said("told", "", events)[2][0] == "The robot had stopped, and in a while nobody had released it."
    assert said("over", "", events)[2][0] == "Somebody released the robot."


def test_a_deadline_tells_what_had_been_waited_for() -> None:
    timer = TimerElapsed(**at("late", 8), timer="incident:i1:late")
    for stage, why in (
        (IncidentStage.ALARM, "Nobody said in time that she would go."),
        (IncidentStage.ACKNOWLEDGED, "Nurse Zhang had set out and did not arrive in time."),
    ):
        before = incident("before", stage, 7, "", NURSE_ZHANG)
        after = incident("after", IncidentStage.ESCALATED, 8, "late")
        assert said("after", "", [started(), before, timer, after])[2][0] == why
        assert said("after", "", [started(), timer, after])[2][0] == "Its deadline came and nobody had ended it."


@pytest.mark.parametrize(
    ("whom", "step", "delivered", "what"),
    [
        (
            Text(zh="护士长", en="the head nurse"),
            2,
            True,
            "The call to the head nurse by “sms” got through (escalation 2).",
        ),
        (NOTHING, 0, False, "The call by “sms” did not get through."),
    ],
)
def test_a_call_tells_whom_it_was_for_and_at_which_step(whom: Text, step: int, delivered: bool, what: str) -> None:
    sent = NotificationSent(
        **at("call", 5), outlet="sms", incident="i1", level=AlarmLevel.HIGH, delivered=delivered, whom=whom,
        chain_step=step,
    )  # fmt: skip
    assert said("call", "", [started(), sent])[0] == what


def test_the_panel_is_named_once() -> None:
    panel = Text(zh="护理面板", en="the care panel")
    sent = NotificationSent(
        **at("call", 5), outlet="panel", incident="i1", level=AlarmLevel.HIGH, delivered=True, whom=panel
    )
    assert said("call", "", [started(), sent])[0] == "The call to the care panel got through."


@pytest.mark.parametrize(
    ("skill", "finding", "how"),
    [
        ("check_on_resident", Finding.NO_ANSWER, "no answer was heard"),
        ("check_on_resident", Finding.NONE, "it failed"),
        ("remind_medication", Finding.REFUSED, "it failed"),
    ],
)
def test_a_check_that_gets_no_answer_is_no_failure(skill: str, finding: Finding, how: str) -> None:
    accepted = next(event for event in story() if isinstance(event, GoalAccepted))
    goal = replace(accepted.goal, skill=skill)
    ended = GoalFinished(
        **at("ended", 99), goal=goal.id, skill=skill,
        conclusion=Conclusion(result=GoalResult.FAILED, summary=text("over"), finding=finding),
    )  # fmt: skip
    told = said("ended", "", [started(), replace(accepted, goal=goal), ended])[0]
    assert told.endswith(f"ended: {how}.")


def test_settings_that_go_on_record_for_the_first_time_are_no_change() -> None:
    first = SettingsChanged(**at("first", 5), sections=("a", "sight"), digests=(("a", "1"), ("sight", "2")))
    later = replace(first, id="later", sections=("sight",))
    assert "first time" in said("first", "", [started(), first])[0]
    assert said("later", "", [started(), first, later])[0].endswith("from this start on: Cameras and sight.")


@pytest.mark.parametrize(
    ("key", "removed", "taken_back", "told"),
    [
        ("residents.[chen-1f]", False, False, "Nurse Zhang added on the panel, from the next start on: resident"),
        ("residents.[chen-1f]", True, False, "Nurse Zhang removed on the panel, from the next start on: resident"),
        ("residents.[chen-1f]", False, True, "Nurse Zhang left settings to the settings file again"),
        ("company.at", False, False, "Nurse Zhang changed settings on the panel"),
    ],
)
def test_who_added_removed_and_changed_what_is_told_apart(key: str, removed: bool, taken_back: bool, told: str) -> None:
    section = key.partition(".")[0]
    changed = SettingsChanged(
        **at("set", 5), sections=(section,), keys=(key,), by="nurse", removed=removed, taken_back=taken_back
    )
    assert said("set", "", [started(), changed])[0].startswith(told)


def test_an_alarm_that_somebody_has_seen_to_sends_nobody() -> None:
    done = incident("done", IncidentStage.RESOLVED, 99, "", NURSE_ZHANG)
    assert said("alarm", "", [*story(), done])[1].endswith("Nurse Zhang has seen to it at the resident's side.")
    assert said("alarm")[1].endswith("Go at once, and end the alarm at the resident's side.")


def test_words_of_the_robot_lead_to_what_they_were_for() -> None:
    words = Say(text=Text(zh="您好", en="Hello"), language=Language.ZH, to="wang", volume_db=40.0)
    spoken_for = [*story()[:-1], *judged("chat", words, present(requester=BY_WANG), 95, BY_WANG)]
    again = Spoken(**at("again", 96), text="您好", language=Language.ZH, to="wang", audible=True)
    assert said("again", "wang", [*spoken_for, again])[1] == "I said that for this: Keep company."
    assert said("said", "wang")[1] == "I said that; I have no record of why."


def test_a_start_says_how_the_run_before_ended() -> None:
    stopping = next(event for event in examples() if isinstance(event, RobotStopping))
    again = replace(started(), id="again")
    assert said("again", "", [started(), stopping, again])[2] == ["It had ended on purpose before."]
    assert "the power failed, it crashed or it was killed" in said("again", "", [started(), again])[2][0]
    assert said("start")[2] == ["The record at hand begins here."]
