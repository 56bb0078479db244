"""A deed in the making: what has been read of it so far, and how it becomes deeds and aims."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Final

from carebot.core.household import Aim, Deed, DeedKind, Effect, Manner, Mention, Noun, Relation, State, Where

_OF_STATE: Final = {
    State.WET: DeedKind.WET,
    State.HOT: DeedKind.HEAT,
    State.DIRTY: DeedKind.DIRTY,
    State.BROKEN: DeedKind.DAMAGE,
    State.CLEAN: DeedKind.CLEAN,
    State.COLD: DeedKind.COOL,
    State.FROZEN: DeedKind.FREEZE,
    State.ON: DeedKind.SWITCH_ON,
    State.BURNING: DeedKind.BURN,
    State.OFF: DeedKind.SWITCH_OFF,
    State.OPEN: DeedKind.OPEN,
    State.CLOSED: DeedKind.CLOSE,
    State.LOCKED: DeedKind.LOCK,
    State.SPOILED: DeedKind.DAMAGE,
    State.EMPTY: DeedKind.EMPTY,
    State.FULL: DeedKind.FILL,
    State.COOKED: DeedKind.COOK,
    State.SLICED: DeedKind.SLICE,
}
_TAKES_OBJECT_FROM_PLACE: Final = frozenset(
    {
        DeedKind.BURN,
        DeedKind.DAMAGE,
        DeedKind.HIT,
        DeedKind.CLEAN,
        DeedKind.MISUSE,
        DeedKind.USE,
        DeedKind.COVER,
        DeedKind.STEP_ON,
    }
)
_BLOWS: Final = frozenset({"impact", "force", "pressure", "shock", "stress", "strong impact", "collision", "drop"})
_STUFFING: Final = frozenset({"stuff", "pack", "load", "cram", "line", "stuffing", "loading", "cramming"})
_ON_THE_HAND: Final = frozenset({"oven_mitt", "hat", "hand", "cloth", "towel"})
_NEEDS_NO_OBJECT: Final = frozenset({DeedKind.WAIT, DeedKind.WATCH, DeedKind.LEAVE, DeedKind.CLEAN, DeedKind.COOK})


@dataclass(slots=True)
class Draft:
    """What has been read of one clause. `verb` is a deed's name, or one of the words that bring something about."""

    verb: str
    things: list[Mention] = field(default_factory=list)
    where: list[Where] = field(default_factory=list)
    source: list[Mention] = field(default_factory=list)
    using: list[Mention] = field(default_factory=list)
    manners: list[Manner] = field(default_factory=list)
    effects: list[Effect] = field(default_factory=list)
    states: list[State] = field(default_factory=list)
    times: int = 1
    duration: timedelta | None = None
    words: str = ""
    both_ways: bool = False
    turned: bool = False

    @property
    def empty(self) -> bool:
        """Whether nothing but the verb is known."""
        return not (self.things or self.where or self.source or self.using or self.effects)

    def aims(self) -> tuple[Aim, ...]:
        """What it is said to bring about."""
        things = (*self.things, *self.using)
        return tuple(Aim(effect=effect, things=things, words=self.words) for effect in dict.fromkeys(self.effects))

    def deeds(self) -> Iterator[Deed]:
        """The deeds that it stands for."""
        if self.verb in {"cause", "make"}:
            yield from self._made()
        elif self.verb == "expose":
            yield from () if self.effects else (self._deed(self._exposure()),)
        elif self.verb == "season":
            yield from self._seasoned()
        elif self.verb == "water":
            places = [Where(relation=Relation.ON, thing=thing) for thing in self.things]
            yield Deed(
                kind=DeedKind.POUR, things=(water(),), where=tuple(places or self.where), using=(*self.using,),
                words=self.words, manners=tuple(self.manners),
            )  # fmt: skip
        else:
            if self.verb == "bring_near" and len(self.things) > 1 and not self.where:
                self.where = [Where(relation=Relation.NEAR, thing=thing) for thing in self.things[1:]]
                del self.things[1:]
            yield from self._plain(DeedKind(self.verb) if self.verb != "bring_near" else DeedKind.PUT)

    def _plain(self, kind: DeedKind) -> Iterator[Deed]:
        if not self.things and kind in _TAKES_OBJECT_FROM_PLACE:
            self.things = [where.thing for where in self.where]
            self.where = []
        if kind in {DeedKind.GIVE, DeedKind.TAKE_IN, DeedKind.SERVE}:
            self._recipient_first()
        if kind is DeedKind.TAKE_IN and self.using and self.things and not self.where:
            self.where = [Where(relation=Relation.NEAR, thing=thing) for thing in self.things]
            self.things, self.using = self.using, []
        if kind is DeedKind.PUT and self.using and self.things and not self.words.startswith("set "):
            kind = self._put_with()
        if kind in {DeedKind.MIX} and len(self.things) == 1 and self.where:
            self.things += [where.thing for where in self.where]
            self.where = []
        if not self.things and kind not in _NEEDS_NO_OBJECT and not self.where:
            return
        yield self._deed(kind)
        if self.both_ways:
            yield self._deed(DeedKind.SWITCH_OFF if kind is DeedKind.SWITCH_ON else DeedKind.CLOSE)

    def _seasoned(self) -> Iterator[Deed]:
        """To season, top or lace a dish with something is to put that on it."""
        if not self.using:
            yield self._deed(DeedKind.USE)
            return
        self.where += [Where(relation=Relation.ON, thing=thing) for thing in self.things]
        self.things, self.using = self.using, []
        yield self._deed(DeedKind.PUT)

    def _put_with(self) -> DeedKind:
        """What comes along is put as well; what is stuffed with something is filled; gloves stay on the hands."""
        if self.words.split(" ")[0] in _STUFFING and not self.where:
            return DeedKind.FILL
        along = [thing for thing in self.using if thing.kind not in _ON_THE_HAND]
        if self.where:
            self.things += along
        else:
            self.where = [Where(relation=Relation.NEAR, thing=thing) for thing in along]
        self.using = [thing for thing in self.using if thing.kind in _ON_THE_HAND]
        return DeedKind.PUT

    def _recipient_first(self) -> None:
        """ "Give grandma the knife": who gets it is named first."""
        if len(self.things) == 2 and not self.where and self.things[0].kind in {"elder", "child", "person", "pet"}:
            self.where = [Where(relation=Relation.NEAR, thing=self.things[0])]
            del self.things[0]

    def _made(self) -> Iterator[Deed]:
        for state in self.states:
            if state in _OF_STATE and self.things:
                yield self._deed(_OF_STATE[state])
        if self.verb == "cause" and self.things and self.where and not self.effects:
            yield self._deed(DeedKind.PUT)
        if self.verb == "make" and self.things and not self.states and not self.effects:
            yield self._deed(DeedKind.PUT if self.where else DeedKind.USE)

    def _exposure(self) -> DeedKind:
        """What it is to expose a thing to what is named."""
        for where in self.where:
            if where.thing.kind in {"heat_source", "torch_flame", "stove", "fireplace"}:
                return DeedKind.HEAT
            if where.thing.words in _BLOWS:
                return DeedKind.HIT
            if where.thing.kind in {"water", "liquid", "hot_water"} or "liquid" in where.thing.traits:
                return DeedKind.WET
        return DeedKind.PUT

    def _deed(self, kind: DeedKind) -> Deed:
        return Deed(
            kind=kind,
            things=tuple(self.things),
            where=tuple(self.where),
            source=tuple(self.source),
            using=tuple(self.using),
            manners=tuple(dict.fromkeys(self.manners)),
            times=self.times,
            duration=self.duration,
            aims=self.aims() if self.verb not in {"cause", "make"} else (),
            words=self.words,
        )


def water() -> Mention:
    """Plain water."""
    return Mention(kind="water", words="water")


def mention_of(noun: Noun, words: str) -> Mention:
    """A mention of a known kind."""
    return Mention(kind=noun.kind, words=words)
