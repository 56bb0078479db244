"""The mouth comes to life: voices, the phrases that are made ahead, the alarm bell; what is missing is told."""

import asyncio
from collections.abc import Mapping, Sequence
from contextlib import AsyncExitStack
from zoneinfo import ZoneInfo

from carebot.assembly.phrases import phrases_at_hand
from carebot.assembly.speaking import Speaking, tell_if_mute
from carebot.assembly.voices import phrase_folder
from carebot.clocks import SimulatedClock
from carebot.core.actions import AlarmLevel
from carebot.core.errors import CarebotError
from carebot.core.language import Language
from carebot.robot import Robot
from carebot.settings import Settings
from dialogue.made_ahead import MadeAhead
from dialogue.shelf import Phrase, forget_others
from skills.base import Skill


async def attach_mouth(
    settings: Settings, speaking: Speaking, robot: Robot, skills: Mapping[str, Skill], stack: AsyncExitStack
) -> None:
    """Start the voices; tell which cannot be had, and make ahead in the background what must be there at once."""
    for chosen in speaking.voices:
        if not chosen.readiness.ready:
            robot.announcer.fault(f"voice.{chosen.name}", chosen.readiness.detail, AlarmLevel.LOW)
    await speaking.mouth.start()
    stack.push_async_callback(speaking.mouth.aclose)
    tell_if_mute(speaking, robot)
    if isinstance(robot.clock, SimulatedClock) or not settings.speech.phrases_ahead:
        return  # where time is held while engines compute, nothing is ever late
    voices = [chosen.voice for chosen in speaking.voices if chosen.voice is not None and chosen.readiness.ready]
    now = robot.clock.now().astimezone(ZoneInfo(settings.timezone))
    phrases = await asyncio.to_thread(phrases_at_hand, robot.orchestrator.known.house, skills, now)
    robot.supervisor.start("phrases made ahead", _make(voices, phrases))


async def _make(voices: Sequence[MadeAhead], phrases: Sequence[Phrase]) -> None:
    """Each language by the first voice that speaks it; when that one fails, by the next."""
    await asyncio.to_thread(_tidy, voices)
    for language in Language:
        wanted = [phrase for phrase in phrases if phrase.language is language]
        await _make_by([voice for voice in voices if language in voice.languages], wanted)


async def _make_by(voices: Sequence[MadeAhead], phrases: Sequence[Phrase]) -> None:
    failed: CarebotError | None = None
    for voice in voices:
        try:
            await asyncio.to_thread(voice.make, phrases)
        except CarebotError as error:
            failed = error
        else:
            return
    if failed is not None:
        raise failed


def _tidy(voices: Sequence[MadeAhead]) -> None:
    """Shelves of voices that the settings no longer name are thrown away; a disk that will not is no matter here."""
    try:
        forget_others(phrase_folder(), [voice.shelf for voice in voices])
    except OSError:
        return
