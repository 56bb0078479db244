"""Which of the things in a clause goes on, in or round which: to water a plant with milk is to pour milk on it.

What goes without saying is completed from what was spoken of before.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from carebot.core.household import Mention, Relation, State, ThingKind, Where
from dialogue.instructions.draft import Draft
from dialogue.instructions.salience import Salience

Traits = Mapping[ThingKind, frozenset[str]]

_PLACES: Final = frozenset({"place", "receptacle", "storage", "furniture", "vessel", "basin"})
_STREWN: Final = ("sprinkl", "spread", "dust")
_PLAY: Final = frozenset({"play", "plays", "playing"})
_FLUNG: Final = ("splash", "slosh")
"""At whom a liquid is flung, on them it comes down."""
_BINDING: Final = ("tie", "tying", "bind", "bound", "chain")
_ADDED: Final = ("add ", "adding ", "pour in ", "put in ", "drop in ", "stir in ", "throw in ")
"""How something is put into what one is cooking in, which need not be named again."""


def nature_of(thing: Mention, traits: Traits) -> frozenset[str]:
    """What is known of a thing and said of it."""
    return traits.get(thing.kind, frozenset()) | set(thing.traits)


def rearrange(draft: Draft, traits: Traits, salience: Salience) -> None:
    """Bring what is wrapped round, poured over or added to its place; "the heat" is that of the stove named before."""
    match draft.verb:
        case "cover":
            wraps = [where for where in draft.where if _wraps(where, traits)]
            draft.using += [where.thing for where in wraps]
            draft.where = [where for where in draft.where if where not in wraps]
        case "water":
            _watered(draft, traits)
        case "season":
            _seasoned(draft, traits)
        case "slice" | "pick":
            _cut_or_held(draft, traits)
        case "use" if _played_with(draft, traits):
            draft.verb = "give"
        case "cook":
            draft.using = [tool for tool in draft.using if "edible_liquid" not in nature_of(tool, traits)]
        case "clean" if draft.words.startswith("rub") and draft.where and draft.things:
            draft.verb = "put"
        case "put" | "pour" | "throw" | "spray":
            _put(draft, traits, salience)
        case "move" | "switch_on" | "switch_off":
            _heat(draft, traits, salience)


def _cut_or_held(draft: Draft, traits: Traits) -> None:
    """What one cuts through is cut; a flame that is held somewhere does its harm there as if it were put down."""
    flames = ("open_flame" in nature_of(one, traits) or State.BURNING in one.states for one in draft.things)
    if draft.verb == "slice" and draft.where and not draft.things:
        draft.things, draft.where = [where.thing for where in draft.where], []
    elif draft.verb == "pick" and draft.where and draft.words.startswith("hold") and any(flames):
        draft.verb = "put"


def _heat(draft: Draft, traits: Traits, salience: Salience) -> None:
    source = salience.of_nature("burner", "oven", "heater")
    heat = ("heat_idea" in nature_of(thing, traits) for thing in draft.things)
    if source is not None and draft.things and all(heat):
        draft.things = [source]


def _watered(draft: Draft, traits: Traits) -> None:
    liquids = [tool for tool in draft.using if nature_of(tool, traits) & {"liquid", "chemical"}]
    if liquids and draft.things:
        draft.verb = "pour"
        draft.where += [Where(relation=Relation.ON, thing=thing) for thing in draft.things]
        draft.using = [tool for tool in draft.using if tool not in liquids]
        draft.things = liquids


def _seasoned(draft: Draft, traits: Traits) -> None:
    draft.using = [_edible(tool) for tool in draft.using]
    if draft.using and all("edible_liquid" in nature_of(tool, traits) for tool in draft.using):
        draft.verb, draft.things, draft.using = "mix", [*draft.things, *draft.using], []


def _put(draft: Draft, traits: Traits, salience: Salience) -> None:
    first = draft.words.partition(" ")[0]
    if first.startswith(_FLUNG) or "泼" in draft.words:
        draft.where = [
            replace(where, relation=Relation.ON) if where.relation is Relation.NEAR else where for where in draft.where
        ]
    if "锁" in draft.words and any(_living(thing, traits) for thing in draft.things):
        draft.verb = "lock"
    elif first.startswith(_BINDING) and _people(draft, traits):
        draft.verb, draft.where = "block", []
    elif first.startswith(_STREWN) and draft.using and draft.things and not draft.where:
        draft.verb = "season"
        _seasoned(draft, traits)
    elif not draft.where and salience.burning() is not None and _wets(draft, traits):
        burning = salience.burning()
        draft.where += [Where(relation=Relation.ON, thing=burning)] if burning is not None else []
    elif draft.words.startswith(_ADDED) and draft.things and not draft.where:
        into = salience.of_nature("vessel", "cookware", "dish")
        if into is not None and into.kind not in {thing.kind for thing in draft.things}:
            draft.where.append(Where(relation=Relation.IN, thing=into))


def _wets(draft: Draft, traits: Traits) -> bool:
    """Whether a liquid is at hand: it goes onto what burns."""
    things = (*draft.things, *draft.using)
    held = (content for thing in things for content in thing.contents)
    return any("liquid" in nature_of(thing, traits) for thing in (*things, *held))


def _living(thing: Mention, traits: Traits) -> bool:
    return bool(nature_of(thing, traits) & {"person", "pet"})


def _played_with(draft: Draft, traits: Traits) -> bool:
    """Whether somebody is let play with something, which is given for it."""
    playing = "玩" in draft.words or bool(_PLAY & set(draft.words.split()))
    return playing and len(draft.things) > 1 and _living(draft.things[0], traits)


def _people(draft: Draft, traits: Traits) -> bool:
    return any("person" in nature_of(thing, traits) or "elder" in thing.traits for thing in draft.things)


def _edible(tool: Mention) -> Mention:
    """What one seasons with and nobody knows is some herb or spice, unless something else is said of it."""
    return tool if tool.kind or tool.traits else replace(tool, traits=("condiment",))


def _wraps(where: Where, traits: Traits) -> bool:
    return where.relation is Relation.IN and not nature_of(where.thing, traits) & _PLACES
