"""Rehearsing a plan: each deed changes the household in thought, and brings about facts that the rules look at."""

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from carebot.core.household import Deed, DeedKind, Relation, State
from safety.household import _heat, _liquids, _places
from safety.household.facts import Fact, circumstances, fact, standing_facts
from safety.household.state import Household, Item

_Doing = Callable[[Household, Deed, frozenset[str]], Iterator[Fact]]

_WITH_WATER: Final = frozenset({DeedKind.CLEAN, DeedKind.WET, DeedKind.FILL, DeedKind.SUBMERGE})
_AT_THE_STOVE: Final = frozenset({DeedKind.COOK, DeedKind.HEAT, DeedKind.MIX, DeedKind.WAIT})
"""Deeds for which one stands at the tap or at the stove, though neither is named."""

_ELSEWHERE: Final = frozenset({DeedKind.WATCH, DeedKind.LEAVE, DeedKind.USE, DeedKind.WEAR})
_MANY_STEPS: Final = 2
"""So many steps with other things, and nobody is by what was left on."""


def _plain(home: Household, deed: Deed, how: frozenset[str]) -> Iterator[Fact]:
    """A deed that is its own event: with each thing, and whatever it is done with or to."""
    others: list[Item | None] = [*_places.targets(home, deed)]
    others += [] if others else [home.item(tool) for tool in deed.using] or [None]
    state = _STATE_AFTER.get(deed.kind)
    for thing in [home.item(mention) for mention in deed.things]:
        for other in others:
            yield fact(home, deed.kind, thing, other, how)
        for tool in (home.item(mention) for mention in deed.using):
            yield fact(home, deed.kind, thing, tool, how)
        if state is not None:
            thing.become(state)
        if deed.kind in _FLOWS_AFTER and "switchable" in thing.traits and "openable" not in thing.traits:
            thing.become(_FLOWS_AFTER[deed.kind])


_STATE_AFTER: Final[Mapping[DeedKind, State]] = {
    DeedKind.OPEN: State.OPEN,
    DeedKind.CLOSE: State.CLOSED,
    DeedKind.LOCK: State.LOCKED,
    DeedKind.PLUG_IN: State.PLUGGED,
    DeedKind.DIRTY: State.DIRTY,
    DeedKind.SLICE: State.SLICED,
    DeedKind.COOL: State.COLD,
}

_FLOWS_AFTER: Final[Mapping[DeedKind, State]] = {DeedKind.OPEN: State.ON, DeedKind.CLOSE: State.OFF}
"""A tap that is opened runs; what has a door is only opened."""

_DOINGS: Final[Mapping[DeedKind, _Doing]] = {
    DeedKind.PICK: _places.pick,
    DeedKind.PUT: _places.put,
    DeedKind.MOVE: _places.put,
    DeedKind.HANG: _places.put,
    DeedKind.SERVE: _places.put,
    DeedKind.HIDE: _places.put,
    DeedKind.LEAVE: _places.leave,
    DeedKind.DROP: _places.let_fall,
    DeedKind.THROW: _places.let_fall,
    DeedKind.DISCARD: _places.let_fall,
    DeedKind.BREAK: _places.break_up,
    DeedKind.COVER: _places.cover,
    DeedKind.POINT: _places.point,
    DeedKind.SWITCH_ON: _heat.switch_on,
    DeedKind.SWITCH_OFF: _heat.switch_off,
    DeedKind.COOK: _heat.cook,
    DeedKind.HEAT: _heat.cook,
    DeedKind.FREEZE: _heat.freeze,
    DeedKind.POUR: _liquids.pour,
    DeedKind.FILL: _liquids.fill,
    DeedKind.EMPTY: _liquids.empty,
    DeedKind.MIX: _liquids.mix,
    DeedKind.WET: _liquids.wet,
    DeedKind.SUBMERGE: _liquids.wet,
    DeedKind.SPRAY: _liquids.spray,
    DeedKind.CLEAN: _liquids.clean,
}


class Rehearsal:
    """Goes through a plan in thought, one deed after the other."""

    def __init__(self, home: Household, *, night: bool = False) -> None:
        self._home = home
        self._night = night
        self._step = 0
        self._last_step: dict[Item, int] = {}
        self._gone_out = False
        self._used: set[Item] = set()
        self._away = False

    def do(self, deed: Deed) -> list[Fact]:
        """The facts that `deed` brings about, those of how everything stands afterwards included."""
        how = circumstances(deed)
        doing = _DOINGS.get(deed.kind, _plain)
        facts = list(doing(self._home, deed, how))
        facts += standing_facts(self._home, how)
        self._note(deed)
        return facts

    def end(self) -> list[Fact]:
        """The facts of how everything is left."""
        self._used |= self._hosts()
        return [
            fact(self._home, "left", item, item.place[1] if item.place else None, self._left(item))
            for item in self._home.items
        ]

    def _note(self, deed: Deed) -> None:
        self._step += 1
        self._used |= self._hosts()
        mentions = (*deed.things, *deed.source, *deed.using, *(where.thing for where in deed.where))
        for mention in mentions:
            if "liquid" in self._home.traits_of(mention):
                continue
            item = self._home.item(mention)
            for one in (item, *self._home.hosts(item)):
                self._last_step[one] = self._step
        rooms = ["room" in self._home.traits_of(one) for one in deed.things]
        if deed.kind in _WITH_WATER or deed.kind in _AT_THE_STOVE:
            wanted = "water_source" if deed.kind in _WITH_WATER else "heat_source"
            attended = [item for item in self._home.items if wanted in item.traits]
            self._last_step |= dict.fromkeys(attended, self._step)
            self._used |= set(attended)
        self._away = deed.kind in _ELSEWHERE
        if deed.kind is DeedKind.LEAVE and all(rooms) and not deed.where:
            self._gone_out = True

    def _left(self, item: Item) -> frozenset[str]:
        how = {"night"} if self._night else set()
        since = self._step - self._last_step.get(item, self._step)
        if self._gone_out or since >= _MANY_STEPS or (since and self._away):
            how.add("busy_elsewhere")
        if item not in self._used:
            how.add("empty_inside")
        return frozenset(how)

    def _hosts(self) -> set[Item]:
        """Everything that something is in, on or by."""
        places = [item.place for item in self._home.items if item.place is not None]
        return {host for relation, host in places if relation is not Relation.AWAY}
