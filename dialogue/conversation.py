"""A conversation: what a sentence asks for, given what was said before it. Pure: the same turns give the same meanings.

What leans on an earlier wish counts only where the interpreter understands it once it is said in full.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from carebot.core.intents import HELP, NO, STOP, Intent
from carebot.core.language import Language, Text
from carebot.core.situation import House
from carebot.core.tasks import task_from_json
from dialogue import _following as following
from dialogue._clauses import barer, clauses
from dialogue._colloquial import plain_speech
from dialogue._danger_talk import is_told
from dialogue._following import Change, Kind
from dialogue._listed import IMPLIED, NO_WISH, SURE, Tries, is_implied, is_one_of, is_wish, listed, of_a_kind
from dialogue._sentences import spoken_names
from dialogue._talk import MUSIC, REMEMBERED_FOR, Talk, Thing, Turn, players_of, remembered, things_of
from dialogue.base import Interpretation, Interpreter
from dialogue.household import HOUSEHOLD_TASK
from dialogue.pinyin import han
from dialogue.text import normalize, simplifier

__all__ = ["LONGEST", "REMEMBERED_FOR", "Conversation", "Talk", "Turn"]

LONGEST: Final = 120
"""Signs beyond which an utterance is a tale: it is interpreted as a whole and leans on nothing."""

_THINGS_AT_MOST: Final = 6
_WISHES_AT_MOST: Final = 4
_BESIDE: Final = frozenset({"moan", "thank", "greet", "say_goodbye", "not_now", "fine"})
"""What is said along with a wish and needs no answer of its own then: "thank you, and now the light"."""
_REASONS_AT_MOST: Final = 1
"""Clauses that tell why something is wished: "把窗帘拉上，太阳晃眼". With more of them it is a tale."""
_NO_ANSWER: Final = frozenset({"control_devices", "play_music", "remind_me", "telephone", "send_word", "ask_where"})
_CLEAR: Final = 0.9
"""The wishes that answer no question, and the confidence from which words count as one while a question waits."""
_TOLD_ANOTHER: Final = frozenset({"tell_story", "tell_poem", "tell_joke", "play_music", "play_quiz"})
"""Wishes of which another may be had: the same wish again tells or plays something else."""
_OFMUSIC: Final = frozenset({"play_music", "next_piece", "music_softer", "music_louder"})
_BEFORE_EN: Final = {Kind.THING: "the ", Kind.PLACE: "to the ", Kind.PERSON: ""}
_SLOT_KINDS: Final = {"object": Kind.THING, "devices": Kind.THING, "name": Kind.THING} | {
    **dict.fromkeys(("place", "room", "area"), Kind.PLACE),
    "resident": Kind.PERSON,
}


class Conversation:
    """Follows what is said in `house`.

    `pieces` interprets what is cut out of the words or put together with earlier ones; both interpreters have started.
    """

    def __init__(self, interpreter: Interpreter, pieces: Interpreter, house: House) -> None:
        self._interpreter = interpreter
        self._pieces = pieces
        self._things = {(thing.kind, thing.id): thing for thing in things_of(house)}
        self._players = frozenset((MUSIC, *players_of(house)))
        self._simplify: Callable[[str], str] | None = None

    def turn(self, talk: Talk, text: str, language: Language, now: datetime, *, asked: bool = False) -> Turn:
        """What `text` means after `talk`. While a question waits it is an answer, and leans on nothing."""
        before = remembered(talk, now)
        plain = self._interpreter.interpret(text, language, asked=asked)
        first = (self._instead(before, text, plain, now) if asked else None) or self._louder(before, text, now)
        if plain.elsewhere:
            first = Turn(talk=before, meant=(plain,))
        if first is not None:
            return first
        if asked and plain.intent is None:
            plain = self._other_wish(text, language) or plain
        if asked or len(text) > LONGEST or _alone(plain):
            return self._told(before, (plain,), text, now)
        said = _Said(text=text, language=Language.ZH if han(text) else Language.EN, parts=self._parts(text))
        if not said.parts:
            return self._told(before, (plain,), text, now)
        leaning = self._leaning(before, said, plain, now)
        if leaning is not None:
            return leaning
        wishes = self._wishes(said, plain)
        if len(wishes) > 1 or (wishes and _gives_way(plain, said) and not _is_beside(wishes[0][1])):
            return self._several(before, wishes, now)
        return self._told(before, (plain,), text, now)

    def _other_wish(self, text: str, language: Language) -> Interpretation | None:
        """What is clearly a wish of its own, and no answer, though a question waits."""
        found = self._pieces.interpret(text, language) if len(text) <= LONGEST else Interpretation(intent=None)
        clear = found.intent is not None and found.intent.name in _NO_ANSWER and found.confidence >= _CLEAR
        return found if clear else None

    def _instead(self, before: Talk, text: str, plain: Interpretation, now: datetime) -> Turn | None:
        """The last wish with another thing in it, where a question about it is answered by a correction."""
        if before.wish is None or _alone(plain):
            return None
        language = Language.ZH if han(text) else Language.EN
        parts = self._parts(text) or ("",)
        for change in following.changes(parts, language):
            named = change.correction and (change.old or len(parts) > 1)
            for words, found in self._changed(before, change, language) if named else ():
                return replace(self._told(before, (found,), words, now), corrects=True)
        return None

    def _louder(self, before: Talk, text: str, now: datetime) -> Turn | None:
        """What plays turned up or down, where the words want it and do not say what; None where nothing plays."""
        language = Language.ZH if han(text) else Language.EN
        if before.sounding is None or len(text) > LONGEST:
            return None
        for part in self._parts(text):
            for form in (part, *barer(part, language), *barer(plain_speech(part, language), language)):
                louder = following.loudness(form, language)
                if louder is None:
                    continue
                words = following.turned(before.sounding.name.in_(language).lower(), language, louder=louder)
                found = self._pieces.interpret(words, language)
                if is_wish(found):
                    return self._told(before, (found,), words, now)
        return None

    def _parts(self, text: str) -> tuple[str, ...]:
        if self._simplify is None:
            self._simplify = simplifier()
        return clauses(text, Language.ZH if han(text) else Language.EN, self._simplify)

    def _leaning(self, before: Talk, said: "_Said", plain: Interpretation, now: datetime) -> Turn | None:
        """What the words mean together with what was said before; None where they stand for themselves."""
        sure = plain.intent is not None and plain.intent.name != NO and plain.confidence >= SURE
        if sure or (before.wish is None and not before.things):
            return None
        if before.wish is not None and _once_more(before.wish, said):
            once_more = Interpretation(intent=before.wish, confidence=SURE)
            return Turn(talk=replace(before, at=now), meant=(once_more,))
        for change in following.changes(said.parts, said.language):
            for words, found in self._changed(before, change, said.language):
                return replace(self._told(before, (found,), words, now), corrects=change.correction)
        for words in self._resolved(before, said):
            found = self._pieces.interpret(words, said.language)
            if is_wish(found):
                return self._told(before, (found,), words, now)
        return None

    def _changed(self, before: Talk, change: Change, language: Language) -> Iterator[tuple[str, Interpretation]]:
        """The last wish with other words in their place, where it then asks for the same of something else."""
        for words in self._with_change(before, change, language):
            found = self._pieces.interpret(words, language)
            same = found.intent is not None and before.wish is not None and found.intent.name == before.wish.name
            if same and found.intent != before.wish and found.confidence >= SURE:
                yield words, found

    def _with_change(self, before: Talk, change: Change, language: Language) -> Iterator[str]:
        if change.old and change.old in before.words:
            yield before.words.replace(change.old, change.new)
        for thing in before.things:
            for name in spoken_names(thing.name, language):
                if name in before.words:
                    yield before.words.replace(name, change.new)
                    yield from (before.words.replace(name, other) for other in self._only(thing, change.new, language))

    def _only(self, thing: Thing, part: str, language: Language) -> tuple[str, ...]:
        """The name of the only other thing of the kind that `part` is in; nothing where several have it."""
        names = {other.name.in_(language).lower() for other in self._things.values() if other.kind is thing.kind}
        having = [name for name in names if part in name and name != thing.name.in_(language).lower()]
        return tuple(having) if len(having) == 1 else ()

    def _resolved(self, before: Talk, said: "_Said") -> Iterator[str]:
        """The words with the name of what was spoken of in place of "it", the latest first."""
        whole = normalize(said.text, said.language, self._simplify or str)
        for kind, first, last in following.standing_in(whole, said.language):
            for thing in before.things:
                if thing.kind is kind:
                    before_name = _BEFORE_EN[kind] if said.language is Language.EN else ""
                    yield whole[:first] + before_name + spoken_names(thing.name, said.language)[-1] + whole[last:]

    def _wishes(self, said: "_Said", plain: Interpretation) -> list[tuple[str, Interpretation]]:
        """The wishes of the clauses, where each is understood by itself; a task of several steps stays one."""
        tries = Tries(self._pieces, said.language)
        found = self._enumerated(said, tries) or [wish for part in said.parts for wish in self._in_clause(part, tries)]
        wishes: list[tuple[str, Interpretation]] = []
        for words, one in found:
            if one.intent is not None and one.intent not in [other.intent for _, other in wishes]:
                wishes.append((words, one))
        wishes = [wish for wish in wishes if not _is_beside(wish[1])] or wishes
        asked = {one.intent.name for _, one in wishes if one.intent is not None}
        wishes = [(words, one) for words, one in wishes if not is_implied(one, asked)]
        task = plain.intent is not None and plain.intent.name == HOUSEHOLD_TASK
        if task and all(one.intent is not None and one.intent.name == HOUSEHOLD_TASK for _, one in wishes):
            return []
        return wishes[:_WISHES_AT_MOST]

    def _enumerated(self, said: "_Said", tries: "Tries") -> list[tuple[str, Interpretation]]:
        """The wishes for several things that enumeration commas part; nothing where those list none."""
        whole = self._parts(said.text.replace("、", "和")) if "、" in said.text else ()
        found = [self._in_clause(part, tries) for part in whole]
        lists = any(len(wishes) > 1 and of_a_kind(wishes[0][1], wishes[1][1]) for wishes in found)
        return [wish for wishes in found for wish in wishes] if lists else []

    def _in_clause(self, part: str, tries: "Tries") -> tuple[tuple[str, Interpretation], ...]:
        for left, right in following.joints(part, tries.language):
            sides = tuple((side, self._pieces.interpret(side, tries.language)) for side in (left, right))
            if all(is_wish(one) for _, one in sides):
                return sides
        several = listed(part, tries)
        if several:
            return several
        for form in (following.begun(part, tries.language), part):
            whole = self._pieces.interpret(form, tries.language)
            if is_wish(whole):
                return ((form, whole),)
        return ()

    def _several(self, before: Talk, wishes: Sequence[tuple[str, Interpretation]], now: datetime) -> Turn:
        talk = before
        for words, one in wishes:
            talk = self._told(talk, (one,), words, now).talk
        return Turn(talk=talk, meant=tuple(one for _, one in wishes))

    def _told(self, before: Talk, meant: tuple[Interpretation, ...], words: str, now: datetime) -> Turn:
        """The turn of one meaning; a wish is remembered, an answer and what was not understood change nothing."""
        intent = meant[0].intent
        if intent is None or intent.name in NO_WISH:
            return Turn(talk=before, meant=meant)
        named = tuple(self._named(intent))
        older = tuple(thing for thing in before.things if thing not in named)
        script = Language.ZH if han(words) else Language.EN
        said = normalize(words, script, self._simplify or str)
        things = (named + older)[:_THINGS_AT_MOST]
        sounding = next((thing for thing in named if thing in self._players), None)
        since = before.sounding_since if sounding is None else now
        return Turn(
            talk=Talk(
                wish=intent,
                words=said,
                at=now,
                things=things,
                sounding=sounding or before.sounding,
                sounding_since=since,
            ),
            meant=meant,
        )

    def _named(self, intent: Intent) -> Iterator[Thing]:
        if intent.name in _OFMUSIC:
            yield MUSIC
        for slot, value in intent.slots.items():
            kind = _SLOT_KINDS.get(slot)
            for one in value.split() if slot == "devices" else (value,):
                if kind is not None and (kind, one) in self._things:
                    yield self._things[kind, one]
        task = task_from_json(intent.slot("task")) if intent.name == HOUSEHOLD_TASK else None
        for deed in task.deeds if task is not None else ():
            for mention in deed.things:
                yield Thing(kind=Kind.THING, id=mention.kind, name=Text(zh=mention.words, en=mention.words))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Said:
    """An utterance, and its clauses as `normalize` gives them."""

    text: str
    language: Language
    parts: tuple[str, ...]

    def bare(self) -> tuple[str, ...]:
        """The only clause, and again without its little words; nothing where there are several."""
        return (self.parts[0], *barer(self.parts[0], self.language)) if len(self.parts) == 1 else ()


def _alone(found: Interpretation) -> bool:
    """Whether what was understood goes before everything else that may have been said with it."""
    return found.intent is not None and (found.intent.name in {STOP, HELP} or found.confidence >= 1.0)


def _is_beside(found: Interpretation) -> bool:
    """Whether what was understood is said along with a wish, and is none itself."""
    return is_one_of(found, _BESIDE)


def _gives_way(plain: Interpretation, said: _Said) -> bool:
    """Whether the words as a whole give way to the one wish in them: they are beside it, or tell why it is wished."""
    tale = is_told(said.text, said.language) or any(mark in said.text for mark in "?？")
    return is_one_of(plain, _BESIDE | IMPLIED.keys()) or (
        plain.intent is None and len(said.parts) <= _REASONS_AT_MOST + 1 and not tale
    )


def _once_more(wish: Intent, said: _Said) -> bool:
    """Whether the same is wanted again, or another of what was told or played."""
    if any(following.again(form, said.language) for form in said.bare()):
        return True
    forms = (form for part in said.parts for form in (part, *barer(part, said.language)))
    return wish.name in _TOLD_ANOTHER and any(following.another(form, said.language) for form in forms)
