"""How words speak: whether they ask, tell of another time, or of others; and words without the time around them."""

import pytest

from carebot.core.language import Language
from dialogue._danger_talk import is_past, is_told
from dialogue._speaks import Speaks, speaks
from dialogue._time_frames import without_time
from dialogue.pinyin import han
from tests.dialogue.understanding import understood


def language_of(text: str) -> Language:
    return Language.ZH if han(text) else Language.EN


def how(text: str) -> Speaks:
    return speaks(text, language_of(text))


@pytest.mark.parametrize(
    "text",
    [
        "从上星期起腰就直不起来",
        "昨晚开始咳嗽",
        "去年摔的，到现在还疼",
        "it has ached since last week",
        "my back is still bad",
    ],
)
def test_what_has_gone_on_since_is_no_tale(text: str) -> None:
    assert not is_told(text, language_of(text))


@pytest.mark.parametrize(
    "text",
    [
        "昨天起来晚了",
        "昨儿夜里刮大风",
        "从前天天赶集",
        "去年摔了一跤",
        "it ached last week",
        "we still had ice years ago",
    ],
)
def test_what_is_over_is_one(text: str) -> None:
    assert is_past(text, language_of(text))


@pytest.mark.parametrize(
    "text", ["外头怎么这么吵", "信来了没有", "那是有人唱歌吗", "谁来过", "has the post come", "who has been here"]
)
def test_questions_ask(text: str) -> None:
    assert how(text).asks


@pytest.mark.parametrize("text", ["这么多人", "吃着呢", "什么都不想要", "没什么事", "谁也不理我", "怎么躺都难受"])
def test_words_of_questions_may_ask_nothing(text: str) -> None:
    assert not how(text).asks


@pytest.mark.parametrize(
    ("asking", "telling"),
    [("信来了没有", "我盼着信"), ("is the soup cold", "i am a bit cold"), ("那是有人唱歌吗", "我听见歌")],
)
def test_whether_something_is_so_never_means_what_one_tells_of_oneself(asking: str, telling: str) -> None:
    assert not how(asking).may_mean(how(telling))


@pytest.mark.parametrize(
    ("asking", "wish"),
    [
        ("能不能倒杯水", "我想喝水"),
        ("有没有喝的", "我口渴"),
        ("is there any water", "i would like some water"),
        ("is it cold in here", "it is cold in here"),
    ],
)
def test_asking_for_something_may_mean_it(asking: str, wish: str) -> None:
    assert how(asking).may_mean(how(wish))


def test_the_fear_of_her_mother_is_not_hers() -> None:
    assert how("she feared dogs my mother").of_others
    assert not how("she feared dogs my mother").may_mean(how("i fear dogs"))
    assert not how("my mother and i feared dogs and she sang").of_others


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("今儿早上起来头有点晕乎", "头有点晕乎"),
        ("从昨天起脚就肿了", "脚就肿了"),
        ("夜里睡不着", "睡不着"),
        ("早饭吃什么", "早饭吃什么"),
        ("晚安", "晚安"),
        ("all this week my arm has been numb", "my arm has been numb"),
        ("since i got up i've been dizzy", "i've been dizzy"),
        ("my feet have been cold since yesterday evening", "my feet have been cold"),
        ("good night", "good night"),
    ],
)
def test_what_is_said_is_left_without_its_time(text: str, left: str) -> None:
    assert without_time(text, language_of(text)) == left


@pytest.mark.parametrize("text", ["is that somebody at the window", "is that someone at the door"])
def test_a_question_does_not_sound_like_what_tells(text: str) -> None:
    found = understood(text)
    assert found.intent is None
    assert "say_afraid" not in {one.intent.name for one in found.candidates}


@pytest.mark.parametrize("text", ["you're going too fast for me", "you are too fast"])
def test_whom_it_is_too_fast_for_wants_it_slower(text: str) -> None:
    found = understood(text)
    assert found.intent is not None
    assert (found.intent.name, found.intent.slot("how")) == ("speak_slower", "slower")
