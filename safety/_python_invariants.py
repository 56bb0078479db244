"""What carebot promises of the policies in Python and of the gate that joins all policies, case by case.

These are no theorems: every case of a table is tried. A table is complete where what is judged reads nothing else.
"""

import math
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import product
from typing import ClassVar, Final

from carebot.core.actions import (
    Action,
    AlarmLevel,
    Approach,
    Contact,
    Escort,
    Handover,
    Look,
    Manipulate,
    MoveTo,
    Notify,
    Pick,
    PutDown,
    Say,
    SetDevice,
    SupportWalking,
)
from carebot.core.body import Health
from carebot.core.household import Task
from carebot.core.language import Language, Text
from carebot.core.limits import SafetyLimits
from carebot.core.outcomes import NOTHING
from carebot.core.situation import Reading, Situation
from carebot.core.verdicts import Decision, Judgement, Verdict
from safety.gate import Gate
from safety.policies.base import Layer, Policy
from safety.policies.form import Form
from safety.policies.physical import Physical
from safety.proof.trials import Trial
from safety.sample_home import sample_house, sample_moments

_HOUSE: Final = sample_house(1)
_CALM: Final = next(sample_moments(_HOUSE))[1]
_WHO: Final = _HOUSE.residents[0].id
_WORDS: Final = Text(zh="您好。", en="Hello.")
_LIMITS: Final = SafetyLimits()
_NOT_NUMBERS: Final = (math.nan, math.inf, -math.inf, -1.0, 1e9)
MOVES: Final[tuple[Action, ...]] = (
    MoveTo(place="kitchen"),
    Approach(person=_WHO),
    Escort(person=_WHO, place="kitchen"),
    Look(),
    Pick(object="cup-0"),
    PutDown(object="cup-0"),
    Handover(object="cup-0", to=_WHO),
    SupportWalking(person=_WHO, place="kitchen", force_n=50.0),
    Manipulate(task=Task(deeds=()), step=0),
)
"""One of each kind of action that moves the body."""
_NUMBERS: Final[tuple[tuple[str, Callable[[float], Action]], ...]] = (
    ("speed_mps", lambda number: MoveTo(place="kitchen", speed_mps=number)),
    ("speed_mps", lambda number: Escort(person=_WHO, place="kitchen", speed_mps=number)),
    ("stop_at_m", lambda number: Approach(person=_WHO, stop_at_m=number)),
    ("force_n", lambda number: Handover(object="cup-0", to=_WHO, force_n=number)),
    ("force_n", lambda number: SupportWalking(person=_WHO, place="kitchen", force_n=number)),
    ("pan_rad", lambda number: Look(pan_rad=10 * number)),
    ("volume_db", lambda number: Say(text=_WORDS, language=Language.ZH, to=_WHO, volume_db=number)),
)


@dataclass(frozen=True, slots=True)
class _Saying(Policy):
    """A policy that always says the same; without a judgement it raises."""

    judgement: Judgement | None
    layer: ClassVar[Layer] = Layer.FORM
    title: ClassVar[Text] = Text(zh="试验", en="Trial")

    def judge(self, action: Action, situation: Situation) -> Iterable[Judgement]:
        """What it was made to say, about whatever it is asked."""
        if self.judgement is None:
            raise ValueError(action.kind)
        del situation
        if self.judgement.verdict is Verdict.LIMIT and isinstance(action, MoveTo):
            return [replace(self.judgement, tightened=replace(action, speed_mps=0.1))]
        return [self.judgement]


def _decided(action: Action, situation: Situation, *policies: Policy) -> Decision:
    named = [(str(number), policy) for number, policy in enumerate(policies or (Form(), Physical()))]
    return Gate(named, b"proof", timedelta(seconds=1)).judge(action, situation, "proof")


def _wrong(decision: Decision, *, expected: bool, detail: str) -> Text | None:
    """What is wrong with a decision that should have granted something, or nothing."""
    if (decision.granted is not None) is expected:
        return None
    action = decision.requested.kind
    zh, en = ("被允许", "is granted") if decision.granted is not None else ("被拒绝", "is refused")
    return Text(zh=f"{action}（{detail}）{zh}", en=f"{action} ({detail}) {en}")


def _stopped_moves() -> Iterator[Text | None]:
    body = _CALM.present.body
    assert body is not None
    flags = (False, True)
    for stopped, held, pressed, bumped, health, localised in product(flags, flags, flags, flags, Health, flags):
        faults = (stopped, held, pressed, bumped, health is Health.FAILED, not localised)
        if not any(faults):
            continue
        state = replace(body.value, emergency_stop=pressed, bumped=bumped, health=health, localised=localised)
        held_by = ("heartbeat_lost",) if held else ()
        present = replace(_CALM.present, stopped=stopped, held_by=held_by, body=replace(body, value=state))
        stops = f"stopped {stopped}, held by the monitor {held}, emergency stop {pressed}, bumped {bumped}"
        detail = f"{stops}, {health.name}, localised {localised}"
        for action in MOVES:
            yield _wrong(_decided(action, replace(_CALM, present=present)), expected=False, detail=detail)


def _blind_moves() -> Iterator[Text | None]:
    present = _CALM.present
    body, people = present.body, present.people
    assert body is not None
    assert people is not None
    tick = timedelta(microseconds=1)
    wrong_ages = (-tick, _LIMITS.emergency_stop_age + tick, timedelta(days=1), timedelta.min)
    blind = [
        replace(present, body=None),
        replace(present, people=None),
        *(replace(present, body=Reading(value=body.value, age=age)) for age in wrong_ages),
        *(replace(present, people=Reading(value=people.value, age=age)) for age in (-tick, _LIMITS.person_age + tick)),
    ]
    for action, moment in product(MOVES, blind):
        ages = (moment.body and moment.body.age, moment.people and moment.people.age)
        yield _wrong(_decided(action, replace(_CALM, present=moment)), expected=False, detail=f"ages {ages}")


def _nonsense() -> Iterator[Text | None]:
    for (name, action), number in product(_NUMBERS, _NOT_NUMBERS):
        yield _wrong(_decided(action(number), _CALM), expected=False, detail=f"{name} = {number}")


def _forces() -> Iterator[Text | None]:
    """At, just above and far above each limit of force, to somebody frail and to somebody who is not."""
    limits = (_LIMITS.touch_force_n, _LIMITS.frail_touch_force_n, _LIMITS.walking_support_n)
    forces = [force for limit in limits for force in (limit, math.nextafter(limit, math.inf), 2 * limit)]
    for frail, force in product((True, False), forces):
        house = replace(_HOUSE, residents=(replace(_HOUSE.residents[0], frail=frail),))
        touch = _LIMITS.frail_touch_force_n if frail else _LIMITS.touch_force_n
        contacts: tuple[tuple[Contact, float], ...] = (
            (Handover(object="cup-0", to=_WHO, force_n=force), touch),
            (SupportWalking(person=_WHO, place="kitchen", force_n=force), _LIMITS.walking_support_n),
        )
        for action, allowed in contacts:
            granted = _decided(action, replace(_CALM, house=house)).granted
            ok = isinstance(granted, Handover | SupportWalking) and granted.force_n <= allowed
            words = f"{action.kind}, {force} N, frail {frail}"
            yield None if ok else Text(zh=f"力超过限值：{words}", en=f"more force than allowed: {words}")


def _hot_water() -> Iterator[Text | None]:
    limit = _LIMITS.bath_temperature_c
    for degrees in (limit, math.nextafter(limit, math.inf), 44.0, 120.0):
        granted = _decided(SetDevice(device="bath", value="fill", temperature_c=degrees), _CALM).granted
        ok = isinstance(granted, SetDevice) and granted.temperature_c is not None and granted.temperature_c <= limit
        yield None if ok else Text(zh=f"洗澡水 {degrees} 度", en=f"bath water of {degrees} degrees")


def _objections() -> Iterator[_Saying]:
    """Everything that a policy can say, and one that raises."""
    for verdict in Verdict:
        yield _Saying(Judgement(rule="trial", verdict=verdict, reason=_WORDS))
    yield _Saying(None)


def _calls_for_help() -> Iterator[Text | None]:
    dark = replace(_CALM, present=replace(_CALM.present, stopped=True, body=None, people=None, local_minute=-1))
    for level, moment, objection in product((AlarmLevel.MEDIUM, AlarmLevel.HIGH), (_CALM, dark), _objections()):
        for text in (_WORDS, NOTHING):
            call = Notify(text=text, level=level, about="nobody")
            decision = _decided(call, moment, objection, Form(), Physical())
            yield _wrong(decision, expected=True, detail=f"{level.name}, {objection.judgement}")
            if decision.granted != call:
                yield Text(zh="呼救被改动", en="a call for help is changed")


def _strictest_wins() -> Iterator[Text | None]:
    for first, second in product(_objections(), _objections()):
        said = [one.judgement.verdict if one.judgement else Verdict.DENY for one in (first, second)]
        decision = _decided(MoveTo(place="kitchen"), _CALM, first, second)
        yield _wrong(decision, expected=max(said) <= Verdict.LIMIT, detail=" + ".join(one.name for one in said))


_TABLE: Final = Text(zh="判断只看这些事实，逐一组合", en="the judgement reads these facts alone, in every combination")
_EDGES: Final = Text(zh="在每个限值的边上和两侧", en="at the edge of each limit and beyond it")
TRIALS: Final = (
    Trial(
        id="python.no_motion_while_stopped",
        says=Text(
            zh="停止、被监视程序制止、急停、碰撞、故障或不知身在何处时，什么都不会动。",
            en="Nothing moves while stopped, held by the monitor, at an emergency stop, bumped, failed or lost.",
        ),
        source="SAFETY.md, hazards: restart after e-stop",
        method=_TABLE,
        cases=_stopped_moves,
    ),
    Trial(
        id="python.no_motion_while_blind",
        says=Text(
            zh="没有本体或周围人的最新读数时，什么都不会动。",
            en="Nothing moves without fresh readings of body and people.",
        ),
        source="SAFETY.md, gate: stale counts as worst",
        method=_EDGES,
        cases=_blind_moves,
    ),
    Trial(
        id="python.no_nonsense",
        says=Text(
            zh="不是数、无穷、负数和过大的数一律拒绝。", en="What is no number, infinite, negative or huge is refused."
        ),
        source="SAFETY.md, gate: capability and form",
        method=_EDGES,
        cases=_nonsense,
    ),
    Trial(
        id="python.force",
        says=Text(zh="碰到人的力从不超过限值。", en="Nobody is touched with more force than the limits allow."),
        source="ISO/TS 15066, halved",
        method=_EDGES,
        cases=_forces,
    ),
    Trial(
        id="python.water",
        says=Text(zh="洗澡水从不超过 41 度。", en="Bath water is never above 41 degrees."),
        source="SAFETY.md, limits: heat",
        method=_EDGES,
        cases=_hot_water,
    ),
    Trial(
        id="python.call_help",
        says=Text(
            zh="不管哪条规则反对、出错，呼救原样通过。",
            en="A call for help passes unchanged, whatever a policy says or raises.",
        ),
        source="SAFETY.md, promise",
        method=_TABLE,
        cases=_calls_for_help,
    ),
    Trial(
        id="python.strictest_wins",
        says=Text(zh="两条规则意见不同时，严的那条算数。", en="Where two policies differ the stricter counts."),
        source="design: strictest wins",
        method=_TABLE,
        cases=_strictest_wins,
    ),
)
