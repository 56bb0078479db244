"""Fitting: what the parts of this robot say of its settings - its monitors' own options, and the rooms of its plan."""

from collections.abc import Iterator, Mapping
from dataclasses import fields
from functools import cached_property
from secrets import token_bytes
from typing import Annotated, Any, Final, get_args, get_origin, get_type_hints

from carebot.assembly.house import build_house
from carebot.assembly.outlets import build_outlets
from carebot.assembly.plugins import MONITORS, build_body
from carebot.changing.leaf import EITHER, Bounds, Json, Kind, Leaf, plain, value_at
from carebot.changing.leaves import choices_of, kind_of, required
from carebot.changing.refusing import Among, length_s
from carebot.clocks import SystemClock
from carebot.core.body import Manifest
from carebot.core.errors import CarebotError, SettingsError
from carebot.core.home import Home
from carebot.core.language import Text
from carebot.core.permits import PermitLedger
from carebot.plugins import build_options, options_of
from carebot.settings import Settings
from monitoring.allowances import Allowance
from monitoring.monitors.base import AnyMonitor
from robot_adapters.base import Wiring

_SECTION: Final = "monitors"
_DAY_S: Final = 24 * 3600
_USUAL: Final = "usual"


class Fitting:
    """Tells which options of monitors may be changed, and refuses settings from which no robot can be built.

    An option that has a `Text` beside its type may be changed, under that name: `night: Annotated[Hours, Text(...)]`.
    Of an `Allowance` it is what is usual, between the least and the most. What is found out once is kept: every value
    that is tried asks for it.
    """

    def __init__(self) -> None:
        self._plan: tuple[Manifest, Home | None] | None = None
        self._options: dict[tuple[str, str], Any] = {}

    @cached_property
    def _monitors(self) -> dict[str, type[AnyMonitor]]:
        return MONITORS.load_all()

    def leaves(self, settings: Settings) -> tuple[Leaf, ...]:
        """The options of monitors that may be changed."""
        tree = self.tree(settings)
        return tuple(leaf for name, one in self._sound(settings) for leaf in _leaves(name, type(one), tree))

    def tree(self, settings: Settings) -> dict[str, Json]:
        """The options of every monitor as they hold."""
        return {_SECTION: {name: plain(one) for name, one in self._sound(settings)}}

    def among(self, settings: Settings) -> Mapping[Kind, Among]:
        """The rooms of the plan, and everybody whom the settings name."""
        residents = {one.id: one.name.text() for one in settings.residents}
        carers = {one.id: one.name.text() for one in settings.caregivers}
        known: dict[Kind, Among] = {Kind.PERSON: {**residents, **carers}, Kind.RESIDENT: residents}
        if (plan := self._plan_of(settings)) is not None:
            try:
                rooms = {room.id: room.name for room in build_house(settings, *plan).home.rooms}
            except SettingsError:
                return known
            known |= {Kind.ROOM: rooms, Kind.ROOMS: rooms}
        return known

    def refuse(self, settings: Settings) -> None:
        """Raise SettingsError where options of a monitor or a way out are wrong, or somebody has no place at home."""
        for name in self._monitors:
            self._options_of(name, settings)
        build_outlets(settings.outlets)
        if (plan := self._plan_of(settings)) is not None:
            build_house(settings, *plan)

    def titles(self) -> dict[str, Text]:
        """What each monitor is called."""
        return {name: monitor.title for name, monitor in self._monitors.items()}

    def _sound(self, settings: Settings) -> Iterator[tuple[str, Any]]:
        """The options of each monitor that has any, without those that are wrong, which the start tells."""
        for name in self._monitors:
            try:
                options = self._options_of(name, settings)
            except SettingsError:
                continue
            if options is not None:
                yield name, options

    def _options_of(self, name: str, settings: Settings) -> Any:
        """The options of a monitor as they hold, None where it has none; raises SettingsError for wrong ones."""
        given = settings.monitors.get(name, {})
        key = name, repr(given)
        if key not in self._options:
            kind = options_of(self._monitors[name])
            self._options[key] = build_options(kind, given, f"{_SECTION}.{name}") if kind is not None else None
        return self._options[key]

    def _plan_of(self, settings: Settings) -> tuple[Manifest, Home | None] | None:
        """What the body is and which plan it gives; None where there is no such body, which the start tells."""
        if self._plan is None:
            ledger = PermitLedger(token_bytes())
            try:
                body = build_body(settings, Wiring(ledger=ledger, clock=SystemClock(), fault=lambda _: None))
            except CarebotError:
                return None
            self._plan = (body.manifest, body.home())
        return self._plan


def _leaves(monitor: str, options: type[Any], tree: Json) -> Iterator[Leaf]:
    hints, usual = get_type_hints(options, include_extras=True), plain(options())
    for option in fields(options):
        parts = get_args(hints[option.name]) if get_origin(hints[option.name]) is Annotated else ()
        name = next((part for part in parts[1:] if isinstance(part, Text)), None)
        if name is not None:
            yield _leaf(
                ("monitors", monitor, option.name), name, required(parts[0])[0], tree, {_SECTION: {monitor: usual}}
            )


def _bounds_of_hours(usual: Json) -> Bounds:
    """Hours last from half to twice as long as they come: nobody switches a monitor off by them, or deafens it.

    An engineering choice.
    """
    lasts_s = sum(map(length_s, usual if isinstance(usual, list) else [usual]))
    return Bounds(least=lasts_s / 2, most=min(lasts_s * 2, _DAY_S)) if lasts_s else Bounds()


def _leaf(place: tuple[str, ...], name: Text, type_: Any, tree: Json, usual: Json) -> Leaf:
    group, bounds, kind = ".".join(place[:2]), Bounds(), Kind.DURATION
    if type_ is Allowance:
        least, most = (value_at(tree, (*place, end)) for end in ("least", "most"))
        assert isinstance(least, int | float)
        assert isinstance(most, int | float)
        bounds, place = Bounds(least=least, most=most), (*place, _USUAL)
    else:
        kind = kind_of(type_)
        bounds = _bounds_of_hours(value_at(usual, place))
    return Leaf(
        place=place,
        group=group,
        name=name,
        whose=EITHER,
        kind=kind,
        bounds=bounds,
        choices=choices_of(type_),
        default=value_at(usual, place),
    )
