"""The ways out of this home: the panel and each `[outlets.NAME]` of the settings, with the step it is used from."""

import asyncio
from collections.abc import Mapping
from contextlib import AsyncExitStack
from dataclasses import Field, dataclass, fields, is_dataclass, replace
from typing import Annotated, Any, Final, Literal

import pydantic

from carebot._people_settings import Name, Words
from carebot.assembly.plugins import OUTLETS, build
from carebot.core.actions import AlarmLevel
from carebot.core.errors import SettingsError, WrongValueError
from carebot.core.language import Text
from carebot.notifier import ANSWER_LIMIT
from carebot.outlets.base import LAST_STEP, Delivery, Notice, Outlet, Reach, Way
from carebot.plugins import build_options, options_of

_TOO_SLOW: Final = Text(
    zh=f"{ANSWER_LIMIT.total_seconds():g} 秒内没有应答。",
    en=f"There was no answer within {ANSWER_LIMIT.total_seconds():g} s.",
)
_NOBODY_NAMED: Final = Words(zh="", en="")


@dataclass(frozen=True, slots=True, kw_only=True)
class OutletSettings:
    """What every `[outlets.NAME]` may say, whatever its kind, which is its name unless it says another.

    `from_step`: at once (0), or with the first, second or third escalation. `whom`: whom it reaches, in plain words.
    """

    kind: str = ""
    from_step: Annotated[int, pydantic.Field(ge=0, le=LAST_STEP)] = 0
    least_level: Literal["information", "low", "medium", "high"] = "information"
    whom: Name = _NOBODY_NAMED


_COMMON: Final = frozenset(field.name for field in fields(OutletSettings))


def build_outlets(values: Mapping[str, Mapping[str, Any]]) -> dict[str, Way]:
    """Each outlet that is built in or stands in the settings, by name; raises SettingsError naming what is wrong."""
    built_in: dict[str, Mapping[str, Any]] = {
        kind: {} for kind, outlet in OUTLETS.load_all().items() if outlet.built_in
    }
    return {name: _way(name, given) for name, given in {**built_in, **values}.items()}


async def start_outlets(ways: Mapping[str, Way], stack: AsyncExitStack) -> None:
    """Start each, to be closed by `stack`."""
    for way in ways.values():
        stack.push_async_callback(way.outlet.aclose)
        await way.outlet.start()


async def send_by(name: str, given: Mapping[str, Any], notice: Notice) -> Delivery:
    """Send `notice` once by a way out that need not be in force; raises SettingsError where it cannot be."""
    way = await asyncio.to_thread(_way, name, given)
    try:
        async with asyncio.timeout(ANSWER_LIMIT.total_seconds()):
            await way.outlet.start()
            return await way.outlet.deliver(replace(notice, to=name, whom=way.reach.whom))
    except TimeoutError:
        return Delivery(delivered=False, detail=_TOO_SLOW)
    finally:
        await way.outlet.aclose()


def _way(name: str, given: Mapping[str, Any]) -> Way:
    section = f"outlets.{name}"
    common = build_options(OutletSettings, {key: given[key] for key in given if key in _COMMON}, section)
    plugin = _kind(section, common.kind or name)
    if plugin.built_in or (name in OUTLETS.names() and OUTLETS.load(name).built_in):
        _refuse_bounds(section, given)
    options = {key: value for key, value in given.items() if key not in _COMMON}
    _refuse_unknown(section, options, plugin)
    reach = Reach(
        from_step=common.from_step,
        least_level=AlarmLevel[common.least_level.upper()],
        whom=common.whom.text(),
    )
    outlet = _built(plugin, options, section)
    if fault := outlet.fault():
        why = fault.text
        raise WrongValueError(
            Text(zh=f"设置 {section} 不对：{why.zh}", en=f"The setting {section} is wrong: {why.en}"),
            ("outlets", name, fault.option),
            why,
        )
    return Way(outlet=outlet, reach=reach)


def _built(plugin: type[Outlet], options: Mapping[str, Any], section: str) -> Outlet:
    """The outlet; a wrong value is not shown where it may be a secret, or hold one."""
    try:
        return build(plugin, options, section)
    except SettingsError as error:
        cause = error.__cause__
        key = cause.errors()[0]["loc"][1] if isinstance(cause, pydantic.ValidationError) else ""
        if key not in {field.name for field in _own_fields(plugin) if not field.repr}:
            raise
        text = Text(
            zh=f"设置 {section}.{key} 的形式不对（不显示它的值）。文字要加引号，也包括全是数字的。请改正。",
            en=f"The setting {section}.{key} has a wrong form (its value is not shown). "
            "A text needs quotation marks, also one of digits alone. Correct it.",
        )
        raise WrongValueError(text, (*section.split(".", 1), str(key)), text) from None


def _kind(section: str, kind: str) -> type[Outlet]:
    if kind in OUTLETS.names():
        return OUTLETS.load(kind)
    listed = ", ".join(OUTLETS.names())
    raise SettingsError(
        Text(
            zh=f"设置 {section} 没有对应的通知方式“{kind}”。请写上 kind，可用：{listed}。",
            en=f"There is no outlet '{kind}' for the setting {section}. Give its kind: {listed}.",
        )
    )


def _refuse_bounds(section: str, given: Mapping[str, Any]) -> None:
    """There is one panel, always: whoever stands before it sees every alarm, whatever the settings say."""
    wrong = next((key for key in ("kind", "from_step", "least_level") if key in given), None)
    if wrong is not None:
        raise SettingsError(
            Text(
                zh=f"设置 {section}.{wrong} 不能用：它只有一个，并且始终从第一步起通知。请删掉这一项。",
                en=f"The setting {section}.{wrong} cannot be: there is one, used from the first step on. Remove it.",
            )
        )


def _refuse_unknown(section: str, options: Mapping[str, Any], plugin: type[Outlet]) -> None:
    allowed = sorted({*(field.name for field in _own_fields(plugin)), *(_COMMON if not plugin.built_in else {"whom"})})
    unknown = next((key for key in options if key not in allowed), None)
    if unknown is not None:
        listed = ", ".join(allowed)
        raise SettingsError(
            Text(
                zh=f"没有 {section}.{unknown} 这项设置。此处可用：{listed}。",
                en=f"There is no setting {section}.{unknown}. Allowed here: {listed}.",
            )
        )


def _own_fields(plugin: type[Outlet]) -> tuple[Field[Any], ...]:
    options = options_of(plugin)
    return fields(options) if is_dataclass(options) else ()
