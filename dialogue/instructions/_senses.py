"""What a verb comes to mean with the things it is said of: to light paper is to burn it.

Only the nature of the things decides, never their names.
"""

from dataclasses import replace
from typing import Final

from carebot.core.household import Manner, Relation, State
from dialogue.instructions._arranging import Traits, nature_of, rearrange
from dialogue.instructions.draft import Draft
from dialogue.instructions.salience import Salience

_LIGHTING: Final = frozenset({"light", "lights", "lit", "lighting", "ignite", "ignites", "ignited", "igniting"})
_MEANT_TO_BURN: Final = frozenset({"switchable", "heater", "open_flame", "igniter", "open_fuel", "smoking", "mains"})

_HEATING: Final = frozenset({"chamber", "toaster", "burner"})
_RUNNING: Final = frozenset({"run", "runs", "running", "ran"})
_OF_DEVICES: Final = frozenset({State.ON, State.OFF, State.PLUGGED, State.HOT})

_FLOWING: Final = frozenset({"tap", "gas", "water_source"})
_STOPPED: Final = frozenset({"drain", "basin"})
_TURNED: Final = frozenset({"switchable", "heater", "heat_source", "tap", "burner_control", "mains"})


def settle(draft: Draft, traits: Traits, salience: Salience) -> None:
    """Bring `draft`, all parts of which are known, to the verb that it means; what is switched without a name is it."""
    _complete(draft, traits)
    rearrange(draft, traits, salience)
    draft.verb = _sense_of(draft, traits)
    if draft.empty and draft.verb in {"switch_on", "switch_off"}:
        meant = salience.thing(draft.verb)
        draft.things += [meant] if meant is not None else []


def _sense_of(draft: Draft, traits: Traits) -> str:
    """The verb that is meant by `draft`, all parts of which are known."""
    things = [nature_of(thing, traits) for thing in draft.things]
    hosts = [nature_of(where.thing, traits) for where in draft.where if where.relation is Relation.IN]
    meant = draft.verb
    match draft.verb:
        case "open" | "close" | "plug_in" | "move" | "point":
            meant = _of_device(draft, things)
        case "switch_on":
            meant = _lit(draft, things)
        case "switch_off" if any("liquid" in nature_of(tool, traits) for tool in draft.using):
            meant = "damage" if any("electrical" in nature for nature in things) else meant
        case "dry" if any(host & _HEATING and "dryer" not in host for host in hosts):
            meant = "heat"
        case "throw":
            meant = _thrown(draft, things, hosts)
        case "pick" if draft.states:
            meant = "make"
    return meant


def _of_device(draft: Draft, things: list[frozenset[str]]) -> str:
    """A tap is opened to let it run, a drain plugged to close it, a knob turned up to switch on."""
    match draft.verb:
        case "open" | "close" if things and all(nature & _FLOWING and "openable" not in nature for nature in things):
            return "switch_on" if draft.verb == "open" else "switch_off"
        case "plug_in" if things and all(nature & _STOPPED for nature in things):
            return "close"
        case "move" if draft.turned and any(nature & _TURNED for nature in things):
            return "switch_on"
        case "move" if draft.source and not draft.where:
            return "pick"
        case "point" if not things:
            return "watch"
        case _:
            return draft.verb


def _lit(draft: Draft, things: list[frozenset[str]]) -> str:
    """To light what burns and is not made for it is to burn it; so is to make a fire with something."""
    first = draft.words.partition(" ")[0]
    burns = any("flammable" in nature and not nature & _MEANT_TO_BURN for nature in things)
    fire = draft.using and any("lit_always" in nature for nature in things)
    return "burn" if fire or (burns and first in _LIGHTING) else draft.verb


def _thrown(draft: Draft, things: list[frozenset[str]], hosts: list[frozenset[str]]) -> str:
    """What is thrown into the bin is discarded; what is tossed in a bowl is turned over in it."""
    tossed = draft.words.startswith("toss") and any("vessel" in host for host in hosts)
    if tossed and all("food" in nature for nature in things):
        return "put"
    return "discard" if any("waste_place" in host for host in hosts) else draft.verb


def _complete(draft: Draft, traits: Traits) -> None:
    """What is played on a device is the device switched on; who runs with a thing in the hand moves it roughly."""
    first = draft.words.partition(" ")[0]
    devices = [where.thing for where in draft.where if "electronic" in nature_of(where.thing, traits)]
    if draft.verb != "switch_on":
        return
    if first.startswith("play") and devices:
        draft.things, draft.where = devices, []
    elif first in _RUNNING and not draft.things:
        draft.verb, draft.things, draft.using = "move", draft.using, []
        draft.manners.append(Manner.ROUGHLY)


def turned_into(draft: Draft, first: str, preposition: str) -> None:
    """ "Turn the hall into a slippery place": not moved there, but made so."""
    if draft.verb == "move" and preposition == "into" and first.startswith("turn") and draft.things:
        draft.verb = "make"


def said_of(draft: Draft, state: State, traits: Traits) -> None:
    """Note that something in the clause is in `state`: the latest thing that can be, else what is dealt with."""
    for index in reversed(range(len(draft.source))):
        thing = draft.source[index]
        if state in _OF_DEVICES and nature_of(thing, traits) & _MEANT_TO_BURN:
            draft.source[index] = replace(thing, states=(*thing.states, state))
            return
    for index in reversed(range(len(draft.where))):
        thing = draft.where[index].thing
        if state in _OF_DEVICES and nature_of(thing, traits) & _MEANT_TO_BURN:
            draft.where[index] = replace(draft.where[index], thing=replace(thing, states=(*thing.states, state)))
            return
    if draft.things:
        last = draft.things[-1]
        draft.things[-1] = replace(last, states=(*last.states, state))
