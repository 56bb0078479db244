"""The home's music joined to the robot: a loudspeaker of its own, which gives way to whoever speaks."""

from carebot.assembly.speaking import Listeners, computing_on
from carebot.clocks import SimulatedClock, SystemClock
from carebot.core.actions import AlarmLevel
from carebot.core.permits import PermitLedger
from carebot.robot import Announcer
from carebot.settings import Settings
from dialogue.base import AudioSink
from dialogue.loudspeaker import Loudspeaker
from dialogue.loudspeaker import Options as LoudspeakerOptions
from dialogue.music import MusicPlayer, Wiring
from dialogue.simulated import SimulatedLoudspeaker


def build_music(
    settings: Settings,
    clock: SystemClock | SimulatedClock,
    ledger: PermitLedger,
    listeners: Listeners,
    announcer: Announcer,
) -> MusicPlayer:
    """The player of the folder in the settings; without one it says so when it is asked to play."""
    wiring = Wiring(
        ledger=ledger,
        clock=clock,
        sink=_sink(settings, clock, listeners),
        sounding=listeners.tell_sounding,
        fault=lambda text: announcer.fault("music", text, AlarmLevel.LOW),
        computing=computing_on(clock),
    )
    player = MusicPlayer(wiring, settings.company.music)
    listeners.stirring.append(player.hush)
    listeners.interrupted.append(player.interrupt)
    listeners.settled.append(player.go_on)
    return player


def _sink(settings: Settings, clock: SystemClock | SimulatedClock, listeners: Listeners) -> AudioSink:
    if isinstance(clock, SimulatedClock):
        return SimulatedLoudspeaker(clock, lambda *_: None)  # nobody there understands music
    return Loudspeaker(LoudspeakerOptions(device=settings.speech.loudspeaker), listeners.tell_played)
