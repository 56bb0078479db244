"""The household in thought: what is known of a thing, where it is, and what it holds."""

import pytest

from carebot.core.household import Mention, Relation, State, Where
from safety.household.state import Item
from tests.safety.household.homes import home, mention, states


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (State.ON, State.OFF),
        (State.OPEN, State.CLOSED),
        (State.HOT, State.COLD),
        (State.FULL, State.EMPTY),
        (State.DIRTY, State.CLEAN),
        (State.RAW, State.COOKED),
    ],
)
def test_a_state_takes_the_place_of_its_opposite(one: State, other: State) -> None:
    item = Item(kind="cup", words="cup", traits=frozenset())
    for state in (one, other, one, State.WET):
        item.become(state)
    assert item.states == {one, State.WET}


def test_a_thing_is_the_same_whenever_it_is_named_and_a_liquid_never() -> None:
    household = home()
    assert household.make("cup") is household.make("cup")
    assert household.make("cup") is not household.make("bowl")
    assert household.item(Mention(kind="", words="it")) is household.item(Mention(kind="", words="it"))
    assert household.item(Mention(kind="", words="it")) is not household.item(Mention(kind="", words="that"))
    assert household.item(Mention(kind="cup", words="mug")) is household.make("cup")
    assert household.item(Mention(kind="pot", words="saucepan")) is household.make("pot")
    assert household.make("milk") is not household.make("milk")
    named_like_milk = household.item(Mention(kind="", words="milk"))
    assert not named_like_milk.liquid


def test_what_is_said_of_a_thing_comes_true() -> None:
    household = home()
    cup = Mention(
        kind="cup",
        words="cup",
        states=(State.HOT, State.FULL),
        contents=(mention("spoon"), mention("milk")),
        where=(Where(relation=Relation.ON, thing=mention("table")),),
    )
    said = "cup is full; cup is hot; cup on table; milk in cup; spoon in cup"
    household.item(cup)
    assert states(household) == said
    household.item(cup)
    assert states(household) == said
    assert sorted(item.words for item in household.items) == ["cup", "milk", "spoon", "table"]


def test_contents_are_the_same_where_kind_and_words_are() -> None:
    household = home()
    for content in (
        mention("milk"),
        mention("milk"),
        Mention(kind="milk", words="cold milk"),
        Mention(kind="water", words="milk"),
    ):
        household.item(Mention(kind="cup", words="cup", contents=(content,)))
    held = [(item.kind, item.words) for item in household.contents(household.make("cup"))]
    assert held == [("milk", "milk"), ("milk", "cold milk"), ("water", "milk")]


def test_nothing_is_placed_in_itself_or_in_what_it_holds() -> None:
    household = home("spoon in cup; cup on table")
    spoon, cup, table = (household.make(kind) for kind in ("spoon", "cup", "table"))
    household.put(cup, Relation.IN, cup)
    household.put(table, Relation.IN, spoon)
    assert states(household) == "cup on table; spoon in cup"
    household.put(cup, Relation.IN, table)
    assert states(household) == "cup in table; spoon in cup"


@pytest.mark.parametrize("relation", Relation)
def test_what_is_in_on_or_at_the_edge_of_a_thing_goes_along_with_it(relation: Relation) -> None:
    household = home(f"milk in cup; cup {relation} table; bowl on box; lamp is on")
    milk, cup, table = household.items[0], household.make("cup"), household.make("table")
    held = relation in {Relation.IN, Relation.ON, Relation.EDGE}
    assert household.hosts(milk) == ([cup, table] if held else [cup])
    assert household.contents(table) == ([cup] if held else [])
    assert list(household.all_contents(table)) == ([cup, milk] if held else [])
    assert household.contents(milk) == household.hosts(table) == []


def test_of_what_a_vessel_holds_only_liquids_are_its_liquids() -> None:
    household = home("spoon in cup; milk in cup; water in bowl")
    assert [item.words for item in household.liquids(household.make("cup"))] == ["milk"]


def test_the_marks_of_a_thing_are_its_traits_its_states_and_the_traits_of_all_that_it_holds() -> None:
    household = home("cup on plate; salt in cup; plate is dirty; bread near plate; cup is full")
    assert household.marks(household.make("plate")) == {"dish", "is:dirty", "has:vessel", "has:condiment"}
    assert household.marks(household.make("lamp")) == {"solid_thing"}


def test_a_thing_has_the_traits_of_its_kind_and_those_that_are_said() -> None:
    household = home()
    said = Mention(kind="cup", words="cup", traits=("metal", "no such trait"))
    assert household.traits_of(said) == {"vessel", "metal", "hard"}
    assert household.item(said).traits == {"vessel", "metal", "hard"}
    assert household.item(Mention(kind="", words="it", traits=("metal",))).traits == {"metal", "hard"}


@pytest.mark.parametrize(
    ("kind", "state"), [("candle", "on"), ("fish", "frozen"), ("soup", "hot"), ("cup", ""), ("book", "")]
)
def test_some_things_are_from_the_first_what_others_become(kind: str, state: str) -> None:
    household = home()
    household.make(kind)
    assert states(household) == (f"{kind} is {state}" if state else "")
