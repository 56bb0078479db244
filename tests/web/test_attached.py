"""The panel of the whole robot, as it is before anything is reached: with the past, with a way in, and able to stop."""

import argparse
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from pathlib import Path

import httpx
import pytest

from carebot.app import running
from carebot.assembly.panel import Served, attach_panel
from carebot.assembly.parts import Running
from carebot.assembly.scenes import attach_scenes
from carebot.commands import link
from carebot.core.errors import SettingsError
from carebot.core.people import Requester, RequesterKind
from carebot.journal import read
from carebot.settings import Settings, load
from tests.carebot.app.house import QUIET
from tests.safety.builders import NOW
from tests.web.test_past import record, said
from web.server import bind

pytestmark = [pytest.mark.anyio, pytest.mark.slow]
FORM = {"Sec-Fetch-Site": "same-origin"}


Visit = Callable[[Running, Served, httpx.AsyncClient], Awaitable[None]]


class EndedError(Exception):
    """The test has seen enough of the robot."""


@pytest.fixture(autouse=True)
def no_settings_of_her_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))


def settings_at(folder: Path) -> Settings:
    return load(None, {"journal": folder / "journal.db", "panel": {"port": 0}, "language": "en", "speech": QUIET})


async def look(settings: Settings, visit: Visit) -> None:
    """Let `visit` happen at the panel of a robot that is still starting, then end the robot."""

    async def first(at_work: Running, stack: AsyncExitStack) -> None:
        attach_scenes(at_work)
        served = await attach_panel(settings, bind("127.0.0.1", 0), at_work, stack)
        async with httpx.AsyncClient(base_url=served.address, headers=FORM) as client:
            await visit(at_work, served, client)
        raise EndedError

    with pytest.raises(EndedError):
        async with running(settings, start_at=NOW, first=first):
            pass


async def sign_in(client: httpx.AsyncClient, address: str) -> int:
    form = {"token": address.partition("token=")[2], "caregiver": "li"}
    return (await client.post("/enter", data=form)).status_code


async def test_it_has_the_past_and_stops_before_the_body_is_there(tmp_path: Path) -> None:
    settings = settings_at(tmp_path)
    record(settings.journal, [said(7)])

    async def visit(at_work: Running, served: Served, client: httpx.AsyncClient) -> None:
        assert await sign_in(client, served.link) == 303
        shown = (await client.get("/state")).json()["state"]
        assert shown["status"]["name"] == "Starting"
        assert [one["text"] for one in shown["talk"]] == ["7"]
        assert (await client.post("/control/stop")).status_code == 200
        assert (await client.get("/state")).json()["state"]["status"]["stopped"]

    await look(settings, visit)
    recorded = [entry.event for entry in read(settings.journal)]
    assert [event.kind for event in recorded].count("transcript") == 1, "the past is shown, not lived again"
    assert Requester(kind=RequesterKind.CAREGIVER, id="li") in [
        event.by for event in recorded if event.kind == "stop_pressed"
    ]


async def test_a_new_link_lets_in_while_it_runs_and_never_after(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = settings_at(tmp_path)
    parser = argparse.ArgumentParser()
    link.add_arguments(parser)
    asked = parser.parse_args(["--journal", str(settings.journal)])

    async def visit(at_work: Running, served: Served, client: httpx.AsyncClient) -> None:
        capsys.readouterr()
        assert link.run(asked) == 0
        new = capsys.readouterr().out.split()[-1]
        assert new.startswith(served.address)
        assert await sign_in(client, new) == 303
        assert (await client.get("/")).status_code == 200
        assert await sign_in(client, new) == 401

    await look(settings, visit)
    with pytest.raises(SettingsError, match="No robot with a panel is running"):
        link.run(asked)


async def test_a_folder_that_cannot_be_had_costs_the_command_alone(tmp_path: Path) -> None:
    settings = settings_at(tmp_path)
    (tmp_path / "journal.links").write_text("in the way")

    async def visit(at_work: Running, served: Served, client: httpx.AsyncClient) -> None:
        assert await sign_in(client, served.link) == 303
        faults = (await client.get("/state")).json()["state"]["faults"]
        assert ["`carebot link` does not work now" in fault["text"] for fault in faults] == [True]

    await look(settings, visit)
