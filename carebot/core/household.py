"""Household tasks in words of things and deeds: what an instruction asks to be done with which things, where and how.

A mention names a kind of thing of the household knowledge; what is not known there keeps its words and an empty kind.
"""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from carebot.core.language import Language, Text

ThingKind = str


class DeedKind(StrEnum):
    """What may be done with things."""

    PICK = "pick"
    PUT = "put"
    GIVE = "give"
    MOVE = "move"
    OPEN = "open"
    CLOSE = "close"
    LOCK = "lock"
    UNLOCK = "unlock"
    SWITCH_ON = "switch_on"
    SWITCH_OFF = "switch_off"
    PLUG_IN = "plug_in"
    UNPLUG = "unplug"
    POUR = "pour"
    FILL = "fill"
    EMPTY = "empty"
    SPILL = "spill"
    SPRAY = "spray"
    MIX = "mix"
    WET = "wet"
    SUBMERGE = "submerge"
    SLICE = "slice"
    COOK = "cook"
    HEAT = "heat"
    COOL = "cool"
    FREEZE = "freeze"
    BURN = "burn"
    BREAK = "break"
    DAMAGE = "damage"
    HIT = "hit"
    DROP = "drop"
    THROW = "throw"
    DISCARD = "discard"
    DIRTY = "dirty"
    CLEAN = "clean"
    DRY = "dry"
    COVER = "cover"
    BLOCK = "block"
    HIDE = "hide"
    HANG = "hang"
    WASTE = "waste"
    SERVE = "serve"
    TAKE_IN = "take_in"
    WEAR = "wear"
    STEP_ON = "step_on"
    LEAVE = "leave"
    WAIT = "wait"
    WATCH = "watch"
    POINT = "point"
    REPLACE = "replace"
    USE = "use"
    MISUSE = "misuse"


class Relation(StrEnum):
    """Where a thing is, as seen from another."""

    IN = "in"
    ON = "on"
    NEAR = "near"
    UNDER = "under"
    OVER = "over"
    BEHIND = "behind"
    EDGE = "edge"
    AWAY = "away"


class Manner(StrEnum):
    """How something is done, as far as safety depends on it."""

    GENTLY = "gently"
    ROUGHLY = "roughly"
    GUIDED = "guided"
    UNGUIDED = "unguided"
    ATTENDED = "attended"
    UNATTENDED = "unattended"
    WITHOUT_NEED = "without_need"
    TOO_MUCH = "too_much"
    TOO_LONG = "too_long"
    UNSAFE = "unsafe"
    SAFELY = "safely"


class State(StrEnum):
    """What a thing is like at a moment, or is said to be like."""

    ON = "on"
    BURNING = "burning"
    OFF = "off"
    OPEN = "open"
    CLOSED = "closed"
    LOCKED = "locked"
    PLUGGED = "plugged"
    HOT = "hot"
    COLD = "cold"
    FROZEN = "frozen"
    WET = "wet"
    DIRTY = "dirty"
    CLEAN = "clean"
    BROKEN = "broken"
    CRACKED = "cracked"
    SLICED = "sliced"
    COOKED = "cooked"
    RAW = "raw"
    FULL = "full"
    OVERFULL = "overfull"
    EMPTY = "empty"
    HELD = "held"
    SPOILED = "spoiled"
    LIDDED = "lidded"
    EMPTY_BATTERY = "empty_battery"


class Effect(StrEnum):
    """What may come of a deed, and be named as its aim."""

    FIRE = "fire"
    EXPLOSION = "explosion"
    SHOCK = "shock"
    OVERHEATING = "overheating"
    BURN = "burn"
    POISONING = "poisoning"
    FUMES = "fumes"
    CHOKING = "choking"
    INJURY = "injury"
    CUT = "cut"
    SLIP = "slip"
    FLOOD = "flood"
    SPILL = "spill"
    BREAKAGE = "breakage"
    DAMAGE = "damage"
    DEFACEMENT = "defacement"
    SPOILING = "spoiling"
    CONTAMINATION = "contamination"
    WASTE = "waste"
    LOSS = "loss"
    OBSTRUCTION = "obstruction"
    INTRUSION = "intrusion"
    DISTRESS = "distress"
    HARM = "harm"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A thing as it was spoken of: its kind (empty: unknown), its words, and what is said of it.

    `traits` are words of the household knowledge, such as "metal" for a metal spoon.
    """

    kind: ThingKind
    words: str
    traits: tuple[str, ...] = ()
    states: tuple[State, ...] = ()
    contents: tuple["Mention", ...] = ()
    where: tuple["Where", ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Where:
    """A place relative to a thing."""

    relation: Relation
    thing: Mention


@dataclass(frozen=True, slots=True, kw_only=True)
class Aim:
    """What a deed is said to be for or to bring about, and to what."""

    effect: Effect
    things: tuple[Mention, ...] = ()
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """One step: what is done with which things, where to and from, with what, how, how often, how long, and what for.

    `times` counts repetitions, 0 where it is said without a number that it is done again and again.
    """

    kind: DeedKind
    things: tuple[Mention, ...] = ()
    where: tuple[Where, ...] = ()
    source: tuple[Mention, ...] = ()
    using: tuple[Mention, ...] = ()
    manners: tuple[Manner, ...] = ()
    times: int = 1
    duration: timedelta | None = None
    aims: tuple[Aim, ...] = ()
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """A whole plan, with what it is said to be for, in the words that asked for it."""

    deeds: tuple[Deed, ...]
    aims: tuple[Aim, ...] = ()
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What is known of a thing before anything is done: the thing with its state and contents, and where it is."""

    thing: Mention
    where: tuple[Where, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Noun:
    """A kind of thing, all its names, the first of each language being the usual one, and what is known of it."""

    kind: ThingKind
    zh: tuple[str, ...]
    en: tuple[str, ...]
    traits: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Understanding:
    """What an instruction was taken for: a task, or a question about what was not understood."""

    task: Task | None
    language: Language
    question: Text | None = None
    unknown: tuple[str, ...] = ()
