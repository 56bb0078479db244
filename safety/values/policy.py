"""The house's policy on values that conflict, read from data: an order, and for each pair which wins, when and why."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from itertools import combinations
from typing import Any, Final

from carebot.core.errors import RulesError
from carebot.core.language import Text
from carebot.core.values import Value
from safety.values.conflict import Capacity, Circumstances, Urgency, Weight

Pair = tuple[Value, Value]
_FILE: Final = "policy.toml"
_CASE_KEYS: Final = frozenset({"wins", "zh", "en", "capacity", "urgency", "others_at_risk", "advance"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Stakes:
    """How much two ways differ in the two values of a pair, and whether she decided between them in advance."""

    weights: Mapping[Value, Weight]
    advance: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """When a value of a pair wins, and why; a condition that is not given is always met."""

    wins: Value
    text: Text
    capacity: frozenset[Capacity]
    urgency: frozenset[Urgency]
    others_at_risk: bool | None
    advance: bool | None
    at_most: Mapping[Value, Weight]
    at_least: Mapping[Value, Weight]

    def fits(self, circumstances: Circumstances, stakes: Stakes) -> bool:
        """Whether every condition is met."""
        return (
            circumstances.capacity in self.capacity
            and circumstances.urgency in self.urgency
            and self.others_at_risk in {None, circumstances.others_at_risk}
            and self.advance in {None, stakes.advance}
            and all(stakes.weights[value] <= most for value, most in self.at_most.items())
            and all(stakes.weights[value] >= least for value, least in self.at_least.items())
        )

    @property
    def unconditional(self) -> bool:
        """Whether it fits whatever the circumstances are."""
        anybody = self.capacity == frozenset(Capacity) and self.urgency == frozenset(Urgency)
        return anybody and self.others_at_risk is None and self.advance is None and not (self.at_most or self.at_least)


@dataclass(frozen=True, slots=True, kw_only=True)
class PairRule:
    """How a pair of values is resolved."""

    pair: Pair
    cases: tuple[Case, ...]
    source: str

    def decide(self, circumstances: Circumstances, stakes: Stakes) -> tuple[str, Case]:
        """The name of the rule, and the case of it that decides."""
        number, case = next((n, one) for n, one in enumerate(self.cases, 1) if one.fits(circumstances, stakes))
        first, second = self.pair
        return f"values.{first.value}_{second.value}.{number}", case


@dataclass(frozen=True, slots=True, kw_only=True)
class ValuesPolicy:
    """The order of values and the rule of each pair."""

    version: int
    order: tuple[Value, ...]
    rules: Mapping[Pair, PairRule]

    def pair(self, one: Value, other: Value) -> PairRule:
        """The rule of two different values."""
        first, second = sorted((one, other), key=self.order.index)
        return self.rules[first, second]


def house_policy() -> ValuesPolicy:
    """The policy of the house; raises RulesError when its file is broken."""
    return read_policy(files("safety.values").joinpath(_FILE).read_text("utf-8"))


def read_policy(text: str) -> ValuesPolicy:
    """The policy written in `text`; raises RulesError naming what is wrong or missing."""
    try:
        given = tomllib.loads(text)
        order = tuple(Value(name) for name in given["order"])
        rules = {rule.pair: rule for rule in (_pair_rule(one) for one in given["pair"])}
        policy = ValuesPolicy(version=int(given["version"]), order=order, rules=rules)
    except (tomllib.TOMLDecodeError, KeyError, ValueError, TypeError) as error:
        raise _broken(f"{type(error).__name__}: {error}") from error
    missing = set(combinations(order, 2)) ^ set(rules)
    if set(order) != set(Value) or missing:
        named = ", ".join(sorted(f"{first.value}-{second.value}" for first, second in missing))
        raise _broken(f"order or pairs: {named}")
    return policy


def _pair_rule(given: Mapping[str, Any]) -> PairRule:
    first, second = (Value(name) for name in given["values"])
    cases = tuple(_case((first, second), case) for case in given["case"])
    if not cases or not cases[-1].unconditional or any(case.unconditional for case in cases[:-1]):
        raise ValueError(f"{first.value}-{second.value}: the last case alone is without conditions")
    return PairRule(pair=(first, second), cases=cases, source=str(given["source"]))


def _case(pair: Pair, given: Mapping[str, Any]) -> Case:
    bounds = {f"{value.value}_{bound}" for value in pair for bound in ("at_most", "at_least")}
    unknown = set(given) - _CASE_KEYS - bounds
    wins = Value(given["wins"])
    if unknown or wins not in pair:
        raise ValueError(f"{pair[0].value}-{pair[1].value}: {', '.join(sorted(unknown)) or wins.value}")
    return Case(
        wins=wins,
        text=Text(zh=given["zh"], en=given["en"]),
        capacity=frozenset(Capacity(one) for one in given.get("capacity", tuple(Capacity))),
        urgency=frozenset(Urgency(one) for one in given.get("urgency", tuple(Urgency))),
        others_at_risk=given.get("others_at_risk"),
        advance=given.get("advance"),
        at_most=_bounds(pair, "at_most", given),
        at_least=_bounds(pair, "at_least", given),
    )


def _bounds(pair: Pair, bound: str, given: Mapping[str, Any]) -> dict[Value, Weight]:
    names = {value: f"{value.value}_{bound}" for value in pair}
    return {value: Weight[given[name].upper()] for value, name in names.items() if name in given}


def _broken(why: str) -> RulesError:
    return RulesError(
        Text(
            zh=f"价值冲突的规定有误（{why}）。请改正后重新启动。",
            en=f"The policy on conflicting values is broken ({why}). Mend it and start again.",
        )
    )
