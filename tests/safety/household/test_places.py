"""What moving things from place to place brings about."""

from collections.abc import Callable, Iterator

import pytest

from carebot.core.household import Deed
from safety.household._places import break_up, cover, leave, let_fall, pick, point, put
from safety.household.facts import Fact
from safety.household.state import Household
from tests.safety.household.homes import HOW, deed, home, states, told

Doing = Callable[[Household, Deed, frozenset[str]], Iterator[Fact]]


@pytest.mark.parametrize(
    ("doing", "done", "known", "facts", "afterwards"),
    [
        (pick, deed("pick", "cup"), "cup on table", "pick cup long", ""),
        (pick, deed("pick", "cup", "on table"), "cup on table", "pick cup table long", ""),
        (pick, deed("pick", "cup", "on table", source="drawer"), "", "pick cup drawer long; pick cup table long", ""),
        (pick, deed("pick", "cup", source="drawer"), "", "pick cup drawer long", ""),
        (pick, deed("pick", "cup", "away table"), "", "pick cup long", ""),
        (pick, deed("pick", "cup", source="bin"), "", "pick cup bin long", "cup is dirty"),
        (pick, deed("pick", "cup", "away bin"), "", "pick cup long", ""),
        (put, deed("put", "cup", "on table"), "", "put cup table long onto", "cup on table"),
        (put, deed("put", "cup", "in drawer", "near table"), "",
         "put cup drawer into long; in cup drawer; put cup table at_target long", "cup near table"),
        (put, deed("put", "cup", "away table"), "", "", "cup away table"),
        (put, deed("put", "cup", "under table"), "", "put cup table long", "cup under table"),
        (put, deed("put", "cup"), "", "put cup long", ""),
        (put, deed("put", "milk", "on table"), "", "put milk table long onto", "milk on table"),
        (put, deed("put", "milk", "in jar"), "", "pour milk jar into long", "milk in jar"),
        (put, deed("put", "milk", "on table", "in cup"), "",
         "pour milk table long onto; wetted table milk over; pour milk cup into long", "milk in cup; table is wet"),
        (put, deed("put", "milk"), "", "put milk long", ""),
        (put, deed("put", "book", "in cup"), "", "put book cup into long", "book in cup"),
        (put, deed("put", "milk", "on plate"), "", "pour milk plate long onto", "milk in plate"),
        (put, deed("put", "milk book", "in cup"), "",
         "pour milk cup into long; put book cup into long", "book in cup; milk in cup"),
        (put, deed("put", "milk", "on table", "away stove"), "",
         "put milk table long onto; on milk table", "milk away stove"),
        (put, deed("put", "cup", "away stove", "edge table"), "", "put cup table long", "cup edge table"),
        (point, deed("point", "lamp", "near child", using="cup"), "", "point lamp child long", ""),
        (point, deed("point", "", "near child", "away bed", using="lamp cup"), "",
         "point lamp child long; point cup child long", ""),
        (point, deed("point", "lamp"), "", "", ""),
        (cover, deed("cover", "lamp"), "", "cover lamp long", ""),
        (cover, deed("cover", "lamp cup", using="towel"), "",
         "cover lamp towel long; on towel lamp; cover cup towel long; on towel cup", ""),
        (cover, deed("cover", "lamp", "on table", "away stove", using="towel"), "",
         "cover lamp table long; cover lamp towel long; on towel lamp; on lamp table", ""),
        (cover, deed("cover", "lamp", "in box"), "", "cover lamp box long", ""),
        (cover, deed("cover", "towel", "over lamp"), "", "cover towel lamp long; on towel lamp", ""),
        (cover, deed("cover", "towel", "near lamp"), "", "cover towel lamp long; on towel lamp", ""),
        (cover, deed("cover", "towel", "under lamp"), "", "cover towel lamp long", ""),
        (leave, deed("leave", "cup", "on table", "away stove"), "", "leave cup table long", "cup away stove"),
        (leave, deed("leave", "cup"), "", "leave cup long", ""),
        (leave, deed("leave", "cup", "away stove"), "", "leave cup long", "cup away stove"),
        (let_fall, deed("drop", "cup"), "", "drop cup long", "cup on floor"),
        (let_fall, deed("throw", "cup"), "", "throw cup long", "cup on floor"),
        (let_fall, deed("discard", "cup"), "", "discard cup long", ""),
        (let_fall, deed("throw", "cup", "near child"), "", "throw cup child at_target long", "cup near child"),
        (let_fall, deed("discard", "cup", "in box"), "", "discard cup box into long", "cup in box"),
        (let_fall, deed("drop", "cup", "on bin"), "", "drop cup bin long onto", "cup on bin"),
        (let_fall, deed("discard", "cup", "in bin"), "", "discard cup bin into long", "cup in bin; cup is dirty"),
        (break_up, deed("break", "cup"), "", "break cup long", "cup is broken"),
        (break_up, deed("break", "cup", using="hammer"), "",
         "break cup long; break cup hammer long", "cup is broken"),
        (break_up, deed("break", "cup", "on table", using="hammer"), "",
         "break cup table long onto", "cup is broken"),
        (break_up, deed("break", "egg", "in bowl"), "", "break egg bowl into long", "egg in bowl; egg is cracked"),
        (break_up, deed("break", "egg", "edge bowl"), "", "break egg bowl into long", "egg in bowl; egg is cracked"),
        (break_up, deed("break", "egg"), "", "break egg long", "egg is broken"),
        (break_up, deed("break", "egg", "away table"), "", "break egg table long", "egg is broken"),
        (break_up, deed("break", "egg", "edge plate"), "", "break egg plate long", "egg in plate; egg is cracked"),
        (break_up, deed("break", "cup", "edge bowl"), "", "break cup bowl into long", "cup is broken"),
        (break_up, deed("break", "cup", "over bowl"), "", "break cup bowl long over", "cup is broken"),
    ],
)  # fmt: skip
def test_what_comes_of_moving_things(doing: Doing, done: Deed, known: str, facts: str, afterwards: str) -> None:
    household = home(known)
    assert told(doing(household, done, HOW)) == facts
    assert states(household) == afterwards


@pytest.mark.parametrize(
    ("done", "inner", "outer"),
    [
        (deed("cover", "cup", using="towel box"), "cup", ["towel", "box"]),
        (deed("cover", "cup", "in box"), "cup", ["box"]),
        (deed("cover", "towel", "on cup"), "cup", ["towel"]),
        (deed("cover", "towel", "over cup"), "cup", ["towel"]),
        (deed("cover", "towel", "near cup"), "cup", ["towel"]),
        (deed("cover", "towel", "under cup"), "cup", []),
        (deed("cover", "cup", "in box"), "box", []),
        (deed("cover", "towel", "on cup"), "towel", []),
    ],
)
def test_what_covers_a_thing_is_around_it_from_then_on(done: Deed, inner: str, outer: list[str]) -> None:
    household = home()
    list(cover(household, done, HOW))
    assert [one.words for one in household.make(inner).wrappings] == outer
