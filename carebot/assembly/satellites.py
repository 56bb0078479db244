"""carebot as ears and mouth for Wyoming satellites, where the settings switch it on."""

from carebot.assembly.hearing import build_recognizers
from carebot.assembly.voices import build_voices, usable
from carebot.clocks import SystemClock
from carebot.core.actions import AlarmLevel
from carebot.core.language import Text
from carebot.core.people import Requester, RequesterKind
from carebot.robot import Robot
from carebot.settings import Settings
from dialogue.base import Interpreter
from dialogue.wyoming_server import Options, SatelliteService, Told


def satellite_service(settings: Settings, told: Told) -> SatelliteService:
    """The service with engines of its own, beside those of the robot's ears and mouth: they belong to its threads."""
    satellites = settings.speech.satellites
    options = Options(host=satellites.host, port=satellites.port, beyond_this_machine=satellites.beyond_this_machine)
    recognizers, _ = build_recognizers(settings)
    return SatelliteService(options, told, SystemClock(), recognizers, usable(build_voices(settings.speech)))


def attach_satellites(settings: Settings, robot: Robot, interpreter: Interpreter) -> SatelliteService | None:
    """Serve satellites for as long as the robot runs; None where that is switched off.

    Nobody vouches for a voice that comes over the network: it has the rights of an unknown one.
    """
    if not settings.speech.satellites.enabled:
        return None

    def fault(text: Text | None) -> None:
        robot.announcer.fault("satellites", text, AlarmLevel.LOW)

    told = Told(
        heard=lambda heard: robot.heard(heard, Requester(kind=RequesterKind.UNKNOWN_VOICE)),
        interpret=interpreter.interpret,
        fault=fault,
    )
    service = satellite_service(settings, told)
    robot.supervisor.keep("satellites", service.run)
    return service
