"""What settings are called that stay in the settings file, so that the panel shows all of them by name."""

import re
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Final

from carebot.changing.outlet_forms import NAMED
from carebot.changing.table import CHANGEABLE, WHEN_ADDED
from carebot.core.language import Text

_OF_SPEECH: Final = {
    "recognizers": Text(zh="语音识别（按先后）", en="recognisers, in their order"),
    "voices": Text(zh="嗓音（按先后）", en="voices, in their order"),
    "microphone": Text(zh="麦克风", en="microphone"),
    "loudspeaker": Text(zh="扬声器", en="loudspeaker"),
    "vosk_zh": Text(zh="Vosk 中文模型文件夹", en="folder of the Vosk model for Mandarin"),
    "vosk_en": Text(zh="Vosk 英文模型文件夹", en="folder of the Vosk model for English"),
    "sherpa": Text(zh="Sherpa 模型文件夹", en="folder of the Sherpa model"),
    "wyoming": Text(zh="Wyoming 识别的地址", en="address of the Wyoming recogniser"),
    "wyoming_voice": Text(zh="Wyoming 嗓音的地址", en="address of the Wyoming voice"),
    "wyoming_beyond_this_machine": Text(
        zh="声音可以送到别的机器上识别", en="sound may go to another machine to be recognised"
    ),
    "satellites.enabled": Text(zh="语音卫星可以连进来", en="voice satellites may connect"),
    "satellites.host": Text(zh="语音卫星连到的地址", en="address for voice satellites"),
    "satellites.port": Text(zh="语音卫星连到的端口", en="port for voice satellites"),
    "satellites.beyond_this_machine": Text(
        zh="语音卫星可以在别的机器上", en="voice satellites may be on other machines"
    ),
    "voice_is_resident": Text(zh="听到的声音算住户说的", en="a voice that is heard counts as the resident's"),
    "wake_word": Text(zh="唤醒词", en="wake word"),
}
_OF_BADGES: Final = {
    "host": Text(zh="胸卡消息服务器", en="broker of badges"),
    "port": Text(zh="胸卡消息服务器的端口", en="port of that broker"),
    "topic": Text(zh="胸卡消息的主题", en="topic of badges"),
    "user": Text(zh="连接用户", en="user there"),
    "password": Text(zh="连接密码", en="password there"),
    "tls": Text(zh="加密连接", en="encrypted"),
    "ca_file": Text(zh="证书文件", en="certificate file"),
    "reader": Text(zh="消息里读卡器的字段", en="field of the reader in a message"),
    "badge": Text(zh="消息里胸卡的字段", en="field of the badge in a message"),
    "readers": Text(zh="读卡器", en="readers"),
    "worn": Text(zh="谁戴哪张胸卡", en="who wears which badge"),
}
_OF_RESIDENTS: Final = {
    "id": Text(zh="在记录里的名字", en="name on record"),
    "can_decide": Text(zh="自己能做决定", en="can decide for herself"),
    "values.matters_most": Text(zh="最看重的", en="matters most to her"),
    "values.advance": Text(zh="预先的决定", en="decided in advance"),
    "values.proxy": Text(zh="代她决定的人", en="who decides when she cannot"),
    "values.told": Text(zh="可以告知的人", en="who hears how she is"),
    "values.narrowings": Text(zh="不让人知道的", en="what she keeps for herself"),
}
_OF_CARERS: Final = {"id": Text(zh="登录名", en="sign-in name")}
_OF_DOSES: Final = {"id": Text(zh="名称", en="name")}
KNOWN_AS: Final[Mapping[str, Text]] = MappingProxyType(
    {
        "journal": Text(zh="日志文件", en="journal file"),
        "memories": Text(zh="记忆文件", en="file of memories"),
        "body.name": Text(zh="机身", en="body"),
        "body.options": Text(zh="机身选项", en="options of the body"),
        "home": Text(zh="平面图文件", en="file of the floor plan"),
        "devices": Text(zh="设备", en="devices"),
        "devices.*.aliases": Text(zh="别名", en="further names"),
        **{f"speech.{key}": text for key, text in _OF_SPEECH.items()},
        "understanding.language_model.endpoint": Text(zh="语言模型的地址", en="address of the language model"),
        "understanding.language_model.model": Text(zh="语言模型", en="language model"),
        "understanding.language_model.timeout": Text(zh="最多等语言模型多久", en="waits for it at most"),
        "understanding.language_model.agreed": Text(zh="住户都已同意", en="everybody who lives here agreed to it"),
        "sight.camera": Text(zh="没有名字的摄像头", en="camera without a name"),
        "sight.cameras": Text(zh="摄像头", en="cameras"),
        "sight.cameras.*.place": Text(zh="位置", en="place"),
        **{f"badges.{key}": text for key, text in _OF_BADGES.items()},
        "panel.host": Text(zh="面板的地址", en="address of the panel"),
        "panel.port": Text(zh="面板的端口", en="port of the panel"),
        "panel.enabled": Text(zh="开面板", en="panel is on"),
        "policies.off": Text(zh="关掉的规则", en="rules that are switched off"),
        "policies.house_rules": Text(zh="院里自己的规则文件", en="file of the home's own rules"),
        "policies.rule_keys": Text(zh="规则签名的公钥", en="public keys of the rules' signatures"),
        "company.music": Text(zh="音乐文件夹", en="folder of music"),
        "outlets": Text(zh="报警出口", en="ways out for alarms"),
        "skills": Text(zh="技能选项", en="options of skills"),
        "monitors": Text(zh="监测选项", en="options of monitors"),
        "weather_url": Text(zh="天气的地址", en="address of the weather"),
        "residents": Text(zh="老人", en="residents"),
        "outlets.*.kind": Text(zh="种类", en="kind"),
        **{f"residents.*.{key}": text for key, text in _OF_RESIDENTS.items()},
        "caregivers": Text(zh="护理员", en="carers"),
        **{f"caregivers.*.{key}": text for key, text in _OF_CARERS.items()},
        "doses": Text(zh="用药", en="doses"),
        **{f"doses.*.{key}": text for key, text in _OF_DOSES.items()},
    }
)
"""By the setting, `*` for an id."""


def called(key: str) -> tuple[Text, str] | None:
    """What a setting of this key is called, and the id in it, empty where it has none; None where no name is known."""
    for pattern, name in _patterns():
        if found := pattern.fullmatch(key):
            return name, "".join(found.groups())
    return None


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], Text], ...]:
    named = {key: one.name for key, one in {**NAMED, **CHANGEABLE, **WHEN_ADDED}.items()} | dict(KNOWN_AS)
    return tuple((re.compile(re.escape(key).replace(r"\*", "(.+)")), name) for key, name in named.items())
