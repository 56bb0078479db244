"""Actions that may be supposed: named by kind and the ids of the house, or chosen from those that the house offers."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import product
from types import MappingProxyType
from typing import Final

from carebot.core.actions import (
    Action,
    AlarmLevel,
    Approach,
    Escort,
    Handover,
    Look,
    MoveTo,
    Notify,
    Pick,
    PlayMusic,
    PutDown,
    RemindDose,
    Say,
    SetDevice,
    StoreClip,
    SupportWalking,
    Wait,
)
from carebot.core.errors import SettingsError
from carebot.core.language import Language, Text
from carebot.core.situation import House

_HOUR: Final = timedelta(hours=1)
_WORDS: Final = Text(zh="您今天感觉怎么样？", en="How are you today?")
_MEDICINE: Final = Text(zh="药", en="medicine")
_DEVICES: Final = (("front_door", "open"), ("balcony_window", "open"), ("stove", "on"), ("light.living_room", "on"))
"""Devices that a question may be about where the settings name none; their ids tell the gate what they are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """One kind of action: the names of its parts in their order, and how it is made of their values."""

    parts: tuple[str, ...]
    make: Callable[[House, Sequence[str]], Action]


def _reminder(house: House, values: Sequence[str]) -> Action:
    dose = house.dose(values[0])
    return RemindDose(
        dose=values[0],
        resident=dose.resident if dose else "",
        drug=dose.drug if dose else _MEDICINE,
        text=_WORDS,
        language=Language.ZH,
        minutes_from_due=0.0,
    )


FORMS: Final[Mapping[str, Form]] = MappingProxyType(
    {
        "move_to": Form(parts=("place",), make=lambda _, of: MoveTo(place=of[0])),
        "approach": Form(parts=("resident",), make=lambda _, of: Approach(person=of[0])),
        "escort": Form(parts=("resident", "place"), make=lambda _, of: Escort(person=of[0], place=of[1])),
        "support_walking": Form(
            parts=("resident", "place"), make=lambda _, of: SupportWalking(person=of[0], place=of[1], force_n=100.0)
        ),
        "look": Form(parts=(), make=lambda *_: Look()),
        "pick": Form(parts=("object",), make=lambda _, of: Pick(object=of[0])),
        "put_down": Form(parts=("object",), make=lambda _, of: PutDown(object=of[0])),
        "handover": Form(parts=("object", "resident"), make=lambda _, of: Handover(object=of[0], to=of[1])),
        "say": Form(parts=("resident",), make=lambda _, of: Say(text=_WORDS, language=Language.ZH, to=of[0])),
        "say_private": Form(
            parts=("resident",), make=lambda _, of: Say(text=_WORDS, language=Language.ZH, to=of[0], private=True)
        ),
        "remind_dose": Form(parts=("dose",), make=_reminder),
        "set_device": Form(parts=("device", "value"), make=lambda _, of: SetDevice(device=of[0], value=of[1])),
        "store_clip": Form(
            parts=("resident",), make=lambda _, of: StoreClip(about=of[0], incident="supposed", retention=_HOUR)
        ),
        "play_music": Form(parts=("resident",), make=lambda _, of: PlayMusic(to=of[0])),
        "call_help": Form(
            parts=("resident",), make=lambda _, of: Notify(text=_WORDS, level=AlarmLevel.HIGH, about=of[0])
        ),
        "wait": Form(parts=(), make=lambda *_: Wait(duration=timedelta(minutes=1))),
    }
)


def action_of(words: Sequence[str], house: House) -> Action:
    """The action that `words` name by kind and ids; raises SettingsError saying how it is written."""
    form = FORMS.get(words[0]) if words else None
    if form is None:
        listed = ", ".join(FORMS)
        name = words[0] if words else "-"
        raise SettingsError(
            Text(
                zh=f"没有 {name} 这种动作，可用：{listed}。请改正。",
                en=f"There is no action {name}, only: {listed}. Correct it.",
            )
        )
    if len(words) - 1 != len(form.parts):
        written = " ".join((words[0], *(part.upper() for part in form.parts)))
        raise SettingsError(
            Text(
                zh=f"{words[0]} 的写法是：{written}。请改正。",
                en=f"{words[0]} is written like this: {written}. Correct it.",
            )
        )
    return form.make(house, words[1:])


def offered(house: House) -> Iterator[tuple[str, ...]]:
    """The actions that may be asked about at `house`, as words that `action_of` takes."""
    ids: Mapping[str, tuple[str, ...]] = {
        "resident": tuple(one.id for one in house.residents),
        "place": tuple(one.id for one in house.home.places),
        "object": tuple(one.id for one in house.home.objects),
        "dose": tuple(one.id for one in house.doses),
    }
    for name, form in FORMS.items():
        if name == "set_device":
            yield from ((name, *device) for device in _DEVICES)
        else:
            yield from ((name, *parts) for parts in product(*(ids[part] for part in form.parts)))
