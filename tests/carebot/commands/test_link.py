"""`carebot link`: a new way in while the robot runs, and one sentence when there is none."""

import argparse
import asyncio
import errno
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

import httpx
import pytest

from carebot.clocks import SystemClock
from carebot.commands.link import add_arguments, run
from carebot.core.errors import SettingsError
from carebot.core.language import Language, Text
from carebot.core.people import Caregiver
from carebot.core.situation import House
from tests.safety.builders import HOUSE
from tests.web.robot import robot_at
from web.access import Access
from web.links import links_of
from web.panel import create_panel
from web.server import PanelServer, bind

pytestmark = pytest.mark.anyio


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture(autouse=True)
def terminal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An English terminal of somebody without settings of her own."""
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))


def carebot_link(folder: Path, *words: str) -> int:
    parser = argparse.ArgumentParser()
    add_arguments(parser)
    return run(parser.parse_args(["--journal", str(folder / "journal.db"), *words]))


def house() -> House:
    """A home whose carers are those of the default settings."""
    carers = (Caregiver(id="li", name=Text(zh="李静", en="Li Jing"), role=HOUSE.caregivers[0].role), *HOUSE.caregivers)
    return replace(HOUSE, caregivers=carers)


@asynccontextmanager
async def panel(folder: Path) -> AsyncIterator[PanelServer]:
    """A panel on a free port, as a robot on the journal in `folder` serves it."""
    clock = SystemClock()
    links = links_of(folder / "journal.db")
    async with robot_at(folder, house(), clock) as robot:
        app = create_panel(robot, Access(clock, waiting=links), Language.EN, clock)
        server = PanelServer(app, bind("127.0.0.1", 0))
        links.open_at(server.address)
        serving = asyncio.create_task(server.serve())
        try:
            yield server
        finally:
            links.close()
            await server.aclose()
            await serving


def printed_link(capsys: pytest.CaptureFixture[str]) -> str:
    return capsys.readouterr().out.split()[-1]


@pytest.mark.slow
async def test_the_link_opens_the_panel_that_runs(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    async with panel(tmp_path) as server, httpx.AsyncClient(headers={"Sec-Fetch-Site": "same-origin"}) as client:
        assert carebot_link(tmp_path) == 0
        link = printed_link(capsys)
        assert link.startswith(f"{server.address}enter?token=")
        assert "Nurse Zhang" in (await client.get(link)).text
        token = link.partition("token=")[2]
        form = {"token": token, "caregiver": "nurse"}
        assert (await client.post(f"{server.address}enter", data=form)).status_code == 303
        assert (await client.get(server.address)).status_code == 200
        client.cookies.clear()
        spent = await client.get(link)
        assert spent.status_code == 401, "nobody else comes in by it"
        assert "carebot link" in spent.text


async def test_a_link_for_one_carer_offers_her_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    async with panel(tmp_path), httpx.AsyncClient() as client:
        assert carebot_link(tmp_path, "--caregiver", "li") == 0
        page = (await client.get(printed_link(capsys))).text
        assert "Li Jing" in page
        assert "Nurse Zhang" not in page


async def test_an_unknown_carer_is_told_who_is_known(tmp_path: Path) -> None:
    async with panel(tmp_path):
        with pytest.raises(SettingsError, match="no carer 'nobody', only: li, zhang"):
            carebot_link(tmp_path, "--caregiver", "nobody")


def test_where_no_robot_runs_one_sentence_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="Start it with `carebot run`"):
        carebot_link(tmp_path)
    assert list(tmp_path.iterdir()) == [], "asking leaves nothing behind"


def test_a_panel_that_was_killed_is_none(tmp_path: Path) -> None:
    address = "http://127.0.0.1:8460/"
    serving = f"""
import os
from pathlib import Path
from web.links import links_of
links_of(Path({str(tmp_path / "journal.db")!r})).open_at({address!r})
os.kill(os.getpid(), 9)
"""
    killed = subprocess.run([sys.executable, "-c", serving], check=False, timeout=60)
    assert killed.returncode == -9
    assert (tmp_path / "journal.links" / "address").read_text() == address
    with pytest.raises(SettingsError, match="No robot with a panel is running"):
        carebot_link(tmp_path)


async def test_a_full_disk_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(path: Path, text: str) -> None:
        raise OSError(errno.ENOSPC, "No space left on device", str(path))

    monkeypatch.setattr("web.links.write_private", full)
    async with panel(tmp_path):
        with pytest.raises(SettingsError, match=r"cannot be written beside the journal \(No space left on device\)"):
            carebot_link(tmp_path)
