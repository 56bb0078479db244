"""The whole vocabulary: frozen, slotted, keyword-only, each kind once and by its own name."""

import dataclasses
import re
from enum import Enum
from importlib import import_module
from inspect import signature as parameters_of
from pkgutil import iter_modules
from typing import Any, get_args

import pytest

from carebot import core
from carebot.core.actions import Action, AlarmLevel, Contact, Driving, Motion, Speech
from carebot.core.body import Health
from carebot.core.events import Event
from carebot.core.home import Indexed
from carebot.core.record import AnyEvent
from tests.carebot.examples import examples

MODULES = [import_module(f"carebot.core.{module.name}") for module in iter_modules(core.__path__)]
CLASSES = [
    found
    for module in MODULES
    for found in vars(module).values()
    if isinstance(found, type) and found.__module__ == module.__name__
]
WORDS = [found for found in CLASSES if dataclasses.is_dataclass(found)]
ACTIONS = get_args(Action)
EVENTS = get_args(AnyEvent)


def kind_of(word: Any) -> str:
    return str(next(field.default for field in dataclasses.fields(word) if field.name == "kind"))


def test_there_is_a_vocabulary() -> None:
    assert len(WORDS) > 70
    assert {*ACTIONS, *EVENTS} <= set(WORDS)


@pytest.mark.parametrize("word", WORDS, ids=lambda word: word.__name__)
def test_every_word_is_frozen_slotted_and_said_by_keyword(word: Any) -> None:
    assert word.__dataclass_params__.frozen
    assert not any("__dict__" in vars(each) for each in word.__mro__ if each is not Indexed)
    assert {parameter.kind for parameter in parameters_of(word).parameters.values()} <= {
        next(iter(parameters_of(Event).parameters.values())).kind
    }


@pytest.mark.parametrize("union", [ACTIONS, EVENTS], ids=["actions", "events"])
def test_every_kind_is_there_once_and_named_as_its_class(union: tuple[Any, ...]) -> None:
    kinds = [kind_of(word) for word in union]
    assert len(set(kinds)) == len(kinds)
    assert kinds == [re.sub(r"(?<!^)(?=[A-Z])", "_", word.__name__).lower() for word in union]


def test_every_event_that_is_written_can_be_recorded() -> None:
    written = {found for found in CLASSES if issubclass(found, Event) and found is not Event}
    assert written == set(EVENTS)


def test_every_action_that_is_written_can_be_asked_for() -> None:
    homes = {"carebot.core.actions", "carebot.core.speech"}
    actions = {found for found in CLASSES if found.__module__ in homes and found in WORDS}
    assert actions == set(ACTIONS)


@pytest.mark.parametrize("part", [Speech, Driving, Contact, Motion])
def test_every_class_of_actions_holds_actions(part: Any) -> None:
    assert set(get_args(part)) <= set(ACTIONS)


def test_whatever_drives_or_touches_moves() -> None:
    assert set(get_args(Driving)) < set(get_args(Motion))
    assert set(get_args(Contact)) < set(get_args(Motion))
    assert not set(get_args(Speech)) & set(get_args(Motion))


@pytest.mark.parametrize("event", examples(), ids=lambda event: event.kind)
def test_what_happened_cannot_be_changed(event: AnyEvent) -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        event.occurred_at = event.occurred_at  # type: ignore[misc]  # on purpose


def test_levels_are_ordered_from_best_to_worst() -> None:
    assert [level.name for level in sorted(AlarmLevel)] == ["INFORMATION", "LOW", "MEDIUM", "HIGH"]
    assert [health.name for health in sorted(Health)] == ["OK", "DEGRADED", "FAILED"]


@pytest.mark.parametrize(
    "choice", [found for found in CLASSES if issubclass(found, Enum)], ids=lambda choice: choice.__name__
)
def test_no_two_names_stand_for_one_choice(choice: type[Enum]) -> None:
    assert len(choice.__members__) == len(set(choice))
