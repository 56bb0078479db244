import pytest

from dialogue.pinyin import fold, han, same_place, syllables, unlikeness


def test_each_character_gives_one_toneless_syllable() -> None:
    assert syllables("绿茶，OK！女儿") == ("lv", "cha", "nv", "er")
    assert han("我A摔，倒了") == "我摔倒了"


def test_context_chooses_the_reading() -> None:
    assert syllables("银行") == ("yin", "hang")
    assert syllables("行走") == ("xing", "zou")


@pytest.mark.parametrize(
    ("one", "other"),
    [("zhi", "zi"), ("shui", "sui"), ("chang", "can"), ("lan", "nan"), ("ren", "len"), ("hua", "fa"), ("hui", "fei")],
)
def test_dialect_pairs_fold_together(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), [("shui", "sha"), ("bei", "pei"), ("ting", "tang"), ("dao", "tao")])
def test_other_pairs_stay_apart(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@pytest.mark.parametrize(
    ("one", "other", "cost"),
    [
        ("ji", "ji", 0.0),
        ("shui", "sui", 0.25),
        ("ji", "qi", 0.5),
        ("le", "ne", 0.25),
        ("shuai", "zhi", 1.0),
        ("bu", "fu", 1.0),
    ],
)
def test_unlikeness_grows_with_what_differs(one: str, other: str, cost: float) -> None:
    assert unlikeness(one, other) == unlikeness(other, one) == cost


@pytest.mark.parametrize(("one", "other"), [("jiang", "xiang"), ("ji", "qi"), ("che", "ce"), ("zhu", "chu")])
def test_hissing_initials_of_one_place_differ_little(one: str, other: str) -> None:
    assert same_place(one, other)
    assert same_place(other, one)


@pytest.mark.parametrize(
    ("one", "other"), [("jiang", "xian"), ("ba", "da"), ("bei", "pei"), ("le", "ne"), ("ji", "zi")]
)
def test_other_places_and_other_ends_do_not(one: str, other: str) -> None:
    assert not same_place(one, other)
