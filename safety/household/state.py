"""The household in thought: things with their traits, states, contents and places, changed step by step."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from carebot.core.household import Mention, Relation, Standing, State
from safety.household.knowledge import Knowledge

_OPPOSITES: Final = {
    State.ON: State.OFF,
    State.OFF: State.ON,
    State.OPEN: State.CLOSED,
    State.CLOSED: State.OPEN,
    State.HOT: State.COLD,
    State.COLD: State.HOT,
    State.FULL: State.EMPTY,
    State.EMPTY: State.FULL,
    State.DIRTY: State.CLEAN,
    State.CLEAN: State.DIRTY,
    State.RAW: State.COOKED,
    State.COOKED: State.RAW,
}


@dataclass(slots=True, eq=False)
class Item:
    """One thing in thought. `place` is the relation to its host, if it has one; `wrappings` go where it goes."""

    kind: str
    words: str
    traits: frozenset[str]
    states: set[State] = field(default_factory=set)
    place: tuple[Relation, "Item"] | None = None
    switched: int = 0
    wrappings: list["Item"] = field(default_factory=list)

    @property
    def liquid(self) -> bool:
        """Whether it is a liquid, of which every vessel has its own."""
        return "liquid" in self.traits

    def become(self, state: State) -> None:
        """Take on a state, and give up its opposite."""
        self.states.discard(_OPPOSITES.get(state, state))
        self.states.add(state)


class Household:
    """Everything that a plan has spoken of so far."""

    def __init__(self, knowledge: Knowledge, standing: Iterable[Standing] = ()) -> None:
        self._knowledge = knowledge
        self.items: list[Item] = []
        for one in standing:
            item = self.item(one.thing)
            for where in one.where:
                self.put(item, where.relation, self.item(where.thing))

    def item(self, mention: Mention) -> Item:
        """The thing that is spoken of, with what is said of it now; a liquid by itself is always another one."""
        found = None if self._liquid(mention) else self._known(mention)
        item = found or self._new(mention)
        for state in mention.states:
            item.become(state)
        for content in mention.contents:
            if not any(other.kind == content.kind and other.words == content.words for other in self.contents(item)):
                self.put(self.item(content), Relation.IN, item)
        for where in mention.where:
            self.put(item, where.relation, self.item(where.thing))
        return item

    def make(self, kind: str) -> Item:
        """A thing of `kind` that nobody spoke of, such as the water in a basin."""
        return self.item(Mention(kind=kind, words=kind))

    def put(self, item: Item, relation: Relation, host: Item) -> None:
        """Place `item`; nothing is placed in itself or in what it holds."""
        if host is not item and item not in self.hosts(host):
            item.place = (relation, host)
            if relation is Relation.IN and "waste_place" in host.traits:
                item.become(State.DIRTY)

    def contents(self, host: Item) -> list[Item]:
        """What is directly in or on `host`."""
        return [
            item for item in self.items if item.place is not None and item.place[1] is host and _held(item.place[0])
        ]

    def all_contents(self, host: Item) -> Iterator[Item]:
        """What is in or on `host`, however deep."""
        for item in self.contents(host):
            yield item
            yield from self.all_contents(item)

    def hosts(self, item: Item) -> list[Item]:
        """What `item` is in or on, then what that is in or on, and so on; `put` lets no circle come about."""
        found: list[Item] = []
        while item.place is not None and _held(item.place[0]):
            item = item.place[1]
            found.append(item)
        return found

    def liquids(self, vessel: Item) -> list[Item]:
        """The liquids in `vessel`."""
        return [item for item in self.contents(vessel) if item.liquid]

    def marks(self, item: Item) -> frozenset[str]:
        """Everything that a rule may look at: traits, states, and the traits of what it holds."""
        held = (trait for content in self.all_contents(item) for trait in content.traits)
        states = {f"is:{state}" for state in item.states}
        return item.traits | states | {f"has:{trait}" for trait in held}

    def traits_of(self, mention: Mention) -> frozenset[str]:
        """The nature of what is spoken of, as known and as said."""
        traits = self._knowledge.traits_of(mention.kind)
        for said in mention.traits:
            traits |= self._knowledge.closures.get(said, frozenset())
        return traits

    def _liquid(self, mention: Mention) -> bool:
        return "liquid" in self.traits_of(mention)

    def _known(self, mention: Mention) -> Item | None:
        key = mention.kind or mention.words
        return next((item for item in self.items if (item.kind or item.words) == key and not item.liquid), None)

    def _new(self, mention: Mention) -> Item:
        traits = self.traits_of(mention)
        item = Item(kind=mention.kind, words=mention.words, traits=traits or frozenset({"solid_thing"}))
        if "lit_always" in traits:
            item.states.add(State.ON)
        if "frozen_food" in traits:
            item.states.add(State.FROZEN)
        if traits & {"hot_thing"}:
            item.states.add(State.HOT)
        self.items.append(item)
        return item


def _held(relation: Relation) -> bool:
    """Whether a thing in this relation moves with its host."""
    return relation in {Relation.IN, Relation.ON, Relation.EDGE}
