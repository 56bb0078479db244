"""How things stand to each other, and what follows from it."""

from datetime import timedelta

import pytest

from carebot.core.household import Deed, Manner
from safety.household.facts import LONG, NO_MARKS, Fact, circumstances, fact, standing_facts
from tests.safety.household.homes import HOW, deed, home, told


@pytest.mark.parametrize(
    ("known", "facts"),
    [
        ("", ""),
        ("cup is full", ""),
        ("cup on table", "on cup table"),
        ("cup in drawer", "in cup drawer"),
        ("cup over table", "on cup table"),
        ("cup under table", "under cup table"),
        ("cup behind table", "behind cup table"),
        ("cup away table", ""),
        ("cup near table", "near cup table; near table cup"),
        ("cup edge table", "at_edge cup table; on cup table"),
        ("cup in drawer; drawer in box; box on table",
         "in cup drawer; within cup box; within cup table; in drawer box; within drawer table; on box table"),
        ("cup near drawer; drawer in box", "near cup drawer; near drawer cup; in drawer box"),
    ],
)  # fmt: skip
def test_where_things_are_is_told_of_both(known: str, facts: str) -> None:
    assert told(standing_facts(home(known), HOW)) == facts


@pytest.mark.parametrize(
    ("known", "facts"),
    [
        ("cup in oven; oven on table", "in cup oven; within cup table; around towel oven; around towel table; "
         "on oven table"),
        ("cup near oven", "near cup oven; near oven cup; around towel oven"),
        ("cup away oven", ""),
        ("", ""),
    ],
)  # fmt: skip
def test_a_wrapping_goes_where_the_thing_goes(known: str, facts: str) -> None:
    household = home(known)
    household.make("cup").wrappings.append(household.make("towel"))
    assert told(standing_facts(household, HOW)) == facts


@pytest.mark.parametrize(
    ("known", "facts"),
    [
        ("book in water", {"wetted book water into long"}),
        ("book on water", set()),
        ("book near water", set()),
        ("milk in water", set()),
        ("book in box; milk in box", {"wetted book milk into long"}),
        ("book on box; milk in box", set()),
        ("book is wet", set()),
    ],
)
def test_what_is_in_a_liquid_is_wetted(known: str, facts: set[str]) -> None:
    assert _besides_places(known) == facts


def _besides_places(known: str) -> set[str]:
    told_of = set(told(standing_facts(home(known), HOW)).split("; "))
    return {one for one in told_of if one.startswith(("wetted", "together", "heated"))}


@pytest.mark.parametrize(
    ("known", "facts"),
    [
        ("pot on stove; bread in pot", set()),
        ("pot on stove; bread in pot; stove is on", {"heated pot stove direct long", "heated bread stove long"}),
        ("pot near stove; stove is on", set()),
        ("pot on table; table is on", set()),
    ],
)
def test_what_is_on_heats_what_is_on_it(known: str, facts: set[str]) -> None:
    assert _besides_places(known) == facts


@pytest.mark.parametrize("vessel", ["bowl", "plate", "sink", "stain"])
def test_things_meet_in_a_vessel(vessel: str) -> None:
    facts = {"together bread rice", "together rice bread"}
    assert _besides_places(f"bread in {vessel}; rice on {vessel}") == facts
    assert _besides_places(f"bread in {vessel}; rice near {vessel}") == set()
    assert _besides_places("bread on table; rice on table") == set()


@pytest.mark.parametrize(
    ("done", "how"),
    [
        (deed("pick"), set()),
        (deed("pick", times=0), {"repeated"}),
        (deed("pick", times=2), set()),
        (deed("pick", times=3), {"repeated"}),
        (deed("pick", times=4), {"repeated"}),
        (deed("pick", duration=timedelta()), set()),
        (deed("pick", duration=LONG - timedelta(seconds=1)), set()),
        (deed("pick", duration=LONG), {"long"}),
        (deed("pick", using="cup"), {"with_tool"}),
        (deed("pick", manners=(Manner.GENTLY, Manner.SAFELY)), {"manner:gently", "manner:safely"}),
    ],
)
def test_what_is_said_of_a_deed_is_told_of_its_facts(done: Deed, how: set[str]) -> None:
    assert circumstances(done) == how


def test_a_fact_has_the_marks_of_both_at_this_moment() -> None:
    household = home("milk in cup; cup is hot")
    cup, stain = household.make("cup"), household.make("stain")
    cup_marks = frozenset({"vessel", "is:hot", "has:liquid", "has:food"})
    alone, both = fact(household, "heat", cup), fact(household, "heat", cup, stain, {"long"})
    assert alone == Fact(event="heat", thing=cup_marks, other=NO_MARKS, how=NO_MARKS, words="cup")
    assert both.thing == cup_marks
    assert both.other == {"mess"}
    assert both.how == {"long"}
    assert both.other_words == "stain"
