"""Wishes that name the thing first: turned where it is a thing that is switched, left where it may be anything else."""

import pytest

from carebot.assembly.instructions import household_nouns
from carebot.core.language import Language
from dialogue._thing_first import ThingFirst


@pytest.fixture(scope="module")
def first() -> ThingFirst:
    return ThingFirst(household_nouns())


@pytest.mark.parametrize(
    ("said", "wish"),
    [
        ("灯打开", "把灯打开"),
        ("灯开一下", "把灯打开"),
        ("电视关吧", "把电视关上"),
        ("窗帘拉上吧", "把窗帘拉上"),
        ("卧室灯关一下", "把卧室灯关上"),
        ("厨房里的灯关上", "把厨房里的灯关上"),
        ("厨房的灯给我关上", "把厨房的灯关上"),
        ("窗帘都帮我拉上吧", "把窗帘拉上"),
        ("lights off", "turn off the lights"),
        ("put the kitchen light on", "turn on the kitchen light"),
        ("the television on", "turn on the television"),
        ("kitchen light on", "turn on the kitchen light"),
        ("the light in the bedroom off", "turn off the light in the bedroom"),
    ],
)
def test_what_becomes_of_a_thing_that_is_switched_is_a_wish(first: ThingFirst, said: str, wish: str) -> None:
    assert first.turned(said, Language.EN if said.isascii() else Language.ZH) == wish


@pytest.mark.parametrize(
    "said",
    [
        *("灯关了", "门打开了", "灯没关上", "我把门打开", "昨天灯打开", "天开一下", "苹果打开", "灯开", "电视"),
        *("come on", "he took his coat off", "the knife off", "the light in the story off", "a day off", "lights"),
        *("put my coat on", "put the light in the box", "苹果给我打开", "门给我打开了"),
    ],
)
def test_a_tale_and_what_is_no_such_thing_are_left_as_they_are(first: ThingFirst, said: str) -> None:
    assert first.turned(said, Language.EN if said.isascii() else Language.ZH) is None


def test_before_any_thing_is_known_nothing_is_turned() -> None:
    assert ThingFirst(()).turned("灯打开", Language.ZH) is None
