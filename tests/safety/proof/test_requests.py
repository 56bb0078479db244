"""The requests that are built are among those that the proofs are about, and any other is refused."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

from hypothesis import given

from carebot.core.actions import AlarmLevel
from carebot.core.limits import SafetyLimits
from carebot.core.situation import Situation
from carebot.core.verdicts import Verdict
from safety._entities import entities_of
from safety._requests import Asking
from safety._rooms import RoomFinder
from safety._rule_files import schema_text
from safety._rules import Request, Uid
from safety.proof.schema import Bool, EntityOf, Environment, Long, Record, SetOf, String, Type, parse_schema
from tests.safety import builders as b
from tests.safety.rules.moments import CLIP, house_rules
from tests.safety.strategies import ANYTHING, situations

SCHEMA = parse_schema(schema_text())
ENVIRONMENTS = frozenset(SCHEMA.environments())


def fits(value: Any, kind: Type) -> bool:
    match kind:
        case Bool():
            return isinstance(value, bool)
        case Long():
            return isinstance(value, int) and not isinstance(value, bool) and -(2**63) <= value < 2**63
        case String():
            return isinstance(value, str)
        case EntityOf(name):
            return isinstance(value, Uid) and value.type == name
        case SetOf(element):
            return isinstance(value, list | tuple | frozenset) and all(fits(one, element) for one in value)
        case Record(fields):
            whole = isinstance(value, Mapping) and value.keys() <= fields.keys()
            return whole and all(
                fits(value[name], field.type) if name in value else field.optional for name, field in fields.items()
            )


def is_meant(request: Request) -> bool:
    """Whether the proofs are about `request`."""
    kind = Environment(action=request.action, principal=request.principal.type, resource=request.resource.type)
    return kind in ENVIRONMENTS and fits(request.context, SCHEMA.actions[request.action].context)


@given(ANYTHING, situations())
def test_every_request_is_meant_or_refused(action: Any, situation: Situation) -> None:
    asking = Asking(
        situation=situation, limits=SafetyLimits(), confirmation_life=timedelta(seconds=60), rooms=RoomFinder()
    )
    if not all(is_meant(request) for request in asking.requests(action)):
        assert Verdict.DENY in {judgement.verdict for judgement in house_rules().judge(action, situation)}


def test_what_is_asked_of_nobody_is_not_meant() -> None:
    """Pictures of nobody in particular do not fit the schema, and the engine refuses what does not."""
    asking = Asking(
        situation=b.situation(requester=b.BY_NURSE, alarm=AlarmLevel.HIGH),
        limits=SafetyLimits(),
        confirmation_life=timedelta(seconds=60),
        rooms=RoomFinder(),
    )
    assert [is_meant(request) for request in asking.requests(CLIP)] == [True]
    assert [is_meant(request) for request in asking.requests(replace(CLIP, about=""))] == [False]


def test_everybody_and_everything_fits_the_schema() -> None:
    for entity in entities_of(b.HOUSE):
        assert fits(entity.attributes, SCHEMA.entities[entity.uid.type])
    assert not fits({}, SCHEMA.entities["Resident"])
    assert not fits({"onShift": 1, "nurse": True}, SCHEMA.entities["Staff"])
