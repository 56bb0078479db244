"""What the ears of this robot are joined to: who is meant, who speaks, whose words end what the robot says."""

import asyncio
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from carebot.assembly.expecting import Expecting
from carebot.assembly.hearing import Hearing, build_recognizers, build_spotter, build_wake_word
from carebot.assembly.playing import play
from carebot.assembly.sound_source import NO_EARS, sound_source
from carebot.assembly.speaking import Speaking, computing_on
from carebot.assembly.stop_words import watch_spotter
from carebot.clocks import SimulatedClock
from carebot.core.actions import AlarmLevel
from carebot.core.dangers import CONFIDE
from carebot.core.deeds import Spoken
from carebot.core.errors import DeviceError, ModelError
from carebot.core.events import IntentRecognized, Source
from carebot.core.intents import HELP, STOP, Intent
from carebot.core.language import Text
from carebot.core.people import Requester, RequesterKind
from carebot.robot import Robot
from carebot.settings import Settings
from dialogue import ears as listening
from dialogue.addressing import Addressing, Listening
from dialogue.addressing import Options as AddressingOptions
from dialogue.base import AudioSource, Heard, Recognizer, Spotter
from dialogue.ears import Ears
from dialogue.echo import EchoGuard
from dialogue.known_sentences import KnownSentences
from dialogue.levels import MUTED, Level
from dialogue.microphone import Microphone
from dialogue.pocketsphinx import Options as PocketSphinxOptions
from dialogue.pocketsphinx import PocketSphinx
from dialogue.second_hearing import most_sensible
from dialogue.wake_word import Waking


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
    await asyncio.to_thread(hearing.answers.start)
    source = sound_source(settings, recording, robot.clock, hearing)
    if source is None:
        robot.announcer.fault("hearing", NO_EARS, AlarmLevel.LOW)
        return ()
    if hearing.simulated_microphone is not None:
        await _start_resident_voice(hearing, robot)
    # whoever plays a recording to it means it
    how = Listening(settings.speech.listening) if recording is None else Listening.ALWAYS
    listener = Listener(settings, how, robot, hearing, speaking, recorded=recording is not None)
    ears = _ears(settings, source, robot, listener)
    await ears.start()
    stack.push_async_callback(ears.aclose)
    _tell(ears, robot, hearing, speaking)
    robot.attended = listener.addressing.engage
    if recording is not None:
        return (play(robot.bus, robot.supervisor, "microphone", ears.run),)
    robot.supervisor.keep("microphone", ears.run)
    return ()


def _tell(ears: Ears, robot: Robot, hearing: Hearing, speaking: Speaking) -> None:
    """Have the ears told of what the robot says and plays, and of what it waits for."""
    speaking.listeners.talking.append(ears.talking)
    speaking.listeners.sounding.append(lambda sounding: _sounds(ears, sounding=sounding))
    robot.bus.subscribe(Spoken, lambda event: ears.saying(event.text) if isinstance(event, Spoken) else None)
    Expecting(robot.bus, hearing.answers.to, ears.expect)


def _sounds(ears: Ears, *, sounding: bool) -> None:
    """Sound without words begins or ends: what was said before is no longer in the air."""
    ears.saying("")
    ears.talking(sounding)


def _nothing() -> None:
    """What was told once is not told again."""


COUNT_ALWAYS: Final = frozenset({STOP, HELP, CONFIDE})
"""What is taken whoever was meant by it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What is known of a voice beside its words: whether a talk goes on, and whether others talk all the time."""

    engaged: bool
    busy: bool


class Listener:
    """Takes what the ears tell to the robot: what was meant for it, with the right of whoever spoke."""

    def __init__(
        self,
        settings: Settings,
        how: Listening,
        robot: Robot,
        hearing: Hearing,
        speaking: Speaking,
        *,
        recorded: bool = False,
    ) -> None:
        self._recorded = recorded
        self._settings = settings.speech
        self._robot = robot
        self._interpreter = hearing.interpreter
        self._by_heart = hearing.pieces
        self.known = hearing.known
        self._failure = hearing.failure
        self._mouth, self._listeners = speaking.mouth, speaking.listeners
        options = AddressingOptions(listening=how, names=settings.speech.names)
        self.addressing = Addressing(options, robot.clock)
        self.echo = EchoGuard() if not isinstance(robot.clock, SimulatedClock) else None
        self._level_fault: Text | None = None
        speaking.listeners.talking.append(self._talked)
        if self.echo is not None:
            speaking.listeners.played.append(self.echo.played)

    def told(self) -> listening.Told:
        """Whom the ears tell."""
        return listening.Told(
            heard=self._heard,
            urgent=self._urgent,
            fault=lambda text: self._robot.announcer.fault("hearing", text),
            stirring=self._stirring,
            interrupted=self._interrupted,
            wordless=self._wordless,
            level=self._level,
        )

    def whole(self, heard: Heard) -> bool:
        """Whether `heard` is a whole wish or answer."""
        return self._interpreter.interpret(heard.text, heard.language, asked=self.asked()).intent is not None

    def asked(self) -> bool:
        """Whether a question waits for its answer."""
        return bool(self._robot.orchestrator.pursuit.asking)

    def _heard(self, hearing: listening.Hearing) -> None:
        """Words: what was not meant for the robot ends here, but for the mouth, which may go on."""
        asked = self.asked()
        heard = hearing.heard if asked else most_sensible(hearing.heard, self._interpreter, self._by_heart)
        self._tell_of_meaning()
        meant = self._interpreter.interpret(heard.text, heard.language, asked=asked)
        understood = (meant.intent is not None or bool(meant.candidates)) and not heard.foreign
        before = Surroundings(engaged=self.addressing.engaged, busy=self.addressing.busy)
        urgent = meant.intent is not None and meant.intent.name in COUNT_ALWAYS
        if urgent or self.addressing.meant(
            heard.text, heard.duration, understood=understood, asked=asked, elsewhere=meant.elsewhere
        ):
            self._robot.heard(heard, self._speaker(before))
            self._listeners.tell_settled()
        else:
            self._wordless()

    def _stirring(self, stirring: bool) -> None:
        self._mouth.hush(stirring)
        self._listeners.tell_stirring(stirring)

    def _interrupted(self) -> None:
        self._mouth.interrupt()
        self._listeners.tell_interrupted()

    def _wordless(self) -> None:
        self._mouth.wordless()
        self._listeners.tell_settled()

    def _tell_of_meaning(self) -> None:
        """Whether meanings are known turns out in the background; it is told once."""
        why = self._failure()
        if why is not None:
            self._failure = _nothing
            self._robot.announcer.fault("hearing.meaning", why, AlarmLevel.LOW)

    def _urgent(self, intent: Intent) -> None:
        self._robot.urgent(
            IntentRecognized(
                **self._robot.announcer.stamp(),
                intent=intent,
                text=intent.name,
                language=self._robot.orchestrator.known.language_for(None),
                confidence=1.0,
                source=Source.MICROPHONE,
                speaker=self._speaker(Surroundings(engaged=True, busy=False)),
            )
        )

    def _speaker(self, surroundings: Surroundings) -> Requester:
        residents = self._robot.orchestrator.known.house.residents
        if not self._settings.voice_is_resident or len(residents) != 1:
            return Requester(kind=RequesterKind.UNKNOWN_VOICE)
        return who_speaks(residents[0].id, surroundings)

    def _level(self, level: Level) -> None:
        self._robot.microphone_level_dbfs = level.rms_dbfs
        # a recording may be without a sound, and is not muted
        fault = None if self._recorded and level.fault == MUTED else level.fault
        if fault != self._level_fault:
            self._level_fault = fault
            deaf = AlarmLevel.HIGH if fault == MUTED else AlarmLevel.MEDIUM
            self._robot.announcer.fault("microphone.level", fault, deaf)

    def _talked(self, talking: bool) -> None:
        if not talking:
            self.addressing.engage()


def who_speaks(resident: str, surroundings: Surroundings) -> Requester:
    """Whom a voice is taken for in the home of one resident: for her, or in a room full of talk for a television.

    A voice alone proves nobody; what it may ask for is little, and the gate's to decide.
    """
    if surroundings.busy and not surroundings.engaged:
        return Requester(kind=RequesterKind.UNKNOWN_VOICE)
    return Requester(kind=RequesterKind.RESIDENT, id=resident)


def _ears(settings: Settings, source: AudioSource, robot: Robot, listener: Listener) -> Ears:
    spotter = build_spotter(beside=isinstance(source, Microphone))
    if spotter is not None:
        _watch(spotter, robot)
    return Ears(
        source,
        _recognizers(settings, robot, spotter, listener.known),
        listener.told(),
        spotter=_with_wake_word(settings, spotter, robot, listener),
        whole=listener.whole,
        asked=listener.asked,
        echo=listener.echo,
        hears_itself=listener.echo is not None,
        computing=computing_on(robot.clock),
    )


def _with_wake_word(settings: Settings, spotter: Spotter | None, robot: Robot, listener: Listener) -> Spotter | None:
    """The spotter, with the word that wakes beside it where the settings name one."""
    wake_word = build_wake_word(settings.speech)
    if wake_word is None:
        return spotter
    loop = asyncio.get_running_loop()

    def failed(text: Text) -> None:
        loop.call_soon_threadsafe(robot.announcer.fault, "hearing.wake_word", text, AlarmLevel.LOW)

    def called() -> None:
        loop.call_soon_threadsafe(listener.addressing.engage)

    return Waking(spotter, wake_word, called, failed)


def _watch(spotter: Spotter, robot: Robot) -> None:
    """Tell at once when stop words are no longer heard."""

    def fault(text: Text | None) -> None:
        robot.announcer.fault("hearing.stop_words", text, AlarmLevel.HIGH)

    robot.supervisor.keep("stop words", lambda: watch_spotter(spotter, robot.clock, fault))


def _recognizers(settings: Settings, robot: Robot, spotter: Spotter | None, known: KnownSentences) -> list[Recognizer]:
    """The recognisers to listen with; each engine that was asked for and cannot be used is told as a fault."""
    recognizers, reason = build_recognizers(settings, known)
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
