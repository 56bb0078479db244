"""Verdicts, judgements, decisions and permits: what the gate says of an action.

Strictest wins: the order of `Verdict` is the whole rule for joining judgements.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum, StrEnum

from carebot.core.actions import Action
from carebot.core.ids import Id
from carebot.core.language import Text
from carebot.core.outcomes import NOTHING


class Verdict(IntEnum):
    """What may happen to an action, from mildest to strictest."""

    ALLOW = 0
    LIMIT = 1
    CONFIRM = 2
    DENY = 3


class Confirmer(StrEnum):
    """Whose yes is needed."""

    RESIDENT = "resident"
    STAFF = "staff"


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What one rule says, in the words of the rule and with the facts that decided it.

    `tightened` comes with LIMIT and is judged again; `confirmers` comes with CONFIRM. `said` is what is heard where
    that is not what carers read.
    """

    rule: str
    verdict: Verdict
    reason: Text
    facts: tuple[tuple[str, str], ...] = ()
    tightened: Action | None = None
    confirmers: frozenset[Confirmer] = frozenset()
    alternative: Text = NOTHING
    said: Text = NOTHING

    @property
    def spoken(self) -> Text:
        """The reason as it is told to a resident."""
        return self.said if self.said.zh else self.reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """The bounds that a permit carries to the body."""

    speed_mps: float = 0.0
    force_n: float = 0.0
    person_distance_m: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """The gate's answer to one action: what was asked, what is granted, and every judgement that mattered.

    `considered` is the asked action as tightened; `granted` is the same, or None while denied or waiting for a yes.
    """

    id: Id
    decided_at: datetime
    requested: Action
    considered: Action
    granted: Action | None
    verdict: Verdict
    judgements: tuple[Judgement, ...]
    limits: Limits

    @property
    def decisive(self) -> Judgement | None:
        """The strictest judgement, the first one where several are."""
        return max(self.judgements, key=lambda judgement: judgement.verdict, default=None)

    @property
    def confirmers(self) -> frozenset[Confirmer]:
        """Everybody whose yes is still needed."""
        return frozenset().union(*(judgement.confirmers for judgement in self.judgements))


@dataclass(frozen=True, slots=True, kw_only=True)
class Permit:
    """Leave to do exactly one action once. Made only by the gate; checked by the body at the last hop."""

    id: Id
    decision: Id
    action: Action
    limits: Limits
    issued_at: datetime
    expires_at: datetime
    signature: str
