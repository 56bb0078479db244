"""The Cedar engine behind one interface. No other module knows that the house rules are Cedar.

Text is parsed once; asking costs well under a millisecond. Anything but a clean permission is a refusal.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

import cedarpy

from carebot.core.errors import RulesError
from carebot.core.language import Text
from carebot.core.verdicts import Confirmer
from safety._rules import Answer, Entity, Mention, Request, Rule, Uid, Value
from safety._schema import groups_of_actions

_DEMANDED: Final = ("id", "zh", "en", "hazard", "source")
# Whoever is refused something hears what is nearest to it and safe.
_DEMANDED_OF_FORBIDS: Final = ("alternative_zh", "alternative_en")
_SPOKEN: Final = ("said_zh", "said_en")


class KnownEntities:
    """Entities parsed for the engine, and readable by name."""

    def __init__(self, entities: Sequence[Entity], schema: cedarpy.Schema) -> None:
        self.by_uid = {entity.uid: entity for entity in entities}
        document = [
            {"uid": one.uid.json(), "attrs": {k: _plain(v) for k, v in one.attributes.items()}, "parents": []}
            for one in entities
        ]
        self.handle = cedarpy.Entities.from_json_str(json.dumps(document), schema)


class RuleSlices:
    """The rules, cut by action and by who asks.

    A rule whose head names another action or another kind of requester says nothing on a request, so each request is
    put to those alone whose head fits.
    """

    def __init__(self, document: Mapping[str, Any], groups: Mapping[str, frozenset[str]]) -> None:
        self._document = document
        self._groups = groups
        self._cut: dict[tuple[str, str], cedarpy.PolicySet] = {}

    def of(self, request: Request) -> cedarpy.PolicySet:
        """The rules whose head fits `request`; all of them for an action that the schema does not know."""
        about = (request.action, request.principal.type)
        if about not in self._cut:
            self._cut[about] = self._slice(*about)
        return self._cut[about]

    def _slice(self, action: str, kind: str) -> cedarpy.PolicySet:
        groups = self._groups.get(action)
        policies = {
            name: policy
            for name, policy in self._document["staticPolicies"].items()
            if groups is None
            or (_fits(policy["action"], groups) and policy["principal"].get("entity_type", kind) == kind)
        }
        return cedarpy.PolicySet.from_json_str(json.dumps({**self._document, "staticPolicies": policies}))


def _fits(head: Mapping[str, Any], groups: frozenset[str]) -> bool:
    """Whether a rule with this condition on the action says anything on an action that is in `groups`."""
    named = [head["entity"]] if "entity" in head else head.get("entities")
    return named is None or any(one["id"] in groups for one in named)


class RuleSet:
    """The rules in force: the house's own and what a home adds."""

    def __init__(self, slices: RuleSlices, schema: cedarpy.Schema, rules: Mapping[str, Rule]) -> None:
        self._slices = slices
        self._schema = schema
        self._order = {name: place for place, name in enumerate(rules)}
        self._last: tuple[KnownEntities, list[Request], list[Answer]] | None = None
        self.rules = rules

    @classmethod
    def parse(cls, text: str, schema_text: str, added_text: str = "") -> "RuleSet":
        """The rules of `text`, and of `added_text`, which may only forbid; raises RulesError."""
        rules = {rule.id: rule for rule in _read(text)}
        for rule in _read(added_text):
            if rule.permits:
                raise _error(
                    f"规则 {rule.id} 是许可；附加规则只能禁止。", f"{rule.id} permits; added rules only forbid."
                )
            if rule.id in rules:
                raise _error(f"规则编号 {rule.id} 重复。", f"The rule id {rule.id} is taken.")
            rules[rule.id] = rule
        both = f"{text}\n{added_text}"
        try:
            schema = cedarpy.Schema.from_str(schema_text)
            faults = cedarpy.validate_policies(both, schema).errors
            slices = RuleSlices(json.loads(cedarpy.policies_to_json_str(both)), groups_of_actions(schema_text))
        except ValueError as error:
            raise _error(f"规则无法读取：{error}", f"The rules cannot be read: {error}") from error
        if faults:
            raise _error(f"规则不符合规定的形式：{faults[0]}", f"The rules do not fit their schema: {faults[0]}")
        return cls(slices, schema, rules)

    def know(self, entities: Sequence[Entity]) -> KnownEntities:
        """`entities` made ready for asking; raises ValueError when they do not fit the schema."""
        return KnownEntities(entities, self._schema)

    def ask(self, requests: Sequence[Request], known: KnownEntities) -> list[Answer]:
        """One answer for each of `requests`.

        What was asked last is not evaluated again: a running action asks the same twenty times a second.
        """
        wanted = list(requests)
        if self._last is None or self._last[0] is not known or self._last[1] != wanted:
            self._last = (known, wanted, self._evaluate(wanted, known))
        return self._last[2]

    def _evaluate(self, requests: Sequence[Request], known: KnownEntities) -> list[Answer]:
        return [self._answer(request, known) for request in requests]

    def _answer(self, request: Request, known: KnownEntities) -> Answer:
        """The answer, with the rules that decided in the order in which they are written."""
        asked = {
            "principal": request.principal.json(),
            "action": {"type": "Action", "id": request.action},
            "resource": request.resource.json(),
            "context": {name: _plain(value) for name, value in request.context.items()},
        }
        result = cedarpy.is_authorized_batch([asked], self._slices.of(request), known.handle, self._schema)[0]
        errors = tuple(result.diagnostics.errors)
        decided = set(result.diagnostics.id_annotations_by_reason.values())
        return Answer(
            allowed=result.decision is cedarpy.Decision.Allow and not errors,
            rules=tuple(sorted(decided, key=self._order.__getitem__)),
            errors=errors,
        )


def _plain(value: Value) -> object:
    match value:
        case Uid():
            return value.reference()
        case Mapping():
            return {name: _plain(item) for name, item in value.items()}
        case _:
            return value


def _read(text: str) -> Iterator[Rule]:
    """The rules in `text` as people read them; raises RulesError where one lacks what every rule has."""
    try:
        document: dict[str, Any] = json.loads(cedarpy.policies_to_json_str(text))
    except ValueError as error:
        raise _error(f"规则无法读取：{error}", f"The rules cannot be read: {error}") from error
    if document["templates"]:
        raise _error("规则里不能用模板。", "Rules must not be templates.")
    seen: set[str] = set()
    for name, policy in document["staticPolicies"].items():
        rule = _rule(name, policy)
        if rule.id in seen:
            raise _error(f"规则编号 {rule.id} 重复。", f"The rule id {rule.id} is used twice.")
        seen.add(rule.id)
        yield rule


def _rule(name: str, policy: Mapping[str, Any]) -> Rule:
    notes: dict[str, str] = policy.get("annotations", {})
    demanded = _DEMANDED if policy["effect"] == "permit" else (*_DEMANDED, *_DEMANDED_OF_FORBIDS)
    spoken = _SPOKEN if any(note in notes for note in _SPOKEN) else ()
    missing = [note for note in (*demanded, *spoken) if not notes.get(note)]
    if missing:
        which, lacking = notes.get("id") or name, ", ".join(missing)
        raise _error(f"规则 {which} 缺少：{lacking}。", f"The rule {which} lacks: {lacking}.")
    try:
        confirmers = frozenset(Confirmer(word) for word in notes.get("confirm", "").split())
    except ValueError as error:
        raise _error(f"规则 {notes['id']} 的 @confirm 不对。", f"{notes['id']} names an unknown confirmer.") from error
    return Rule(
        id=notes["id"],
        permits=policy["effect"] == "permit",
        text=Text(zh=notes["zh"], en=notes["en"]),
        said=Text(zh=notes.get("said_zh", ""), en=notes.get("said_en", "")),
        hazard=notes["hazard"],
        source=notes["source"],
        alternative=Text(zh=notes.get("alternative_zh", ""), en=notes.get("alternative_en", "")),
        confirmers=confirmers,
        mentions=tuple(dict.fromkeys(_mentions(policy["conditions"]))),
    )


def _mentions(node: object) -> Iterator[Mention]:
    """The longest attribute paths in a condition, such as ("context", "now", "night")."""
    path = _path(node)
    if len(path) > 1:
        yield path
    elif isinstance(node, Mapping):
        for part in node.values():
            yield from _mentions(part)
    elif isinstance(node, list):
        for part in node:
            yield from _mentions(part)


def _path(node: object) -> Mention:
    match node:
        case {"Var": str(root)}:
            return (root,)
        case {".": {"left": left, "attr": str(name)}}:
            before = _path(left)
            return (*before, name) if before else ()
        case _:
            return ()


def _error(zh: str, en: str) -> RulesError:
    return RulesError(Text(zh=f"家规有误。{zh}请改正后重新载入。", en=f"House rules: {en} Mend them and load again."))
