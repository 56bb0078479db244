"""Who looks for fitting times: it asks for one resident, by what the eye and the record have of her."""

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

import pytest

from carebot.clocks import SimulatedClock
from carebot.core.situation import PersonSeen, Posture
from carebot.inviting import Inviting
from carebot.rhythm import Rhythm
from tests.carebot.test_orchestrator import World
from tests.safety.builders import NOW, person

IN_BEIJING_AT_TEN = datetime(2026, 6, 3, 2, 5, tzinfo=UTC)


@dataclass
class Home:
    """A home at ten in the morning, and what was asked for."""

    world: World = field(default_factory=World)
    seen: tuple[PersonSeen, ...] = ()
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    def look(self, at: datetime = IN_BEIJING_AT_TEN) -> list[tuple[str, dict[str, str]]]:
        inviting = Inviting(
            self.world.orchestrator,
            SimulatedClock(at),
            lambda: self.seen,
            lambda skill, parameters: self.asked.append((skill, parameters)),
            Rhythm(),
        )
        inviting.look()
        return self.asked


SITTING = replace(person("li", 2.0), posture=Posture.SITTING)


def test_she_sits_there_alone_and_it_is_time() -> None:
    assert Home(seen=(SITTING,)).look() == [("keep_company", {"about": "li"})]


@pytest.mark.parametrize(
    "seen",
    [
        (),
        (replace(SITTING, posture=Posture.LYING),),
        (replace(SITTING, posture=Posture.UNKNOWN),),
        (SITTING, replace(SITTING, track="2", resident="")),
    ],
    ids=["nobody in view", "lying", "unknown posture", "with a visitor"],
)
def test_nothing_is_asked_unless_everything_speaks_for_it(seen: tuple[PersonSeen, ...]) -> None:
    assert Home(seen=seen).look() == []


def test_nothing_is_asked_while_the_robot_is_at_work_or_alarmed() -> None:
    working = Home(seen=(SITTING,))
    working.world.hear("errand")
    assert working.look() == []
    alarmed = Home(seen=(SITTING,))
    alarmed.world.fall()
    assert alarmed.look() == []


def test_nothing_is_asked_after_her_no() -> None:
    home = Home(seen=(SITTING,))
    home.world.now_offset = IN_BEIJING_AT_TEN - timedelta(minutes=30) - NOW
    home.world.hear("quiet")
    assert home.look() == []
    assert home.look(IN_BEIJING_AT_TEN + timedelta(hours=5, minutes=30)) == [("ask_mood", {"about": "li"})]
