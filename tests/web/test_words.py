"""Words: everything has a name in both languages, and actions read as carers speak."""

import re
from enum import Enum
from pathlib import Path
from typing import Any, get_args

import pytest

from carebot.agenda import RunState
from carebot.core.actions import Action, AlarmLevel, Approach, MoveTo, Pick, Say
from carebot.core.alarms import IncidentStage
from carebot.core.body import Health
from carebot.core.events import Source
from carebot.core.language import Language, Text
from carebot.core.people import Requester, RequesterKind, Role
from carebot.core.situation import Posture
from carebot.core.verdicts import Confirmer, Verdict
from carebot.explaining import names
from carebot.explaining.actions_in_words import action_in_words
from carebot.modes import Mode
from tests.contracts.actions import SAMPLES
from tests.safety.builders import BY_FAMILY, BY_LI, BY_ROBOT, HOUSE, text
from web.words import WORDS, words_in

TEMPLATES = Path(__file__).resolve().parents[2] / "web" / "templates"
SCRIPTS = TEMPLATES.parent / "static"


@pytest.mark.parametrize(
    ("table", "kind"),
    [
        (names.MODES, Mode),
        (names.MODE_HINTS, Mode),
        (names.STAGES, IncidentStage),
        (names.LEVELS, AlarmLevel),
        (names.VERDICTS, Verdict),
        (names.POSTURES, Posture),
        (names.RUN_STATES, RunState),
        (names.HEALTHS, Health),
        (names.ROLES, Role),
        (names.SOURCES, Source),
        (names.CONFIRMERS, Confirmer),
    ],
)
def test_everything_has_a_name(table: dict[Any, Text], kind: type[Enum]) -> None:
    assert set(table) == set(kind)


def test_every_stage_with_a_deadline_says_what_comes_then() -> None:
    assert set(names.AT_DEADLINE) == {stage for stage in IncidentStage if not stage.over}


@pytest.mark.parametrize("kind", RequesterKind)
def test_every_requester_has_a_name(kind: RequesterKind) -> None:
    assert names.requester_name(Requester(kind=kind), HOUSE).en


def test_people_are_named() -> None:
    assert names.requester_name(BY_LI, HOUSE).zh == "李秀兰"
    assert names.requester_name(BY_FAMILY, HOUSE).en == "daughter"
    assert names.requester_name(BY_ROBOT, HOUSE).en == "The robot itself"


def test_the_templates_use_every_word_and_no_other() -> None:
    pages = "\n".join(path.read_text(encoding="utf-8") for path in TEMPLATES.rglob("*.html"))
    scripts = "\n".join(path.read_text(encoding="utf-8") for path in SCRIPTS.glob("*.js"))
    used = {*re.findall(r"\bt\.(\w+)", pages), *re.findall(r"\bwords\.(\w+)", scripts)}
    assert used == set(WORDS)


def test_words_are_in_the_language_asked_for() -> None:
    assert words_in(Language.ZH)["stop"] == "停止"
    assert words_in(Language.EN)["stop"] == "STOP"


@pytest.mark.parametrize("action", SAMPLES, ids=lambda action: action.kind)
def test_every_action_has_words(action: Action) -> None:
    words = action_in_words(action, HOUSE)
    assert words.zh
    assert words.en
    assert words.zh != words.en


def test_no_action_is_left_out() -> None:
    assert {type(action) for action in SAMPLES} == set(get_args(Action))


@pytest.mark.parametrize(
    ("action", "words"),
    [
        (MoveTo(place="kitchen"), "Drive to: kitchen"),
        (MoveTo(place="moon"), "Drive to: moon"),
        (Approach(person="li"), "Approach Li Xiulan"),
        (Pick(object="hot_tea"), "Pick up tea"),
        (Say(text=text("hello"), language=Language.EN), "Say to whoever is near: “hello”"),
    ],
)
def test_the_names_of_the_house_are_used(action: Action, words: str) -> None:
    assert action_in_words(action, HOUSE).en == words
