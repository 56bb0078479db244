"""Who looks what is due: in the name of whoever asked for it, one at a time, and only when it can be told."""

from dataclasses import dataclass, field, replace
from datetime import timedelta
from functools import partial

from carebot.clocks import SimulatedClock
from carebot.core.intents import STOP
from carebot.core.people import Requester
from carebot.core.reminders import Reminder
from carebot.core.reminding import ReminderKept
from carebot.reminders import TIMES
from carebot.reminding import Reminding
from carebot.scribe import Stamp
from tests.carebot.examples import REMINDER
from tests.carebot.test_orchestrator import World
from tests.carebot.test_reminders import tried
from tests.safety.builders import BY_LI, NOW


def _kept(reminder: Reminder, stamp: Stamp) -> ReminderKept:
    return ReminderKept(**stamp, reminder=reminder)


ONCE = replace(REMINDER, days=frozenset())
TOLD = {"about": "li", "reminder": "r1", "at": NOW.isoformat()}


@dataclass
class Home:
    """A home with reminders, and what was asked for."""

    world: World = field(default_factory=World)
    asked: list[tuple[str, dict[str, str], Requester]] = field(default_factory=list)

    def keep(self, *reminders: Reminder) -> None:
        for reminder in reminders:
            self.world.tell(partial(_kept, reminder))

    def look(self, after: timedelta = timedelta()) -> list[tuple[str, dict[str, str], Requester]]:
        clock = SimulatedClock(NOW + after)
        Reminding(
            self.world.orchestrator, clock, lambda skill, what, by: self.asked.append((skill, dict(what), by))
        ).look()
        return self.asked


def test_what_is_due_is_asked_for_in_her_name() -> None:
    home = Home()
    home.keep(ONCE)
    assert home.look(timedelta(seconds=-1)) == []
    assert home.look() == [("tell_reminder", TOLD, BY_LI)]


def test_one_at_a_time() -> None:
    home = Home()
    home.keep(ONCE, replace(ONCE, id="r0"))
    assert len(home.look()) == 1


def test_after_silence_it_is_for_the_carers() -> None:
    home = Home()
    home.keep(ONCE)
    for number in range(TIMES):
        home.world.orchestrator.known.take_in(tried(ONCE, NOW, NOW + timedelta(minutes=5 * number)))
    assert home.look(timedelta(minutes=30)) == [("tell_reminder", {**TOLD, "wish": "carers"}, BY_LI)]


def test_nothing_is_asked_for_in_an_alarm() -> None:
    alarmed = Home()
    alarmed.keep(ONCE)
    alarmed.world.fall()
    assert alarmed.look() == []


def test_nothing_is_asked_for_while_stopped() -> None:
    home = Home()
    home.keep(ONCE)
    home.world.hear(STOP)
    assert home.look() == []
