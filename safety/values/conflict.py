"""A conflict of values: what could be done, what each way serves and harms, and how things stand for her."""

from dataclasses import dataclass, field
from enum import IntEnum, StrEnum
from typing import Final

from carebot.core.language import Text
from carebot.core.values import Value


class Weight(IntEnum):
    """How much of a value is at stake."""

    NONE = 0
    SOME = 1
    GRAVE = 2


class Capacity(StrEnum):
    """Whether she decides for herself at present."""

    DECIDES = "decides"
    FLUCTUATES = "fluctuates"
    CANNOT = "cannot"


class Urgency(StrEnum):
    """How long deciding may take."""

    NONE = "none"
    SOON = "soon"
    NOW = "now"


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """What one way does to one value: helps it (`good`), harms it, or both."""

    good: Weight = Weight.NONE
    harm: Weight = Weight.NONE

    @property
    def net(self) -> int:
        """How much better (above zero) or worse it leaves the value."""
        return self.good - self.harm


NO_EFFECT: Final = Effect()


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One way to go. `forbidden` is the rule of the gate that refuses it, empty where none does.

    `asked_in_advance` and `refused_in_advance` say how it stands to what she decided while she could.
    """

    id: str
    text: Text
    effects: tuple[tuple[Value, Effect], ...] = ()
    reversible: bool = True
    forbidden: str = ""
    asked_in_advance: bool = False
    refused_in_advance: bool = False

    def on(self, value: Value) -> Effect:
        """What it does to `value`."""
        return next((effect for name, effect in self.effects if name is value), NO_EFFECT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Circumstances:
    """How things stand. `others_at_risk`: somebody else may come to harm. `matters_most`: what she puts first."""

    capacity: Capacity = Capacity.DECIDES
    urgency: Urgency = Urgency.NONE
    others_at_risk: bool = False
    matters_most: tuple[Value, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """Two or more ways, of which one has to be taken; leaving things as they are is a way, too."""

    options: tuple[Option, ...]
    circumstances: Circumstances = field(default_factory=Circumstances)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One link of the chain: the rule, its sentence, and which way it preferred to which."""

    rule: str
    text: Text
    preferred: str
    left: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """The way to take, and why."""

    chosen: Option
    reasons: tuple[Reason, ...]
