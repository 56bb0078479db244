"""Decisions made in advance, in words, and the conflict that each of them raises when somebody would act against it."""

from dataclasses import dataclass
from typing import Final

from carebot.core.actions import AlarmLevel
from carebot.core.language import Text
from carebot.core.people import Resident
from carebot.core.values import AdvanceDecision, GivesWay, Value, Wish
from safety.values.conflict import Capacity, Circumstances, Conflict, Effect, Option, Urgency, Weight

_ALARM: Final = AlarmLevel.MEDIUM
_GIVES_WAY_FROM: Final = {GivesWay.ANY_ALARM: _ALARM, GivesWay.HIGH_ALARM: AlarmLevel.HIGH}
_STAKES: Final = {AlarmLevel.MEDIUM: Weight.SOME, AlarmLevel.HIGH: Weight.GRAVE}
DO: Final = "do"
LEAVE: Final = "leave"


@dataclass(frozen=True, slots=True, kw_only=True)
class WishInWords:
    """What she decided, what is done instead, and what acting against it would cost her besides her will."""

    decided: Text
    instead: Text
    costs: Value
    weight: Weight


WISHES: Final = {
    Wish.NO_NIGHT_CHECKS: WishInWords(
        decided=Text(zh="事先说好了：夜里不进来查看。", en="It was decided in advance: no checks at night."),
        instead=Text(zh="我在门外听着，有事就叫护理员。", en="I listen at the door and call a carer if need be."),
        costs=Value.PRIVACY,
        weight=Weight.SOME,
    ),
    Wish.NO_BEDROOM_CAMERA: WishInWords(
        decided=Text(zh="事先说好了：卧室里不用摄像头。", en="It was decided in advance: no camera in the bedroom."),
        instead=Text(zh="我转过头去，请护理员过来看看。", en="I look away and ask a carer to come and see."),
        costs=Value.PRIVACY,
        weight=Weight.GRAVE,
    ),
    Wish.NO_FAMILY_VISITS: WishInWords(
        decided=Text(
            zh="事先说好了：家里人不通过我来看望。", en="It was decided in advance: no visits by family through me."
        ),
        instead=Text(zh="请直接打电话，或者问护理员。", en="Please telephone instead, or ask a carer."),
        costs=Value.PRIVACY,
        weight=Weight.SOME,
    ),
    Wish.NO_REMINDERS: WishInWords(
        decided=Text(
            zh="事先说好了：吃药的事不由我提醒。", en="It was decided in advance: no reminders of medicine by me."
        ),
        instead=Text(zh="请护士来说。", en="Please let the nurse do it."),
        costs=Value.DIGNITY,
        weight=Weight.SOME,
    ),
}
_DO_IT: Final = Text(zh="照做", en="do it")


def holds(decision: AdvanceDecision, alarm: AlarmLevel) -> bool:
    """Whether the decision is in force while the worst alarm is `alarm`."""
    gives_way_from = _GIVES_WAY_FROM.get(decision.gives_way)
    return gives_way_from is None or alarm < gives_way_from


def conflict_about(decision: AdvanceDecision, resident: Resident, alarm: AlarmLevel) -> Conflict:
    """Whether to act against `decision`. Where she let it give way, acting is not against her will."""
    words, in_force = WISHES[decision.wish], holds(decision, alarm)
    do = Option(
        id=DO,
        text=_DO_IT,
        effects=(
            (Value.LIFE, Effect(good=_STAKES.get(alarm, Weight.NONE))),
            (Value.CHOICE, Effect(harm=Weight.GRAVE if in_force else Weight.NONE)),
            (words.costs, Effect(harm=words.weight)),
        ),
        refused_in_advance=in_force,
    )
    return Conflict(
        options=(do, Option(id=LEAVE, text=words.instead)),
        circumstances=Circumstances(
            capacity=Capacity.DECIDES if resident.can_decide else Capacity.CANNOT,
            urgency=Urgency.NOW if alarm >= _ALARM else Urgency.NONE,
            matters_most=resident.values.matters_most,
        ),
    )
