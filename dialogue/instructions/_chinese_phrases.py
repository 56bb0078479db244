"""One Mandarin thing with its qualities: states, what it holds, whose it is, and the clause that tells which."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from carebot.core.household import Mention, Noun, State, ThingKind
from dialogue.instructions._compounds import compounded
from dialogue.instructions.draft import Draft
from dialogue.instructions.salience import Salience

_LASTING: Final = {
    "cook": State.COOKED, "heat": State.HOT, "slice": State.SLICED, "wet": State.WET, "clean": State.CLEAN,
    "dirty": State.DIRTY, "break": State.BROKEN, "switch_on": State.ON, "cool": State.COLD, "freeze": State.FROZEN,
    "close_any": State.CLOSED, "lock": State.LOCKED, "plug_in": State.PLUGGED,
}  # fmt: skip
"""What a thing is like with which this has been done ("切好的")."""
_FINISHED: Final = frozenset({"好", "完", "过", "了"})
_BOILED: Final = "开热滚"


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """A word with what it is and what it stands for."""

    tag: str
    value: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """What a clause reader has to know of things and of words that qualify them."""

    traits: Mapping[ThingKind, frozenset[str]]
    trait_words: Mapping[str, str]


class ChinesePhrases:
    """A place in the tokens of a clause, the draft in the making, and the things that are read for it."""

    def __init__(self, language: Lexicon, salience: Salience, tokens: list[Token]) -> None:
        self._language = language
        self._salience = salience
        self._tokens = tokens
        self._at = 0
        self._role = ""
        self._draft = Draft(verb="")

    def _qualifies(self) -> bool:
        """Whether the verb here only says what a thing is like: "烧开的水", or "喝水的人" where a thing is due."""
        following = [token.tag for token in self._tokens[self._at + 1 : self._at + 4]]
        if self._done():
            return [token.tag for token in self._tokens[self._done() + 1 :]][:1] in (["noun"], ["unknown"])
        before = self._tokens[self._at - 1] if self._at else None
        due = before is not None and (before.tag == "preposition" or before.value == "make")
        return due and following == ["noun", "of", "noun"]

    def _phrase(self) -> Mention | None:
        """A thing with its qualities; None where none is here."""
        traits: list[str] = []
        states: list[State] = []
        contents: tuple[Mention, ...] = ()
        while self._at < len(self._tokens):
            token = self._tokens[self._at]
            match token.tag:
                case "determiner" | "of":
                    pass
                case "trait":
                    traits.append(token.value)
                case "state":
                    states += [State(token.value)] + [State.ON] * (token.value == State.BURNING)
                case "verb" if self._qualifies():
                    states += self._lasting(token)
                    self._at = self._done() or self._at + 2
                case "filled":
                    self._at += 1
                    contents = tuple(self._contents())
                    continue
                case "pronoun":
                    self._at += 1
                    return self._salience.host() if self._role == "at" else self._salience.thing(self._draft.verb)
                case "noun" | "unknown":
                    return self._named(token, tuple(traits), tuple(states), contents)
                case _:
                    return None
            self._at += 1
        return None

    def _done(self) -> int:
        """Where the 的 of "切好的" stands after the verb here; 0 where none does."""
        place = self._at + 1
        while place < len(self._tokens) and self._tokens[place].text in _FINISHED:
            place += 1
        return place if place < len(self._tokens) and self._tokens[place].tag == "of" else 0

    def _lasting(self, token: Token) -> list[State]:
        if not self._done() or token.value not in _LASTING:
            return []
        return [State.HOT] if token.value == "cook" and token.text[-1] in _BOILED else [_LASTING[token.value]]

    def _contents(self) -> Iterator[Mention]:
        """What something is filled with: the next name alone."""
        while self._at < len(self._tokens) and self._tokens[self._at].tag in {"determiner", "state", "trait"}:
            self._at += 1
        if self._at < len(self._tokens) and self._tokens[self._at].tag in {"noun", "unknown"}:
            token = self._tokens[self._at]
            self._at += 1
            yield Mention(kind=token.value, words=token.text)

    def _named(
        self, token: Token, traits: tuple[str, ...], states: tuple[State, ...], contents: tuple[Mention, ...]
    ) -> Mention:
        self._at += 1
        mention = Mention(kind=token.value, words=token.text, traits=traits, states=states, contents=contents)
        following = self._tokens[self._at : self._at + 2]
        if following and following[0].tag == "noun" and token.tag == "noun":
            said = self._language.trait_words.get(token.text)
            whole = self._named(following[0], (*traits, said) if said else traits, states, contents)
            return self._compound(token, whole)
        if (
            len(following) == 2
            and following[0].tag == "of"
            and following[1].tag in {"noun", "unknown", "location"}
            and token.tag == "noun"
        ):
            self._at += 1
            if following[1].tag == "location":
                return mention
            return self._compound(token, self._named(following[1], traits, states, contents))
        meant = self._salience.called(token.text) if token.tag == "noun" and not (traits or states) else None
        return self._filled_after(meant or mention)

    def _compound(self, before: Token, whole: Mention) -> Mention:
        """ "糖罐", "爷爷的脚": what the name before says of the thing."""
        nature = self._language.traits.get(before.value, frozenset())
        if before.text in self._language.trait_words:
            return whole
        return compounded(whole, [Noun(kind=before.value, zh=(), en=(), traits=nature)], self._language.traits)

    def _filled_after(self, mention: Mention) -> Mention:
        """ "杯子装满水"."""
        if (
            self._at < len(self._tokens)
            and self._tokens[self._at].tag == "filled"
            and self._role in {"ba", ""}
            and self._draft.verb == ""
        ):
            self._at += 1
            inner = self._phrase()
            if inner is not None:
                self._draft.verb = "fill"
                self._draft.using.append(inner)
        return mention
