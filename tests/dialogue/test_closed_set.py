import pytest

from dialogue.closed_set import NEAR, ClosedSet
from dialogue.phonology import Sounds

PHRASES = ("量血压", "吃降压药", "打开窗帘", "关上电视", "给女儿打电话", "water the plants", "close the curtains")


@pytest.fixture(scope="module")
def sounds() -> Sounds:
    made = Sounds()
    made.start()
    return made


@pytest.fixture(scope="module")
def closed_set(sounds: Sounds) -> ClosedSet:
    made = ClosedSet(PHRASES, sounds)
    made.start()
    return made


@pytest.mark.parametrize(
    ("heard", "phrase"),
    [
        ("量血压。", "量血压"),
        ("吃酱鸭药", "吃降压药"),
        ("打開窗簾", "打开窗帘"),
        ("官上店是", "关上电视"),
        ("给驴儿打电话", "给女儿打电话"),
        ("Water the plans!", "water the plants"),
        ("closed the curtain", "close the curtains"),
    ],
)
def test_words_heard_wrongly_are_found_by_their_sound(closed_set: ClosedSet, heard: str, phrase: str) -> None:
    match = closed_set.match([heard])
    assert match is not None
    assert match.phrase == phrase


@pytest.mark.parametrize("heard", ["今天天气怎么样", "我想睡觉", "what time is it", "好", "Alright.", "谢谢观看"])
def test_other_phrases_are_none_of_them(closed_set: ClosedSet, heard: str) -> None:
    assert closed_set.match([heard]) is None


def test_what_is_said_exactly_is_certain(closed_set: ClosedSet) -> None:
    match = closed_set.match(["量血压"])
    assert match is not None
    assert match.confidence == 1.0


def test_a_later_hearing_helps_and_counts_less(closed_set: ClosedSet) -> None:
    alone = closed_set.nearest(["凉爽啊"])
    helped = closed_set.match(["凉爽啊", "量血压"])
    assert alone is not None
    assert not alone.sure
    assert helped is not None
    assert (helped.phrase, helped.confidence < 1.0) == ("量血压", True)


def test_what_may_be_either_of_two_is_not_taken_for_one(sounds: Sounds) -> None:
    two = ClosedSet(("买鱼", "卖鱼"), sounds)
    two.start()
    nearest = two.nearest(["埋鱼"])
    assert nearest is not None
    assert nearest.confidence > NEAR
    assert two.match(["埋鱼"]) is None


@pytest.mark.parametrize("hearings", [[], [""], ["。"]])
def test_nothing_is_heard_in_nothing(closed_set: ClosedSet, hearings: list[str]) -> None:
    assert closed_set.nearest(hearings) is None


def test_an_empty_set_holds_nothing(sounds: Sounds) -> None:
    empty = ClosedSet((), sounds)
    empty.start()
    assert empty.nearest(["量血压"]) is None
