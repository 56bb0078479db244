"""Ways out for alarms: what the panel asks of each kind, with the defaults that its plug-in has.

What decides is the plug-in, by which every change is tried. What only a file should say - certificate files, how long
an answer is waited for - stays there, and is kept where the rest is changed.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final, Literal

from pydantic import Field

from carebot._people_settings import Section, Words
from carebot.changing.leaf import EITHER, Json, Kind, Leaf, Named, plain
from carebot.changing.leaves import found_in, leaf_of
from carebot.core.language import Text
from carebot.settings import Settings

OUTLETS: Final = "outlets"


class _WayForm(Section):
    name: str = ""
    whom: Words = Words(zh="", en="")
    from_step: int = Field(default=0, ge=0, le=3)
    least_level: Literal["information", "low", "medium", "high"] = "information"


class _WebhookForm(_WayForm):
    url: str = ""
    token: str = ""
    format: Literal["json", "form"] = "json"
    body: dict[str, Any] = Field(default_factory=dict)
    secret: str = ""
    headers: dict[str, str] = Field(default_factory=dict)
    accepted: dict[str, Any] = Field(default_factory=dict)


class _MqttForm(_WayForm):
    host: str = ""
    port: int = Field(default=0, ge=0, le=65535)
    tls: bool = True
    topic: str = "carebot/notices"
    user: str = ""
    password: str = ""


class _MailForm(_WayForm):
    host: str = ""
    port: int = Field(default=0, ge=0, le=65535)
    encryption: Literal["starttls", "tls", "none"] = "starttls"
    user: str = ""
    password: str = ""
    sender: str = ""
    recipients: tuple[str, ...] = ()


FORMS: Final[Mapping[str, Section]] = MappingProxyType(
    {"webhook": _WebhookForm(), "mqtt": _MqttForm(), "mail": _MailForm()}
)
"""By kind, what a way of it is asked for."""


def _named(zh: str, en: str, kind: Kind | None = None, *, optional: bool = False) -> Named:
    return Named(name=Text(zh=zh, en=en), whose=EITHER, kind=kind, optional=optional)


NAMED: Final[Mapping[str, Named]] = MappingProxyType(
    {
        f"{OUTLETS}.*.{key}": one
        for key, one in {
            "whom.zh": _named("通知谁（中文）", "whom it reaches, in Mandarin", Kind.NAME),
            "whom.en": _named("通知谁（英文）", "whom it reaches, in English", Kind.NAME),
            "from_step": _named(
                "从第几步起用（0 是一开始，1 到 3 是没有人来以后）",
                "step from which it is used (0: at once, 1 to 3: when nobody has come)",
            ),
            "least_level": _named("从哪一级起用", "least level that it is used for"),
            "url": _named("网址（http:// 或 https:// 开头）", "web address (http:// or https://)", Kind.URL),
            "token": _named("令牌（没有就空着）", "token (empty: none)", Kind.SECRET, optional=True),
            "format": _named("发送格式", "format"),
            "body": _named("网关要的内容", "what the gateway wants to be sent", Kind.FIELDS, optional=True),
            "secret": _named("网关的密钥", "gateway’s key", Kind.SECRET, optional=True),
            "headers": _named("请求头", "headers", Kind.HEADERS, optional=True),
            "accepted": _named("怎样的回答才算收下", "answer that counts as taken", Kind.FIELDS, optional=True),
            "host": _named("服务器", "server", Kind.HOST),
            "port": _named("端口（0 是通常的）", "port (0: the usual one)"),
            "tls": _named("加密连接", "encrypted"),
            "topic": _named("主题", "topic", Kind.TEXT),
            "user": _named("用户名（没有就空着）", "user (empty: none)", Kind.TEXT, optional=True),
            "password": _named("密码（没有就空着）", "password (empty: none)", Kind.SECRET, optional=True),
            "encryption": _named("加密", "encryption"),
            "sender": _named("发件地址", "sender’s address", Kind.ADDRESS),
            "recipients": _named(
                "收件地址（用逗号隔开）", "recipients’ addresses (commas between them)", Kind.ADDRESSES
            ),
        }.items()
    }
)
"""By the setting, what each is called."""


def leaves_of_outlets(settings: Settings) -> tuple[Leaf, ...]:
    """What may be changed of the ways out that there are; of a kind that no form knows nothing."""
    blanks = ((name, FORMS.get(str(given.get("kind", name)))) for name, given in settings.outlets.items())
    return tuple(
        leaf_of(found, NAMED[found.pattern])
        for name, blank in blanks
        if blank is not None
        for found in found_in(blank, (OUTLETS, name), f"{OUTLETS}.*")
        if found.pattern in NAMED
    )


def tree_of_outlets(settings: Settings) -> dict[str, Json]:
    """The ways out as they hold, with the defaults of each, and whom each reaches in both languages."""
    return {name: _whole(name, given) for name, given in settings.outlets.items()}


def _whole(name: str, given: Mapping[str, Any]) -> Json:
    whole = {str(key): plain(value) for key, value in given.items()}
    blank = FORMS.get(str(given.get("kind", name)))
    if blank is None:
        return whole
    whom = given.get("whom")
    usual = {key: plain(value) for key, value in blank if key != "name"}
    both = {"whom": {"zh": whom, "en": whom}} if isinstance(whom, str) else {}
    return {**usual, **whole, **both}


def sends(name: str, given: Json) -> bool:
    """Whether a way out can reach anybody beyond the panel: one that says where to."""
    if not isinstance(given, dict) or name == "panel":
        return False
    return given.get("kind", name) not in FORMS or bool(given.get("url") or given.get("host"))
