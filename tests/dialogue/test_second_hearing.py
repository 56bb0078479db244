"""Other ways to hear an utterance: only what is known by heart counts, and only where the first made no sense."""

from datetime import timedelta

import pytest

from carebot.assembly.instructions import household_nouns
from carebot.core.intents import HELP, Intent
from carebot.core.language import Language
from dialogue.base import Heard, Interpretation, Interpreter
from dialogue.elsewhere import ElsewhereInterpreter
from dialogue.household import HouseholdInterpreter
from dialogue.mixed import MixedInterpreter
from dialogue.own_names import OwnNames
from dialogue.pinyin import han
from dialogue.second_hearing import most_sensible
from tests.dialogue.understanding import by_form, house, interpreter


def heard(
    text: str, *alternatives: str, known: tuple[str, ...] = (), fitting: tuple[str, ...] = (), foreign: bool = False
) -> Heard:
    return Heard(
        text=text, language=Language.ZH if han(text) else Language.EN, confidence=0.8, engine="w",
        duration=timedelta(seconds=2), alternatives=alternatives, known=known, fitting=fitting, foreign=foreign,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "alternatives", "taken"),
    [
        ("星天几号", ("心天几号", "今天几号"), "今天几号"),
        ("take me to mad", ("take me to bad", "take me to bed"), "take me to bed"),
        ("给我拿水杯", ("现在几点了",), "给我拿水杯"),
        ("我头缘身上不舒服", ("我投缘，身上不舒服", "我头晕，身上不舒服"), "我头晕，身上不舒服"),
        ("我头缘身上不舒服", ("我头渊身上不舒服", "我头晕身上不舒服"), "我头晕身上不舒服"),
        ("我们那会儿", ("停", "救命", "好的"), "我们那会儿"),
        ("我们那会儿", ("救命啊救命啊", "来人哪来人哪"), "我们那会儿"),
        ("走过来的时候", ("记住我走过来的时候",), "走过来的时候"),
        ("我们那会儿", (), "我们那会儿"),
        ("我们那会儿", ("他们那会儿", "他来了吗他"), "我们那会儿"),
    ],
)
def test_what_makes_no_sense_may_have_been_a_known_wish(text: str, alternatives: tuple[str, ...], taken: str) -> None:
    found = most_sensible(heard(text, *alternatives), interpreter())
    assert found.text == taken
    assert {found.text, *found.alternatives} == {text, *alternatives}


def test_a_task_counts_where_it_is_a_known_sentence_that_fits_the_sound() -> None:
    tasks = HouseholdInterpreter(interpreter(), household_nouns)
    tasks.start()
    curtain, light = "把窗帘拉上", "关灯"
    assert most_sensible(heard("八窗连拉上", curtain, known=(curtain,)), tasks).text == curtain
    assert most_sensible(heard("官等", light, known=(light,)), tasks).text == light
    assert most_sensible(heard("八窗连拉上", curtain), tasks).text == "八窗连拉上"
    assert most_sensible(heard("官等", light), tasks).text == "官等"


def test_what_was_said_to_somebody_else_is_heard_in_no_other_way() -> None:
    away = ElsewhereInterpreter(interpreter(), interpreter(), house(), OwnNames(), always=())
    away.start()
    said = heard("小李，几点了", "现在几点了", known=("现在几点了",))
    assert most_sensible(said, away) is said


def test_a_third_language_is_no_wish_of_ours() -> None:
    strange = heard("星天几号", "今天几号", foreign=True)
    assert most_sensible(strange, interpreter()) is strange


@pytest.fixture(scope="module")
def of_both_languages() -> MixedInterpreter:
    understands = MixedInterpreter(interpreter(), house())
    understands.start()
    return understands


@pytest.mark.parametrize(
    ("text", "alternatives", "taken"),
    [
        ("Bow on our glasses case", ("Bow on that glass's case", "帮我拿glasses case"), "帮我拿glasses case"),
        ("Bow on our glasses case", ("你好，帮我拿glasses case",), "Bow on our glasses case"),
        ("Bow on our glasses case", ("我在kitchen看电视",), "Bow on our glasses case"),
    ],
)
def test_a_wish_in_both_languages_is_known_by_heart_as_well(
    of_both_languages: MixedInterpreter, text: str, alternatives: tuple[str, ...], taken: str
) -> None:
    assert most_sensible(heard(text, *alternatives), of_both_languages).text == taken


@pytest.mark.parametrize(
    ("text", "fitting", "taken"),
    [
        ("把药水拿给我", ("把药盒拿给我",), "把药盒拿给我"),
        ("把药水拿给我", ("我没有药盒", "把药盒拿给我"), "把药盒拿给我"),
        ("把药水拿给我", (), "把药水拿给我"),
        ("把水杯拿给我", ("把药盒拿给我",), "把水杯拿给我"),
    ],
)
def test_what_the_home_has_not_may_have_been_what_fits_the_sound(
    text: str, fitting: tuple[str, ...], taken: str
) -> None:
    said = heard(text, *fitting, "把药盒拿来", fitting=fitting)
    assert most_sensible(said, by_form()).text == taken


@pytest.mark.parametrize(
    ("text", "alternatives", "taken"),
    [
        ("切开西瓜", ("现在几点了",), "现在几点了"),
        ("切开西瓜", ("切开西瓜吧", "切开冬瓜"), "切开西瓜"),
        ("Slice the whole bread.", ("Switch the hall bread.", "what time is it"), "what time is it"),
    ],
)
def test_a_task_read_out_of_words_may_have_been_a_known_wish(
    text: str, alternatives: tuple[str, ...], taken: str
) -> None:
    reads_tasks = HouseholdInterpreter(interpreter(), household_nouns)
    reads_tasks.start()
    meant = reads_tasks.interpret(text, Language.ZH).intent
    assert meant is not None
    assert meant.name == "household_task"
    assert most_sensible(heard(text, *alternatives), reads_tasks).text == taken


class Guessing(Interpreter):
    """Knows one sentence, and takes everything else for `intent`, as little sure as what sounds alike or means it."""

    def __init__(self, intent: str) -> None:
        self._guess = Interpretation(intent=Intent(name=intent), confidence=0.7)

    def start(self) -> None:
        """Nothing to prepare."""

    def interpret(self, text: str, language: Language, *, asked: bool = False) -> Interpretation:
        del language, asked
        return Interpretation(intent=Intent(name="light_on"), confidence=1.0) if text == "卧室灯开一下" else self._guess


@pytest.mark.parametrize(
    ("intent", "fitting", "taken"),
    [
        ("not_now", ("卧室灯开一下",), "卧室灯开一下"),
        ("not_now", (), "我是等开一下"),
        (HELP, ("卧室灯开一下",), "我是等开一下"),
    ],
)
def test_what_was_only_guessed_gives_way_to_what_fits_the_sound(
    intent: str, fitting: tuple[str, ...], taken: str
) -> None:
    said = heard("我是等开一下", "卧室灯开一下", known=fitting, fitting=fitting)
    assert most_sensible(said, Guessing(intent)).text == taken
