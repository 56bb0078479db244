"""Our own smart-home templates in English: how old people ask for a lamp or a curtain where Home Assistant's do not.

They use the lists and rules of its package, and give what they understand the same names and slots as those do.
"""

from collections.abc import Mapping
from typing import Final

from dialogue._smart_home_blocks import NOT_SWITCHED, Block, block

RULES: Final[Mapping[str, str]] = {
    "our_light": "[all] [of] [the|my|this|that|these] (lamp|lamps|light|lights|lighting)",
    "our_here": "[(in|over) here|in this room|in the room]",
    "our_room": "[the|my] {area}",
    "our_name": "[the|my] {name}",
    "our_put": "(turn|switch|put)",
    "our_cover": "[all] [of] [the|my|these] {cover_classes:device_class}",
}


SAYINGS: Final[Mapping[str, tuple[Block, ...]]] = {
    "HassTurnOn": (
        block("<our_put> on <our_name>", "<our_put> <our_name> on", no=NOT_SWITCHED),
        block(
            "<our_put> on <our_light> <our_here>",
            "<our_put> <our_light> on <our_here>",
            here=True,
            slots={"domain": "light"},
        ),
        block(
            "<our_put> on <our_light> in <our_room>",
            "<our_put> <our_light> in <our_room> on",
            "<our_put> on [all] [of] <our_room> (lamp|light)[s]",
            "<our_put> [all] [of] <our_room> (lamp|light)[s] on",
            slots={
                "domain": "light",
            },
        ),
        block("(draw|pull) (back|open) <our_cover> <our_here>", here=True, slots={"domain": "cover"}),
        block("(draw|pull) (back|open) [the] {area} {cover_classes:device_class}", slots={"domain": "cover"}),
        block("(draw|pull) (back|open) <our_name>", only="cover"),
    ),
    "HassTurnOff": (
        block("<our_put> (off|out) <our_name>", "<our_put> <our_name> (off|out)", no=NOT_SWITCHED),
        block(
            "<our_put> (off|out) <our_light> <our_here>",
            "<our_put> <our_light> (off|out) <our_here>",
            here=True,
            slots={
                "domain": "light",
            },
        ),
        block(
            "<our_put> (off|out) <our_light> in <our_room>",
            "<our_put> <our_light> in <our_room> (off|out)",
            "<our_put> (off|out) [all] [of] <our_room> (lamp|light)[s]",
            "<our_put> [all] [of] <our_room> (lamp|light)[s] (off|out)",
            slots={
                "domain": "light",
            },
        ),
        block("(draw|shut|pull [shut|to]) <our_cover> <our_here>", here=True, slots={"domain": "cover"}),
        block("(draw|shut|pull [shut|to]) [the] {area} {cover_classes:device_class}", slots={"domain": "cover"}),
        block("(draw|shut|pull [shut|to]) <our_name>", only="cover"),
    ),
    "HassClimateSetTemperature": (
        block(
            "make it {temperature} degrees <our_here>",
            "(turn|put) the (heating|heat) to {temperature} [degrees]",
            here=True,
        ),
    ),
    "HassGetState": (
        block(
            "did (i|we|you) leave <our_name> on",
            "have (i|we|you) left <our_name> on",
            "is <our_name> still on",
            no=NOT_SWITCHED,
            slots={
                "state": "on",
            },
        ),
        block(
            "did (i|we|you) (turn|switch) off <our_name>",
            "have (i|we|you) (turned|switched) off <our_name>",
            "did (i|we|you) (turn|switch) <our_name> off",
            no=NOT_SWITCHED,
            slots={
                "state": "off",
            },
        ),
        block(
            "did (i|we|you) lock <our_name>",
            "have (i|we|you) locked <our_name>",
            only="lock",
            slots={
                "domain": "lock",
                "state": "locked",
            },
        ),
        block(
            "did (i|we|you) (close|shut) <our_name>",
            "have (i|we|you) (closed|shut) <our_name>",
            only="cover",
            slots={
                "domain": "cover",
                "state": "closed",
            },
        ),
    ),
    "HassSetVolumeRelative": (
        block(
            "turn <our_name> up [a bit|a little]",
            "turn up <our_name>",
            "make <our_name> louder",
            only="media_player",
            slots={
                "volume_step": "up",
            },
        ),
        block(
            "turn <our_name> down [a bit|a little]",
            "turn down <our_name>",
            "make <our_name> (quieter|softer)",
            only="media_player",
            slots={
                "volume_step": "down",
            },
        ),
    ),
}
