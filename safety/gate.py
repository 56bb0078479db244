"""The gate: every action is judged here, and only here are permits made. Judging is a pure function.

Strictest wins. LIMIT carries the tightened action, which is judged again until nothing tightens it. A policy that
raises denies, and so does one that would loosen. A call for help passes whatever any policy says.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from carebot.core.actions import (
    Action,
    AlarmLevel,
    Approach,
    Contact,
    Driving,
    Handover,
    Manipulate,
    Notify,
    Pick,
    PutDown,
)
from carebot.core.ids import Id, derived_id
from carebot.core.language import Text
from carebot.core.limits import SafetyLimits
from carebot.core.permits import signature
from carebot.core.situation import Situation
from carebot.core.verdicts import Decision, Judgement, Limits, Permit, Verdict
from safety._tightening import is_stricter
from safety.policies.base import Policy

_ROUNDS: Final = 8
_CONTACT_SPEED_MPS: Final = SafetyLimits().contact_speed_mps
_UNSETTLED: Final = Text(
    zh="各条规则收紧后的动作彼此矛盾，因此不做。", en="The rules tighten this action without end, so it is not done."
)
_BROKEN: Final = Text(
    zh="一条安全规则出错，无法判断，因此不做。请通知技术人员。",
    en="A safety rule failed and cannot judge, so this is not done. Please tell a technician.",
)
_NOT_STRICTER: Final = Text(
    zh="一条安全规则想放宽或更换这个动作，因此不做。请通知技术人员。",
    en="A safety rule would loosen or replace this action, so it is not done. Please tell a technician.",
)
_NO_POLICIES: Final = Text(
    zh="没有安全规则可用，因此不做。", en="There are no safety rules to judge by, so this is not done."
)
_CARER_INSTEAD: Final = Text(zh="我可以请护理员来。", en="I can ask a carer to come.")


def is_call_for_help(action: Action) -> bool:
    """Whether `action` calls people to a resident; such a call can never be refused."""
    return isinstance(action, Notify) and action.level >= AlarmLevel.MEDIUM


def limits_of(action: Action) -> Limits:
    """The bounds that a permit for `action` carries to the body."""
    return Limits(
        speed_mps=_speed_mps(action),
        force_n=action.force_n if isinstance(action, Contact) else 0.0,
        person_distance_m=action.stop_at_m if isinstance(action, Approach) else 0.0,
    )


def _speed_mps(action: Action) -> float:
    """How fast the base may move. Grasping and handing over move it by centimetres, at the speed of contact."""
    if isinstance(action, Driving):
        return action.speed_mps
    reaches = action.moves if isinstance(action, Manipulate) else isinstance(action, Pick | PutDown | Handover)
    return _CONTACT_SPEED_MPS if reaches else 0.0


class Gate:
    """Judges actions against the policies and makes permits for what they leave.

    `key` signs permits; whoever carries out an action checks them with the same key. `permit_life` is how long after
    its making a permit may be presented; what it permits may last longer and is watched while it lasts.
    """

    def __init__(self, policies: Sequence[tuple[str, Policy]], key: bytes, permit_life: timedelta) -> None:
        self._policies = sorted(policies, key=lambda named: named[1].layer)
        self._key = key
        self._permit_life = permit_life

    def judge(self, action: Action, situation: Situation, decision_id: Id) -> Decision:
        """The decision on `action`: what is granted, why, and whose yes is still needed."""
        candidate: Action = action
        limits: list[Judgement] = []
        for _ in range(_ROUNDS):
            judgements = self._ask_policies(candidate, situation)
            tightened = _tightest(candidate, judgements)
            if tightened is None or any(judgement.verdict is Verdict.DENY for judgement in judgements):
                break
            limits += [judgement for judgement in judgements if judgement.verdict is Verdict.LIMIT]
            candidate = tightened
        else:
            judgements = [_refusal("gate.unsettled", _UNSETTLED)]
        return _decide(action, candidate, (*limits, *judgements), situation.present.at, decision_id)

    def permit(self, decision: Decision, now: datetime) -> Permit | None:
        """A signed permit for what `decision` grants; None where it grants nothing."""
        if decision.granted is None:
            return None
        unsigned = Permit(
            id=derived_id(decision.id, "permit"),
            decision=decision.id,
            action=decision.granted,
            limits=decision.limits,
            issued_at=now,
            expires_at=now + self._permit_life,
            signature="",
        )
        return replace(unsigned, signature=signature(unsigned, self._key))

    def _ask_policies(self, action: Action, situation: Situation) -> list[Judgement]:
        if not self._policies:
            return _unless_help(action, [_refusal("gate.no_policies", _NO_POLICIES)])
        return [
            judgement for name, policy in self._policies for judgement in _judge_safely(name, policy, action, situation)
        ]


def _judge_safely(name: str, policy: Policy, action: Action, situation: Situation) -> list[Judgement]:
    try:
        judgements = [_only_tightening(name, judgement, action) for judgement in policy.judge(action, situation)]
    except Exception as error:  # noqa: BLE001 - whatever a policy raises must deny, never pass and never crash the gate
        facts = (("policy", name), ("error", f"{type(error).__name__}: {error}"))
        judgements = [_refusal(f"gate.policy_failed.{name}", _BROKEN, facts)]
    return _unless_help(action, judgements)


def _only_tightening(name: str, judgement: Judgement, action: Action) -> Judgement:
    """The judgement, with an alternative to every no; a refusal where it would loosen or replace `action`."""
    form = judgement.tightened
    if judgement.verdict is Verdict.LIMIT and (form is None or not is_stricter(form, action)):
        rule = f"gate.not_stricter.{name}"
        return _refusal(rule, _NOT_STRICTER, (("rule", judgement.rule),))
    if judgement.verdict > Verdict.LIMIT and not judgement.alternative.zh:
        # A policy of somebody else, or a home's own rule, may name nothing; nobody is left without a way on.
        return replace(judgement, alternative=_CARER_INSTEAD)
    return judgement


def _refusal(rule: str, reason: Text, facts: tuple[tuple[str, str], ...] = ()) -> Judgement:
    """The gate's own refusal."""
    return Judgement(rule=rule, verdict=Verdict.DENY, reason=reason, facts=facts, alternative=_CARER_INSTEAD)


def _unless_help(action: Action, judgements: list[Judgement]) -> list[Judgement]:
    """The judgements; without force where the action is a call for help."""
    if not is_call_for_help(action):
        return judgements
    return [
        replace(judgement, verdict=Verdict.ALLOW, tightened=None, confirmers=frozenset()) for judgement in judgements
    ]


def _tightest(action: Action, judgements: Sequence[Judgement]) -> Action | None:
    """The first tightened form of `action` that differs from it; the others are met in the following rounds."""
    forms = (judgement.tightened for judgement in judgements if judgement.verdict is Verdict.LIMIT)
    return next((form for form in forms if form is not None and form != action), None)


def _decide(
    requested: Action, candidate: Action, judgements: tuple[Judgement, ...], at: datetime, decision: Id
) -> Decision:
    verdict = max((judgement.verdict for judgement in judgements), default=Verdict.ALLOW)
    granted = candidate if verdict <= Verdict.LIMIT else None
    return Decision(
        id=decision,
        decided_at=at,
        requested=requested,
        considered=candidate,
        granted=granted,
        verdict=verdict,
        judgements=judgements,
        limits=limits_of(candidate) if granted is not None else Limits(),
    )
