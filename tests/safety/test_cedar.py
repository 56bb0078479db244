"""The engine's interface: what makes a set of rules, and which files are turned away with what word."""

import pytest

from carebot.core.errors import RulesError
from carebot.core.verdicts import Confirmer
from safety._cedar import RuleSet
from safety._rules import Entity, Request, Uid

SCHEMA = """
entity Person { kind: Bool, friend?: Person };
entity Room;
type Now = { night: Bool };
action enter, leave appliesTo { principal: [Person], resource: [Room], context: { now: Now, speed: Long } };
"""
INSTEAD = '@alternative_zh("慢") @alternative_en("slow")'
NOTES = f'@zh("中") @en("x") @hazard("h") @source("s") {INSTEAD}'


def rule(name: str, effect: str = "forbid", condition: str = "", notes: str = NOTES) -> str:
    return f'@id("{name}") {notes} {effect} (principal, action, resource) {condition};'


BASE = rule("may", "permit") + rule("fast", condition="when { context.speed > 300 && context.now.night }")
ANN, ROOM = Uid(type="Person", id="ann"), Uid(type="Room", id="hall")
PEOPLE = (Entity(uid=ANN, attributes={"kind": True}), Entity(uid=ROOM, attributes={}))


def request(speed: int = 100, night: bool = True, action: str = "enter") -> Request:
    return Request(principal=ANN, action=action, resource=ROOM, context={"now": {"night": night}, "speed": speed})


def test_rules_are_read_as_people_read_them() -> None:
    rules = RuleSet.parse(BASE, SCHEMA, rule("home.slow", notes=f'{NOTES} @confirm("resident staff")'))
    assert list(rules.rules) == ["may", "fast", "home.slow"]
    assert rules.rules["may"].permits
    fast, slow = rules.rules["fast"], rules.rules["home.slow"]
    assert (fast.text.zh, fast.text.en, fast.hazard, fast.source) == ("中", "x", "h", "s")
    assert fast.mentions == (("context", "speed"), ("context", "now", "night"))
    assert (slow.alternative.zh, slow.alternative.en) == ("慢", "slow")
    assert slow.confirmers == frozenset(Confirmer)
    assert fast.confirmers == frozenset()


def test_what_a_rule_looks_at_is_an_attribute_and_not_the_whole() -> None:
    rules = RuleSet.parse(
        BASE
        + rule("friend", condition="when { principal.kind && principal has friend && principal == principal.friend }"),
        SCHEMA,
    )
    assert rules.rules["friend"].mentions == (("principal", "kind"), ("principal", "friend"))


def test_answers_name_the_rules_that_decided() -> None:
    rules = RuleSet.parse(BASE, SCHEMA, rule("home.never", condition='when { action == Action::"leave" }'))
    known = rules.know(PEOPLE)
    answers = rules.ask([request(300), request(301), request(999, night=False), request(301, action="leave")], known)
    assert [answer.allowed for answer in answers] == [True, False, True, False]
    assert [answer.rules for answer in answers] == [("may",), ("fast",), ("may",), ("fast", "home.never")]
    assert all(answer.errors == () for answer in answers)


def test_the_same_question_is_evaluated_once_and_another_anew() -> None:
    rules = RuleSet.parse(BASE, SCHEMA)
    known = rules.know(PEOPLE)
    first = rules.ask([request(300)], known)
    assert rules.ask([request(300)], known) is first
    assert rules.ask([request(301)], known)[0].allowed is False
    assert rules.ask([request(300)], rules.know(PEOPLE)) == first


def test_an_error_in_evaluation_is_never_a_permission() -> None:
    ghost = "unless { principal has friend && principal.friend.kind }"
    rules = RuleSet.parse(rule("may", "permit") + rule("friends", condition=ghost), SCHEMA)
    friend = Entity(uid=ANN, attributes={"kind": True, "friend": Uid(type="Person", id="nobody")})
    answer = rules.ask([request()], rules.know([friend, PEOPLE[1]]))[0]
    assert not answer.allowed
    assert answer.errors


@pytest.mark.parametrize(
    "wrong",
    [
        request(action="fly"),
        Request(principal=ROOM, action="enter", resource=ROOM, context={"now": {"night": True}, "speed": 1}),
        Request(principal=ANN, action="enter", resource=ROOM, context={"speed": 1}),
        Request(principal=ANN, action="enter", resource=ROOM, context={"now": {"night": True}, "speed": True}),
    ],
)
def test_a_request_that_does_not_fit_the_schema_is_no_permission(wrong: Request) -> None:
    rules = RuleSet.parse(BASE, SCHEMA)
    answer = rules.ask([wrong], rules.know(PEOPLE))[0]
    assert not answer.allowed
    assert answer.errors


def test_entities_must_fit_the_schema() -> None:
    rules = RuleSet.parse(BASE, SCHEMA)
    with pytest.raises(ValueError, match="schema"):
        rules.know([Entity(uid=ANN, attributes={"kind": 3})])


@pytest.mark.parametrize(
    ("text", "added", "word"),
    [
        ("permit (", "", "cannot be read"),
        (BASE, "forbid (", "cannot be read"),
        (BASE, rule("home.open", "permit"), "only forbid"),
        (BASE, rule("fast"), "is taken"),
        (BASE + rule("may", "permit"), "", "used twice"),
        (BASE, rule("home.a") + rule("home.a"), "used twice"),
        (BASE, "forbid (principal, action, resource);", "lacks: id, zh, en, hazard, source, alternative_zh"),
        (BASE, f"@id {NOTES} forbid (principal, action, resource);", "policy0 lacks: id"),
        (BASE, rule("home.a", notes=NOTES.replace("@hazard", "@meant")), "home.a lacks: hazard"),
        (BASE, rule("home.a", notes=f'@zh("") @en("x") @hazard("h") @source("s") {INSTEAD}'), "lacks: zh"),
        (BASE, rule("home.a", notes=NOTES.replace("@alternative_en", "@meant")), "lacks: alternative_en"),
        (BASE, rule("home.a", notes=NOTES.replace(INSTEAD, "")), "lacks: alternative_zh, alternative_en"),
        (BASE, rule("home.a", notes=f'{NOTES} @said_zh("中")'), "home.a lacks: said_en"),
        (BASE, rule("home.a", notes=f'{NOTES} @confirm("dog")'), "unknown confirmer"),
        (BASE, rule("home.a", condition="when { context.nonsense }"), "do not fit their schema"),
        (BASE, rule("home.a", condition='when { action == Action::"fly" }'), "do not fit their schema"),
        (BASE, f'@id("home.t") {NOTES} forbid (principal == ?principal, action, resource);', "templates"),
    ],
)
def test_broken_rules_are_turned_away(text: str, added: str, word: str) -> None:
    with pytest.raises(RulesError, match=word) as raised:
        RuleSet.parse(text, SCHEMA, added)
    assert "家规" in raised.value.text.zh


def test_a_broken_schema_is_turned_away() -> None:
    with pytest.raises(RulesError, match="cannot be read"):
        RuleSet.parse(BASE, "entity {")
