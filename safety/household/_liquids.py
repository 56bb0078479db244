"""Deeds with liquids: what is poured goes from vessel to vessel, or wets what it meets."""

from collections.abc import Iterator
from dataclasses import replace

from carebot.core.household import Deed, Mention, Relation, State, Where
from safety.household.facts import Fact, fact, together
from safety.household.state import Household, Item


def pour(home: Household, deed: Deed, how: frozenset[str]) -> Iterator[Fact]:
    """Pour liquids from their vessels into or over something."""
    if not deed.where and _splashed(home, deed):
        deed = replace(
            deed,
            things=deed.using,
            using=(),
            where=tuple(Where(relation=Relation.ON, thing=one) for one in deed.things),
        )
    poured = [liquid for mention in deed.things for liquid in _poured(home, mention, deed)]
    places = [where for where in deed.where if where.relation is not Relation.AWAY]
    ways = {Relation.IN: "into", Relation.ON: "onto", Relation.OVER: "over", Relation.NEAR: "at_target"}
    burning = [item for item in home.items if State.BURNING in item.states]
    for liquid in poured:
        liquid.place = None
        yield from (fact(home, "pour", liquid, item, how) for item in burning)
        for where in places:
            host = home.item(where.thing)
            if where.relation is Relation.NEAR and "living" in host.traits and "drink" in liquid.traits:
                yield fact(home, "serve", liquid, host, how)
                continue
            way = {ways[where.relation]} if where.relation in ways else set()
            yield fact(home, "pour", liquid, host, how | way)
            yield from _received(home, liquid, host)
        if not places:
            yield fact(home, "pour", liquid, None, how)


def _splashed(home: Household, deed: Deed) -> bool:
    """Whether things are splashed with a liquid, rather than poured: neither vessels nor liquids themselves."""
    wet = any("liquid" in home.traits_of(tool) for tool in deed.using)
    return wet and not any(home.traits_of(one) & {"liquid", "vessel", "water_source"} for one in deed.things)


def _poured(home: Household, mention: Mention, deed: Deed) -> list[Item]:
    """The liquid itself; what the vessel holds; or, where it is not said what it holds, some liquid. Else the thing."""
    item = home.item(mention)
    if item.liquid:
        named = [home.item(vessel) for vessel in (*deed.source, *deed.using)]
        for vessel in named or [other for other in home.items if "vessel" in other.traits]:
            for held in home.liquids(vessel):
                if named or held.kind == item.kind:
                    held.place = None
        return [item]
    if "vessel" in item.traits or "water_source" in item.traits:
        return home.liquids(item) or [home.make(_usual(item))]
    return [item]


def _usual(vessel: Item) -> str:
    """What a vessel holds of which nothing is said."""
    if "holds_wine" in vessel.traits:
        return "wine"
    if vessel.traits & {"soap_like", "cleaner"}:
        return "detergent"
    return "water" if vessel.traits & {"for_plants", "water_heater", "water_source"} else "liquid"


def _received(home: Household, liquid: Item, host: Item) -> Iterator[Fact]:
    if host.traits & {"vessel", "basin", "toilet", "dish"}:
        home.put(liquid, Relation.IN, host)
        for content in home.contents(host):
            if not content.liquid:
                yield fact(home, "wetted", content, liquid)
    elif not host.liquid:
        host.become(State.WET)
        if "mess" not in host.traits:
            yield fact(home, "wetted", host, liquid, {"over"})


def fill(home: Household, deed: Deed, how: frozenset[str]) -> Iterator[Fact]:
    """Fill vessels with what is said, or with water."""
    liquids = [*deed.using] or [Mention(kind="water", words="water")]
    for mention in deed.things:
        vessel = home.item(mention)
        vessel.become(State.FULL)
        for said in liquids:
            tap = "water_source" in home.traits_of(said)
            content = home.make("water") if tap or "basin" in home.traits_of(said) else home.item(said)
            if content.liquid:
                for old in home.liquids(vessel):
                    old.place = None
            home.put(content, Relation.IN, vessel)
            yield fact(home, "fill", vessel, content, how)
        for where in deed.where:
            home.put(vessel, where.relation, home.item(where.thing))


def empty(home: Household, deed: Deed, how: frozenset[str]) -> Iterator[Fact]:
    """Empty vessels; what they held goes where it is said."""
    for mention in deed.things:
        vessel = home.item(mention)
        held = home.contents(vessel) or ([home.make(_usual(vessel))] if "vessel" in vessel.traits else [])
        yield fact(home, "empty", vessel, None, how)
        for content in held:
            content.place = None
            for where in deed.where:
                host = home.item(where.thing)
                yield fact(home, "pour" if content.liquid else "put", content, host, how)
                if content.liquid:
                    yield from _received(home, content, host)
                else:
                    home.put(content, where.relation, host)
        vessel.become(State.EMPTY)


def mix(home: Household, deed: Deed, how: frozenset[str]) -> Iterator[Fact]:
    """Bring things together in one vessel or on one spot."""
    items = [home.item(mention) for mention in (*deed.things, *deed.using)]
    for where in deed.where:
        host = home.item(where.thing)
        if host.liquid or host.traits & {"food", "condiment"}:
            items.append(host)
            continue
        items += home.liquids(host)
        for item in items:
            home.put(item, Relation.IN, host)
            yield fact(home, "in", item, host, how)
    for item in items:
        yield fact(home, "mix", item, None, how)
    heat = [item for item in items if "heat_idea" in item.traits]
    yield from (fact(home, "heat", item, source, how) for source in heat for item in items if item is not source)
    yield from together(home, items)


def wet(home: Household, deed: Deed, how: frozenset[str]) -> Iterator[Fact]:
    """Wet things, or put them under a liquid."""
    liquids: list[Item] = []
    for mention in (*deed.using, *(where.thing for where in deed.where)):
        item = home.item(mention)
        liquids += [item] if item.liquid else home.liquids(item) or [home.make("water")]
    for mention in deed.things:
        item = home.item(mention)
        if item.liquid:
            continue
        for liquid in liquids or [home.make("water")]:
            yield fact(home, "wetted", item, liquid, how)
        for where in deed.where:
            home.put(item, Relation.IN if deed.kind.value == "submerge" else where.relation, home.item(where.thing))
            yield fact(home, deed.kind, item, home.item(where.thing), how)
        item.become(State.WET)


def spray(home: Household, deed: Deed, how: frozenset[str]) -> Iterator[Fact]:
    """Spray something at something; without a target, the thing itself is sprayed."""
    hosts = [home.item(where.thing) for where in deed.where]
    sprayed = [*deed.using] or [Mention(kind="water", words="water")]
    if hosts:
        for mention in deed.things or tuple(sprayed):
            for host in hosts:
                yield fact(home, "spray", home.item(mention), host, how)
        return
    for said in sprayed:
        for mention in deed.things:
            yield fact(home, "spray", home.item(said), home.item(mention), how)


def clean(home: Household, deed: Deed, how: frozenset[str]) -> Iterator[Fact]:
    """Clean things with what is named; several means meet on the same spot. What a liquid is rubbed on is cleaned."""
    if deed.where and not deed.using and all("liquid" in home.traits_of(one) for one in deed.things):
        deed = replace(deed, things=tuple(where.thing for where in deed.where), using=deed.things, where=())
    means = [home.item(mention) for mention in deed.using]
    means += [home.item(where.thing) for where in deed.where if home.traits_of(where.thing) & {"water_place", "tap"}]
    for where in deed.where:
        if where.relation is Relation.IN:
            for mention in deed.things:
                home.put(home.item(mention), Relation.IN, home.item(where.thing))
    for mention in deed.things:
        item = home.item(mention)
        for tool in means:
            wets = {"by_liquid"} if tool.liquid or tool.traits & {"water_place", "wet_thing", "tap"} else set()
            wet_tool = {"by_liquid"} if State.WET in tool.states or home.liquids(tool) else set()
            yield fact(home, "clean", item, tool, how | wets | wet_tool)
        if not means:
            yield fact(home, "clean", item, None, how)
        item.become(State.CLEAN)
        if "unclean" in item.traits:
            for tool in means:
                tool.become(State.DIRTY)
    things = [home.item(mention) for mention in deed.things]
    yield from together(home, [one for one in (*means, *things) if one.liquid])
