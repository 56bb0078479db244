"""The house of this robot: people and prescriptions from the settings, the home from its file or from the body."""

import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from carebot import journal
from carebot._reasons import MISSING_KEY, key_of, of_file, of_value
from carebot.assembly.floor_plan import camera_flaw, flaw_of, reader_flaw
from carebot.core.body import Manifest
from carebot.core.deeds import RobotStarted
from carebot.core.errors import JournalError, SettingsError
from carebot.core.events import ConsentChanged, SpeechChanged
from carebot.core.home import Home, SmartDevice
from carebot.core.language import Text
from carebot.core.record import AnyEvent
from carebot.core.situation import House
from carebot.knowing import changed_by_word
from carebot.settings import Settings


def body_plan_flaw(settings: Settings, mapped: Home | None) -> Text | None:
    """What is wrong with the floor plan that the body gives, and what serves instead; None where nobody goes by it."""
    flaw = flaw_of(mapped) if mapped is not None and not settings.home else None
    if flaw is None:
        return None
    return Text(
        zh=f"机身给的平面图用不了（{flaw.zh}），先沿用上一张好的；改动过的房间可能不对。请在机身上改正，再重新启动。",
        en=f"The floor plan that the body gives cannot be used ({flaw.en}); the last good one stays, and rooms that "
        "have changed may be wrong. Correct it on the body, and start again.",
    )


def _of_body(settings: Settings, mapped: Home | None) -> Home | None:
    """The body's floor plan, or the last sound one of this body; raises SettingsError where none ever was."""
    flaw = flaw_of(mapped) if mapped is not None else None
    if mapped is None or flaw is None:
        return mapped
    before = _last_sound(settings)
    if before is None:
        raise SettingsError(
            Text(
                zh=f"机身给的平面图用不了：{flaw.zh}。请在机身上改正，或在设置 home 里写明家居文件，再启动。",
                en=f"The floor plan that the body gives cannot be used: {flaw.en}. "
                "Correct it on the body, or name a home file in the setting 'home', and start again.",
            )
        )
    return replace(before, devices=tuple(one for one in mapped.devices if not one.room or before.room(one.room)))


def _last_sound(settings: Settings) -> Home | None:
    """The plan of the last run with this body that had a sound one; None where no record can be read."""
    try:
        starts = [entry.event for entry in journal.read(settings.journal, kinds=("robot_started",))]
    except JournalError:
        return None
    homes = (
        event.house.home
        for event in reversed(starts)
        if isinstance(event, RobotStarted) and event.body == settings.body.name
    )
    return next((home for home in homes if flaw_of(home) is None), None)


def build_house(settings: Settings, manifest: Manifest, mapped: Home | None) -> House:
    """The house; raises SettingsError when there is no sound home, or a camera or somebody's room is not in it."""
    home = read_home(settings.home) if settings.home else _of_body(settings, mapped)
    if home is None:
        raise SettingsError(
            Text(
                zh="这台机器人没有自带地图，请在设置 home 里写明家居文件。",
                en="This body has no map of its own; name a home file in the setting 'home'.",
            )
        )
    if flaw := camera_flaw(home, settings.sight.cameras) or reader_flaw(home, settings.badges.readers):
        raise flaw
    for resident in settings.residents:
        if home.room(resident.room) is None:
            raise SettingsError(
                Text(
                    zh=f"{resident.name.zh}的房间“{resident.room}”不在家居地图里，请改正设置 residents。",
                    en=f"The room '{resident.room}' of {resident.name.en} is not in the home; correct 'residents'.",
                )
            )
    return House(
        home=_with_devices(home, [device.device() for device in settings.devices]),
        manifest=manifest,
        residents=tuple(person.resident() for person in settings.residents),
        caregivers=tuple(person.caregiver() for person in settings.caregivers),
        doses=tuple(dose.dose() for dose in settings.doses),
        numbers=settings.numbers.numbers(),
    )


def _with_devices(home: Home, devices: Sequence[SmartDevice]) -> Home:
    """`home` with the devices of the settings beside its own; raises SettingsError for one that cannot be there."""
    every = (*home.devices, *devices)
    for device in every:
        if device.room and home.room(device.room) is None:
            raise SettingsError(
                Text(
                    zh=f"设备“{device.id}”的房间“{device.room}”不在家居地图里，请改正 devices。",
                    en=f"The room '{device.room}' of the device '{device.id}' is not in the home; correct 'devices'.",
                )
            )
        if device.id != "".join(device.id.split()) or sum(one.id == device.id for one in every) > 1:
            raise SettingsError(
                Text(
                    zh=f"设备的 id “{device.id}”有空格或重复了，请改正 devices。",
                    en=f"The device id '{device.id}' has a space in it, or stands twice; correct 'devices'.",
                )
            )
    return replace(home, devices=every)


def read_home(path: Path) -> Home:
    """The home that the TOML file at `path` describes; raises SettingsError naming what is wrong."""
    try:
        home = TypeAdapter(Home).validate_python(tomllib.loads(path.read_text(encoding="utf-8")))
    except ValidationError as error:
        raise _unusable_home(path, _wrong(error.errors()[0])) from error
    except tomllib.TOMLDecodeError as error:
        raise _unusable_home(
            path, Text(zh=f"不是有效的 TOML（{error}）", en=f"it is not valid TOML ({error})")
        ) from error
    except (OSError, UnicodeDecodeError) as error:
        raise _unusable_home(path, of_file(error)) from error
    if flaw := flaw_of(home):
        raise _unusable_home(path, flaw)
    return home


def _wrong(error: ErrorDetails) -> Text:
    key = key_of(error)
    if error["type"] in MISSING_KEY:
        return Text(zh=f"缺少 {key}", en=f"{key} is missing")
    value = of_value(error)
    return Text(zh=f"{key} 的值 {value.zh}", en=f"{key} = {value.en}")


def _unusable_home(path: Path, why: Text) -> SettingsError:
    return SettingsError(
        Text(
            zh=f"家居文件 {path} 用不了：{why.zh}。请改正它或设置 home，再启动。",
            en=f"The home file {path} cannot be used: {why.en}. Correct it, or the setting 'home', and start again.",
        )
    )


RECORDED_WORDS: Final = ("consent_changed", "speech_changed")
"""The events of what residents said that holds from then on, for whoever reads them from the journal."""


def with_recorded_words(house: House, past: Iterable[AnyEvent]) -> House:
    """The house with every consent, and every manner of speech, as last given: the record stands above the settings."""
    for event in past:
        if isinstance(event, ConsentChanged | SpeechChanged):
            house = changed_by_word(house, event)
    return house
