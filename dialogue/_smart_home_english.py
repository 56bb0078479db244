"""Our own smart-home templates in English: how old people ask for a lamp or a curtain where Home Assistant's do not.

They use the lists and rules of its package, and give what they understand the same names and slots as those do.
"""

from collections.abc import Mapping
from itertools import chain
from typing import Final

from dialogue._smart_home_blocks import DIMMED_PERCENT, NOT_SWITCHED, Block, block

RULES: Final[Mapping[str, str]] = {
    "our_all": "[all] [of] [the|my|this|that|these]",
    "our_here": "[(in|over) here|in this room|in the room]",
    "our_room": "[the|my] {area}",
    "our_name": "[the|my] {name}",
    "our_adjust": "(turn|put|set|knock|bring)",
    "our_air": "(heating|heat|air conditioner|air conditioning|aircon)",
    "our_put": "(turn|switch|put)",
    "our_cover": "<our_all> {cover_classes:device_class}",
}


_KINDS: Final[tuple[tuple[str, str], ...]] = (
    ("(lamp|lamps|light|lights|lighting)", "light"),
    ("(air conditioner|air conditioning|aircon|heating)", "climate"),
    ("(tv|television|telly)", "media_player"),
)


def _switched(way: str) -> tuple[Block, ...]:
    """What is switched on or off, `way`, by its name, or by its kind and room."""
    return (
        block(f"<our_put> {way} <our_name>", f"<our_put> <our_name> {way}", no=NOT_SWITCHED),
        *chain.from_iterable(
            (
                block(
                    f"<our_put> {way} <our_all> {kind} <our_here>",
                    f"<our_put> <our_all> {kind} {way} <our_here>",
                    here=True,
                    slots={"domain": domain},
                ),
                block(
                    f"<our_put> {way} <our_all> {kind} in <our_room>",
                    f"<our_put> <our_all> {kind} in <our_room> {way}",
                    f"<our_put> {way} <our_all> <our_room> {kind}",
                    f"<our_put> <our_all> <our_room> {kind} {way}",
                    slots={"domain": domain},
                ),
            )
            for kind, domain in _KINDS
        ),
    )


def _drawn(way: str) -> tuple[Block, ...]:
    """What is opened or shut, `way`, as curtains are."""
    return (
        block(f"{way} <our_cover> <our_here>", here=True, slots={"domain": "cover"}),
        block(f"{way} <our_all> {{area}} {{cover_classes:device_class}}", slots={"domain": "cover"}),
        block(f"{way} <our_name>", only="cover"),
    )


SAYINGS: Final[Mapping[str, tuple[Block, ...]]] = {
    "HassTurnOn": (
        *_switched("on"),
        *_drawn("(draw|pull) (back|open)"),
        block(
            "(let's have|i need|i want|we need|give me|give us) (some|a bit of|a little|more) light <our_here>",
            "(it's|it is) [a bit|a little|much|far|so] [too] (dark|dim|gloomy) in (here|this room|the room)",
            here=True,
            slots={"domain": "light"},
        ),
    ),
    "HassTurnOff": (*_switched("(off|out)"), *_drawn("(draw|shut|pull [shut|to])")),
    "HassClimateSetTemperature": (
        block(
            "make it {temperature} degrees <our_here>",
            "<our_adjust> the <our_air> [up|down] to {temperature} [degrees]",
            here=True,
        ),
        block(
            "<our_adjust> [<our_all>] <our_air> (up|down) [a bit|a little|some more|a notch] <our_here>",
            "<our_adjust> (up|down) [<our_all>] <our_air> [a bit|a little|a notch] <our_here>",
            "make it [a bit|a little] (warmer|cooler|hotter|colder) <our_here>",
            "(it's|it is) [a bit|a little|much|far] too (cold|hot|warm|chilly|stuffy) in (here|this room|the room)",
            here=True,
        ),
    ),
    "HassLightSet": (
        block(
            "(dim|lower) [<our_all>] (lamp|lamps|light|lights) <our_here>",
            "turn [<our_all>] (lamp|lamps|light|lights) down [a bit|a little] <our_here>",
            "make it [a bit|a little] (darker|dimmer|less bright) <our_here>",
            "(it's|it is|that's|that is|the light is|the light's) [a bit|a little|much|far|so] too bright <our_here>",
            here=True,
            slots={"name": "all", "brightness": DIMMED_PERCENT},
        ),
        block(
            "turn [<our_all>] (lamp|lamps|light|lights) up [a bit|a little] <our_here>",
            "make it [a bit|a little] (brighter|lighter) <our_here>",
            here=True,
            slots={"name": "all", "brightness": 100},
        ),
        block("(dim|turn down) <our_name>", only="light", slots={"brightness": DIMMED_PERCENT}),
    ),
    "HassGetState": (
        block(
            "did (i|we|you) leave <our_name> on",
            "have (i|we|you) left <our_name> on",
            "is <our_name> still on",
            no=NOT_SWITCHED,
            slots={"state": "on"},
        ),
        block(
            "did (i|we|you) (turn|switch) off <our_name>",
            "have (i|we|you) (turned|switched) off <our_name>",
            "did (i|we|you) (turn|switch) <our_name> off",
            no=NOT_SWITCHED,
            slots={"state": "off"},
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
            "(turn|put) <our_name> up a notch",
            "i (can't|cannot|can hardly) hear <our_name>",
            "make <our_name> louder",
            only="media_player",
            slots={"volume_step": "up"},
        ),
        block(
            "turn <our_name> down [a bit|a little]",
            "turn down <our_name>",
            "make <our_name> (quieter|softer)",
            "{name} (is|are) [much|far|a bit] too (loud|noisy)",
            "<our_name> (is|are) [much|far|a bit] too (loud|noisy)",
            only="media_player",
            slots={"volume_step": "down"},
        ),
    ),
}
