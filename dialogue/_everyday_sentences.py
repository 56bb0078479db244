"""What is said day by day of things that any home has: they are switched, opened and shut, and brought.

Known sentences in any home, beside those that the skills have by heart.
"""

from typing import Final

from carebot.core.intents import Phrasing
from dialogue.smart_home_interpreter import CONTROL_DEVICES

BROUGHT: Final = frozenset(
    {
        *("cup", "thermos", "phone", "remote", "hearing_aid", "walker", "glasses", "dentures", "towel", "tissue"),
        *("pillow", "blanket", "newspaper", "book", "umbrella", "hat"),
    }
)
"""Kinds of household things that people have brought to them. No medicine: which one is never guessed."""
NAMES_AT_MOST: Final = 3
"""The names by which each of them is known: the usual ones, which stand first."""

EVERYDAY: Final = (
    Phrasing(
        intent=CONTROL_DEVICES,
        slots={"command": "on"},
        zh=(
            "[请](帮我|给我)把{device}(打开|开开|拉开)",
            "[请|帮我|给我](打开|开|拉开){device}",
            "把{device}(打开|开开|拉开|开一下|打开一下)",
            "{device}(打开|拉开|开一下)[吧]",
        ),
        en=("(turn|switch) on [the] {device}", "(turn|switch) [the] {device} on", "{device} on"),
    ),
    Phrasing(
        intent=CONTROL_DEVICES,
        slots={"command": "off"},
        zh=(
            "[请](帮我|给我)把{device}(关掉|关上|关了|拉上)",
            "[请|帮我|给我](关掉|关上|关|拉上){device}",
            "把{device}(关掉|关上|关了|拉上|关一下|拉一下)",
            "{device}(关掉|关上|拉上|关一下|关了吧)",
        ),
        en=("(turn|switch) off [the] {device}", "(turn|switch) [the] {device} off", "{device} off"),
    ),
    Phrasing(
        intent="fetch_item",
        zh=("[请|给我]拿[个|条]{thing}[来|过来]", "[帮我]把[我的]{thing}(拿来|拿过来|拿给我)"),
        en=("(bring|fetch|get) [me] (my|the|a) {thing}",),
    ),
)
