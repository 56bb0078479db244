"""Speech: the action that changes how a resident is spoken to, for good."""

from dataclasses import dataclass
from typing import Literal

from carebot.core.people import ResidentId


@dataclass(frozen=True, slots=True, kw_only=True)
class SetSpeech:
    """Speak to a resident so from now on: `rate` as a share of the normal one, `level_db` at one metre, dB(A).

    None: as the settings have it again.
    """

    kind: Literal["set_speech"] = "set_speech"
    resident: ResidentId
    rate: float | None = None
    level_db: float | None = None
