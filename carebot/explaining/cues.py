"""The cues of a monitor in words: what it measured, in which unit. A cue without words stands as it is, spelt apart."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Final

from carebot.core.language import Text

FALL: Final = "fall"
_OF_FALLS: Final[Mapping[str, Text]] = MappingProxyType(
    {
        "drop_m": Text(zh="肩部下降（米）", en="shoulders came down (m)"),
        "speed_mps": Text(zh="下降速度（米每秒）", en="speed on the way down (m/s)"),
        "hips_m": Text(zh="髋部离地（米）", en="hips above the floor (m)"),
        "extent_m": Text(zh="身体占的高度（米）", en="height that the body takes (m)"),
        "low": Text(zh="髋部贴近地面", en="hips on the floor"),
        "flat": Text(zh="身体是平的", en="body flat"),
        "tilted": Text(zh="躯干躺倒", en="trunk lying"),
        "unsupported": Text(zh="没有腿或座位撑着", en="held up by no legs and no seat"),
        "came_down": Text(zh="刚才往下落了", en="came down lately"),
        "fast": Text(zh="落得快", en="came down fast"),
        "lingers": Text(zh="一直没起来", en="stays down"),
        "vanished": Text(zh="下落时看不见了", en="lost from view on the way down"),
        "on_furniture": Text(zh="在床或沙发上", en="on a bed or sofa"),
    }
)
"""Those without a unit are log-odds: above 0 they speak for a fall, below 0 against one."""
_WORDS: Final[Mapping[str, Text]] = MappingProxyType(
    {
        "accompanied": Text(zh="有人陪着", en="accompanied"),
        "allowed_s": Text(zh="允许的时间（秒）", en="time allowed (s)"),
        "arms": Text(zh="手臂动得急", en="arms moving fast"),
        "at_exit": Text(zh="在出口", en="at an exit"),
        "before_mps": Text(zh="以前的步行速度（米每秒）", en="walking speed before (m/s)"),
        "coughing_s": Text(zh="像在咳的时间（秒）", en="time as if coughing (s)"),
        "hands_at_throat": Text(zh="双手在喉咙处", en="hands at the throat"),
        "lasted_s": Text(zh="持续（秒）", en="lasted (s)"),
        "length_m": Text(zh="走的距离（米）", en="distance walked (m)"),
        "likely": Text(zh="是本人的可能", en="likely to be she"),
        "measured": Text(zh="量得准", en="measured well"),
        "pacing": Text(zh="来回走的次数", en="ways to and fro"),
        "rise_before_s": Text(zh="以前站起来用的时间（秒）", en="time to stand up before (s)"),
        "rise_s": Text(zh="站起来用的时间（秒）", en="time to stand up (s)"),
        "seen_inside": Text(zh="看见进去了", en="seen to go in"),
        "speed_mps": Text(zh="步行速度（米每秒）", en="walking speed (m/s)"),
        "still_s": Text(zh="没有动的时间（秒）", en="time without moving (s)"),
        "sunk_s": Text(zh="身子沉下去的时间（秒）", en="time sunk down (s)"),
        "turns_left": Text(zh="左臂挥动的次数", en="swings of the left arm"),
        "turns_right": Text(zh="右臂挥动的次数", en="swings of the right arm"),
        "unseen_s": Text(zh="没有看见的时间（秒）", en="time out of view (s)"),
    }
)


def cue_words(name: str, monitor: str = "") -> Text:
    """What the cue `name` of `monitor` is called."""
    spelt = name.replace("_", " ")
    words = _OF_FALLS if monitor == FALL else _WORDS
    return words.get(name, Text(zh=spelt, en=spelt))


def cues_in_words(evidence: Iterable[tuple[str, float]], monitor: str = "") -> Text:
    """Every cue with its value, to three figures."""
    named = [(cue_words(name, monitor), value) for name, value in evidence]
    return Text(
        zh="、".join(f"{name.zh} {value:.3g}" for name, value in named),
        en=", ".join(f"{name.en} {value:.3g}" for name, value in named),
    )
