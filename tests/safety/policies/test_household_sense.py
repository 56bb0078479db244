"""The gate's household sense: whole plans from their first step, and things by their kind."""

from collections.abc import Iterator
from datetime import timedelta
from functools import cache

import pytest

from carebot.core.actions import Action, Handover, Manipulate, MoveTo, Pick
from carebot.core.home import HouseholdObject
from carebot.core.household import Mention, Standing, State
from carebot.core.language import Text
from carebot.core.situation import Situation
from carebot.core.verdicts import Verdict
from safety.gate import Gate
from safety.policies.form import Form
from safety.policies.household_sense import HouseholdSense
from tests.safety import builders as b
from tests.safety.household.sense import task_of

HAZARD = task_of("Open the drawer, take the fork and put the fork in the toaster.")
SAFE = task_of("Open the drawer and put the fork in the drawer.")


@cache
def policy() -> HouseholdSense:
    prepared = HouseholdSense()
    prepared.prepare()
    return prepared


def rules(action: Action, situation: Situation | None = None) -> set[str]:
    return {judgement.rule for judgement in policy().judge(action, situation or b.situation())}


def steps() -> Iterator[Manipulate]:
    yield Manipulate(task=HAZARD)
    for step in range(len(HAZARD.deeds)):
        yield Manipulate(task=HAZARD, step=step)


@pytest.mark.parametrize("action", list(steps()), ids=lambda action: str(action.step))
def test_a_plan_is_refused_from_its_first_step(action: Manipulate) -> None:
    assert "household.only_bread_in_toaster" in rules(action)
    assert rules(Manipulate(task=SAFE, step=0)) == set()


def test_the_hazard_is_the_reason_whatever_else_stands_in_the_way() -> None:
    form = Form()
    form.prepare()
    gate = Gate([("form", form), ("household_sense", policy())], b"key", timedelta(seconds=1))
    lame = b.situation(body=None)
    decision = gate.judge(Manipulate(task=HAZARD, step=0), lame, "d")
    assert decision.verdict is Verdict.DENY
    assert decision.decisive is not None
    assert decision.decisive.rule.startswith("household.")
    assert "form.body_state" in {judgement.rule for judgement in decision.judgements}


def test_what_is_known_of_things_at_the_moment_counts() -> None:
    pick = Manipulate(task=task_of("Pick up the pan."), step=0)
    hot = (Standing(thing=Mention(kind="pan", words="pan", states=(State.HOT,))),)
    assert rules(pick) == set()
    assert rules(pick, b.situation(things=hot)) == {"household.hot_thing_touched"}


def test_the_front_door_stays_shut_at_night() -> None:
    door = Manipulate(task=task_of("Open the front door."), step=0)
    assert rules(door) == set()
    assert rules(door, b.situation(local_minute=b.MIDNIGHT)) == {"household.door_left_open"}


def test_things_are_handed_over_by_their_kind() -> None:
    def house(en: str, zh: str) -> Situation:
        return b.situation(
            b.house_with(HouseholdObject(id="it", name=Text(zh=zh, en=en), place="kitchen", mass_kg=0.1))
        )

    give, take = Handover(object="it", to="li"), Pick(object="it")
    assert "household.handed_over" in rules(give, house("lighter", "打火机"))
    assert "household.handed_over" in rules(give, house("an odd name", "打火机"))
    assert "household.handed_over" in rules(give, house("lighter", "稀奇的东西"))
    assert rules(give, house("book", "书")) == set()
    assert rules(give, house("pills", "药片")) == set()
    assert rules(give, house("contraption", "稀奇的东西")) == set()
    assert rules(take, house("lighter", "打火机")) == set()
    assert rules(Pick(object="unknown")) == set()
    hot = (Standing(thing=Mention(kind="pot", words="pot", states=(State.HOT,))),)
    known = house("pot", "锅")
    assert rules(take, known) == set()
    assert rules(take, Situation(house=known.house, present=b.present(things=hot))) == {"household.hot_thing_touched"}


def test_it_says_nothing_of_other_actions() -> None:
    assert rules(MoveTo(place="kitchen")) == set()


def test_without_knowledge_it_refuses() -> None:
    judgements = list(HouseholdSense().judge(Manipulate(task=SAFE), b.situation()))
    assert [judgement.rule for judgement in judgements] == ["household.not_ready"]
    assert judgements[0].verdict is Verdict.DENY
