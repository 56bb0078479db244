from datetime import timedelta

import pytest

from carebot.clocks import SimulatedClock
from carebot.core.language import Text
from dialogue.addressing import Addressing, Listening, Options
from tests.dialogue.conftest import START

SHORT = timedelta(seconds=2)


@pytest.fixture
def clock() -> SimulatedClock:
    return SimulatedClock(START)


async def later(clock: SimulatedClock, seconds: float) -> None:
    await clock.advance(timedelta(seconds=seconds))


def states(addressing: Addressing) -> tuple[bool, bool]:
    """Whether a talk goes on, and whether others talk all the time."""
    return addressing.engaged, addressing.busy


pytestmark = pytest.mark.anyio


@pytest.mark.parametrize(
    ("listening", "wish", "chatter"),
    [(Listening.ALWAYS, True, True), (Listening.ADAPTIVE, True, False), (Listening.CALLED, False, False)],
)
def test_in_a_quiet_room_a_wish_is_enough_unless_it_wants_to_be_called(
    clock: SimulatedClock, listening: Listening, wish: bool, chatter: bool
) -> None:
    for understood, meant in ((True, wish), (False, chatter)):
        addressing = Addressing(Options(listening=listening), clock)
        assert addressing.meant("天气真好", SHORT, understood=understood) is meant


@pytest.mark.parametrize(
    "text", ["机器人，过来一下", "小护你听我说", "小胡，你好", "robot, come here", "Hey Carebot!", "帮我 robot 拿水"]
)
@pytest.mark.parametrize("listening", list(Listening))
def test_its_name_is_enough_always(clock: SimulatedClock, listening: Listening, text: str) -> None:
    assert Addressing(Options(listening=listening), clock).meant(text, SHORT, understood=False)


@pytest.mark.parametrize("text", ["护士来了", "机器坏了", "robots are everywhere", "", "。。。"])
def test_what_is_only_like_its_name_is_not(clock: SimulatedClock, text: str) -> None:
    assert not Addressing(Options(listening=Listening.CALLED), clock).meant(text, SHORT, understood=True)


def test_a_home_gives_it_another_name(clock: SimulatedClock) -> None:
    options = Options(listening=Listening.CALLED, names=Text(zh="小安", en="Annie"))
    addressing = Addressing(options, clock)
    assert addressing.called("小安，几点了")
    assert addressing.called("annie what time is it")
    assert not addressing.called("机器人，几点了")


async def test_a_talk_goes_on_for_a_while_and_then_ends(clock: SimulatedClock) -> None:
    addressing = Addressing(Options(listening=Listening.CALLED), clock)
    assert addressing.meant("机器人", SHORT, understood=False)
    await later(clock, 29)
    assert addressing.meant("嗯那个", SHORT, understood=False)
    await later(clock, 29)
    assert states(addressing) == (True, False)
    await later(clock, 2)
    assert states(addressing) == (False, False)
    assert not addressing.meant("嗯那个", SHORT, understood=False)


async def test_a_touch_begins_a_talk(clock: SimulatedClock) -> None:
    addressing = Addressing(Options(listening=Listening.CALLED), clock)
    addressing.engage()
    assert addressing.meant("几点了", SHORT, understood=True)


def test_an_answer_is_meant_for_whoever_asked(clock: SimulatedClock) -> None:
    assert Addressing(Options(listening=Listening.CALLED), clock).meant("随便", SHORT, understood=False, asked=True)


async def test_before_a_television_it_wants_its_name_until_it_is_quiet_again(clock: SimulatedClock) -> None:
    addressing = Addressing(Options(), clock)
    for _ in range(6):
        addressing.meant("各位观众晚上好", timedelta(seconds=6), understood=False)
        await later(clock, 7)
    assert states(addressing) == (False, True)
    assert not addressing.meant("把灯关了", SHORT, understood=True)
    assert addressing.meant("机器人，把灯关了", SHORT, understood=True)
    await later(clock, 90)
    assert states(addressing) == (False, False)
    assert addressing.meant("把灯关了", SHORT, understood=True)


async def test_a_long_talk_with_the_robot_is_no_television(clock: SimulatedClock) -> None:
    addressing = Addressing(Options(), clock)
    for _ in range(8):
        assert addressing.meant("机器人，我跟你说", timedelta(seconds=6), understood=False)
        await later(clock, 7)
    assert not addressing.busy
