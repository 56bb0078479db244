"""The language model joined to a robot: settings that refuse, words that are sent, a question back, an outage told."""

from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from carebot.app import running
from carebot.assembly.advising import KEY_VARIABLE
from carebot.assembly.checkup import check_robot
from carebot.core.actions import AlarmLevel
from carebot.core.deeds import GoalFinished
from carebot.core.events import Event, FaultRaised
from carebot.settings import Settings, load
from tests.carebot.app.house import QUIET, Home
from tests.carebot.stranger import machine, still_body
from tests.dialogue.language_model_server import Endpoint, serving

__all__ = ["machine", "still_body"]

pytest.importorskip("openai")
pytestmark = [pytest.mark.anyio]
UNKNOWN = "能不能让我乐一乐呀这会儿"


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.mark.parametrize(
    ("section", "words"),
    [
        ({"endpoint": "http://127.0.0.1:1/v1", "model": "m"}, "agreed = true"),
        ({"endpoint": "http://127.0.0.1:1/v1", "agreed": True}, "has no model"),
        ({"endpoint": "127.0.0.1:1/v1", "model": "m", "agreed": True}, "no address"),
        ({"endpoint": "http://me:secret@127.0.0.1/v1", "model": "m", "agreed": True}, "no address"),
        ({"endpoint": "http://[::1/v1", "model": "m", "agreed": True}, "no address"),
        ({"timeout": 11}, "timeout"),
    ],
)
def test_settings_without_agreement_or_sense_are_refused(section: dict[str, Any], words: str) -> None:
    with pytest.raises(ValidationError, match=words):
        Settings.model_validate({"understanding": {"language_model": section}})


def test_the_key_is_an_environment_variable_and_no_setting(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv(KEY_VARIABLE, "secret")
    file = tmp_path / "carebot.toml"
    file.write_text("", encoding="utf-8")
    assert load(file).understanding.language_model.endpoint == ""


def settings(folder: Path, url: str) -> Settings:
    model = {"endpoint": url, "model": "m", "agreed": True, "timeout": 10}
    return Settings.model_validate(
        {
            "body": {"name": "still"},
            "journal": folder / "j.db",
            "speech": QUIET,
            "understanding": {"language_model": model},
        }
    )


def test_doctor_says_where_words_go(machine: Path, still_body: str) -> None:
    found = {one.part: one for one in check_robot(settings(machine, "https://models.example/v1"))}
    assert "leave the house, to models.example" in found["language model"].detail.en
    assert "language model" not in {one.part for one in check_robot(Settings())}


@pytest.mark.slow
@pytest.mark.usefixtures("still_body")
async def test_what_nothing_understands_is_asked_about_and_an_outage_is_told(machine: Path) -> None:
    endpoint = Endpoint(content='{"intent": "tell_joke"}')
    with serving(endpoint) as url:
        async with running(settings(machine, url)) as at_work:
            at_work.speaking.listeners.readers.append(lambda: 1)
            house = Home(at_work.robot)
            at_work.robot.bus.subscribe(Event, house.take_in)
            house.hear(UNKNOWN)
            await house.until(lambda: "您是说" in "".join(house.said()))
            house.hear("是的")
            await house.until(lambda: "tell_joke" in house.wishes())
            [request] = endpoint.asked
            assert request["messages"][-1]["content"] == UNKNOWN
            await house.until(lambda: len(house.of(GoalFinished)) == 2)
            endpoint.status = 500
            house.hear(f"{UNKNOWN}行不行啊")
            await house.until(lambda: any("没听明白" in said for said in house.said()))
    [fault] = [one for one in house.of(FaultRaised) if one.source == "understanding.language_model"]
    assert fault.level is AlarmLevel.LOW
