import pytest

from dialogue import english
from dialogue.english import Pronunciation, spelled, unlikeness, weight


@pytest.fixture(scope="module")
def pronunciation() -> Pronunciation:
    made = Pronunciation()
    made.start()
    return made


def test_words_have_the_phones_of_the_dictionary(pronunciation: Pronunciation) -> None:
    assert pronunciation.phones("coffee") == ("K", "AA", "F", "IY")
    assert pronunciation.phones("latte") == ("L", "AA", "T", "EY")


def test_a_possessive_is_its_word_with_an_s(pronunciation: Pronunciation) -> None:
    assert pronunciation.phones("moondoggle's") == (*pronunciation.phones("moondoggle"), "Z")


@pytest.mark.parametrize(
    ("word", "phones"),
    [
        ("smoothie", ("S", "M", "UW", "TH", "IY")),
        ("phot", ("F", "AA", "T")),
        ("nation", ("N", "AE", "SH", "AH", "N")),
        ("kettle", ("K", "EH", "T", "L")),
        ("", ()),
        ("!?", ()),
    ],
)
def test_words_that_no_dictionary_holds_are_spoken_as_they_are_spelled(word: str, phones: tuple[str, ...]) -> None:
    assert spelled(word) == phones


def test_without_the_dictionary_every_word_is_spelled(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(english, "find_spec", lambda _: None)
    alone = Pronunciation()
    alone.start()
    assert alone.phones("milk") == ("M", "IH", "L", "K")


def test_all_phones_are_placed(pronunciation: Pronunciation) -> None:
    words = ("measure", "thing", "this", "church", "judge", "boy", "house", "you", "bird", "book", "father", "vision")
    phones = {phone for word in words for phone in pronunciation.phones(word)}
    assert all(unlikeness(one, other) < 1.0 for one in phones for other in phones if one == other)
    assert all(0.0 < unlikeness(one, other) <= 1.0 for one in phones for other in phones if one != other)


@pytest.mark.parametrize(
    ("near", "far"), [(("P", "B"), ("P", "L")), (("IY", "IH"), ("IY", "AA")), (("R", "ER"), ("R", "T"))]
)
def test_phones_of_one_place_and_manner_are_nearer(near: tuple[str, str], far: tuple[str, str]) -> None:
    assert unlikeness(*near) == unlikeness(*reversed(near))
    assert unlikeness(*near) < unlikeness(*far)


def test_what_is_swallowed_in_running_speech_weighs_less() -> None:
    assert weight("AH") < weight("T") < weight("K")
