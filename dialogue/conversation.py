"""A conversation: what a sentence asks for, given what was said before it. Pure: the same turns give the same meanings.

What leans on an earlier wish counts only where the interpreter understands it once it is said in full.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from carebot.core.intents import HELP, NO, STOP, YES, Intent
from carebot.core.language import Language, Text
from carebot.core.situation import House
from carebot.core.tasks import task_from_json
from dialogue import _following as following
from dialogue._clauses import barer, clauses
from dialogue._following import Change, Kind
from dialogue._sentences import spoken_names
from dialogue.answers import GO_ON
from dialogue.base import Interpretation, Interpreter
from dialogue.household import HOUSEHOLD_TASK
from dialogue.pinyin import han
from dialogue.text import normalize, simplifier

REMEMBERED_FOR: Final = timedelta(minutes=2)
"""How long "it" and "again" lean on what was said; who comes back later has begun something new."""

LONGEST: Final = 120
"""Signs beyond which an utterance is a tale: it is interpreted as a whole and leans on nothing."""

_SURE: Final = 0.85
"""The confidence from which a wish counts that was put together from two sentences or cut out of one."""
_THINGS_AT_MOST: Final = 6
_WISHES_AT_MOST: Final = 4
_NO_WISH: Final = frozenset({YES, NO, STOP, HELP, GO_ON})
_TRIES_AT_MOST: Final = 60
_COMMAND: Final = "command"
"""The slot that says what is to become of a device."""
_BEFORE_EN: Final = {Kind.THING: "the ", Kind.PLACE: "to the ", Kind.PERSON: ""}
_SLOT_KINDS: Final = {"object": Kind.THING, "devices": Kind.THING, "name": Kind.THING} | {
    **dict.fromkeys(("place", "room", "area"), Kind.PLACE),
    "resident": Kind.PERSON,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """Something that was spoken of, by what it is called."""

    kind: Kind
    id: str
    name: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Talk:
    """What a sentence may lean on: the last wish in full words, and what was named, the latest first."""

    wish: Intent | None = None
    words: str = ""
    at: datetime | None = None
    things: tuple[Thing, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """What one utterance meant, in order, and what the next may lean on. `corrects`: it replaces the last wish."""

    talk: Talk
    meant: tuple[Interpretation, ...]
    corrects: bool = False


class Conversation:
    """Follows what is said in `house`.

    `pieces` interprets what is cut out of the words or put together with earlier ones; both interpreters have started.
    """

    def __init__(self, interpreter: Interpreter, pieces: Interpreter, house: House) -> None:
        self._interpreter = interpreter
        self._pieces = pieces
        self._things = {(thing.kind, thing.id): thing for thing in _things_of(house)}
        self._simplify: Callable[[str], str] | None = None

    def turn(self, talk: Talk, text: str, language: Language, now: datetime, *, asked: bool = False) -> Turn:
        """What `text` means after `talk`. While a question waits it is an answer, and leans on nothing."""
        before = talk if talk.at is not None and now - talk.at <= REMEMBERED_FOR else Talk()
        plain = self._interpreter.interpret(text, language, asked=asked)
        if asked or len(text) > LONGEST or _alone(plain):
            return self._told(before, (plain,), text, now)
        said = _Said(text=text, language=Language.ZH if han(text) else Language.EN, parts=self._parts(text))
        if not said.parts:
            return self._told(before, (plain,), text, now)
        leaning = self._leaning(before, said, plain, now)
        if leaning is not None:
            return leaning
        wishes = self._wishes(said, plain)
        if len(wishes) > 1:
            return self._several(before, wishes, now)
        return self._told(before, (plain,), text, now)

    def _parts(self, text: str) -> tuple[str, ...]:
        if self._simplify is None:
            self._simplify = simplifier()
        return clauses(text, Language.ZH if han(text) else Language.EN, self._simplify)

    def _leaning(self, before: Talk, said: "_Said", plain: Interpretation, now: datetime) -> Turn | None:
        """What the words mean together with what was said before; None where they stand for themselves."""
        sure = plain.intent is not None and plain.intent.name != NO and plain.confidence >= _SURE
        if sure or (before.wish is None and not before.things):
            return None
        if before.wish is not None and any(following.again(form, said.language) for form in said.bare()):
            once_more = Interpretation(intent=before.wish, confidence=_SURE)
            return Turn(talk=replace(before, at=now), meant=(once_more,))
        for change in following.changes(said.parts, said.language):
            for words, found in self._changed(before, change, said.language):
                return replace(self._told(before, (found,), words, now), corrects=change.correction)
        for words in self._resolved(before, said):
            found = self._pieces.interpret(words, said.language)
            if _is_wish(found):
                return self._told(before, (found,), words, now)
        return None

    def _changed(self, before: Talk, change: Change, language: Language) -> Iterator[tuple[str, Interpretation]]:
        """The last wish with other words in their place, where it then asks for the same of something else."""
        for words in self._with_change(before, change, language):
            found = self._pieces.interpret(words, language)
            same = found.intent is not None and before.wish is not None and found.intent.name == before.wish.name
            if same and found.intent != before.wish and found.confidence >= _SURE:
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
        tries = _Tries(self._pieces, said.language)
        found = self._enumerated(said, tries) or [wish for part in said.parts for wish in self._in_clause(part, tries)]
        wishes: list[tuple[str, Interpretation]] = []
        for words, one in found:
            if one.intent is not None and one.intent not in [other.intent for _, other in wishes]:
                wishes.append((words, one))
        task = plain.intent is not None and plain.intent.name == HOUSEHOLD_TASK
        if task and all(one.intent is not None and one.intent.name == HOUSEHOLD_TASK for _, one in wishes):
            return []
        return wishes[:_WISHES_AT_MOST]

    def _enumerated(self, said: "_Said", tries: "_Tries") -> list[tuple[str, Interpretation]]:
        """The wishes for several things that enumeration commas part; nothing where those list none."""
        whole = self._parts(said.text.replace("、", "和")) if "、" in said.text else ()
        found = [self._in_clause(part, tries) for part in whole]
        lists = any(len(wishes) > 1 and _of_a_kind(wishes[0][1], wishes[1][1]) for wishes in found)
        return [wish for wishes in found for wish in wishes] if lists else []

    def _in_clause(self, part: str, tries: "_Tries") -> tuple[tuple[str, Interpretation], ...]:
        for left, right in following.joints(part, tries.language):
            sides = tuple((side, self._pieces.interpret(side, tries.language)) for side in (left, right))
            if all(_is_wish(one) for _, one in sides):
                return sides
        listed = _listed(part, tries)
        if listed:
            return listed
        for form in (part, following.begun(part, tries.language)):
            whole = self._pieces.interpret(form, tries.language)
            if _is_wish(whole):
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
        if intent is None or intent.name in _NO_WISH:
            return Turn(talk=before, meant=meant)
        named = tuple(self._named(intent))
        older = tuple(thing for thing in before.things if thing not in named)
        script = Language.ZH if han(words) else Language.EN
        said = normalize(words, script, self._simplify or str)
        return Turn(talk=Talk(wish=intent, words=said, at=now, things=(named + older)[:_THINGS_AT_MOST]), meant=meant)

    def _named(self, intent: Intent) -> Iterator[Thing]:
        for slot, value in intent.slots.items():
            kind = _SLOT_KINDS.get(slot)
            for one in value.split() if slot == "devices" else (value,):
                if kind is not None and (kind, one) in self._things:
                    yield self._things[kind, one]
        task = task_from_json(intent.slot("task")) if intent.name == HOUSEHOLD_TASK else None
        for deed in task.deeds if task is not None else ():
            for mention in deed.things:
                yield Thing(kind=Kind.THING, id=mention.kind, name=Text(zh=mention.words, en=mention.words))


class _Tries:
    """Interprets what may be cut out of an utterance, each once, and no more of them than takes a moment."""

    def __init__(self, interpreter: Interpreter, language: Language) -> None:
        self._interpreter = interpreter
        self._found: dict[str, Interpretation] = {}
        self.language = language

    def likeliest(self, forms: Sequence[str]) -> tuple[str, Interpretation] | None:
        """The first of the forms that are understood best; None where none is a wish."""
        for form in forms:
            if form not in self._found and len(self._found) < _TRIES_AT_MOST:
                self._found[form] = self._interpreter.interpret(form, self.language)
        wishes = [(form, self._found[form]) for form in forms if form in self._found and _is_wish(self._found[form])]
        return max(wishes, key=lambda one: one[1].confidence) if wishes else None


def _listed(part: str, tries: _Tries) -> tuple[tuple[str, Interpretation], ...]:
    """The wishes of a clause that asks for the same of several things; nothing where it lists none."""
    for first, second in following.lists(part, tries.language):
        one = tries.likeliest(first)
        if one is None:
            continue
        other = tries.likeliest(second)
        rest = (other,) if other is not None else _first_listed(second, tries)
        if rest and all(_of_a_kind(one[1], each[1]) for each in rest):
            return (one, *rest)
    return ()


def _first_listed(forms: Sequence[str], tries: _Tries) -> tuple[tuple[str, Interpretation], ...]:
    return next((found for form in forms if (found := _listed(form, tries))), ())


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


def _is_wish(found: Interpretation) -> bool:
    return found.intent is not None and found.intent.name not in _NO_WISH and found.confidence >= _SURE


def _of_a_kind(one: Interpretation, other: Interpretation) -> bool:
    """Whether both ask for the same, each of another thing."""
    assert one.intent is not None
    assert other.intent is not None
    same = one.intent.name == other.intent.name and one.intent.slot(_COMMAND) == other.intent.slot(_COMMAND)
    return same and one.intent != other.intent


def _things_of(house: House) -> Iterator[Thing]:
    home = house.home
    for thing in home.objects:
        yield Thing(kind=Kind.THING, id=thing.id, name=thing.name)
    for device in home.devices:
        yield Thing(kind=Kind.THING, id=device.id, name=device.name)
    for room in home.rooms:
        yield Thing(kind=Kind.PLACE, id=room.id, name=room.name)
    for place in home.places:
        yield Thing(kind=Kind.PLACE, id=place.id, name=place.name)
    for person in house.residents:
        yield Thing(kind=Kind.PERSON, id=person.id, name=person.called)
