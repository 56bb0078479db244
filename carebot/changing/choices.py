"""What the values of choices are called, in both languages."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from carebot.core.home import SmartDeviceKind
from carebot.core.language import Language, Text
from carebot.core.people import Diet, Risk, Role
from carebot.explaining.names import CONSENTS, ROLES

_LISTENING: Final[Mapping[str, Text]] = {
    "always": Text(zh="一直听，听到的都算对它说的", en="always: whatever is said counts"),
    "adaptive": Text(zh="听懂像是对它说的话", en="what sounds meant for it"),
    "called": Text(zh="叫它的名字才听", en="only when called by its name"),
}
_LANGUAGES: Final[Mapping[str, Text]] = {
    Language.ZH.value: Text(zh="中文", en="Mandarin"),
    Language.EN.value: Text(zh="英语", en="English"),
}
_RISKS: Final[Mapping[str, Text]] = {
    Risk.WANDERING.value: Text(zh="走失", en="wandering off"),
    Risk.SELF_HARM.value: Text(zh="自伤", en="harming herself"),
    Risk.VIOLENCE.value: Text(zh="伤人", en="harming others"),
    Risk.SCALDS.value: Text(zh="烫伤", en="scalds"),
    Risk.DEMENTIA.value: Text(zh="认知障碍", en="dementia"),
    Risk.EXERTION.value: Text(zh="不能劳累", en="no exertion"),
}
_DIETS: Final[Mapping[str, Text]] = {
    Diet.SOFT_FOOD.value: Text(zh="软食", en="soft food"),
    Diet.THICK_DRINKS.value: Text(zh="增稠饮品", en="thickened drinks"),
    Diet.LOW_SUGAR.value: Text(zh="低糖", en="low sugar"),
    Diet.NOTHING_BY_MOUTH.value: Text(zh="禁食禁水", en="nothing by mouth"),
}
_DEVICES: Final[Mapping[str, Text]] = {
    SmartDeviceKind.LIGHT.value: Text(zh="灯", en="light"),
    SmartDeviceKind.SWITCH.value: Text(zh="插座或开关", en="socket or switch"),
    SmartDeviceKind.FAN.value: Text(zh="风扇", en="fan"),
    SmartDeviceKind.CLIMATE.value: Text(zh="空调或暖气", en="heating or air conditioning"),
    SmartDeviceKind.MEDIA_PLAYER.value: Text(zh="电视或音响", en="television or music player"),
    SmartDeviceKind.LOCK.value: Text(zh="门锁", en="lock"),
    SmartDeviceKind.VALVE.value: Text(zh="阀门", en="valve"),
    SmartDeviceKind.VACUUM.value: Text(zh="扫地机", en="vacuum cleaner"),
    SmartDeviceKind.SCENE.value: Text(zh="场景", en="scene"),
    SmartDeviceKind.CURTAIN.value: Text(zh="窗帘", en="curtain"),
    SmartDeviceKind.BLIND.value: Text(zh="百叶帘", en="blind"),
    SmartDeviceKind.SHADE.value: Text(zh="卷帘", en="roller shade"),
    SmartDeviceKind.SHUTTER.value: Text(zh="卷闸窗", en="shutter"),
    SmartDeviceKind.AWNING.value: Text(zh="遮阳篷", en="awning"),
    SmartDeviceKind.WINDOW.value: Text(zh="窗", en="window"),
    SmartDeviceKind.DOOR.value: Text(zh="门", en="door"),
    SmartDeviceKind.GARAGE.value: Text(zh="车库门", en="garage door"),
    SmartDeviceKind.GATE.value: Text(zh="院门", en="gate"),
}
_ROLES: Final = {role.value: name for role, name in ROLES.items() if role not in {Role.RESIDENT, Role.VISITOR}}
_LEVELS: Final[Mapping[str, Text]] = {
    "information": Text(zh="所有通知", en="every notice"),
    "low": Text(zh="低级及以上", en="low-priority alarms and above"),
    "medium": Text(zh="中级及以上", en="medium-priority alarms and above"),
    "high": Text(zh="只有高级报警", en="high-priority alarms alone"),
}
_ENCRYPTION: Final[Mapping[str, Text]] = {
    "starttls": Text(zh="STARTTLS（通常是 587 端口）", en="STARTTLS (usually port 587)"),
    "tls": Text(zh="TLS（通常是 465 端口）", en="TLS (usually port 465)"),
    "none": Text(zh="不加密（通常是 25 端口）", en="not encrypted (usually port 25)"),
}
_FORMATS: Final[Mapping[str, Text]] = {
    "json": Text(zh="JSON", en="JSON"),
    "form": Text(zh="网页表单", en="web form"),
}
NAMES: Final[Mapping[str, Text]] = MappingProxyType(
    {
        **_LISTENING,
        **_LANGUAGES,
        **_RISKS,
        **_DIETS,
        **_DEVICES,
        **CONSENTS,
        **_ROLES,
        **_LEVELS,
        **_ENCRYPTION,
        **_FORMATS,
    }
)
"""By the value of the choice; one that is not here is called by its value."""
