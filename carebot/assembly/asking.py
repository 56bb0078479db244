"""What is needed to ask the gate about moments that are not: the house as the settings have it, and a rule book."""

from carebot.assembly.gate import Sealed
from carebot.assembly.house import build_house
from carebot.assembly.plugins import build_body, build_policies
from carebot.clocks import SystemClock
from carebot.core.situation import House
from carebot.explaining.book import RuleBook
from carebot.settings import Settings
from robot_adapters.base import Wiring


def house_of(settings: Settings, sealed: Sealed) -> House:
    """The house of these settings, with the manifest of a body that is built and never started."""
    wiring = Wiring(ledger=sealed.ledger(), clock=SystemClock(), fault=lambda _: None)
    body = build_body(settings, wiring)
    return build_house(settings, body.manifest, body.home())


def book_of(settings: Settings) -> RuleBook:
    """The rules of these settings, to be asked and not acted by."""
    return RuleBook(build_policies(settings))
