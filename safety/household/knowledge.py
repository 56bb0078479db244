"""What is known of household things, and the hazard rules over it: read from data files, checked whole when loaded.

A rule speaks of traits and states, never of one pair of things. Whatever a file names must be declared.
"""

import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any, Final

from carebot.core.errors import RulesError
from carebot.core.household import Effect, Manner, Noun, State, ThingKind
from carebot.core.language import Text
from safety.household.events import EVENTS, HOW

_FOLDER: Final = "safety.household.knowledge_files"


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """A kind of thing, its names, and everything that its traits bring along."""

    noun: Noun
    traits: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """What must be there and what must not, among the traits and states of a thing or the circumstances of a deed."""

    wanted: frozenset[str]
    barred: frozenset[str]

    def holds(self, marks: frozenset[str]) -> bool:
        """Whether `marks` meet the condition."""
        return self.wanted <= marks and not self.barred & marks


Conditions = tuple[Condition, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HazardRule:
    """One hazard: in which events, of which things, with which others and how; its sentence, effect and alternative."""

    id: str
    events: frozenset[str]
    thing: Conditions
    other: Conditions
    how: Conditions
    effect: Effect
    reason: Text
    alternative: Text
    source: str

    def bites(self, thing: frozenset[str], other: frozenset[str], how: frozenset[str]) -> bool:
        """Whether an event of this rule, with these marks, is the hazard."""
        return _any(self.thing, thing) and _any(self.other, other) and _any(self.how, how)


def _any(conditions: Conditions, marks: frozenset[str]) -> bool:
    return not conditions or any(condition.holds(marks) for condition in conditions)


@dataclass(frozen=True, slots=True, kw_only=True)
class Knowledge:
    """All things by kind, all rules by event, every trait with what it brings along, and what to say of aims."""

    things: Mapping[ThingKind, Thing]
    rules: Mapping[str, tuple[HazardRule, ...]]
    closures: Mapping[str, frozenset[str]]
    aims: Mapping[Effect, Text]

    @property
    def nouns(self) -> tuple[Noun, ...]:
        """The names of all things, with their traits, for whoever has to understand them in sentences."""
        return tuple(thing.noun for thing in self.things.values())

    def traits_of(self, kind: ThingKind) -> frozenset[str]:
        """The traits of a kind; none where it is unknown."""
        thing = self.things.get(kind)
        return thing.traits if thing is not None else frozenset()

    def all_rules(self) -> tuple[HazardRule, ...]:
        """Every rule once, in the order of the events and, for each, of the files."""
        return tuple({rule.id: rule for rules in self.rules.values() for rule in rules}.values())


def load_knowledge() -> Knowledge:
    """The knowledge in carebot's own files; raises RulesError where one is broken."""
    return _understood(tuple((item.name, item.read_text("utf-8")) for item in sorted_files()))


@lru_cache(maxsize=1)
def _understood(texts: tuple[tuple[str, str], ...]) -> Knowledge:
    """Several parts of a robot ask for the same files, whose reading takes most of a second."""
    return build_knowledge({name: _table(name, text) for name, text in texts})


def sorted_files() -> list[Any]:
    """The knowledge files in the order of their names."""
    found = (item for item in files(_FOLDER).iterdir() if item.name.endswith(".toml"))
    return sorted(found, key=lambda item: item.name)


def _table(name: str, text: str) -> Mapping[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise _broken(name, str(error)) from error


def build_knowledge(tables: Mapping[str, Mapping[str, Any]]) -> Knowledge:
    """The knowledge in parsed files by name; raises RulesError naming what is wrong."""
    traits = _closures(tables.get("traits.toml", {}))
    things: dict[ThingKind, Thing] = {}
    taken: dict[str, ThingKind] = {}
    for name, table in tables.items():
        if name.startswith("things"):
            for kind, line in _entries(name, table):
                if kind in things:
                    raise _broken(name, f"{kind} stands there twice")
                things[kind] = _thing(name, kind, line, traits, taken)
    rules = [rule for name, table in tables.items() if name.startswith("rules") for rule in _rules(name, table, traits)]
    repeated = {rule.id for rule in rules if sum(other.id == rule.id for other in rules) > 1}
    if repeated:
        raise _broken("rules", f"{', '.join(sorted(repeated))} stands there twice")
    by_event = {event: tuple(rule for rule in rules if event in rule.events) for event in sorted(EVENTS)}
    return Knowledge(things=things, rules=by_event, closures=traits, aims=_aims(tables.get("effects.toml", {})))


def _entries(name: str, table: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for section, entries in table.items():
        if not isinstance(entries, Mapping):
            raise _broken(name, f"{section} is no table")
        for key, line in entries.items():
            if not isinstance(line, str):
                raise _broken(name, f"{section}.{key} is no text")
            yield key, line


def _closures(table: Mapping[str, Any]) -> dict[str, frozenset[str]]:
    """Every trait with all that it brings along."""
    direct = {trait: tuple(line.split()) for trait, line in _entries("traits.toml", table)}
    unknown = {one for brought in direct.values() for one in brought} - direct.keys()
    if unknown:
        raise _broken("traits.toml", f"no such trait: {', '.join(sorted(unknown))}")
    closed: dict[str, frozenset[str]] = {}
    for trait, brought in direct.items():
        reached, waiting = {trait}, list(brought)
        while waiting:
            one = waiting.pop()
            if one not in reached:
                reached.add(one)
                waiting += direct[one]
        closed[trait] = frozenset(reached)
    return closed


def _thing(
    name: str, kind: ThingKind, line: str, traits: Mapping[str, frozenset[str]], taken: dict[str, ThingKind]
) -> Thing:
    zh, en, own = _parts(name, kind, line)
    unknown = [one for one in own if one not in traits]
    if unknown:
        raise _broken(name, f"{kind}: no such trait: {', '.join(unknown)}")
    for said in (*zh, *en):
        key = name_key(said)
        if taken.setdefault(key, kind) != kind:
            raise _broken(name, f"{kind} and {taken[key]} are both called {said}")
    whole = frozenset().union(*(traits[one] for one in own))
    return Thing(noun=Noun(kind=kind, zh=zh, en=en, traits=whole), traits=whole)


def _parts(name: str, kind: str, line: str) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    parts = line.split("|")
    zh = tuple(parts[0].split())
    en = tuple(one.strip() for one in parts[1].split(",")) if len(parts) == 3 else ()
    if not zh or not en or not all(en):
        raise _broken(name, f"{kind} needs Chinese names | English names | traits")
    return zh, en, tuple(parts[2].split())


def name_key(name: str) -> str:
    """A name as it is compared: without case, blanks and hyphens."""
    return "".join(letter for letter in name.lower() if letter.isalnum())


def _rules(name: str, table: Mapping[str, Any], traits: Iterable[str]) -> Iterator[HazardRule]:
    known = frozenset(traits)
    marks = known | {f"has:{trait}" for trait in known} | {f"is:{state}" for state in State}
    circumstances = HOW | {f"manner:{manner}" for manner in Manner}
    for rule_id, entry in table.items():
        if not isinstance(entry, Mapping):
            raise _broken(name, f"{rule_id} is no table")
        try:
            yield _rule(rule_id, entry, marks, circumstances)
        except (KeyError, ValueError, TypeError) as error:
            raise _broken(name, f"{rule_id}: {error}") from error


def _rule(rule_id: str, entry: Mapping[str, Any], marks: frozenset[str], circumstances: frozenset[str]) -> HazardRule:
    unknown = entry.keys() - {"on", "thing", "other", "how", "effect", "why", "instead", "source"}
    if unknown:
        raise ValueError(f"unknown key {', '.join(sorted(unknown))}")
    events = frozenset(_list(entry["on"]))
    unheard = events - EVENTS
    if unheard or not events:
        raise ValueError(f"no such event: {', '.join(sorted(unheard))}")
    return HazardRule(
        id=f"household.{rule_id}",
        events=events,
        thing=_conditions(entry.get("thing", []), marks),
        other=_conditions(entry.get("other", []), marks),
        how=_conditions(entry.get("how", []), circumstances),
        effect=Effect(entry["effect"]),
        reason=_text(entry["why"]),
        alternative=_text(entry["instead"]),
        source=str(entry["source"]),
    )


def _aims(table: Mapping[str, Any]) -> Mapping[Effect, Text]:
    try:
        aims = {Effect(effect): _text(line) for effect, line in _entries("effects.toml", table)}
    except ValueError as error:
        raise _broken("effects.toml", str(error)) from error
    missing = set(Effect) - aims.keys()
    if missing:
        raise _broken("effects.toml", f"nothing is said of {', '.join(sorted(missing))}")
    return aims


def _list(value: object) -> list[str]:
    given = [value] if isinstance(value, str) else value
    if not isinstance(given, list) or not all(isinstance(one, str) for one in given):
        raise TypeError(f"{value!r} is no list of words")
    return given


def _conditions(value: object, known: frozenset[str]) -> Conditions:
    return tuple(_condition(line, known) for line in _list(value))


def _condition(line: str, known: frozenset[str]) -> Condition:
    words: Sequence[str] = line.split()
    barred = frozenset(word[1:] for word in words if word.startswith("-"))
    wanted = frozenset(word for word in words if not word.startswith("-"))
    unknown = (wanted | barred) - known
    if unknown or not words:
        raise ValueError(f"no such mark: {', '.join(sorted(unknown))}")
    return Condition(wanted=wanted, barred=barred)


def _text(value: object) -> Text:
    zh, en = (one.strip() for one in str(value).partition("|")[::2])
    if not zh or not en:
        raise ValueError(f"{value!r} needs Chinese | English")
    return Text(zh=zh, en=en)


def _broken(name: str, why: str) -> RulesError:
    return RulesError(
        Text(
            zh=f"家居常识文件 {name} 有误：{why}。请改正该文件，或重新安装 carebot。",
            en=f"The household knowledge in {name} is wrong: {why}. Correct the file, or install carebot again.",
        )
    )
