"""The mouth of this robot: voices, a loudspeaker or the air of the simulated home, captions on the panel."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager, nullcontext
from dataclasses import dataclass, field

from carebot.assembly.voices import Chosen, build_voices, usable
from carebot.bus import Bus
from carebot.clocks import SimulatedClock, SystemClock
from carebot.core.actions import AlarmLevel
from carebot.core.clock import Clock
from carebot.core.deeds import Spoken
from carebot.core.ids import fresh_id
from carebot.core.language import Language, Text
from carebot.core.people import ResidentId, SpokenTo
from carebot.core.permits import PermitLedger
from carebot.robot import Robot
from carebot.settings import Settings
from carebot.situations import Situations
from carebot.supervisor import Supervisor
from dialogue.alarm_bell import AlarmBell
from dialogue.base import AudioSink, Samples, Speech
from dialogue.loudspeaker import Loudspeaker
from dialogue.loudspeaker import Options as LoudspeakerOptions
from dialogue.mouth import Mouth, Wiring
from dialogue.simulated import SimulatedLoudspeaker


@dataclass(slots=True)
class Listeners:
    """Who else is told: of every speech played in the simulated home, of sound beginning and ending, of readers.

    `talking` is speech, `sounding` other sound. Whoever plays such is in `stirring` and `interrupted`, told that
    somebody may speak and does, and in `settled`, told that what she said is dealt with.
    `played` gets what goes to the loudspeaker, 16 kHz, on the sound card's thread.
    """

    hears: list[Callable[[Speech, float], None]] = field(default_factory=list)
    talking: list[Callable[[bool], None]] = field(default_factory=list)
    sounding: list[Callable[[bool], None]] = field(default_factory=list)
    stirring: list[Callable[[bool], None]] = field(default_factory=list)
    interrupted: list[Callable[[], None]] = field(default_factory=list)
    settled: list[Callable[[], None]] = field(default_factory=list)
    readers: list[Callable[[], int]] = field(default_factory=list)
    played: list[Callable[[Samples], None]] = field(default_factory=list)

    def tell_played(self, samples: Samples) -> None:
        """These samples go to the loudspeaker now."""
        for tell in self.played:
            tell(samples)

    def tell_talking(self, talking: bool) -> None:
        """Sound begins or ends."""
        for tell in self.talking:
            tell(talking)

    def tell_sounding(self, sounding: bool) -> None:
        """Sound that is no speech begins or ends."""
        for tell in self.sounding:
            tell(sounding)

    def tell_stirring(self, stirring: bool) -> None:
        """Somebody may begin to speak, or it was nothing."""
        for tell in self.stirring:
            tell(stirring)

    def tell_interrupted(self) -> None:
        """Somebody speaks into it."""
        for tell in self.interrupted:
            tell()

    def tell_settled(self) -> None:
        """What was said into it, if anything, is dealt with."""
        for tell in self.settled:
            tell()

    def tell_heard(self, speech: Speech, volume_db: float) -> None:
        """A speech was played to its end."""
        for tell in self.hears:
            tell(speech, volume_db)

    def read(self) -> bool:
        """Whether somebody can read captions now."""
        return any(count() > 0 for count in self.readers)


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaking:
    """The mouth with the voices that were chosen for it, who listens to it, and the bell that needs no voice."""

    mouth: Mouth
    listeners: Listeners
    voices: tuple[Chosen, ...]
    bell: AlarmBell


def computing_on(clock: Clock) -> Callable[[], AbstractAsyncContextManager[None]]:
    """What keeps simulated time still while an engine computes; nothing on a real clock."""
    return clock.hold if isinstance(clock, SimulatedClock) else nullcontext


class _Record:
    """Puts each utterance on record, and takes note that the robot has been heard or read."""

    def __init__(self, bus: Bus, clock: Clock, situations: Situations) -> None:
        self._bus = bus
        self._clock = clock
        self._situations = situations

    def __call__(self, *, text: str, language: Language, to: ResidentId, audible: bool, detail: Text) -> None:
        """Record what is said as it begins."""
        if audible:
            self._situations.announced()
        self._bus.publish(
            Spoken(
                id=fresh_id(),
                occurred_at=self._clock.now(),
                text=text,
                language=language,
                to=to,
                audible=audible,
                detail=detail,
            )
        )


def build_speaking(
    settings: Settings,
    bus: Bus,
    clock: SystemClock | SimulatedClock,
    ledger: PermitLedger,
    situations: Situations,
    *,
    supervisor: Supervisor,
) -> Speaking:
    """The mouth, not yet started."""
    listeners = Listeners()
    wiring = Wiring(
        ledger=ledger,
        clock=clock,
        spoken=_Record(bus, clock, situations),
        talking=listeners.tell_talking,
        captions_count=listeners.read,
        computing=computing_on(clock),
        spoken_to=spoken_to(situations),
    )
    sink = _sink(settings, clock, listeners)
    voices = build_voices(settings.speech)
    mouth = Mouth(wiring, usable(voices), sink)
    bell = AlarmBell(
        _sink(settings, clock, listeners),
        mute=lambda: not mouth.readiness().ready,
        start=lambda ringing: supervisor.start("alarm bell", ringing),
    )
    return Speaking(mouth=mouth, listeners=listeners, voices=tuple(voices), bell=bell)


def spoken_to(situations: Situations) -> Callable[[ResidentId], SpokenTo]:
    """How each resident hears and follows best, by what is known now; whoever is near is spoken to as anybody."""

    def hears_best(resident: ResidentId) -> SpokenTo:
        person = situations.house.resident(resident)
        return person.spoken_to if person is not None else SpokenTo()

    return hears_best


def tell_if_mute(speaking: Speaking, robot: Robot) -> None:
    """Tell as a fault that nothing said can be heard, and why; to be called once the mouth has started."""
    readiness = speaking.mouth.readiness()
    if not readiness.ready:
        robot.announcer.fault("loudspeaker", readiness.detail, AlarmLevel.MEDIUM)


def _sink(settings: Settings, clock: SystemClock | SimulatedClock, listeners: Listeners) -> AudioSink:
    if isinstance(clock, SimulatedClock):
        return SimulatedLoudspeaker(clock, listeners.tell_heard)
    return Loudspeaker(LoudspeakerOptions(device=settings.speech.loudspeaker), listeners.tell_played)
