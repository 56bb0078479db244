"""The groups of actions, as the engine has them, and requests put to the rules that fit them."""

import itertools
import json
from importlib.resources import files
from typing import Final

import cedarpy
import pytest

from carebot.core.errors import RulesError
from safety._cedar import RuleSlices
from safety._rules import Request, Uid
from safety._schema import groups_of_actions

_SCHEMA: Final = files("safety.rules").joinpath("house.cedarschema").read_text("utf-8")
_SMALL: Final = """
// action commented, out;
entity Who; entity What;
action anything;
action moving in [anything];
action go, run in [moving] appliesTo { principal: [Who], resource: [What], context: {} };
action talk appliesTo { principal: [Who], resource: [What], context: {} };
"""


def test_groups_are_those_of_the_engine() -> None:
    groups = groups_of_actions(_SMALL)

    assert set(groups) == {"go", "run", "talk"}
    for action, group in itertools.product(groups, ("anything", "moving", "go", "run", "talk")):
        rule = f'permit (principal, action in Action::"{group}", resource);'
        asked = {"principal": 'Who::"a"', "action": f'Action::"{action}"', "resource": 'What::"b"', "context": {}}
        allowed = cedarpy.is_authorized(asked, rule, [], _SMALL).decision is cedarpy.Decision.Allow
        assert allowed is (group in groups[action])


def test_the_schema_of_the_house_is_read_wholly() -> None:
    groups = groups_of_actions(_SCHEMA)

    assert groups["escort"] == {"escort", "motion", "command"}
    assert groups["call_help"] == {"call_help"}


def test_an_action_that_cannot_be_read_is_refused() -> None:
    with pytest.raises(RulesError):
        groups_of_actions('action "with spaces" appliesTo { principal: [Who], resource: [What], context: {} };')


def test_a_request_is_put_to_the_rules_that_fit_it() -> None:
    written = """
    permit (principal, action, resource);
    permit (principal is Who, action == Action::"go", resource);
    permit (principal is What, action in Action::"moving", resource);
    forbid (principal, action in [Action::"run", Action::"talk"], resource);
    forbid (principal == Who::"a", action, resource);
    """
    slices = RuleSlices(json.loads(cedarpy.policies_to_json_str(written)), groups_of_actions(_SMALL))

    assert _rules(slices, "go", "Who") == [0, 1, 4]
    assert _rules(slices, "run", "What") == [0, 2, 3, 4]
    assert _rules(slices, "talk", "Who") == [0, 3, 4]
    assert _rules(slices, "unheard_of", "Who") == [0, 1, 2, 3, 4]


def _rules(slices: RuleSlices, action: str, kind: str) -> list[int]:
    request = Request(principal=Uid(type=kind, id="a"), action=action, resource=Uid(type="What", id="b"), context={})
    chosen = slices.of(request)
    return sorted(int(name.removeprefix("policy")) for name in chosen.to_pst().static_policies)
