"""What a resident with dementia is told: one thought at a time, no test, no correction, the same patience each time."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

import pytest

from carebot.core.actions import Ask
from carebot.core.intents import NO, YES
from carebot.core.language import Text
from carebot.core.people import Resident, Risk
from skills.base import Skill
from skills.keep_company import KeepCompany
from skills.play_quiz import PlayQuiz
from skills.repertoire.exercises import BEFORE, MOVEMENTS
from skills.repertoire.poems import POEMS
from skills.repertoire.questions import MEMORIES, OPENINGS
from skills.repertoire.quizzes import RIDDLES
from skills.repertoire.stories import JOKES, STORIES
from tests.skills.house import BY_HERSELF, BY_SCHEDULE, GRANDMOTHER, KNOWLEDGE, SILENCE, SUCCESS, play, reply, run
from tests.skills.house import goal_of as goal_for
from tests.skills.test_contract import SKILLS, answering

LONGEST_ZH: Final = 12
LONGEST_EN: Final = 8
CLAUSES_ZH: Final = re.compile("[，。！？；：、“”《》…]")
CLAUSES_EN: Final = re.compile("[.,?!;:“”]")
FORGETFUL: Final = replace(GRANDMOTHER, risks=frozenset({Risk.DEMENTIA}))
UNDECIDED: Final = replace(GRANDMOTHER, can_decide=False)
SPOKEN_WITH: Final = (
    "keep_company",
    "be_quiet",
    "remember",
    "confide",
    "play_quiz",
    "lead_exercises",
    "ask_mood",
    "stop",
    "comfort",
    "pass_on",
)
CARE: Final = ("check_on_resident", "call_caregiver")
IMPATIENT: Final = re.compile(
    r"刚才说过|已经说过|说过了|又问|再说一遍|不是说了|跟您说了|怎么又|记不住"
    r"|\b(?:as i said|i (?:have )?(?:already|just) (?:told|said)|again and again|once more|you forgot)",
    re.IGNORECASE,
)
CORRECTING: Final = re.compile(
    r"不对|错了|您记错|不是这样|其实不|猜错|答错|不是吗|\b(?:wrong|incorrect|not right|mistaken|actually)\b",
    re.IGNORECASE,
)


def repertoire() -> Iterator[Text]:
    for piece in (*POEMS, *STORIES, *JOKES):
        yield from (piece.announcement, *piece.parts)
    yield from (*MEMORIES, *OPENINGS, *BEFORE, *(one.text for one in MOVEMENTS))


def spoken(name: str, resident: Resident) -> Iterator[Text]:
    """Everything that this skill may tell `resident`, as far as answers and failures lead there."""
    skill: Skill = SKILLS[name]
    knowledge = replace(KNOWLEDGE, resident=resident)
    cases = dict.fromkeys((*skill.examples, *(tuple(one.slots.items()) for one in skill.phrasings)))
    answers = (reply(YES), reply(NO), SILENCE, SUCCESS, reply("quiet"), reply("help"), reply(text="我小时候住在胡同里"))
    for parameters in cases:
        for by in (BY_HERSELF, BY_SCHEDULE):
            for answer in answers:
                goal = goal_for(skill, dict(parameters), by)
                yield from play(skill.plan(goal, knowledge), answering(answer)).words


def too_long(texts: Iterator[Text]) -> list[str]:
    found = []
    for text in texts:
        found += [one for one in CLAUSES_ZH.split(text.zh) if len(one.strip()) > LONGEST_ZH]
        found += [one for one in CLAUSES_EN.split(text.en) if len(one.split()) > LONGEST_EN]
    return sorted(set(found))


@pytest.mark.parametrize("name", [*SPOKEN_WITH, *CARE])
def test_one_thought_at_a_time(name: str) -> None:
    assert too_long(spoken(name, FORGETFUL)) == []


def test_the_repertoire_is_told_in_short_clauses() -> None:
    assert too_long(repertoire()) == []


def test_a_long_thought_would_be_found() -> None:
    long = Text(zh="这一句话说得太长太长太长了。", en="This is one thought that goes on for too long.")
    assert len(too_long(iter([long]))) == 2


@pytest.mark.parametrize("resident", [FORGETFUL, UNDECIDED, GRANDMOTHER], ids=["dementia", "undecided", "anybody"])
@pytest.mark.parametrize("name", [*SPOKEN_WITH, *CARE])
def test_nobody_is_corrected_or_reminded_of_having_asked(name: str, resident: Resident) -> None:
    for text in spoken(name, resident):
        for words in (text.zh, text.en):
            assert not IMPATIENT.search(words), words
            assert not CORRECTING.search(words), words


@pytest.mark.parametrize("resident", [FORGETFUL, UNDECIDED], ids=["dementia", "undecided"])
def test_nobody_with_dementia_is_put_to_the_test(resident: Resident) -> None:
    questions = {riddle.question for riddle in RIDDLES}
    played = run(PlayQuiz(), [reply(text="我小时候住在胡同里")], knowledge=replace(KNOWLEDGE, resident=resident))
    assert not questions & set(played.words)
    assert played.words[0] in MEMORIES


def test_the_tenth_time_is_like_the_first() -> None:
    """A plan knows nothing of how often it was asked: the same question gets the same answer."""
    knowledge = replace(KNOWLEDGE, resident=FORGETFUL)
    for topic in ("greeting", "who", "home", "thanks"):
        assert len({run(KeepCompany(), [SILENCE], knowledge=knowledge, topic=topic).said for _ in range(10)}) == 1


def test_longing_is_met_and_not_set_right() -> None:
    played = run(
        KeepCompany(), [reply(text="我妈在等我")], knowledge=replace(KNOWLEDGE, resident=FORGETFUL), topic="home"
    )
    assert [text.zh for text in played.words] == ["您心里惦记着呢。", "跟我说说，好吗？", "谢谢您讲给我听。"]
    assert len(played.of(Ask)) == 1


def test_everything_told_says_where_it_comes_from() -> None:
    assert all(one.source for one in (*POEMS, *STORIES, *JOKES, *RIDDLES))
