"""The limits in words: what each bounds, in which unit, and on what it rests."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from carebot.core.language import Text

_HAZARDS: Final = Text(zh="carebot 的危险分析", en="carebot's hazard analysis")
_CONTACT: Final = Text(zh="ISO/TS 15066 的一半", en="half of ISO/TS 15066")
_SCALDS: Final = Text(zh="防烫伤", en="scalds")
_NIGHT: Final = Text(zh="睡眠", en="sleep")
_STALE: Final = Text(zh="旧读数按最坏算", en="stale counts as worst")

LIMITS_IN_WORDS: Final[Mapping[str, tuple[Text, str, Text]]] = MappingProxyType(
    {
        "room_speed_mps": (Text(zh="房间里最快", en="fastest in a room"), "m/s", _HAZARDS),
        "corridor_speed_mps": (Text(zh="走廊里最快", en="fastest in a corridor"), "m/s", _HAZARDS),
        "cautious_speed_mps": (
            Text(zh="夜里、门口、看不清人时最快", en="fastest at night, in doorways and unsure of people"),
            "m/s",
            _HAZARDS,
        ),
        "contact_speed_mps": (Text(zh="贴近人时最快", en="fastest within reach of a person"), "m/s", _CONTACT),
        "contact_distance_m": (Text(zh="算贴近的距离", en="what counts as within reach"), "m", _HAZARDS),
        "touch_force_n": (Text(zh="碰人最大的力", en="most force of a touch"), "N", _CONTACT),
        "frail_touch_force_n": (Text(zh="碰体弱老人最大的力", en="most force of a touch of the frail"), "N", _CONTACT),
        "walking_support_n": (Text(zh="搀扶最大的力", en="most force of walking support"), "N", _HAZARDS),
        "payload_kg": (Text(zh="最多拿多重", en="heaviest load"), "kg", _HAZARDS),
        "high_payload_kg": (Text(zh="高处最多拿多重", en="heaviest load from high up"), "kg", _HAZARDS),
        "high_reach_m": (Text(zh="算高处的高度", en="what counts as high up"), "m", _HAZARDS),
        "drink_temperature_c": (Text(zh="饮料最烫", en="hottest drink"), "°C", _SCALDS),
        "bath_temperature_c": (Text(zh="洗澡水最烫", en="hottest bath water"), "°C", _SCALDS),
        "surface_temperature_c": (Text(zh="算烫手的温度", en="what counts as hot to the hand"), "°C", _SCALDS),
        "night_start_minute": (Text(zh="夜晚开始", en="the night begins"), "min", _NIGHT),
        "night_end_minute": (Text(zh="夜晚结束", en="the night ends"), "min", _NIGHT),
        "night_volume_db": (Text(zh="夜里最大声", en="loudest at night"), "dB(A)", _NIGHT),
        "volume_db": (Text(zh="最大声", en="loudest"), "dB(A)", Text(zh="听力", en="hearing")),
        "clip_retention": (
            Text(zh="画面最多留多久", en="longest that pictures are kept"),
            "h",
            Text(zh="个人信息保护法：期限最短", en="PIPL: shortest retention"),
        ),
        "emergency_stop_age": (Text(zh="急停读数最旧", en="oldest reading of the emergency stop"), "s", _STALE),
        "person_age": (Text(zh="人的读数最旧", en="oldest reading of people"), "s", _STALE),
        "health_age": (Text(zh="本体状况读数最旧", en="oldest reading of the body's health"), "s", _STALE),
    }
)
