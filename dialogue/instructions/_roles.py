"""The parts that things have in a clause: what is done to them, where, from where, with what."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from carebot.core.household import Mention, Relation, ThingKind, Where
from dialogue.instructions.draft import Draft

_PEOPLE: Final = frozenset({"elder", "child", "pet", "person"})
_DONE_FOR_PEOPLE: Final = frozenset({"put", "serve", "leave", "give", "pour", "take_in"})
_CARRIED: Final = frozenset({"vessel", "dish", "box", "bag"})
_STANDING: Final = _CARRIED | {"furniture", "surface"}
_CORNERED: Final = frozenset({"room", "passage", "outdoors", "floor"})
"""What has corners and ends that nothing falls off."""
_LANDMARKS: Final = frozenset({"door", "passage", "room", "wall", "stairs"})
"""By what one tells which bowl is meant: where it stands already, not where it is to be put."""


def holding(vessel: Mention, content: Mention) -> Mention:
    """The vessel with one more content."""
    return Mention(
        kind=vessel.kind, words=vessel.words, traits=vessel.traits, states=vessel.states,
        contents=(*vessel.contents, content), where=vessel.where,
    )  # fmt: skip


class Roles:
    """Gives each thing that is read its part in the clause."""

    def __init__(self, draft: Draft, traits: Mapping[ThingKind, frozenset[str]], first: str = "") -> None:
        self._draft = draft
        self._first = first
        self._traits = traits
        self._last = "object"
        self.any = False

    def object(self, thing: Mention) -> None:
        """A thing without a preposition."""
        self.any = True
        self._last = "object"
        self._draft.things.append(thing)

    def more(self, thing: Mention) -> None:
        """One more of what came last."""
        if self._last == "object":
            self.object(thing)
        elif self._last == "using":
            self._draft.using.append(thing)
        elif self._last == "where" and self._draft.where:
            self._draft.where.append(Where(relation=self._draft.where[-1].relation, thing=thing))

    def placed(self, preposition: str, thing: Mention, part: Relation | None) -> None:
        """A thing with its preposition."""
        draft = self._draft
        self.any = True
        match preposition:
            case "source":
                self._from(thing)
            case "using" if self._carries():
                draft.things[-1] = holding(draft.things[-1], thing)
            case "using":
                self._last = "using"
                draft.using.append(thing)
            case "contents" if draft.things:
                draft.things[-1] = holding(draft.things[-1], thing)
            case "contents":
                draft.using.append(thing)
            case "for":
                self._for(thing)
            case _:
                self._last = "where"
                relation = part or Relation(preposition)
                nature = self._traits.get(thing.kind, frozenset())
                cornered = relation is Relation.EDGE and nature & _CORNERED
                self._put(Where(relation=Relation.IN if cornered else relation, thing=thing))

    def _carries(self) -> bool:
        """Whether what is put is a vessel with something in it ("the pan with an egg")."""
        draft = self._draft
        if draft.verb != "put" or draft.where or not draft.things:
            return False
        return bool(self._traits.get(draft.things[-1].kind, frozenset()) & _CARRIED)

    def _from(self, thing: Mention) -> None:
        """Where something comes from; what is dropped from a window goes through it."""
        draft = self._draft
        self._last = "source"
        if draft.verb in {"throw", "drop", "hang"} and thing.kind == "window":
            draft.where.append(Where(relation=Relation.IN, thing=thing))
        else:
            draft.source.append(thing)

    def _for(self, thing: Mention) -> None:
        """Whom something is for, or what one gets rid of."""
        draft = self._draft
        if not draft.things and draft.verb in {"discard", "pick"}:
            self.object(thing)
        elif draft.verb == "replace":
            draft.using.append(thing)
            if self._first.startswith("substitut"):
                draft.things, draft.using = draft.using, draft.things
        elif thing.kind in _PEOPLE and draft.verb in _DONE_FOR_PEOPLE:
            draft.where.append(Where(relation=Relation.NEAR, thing=thing))

    def _put(self, place: Where) -> None:
        """One more place: of the vessel that came last ("in the pot on the stove"), or of what is placed."""
        where = self._draft.where
        nature = self._traits.get(place.thing.kind, frozenset())
        last = self._traits.get(where[-1].thing.kind, frozenset()) if where else frozenset()
        if place.relation is Relation.NEAR and nature & _LANDMARKS and last & _STANDING:
            return
        if where and last & _CARRIED:
            where[-1] = replace(where[-1], thing=replace(where[-1].thing, where=(*where[-1].thing.where, place)))
        else:
            where.append(place)
