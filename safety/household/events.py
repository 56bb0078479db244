"""The events that hazard rules speak of: what deeds do to things, and how things stand to each other afterwards."""

from typing import Final

from carebot.core.household import DeedKind

RELATIONS: Final = frozenset({"in", "on", "near", "under", "behind", "at_edge", "within", "around"})
"""How a thing stands to another after a step; `within` is inside or on top of something that is inside or on it, and
`around` what is wrapped around something there."""

HAPPENINGS: Final = frozenset({"heated", "wetted", "together", "left"})
"""What follows: heated by what is switched on, wetted by a liquid, together in one vessel, left so at the end."""

DEEDS: Final = frozenset(kind.value for kind in DeedKind)
EVENTS: Final = RELATIONS | HAPPENINGS | DEEDS

HOW: Final = frozenset(
    {
        "at_target",
        "by_liquid",
        "busy_elsewhere",
        "direct",
        "empty_inside",
        "into",
        "long",
        "many",
        "night",
        "onto",
        "over",
        "repeated",
        "with_tool",
        "whole",
    }
)
"""The circumstances of an event besides the manners that were said."""
