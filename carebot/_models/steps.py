"""What an installation tells while it goes on."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from carebot.core.errors import ModelError
from carebot.core.language import Text


class SourceError(ModelError):
    """One source of a model does not give it; the next one is tried."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """Another process installs models; this one waits until it is done."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetching:
    """`done_bytes` of `total_bytes` of one file or package have come; None where the size is not known."""

    model: str
    what: str
    done_bytes: int
    total_bytes: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceFailed:
    """A source did not give the model, for this reason."""

    model: str
    source: str
    reason: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Quarantined:
    """A file did not hold what it should. It was put aside in `place`, and is fetched anew."""

    model: str
    file: str
    place: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Installed:
    """The model is complete and verified; `source` is None when it already was."""

    model: str
    source: str | None


Step: TypeAlias = Waiting | Fetching | SourceFailed | Quarantined | Installed
Report: TypeAlias = Callable[[Step], None]
