"""What is said about what plays, in answer to a question, and another of what was told."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache

import pytest

from carebot.core.home import SmartDevice, SmartDeviceKind
from carebot.core.language import Language, Text
from dialogue._talk import REMEMBERED_FOR, SOUNDS_FOR
from dialogue.conversation import Conversation, Talk, Turn
from dialogue.smart_home_interpreter import SmartHomeInterpreter
from tests.dialogue.smart_homes import HOME
from tests.dialogue.understanding import house, interpreter

NOW = datetime(2026, 3, 1, 8, 0, tzinfo=UTC)
TELEVISION = SmartDevice(
    id="media_player.tv", name=Text(zh="电视", en="television"), kind=SmartDeviceKind.MEDIA_PLAYER, room="living_room"
)


@cache
def conversation() -> Conversation:
    understands = SmartHomeInterpreter(interpreter(), HOME)
    understands.start()
    at_home = replace(house(), home=replace(house().home, devices=(TELEVISION,)))
    return Conversation(understands, understands, at_home)


def say(text: str, talk: Talk | None = None, *, after: timedelta = timedelta(), asked: bool = False) -> Turn:
    language = Language.ZH if any("\u4e00" <= sign <= "\u9fff" for sign in text) else Language.EN
    return conversation().turn(talk or Talk(), text, language, NOW + after, asked=asked)


def meant(turn: Turn) -> list[tuple[str, str]]:
    intents = [one.intent for one in turn.meant if one.intent is not None]
    return [(one.name, one.slot("change") or one.slot("volume_step") or one.slot("object")) for one in intents]


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("放点音乐", "大点儿声", ("music_louder", "louder")),
        ("放点音乐", "太吵了，小点声", ("music_softer", "softer")),
        ("play some music", "a bit louder", ("music_louder", "louder")),
        ("打开电视", "声音大点", ("control_devices", "up")),
        ("turn on the television", "that's too loud", ("control_devices", "down")),
        ("turn on the television", "turn it down", ("control_devices", "down")),
    ],
)
def test_louder_is_meant_for_what_plays(first: str, second: str, expected: tuple[str, str]) -> None:
    playing = say(first).talk
    assert meant(say(second, playing)) == [expected]
    assert meant(say(second, playing, after=REMEMBERED_FOR + timedelta(minutes=20), asked=True)) == [expected]
    assert expected not in meant(say(second, playing, after=SOUNDS_FOR + timedelta(minutes=1)))
    assert expected not in meant(say(second))


@pytest.mark.parametrize(
    ("first", "second", "name"),
    [
        ("给我讲个故事", "这个讲过啦，换一个", "tell_story"),
        ("讲个笑话吧", "还有别的吗", "tell_joke"),
        ("tell me a story", "have you got another", "tell_story"),
    ],
)
def test_another_is_told(first: str, second: str, name: str) -> None:
    assert [one for one, _ in meant(say(second, say(first).talk))] == [name]


def test_of_what_is_fetched_another_is_not_the_same() -> None:
    assert meant(say("换一个", say("给我拿水杯").talk)) == []


@pytest.mark.parametrize("words", ["不是水杯，是眼镜盒", "No, not the cup of water, the glasses case"])
def test_a_correction_counts_though_a_question_waits(words: str) -> None:
    first = "给我拿水杯" if words.startswith("不") else "bring me the cup of water"
    turn = say(words, say(first).talk, asked=True)
    assert turn.corrects
    assert meant(turn) == [("fetch_item", "glasses")]


def test_a_bare_no_stays_the_answer() -> None:
    turn = say("不用", say("给我拿水杯").talk, asked=True)
    assert not turn.corrects
    assert meant(turn) == [("no", "")]


def test_a_wish_of_its_own_is_no_answer() -> None:
    assert [name for name, _ in meant(say("把电视关了", asked=True))] == ["control_devices"]
    assert meant(say("我小时候住在胡同里", asked=True)) == []


@pytest.mark.parametrize("text", ["哎哟，我腰疼得厉害", "谢谢，我腰疼得厉害"])
def test_what_is_said_beside_a_wish_needs_no_answer_of_its_own(text: str) -> None:
    assert [name for name, _ in meant(say(text))] == ["feel_unwell"]
