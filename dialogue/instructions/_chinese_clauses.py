"""One Mandarin clause, read from left to right into a draft for each of its verbs."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from carebot.core.household import Effect, Manner, Mention, Relation, State, ThingKind, Where
from dialogue.instructions.draft import Draft
from dialogue.instructions.salience import Salience

_INTO: Final = frozenset({"put", "pour", "submerge", "drop", "throw", "mix"})
_INWARD: Final = frozenset("进入在到")
_TOOLS: Final = frozenset({"sharp", "tool", "hit_tool", "utensil", "cleaning_tool", "igniter"})
_ON_AND_OFF: Final = "开关"


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


class ClauseReader:
    """Reads one clause of tokens into drafts."""

    def __init__(self, language: Lexicon, salience: Salience, tokens: list[Token]) -> None:
        self._language = language
        self._salience = salience
        self._tokens = tokens
        self._at = 0
        self._role = ""
        self._denied = False
        self._draft = Draft(verb="")

    def drafts(self) -> Iterator[Draft]:
        """The clauses in the clause: one for each verb."""
        before: Draft | None = None
        while self._at < len(self._tokens):
            token = self._tokens[self._at]
            if token.tag == "verb":
                if self._is_tool():
                    self._draft = Draft(verb="", using=self._draft.things, manners=self._draft.manners)
                elif self._draft.verb and not self._denied and self._worth():
                    yield self._draft
                    before = self._draft
                if self._draft.verb:
                    self._draft = self._next(token, before)
                self._draft.verb = token.value
                self._at += 1
                self._role = "at" if token.text[-1] in _INWARD and token.value in _INTO else ""
            else:
                self._other(token)
        draft = self._draft
        draft.words = "".join(token.text for token in self._tokens)
        if not draft.verb and draft.using:
            draft.verb, draft.things, draft.using = "use", draft.using, []
        if draft.verb in _INTO and not draft.where and self._role == "at":
            host = self._salience.host(exclude=draft.things)
            draft.where += [Where(relation=self._usual(host), thing=host)] if host is not None else []
        if draft.verb and not self._denied:
            yield draft

    def _is_tool(self) -> bool:
        """Whether what was taken serves the next verb ("拿刀切")."""
        draft = self._draft
        tools = all(self._language.traits.get(thing.kind, frozenset()) & _TOOLS for thing in draft.things)
        return draft.verb == "pick" and bool(draft.things) and not draft.where and tools

    def _worth(self) -> bool:
        draft = self._draft
        return draft.verb in {"cause"} or bool(draft.things or draft.where or draft.effects)

    def _next(self, token: Token, before: Draft | None) -> Draft:
        """The draft after a verb that is over; a making verb hands on its thing."""
        del token
        draft = Draft(verb="")
        if before is not None and before.verb not in {"cause"}:
            draft.things = list(before.things)
            draft.manners = list(before.manners)
        self._denied = False
        return draft

    def _other(self, token: Token) -> None:
        draft = self._draft
        self._at += 1
        match token.tag:
            case "preposition":
                self._role = token.value
            case "manner":
                draft.manners.append(Manner(token.value))
            case "again":
                draft.times = 0
            case "negation":
                self._negate()
            case "effect" if draft.verb in {"cause", "make"}:
                draft.effects.append(Effect(token.value))
            case "noun" if (
                token.text == _ON_AND_OFF and (draft.times == 0 or draft.verb) and self._at < len(self._tokens)
            ):
                draft.verb, draft.both_ways = "switch_on", True
            case "noun" | "unknown" | "pronoun" | "filled" | "state" | "trait" | "determiner":
                self._at -= 1
                self._thing()
            case _:
                pass

    def _negate(self) -> None:
        """What is not to be done is dropped; what is missing is a matter of manner."""
        if self._draft.verb:
            self._at = len(self._tokens)
        else:
            self._denied = True

    def _thing(self) -> None:
        begin = self._at
        mention = self._phrase()
        if self._at == begin:
            self._at += 1
        if mention is None:
            return
        location = self._tokens[self._at] if self._at < len(self._tokens) else None
        if location is not None and location.tag == "location":
            self._at += 1
            if self._follows_of():
                self._inside_of(mention)
                return
            edge = self._tokens[self._at] if self._at < len(self._tokens) else None
            if edge is not None and edge.tag == "location":
                self._at += 1
            self._place(mention, Relation(location.value))
        else:
            self._assign(mention)

    def _follows_of(self) -> bool:
        return self._at < len(self._tokens) and self._tokens[self._at].tag == "of"

    def _inside_of(self, host: Mention) -> None:
        """ "杯子里的水": what is inside comes out of it."""
        self._at += 1
        inner = self._phrase()
        if inner is not None:
            self._draft.source.append(host)
            self._assign(inner)

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
                    states.append(State(token.value))
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
            return self._named(following[0], (*traits, said) if said else traits, states, contents)
        if (
            len(following) == 2
            and following[0].tag == "of"
            and following[1].tag in {"noun", "unknown", "location"}
            and token.tag == "noun"
        ):
            self._at += 1
            if following[1].tag == "location":
                return mention
            return self._named(following[1], traits, states, contents)
        return self._filled_after(mention)

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

    def _place(self, mention: Mention, relation: Relation) -> None:
        if self._role == "source":
            self._draft.source.append(mention)
        elif self._role == "using":
            self._draft.using.append(mention)
        elif self._role == "ba":
            self._draft.things.append(mention)
        else:
            self._draft.where.append(Where(relation=relation, thing=mention))
        self._role = ""

    def _assign(self, mention: Mention) -> None:
        draft = self._draft
        match self._role:
            case "using":
                draft.using.append(mention)
            case "source":
                draft.source.append(mention)
            case "at":
                draft.where.append(Where(relation=self._usual(mention), thing=mention))
            case "with" if draft.where:
                draft.where.append(Where(relation=Relation.NEAR, thing=mention))
            case _:
                self._plain(mention)
        if self._role != "ba":
            self._role = ""

    def _plain(self, mention: Mention) -> None:
        draft = self._draft
        if draft.verb == "give" and mention.kind in {"elder", "child", "person", "pet"}:
            draft.where.append(Where(relation=Relation.NEAR, thing=mention))
        elif draft.verb == "fill" and draft.things:
            draft.using.append(mention)
        else:
            draft.things.append(mention)

    def _usual(self, mention: Mention) -> Relation:
        """In or on, where it is not said."""
        traits = self._language.traits.get(mention.kind, frozenset())
        if traits & {"person", "pet"}:
            return Relation.NEAR
        return Relation.ON if traits & {"surface", "seat_like", "floor"} else Relation.IN
