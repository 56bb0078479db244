"""Words of danger and harmless ones like them; no model behind the spotter ever sees the former."""

from typing import Final

import pytest

from carebot.core.dangers import ACCUSED, CONFIDE, KEEP_AWAY, PROTOCOL, Accused, Call
from carebot.core.intents import HELP, Intent
from carebot.core.language import Language, Text
from dialogue._clauses import clauses
from dialogue.base import Interpretation, Interpreter
from dialogue.dangers import DangerInterpreter, DangerSpotter
from dialogue.pinyin import han
from dialogue.text import simplifier
from skills.protocols.house import PROTOCOLS
from tests.dialogue.danger_sentences import SENTENCES
from tests.dialogue.understanding import everything_said

PEOPLE: Final = {"lijing": Text(zh="李静", en="Li Jing")}
SIMPLIFY: Final = simplifier()
CASES: Final = [(protocol, words) for protocol, said in SENTENCES.items() for words in said]


@pytest.fixture(scope="module")
def spotter() -> DangerSpotter:
    started = DangerSpotter([protocol.words for protocol in PROTOCOLS.values()], PEOPLE)
    started.start()
    return started


def language_of(words: str) -> Language:
    return Language.ZH if han(words) else Language.EN


def spotted(spotter: DangerSpotter, words: str) -> Intent | None:
    return spotter.spot(clauses(words, language_of(words), SIMPLIFY))


class Never(Interpreter):
    """Stands for whatever understands words behind the spotter; it must not be asked."""

    def start(self) -> None:
        return

    def interpret(self, text: str, language: Language, *, asked: bool = False) -> Interpretation:
        raise AssertionError(f"it was asked: {text}")


@pytest.mark.parametrize(("protocol", "words"), CASES)
def test_words_of_danger_are_told_from_harmless_ones(spotter: DangerSpotter, protocol: str, words: str) -> None:
    found = spotted(spotter, words)
    assert (found.slot(PROTOCOL) if found is not None else "") == protocol


def test_the_table_is_long_enough_in_both_languages() -> None:
    assert set(SENTENCES) == {*PROTOCOLS, ""}
    for language in Language:
        assert sum(language_of(words) is language for protocol, words in CASES if protocol) > 30
        assert sum(language_of(words) is language for protocol, words in CASES if not protocol) > 25


@pytest.mark.parametrize(
    ("words", "accused"),
    [
        ("护工打我", {Accused.CARERS}),
        ("李静打了我", {"lijing"}),
        ("Li Jing hit me", {"lijing"}),
        ("the nurse slapped me", {Accused.NURSES}),
        ("我的存折被儿子拿走了", {Accused.FAMILY}),
        ("我被他打了", {Accused.SOMEBODY}),
        ("护士和护工都骂我", {Accused.NURSES, Accused.CARERS}),
    ],
)
def test_who_is_accused_goes_with_what_is_confided(spotter: DangerSpotter, words: str, accused: set[str]) -> None:
    found = spotted(spotter, words)
    assert found is not None
    assert found.name == CONFIDE
    assert set(found.slot(ACCUSED).split(",")) == accused


@pytest.mark.parametrize("words", [words for protocol, words in CASES if protocol])
def test_no_model_ever_sees_words_of_danger(words: str) -> None:
    interpreter = DangerInterpreter(Never(), DangerSpotter([one.words for one in PROTOCOLS.values()], PEOPLE))
    interpreter.start()
    for asked in (True, False):
        meant = interpreter.interpret(words, language_of(words), asked=asked).intent
        assert meant is not None
        call = PROTOCOLS[meant.slot(PROTOCOL)].words.call
        assert meant.name == (HELP if call is Call.ALARM else CONFIDE)


def test_a_stop_said_with_it_lets_nothing_come_near(spotter: DangerSpotter) -> None:
    found = spotted(spotter, "别过来，我不想活了")
    assert found is not None
    assert (found.name, found.slot(KEEP_AWAY)) == (HELP, "yes")
    alone = spotted(spotter, "我不想活了")
    assert alone is not None
    assert not alone.slot(KEEP_AWAY)


def test_a_stop_keeps_its_place_before_what_is_confided(spotter: DangerSpotter) -> None:
    assert spotted(spotter, "don't touch me, the nurse hits me") is None


@pytest.mark.parametrize("every", [7, pytest.param(1, marks=pytest.mark.slow)])
def test_no_sentence_of_another_skill_is_taken_for_danger(spotter: DangerSpotter, every: int) -> None:
    calls = {HELP, "despair", "feel_unwell", "call_caregiver", "stop"}
    said = [one for language in Language for one in everything_said(language)[::every] if one.meaning.name not in calls]
    assert len(said) > 1000
    assert [one.text for one in said if spotter.spot((one.text,)) is not None] == []


def test_the_one_before_says_that_it_is_a_film(spotter: DangerSpotter) -> None:
    assert spotted(spotter, "昨天看了个电影，他说我不想活了") is None
    assert spotted(spotter, "我看完电影了。今天天气好。我不想活了") is not None
