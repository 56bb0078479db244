"""Badge readers joined to the robot: whose badge was read where is on record, and no number of a badge."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import anyio
import pytest

from carebot.assembly.badges import SAME_AGAIN, attach_badges
from carebot.badge_line import BadgeLine, Options
from carebot.bus import Bus
from carebot.clocks import SimulatedClock
from carebot.core.errors import SettingsError
from carebot.core.events import BadgeRead, Event, FaultCleared, FaultRaised
from carebot.core.home import Point
from carebot.core.language import Text
from carebot.core.record import AnyEvent
from carebot.robot import Announcer
from carebot.settings import Settings, load
from carebot.supervisor import Supervisor
from tests.contracts.rig import bilingual
from tests.safety.builders import NOW

READERS = {"door": {"x_m": 2.0, "y_m": 3.0, "reach_m": 1.5}}
WORN = {"04A2": "wang", "77f1": "zhang"}
PEOPLE: dict[str, Any] = {
    "residents": [{"id": "wang", "name": "王秀英", "called": {"zh": "奶奶", "en": "Grandma"}}],
    "caregivers": [{"id": "zhang", "name": "张敏", "role": "nurse"}],
}


class Home:
    """A home whose readers' line is in the test's hands."""

    def __init__(self, **badges: object) -> None:
        self.told: list[AnyEvent] = []
        self.taken: list[BadgeRead] = []
        self.lines: list[Home] = []
        self.clock = SimulatedClock(NOW)
        self.settings = Settings.model_validate({"badges": {"readers": READERS, "worn": WORN, **badges}, **PEOPLE})

    async def attach(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def made(_: BadgeLine, options: Options, read: Callable[[str, str], None], odd: Callable[..., None]) -> None:
            self.options, self.read, self.odd = options, read, odd

        async def run(_: BadgeLine) -> None:
            self.lines.append(self)

        monkeypatch.setattr(BadgeLine, "__init__", made)
        monkeypatch.setattr(BadgeLine, "run", run)
        bus = Bus()
        bus.subscribe(Event, self.told.append)
        announcer = Announcer(bus, self.clock)
        supervisor = Supervisor(self.clock, announcer.fault)
        attach_badges(self.settings, bus, announcer, supervisor, self.taken.append)
        await anyio.wait_all_tasks_blocked()
        await supervisor.aclose()


pytestmark = pytest.mark.anyio


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


async def test_a_badge_that_is_read_is_on_record_by_its_wearer_and_handed_on(monkeypatch: pytest.MonkeyPatch) -> None:
    home = Home(host="broker.example", password="s3cret", user="carebot")
    await home.attach(monkeypatch)
    assert len(home.lines) == 1
    assert (home.options.host, home.options.password, home.options.tls) == ("broker.example", "s3cret", True)
    for badge in ("04a2", "77F1", "visitor"):
        home.read("door", badge)
    assert home.taken == home.told
    assert [(event.reader, event.wearer) for event in home.taken] == [("door", "wang"), ("door", "")]
    assert (home.taken[0].position, home.taken[0].reach_m) == (Point(x_m=2.0, y_m=3.0), 1.5)
    assert "04a2" not in f"{home.told}".casefold()


async def test_who_stands_at_a_reader_is_told_of_now_and_then(monkeypatch: pytest.MonkeyPatch) -> None:
    home = Home(host="broker.example")
    now = [NOW]
    monkeypatch.setattr(SimulatedClock, "now", lambda _: now[0])
    await home.attach(monkeypatch)

    def told_at(at: datetime) -> int:
        now[0] = at
        home.read("door", "04A2")
        return len(home.taken)

    assert told_at(NOW) == 1
    assert told_at(NOW + SAME_AGAIN / 2) == 1
    assert told_at(NOW + SAME_AGAIN) == 2
    assert told_at(NOW - timedelta(hours=1)) == 3, "a clock that is set back holds nothing up"


async def test_a_reader_that_nobody_set_up_is_told_until_one_that_is_tells(monkeypatch: pytest.MonkeyPatch) -> None:
    home = Home(host="broker.example")
    await home.attach(monkeypatch)
    home.read("gate", "04A2")
    home.odd(None)
    home.odd(Text(zh="不懂", en="odd"))
    raised = [event for event in home.told if isinstance(event, FaultRaised)]
    assert [event.source for event in raised] == ["badges", "badges"]
    assert "gate" in raised[0].text.en
    assert bilingual(raised[0].text)
    assert len([event for event in home.told if isinstance(event, FaultCleared)]) == 1
    assert home.taken == []


async def test_without_a_broker_nothing_listens(monkeypatch: pytest.MonkeyPatch) -> None:
    home = Home()
    await home.attach(monkeypatch)
    assert home.lines == []


def test_a_badge_of_nobody_in_the_settings_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(SettingsError) as refused:
        load(None, {"badges": {"worn": {"04A2": "nobody"}}, **PEOPLE})
    assert "'nobody' in badges.worn" in refused.value.text.en
    assert bilingual(refused.value.text)
