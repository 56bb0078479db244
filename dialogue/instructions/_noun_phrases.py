"""English noun phrases: articles, qualities, the name, and what follows it ("filled with coffee", "of water")."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from carebot.core.household import Mention, Noun, Relation, State
from dialogue.instructions._compounds import PART_KINDS, compounded, is_head, joined, owned
from dialogue.instructions._sides import PARTS
from dialogue.instructions.english_words import EnglishWords
from dialogue.instructions.nouns import EnglishNouns
from dialogue.instructions.salience import Salience

_HEATS: Final = frozenset({"heat", "heats", "heating", "hot"})
_PARTICLES: Final = frozenset({"away", "out", "up", "down", "back", "apart", "together", "off"})
_MEASURES: Final = frozenset(
    {
        *("piece", "pieces", "slice", "slices", "bit", "pair", "set", "bunch", "pile", "amount", "lot", "type", "kind"),
        *("drop", "drops", "couple", "loaf", "stack", "sheet", "roll", "bar", "remains", "portion", "dash", "splash"),
        *("squirt", "pinch", "dollop", "pint", "litre", "liter", "ounce", "gallon", "dose", "layer"),
    }
)
_ENDS_OF_IT: Final = frozenset({"end", "ends", "tip", "tips", "prongs", "half", "halves", "rest"})
_BECOMING: Final = frozenset({"is", "are", "was", "were", "went", "has", "have", "got", "gone", "turned", "still"})
_OF_SOMEBODY: Final = frozenset({"his", "her", "their"})
_ENDS: Final = frozenset(
    {
        *(".", ",", "and", "or", "then", "that", "which", "who", "to", "until", "while", "when", "if", "so", "but"),
        *("by", "before", "after", "is", "are", "be", "will", "because", "where", "without", "causing", "risking"),
        *("than", "as", "whether"),
    }
)
_PLACES: Final = frozenset({"in", "on", "over", "under", "near"})
_PEOPLE: Final = frozenset({"elder", "child", "pet", "person"})
_TWO_OBJECTS: Final = frozenset({"give", "take_in", "serve"})


def said_states(value: str) -> tuple[State, ...]:
    """The states that a word stands for; what burns is on as well."""
    state = State(value)
    return (state, State.ON) if state is State.BURNING else (state,)


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """A thing that was read, and where the next word stands."""

    mention: Mention
    end: int


class PhraseReader:
    """Reads noun phrases out of the words of an instruction. `relation` is that of a part just read ("the edge of")."""

    def __init__(self, language: EnglishWords, nouns: EnglishNouns, words: Sequence[str], salience: Salience) -> None:
        self._language = language
        self._nouns = nouns
        self._words = words
        self._salience = salience
        self.relation: Relation | None = None

    def read(self, at: int, verb: str = "", *, host: str = "") -> Phrase | None:
        """The phrase that begins at `at`; None where none does."""
        self.relation = None
        pronoun = self._pronoun(at, verb, host=host)
        if pronoun is not None:
            return pronoun
        at = self._past_determiners(at)
        part = self._part(at)
        if part is not None:
            inner = self.read(part, verb, host=host)
            self.relation = PARTS.get(self._words[at])
            return inner
        while (
            at + 1 < len(self._words)
            and (self._words[at] in _MEASURES or self._words[at].endswith("ful"))
            and self._words[at + 1] == "of"
            and self._named(at) is None
        ):
            at = self._past_determiners(at + 2)
        rest = self._rest(at)
        if rest is not None:
            return rest
        named = self._longest_name(at, verb)
        end = named[1] if named is not None else self._run_end(at)
        if end <= at:
            return None
        mention = self._mention(at, end) if named is None else self._qualified(at, named)
        return self._followed(mention, end)

    def _rest(self, at: int) -> Phrase | None:
        """ "The pieces" of what was cut before, "both ends" of what was named last."""
        at += self._words[at : at + 1] == ["bare"]
        last = self._words[at] if at < len(self._words) and self._run_end(at) == at + 1 else ""
        if last in _ENDS_OF_IT or (last in _MEASURES and self._named(at) is None):
            meant = self._salience.thing("" if last in _ENDS_OF_IT else "slice")
            bare = (State.BROKEN,) if self._words[at - 1] == "bare" and meant is not None else ()
            return Phrase(mention=replace(meant, states=(*meant.states, *bare)), end=at + 1) if meant else None
        return None

    def _named(self, at: int) -> Noun | None:
        found = self._nouns.at(self._words, at, len(self._words))
        return found.value if found is not None and found.length > 1 else None

    def _pronoun(self, at: int, verb: str, *, host: str) -> Phrase | None:
        found = self._language.pronouns.at(self._words, at)
        if found is None or (
            found.value
            and self._words[at] in {"this", "that", "these", "those", "one"}
            and self._run_end(at + 1) > at + 1
        ):
            return None
        meant = self._salience.host(host) if host in _PLACES else self._salience.thing(verb)
        return Phrase(mention=meant, end=at + found.length) if meant is not None else None

    def _past_determiners(self, at: int) -> int:
        while at < len(self._words):
            found = self._language.determiners.at(self._words, at)
            if self._part(at) is not None or (found is None and not self._words[at][0].isdigit()):
                break
            if (
                self._nouns.at(self._words, at, len(self._words)) is not None
                and at + 1 < len(self._words)
                and self._words[at] not in {"a", "an", "the"}
                and self._run_end(at) == at + 1
            ):
                break
            at += found.length if found is not None else 1
        return at

    def _part(self, at: int) -> int | None:
        """Past "edge of", where a part of something is meant."""
        if at + 1 < len(self._words) and self._words[at] in PARTS and self._words[at + 1] == "of":
            return at + 2
        return None

    def _run_end(self, at: int) -> int:
        """Where the words of a phrase end at the latest."""
        end = at
        while end < len(self._words):
            word = self._words[end]
            if word in _ENDS or self._language.pronouns.at(self._words, end) is not None:
                break
            said = self._language.states.at(self._words, end)
            if said is not None and said.length > 1 and self._words[end] != "on":
                end += said.length
                continue
            if self._breaks(end, at):
                break
            end += 1
        return end

    def _breaks(self, end: int, begin: int) -> bool:
        language = self._language
        if end > begin and (self._words[end] in _PARTICLES or self._words[end].startswith("catch")):
            return True
        if any(table.at(self._words, end) is not None for table in (language.prepositions, language.repeatedly)):
            return True
        if end > begin and (language.manners.at(self._words, end) is not None and self._words[end] != "hard"):
            return True
        return (
            end > begin
            and language.determiners.at(self._words, end) is not None
            and self._words[end] in {"a", "an", "the", "my", "your", "three", "two", "all"}
        )

    def _longest_name(self, at: int, verb: str) -> tuple[Noun, int, int] | None:
        """A name with little words in it ("slice of bread"), or the last name in the run: noun, end and begin."""
        spanning = self._nouns.at(self._words, at, len(self._words))
        run = self._run_end(at)
        if spanning is not None and at + spanning.length > run:
            return spanning.value, at + spanning.length, at
        best: tuple[Noun, int, int] | None = None
        for begin in range(at, run):
            found = self._nouns.at(self._words, begin, run)
            if found is not None and (best is None or begin >= best[1] or begin + found.length > best[1]):
                best = (found.value, begin + found.length, begin)
            if best is not None and best[0].kind in _PEOPLE and best[2] == at and verb in _TWO_OBJECTS:
                return best
        best = self._whole(at, best) if best is not None else None
        if best is not None and best[1] < run and not self._may_follow(best[1]):
            if is_head(self._words[run - 1], self._language.heads):
                return None
            return best[0], run, best[2]
        return best

    def _whole(self, at: int, named: tuple[Noun, int, int]) -> tuple[Noun, int, int]:
        """The thing itself where a part of it is named: the microwave for the microwave's door."""
        noun, end, begin = named
        if noun.kind in PART_KINDS:
            for earlier in range(at, begin):
                found = self._nouns.at(self._words, earlier, begin)
                if found is not None and earlier + found.length == begin:
                    return found.value, end, earlier
        return named

    def _may_follow(self, at: int) -> bool:
        """Whether what stands behind a name is a word of the clause: a particle, state or verb."""
        language = self._language
        tables = (language.states, language.verbs, language.effects, language.connectors)
        return any(table.at(self._words, at) is not None for table in tables)

    def _mention(self, at: int, end: int) -> Mention:
        """An unknown thing: by a slip of the keyboard, or by its own words."""
        head = self._words[end - 1]
        said = self._language.heads.get(head)
        if said is not None:
            return Mention(kind="", words=" ".join(self._words[at:end]), traits=(said,))
        places = (end - 1,) if is_head(head, self._language.heads) else range(end - 1, at - 1, -1)
        for place in places:
            noun = self._nouns.like(self._words[place])
            if noun is not None:
                return self._qualified(at, (noun, end, place))
        return self._qualified(at, (Noun(kind="", zh=(), en=()), end, end))

    def _qualified(self, at: int, named: tuple[Noun, int, int]) -> Mention:
        noun, end, begin = named
        traits: list[str] = []
        states: list[State] = []
        place = at
        while place < begin:
            trait = self._language.traits.at(self._words, place)
            state = self._language.states.at(self._words, place)
            if trait is not None:
                traits.append(trait.value)
            if state is not None:
                states += said_states(state.value)
            place += max(trait.length if trait else 1, state.length if state else 1)
        words = " ".join(self._words[at:end])
        mention = Mention(kind=noun.kind, words=words, traits=tuple(traits), states=tuple(states))
        if "body_part" in noun.traits and self._words[max(0, at - 1) : at] and self._words[at - 1] in _OF_SOMEBODY:
            mention = owned(mention, self._salience.living())
        return compounded(mention, self._before(at, begin), self._salience.traits)

    def _before(self, at: int, begin: int) -> list[Noun]:
        """The names before the head that are no mere qualities."""
        words = [word.removesuffix("'s") for word in self._words[at:begin]]
        found = (
            self._nouns.at(words, place, len(words))
            for place in range(len(words))
            if self._language.traits.at(words, place) is None
        )
        return [one.value for one in found if one is not None]

    def _followed(self, mention: Mention, end: int) -> Phrase:
        """What is said of the thing after its name."""
        words = self._words
        if end < len(words) and words[end] == "of":
            inner = self.read(end + 1)
            if inner is not None:
                return Phrase(mention=joined(mention, inner.mention, self._salience), end=inner.end)
        if words[end : end + 1] in (["that"], ["which"]) and _HEATS & set(words[end + 1 : end + 4]):
            return Phrase(mention=replace(mention, kind="heating_appliance"), end=min(end + 4, len(words)))
        said = self._said_after(end)
        if said is not None:
            return Phrase(mention=replace(mention, states=(*mention.states, *said_states(said[0]))), end=said[1])
        filled = self._language.prepositions.at(words, end)
        inner = self.read(end + filled.length) if filled is not None and filled.value == "contents" else None
        if inner is None:
            return Phrase(mention=mention, end=end)
        contents = [inner.mention]
        end = self._past_inside(inner.end)
        more = self._also(end + 1) if words[end : end + 1] == ["and"] else None
        if more is not None:
            contents.append(more.mention)
            end = more.end
        return Phrase(mention=replace(mention, contents=tuple(contents)), end=end)

    def _said_after(self, at: int) -> tuple[str, int] | None:
        """ "That is hot", "which went sour": a state, and where it ends."""
        if self._words[at : at + 1] not in (["that"], ["which"]):
            return None
        at += 1
        while at < len(self._words) and self._words[at] in _BECOMING:
            at += 1
        found = self._language.states.at(self._words, at)
        return (found.value, at + found.length) if found is not None and self._words[at - 1] in _BECOMING else None

    def _past_inside(self, at: int) -> int:
        """Past "in it", which says no more than that it is filled."""
        return at + 2 * (self._words[at : at + 2] in (["in", "it"], ["inside", "it"], ["on", "it"]))

    def _also(self, at: int) -> Phrase | None:
        """A second content ("filled with water and ice"), where no new clause begins."""
        if self._language.verbs.at(self._words, at) is not None:
            return None
        found = self._nouns.at(self._words, self._past_determiners(at), len(self._words))
        return self.read(at) if found is not None and "liquid" in found.value.traits else None
