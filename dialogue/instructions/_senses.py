"""What a verb comes to mean with the things it is said of: to light paper is to burn it.

Only the nature of the things decides, never their names.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from carebot.core.household import Mention, Relation, State, ThingKind
from dialogue.instructions.draft import Draft

_LIGHTING: Final = frozenset({"light", "lights", "lit", "lighting", "ignite", "ignites", "ignited", "igniting"})
_MEANT_TO_BURN: Final = frozenset({"switchable", "heater", "open_flame", "igniter", "open_fuel", "smoking", "mains"})

_OF_DEVICES: Final = frozenset({State.ON, State.OFF, State.PLUGGED, State.HOT})

Traits = Mapping[ThingKind, frozenset[str]]


def sense_of(draft: Draft, traits: Traits) -> str:
    """The verb that is meant by `draft`, all parts of which are known."""
    first = draft.words.partition(" ")[0]
    things = [_nature(thing, traits) for thing in draft.things]
    hosts = [_nature(where.thing, traits) for where in draft.where if where.relation is Relation.IN]
    if draft.verb == "switch_on" and first in _LIGHTING:
        burns = any("flammable" in nature and not nature & _MEANT_TO_BURN for nature in things)
        return "burn" if burns else draft.verb
    if draft.verb == "switch_off" and any("liquid" in _nature(tool, traits) for tool in draft.using):
        return "damage" if any("electrical" in nature for nature in things) else draft.verb
    if draft.verb == "throw" and any("waste_place" in host for host in hosts):
        return "discard"
    return draft.verb


def turned_into(draft: Draft, first: str, preposition: str) -> None:
    """ "Turn the hall into a slippery place": not moved there, but made so."""
    if draft.verb == "move" and preposition == "into" and first.startswith("turn") and draft.things:
        draft.verb = "make"


def said_of(draft: Draft, state: State, traits: Traits) -> None:
    """Note that something in the clause is in `state`: the latest thing that can be, else what is dealt with."""
    for index in reversed(range(len(draft.where))):
        thing = draft.where[index].thing
        if state in _OF_DEVICES and _nature(thing, traits) & _MEANT_TO_BURN:
            draft.where[index] = replace(draft.where[index], thing=replace(thing, states=(*thing.states, state)))
            return
    if draft.things:
        last = draft.things[-1]
        draft.things[-1] = replace(last, states=(*last.states, state))


def _nature(thing: Mention, traits: Traits) -> frozenset[str]:
    return traits.get(thing.kind, frozenset()) | set(thing.traits)
