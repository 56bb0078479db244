"""The words that skills share: names in sentences, forms of address, reasons."""

from dataclasses import replace

import pytest

from carebot.core.home import RoomKind
from carebot.core.language import Text
from carebot.core.outcomes import NOTHING, Outcome, Result
from skills._places import destination_of_kind, direction, going_to, place_in, with_article
from skills._talking import addressed, listed, where_for_carers, why_not
from tests.skills.house import GRANDFATHER, GRANDMOTHER, HOME, KNOWLEDGE, REFUSAL

WISH = Text(zh="去卧室", en="go to the bedroom")


def name(en: str) -> Text:
    return Text(zh="那儿", en=en)


@pytest.mark.parametrize(
    ("en", "in_a_sentence", "way"),
    [
        ("kitchen", "the kitchen", "to the kitchen"),
        ("the kitchen", "the kitchen", "to the kitchen"),
        ("your room", "your room", "to your room"),
        ("beside the table", "beside the table", "beside the table"),
        ("Near the bed", "Near the bed", "Near the bed"),
        ("inner court", "the inner court", "to the inner court"),
    ],
)
def test_names_in_sentences(en: str, in_a_sentence: str, way: str) -> None:
    assert with_article(name(en)).en == in_a_sentence
    assert direction(name(en)).en == way
    assert going_to(name(en)).en == f"go {way}"


@pytest.mark.parametrize(
    ("en", "expected"),
    [
        ("Are you all right?", "Mrs Wang, are you all right?"),
        ("I am here.", "Mrs Wang, I am here."),
        ("I'm here.", "Mrs Wang, I'm here."),
        ("It is time.", "Mrs Wang, it is time."),
    ],
)
def test_the_form_of_address_stands_first(en: str, expected: str) -> None:
    assert addressed(KNOWLEDGE, Text(zh="好", en=en)) == Text(zh="奶奶，好", en=expected)


def test_nobody_in_particular_has_no_form_of_address() -> None:
    assert addressed(replace(KNOWLEDGE, resident=None), WISH) == WISH


@pytest.mark.parametrize(
    ("count", "zh", "en"), [(0, "", ""), (1, "一", "a"), (2, "一、二", "a and b"), (3, "一、二、三", "a, b and c")]
)
def test_lists(count: int, zh: str, en: str) -> None:
    names = [Text(zh="一", en="a"), Text(zh="二", en="b"), Text(zh="三", en="c")]
    assert listed(names[:count]) == Text(zh=zh, en=en)


@pytest.mark.parametrize("result", [result for result in Result if result is not Result.SUCCEEDED])
def test_every_failure_has_its_words(result: Result) -> None:
    text = why_not(Outcome(result=result, detail=NOTHING), WISH)
    assert text.zh.startswith("对不起，")
    assert "去卧室。" in text.zh
    assert text.en.endswith("go to the bedroom.")


def test_a_refusal_gives_its_reason() -> None:
    assert why_not(REFUSAL, WISH) == Text(
        zh="对不起，我不能去卧室。夜里不进卧室。",
        en="I'm sorry, I may not go to the bedroom. Bedrooms are not entered at night.",
    )


def test_a_room_of_a_kind_is_first_of_all_her_own() -> None:
    twin = replace(HOME.rooms[2], id="bedroom_2")
    place = replace(HOME.places[2], id="bedside_2", room="bedroom_2")
    home = replace(HOME, rooms=(twin, *HOME.rooms), places=(place, *HOME.places))
    hers = destination_of_kind(home, RoomKind.BEDROOM, GRANDMOTHER)
    his = destination_of_kind(home, RoomKind.BEDROOM, GRANDFATHER)
    assert hers is not None
    assert his is not None
    assert (hers.place, his.place) == ("bedside", "bedside_2")
    assert destination_of_kind(replace(HOME, rooms=()), RoomKind.BATHROOM, GRANDMOTHER) is None


def test_a_place_named_like_its_room_goes_before_the_others() -> None:
    namesake = replace(HOME.places[1], id="kitchen", name=Text(zh="厨房", en="kitchen"))
    home = replace(HOME, places=(*HOME.places, namesake))
    assert place_in(home, "kitchen") == namesake
    assert place_in(home, "front_door") is None
    assert place_in(home, "no_such_room") is None


def test_where_she_is_as_far_as_is_known() -> None:
    assert where_for_carers(KNOWLEDGE).en == "last seen in the living room"
    assert where_for_carers(replace(KNOWLEDGE, last_seen=None)).zh == "位置不明"
