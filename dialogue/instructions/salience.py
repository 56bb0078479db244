"""What "it" and "there" stand for: the thing that was spoken of last and that the deed can be done with."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from carebot.core.household import Mention, Relation, State, ThingKind, Where

_WANTED: Final[Mapping[str, frozenset[str]]] = {
    "switch_on": frozenset({"switchable", "heater", "mains", "heat_source", "tap", "open_flame", "burner_control"}),
    "switch_off": frozenset({"switchable", "heater", "mains", "heat_source", "tap", "open_flame", "burner_control"}),
    "open": frozenset({"openable", "lidded", "receptacle"}),
    "close": frozenset({"openable", "lidded", "receptacle"}),
    "lock": frozenset({"openable", "receptacle"}),
    "pour": frozenset({"vessel", "liquid"}),
    "fill": frozenset({"vessel", "basin"}),
    "empty": frozenset({"vessel", "storage", "basin"}),
    "slice": frozenset({"sliceable", "food"}),
    "cook": frozenset({"food"}),
    "plug_in": frozenset({"electrical"}),
    "unplug": frozenset({"electrical"}),
    "fold": frozenset({"cloth", "paper", "clothing", "bedding"}),
}
_HOSTS: Final = frozenset(
    {
        "vessel",
        "receptacle",
        "place",
        "dish",
        "cookware",
        "basin",
        "surface",
        "heat_source",
        "toaster",
        "openable",
        "furniture",
    }
)

_HOLDERS: Final = frozenset({"vessel", "receptacle", "dish", "basin", "toilet", "toaster", "openable", "bin", "hamper"})


class Salience:
    """The things spoken of so far, the latest last."""

    def __init__(self, traits: Mapping[ThingKind, frozenset[str]]) -> None:
        self.traits = traits
        self._objects: list[Mention] = []
        self._hosts: list[Mention] = []

    def done(self, things: Iterable[Mention], where: Iterable[Where]) -> None:
        """Take note of a clause that is over."""
        for thing in things:
            self._note(self._objects, thing)
        for place in where:
            if place.relation is not Relation.AWAY:
                self._note(self._hosts, place.thing)

    def _note(self, mentions: list[Mention], mention: Mention) -> None:
        mentions[:] = [one for one in mentions if one.kind != mention.kind or one.words != mention.words]
        mentions.append(mention)

    def nature(self, mention: Mention) -> frozenset[str]:
        """What is known of a thing and said of it."""
        return self.traits.get(mention.kind, frozenset()) | set(mention.traits)

    def living(self) -> frozenset[str]:
        """The nature of the person or animal spoken of last, some person where none was."""
        natures = (self.nature(mention) for mention in (*reversed(self._hosts), *reversed(self._objects)))
        return next((nature for nature in natures if nature & {"person", "pet"}), frozenset({"person"}))

    def of_nature(self, *wanted: str) -> Mention | None:
        """The latest thing of such a nature."""
        latest = (*reversed(self._hosts), *reversed(self._objects))
        return next((mention for mention in latest if self.nature(mention) & set(wanted)), None)

    def burning(self) -> Mention | None:
        """What was said to be on fire, the latest."""
        latest = (*reversed(self._hosts), *reversed(self._objects))
        return next((mention for mention in latest if State.BURNING in mention.states), None)

    def called(self, words: str) -> Mention | None:
        """What is called by the end of its name now, such as the pot of an oil pot."""
        latest = (*reversed(self._hosts), *reversed(self._objects))
        return next((one for one in latest if one.words.endswith(words) and len(one.words) > len(words)), None)

    def thing(self, verb: str) -> Mention | None:
        """What a pronoun stands for as the object of `verb`."""
        wanted = _WANTED.get(verb)
        if wanted is not None:
            for mention in (*reversed(self._objects), *reversed(self._hosts)):
                if self.traits.get(mention.kind, frozenset()) & wanted or set(mention.traits) & wanted:
                    return mention
        return self._objects[-1] if self._objects else self._hosts[-1] if self._hosts else None

    def host(self, relation: str = "", exclude: Sequence[Mention] = ()) -> Mention | None:
        """What a pronoun stands for as the place of something; what it is put into must be able to hold it."""
        barred = {mention.kind for mention in exclude}
        latest = (*reversed(self._hosts), *reversed(self._objects))
        for wanted in (_HOLDERS, _HOSTS) if relation == "in" else (_HOSTS,):
            for mention in latest:
                if mention.kind not in barred and self.traits.get(mention.kind, frozenset()) & wanted:
                    return mention
        others = [mention for mention in (*self._hosts, *self._objects) if mention.kind not in barred]
        return others[-1] if others else None
