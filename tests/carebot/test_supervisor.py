"""The supervisor: what fails is told and restarted after growing pauses, what works again is cleared, all is ended."""

import asyncio
import itertools
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta

import pytest

from carebot.clocks import SimulatedClock
from carebot.core.errors import DeviceError
from carebot.core.language import Text
from carebot.supervisor import FIRST_PAUSE, LONGEST_PAUSE, PROVEN_AFTER, Supervisor

SECOND = timedelta(seconds=1)
UNPLUGGED = Text(zh="摄像头没有接好。", en="The camera is unplugged.")


class House:
    """A supervisor on simulated time with what it told."""

    def __init__(self) -> None:
        self.clock = SimulatedClock(datetime(2026, 3, 1, tzinfo=UTC))
        self.told: list[tuple[float, str, Text | None]] = []
        self.supervisor = Supervisor(self.clock, self._tell)

    def _tell(self, source: str, text: Text | None) -> None:
        self.told.append((self.clock.monotonic().total_seconds(), source, text))

    @property
    def states(self) -> list[tuple[float, str, bool]]:
        """When which source failed, and when it worked again."""
        return [(at, source, text is None) for at, source, text in self.told]


class Service:
    """Does what each of its attempts is told to: to run for some seconds, then to raise or to end."""

    def __init__(self, clock: SimulatedClock, *attempts: tuple[float, BaseException | None]) -> None:
        self.clock = clock
        self.attempts = list(attempts)
        self.began: list[float] = []

    async def run(self) -> None:
        self.began.append(self.clock.monotonic().total_seconds())
        seconds, error = self.attempts.pop(0)
        await self.clock.sleep(timedelta(seconds=seconds))
        if error is not None:
            raise error


def play(scenario: Callable[[House], Awaitable[None]]) -> House:
    house = House()

    async def run() -> None:
        try:
            await scenario(house)
        finally:
            await house.supervisor.aclose()

    asyncio.run(run())
    return house


async def forever() -> None:
    await asyncio.get_running_loop().create_future()


async def settle() -> None:
    for _ in range(20):
        await asyncio.sleep(0)


def test_a_service_that_fails_is_restarted_with_growing_pauses() -> None:
    services: list[Service] = []

    async def scenario(house: House) -> None:
        services.append(Service(house.clock, *[(0.0, OSError("gone"))] * 9, (1.0, None)))
        task = house.supervisor.keep("camera", services[0].run)
        await settle()
        await house.clock.advance(1000 * SECOND)
        assert task.done()

    play(scenario)
    began = services[0].began
    pauses = [later - earlier for earlier, later in itertools.pairwise(began)]
    assert pauses == [1.0, 2.0, 4.0, 8.0, 16.0, 30.0, 30.0, 30.0, 30.0]
    assert (pauses[0], pauses[-1]) == (FIRST_PAUSE.total_seconds(), LONGEST_PAUSE.total_seconds())


@pytest.mark.parametrize(("seconds", "pause"), [(29.0, 4.0), (30.0, 1.0), (500.0, 1.0)])
def test_pauses_begin_anew_once_a_service_has_worked_for_a_while(seconds: float, pause: float) -> None:
    services: list[Service] = []

    async def scenario(house: House) -> None:
        failure = OSError("gone")
        services.append(Service(house.clock, (0.0, failure), (0.0, failure), (seconds, failure), (9999.0, None)))
        house.supervisor.keep("camera", services[0].run)
        await settle()
        await house.clock.advance(1000 * SECOND)

    play(scenario)
    assert services[0].began == [0.0, 1.0, 3.0, 3.0 + seconds + pause]


def test_a_failure_is_told_in_both_languages_with_the_name_and_the_reason() -> None:
    async def scenario(house: House) -> None:
        house.supervisor.keep("camera", Service(house.clock, (0.0, OSError("gone")), (9999.0, None)).run)
        await settle()

    house = play(scenario)
    ((_, source, text),) = house.told
    assert source == "task.camera"
    assert text is not None
    for words in (text.zh, text.en):
        assert "camera" in words
        assert "gone" in words
    assert "restarted" in text.en


def test_an_error_for_people_is_told_in_its_own_words() -> None:
    async def scenario(house: House) -> None:
        house.supervisor.keep("camera", Service(house.clock, (0.0, DeviceError(UNPLUGGED)), (9999.0, None)).run)

        async def once() -> None:
            raise DeviceError(UNPLUGGED)

        house.supervisor.start("look", once())
        await settle()

    assert {(source, text) for _, source, text in play(scenario).told} == {
        ("task.camera", UNPLUGGED),
        ("task.look", UNPLUGGED),
    }


def test_a_service_that_works_again_is_cleared_while_it_runs() -> None:
    async def scenario(house: House) -> None:
        house.supervisor.keep("camera", Service(house.clock, (0.0, OSError()), (9999.0, None)).run)
        await settle()
        await house.clock.advance(200 * SECOND)

    assert play(scenario).states == [
        (0.0, "task.camera", False),
        ((FIRST_PAUSE + PROVEN_AFTER).total_seconds(), "task.camera", True),
    ]


def test_a_service_that_keeps_failing_is_not_cleared_in_between() -> None:
    async def scenario(house: House) -> None:
        house.supervisor.keep("camera", Service(house.clock, *[(29.0, OSError())] * 5, (9999.0, None)).run)
        await settle()
        await house.clock.advance(29 * SECOND * 5 + (1 + 2 + 4 + 8) * SECOND)

    assert [state[1:] for state in play(scenario).states] == [("task.camera", False)] * 5


def test_a_service_that_never_failed_is_not_told_of() -> None:
    async def scenario(house: House) -> None:
        house.supervisor.keep("camera", Service(house.clock, (9999.0, None)).run)
        house.supervisor.keep("recording", Service(house.clock, (5.0, None)).run)
        await settle()
        await house.clock.advance(200 * SECOND)

    assert play(scenario).told == []


def test_a_service_that_ends_by_itself_is_not_started_again_and_clears_its_fault() -> None:
    services: list[Service] = []

    async def scenario(house: House) -> None:
        services.append(Service(house.clock, (0.0, OSError()), (5.0, None)))
        task = house.supervisor.keep("recording", services[0].run)
        await settle()
        await house.clock.advance(100 * SECOND)
        assert task.done()

    house = play(scenario)
    assert services[0].began == [0.0, 1.0]
    assert house.states == [(0.0, "task.recording", False), (6.0, "task.recording", True)]


def test_a_service_that_is_cancelled_from_within_is_restarted() -> None:
    """Something that it waits for is cancelled: nobody asked the service to end, so it must not end unheard."""
    services: list[Service] = []

    async def scenario(house: House) -> None:
        services.append(Service(house.clock, (0.0, asyncio.CancelledError()), (9999.0, None)))
        task = house.supervisor.keep("microphone", services[0].run)
        await settle()
        await house.clock.advance(2 * SECOND)
        assert not task.done()

    assert play(scenario).states == [(0.0, "task.microphone", False)]
    assert services[0].began == [0.0, 1.0]


def test_one_service_that_fails_harms_no_other() -> None:
    services: list[Service] = []

    async def scenario(house: House) -> None:
        services.append(Service(house.clock, (50.0, None)))
        house.supervisor.keep("camera", Service(house.clock, *[(0.0, OSError())] * 9).run)
        well = house.supervisor.keep("microphone", services[0].run)
        await settle()
        await house.clock.advance(60 * SECOND)
        assert well.done()
        assert not well.cancelled()

    assert {source for _, source, _ in play(scenario).told} == {"task.camera"}
    assert services[0].began == [0.0]


def test_one_off_work_that_fails_is_told_and_not_repeated() -> None:
    runs: list[str] = []

    async def scenario(house: House) -> None:
        async def work() -> None:
            runs.append("run")
            raise OSError("no")

        task = house.supervisor.start("action say", work())
        await settle()
        await house.clock.advance(100 * SECOND)
        assert task.done()
        assert task.exception() is None

    house = play(scenario)
    assert runs == ["run"]
    ((_, source, text),) = house.told
    assert source == "task.action say"
    assert text is not None
    assert "restart" not in text.en
    assert "重新启动" not in text.zh


def test_one_off_work_that_succeeds_ends_the_fault_of_its_name() -> None:
    async def scenario(house: House) -> None:
        async def good() -> None:
            return

        async def bad() -> None:
            raise OSError("no")

        for name, work in (("say", good), ("say", bad), ("move", good), ("say", bad), ("say", good), ("say", good)):
            await house.supervisor.start(name, work())

    assert [state[1:] for state in play(scenario).states] == [
        ("task.say", False), ("task.say", False), ("task.say", True)
    ]  # fmt: skip


def test_work_that_somebody_cancels_is_no_failure() -> None:
    async def scenario(house: House) -> None:
        task = house.supervisor.start("action say", forever())
        await settle()
        task.cancel()
        await settle()
        assert task.cancelled()

    assert play(scenario).told == []


def test_work_that_is_cancelled_from_within_is_a_failure() -> None:
    async def scenario(house: House) -> None:
        async def work() -> None:
            inner = asyncio.ensure_future(forever())
            await asyncio.sleep(0)
            inner.cancel()
            await inner

        house.supervisor.start("action say", work())
        await settle()

    assert [state[1:] for state in play(scenario).states] == [("task.action say", False)]


def test_work_that_is_cancelled_before_it_begins_leaves_nothing_behind() -> None:
    """Python warns of a coroutine that nobody awaited, and warnings are errors here."""

    async def scenario(house: House) -> None:
        task = house.supervisor.start("action say", forever())
        task.cancel()
        await settle()
        assert task.cancelled()

    play(scenario)


def test_closing_cancels_everything_and_waits_for_its_end() -> None:
    ended: list[str] = []

    async def scenario(house: House) -> None:
        async def tidy(name: str) -> None:
            try:
                await forever()
            finally:
                await settle()
                ended.append(name)

        house.supervisor.keep("service", lambda: tidy("service"))
        house.supervisor.start("work", tidy("work"))
        house.supervisor.keep("pausing", Service(house.clock, (0.0, OSError())).run)
        await settle()
        await house.supervisor.aclose()
        assert sorted(ended) == ["service", "work"]
        assert asyncio.all_tasks() == {asyncio.current_task()}

    assert {source for _, source, _ in play(scenario).told} == {"task.pausing"}


def test_what_is_started_while_closing_does_not_run() -> None:
    """An action that is cancelled may bring a next one, and that a next: none may outlive the supervisor."""
    begun: list[int] = []

    async def scenario(house: House) -> None:
        async def chain(number: int) -> None:
            begun.append(number)
            try:
                await forever()
            finally:
                house.supervisor.start("next", chain(number + 1))
                house.supervisor.keep("service", lambda: chain(number + 100))

        house.supervisor.start("first", chain(1))
        await settle()
        await house.supervisor.aclose()
        assert asyncio.all_tasks() == {asyncio.current_task()}

    assert play(scenario).told == []
    assert begun == [1]
