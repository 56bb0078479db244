"""What the robot of given settings makes of words."""

from carebot.assembly.hearing import Hearing, build_hearing
from carebot.assembly.house import build_house
from carebot.assembly.plugins import SKILLS, build_all, build_body
from carebot.clocks import SystemClock
from carebot.core.permits import PermitLedger
from carebot.settings import Settings
from dialogue.base import Interpreter
from robot_adapters.base import Wiring


def hearing_of(settings: Settings, *, by_meaning: bool) -> Hearing:
    """What understands words in the robot of these settings, not started; raises SettingsError for a wrong home."""
    body = build_body(settings, Wiring(ledger=PermitLedger(b""), clock=SystemClock(), fault=lambda _: None))
    house = build_house(settings, body.manifest, body.home())
    skills = build_all(SKILLS, settings.skills, "skills")
    return build_hearing(house, skills, by_meaning=by_meaning, names=settings.speech.names)


def interpreter_of(settings: Settings, *, by_meaning: bool) -> Interpreter:
    """The interpreter that the robot has, started; raises SettingsError for a wrong sentence or home."""
    interpreter = hearing_of(settings, by_meaning=by_meaning).interpreter
    interpreter.start()
    return interpreter
