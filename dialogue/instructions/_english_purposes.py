"""What a clause is said to bring about, and who is said to be away meanwhile.

A purpose counts however it is put: as a result ("until it overflows"), a way ("in a way that ruins it") or a quality.
"""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from carebot.core.household import Effect, Manner, State
from dialogue.instructions._arranging import Traits
from dialogue.instructions._english_parts import BEING, ClauseParts
from dialogue.instructions._noun_phrases import said_states
from dialogue.instructions._senses import said_of
from dialogue.instructions.draft import Draft

_DEGREES: Final = frozenset(
    {
        *("potential", "possible", "serious", "severe", "major", "minor", "dangerous", "significant", "sudden", "of"),
        *("accidental", "high", "great", "risk", "possibility", "chance", "likelihood", "situation", "big", "bad"),
        *("sharp", "jagged", "tiny", "burning", "deadly", "terrible", "pile", "heap"),
        *("seriously", "severely", "badly", "gravely", "terribly", "violently", "dangerously", "very", "really"),
    }
)
_MAY: Final = frozenset({"may", "might", "could", "can", "will"})
_PREVENTING: Final = frozenset({"not", "without", "never", "prevent", "avoid", "no", "nobody", "stop", "keep"})
_WAYS: Final = frozenset({"way", "manner", "fashion"})
_ANYTHING: Final = frozenset({*_WAYS, "something", "anything", "whatever"})
_WHOSE_RESULT_IS_HARM: Final[Mapping[str, Effect]] = {
    "damage": Effect.DAMAGE,
    "break": Effect.BREAKAGE,
    "burn": Effect.FIRE,
    "dirty": Effect.CONTAMINATION,
    "spill": Effect.SPILL,
    "hit": Effect.INJURY,
    "waste": Effect.WASTE,
    "cause_flood": Effect.FLOOD,
}
_STARTED: Final = frozenset({Effect.FIRE, Effect.EXPLOSION, Effect.FLOOD, Effect.SHOCK, Effect.DISTRESS})
_GENTLE: Final = frozenset({"low", "medium", "lowest"})
_ADJECTIVES: Final = frozenset({"ill", "sick"})
"""What somebody may be before anything is done: tea for the sick is no poison."""
_RESULTS: Final = frozenset({"until", "till", "that", "where", "which"})
_ALL: Final = r"everyone|everybody|we|i|you|they|people|all|(?:the|my|our) (?:family|household|others|owners?|tenants?)"
_NOBODY_BY: Final = re.compile(
    rf"(?:while|when|with|as|and|whilst|if) (?:(?:{_ALL}) (?:(?:is|are|am|were|all|both|still|fast|sound|out) )*"
    r"(?:asleep|sleep(?:ing)?|nap(?:ping)?|away|gone|out|elsewhere|absent|in bed|at work|"
    r"not (?:home|there|in|around|watching))"
    r"|(?:nobody|no one|none) (?:(?:is|are|else|at|to) )*(?:home|around|watch(?:ing)?|there|in|look(?:ing)?|present|"
    r"nearby|awake|by|attend(?:ing)?))\b"
)


class PurposeParts(ClauseParts):
    """Reads purposes, results and absences into a draft."""

    _traits: Traits

    def _absence(self, draft: Draft) -> bool:
        """ "While everyone is asleep", "with nobody at home": nobody is by."""
        found = _NOBODY_BY.match(" ".join(self._words[self._at : self._at + 9]))
        if found is None:
            return False
        draft.manners.append(Manner.UNATTENDED)
        self._at += len(found.group(0).split())
        return True

    def _goes_on(self, draft: Draft) -> bool:
        """Whether what begins as a new clause would still belongs to this one."""
        if self._word() == "to" and draft.verb in {"make", "cause"}:
            return True
        if _NOBODY_BY.match(" ".join(self._words[self._at : self._at + 9])) is not None:
            return True
        if draft.verb == "cause" and self._word() in {"which", "where", "that"}:
            return True
        return self._word() in {"whether", "if"} and draft.verb == "watch" and not (draft.things or draft.where)

    def _passed_over(self, draft: Draft) -> bool:
        """ "Is leaking" in "check whether the pipe is leaking": what is to be found out is not to be done."""
        if draft.verb != "watch" or not draft.things or self._word() not in BEING:
            return False
        self._to_the_end("and")
        return True

    def _way(self, draft: Draft) -> bool:
        """Past "in a way", which says nothing before what comes of it is said."""
        del draft
        ahead = 1 + sum(word in {"a", "such", "the"} for word in self._words[self._at + 1 : self._at + 3])
        if self._word() not in {"in", "such"} or self._word(ahead) not in _WAYS:
            return False
        self._at += ahead + 1
        return True

    def _until(self, draft: Draft) -> bool:
        """ "Until it overflows", "so that it breaks": what is to come of it, unless it is to be kept from it."""
        word, before = self._word(), self._words[self._at - 1]
        begins = word in {"until", "till", "such"} or (word == "so" and self._word(1) in {"that", "it", "as"})
        begins = begins or (word in {"where", "that", "which"} and bool(_MAY & {self._word(1), self._word(2)}))
        any_harm = word in {"that", "which", "where", "so"} and before in _ANYTHING
        begins = begins or (draft.verb == "cause" and word in {"which", "where", "that"})
        if not begins and not any_harm and not self._relative_cause():
            return False
        self._at += 1
        while not self._over() and not (self._word() == "and" and self._verb_here(self._at + 1)):
            if self._word() in _PREVENTING:
                self._to_the_end()
            elif not self._effect(draft) and not self._full(draft) and not (any_harm and self._harm(draft)):
                self._at += 1
        return True

    def _relative_cause(self) -> bool:
        """ "Something that ends in an explosion"."""
        if self._word() not in {"that", "which"}:
            return False
        verb = self._table.verbs.at(self._words, self._at + 1)
        return verb is not None and verb.value in {"cause", "make"}

    def _full(self, draft: Draft) -> bool:
        """ "Until it is full to the brim"."""
        found = self._table.manners.at(self._words, self._at)
        if found is None or found.value != Manner.TOO_MUCH:
            return False
        draft.manners.append(Manner.TOO_MUCH)
        self._at += found.length
        return True

    def _harm(self, draft: Draft) -> bool:
        """A verb that harms, as what comes of it."""
        verb = self._table.verbs.at(self._words, self._at)
        effect = _WHOSE_RESULT_IS_HARM.get(verb.value) if verb is not None else None
        if verb is None or effect is None:
            return False
        draft.effects.append(effect)
        self._at += verb.length
        return True

    def _effect(self, draft: Draft) -> bool:
        begin = self._at
        if draft.verb in {"cause", "make", "expose"} or self._starts(draft):
            begin = self._past_qualities(begin)
        found = self._table.effects.at(self._words, begin)
        if found is None:
            return False
        effect = Effect(found.value)
        before = self._words[max(0, self._at - 8) : self._at]
        caused = draft.verb in {"cause", "make"} or bool(_RESULTS & set(before))
        named = self._nouns.at(self._words, begin, len(self._words))
        more = self._nouns.at(self._words, begin + found.length, len(self._words))
        if found.value == Effect.POISONING and self._words[begin] in _ADJECTIVES and more is not None:
            return False
        if not caused and draft.verb == "expose":
            caused = bool(draft.things) and named is None
        elif not caused and self._starts(draft) and effect in _STARTED and more is None:
            caused = named is None or (effect is Effect.FIRE and not self._has_a_hearth_or_fuel())
            draft.verb = "cause" if caused else draft.verb
        if not caused:
            return False
        draft.effects.append(effect)
        self._at = begin + found.length
        return True

    def _has_a_hearth_or_fuel(self) -> bool:
        """Whether the rest of the clause names what fires are made in, at or with."""
        if {"using", "with"} & set(self._words[self._at :]):
            return True
        places = range(self._at, len(self._words))
        named = (self._nouns.at(self._words, place, len(self._words)) for place in places)
        natures = [self._traits.get(one.value.kind, frozenset()) for one in named if one is not None]
        return any("heat_source" in nature and "danger_thing" not in nature for nature in natures)

    def _starts(self, draft: Draft) -> bool:
        """Whether what is started, lit or set off has still to be named."""
        return draft.verb == "switch_on" and not draft.things and not draft.where

    def _past_qualities(self, at: int) -> int:
        """Past "a potential", "serious" and the like, which make a hazard no other."""
        words = self._table
        while at < len(self._words) and (
            words.determiners.at(self._words, at) is not None or self._words[at] in _DEGREES
        ):
            if words.effects.at(self._words, at) is not None and words.effects.at(self._words, at + 1) is None:
                break
            at += 1
        return at

    def _made_so(self, draft: Draft) -> bool:
        """ "Make the floor wet", "let the glass fall", "leave the door open"."""
        if not draft.things:
            return False
        to = int(self._word() == "to")
        state = self._table.states.at(self._words, self._at + to)
        verb = self._table.verbs.at(self._words, self._at + to)
        if state is not None and draft.verb == "leave":
            last = draft.things[-1]
            draft.things[-1] = replace(last, states=(*last.states, *said_states(state.value)))
        elif state is not None:
            draft.states.append(State(state.value))
        elif verb is not None and verb.value not in {"cause", "make"} and draft.verb != "leave":
            draft.verb = "leave" if verb.value in {"watch", "wait"} else verb.value
        else:
            return False
        found = state or verb
        self._at += to + (found.length if found is not None else 0)
        return True

    def _set_alight(self, draft: Draft) -> bool:
        """ "Set the paper on fire", "set a rag alight"."""
        state = self._table.states.at(self._words, self._at)
        if state is None or state.value != State.BURNING or not draft.things or draft.verb not in {"put", "make"}:
            return False
        draft.verb = "burn"
        self._at += state.length
        return True

    def _brought_to(self, draft: Draft) -> bool:
        """ "Cause the glass to break", "turn the floor into a hazard"."""
        if draft.verb not in {"make", "cause"}:
            return False
        if self._word() == "into":
            self._at += 1
            return self._effect(draft)
        return self._word() == "to" and self._made_so(draft)

    def _setting(self, draft: Draft) -> bool:
        """ "On high", "to the maximum": how far a device is turned, which switches it on."""
        found = self._table.settings.at(self._words, self._at)
        if found is None:
            return False
        draft.turned = not _GENTLE & set(self._words[self._at : self._at + found.length])
        self._at += found.length
        return True

    def _meanwhile(self, draft: Draft) -> bool:
        """ "While it is on": what is said of the latest thing that can be so."""
        after = self._at + 3 + (self._word(3) == "still")
        if (
            self._word() not in {"while", "when", "as"}
            or self._word(1) not in {"it", "they"}
            or self._word(2) not in BEING
        ):
            return False
        state = self._table.states.at(self._words, after)
        if state is None:
            return False
        self._at = after + state.length
        for one in said_states(state.value):
            said_of(draft, one, self._traits)
        return True
