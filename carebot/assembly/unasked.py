"""What the robot does by itself: what is due by schedule or was asked for at an hour, an eye on her, and company."""

from collections.abc import Awaitable, Callable, Mapping
from zoneinfo import ZoneInfo

from carebot.attention import Attention
from carebot.core.body import Ability
from carebot.core.deeds import GoalFinished
from carebot.core.events import Source
from carebot.core.people import SCHEDULE, Requester
from carebot.core.record import AnyEvent
from carebot.inviting import Inviting
from carebot.reminding import Reminding
from carebot.robot import Robot
from carebot.schedule import LOOK_EVERY, Schedule, reminded
from carebot.settings import Settings
from robot_adapters.base import RobotAdapter


def attend_unasked(settings: Settings, robot: Robot, body: RobotAdapter, past: list[AnyEvent]) -> None:
    """Begin to look for what may be asked for unasked; whether it is done is the gate's to say."""
    robot.supervisor.keep("schedule", _scheduling(settings, robot, past))
    _remind(robot)
    _attend(robot, body)
    _invite(settings, robot)


def _remind(robot: Robot) -> None:
    """Have the robot remind at the hour of what it was asked to remind of."""

    def ask(skill: str, parameters: Mapping[str, str], by: Requester) -> None:
        robot.request(skill, parameters, by, Source.SCHEDULE)

    robot.supervisor.keep("reminding", Reminding(robot.orchestrator, robot.clock, ask).attend)


def _attend(robot: Robot, body: RobotAdapter) -> None:
    """Have the robot keep an eye on the resident, where its body has a head to turn."""
    if Ability.LOOK in body.manifest.abilities:
        attention = Attention(
            robot.orchestrator, robot.clock, lambda skill: robot.request(skill, {}, SCHEDULE, Source.SCHEDULE)
        )
        robot.bus.subscribe(GoalFinished, attention.on_event)
        robot.supervisor.keep("attention", attention.attend)


def _invite(settings: Settings, robot: Robot) -> None:
    """Have the robot offer company at fitting times."""

    def ask(skill: str, parameters: dict[str, str]) -> None:
        robot.request(skill, parameters, SCHEDULE, Source.SCHEDULE)

    inviting = Inviting(robot.orchestrator, robot.clock, robot.people, ask, settings.company.rhythm())
    robot.supervisor.keep("inviting", inviting.attend)


def _scheduling(settings: Settings, robot: Robot, past: list[AnyEvent]) -> Callable[[], Awaitable[None]]:
    """The service that asks for what is due."""

    def ask(skill: str, parameters: dict[str, str]) -> None:
        robot.request(skill, parameters, SCHEDULE, Source.SCHEDULE)

    zone = ZoneInfo(settings.timezone)
    schedule = Schedule(lambda: robot.orchestrator.known.house.doses, zone, ask, reminded(past))

    async def look() -> None:
        while True:
            schedule.look(robot.clock.now())
            await robot.clock.sleep(LOOK_EVERY)

    return look
