"""English instructions: clauses of a verb with what it is done to, where, with what, how and what for.

What is not known stays in the sentence as an unknown thing; only a sentence without any deed is not understood.
"""

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from carebot.core.household import Aim, Deed, DeedKind, Effect, Manner, Mention, Noun, Relation, State, Task, Where
from dialogue.instructions._english_purposes import PurposeParts
from dialogue.instructions._english_tokens import FORBIDDING, MODALS, with_verbs_together, words_of
from dialogue.instructions._idioms import plainly
from dialogue.instructions._noun_phrases import PhraseReader, said_states
from dialogue.instructions._roles import Roles, holding
from dialogue.instructions._senses import settle, turned_into
from dialogue.instructions._sides import SIDES
from dialogue.instructions.draft import Draft
from dialogue.instructions.english_words import load_english
from dialogue.instructions.nouns import EnglishNouns
from dialogue.instructions.salience import Salience

_SUBORDINATE: Final = frozenset({"if", "when", "once", "after", "before", "because", "since", "unless"})
_EARLIER: Final = frozenset({"when", "once", "after"})
"""What begins a clause that comes first though it is said last ("put it away when it has cooled down")."""
_SAYS_HOW_IT_SHALL_BE: Final = frozenset({"ensure", "ensuring", "make", "making", "be", "you", "i", "we"})
_VERBS_OF_DEVICES: Final = {
    "microwave": "microwave",
    "microwaving": "microwave",
    "zap": "microwave",
    "nuke": "microwave",
    "vacuum": "vacuum",
    "vacuuming": "vacuum",
}
_POLITE: Final = frozenset(
    {"please", "could", "can", "would", "will", "you", "kindly", "robot", ",", "now", "then", "first"}
)
_JOINING: Final = frozenset({",", "and", "then", "or", "but", "while", "to", "by", "which", "before", "after"})
_BETWEEN_CLAUSES: Final = frozenset({",", "and", "then", "also", "finally", "next", "quickly", "immediately"})


class EnglishInstructions:
    """Reads English instructions; `start` loads the words."""

    def __init__(self, nouns: Iterable[Noun]) -> None:
        self._all_nouns = tuple(nouns)

    def start(self) -> None:
        """Load the words of the language."""
        self.words = load_english()
        self.nouns = EnglishNouns(self._all_nouns)
        self.traits = {noun.kind: noun.traits for noun in self._all_nouns}

    def begins_as_wish(self, text: str) -> bool:
        """Whether `text` begins with a verb, after whatever is polite."""
        words = [word for word in plainly(words_of(text), self.words.idioms) if word not in _POLITE]
        return self.words.verbs.at(words, 0) is not None

    def read(self, text: str) -> Task:
        """What `text` asks for; a task without deeds and aims where nothing of it is understood."""
        return _Reading(self, text).task()


class _Reading(PurposeParts):
    """One instruction, read from left to right."""

    def __init__(self, language: EnglishInstructions, text: str) -> None:
        self._traits = language.traits
        words = plainly(words_of(text), language.words.idioms)
        super().__init__(with_verbs_together(words, language.words), language.words, language.nouns)
        self._text = text
        self._salience = Salience(language.traits)
        self._phrases = PhraseReader(language.words, language.nouns, self._words, self._salience)
        self._deeds: list[Deed] = []
        self._aims: list[Aim] = []
        self._tools: list[Mention] = []
        self._ahead = Draft(verb="")
        self._begun = 0
        self._earlier: int | None = None

    def task(self) -> Task:
        forbidden = False
        aside = False
        while self._at < len(self._words):
            word = self._words[self._at]
            if word in ".,":
                self._at += 1
                self._earlier = None
                forbidden = forbidden and word != "."
                aside = aside and word != "."
                continue
            if word in FORBIDDING:
                forbidden = True
                self._at += 1
                continue
            if self._absence(self._ahead) or self._manner(self._ahead):
                continue
            if self._verb_here():
                self._clause(forbidden)
                forbidden = False
                continue
            if word in _SUBORDINATE:
                aside = True
                self._earlier = self._begun if word in _EARLIER else None
            if self._skip_connector():
                continue
            self._statement(dropped=aside or forbidden)
        return Task(deeds=tuple(self._deeds), aims=tuple(self._aims), words=self._text)

    def _skip_connector(self) -> bool:
        found = self._table.connectors.at(self._words, self._at)
        if found is None:
            return False
        self._at += found.length
        return True

    def _statement(self, *, dropped: bool) -> None:
        """ "The door is closed": what is said to be so is to be made so. Anything else is passed over."""
        thing = self._noun_phrase()
        if thing is None:
            self._at += 1
            return
        if self._word() in MODALS:
            self._required_of(thing)
        elif self._word() in {"is", "are", "be", "remains", "stays"}:
            self._at += 1
            state = self._table.states.at(self._words, self._at)
            if state is not None and state.value == State.BURNING:
                self._at += state.length
                self._burns(thing)
            elif state is not None:
                self._at += state.length
                draft = Draft(verb="make", things=[thing], states=[State(state.value)], words=thing.words)
                if not dropped:
                    self._deeds += draft.deeds()

    def _burns(self, thing: Mention) -> None:
        """ "The pan is on fire": nobody is asked to make it so; it is what is met."""
        thing = replace(thing, states=said_states(State.BURNING))
        self._deeds.append(Deed(kind=DeedKind.WATCH, things=(thing,), words=thing.words))
        self._salience.done((thing,), ())

    def _required_of(self, thing: Mention) -> None:
        """ "The cup should be washed": what is to be done with a thing that is named first."""
        while self._word() in MODALS:
            self._at += 1
        if self._word() not in FORBIDDING and self._verb_here():
            self._clause(forbidden=False, subject=thing)

    def _clause(self, forbidden: bool, subject: Mention | None = None) -> None:
        found = self._table.verbs.at(self._words, self._at)
        assert found is not None
        begin = self._at
        self._begun = len(self._deeds) if self._earlier is None else self._begun
        draft = Draft(verb=found.value, manners=self._ahead.manners, times=self._ahead.times)
        if found.value == "cause_flood":
            draft.verb, draft.effects = "cause", [Effect.FLOOD]
        self._ahead = Draft(verb="")
        first = self._words[self._at]
        if first.startswith("overfill"):
            draft.manners.append(Manner.TOO_MUCH)
        if first in _VERBS_OF_DEVICES:
            draft.using.append(Mention(kind=_VERBS_OF_DEVICES[first], words=_VERBS_OF_DEVICES[first]))
        self._at += found.length if subject is None else 1
        self._on_and_off(draft, first)
        roles = Roles(draft, self._traits, first)
        if subject is not None:
            roles.object(subject)
        while not self._clause_ends(draft, roles):
            self._constituent(draft, roles, first)
        draft.words = " ".join(self._words[begin : self._at])
        self._finish(draft, forbidden)

    def _clause_ends(self, draft: Draft, roles: Roles) -> bool:
        word = self._word()
        if self._at >= len(self._words) or word == ".":
            ends = True
        elif self._goes_on(draft):
            ends = False
        elif word in _JOINING:
            ends = self._joined_clause(word)
        elif word in FORBIDDING or word in {"when", "if", "once", "because"}:
            ends = True
        else:
            ends = not roles.any and draft.verb == "watch" and self._verb_here()
        return ends

    def _joined_clause(self, word: str) -> bool:
        """Whether a new clause follows the joining `word`, and no further thing of this one."""
        if word in {",", "and", "then"} and self._word(1) in _SAYS_HOW_IT_SHALL_BE:
            return True
        ahead = self._at + 1
        while ahead < len(self._words) and (self._words[ahead] in _BETWEEN_CLAUSES or self._is_little(ahead)):
            ahead += 1
        if ahead >= len(self._words):
            return word != "to"
        begins = self._verb_here(ahead) or self._words[ahead] in FORBIDDING
        return begins or word in {"before", "after", "then", "but", "which"}

    def _constituent(self, draft: Draft, roles: Roles, first: str) -> None:
        """Read one part of the clause."""
        turned_into(draft, first, self._word())
        readers = (
            *(self._absence, self._manner, self._times, self._way, self._until, self._setting, self._set_alight),
            *(self._without, self._meanwhile, self._brought_to, self._passed_over),
        )
        if any(reads(draft) for reads in readers):
            return
        if self._particle(draft, first) or self._effect(draft) or self._place(draft, roles):
            return
        if self._word() in {"and", ",", "or", "then", "while"}:
            self._one_more(draft, roles)
            return
        if (draft.verb in {"make", "cause", "leave"} or first.startswith("get")) and self._made_so(draft):
            return
        thing = self._noun_phrase("fold" if first.startswith("fold") else draft.verb)
        if thing is not None:
            roles.object(thing)
            return
        self._at += 1

    def _one_more(self, draft: Draft, roles: Roles) -> None:
        self._at += 1 + (self._word(1) == "and")
        other = self._noun_phrase(draft.verb)
        if other is not None:
            roles.more(other)

    def _place(self, draft: Draft, roles: Roles) -> bool:
        found = self._table.prepositions.at(self._words, self._at)
        if found is None:
            return self._place_of_people(roles)
        begin = self._at
        self._at += found.length
        if draft.verb == "expose" and self._effect(draft):
            return True
        thing = self._noun_phrase(draft.verb, host=found.value)
        if thing is None:
            self._bare_place(draft, found.value, begin)
            return True
        if draft.verb == "move" and self._words[begin] == "off":
            draft.verb = "drop"
        aside = SIDES & set(self._words[begin + found.length : begin + found.length + 2])
        part = None if aside and found.value in {"in", "on", "over"} else self._phrases.relation
        if draft.verb == "slice" and self._words[begin] == "into" and not self._traits.get(thing.kind, frozenset()):
            return True
        if found.value == "using" and draft.things and self._inside_it():
            draft.things[-1] = holding(draft.things[-1], thing)
        else:
            roles.placed(found.value, thing, part)
        return True

    def _place_of_people(self, roles: Roles) -> bool:
        """ "Where people walk": a place by what people do there."""
        place = self._nouns.at(self._words, self._at, len(self._words)) if self._word() == "where" else None
        if place is None:
            return False
        words = " ".join(self._words[self._at : self._at + place.length])
        self._at += place.length
        roles.placed("on", Mention(kind=place.value.kind, words=words), None)
        return True

    def _bare_place(self, draft: Draft, preposition: str, begin: int) -> None:
        """ "Put it inside": where the last container is; any other preposition without a thing is passed over."""
        word = self._words[begin]
        container = self._salience.host(preposition, exclude=draft.things)
        if (
            word in {"inside", "in", "into", "within", "on"}
            and container is not None
            and draft.verb in {"put", "pour", "drop", "submerge"}
            and not draft.where
        ):
            draft.where.append(Where(relation=Relation(preposition), thing=container))

    def _noun_phrase(self, verb: str = "", *, host: str = "") -> Mention | None:
        phrase = self._phrases.read(self._at, verb, host=host)
        if phrase is None:
            return None
        self._at = phrase.end
        return phrase.mention

    def _finish(self, draft: Draft, forbidden: bool) -> None:
        if forbidden:
            return
        if self._tools:
            draft.using = [*self._tools, *draft.using]
            self._tools = []
        settle(draft, self._traits, self._salience)
        if draft.verb == "use" and draft.things and self._word() == "to":
            self._tools = draft.things
            self._salience.done(draft.things, draft.where)
            return
        if draft.verb in {"cause", "make"}:
            self._aims += draft.aims()
        deeds = list(draft.deeds())
        if not deeds and draft.verb not in {"cause", "make"}:
            self._aims += draft.aims()
        place = len(self._deeds) if self._earlier is None else self._earlier
        self._deeds[place:place] = deeds
        self._earlier = None
        self._salience.done(draft.things, draft.where)
