"""How a conflict is resolved: what is out from the start, what decides, and what a tie does."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from carebot.core.values import Value
from safety.values.conflict import Capacity, Circumstances, Conflict, Effect, Option, Urgency, Weight
from safety.values.policy import house_policy
from safety.values.resolver import resolve
from tests.safety.builders import text

POLICY = house_policy()


def way(name: str, **nets: int) -> Option:
    """A way with these effects."""
    effects = tuple(
        (Value(value), Effect(good=Weight(max(net, 0)), harm=Weight(max(-net, 0)))) for value, net in nets.items()
    )
    return Option(id=name, text=text(name), effects=effects)


def chosen(*options: Option, **how: object) -> tuple[str, list[str]]:
    resolution = resolve(Conflict(options=options, circumstances=replace(Circumstances(), **how)), POLICY)  # type: ignore[arg-type] # the tests name the fields
    return resolution.chosen.id, [reason.rule for reason in resolution.reasons]


def test_what_the_gate_forbids_is_out() -> None:
    forbidden = replace(way("a", life=2), forbidden="house.restraint")
    assert chosen(forbidden, way("b")) == ("b", ["house.restraint"])
    with pytest.raises(ValueError, match="leaving things as they are"):
        chosen(forbidden)


def test_what_she_refused_in_advance_is_out_while_something_else_is_left() -> None:
    refused = replace(way("a", life=2), refused_in_advance=True)
    assert chosen(refused, way("b")) == ("b", ["values.advance_decision"])
    assert chosen(refused) == ("a", [])


def test_the_reasons_are_those_for_the_chosen_way() -> None:
    best, good, bad = way("best", dignity=2), way("good", dignity=1), way("bad", dignity=-1)
    resolution = resolve(Conflict(options=(bad, good, best)), POLICY)
    assert resolution.chosen is best
    assert [(reason.preferred, reason.left) for reason in resolution.reasons] == [("best", "bad"), ("best", "good")]


def test_what_loses_nothing_wins() -> None:
    assert chosen(way("a"), way("b", dignity=1)) == ("b", ["values.no_loss"])
    assert chosen(way("a", dignity=-1), way("b")) == ("b", ["values.no_loss"])


def test_of_equals_the_one_that_can_be_undone_then_the_first() -> None:
    lasting = replace(way("a"), reversible=False)
    assert chosen(lasting, way("b")) == ("b", ["values.reversible"])
    assert chosen(way("b"), lasting) == ("b", ["values.reversible"])
    assert chosen(way("a"), way("b")) == ("a", ["values.alike"])


def test_her_own_order_stands_above_the_house_s_among_her_goods() -> None:
    told, silent = way("told", family=1), way("silent", privacy=1)
    cannot = {"capacity": Capacity.CANNOT}
    assert chosen(told, silent, **cannot) == ("told", ["values.privacy_family.2"])
    assert chosen(told, silent, **cannot, matters_most=(Value.PRIVACY,)) == ("silent", ["values.her_order"])
    assert chosen(told, silent, matters_most=(Value.FAMILY, Value.PRIVACY)) == ("told", ["values.her_order"])
    assert chosen(told, silent, matters_most=(Value.FAMILY,), others_at_risk=True)[0] == "silent"
    first_dignity = {**cannot, "matters_most": (Value.DIGNITY, Value.PRIVACY)}
    assert chosen(told, silent, **first_dignity) == ("silent", ["values.her_order"])
    lie, truth = way("lie", family=1), way("truth", honesty=1)
    assert chosen(lie, truth, matters_most=(Value.FAMILY,))[0] == "truth"


def test_where_no_value_of_either_wins_against_all_the_order_decides() -> None:
    """Family wins against a little privacy here, fairness against family and a heavy load against fairness."""
    one, other = way("one", family=2, workload=2), way("other", privacy=1, fairness=1)
    for ways in ((one, other), (other, one)):
        assert chosen(*ways, capacity=Capacity.CANNOT) == ("other", ["values.order"])


EFFECTS = st.dictionaries(st.sampled_from([value.value for value in Value]), st.integers(-2, 2), max_size=8)
WAYS = st.lists(EFFECTS, min_size=1, max_size=4).map(
    lambda all_nets: tuple(way(str(number), **nets) for number, nets in enumerate(all_nets))
)
HOW = st.builds(
    Circumstances,
    capacity=st.sampled_from(Capacity),
    urgency=st.sampled_from(Urgency),
    others_at_risk=st.booleans(),
    matters_most=st.lists(st.sampled_from(Value), max_size=3, unique=True).map(tuple),
)


@settings(max_examples=200, deadline=None, derandomize=True)
@given(WAYS, HOW)
def test_there_is_always_an_answer_with_its_reasons(ways: tuple[Option, ...], how: Circumstances) -> None:
    resolution = resolve(Conflict(options=ways, circumstances=how), POLICY)
    assert resolution.chosen in ways
    assert len(ways) == 1 or resolution.reasons or len(ways) > 2
    assert all(reason.text.zh and reason.text.en for reason in resolution.reasons)


@settings(max_examples=200, deadline=None, derandomize=True)
@given(EFFECTS, EFFECTS, HOW)
def test_of_two_ways_the_order_of_naming_is_nothing(
    one: dict[str, int], other: dict[str, int], how: Circumstances
) -> None:
    first, second = way("a", **one), replace(way("b", **other), reversible=False)
    forth = resolve(Conflict(options=(first, second), circumstances=how), POLICY)
    back = resolve(Conflict(options=(second, first), circumstances=how), POLICY)
    assert forth.chosen == back.chosen


@settings(max_examples=200, deadline=None, derandomize=True)
@given(EFFECTS, EFFECTS, HOW)
def test_more_for_her_life_never_makes_a_way_lose(
    one: dict[str, int], other: dict[str, int], how: Circumstances
) -> None:
    """With life in danger now and a decision in advance on neither side."""
    urgent = replace(how, urgency=Urgency.NOW, capacity=Capacity.CANNOT)
    plain = {**one, "life": 0, "honesty": 0}
    rival = {**other, "life": 0, "honesty": 0}
    saving = way("a", **{**plain, "life": 2})
    found = resolve(Conflict(options=(saving, way("b", **rival)), circumstances=urgent), POLICY)
    assert found.chosen.id == "a"
