"""Tales, by their form: a wish is none, however little of it was understood."""

import pytest

from skills._tales import is_question, is_telling, is_wish


@pytest.mark.parametrize(
    "words",
    [
        *("我年轻那会儿在纺织厂上班", "那时候一个月才挣三十来块钱", "我老伴最爱吃红烧肉。"),
        *("My Harold used to grow roses", "we went to Brighton every summer", "he was a postman for forty years"),
    ],
)
def test_who_tells_is_heard(words: str) -> None:
    assert is_telling(words)


@pytest.mark.parametrize(
    "words",
    [
        *("给我弄一下那个", "你能不能快点", "我想要那个东西", "这是什么呀", "嗯", "把那个弄走"),
        *("can you do the thing", "I want the blue one", "what was that", "he did", "turn my thing over"),
    ],
)
def test_who_wishes_or_asks_is_not_taken_for_a_teller(words: str) -> None:
    assert not is_telling(words)


@pytest.mark.parametrize(
    "words",
    [
        "把灯调暗点",
        "你给我念念这封信",
        "叫人来换床单",
        "pull that window to",
        "could you fix this",
        "I'd love a swim",
        "你上那边等我",
        "念一段红楼梦吧",
    ],
)
def test_what_wishes_for_something(words: str) -> None:
    assert is_wish(words)


@pytest.mark.parametrize(
    "words",
    [
        "我年轻时候在纺织厂",
        "谁来过",
        "别给我讲那个了",
        "他给我买了袜子了",
        "the bird sang all day",
        "who was that",
        "not for me",
    ],
)
def test_what_wishes_for_nothing(words: str) -> None:
    assert not is_wish(words)


@pytest.mark.parametrize(
    "words",
    ["今天该谁值班", "这儿几点熄灯", "能晒被子不", "孙子放假了没有", "What time's lights out?", "is that gas I smell"],
)
def test_what_asks_something(words: str) -> None:
    assert is_question(words)


@pytest.mark.parametrize("words", ["这褥子硌得慌", "今天天气真好", "this mattress is lumpy", "lovely weather"])
def test_what_asks_nothing(words: str) -> None:
    assert not is_question(words)
