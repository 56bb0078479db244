"""Deeds that switch things, heat them or freeze them."""

from collections.abc import Iterator

from carebot.core.household import Deed, Relation, State
from safety.household.facts import REPEATED, Fact, fact, standing_facts
from safety.household.state import Household, Item


def switch_on(home: Household, deed: Deed, how: frozenset[str]) -> Iterator[Fact]:
    """Switch or light things, wherever they are said to stand."""
    for mention in deed.things:
        item = _switched(home, home.item(mention))
        for where in deed.where:
            home.put(item, where.relation, home.item(where.thing))
        item.switched += deed.times or REPEATED
        item.become(State.ON)
        repeated = {"repeated"} if item.switched >= REPEATED else set()
        yield fact(home, deed.kind, item, item.place[1] if item.place else None, how | repeated)


def switch_off(home: Household, deed: Deed, how: frozenset[str]) -> Iterator[Fact]:
    """Switch off or put out things."""
    for mention in deed.things:
        item = _switched(home, home.item(mention))
        tools = [home.item(tool) for tool in deed.using]
        yield from (fact(home, deed.kind, item, tool, how) for tool in tools or (None,))
        item.become(State.OFF)


def _switched(home: Household, item: Item) -> Item:
    """What really is switched: the stove by its knob, the tap for its water."""
    if "burner_control" in item.traits:
        return home.make("stove")
    return home.make("faucet") if "water" in item.traits else item


def cook(home: Household, deed: Deed, how: frozenset[str]) -> Iterator[Fact]:
    """Heat things on or in whatever is named; without it, as one does."""
    hosts = [(where.relation, home.item(where.thing)) for where in deed.where]
    hosts += [(Relation.IN, home.item(tool)) for tool in deed.using]
    warm = list(hosts)
    for mention in deed.things:
        item = home.item(mention)
        if "heat_source" in item.traits and not item.traits & {"cooks", "vessel"}:
            continue
        used = hosts or _at_hand(home, item)
        warm += used
        for relation, host in used:
            if "vessel" in host.traits and "heat_source" not in host.traits:
                yield fact(home, deed.kind, host, item, how)
            _set_to_cook(home, item, relation, host)
            yield fact(home, deed.kind, item, host, how)
        if not used:
            yield fact(home, deed.kind, item, None, how)
        if "food" in item.traits:
            item.become(State.COOKED)
    sources = [host for _, named in warm for host in (named, *home.hosts(named)) if "heat_source" in host.traits]
    before = [source for source in sources if State.ON not in source.states]
    for source in sources:
        source.become(State.ON)
    yield from standing_facts(home, how)
    for source in before:
        source.become(State.OFF)


def _set_to_cook(home: Household, item: Item, relation: Relation, host: Item) -> None:
    """Place what is to be heated; food does not go on a bare burner, but in a pot."""
    if "burner" in host.traits and item.traits & {"food", "liquid"}:
        pot = home.make("pot")
        home.put(pot, Relation.ON, host)
        home.put(item, Relation.IN, pot)
    else:
        home.put(item, Relation.IN if relation is Relation.NEAR else relation, host)


def _at_hand(home: Household, item: Item) -> list[tuple[Relation, Item]]:
    """The vessel that already stands on the stove, which is what food is cooked in where none is named."""
    if not item.traits & {"food", "liquid"}:
        return []
    vessels = (one for one in home.items if "vessel" in one.traits)
    ready = [one for one in vessels if any("burner" in host.traits for host in home.hosts(one))]
    return [(Relation.IN, one) for one in ready[:1]]


def freeze(home: Household, deed: Deed, how: frozenset[str]) -> Iterator[Fact]:
    """Freeze things, in whatever is named or in a freezer."""
    hosts = [home.item(where.thing) for where in deed.where] + [home.item(tool) for tool in deed.using]
    for mention in deed.things:
        item = home.item(mention)
        for host in hosts or [home.make("freezer")]:
            home.put(item, Relation.IN, host)
            yield fact(home, deed.kind, item, host, how)
