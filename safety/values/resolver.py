"""Resolving a conflict of values: one way is chosen by the policy, with the chain of rules that led to it.

Pure: the same conflict always has the same answer, whoever it concerns. What a rule of the gate forbids is out from the
start, and so is what she refused in advance, unless nothing else is left.
"""

from collections.abc import Sequence
from itertools import combinations
from typing import Final

from carebot.core.language import Text
from carebot.core.values import Value
from safety.values.conflict import Circumstances, Conflict, Option, Reason, Resolution, Weight
from safety.values.policy import Stakes, ValuesPolicy

# Goods that are hers alone: among these her own order stands above that of the house.
_HERS: Final = frozenset({Value.DIGNITY, Value.PRIVACY, Value.FAMILY})
_FORBIDDEN: Final = Text(zh="安全规则不允许这样做。", en="A rule of the gate forbids it.")
_REFUSED_IN_ADVANCE: Final = Text(zh="她清醒时决定过不要这样。", en="She decided in advance against it.")
_HER_ORDER: Final = Text(zh="她自己把这个看得更重。", en="She herself puts this first.")
_ONLY_GAIN: Final = Text(zh="这样做没有谁更吃亏。", en="Nothing is worse this way, and something better.")
_BY_ORDER: Final = Text(zh="各有得失，按价值的先后。", en="Each has its price; the order of values decides.")
_REVERSIBLE: Final = Text(zh="其他一样，选还能改的。", en="All else being equal, what can still be undone.")
_FIRST: Final = Text(zh="两种办法一样好，选列在前面的。", en="Both ways are alike; the one named first is taken.")


def resolve(conflict: Conflict, policy: ValuesPolicy) -> Resolution:
    """The way to take; raises ValueError for a conflict in which nothing may be done."""
    options, reasons = _open(conflict.options)
    if not options:
        raise ValueError("every way of this conflict is forbidden; leaving things as they are must be one that is not")
    compared = [_compare(one, other, conflict.circumstances, policy) for one, other in combinations(options, 2)]
    chosen = max(options, key=lambda option: sum(reason.preferred == option.id for reason in compared))
    led = [reason for reason in compared if reason.preferred == chosen.id]
    return Resolution(chosen=chosen, reasons=(*reasons, *led))


def _open(options: Sequence[Option]) -> tuple[list[Option], list[Reason]]:
    """The ways that may be taken, and why the others may not."""
    allowed = [option for option in options if not option.forbidden]
    reasons = [_out(option, option.forbidden, _FORBIDDEN) for option in options if option.forbidden]
    wanted = [option for option in allowed if not option.refused_in_advance]
    if not wanted:
        return allowed, reasons
    refused = [option for option in allowed if option.refused_in_advance]
    return wanted, reasons + [_out(option, "values.advance_decision", _REFUSED_IN_ADVANCE) for option in refused]


def _out(option: Option, rule: str, text: Text) -> Reason:
    return Reason(rule=rule, text=text, preferred="", left=option.id)


def _compare(one: Option, other: Option, circumstances: Circumstances, policy: ValuesPolicy) -> Reason:
    """Which of two ways is better, and by which rule."""
    differences = {value: one.on(value).net - other.on(value).net for value in policy.order}
    for_one = [value for value, difference in differences.items() if difference > 0]
    for_other = [value for value, difference in differences.items() if difference < 0]
    if not for_one or not for_other:
        return _one_sided(one, other, gains=bool(for_one), losses=bool(for_other))
    stakes = Stakes(
        weights={value: Weight(min(abs(difference), Weight.GRAVE)) for value, difference in differences.items()},
        advance=one.asked_in_advance or other.asked_in_advance,
    )
    decided = {(a, b): _pair(a, b, circumstances, stakes, policy) for a in for_one for b in for_other}
    for better, worse, mine, theirs in ((one, other, for_one, for_other), (other, one, for_other, for_one)):
        for value in mine:
            against = [decided.get((value, rival)) or decided[rival, value] for rival in theirs]
            if all(winner is value for winner, _, _ in against):
                _, rule, text = against[0]
                return Reason(rule=rule, text=text, preferred=better.id, left=worse.id)
    first = min((*for_one, *for_other), key=policy.order.index)
    better, worse = (one, other) if first in for_one else (other, one)
    return Reason(rule="values.order", text=_BY_ORDER, preferred=better.id, left=worse.id)


def _one_sided(one: Option, other: Option, *, gains: bool, losses: bool) -> Reason:
    """Two ways of which neither, or one alone, has anything for it."""
    if gains or losses:
        better, worse = (one, other) if gains else (other, one)
        return Reason(rule="values.no_loss", text=_ONLY_GAIN, preferred=better.id, left=worse.id)
    if one.reversible is not other.reversible:
        better, worse = (one, other) if one.reversible else (other, one)
        return Reason(rule="values.reversible", text=_REVERSIBLE, preferred=better.id, left=worse.id)
    return Reason(rule="values.alike", text=_FIRST, preferred=one.id, left=other.id)


def _pair(
    one: Value, other: Value, circumstances: Circumstances, stakes: Stakes, policy: ValuesPolicy
) -> tuple[Value, str, Text]:
    """Which of two values wins, by which rule and why."""
    hers = [value for value in circumstances.matters_most if value in {one, other}]
    if hers and one in _HERS and other in _HERS and not circumstances.others_at_risk:
        return hers[0], "values.her_order", _HER_ORDER
    rule, case = policy.pair(one, other).decide(circumstances, stakes)
    return case.wins, rule, case.text
