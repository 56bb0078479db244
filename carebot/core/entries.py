"""Entries: events of who came in at the panel or was refused, whose session ended, what was changed or tried there.

No secret stands in them, nor what somebody typed in the place of her name, which may be her password.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Literal

from carebot.core.events import Event
from carebot.core.people import CaregiverId


class Means(StrEnum):
    """By what somebody shows who she is."""

    PASSWORD = "password"  # noqa: S105 - the word, and none
    PIN = "pin"
    LINK = "link"


class AccountChange(StrEnum):
    """What became of an account."""

    PASSWORD = "password"  # noqa: S105 - the word, and none
    PIN = "pin"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedIn(Event):
    """Somebody came in. `device` is what her browser says of itself, in short; `remote`: from outside the house."""

    kind: Literal["signed_in"] = "signed_in"
    caregiver: CaregiverId
    means: Means
    device: str = ""
    remote: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SignInRefused(Event):
    """Somebody did not come in. `caregiver` is empty for a name that nobody has; such are counted, in `times`."""

    kind: Literal["sign_in_refused"] = "sign_in_refused"
    caregiver: CaregiverId
    means: Means
    device: str = ""
    remote: bool = False
    times: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionEnded(Event):
    """The session of `caregiver` was ended by `by`, who is herself or a head nurse."""

    kind: Literal["session_ended"] = "session_ended"
    caregiver: CaregiverId
    by: CaregiverId
    device: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountChanged(Event):
    """A password, PIN or account was changed by `by`; empty: on the computer that runs carebot."""

    kind: Literal["account_changed"] = "account_changed"
    caregiver: CaregiverId
    change: AccountChange
    by: CaregiverId = ""
    changed_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingsChanged(Event):
    """Settings are not as they were: which `sections`. No value stands here.

    Without `by`, the robot began with them, and `digests` has one of each section there is. Else somebody set the
    `keys` on the panel, which count from the next start on; `taken_back`: she left them to the settings file again;
    `removed`: she removed whom or what they are about.
    """

    kind: Literal["settings_changed"] = "settings_changed"
    sections: tuple[str, ...]
    digests: tuple[tuple[str, str], ...] = ()
    by: CaregiverId = ""
    keys: tuple[str, ...] = ()
    taken_back: bool = False
    removed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class OutletTried(Event):
    """A test message was sent by the way out of this name, by somebody on the panel; whether it was `delivered`."""

    kind: Literal["outlet_tried"] = "outlet_tried"
    outlet: str
    by: CaregiverId
    delivered: bool
