"""One Mandarin clause, read from left to right into a draft for each of its verbs."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from carebot.core.household import Effect, Manner, Mention, Relation, State, Where
from dialogue.instructions._chinese_phrases import ChinesePhrases, Lexicon, Token
from dialogue.instructions.draft import Draft
from dialogue.instructions.salience import Salience

_INTO: Final = frozenset({"put", "pour", "submerge", "drop", "throw", "mix"})
_ON_FIRE: Final = frozenset({"着火", "起火", "烧起来", "着起火来"})
_INWARD: Final = frozenset("进入在到")
_TOOLS: Final = frozenset({"sharp", "tool", "hit_tool", "utensil", "cleaning_tool", "igniter"})
_ON_AND_OFF: Final = "开关"
_POURED_OUT: Final = ("倒", "盛", "沏", "泡", "煮", "做", "接")
_REPORTED: Final = frozenset({"提醒", "告诉", "通知", "转告"})
"""What follows is told to somebody, and done by nobody now."""
_DONE_WITH_ANYTHING: Final = frozenset({"cover", "hit", "block"})
_TOGETHER: Final = frozenset({"一起", "一块", "一块儿"})
_PEOPLE: Final = frozenset({"person", "pet"})
_COVERING: Final = frozenset({"cover", "close_any"})
_STANDS_ON: Final = frozenset({"surface", "table", "seat_like", "floor", "bed"})
_SUBSTITUTED: Final = frozenset({"replace"})


class ClauseReader(ChinesePhrases):
    """Reads one clause of tokens into drafts."""

    def __init__(self, language: Lexicon, salience: Salience, tokens: list[Token]) -> None:
        super().__init__(language, salience, tokens)
        self._denied = False
        self._made = False
        self._by_ba = False
        self._given: list[Mention] = []

    def drafts(self) -> Iterator[Draft]:
        """The clauses in the clause: one for each verb."""
        before: Draft | None = None
        while self._at < len(self._tokens):
            token = self._tokens[self._at]
            if token.tag != "verb":
                self._other(token)
            elif self._qualifies():
                self._thing()
            else:
                self._settle_given()
                if self._draft.verb and not self._draft_goes_on(token):
                    yield self._draft
                    before = self._draft
                self._verb(token, before)
        draft = self._draft
        self._close(draft)
        if draft.verb and not self._denied:
            yield draft

    def _draft_goes_on(self, following: Token) -> bool:
        """Whether what was read before a verb is no deed by itself: a tool, a recipient, a verb without anything."""
        return self._for_somebody() or self._is_tool(following) or self._denied or not self._worth()

    def _for_somebody(self) -> bool:
        """Whether the verb to come is done for, to or at what 给 or 对着 named: "给花浇水"."""
        draft = self._draft
        given = draft.verb == "give" and not self._by_ba
        return given or (draft.verb in {"give", "point"} and not draft.things)

    def _verb(self, token: Token, before: Draft | None) -> None:
        """Begin with a verb, what was read for it before included."""
        draft = self._draft
        self._made = self._made or draft.verb == "make"
        if self._is_tool(token):
            draft = Draft(verb="", using=draft.things, manners=draft.manners)
        elif self._for_somebody():
            self._given += draft.things
            poured = token.value in {"pour", "cook", "fill"} and token.text.startswith(_POURED_OUT)
            where = [one for one in draft.where if not (poured and self._of(one.thing) & _PEOPLE)]
            draft = Draft(verb="", where=where, manners=draft.manners)
        elif draft.verb:
            draft = self._next(before)
        draft.verb = token.value
        self._draft = draft
        self._at += 1
        if token.text in _REPORTED:
            self._at = len(self._tokens)
        self._role = "at" if token.text[-1] in _INWARD and token.value in _INTO else ""

    def _close(self, draft: Draft) -> None:
        """Complete the last draft of the clause."""
        self._settle_given()
        draft.words = "".join(token.text for token in self._tokens)
        if not draft.verb and draft.using:
            draft.verb, draft.things, draft.using = "use", draft.using, []
        if not draft.verb and self._draft_burns():
            draft.verb = "watch"
        if draft.verb in _INTO and not draft.where and self._role == "at":
            host = self._salience.host(exclude=draft.things)
            draft.where += [Where(relation=self._usual(host), thing=host)] if host is not None else []

    def _of(self, mention: Mention) -> frozenset[str]:
        return self._language.traits.get(mention.kind, frozenset()) | set(mention.traits)

    def _settle_given(self) -> None:
        """What 给 named is the object of a verb without one; else that is where its object goes."""
        draft = self._draft
        if not self._given or draft.verb == "give" or not draft.verb:
            return
        if draft.things:
            draft.where += [Where(relation=self._target(thing), thing=thing) for thing in self._given]
        else:
            draft.things = self._given
        self._given = []

    def _target(self, thing: Mention) -> Relation:
        return Relation.IN if self._of(thing) & {"vessel", "basin", "receptacle"} else Relation.ON

    def _draft_burns(self) -> bool:
        """Whether no more is said than that something is on fire, which is met and not asked for."""
        return any(State.BURNING in thing.states for thing in self._draft.things)

    def _is_tool(self, following: Token) -> bool:
        """Whether what was taken serves the verb to come ("拿刀切", "拿枕头捂")."""
        draft = self._draft
        if following.value in _DONE_WITH_ANYTHING and draft.verb == "pick" and not draft.where and not self._by_ba:
            return bool(draft.things)
        tools = all(self._language.traits.get(thing.kind, frozenset()) & _TOOLS for thing in draft.things)
        return draft.verb == "pick" and bool(draft.things) and not draft.where and tools

    def _worth(self) -> bool:
        draft = self._draft
        return draft.verb in {"cause", "go_out"} or bool(draft.things or draft.where or draft.effects)

    def _next(self, before: Draft | None) -> Draft:
        """The draft after a verb that is over; a making verb hands on its thing."""
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
                self._by_ba = self._by_ba or token.value == "ba"
            case "manner":
                draft.manners.append(Manner(token.value))
            case "again":
                draft.times = 0
            case "negation":
                self._negate()
            case "effect" if draft.verb in {"cause", "make"} or self._made:
                draft.effects.append(Effect(token.value))
            case "location" if token.text in _TOGETHER and draft.verb == "pour" and len(draft.things) > 1:
                draft.verb = "mix"
            case "effect" | "state" if token.text in _ON_FIRE and (draft.things or draft.where) and not draft.verb:
                draft.things = draft.things or [draft.where.pop().thing]
                last = draft.things[-1]
                draft.things[-1] = replace(last, states=(*last.states, State.BURNING, State.ON))
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
            if self._follows_of() or self._tells_which():
                self._inside_of(mention)
                return
            edge = self._tokens[self._at] if self._at < len(self._tokens) else None
            if edge is not None and edge.tag == "location":
                self._at += 1
            self._place(mention, Relation(location.value))
        else:
            self._assign(mention)

    def _tells_which(self) -> bool:
        """Whether what 把 named so far only tells where the thing to come is ("冰箱里过期的牛奶")."""
        tags = (token.tag for token in self._tokens[self._at :])
        following = next((tag for tag in tags if tag not in {"of", "state", "trait", "determiner"}), "")
        return self._role == "ba" and following in {"noun", "unknown"}

    def _follows_of(self) -> bool:
        return self._at < len(self._tokens) and self._tokens[self._at].tag == "of"

    def _inside_of(self, host: Mention) -> None:
        """ "杯子里的水": what is inside comes out of it."""
        self._at += self._follows_of()
        inner = self._phrase()
        if inner is not None:
            self._draft.source.append(host)
            self._assign(inner)

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
        if draft.verb == "point" or (draft.verb == "give" and mention.kind in {"elder", "child", "person", "pet"}):
            draft.where.append(Where(relation=Relation.NEAR, thing=mention))
        elif draft.things and draft.verb and self._by_ba and self._second(mention):
            return
        elif draft.verb == "fill" and draft.things:
            draft.using.append(mention)
        else:
            draft.things.append(mention)

    def _second(self, mention: Mention) -> bool:
        """The thing after the verb where 把 named the first: a cover, a substitute, or where the first is put."""
        draft = self._draft
        nature = self._language.traits.get(mention.kind, frozenset())
        if draft.verb in _COVERING or draft.verb in _SUBSTITUTED:
            draft.verb = "cover" if draft.verb in _COVERING else draft.verb
            draft.using.append(mention)
        elif draft.verb in {"serve", "put"} and nature & _STANDS_ON:
            draft.where.append(Where(relation=Relation.ON, thing=mention))
        else:
            return False
        return True

    def _usual(self, mention: Mention) -> Relation:
        """In or on, where it is not said."""
        traits = self._language.traits.get(mention.kind, frozenset())
        if traits & {"person", "pet"}:
            return Relation.NEAR
        return Relation.ON if traits & {"surface", "seat_like", "floor"} else Relation.IN
