"""Who sees what: no resident hears of another, nobody is shown mere talk, a developer sees neither names nor words."""

import json
import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from carebot.core.actions import Say
from carebot.core.events import IntentRecognized
from carebot.core.intents import Intent
from carebot.core.language import Language, Text
from carebot.core.record import AnyEvent
from carebot.core.situation import House
from carebot.explaining.account import account_of
from carebot.explaining.levels import SOMEBODY_ELSES, Level, for_developer, for_resident, without_words
from carebot.explaining.telling import Evidence, Part, Reader, Telling, tell
from tests.carebot.examples import examples
from tests.carebot.explaining.story import book, judged, recorded, started, story
from tests.safety.builders import BY_LI, CAREGIVERS, HOUSE, LI, NURSE_ZHANG, RESIDENTS, WANG, present

EVENTS = [started(), *(one for one in examples() if one.kind != "robot_started"), *story()[1:]]
RECORD = recorded(EVENTS)
NAMES = [*(one.name for one in RESIDENTS), *(one.called for one in RESIDENTS), *(one.name for one in CAREGIVERS)]


def telling(event: AnyEvent, level: Level, hearer: str = "") -> Telling:
    account = account_of(RECORD, event, HOUSE, hearer)
    evidence = Evidence(judge=book().judge, sequence=7, chain="0123456789abcdef", sound=True, often=3)
    return tell(account, Reader(level=level, hearer=hearer), evidence)


def words_of(told: Telling) -> str:
    shown = " ".join(f"{text.zh} {text.en}" for _, texts in told.parts for text in texts)
    return f"{shown} {json.dumps(told.record, ensure_ascii=False)}"


def event_of(event_id: str) -> AnyEvent:
    event = RECORD.event(event_id)
    assert event is not None
    return event


@pytest.mark.parametrize("hearer", ["li", "wang", ""])
@pytest.mark.parametrize("event", EVENTS, ids=lambda event: str(event.kind))
def test_a_resident_hears_no_name_of_anybody(event: AnyEvent, hearer: str) -> None:
    spoken = words_of(telling(event, Level.RESIDENT, hearer))
    assert [name for name in NAMES if name.zh in spoken or name.en in spoken] == []


@pytest.mark.parametrize("event", EVENTS, ids=lambda event: str(event.kind))
def test_a_developer_sees_no_name_and_no_words(event: AnyEvent) -> None:
    shown = words_of(telling(event, Level.DEVELOPER))
    assert [name for name in NAMES if name.zh in shown or name.en in shown] == []
    assert [
        words for words in ("给我拿刀", "我儿子好久没来了", "那个谁", "请给我拿杯水", "您好") if words in shown
    ] == []


@pytest.mark.parametrize("level", [Level.CARER, Level.MANAGER, Level.INSPECTOR, Level.DEVELOPER])
@pytest.mark.parametrize("event_id", ["chat-words", "chat-intent", "chat-accepted", "chat-started", "unclear"])
def test_mere_talk_is_shown_to_nobody(event_id: str, level: Level) -> None:
    shown = words_of(telling(event_of(event_id), level))
    assert "我儿子好久没来了" not in shown
    assert "那个谁" not in shown


def test_words_that_asked_for_something_are_shown_to_those_who_look_after_her() -> None:
    for level in (Level.CARER, Level.MANAGER, Level.INSPECTOR):
        assert telling(event_of("knife-decided"), level).part(Part.WORDS)[0].en == "Li Xiulan: “给我拿刀” (90%)"


@pytest.mark.parametrize(
    ("word", "told"), [("help", "Li Xiulan: a cry for help"), ("stop", "Li Xiulan: a word to stop")]
)
def test_what_was_caught_ahead_of_all_words_is_not_quoted(word: str, told: str) -> None:
    caught = next(one for one in examples() if isinstance(one, IntentRecognized))
    caught = replace(caught, intent=Intent(name=word), text=word, speaker=BY_LI)
    account = account_of(recorded([started(), caught]), caught, HOUSE, "")
    words = tell(account, Reader(level=Level.CARER), Evidence()).part(Part.WORDS)
    assert [one.en for one in words] == [told]
    assert word not in words[0].zh


def test_another_residents_matter_is_not_told() -> None:
    told = telling(event_of("knife-decided"), Level.RESIDENT, "wang")
    assert told.part(Part.WHAT) == (SOMEBODY_ELSES,)
    assert telling(event_of("knife-decided"), Level.RESIDENT, "").part(Part.WHAT) == (SOMEBODY_ELSES,)
    assert "Nothing sharp" in telling(event_of("knife-decided"), Level.RESIDENT, "li").part(Part.WHAT)[0].en


def test_each_level_has_its_parts() -> None:
    parts = {level: {part for part, _ in telling(event_of("knife-decided"), level, "li").parts} for level in Level}
    assert parts[Level.RESIDENT] == {Part.WHAT}
    carer = {
        Part.WHAT,
        Part.WHY,
        Part.FACTS,
        Part.ASKED_BY,
        Part.WORDS,
        Part.INSTEAD,
        Part.ADVICE,
        Part.CHANGES,
        Part.STEPS,
    }
    assert parts[Level.CARER] == carer
    assert parts[Level.MANAGER] == carer | {Part.OFTEN}
    assert parts[Level.INSPECTOR] == carer | {Part.OFTEN, Part.RULES, Part.PROOF}
    assert parts[Level.DEVELOPER] == {Part.STEPS, Part.RULES, Part.PROOF}


def test_an_inspector_reads_rule_source_and_place() -> None:
    told = telling(event_of("knife-decided"), Level.INSPECTOR)
    assert told.part(Part.RULES)[0].en.startswith(
        "house.sharp_handover (refused) Nothing sharp is handed over. Source: "
    )
    assert told.part(Part.PROOF)[0].en == "event 7, hash 0123456789abcdef; the record up to it is unchanged."


def test_a_broken_chain_is_said_to_be_no_proof() -> None:
    account = account_of(RECORD, event_of("knife-decided"), HOUSE)
    told = tell(account, Reader(level=Level.INSPECTOR), Evidence(sequence=7, chain="0", sound=False))
    assert "nothing said here can be relied on" in told.part(Part.PROOF)[0].en


NAME = st.text(st.sampled_from("abcdefgh李王张秀兰国"), min_size=2, max_size=5)


@given(st.lists(NAME, min_size=4, max_size=4, unique=True), st.lists(st.integers(0, 3), max_size=6))
@settings(max_examples=200, deadline=None, derandomize=True)
def test_no_name_survives_wherever_it_stands(names: list[str], places: list[int]) -> None:
    own, other, called, nurse = names
    house = replace(
        HOUSE,
        residents=(
            replace(LI, name=Text(zh=own, en=own), called=Text(zh="您", en="you")),
            replace(WANG, name=Text(zh=other, en=other), called=Text(zh=called, en=called)),
        ),
        caregivers=(replace(CAREGIVERS[0], name=Text(zh=nurse, en=nurse)),),
    )
    words = "，".join(names[place] for place in places)
    shown = for_resident(Text(zh=words, en=words), "li", house)
    ids = for_developer(Text(zh=words, en=words), house)
    for name in names:
        alone = re.compile(rf"(?:^|，){re.escape(name)}(?:，|$)")
        assert not alone.search(shown.zh)
        assert not alone.search(ids.en)


def test_names_become_ids_and_you_and_somebody() -> None:
    words = Text(zh="李秀兰和王建国", en="Li Xiulan and Wang Jianguo")
    assert for_resident(words, "li", HOUSE) == Text(zh="您和别人", en="you and somebody else")
    assert for_developer(words, HOUSE) == Text(zh="[li]和[wang]", en="[li] and [wang]")
    assert for_resident(NURSE_ZHANG, "li", HOUSE) == Text(zh="别人", en="somebody else")
    assert for_resident(words, "li", House(home=HOUSE.home, manifest=HOUSE.manifest)) == words


def test_a_name_within_a_word_is_no_name() -> None:
    house = replace(HOUSE, residents=(replace(LI, name=Text(zh="安", en="An"), called=Text(zh="您", en="you")),))
    assert for_resident(Text(zh="我在", en="An answer, Anna"), "", house).en == "somebody else answer, Anna"


def test_what_was_said_leaves_its_length() -> None:
    assert without_words({"text": "abc", "note": "", "name": {"zh": "王", "en": "Wang"}, "list": [{"text": "x"}]}) == {
        "text": "[3]",
        "note": "",
        "name": {"zh": "[1]", "en": "[4]"},
        "list": [{"text": "[1]"}],
    }
    assert without_words({"by": {"kind": "resident", "id": "li"}}) == {"by": {"kind": "resident", "id": "li"}}


@pytest.mark.parametrize("level", Level)
def test_what_is_for_her_ears_alone_is_shown_to_nobody(level: Level) -> None:
    secret = Say(text=Text(zh="化验单来了", en="your results came"), language=Language.ZH, to="li", private=True)
    events = [started(), *judged("knife", secret, present(requester=BY_LI), 5, BY_LI)]
    record = recorded(events)
    for event in events[1:]:
        shown = words_of(tell(account_of(record, event, HOUSE, "li"), Reader(level=level, hearer="li"), Evidence()))
        assert "化验单" not in shown
        assert "your results" not in shown


def test_the_longer_of_two_names_is_read_first() -> None:
    short = replace(WANG, name=Text(zh="李秀", en="Li Xiu"))
    house = replace(HOUSE, residents=(short, replace(LI, name=Text(zh="李秀兰", en="Li Xiu Lan"))))
    shown = for_resident(Text(zh="李秀兰和李秀", en="Li Xiu Lan and Li Xiu"), "li", house)
    assert shown == Text(zh="您和别人", en="you and somebody else")
