"""A satellite that talks to the running robot: its words are a microphone's, and nobody's in particular."""

import asyncio
from pathlib import Path

import pytest

from carebot import app
from carebot.clocks import SystemClock
from carebot.core.events import Source, Transcript
from carebot.core.people import RequesterKind
from carebot.core.record import AnyEvent
from carebot.settings import Settings
from dialogue.wyoming_client import Message, Options, WyomingServer
from tests.carebot.stranger import machine, still_body
from tests.dialogue.wyoming_peer import free_port

__all__ = ["machine", "still_body"]


def settings(folder: Path, body: str, port: int, *, enabled: bool) -> Settings:
    return Settings.model_validate(
        {
            "body": {"name": body},
            "journal": folder / "journal.db",
            "panel": {"enabled": False},
            "speech": {"voices": ("espeak",), "phrases_ahead": False, "satellites": {"enabled": enabled, "port": port}},
        }
    )


async def answers(port: int, message: Message) -> list[str]:
    """What the robot answers, once it serves."""
    server = WyomingServer(Options(address=f"tcp://127.0.0.1:{port}"), SystemClock())

    def first() -> list[str]:
        return [next(iter(server.ask([message]))).kind]

    async with asyncio.timeout(30):
        while True:
            try:
                _, writer = await asyncio.open_connection("127.0.0.1", port)
            except OSError:
                await asyncio.sleep(0.05)
                continue
            writer.close()
            return await asyncio.to_thread(first)


@pytest.mark.slow
def test_what_a_satellite_says_has_the_rights_of_an_unknown_voice(machine: Path, still_body: str) -> None:
    heard: list[Transcript] = []

    def note(event: AnyEvent) -> None:
        if isinstance(event, Transcript):
            heard.append(event)

    async def scenario() -> list[str]:
        port = free_port()
        async with app.running(settings(machine, still_body, port, enabled=True)) as at_work:
            at_work.robot.bus.subscribe(Transcript, note)
            described = await answers(port, Message(kind="describe"))
            return described + await answers(port, Message(kind="transcript", data={"text": "现在几点了"}))

    assert asyncio.run(scenario()) == ["info", "handled"]
    (words,) = heard
    assert words.text == "现在几点了"
    assert words.source is Source.MICROPHONE
    assert words.speaker.kind is RequesterKind.UNKNOWN_VOICE


@pytest.mark.slow
def test_nothing_listens_unless_it_is_switched_on(machine: Path, still_body: str) -> None:
    async def scenario() -> bool:
        port = free_port()
        async with app.running(settings(machine, still_body, port, enabled=False)):
            try:
                await asyncio.open_connection("127.0.0.1", port)
            except OSError:
                return True
            return False

    assert asyncio.run(scenario())
