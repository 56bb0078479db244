"""Which action counts as another one made stricter."""

import dataclasses
import math
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from carebot.core.actions import Action, AlarmLevel, Approach, Handover, MoveTo, Notify, Say, SetDevice, StoreClip, Wait
from carebot.core.language import Language
from safety._tightening import is_stricter
from tests.safety import builders as b
from tests.safety.policies.test_form import SOUND

LOWERED = ("speed_mps", "force_n", "volume_db", "temperature_c", "retention")
RAISED = ("stop_at_m",)
BOUNDS = [
    (action, field.name)
    for action in SOUND
    for field in dataclasses.fields(action)
    if field.name in (*LOWERED, *RAISED) and not (isinstance(action, SetDevice) and action.temperature_c is None)
]


def scaled(action: Any, name: str, factor: float) -> Any:
    return replace(action, **{name: dataclasses.asdict(action)[name] * factor})


@pytest.mark.parametrize("action", SOUND, ids=lambda action: action.kind)
def test_an_action_is_as_strict_as_itself(action: Action) -> None:
    assert is_stricter(action, action)


@pytest.mark.parametrize(("action", "name"), BOUNDS)
def test_each_bound_has_its_direction(action: Action, name: str) -> None:
    lower, higher = scaled(action, name, 0.5), scaled(action, name, 2.0)
    assert is_stricter(lower, action) is (name in LOWERED)
    assert is_stricter(higher, action) is (name in RAISED)


@pytest.mark.parametrize(("action", "name"), [(a, n) for a, n in BOUNDS if n != "retention"])
def test_any_number_is_stricter_than_none_and_none_is_never(action: Any, name: str) -> None:
    nonsense = replace(action, **{name: math.nan})
    assert is_stricter(action, nonsense)
    assert not is_stricter(nonsense, action)


@pytest.mark.parametrize(
    ("form", "than"),
    [
        (MoveTo(place="kitchen"), MoveTo(place="living")),
        (MoveTo(place="kitchen"), Wait(duration=timedelta(seconds=1))),
        (Approach(person="wang"), Approach(person="li")),
        (Handover(object="pills", to="li"), Handover(object="cup", to="li")),
        (SetDevice(device="bath", value="on"), SetDevice(device="bath", value="on", temperature_c=60.0)),
        (SetDevice(device="bath", value="on", temperature_c=30.0), SetDevice(device="bath", value="on")),
        (
            StoreClip(about="li", incident="i", retention=timedelta(1), undressed=True),
            StoreClip(about="li", incident="i", retention=timedelta(1)),
        ),
        (
            Say(text=b.text("a"), language=Language.ZH, alarm=True),
            Say(text=b.text("a"), language=Language.ZH),
        ),
        (
            Notify(text=b.text("a"), level=AlarmLevel.LOW),
            Notify(text=b.text("a"), level=AlarmLevel.HIGH),
        ),
    ],
)
def test_another_action_is_not_a_stricter_one(form: Action, than: Action) -> None:
    assert not is_stricter(form, than)
