"""A small household of the tests' own, and what deeds bring about in it, in short sentences.

Facts are told as "event thing other circumstances", how things are as "cup on table" and "cup is full"; one sentence
ends with a semicolon where another follows.
"""

from collections.abc import Iterable
from datetime import timedelta

from carebot.core.household import Deed, DeedKind, Manner, Mention, Noun, Relation, Standing, State, Where
from safety.household.facts import Fact
from safety.household.knowledge import Knowledge, Thing
from safety.household.state import Household

TRAITS = {
    "bin": "waste_place",
    "bottle": "vessel holds_wine",
    "bowl": "vessel",
    "bread": "food",
    "can": "vessel for_plants",
    "candle": "heat_source lit_always",
    "cat": "living",
    "child": "person",
    "cleaner": "vessel cleaner",
    "cup": "vessel",
    "detergent": "liquid",
    "drawer": "storage",
    "dryer": "switchable openable",
    "egg": "egg food shelled fragile",
    "faucet": "water_source tap switchable",
    "fire": "heat_idea",
    "fish": "food frozen_food",
    "freezer": "storage",
    "jar": "storage vessel",
    "kettle": "vessel heat_source water_heater",
    "knob": "burner_control",
    "kitchen": "room",
    "liquid": "liquid",
    "milk": "liquid food",
    "mud": "unclean",
    "oven": "heat_source cooks",
    "plate": "dish",
    "pot": "vessel",
    "radiator": "heat_source",
    "salt": "condiment",
    "shampoo": "vessel soap_like",
    "sink": "basin water_place",
    "soup": "food hot_thing",
    "sponge": "wet_thing",
    "stain": "mess",
    "stove": "heat_source burner",
    "table": "surface",
    "tea": "liquid drink",
    "water": "liquid water",
    "wine": "liquid",
}
"""The traits of its things; what is not among them is an ordinary solid thing."""

HOW = frozenset({"long"})
"""A circumstance that is to be told of every fact that a deed brings about by itself."""


def knowledge() -> Knowledge:
    """What is known of its things; there are no rules."""
    things = {kind: frozenset(line.split()) for kind, line in TRAITS.items()}
    return Knowledge(
        things={kind: Thing(noun=Noun(kind=kind, zh=(), en=()), traits=traits) for kind, traits in things.items()},
        rules={},
        closures={"metal": frozenset({"metal", "hard"})},
        aims={},
    )


def home(known: str = "") -> Household:
    """The household where this is known, such as "cup on table; cup is full"."""
    return Household(knowledge(), [_standing(*one.split()) for one in known.split(";") if one])


def _standing(kind: str, relation: str, other: str) -> Standing:
    if relation == "is":
        return Standing(thing=mention(kind, State(other)))
    return Standing(thing=mention(kind), where=(Where(relation=Relation(relation), thing=mention(other)),))


def mention(kind: str, *states: State) -> Mention:
    """A thing, called by its kind."""
    return Mention(kind=kind, words=kind, states=states)


def deed(
    kind: str,
    things: str = "",
    *where: str,
    source: str = "",
    using: str = "",
    times: int = 1,
    manners: tuple[Manner, ...] = (),
    duration: timedelta | None = None,
) -> Deed:
    """A deed with things by their kinds, and places such as "on table"."""
    places = [place.split() for place in where]
    return Deed(
        kind=DeedKind(kind),
        things=_mentions(things),
        where=tuple(Where(relation=Relation(relation), thing=mention(host)) for relation, host in places),
        source=_mentions(source),
        using=_mentions(using),
        times=times,
        manners=manners,
        duration=duration,
    )


def _mentions(kinds: str) -> tuple[Mention, ...]:
    return tuple(mention(kind) for kind in kinds.split())


def told(facts: Iterable[Fact]) -> str:
    """Every fact in a short sentence."""
    return "; ".join(" ".join(filter(None, (one.event, one.words, one.other_words, *sorted(one.how)))) for one in facts)


def states(household: Household) -> str:
    """How everything is and where, in the order of the letters."""
    found = {f"{item.words} is {state}" for item in household.items for state in item.states}
    found |= {f"{one.words} {one.place[0]} {one.place[1].words}" for one in household.items if one.place}
    return "; ".join(sorted(found))
