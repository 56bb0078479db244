"""What the robot does unasked: it keeps its eye on the resident, and offers company at fitting times."""

from carebot.attention import Attention
from carebot.core.body import Ability
from carebot.core.deeds import GoalFinished
from carebot.core.events import Source
from carebot.core.people import SCHEDULE
from carebot.inviting import Inviting
from carebot.robot import Robot
from carebot.settings import Settings
from robot_adapters.base import RobotAdapter


def attend_unasked(settings: Settings, robot: Robot, body: RobotAdapter) -> None:
    """Begin to look for what may be asked for unasked; whether it is done is the gate's to say."""
    _attend(robot, body)
    _invite(settings, robot)


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
