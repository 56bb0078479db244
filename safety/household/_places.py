"""Deeds that move things from place to place."""

from collections.abc import Iterator
from dataclasses import replace

from carebot.core.household import Deed, DeedKind, Relation, State, Where
from safety.household import _liquids
from safety.household.facts import Fact, fact, placed
from safety.household.state import Household, Item


def targets(home: Household, deed: Deed) -> list[Item]:
    """The things that a deed is directed at."""
    return [home.item(where.thing) for where in deed.where if where.relation is not Relation.AWAY]


def pick(home: Household, deed: Deed, how: frozenset[str]) -> Iterator[Fact]:
    """Take things in the hand, away from where they were."""
    sources: list[Item | None] = [home.item(mention) for mention in deed.source]
    sources += targets(home, deed) or ([] if sources else [None])
    for mention in deed.things:
        item = home.item(mention)
        for source in sources:
            yield fact(home, deed.kind, item, source, how)
            if source is not None:
                home.put(item, Relation.IN, source)
        item.place = None


def put(home: Household, deed: Deed, how: frozenset[str]) -> Iterator[Fact]:
    """Place things; a liquid that is put into or on something else than its keeping place is poured."""
    for mention in deed.things:
        if "liquid" in home.traits_of(mention) and not _keeps(home, deed):
            yield from _liquids.pour(home, replace(deed, things=(mention,)), how)
            continue
        item = home.item(mention)
        for where in deed.where:
            host = home.item(where.thing)
            home.put(item, where.relation, host)
            if where.relation is not Relation.AWAY:
                yield fact(home, deed.kind, item, host, how | _way(where))
            if where is not deed.where[-1]:
                yield from placed(home, item, where.relation, host)
        if not deed.where:
            yield fact(home, deed.kind, item, None, how)


def _keeps(home: Household, deed: Deed) -> bool:
    """Whether every target is a place where a liquid stands in its own container."""
    traits = (home.traits_of(where.thing) for where in deed.where if where.relation is not Relation.AWAY)
    return all(
        one & {"storage", "surface", "room", "person", "proper", "outdoors"} and "vessel" not in one for one in traits
    )


def leave(home: Household, deed: Deed, how: frozenset[str]) -> Iterator[Fact]:
    """Leave things somewhere, or as they are."""
    for mention in deed.things:
        item = home.item(mention)
        hosts: list[Item | None] = [*targets(home, deed)]
        for where in deed.where:
            home.put(item, where.relation, home.item(where.thing))
        for host in hosts or [None]:
            yield fact(home, deed.kind, item, host, how)


def let_fall(home: Household, deed: Deed, how: frozenset[str]) -> Iterator[Fact]:
    """Drop, throw or throw away things, onto something or onto the floor."""
    for mention in deed.things:
        item = home.item(mention)
        if not deed.where:
            yield fact(home, deed.kind, item, None, how)
            if deed.kind is not DeedKind.DISCARD:
                home.put(item, Relation.ON, home.make("floor"))
        for where in deed.where:
            host = home.item(where.thing)
            yield fact(home, deed.kind, item, host, how | _way(where))
            home.put(item, where.relation, host)


def break_up(home: Household, deed: Deed, how: frozenset[str]) -> Iterator[Fact]:
    """Break things; an egg over a bowl goes into it."""
    for mention in deed.things:
        item = home.item(mention)
        for where in deed.where:
            host = home.item(where.thing)
            inside = where.relation is Relation.EDGE and "vessel" in host.traits
            yield fact(home, deed.kind, item, host, how | ({"into"} if inside else _way(where)))
        if not deed.where:
            tools = [home.item(tool) for tool in deed.using]
            yield from (fact(home, deed.kind, item, tool, how) for tool in (None, *tools))
        hosts = targets(home, deed)
        if "egg" in item.traits and hosts:
            home.put(item, Relation.IN, hosts[0])
            item.traits -= {"shelled", "fragile"}
            item.become(State.CRACKED)
        else:
            item.become(State.BROKEN)


def cover(home: Household, deed: Deed, how: frozenset[str]) -> Iterator[Fact]:
    """Cover or wrap things with or in what is named, or lay them over it; a wrapping goes along with what is in it."""
    tools = [home.item(tool) for tool in deed.using]
    for mention in deed.things:
        item = home.item(mention)
        for host in (*targets(home, deed), *tools) or (None,):
            yield fact(home, deed.kind, item, host, how)
        for tool in tools:
            yield from _around(home, tool, item)
        for where in deed.where:
            host = home.item(where.thing)
            if where.relation is Relation.IN:
                item.wrappings.append(host)
            elif where.relation in {Relation.ON, Relation.OVER, Relation.NEAR}:
                yield from _around(home, item, host)


def point(home: Household, deed: Deed, how: frozenset[str]) -> Iterator[Fact]:
    """Point things, or what is held, at something."""
    aimed = [home.item(mention) for mention in deed.things or deed.using]
    for host in targets(home, deed):
        yield from (fact(home, deed.kind, item, host, how) for item in aimed)


def _around(home: Household, cover: Item, inner: Item) -> Iterator[Fact]:
    inner.wrappings.append(cover)
    yield fact(home, "on", cover, inner)


def _way(where: Where) -> frozenset[str]:
    words = {Relation.IN: "into", Relation.ON: "onto", Relation.OVER: "over", Relation.NEAR: "at_target"}
    return frozenset({words[where.relation]}) if where.relation in words else frozenset()
