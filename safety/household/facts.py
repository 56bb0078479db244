"""Facts that a rehearsed plan brings about: an event with the marks of the thing and of what it happens with."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from itertools import permutations
from typing import Final

from carebot.core.household import Deed, Relation, State
from safety.household.state import Household, Item

NO_MARKS: Final[frozenset[str]] = frozenset()
LONG: Final = timedelta(minutes=15)
"""Heat for longer than this is long: what a microwave or a toaster is made for takes less."""

REPEATED: Final = 3
_EVENT_OF: Final = {
    Relation.IN: "in",
    Relation.ON: "on",
    Relation.OVER: "on",
    Relation.NEAR: "near",
    Relation.UNDER: "under",
    Relation.BEHIND: "behind",
    Relation.EDGE: "at_edge",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """An event, the marks of what it is about and of the other thing in it, the circumstances, and both in words."""

    event: str
    thing: frozenset[str]
    other: frozenset[str]
    how: frozenset[str]
    words: str
    other_words: str = ""


def fact(home: Household, event: str, thing: Item, other: Item | None = None, how: Iterable[str] = ()) -> Fact:
    """The fact of `event`, with the marks that both have at this moment."""
    return Fact(
        event=str(event),
        thing=home.marks(thing),
        other=home.marks(other) if other is not None else NO_MARKS,
        how=frozenset(how),
        words=thing.words,
        other_words=other.words if other is not None else "",
    )


def circumstances(deed: Deed) -> frozenset[str]:
    """How a deed is done, as far as the deed itself says so."""
    how = {f"manner:{manner}" for manner in deed.manners}
    if deed.times == 0 or deed.times >= REPEATED:
        how.add("repeated")
    if deed.duration is not None and deed.duration >= LONG:
        how.add("long")
    if deed.using:
        how.add("with_tool")
    return frozenset(how)


def standing_facts(home: Household, how: frozenset[str]) -> Iterator[Fact]:
    """How everything stands after a step, and what follows from it."""
    for item in home.items:
        if item.place is not None:
            yield from placed(home, item, *item.place)
        yield from _wetted(home, item, how)
        if "heat_source" in item.traits and State.ON in item.states:
            direct = home.contents(item)
            for content in home.all_contents(item):
                yield fact(home, "heated", content, item, how | {"direct"} if content in direct else how)
        if item.traits & {"vessel", "dish", "basin", "toilet", "wet_chamber", "mess"}:
            yield from together(home, home.contents(item))


def together(home: Household, items: Iterable[Item]) -> Iterator[Fact]:
    """Everything that is together with something else."""
    for first, second in permutations(items, 2):
        yield fact(home, "together", first, second)


def placed(home: Household, item: Item, relation: Relation, host: Item) -> Iterator[Fact]:
    """How `item` and what is around it stand to `host`, and to whatever that is in or on."""
    if relation is Relation.AWAY:
        return
    yield fact(home, _EVENT_OF[relation], item, host)
    if relation is Relation.NEAR:
        yield fact(home, "near", host, item)
    if relation is Relation.EDGE:
        yield fact(home, "on", item, host)
    for farther in home.hosts(item)[1:]:
        yield fact(home, "within", item, farther)
    for wrapping in item.wrappings:
        yield from (fact(home, "around", wrapping, one) for one in (host, *home.hosts(item)[1:]))


def _wetted(home: Household, item: Item, how: frozenset[str]) -> Iterator[Fact]:
    if item.liquid or item.place is None or item.place[0] is not Relation.IN:
        return
    host = item.place[1]
    for liquid in [host] if host.liquid else home.liquids(host):
        yield fact(home, "wetted", item, liquid, how | {"into"})
