"""What our own smart-home templates are made of: blocks of sentences, and what holds for all of a block."""

from collections.abc import Mapping
from typing import Any, Final

Block = Mapping[str, Any]
"""One block of templates as hassil reads it."""

NOT_SWITCHED: Final = (
    *("binary_sensor", "sensor", "cover", "lock", "valve", "scene", "script"),
    *("person", "weather", "todo"),
)
"""The domains of things that are nothing to switch on and off, or that their own words do it to."""

DIMMED_PERCENT: Final = 30
"""How bright a light is that was too bright: enough to walk by."""


def block(
    *sentences: str,
    slots: Mapping[str, str | int] | None = None,
    only: str = "",
    no: tuple[str, ...] = (),
    here: bool = False,
) -> Block:
    """The sentences with their fixed `slots`, for names of the domain `only`, or of `no` such domain.

    With `here` they are about the speaker's own area, and hold where that is known.
    """
    required = {**({"domain": only} if only else {}), **({"area": {"slot": True}} if here else {})}
    return {
        "sentences": list(sentences),
        **({"slots": dict(slots)} if slots else {}),
        **({"requires_context": required} if required else {}),
        **({"excludes_context": {"domain": list(no)}} if no else {}),
    }
