"""What if: an action in a moment that is supposed, judged by the gate's own code and never carried out.

The moment begins as a quiet noon with fresh senses and nobody near; every supposition changes one thing of it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from carebot.core.actions import Action
from carebot.core.body import BodyState, Health
from carebot.core.errors import SettingsError
from carebot.core.home import Pose
from carebot.core.language import Text
from carebot.core.people import NURSES, Requester, RequesterKind
from carebot.core.situation import House, PeopleView, Present, Reading, Situation
from carebot.core.verdicts import Confirmer, Decision
from carebot.explaining.questions import QUESTIONS
from safety import supposing
from safety.counterfactual import Change, what_would_change
from safety.supposing import Judge, Moment

YES: Final = "yes"
"""The supposition that somebody has agreed; whose yes: that of the resident, of a nurse, or of both."""
YES_OF: Final = ("resident", "nurse", "both")
YES_TITLE: Final = Text(zh="谁同意了", en="who has said yes")
_NOON: Final = 12 * 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What the gate says of a supposed moment, and what would change it."""

    moment: Moment
    decision: Decision
    changes: tuple[Change, ...]


def what_if(judge: Judge, action: Action, house: House, supposed: Mapping[str, str], now: datetime) -> Answer:
    """The gate's answer on `action` in a quiet moment at `house` with everything that is supposed.

    Raises SettingsError for a supposition that there is not, or a value that it cannot have.
    """
    moment = Moment(action=action, situation=Situation(house=house, present=_quiet(house, now)))
    for name, question in QUESTIONS.items():
        if name in supposed:
            moment = question.suppose(moment, _chosen(name, supposed[name], question.choices))
    unknown = sorted(supposed.keys() - QUESTIONS.keys() - {YES})
    if unknown:
        listed = ", ".join((*QUESTIONS, YES))
        raise SettingsError(
            Text(
                zh=f"没有 {unknown[0]} 这种假设，可用：{listed}。请改正。",
                en=f"{unknown[0]} cannot be supposed, only: {listed}. Correct it.",
            )
        )
    if YES in supposed:
        form = judge(moment.action, moment.situation).considered
        moment = _agreed(moment, form, _chosen(YES, supposed[YES], YES_OF))
    decision = judge(moment.action, moment.situation)
    return Answer(moment=moment, decision=decision, changes=what_would_change(judge, moment.action, moment.situation))


def _quiet(house: House, now: datetime) -> Present:
    """Noon, nobody near, every reading fresh, the first resident asking."""
    pose = house.home.places[0].pose if house.home.places else Pose(x_m=0.0, y_m=0.0, yaw_rad=0.0)
    body = BodyState(
        at=now, pose=pose, linear_mps=0.0, angular_radps=0.0, health=Health.OK, emergency_stop=False, battery=1.0
    )
    asker = house.residents[0].id if house.residents else ""
    return Present(
        at=now,
        local_minute=_NOON,
        mode="idle",
        requester=Requester(kind=RequesterKind.RESIDENT, id=asker),
        body=Reading(value=body, age=timedelta()),
        people=Reading(value=PeopleView(people=(), nearest_m=float("inf")), age=timedelta()),
        given_doses=frozenset(),
    )


def _agreed(moment: Moment, form: Action, whose: str) -> Moment:
    """With a yes to exactly `form`, as the gate has tightened it."""
    nurses = (one.id for one in moment.situation.house.caregivers if one.role in NURSES and one.on_shift)
    if whose != "nurse":
        moment = supposing.confirmed(moment, form, Confirmer.RESIDENT, supposing.person_named(moment))
    if whose != "resident":
        moment = supposing.confirmed(moment, form, Confirmer.STAFF, next(nurses, ""))
    return moment


def _chosen(name: str, value: str, choices: tuple[str, ...]) -> str:
    if choices and value not in choices:
        listed = ", ".join(choices)
        raise SettingsError(
            Text(
                zh=f"{name} 不能是 {value}，可用：{listed}。请改正。",
                en=f"{name} cannot be {value}, only: {listed}. Correct it.",
            )
        )
    return value
