"""Household tasks in free words, behind the sentences of the skills: what those understand stays theirs.

Only what begins as a wish, names known things alone and asks for more than fetching is taken for a task. A stop, a call
for help, an answer and whatever a skill has a sentence for never come here.
"""

import re
from collections.abc import Callable, Iterable
from typing import Final

from carebot.core.household import Deed, DeedKind, Noun, Understanding
from carebot.core.intents import Intent
from carebot.core.language import Language
from carebot.core.tasks import task_to_json
from dialogue._colloquial import plain_speech
from dialogue._thing_first import ThingFirst
from dialogue.base import Interpretation, Interpreter
from dialogue.instructions.reading import InstructionReader
from dialogue.pinyin import han
from dialogue.text import normalize

HOUSEHOLD_TASK: Final = "household_task"
CONFIDENCE: Final = 0.9
_OF_OTHER_SKILLS: Final = frozenset(
    {
        *(DeedKind.PICK, DeedKind.GIVE, DeedKind.WATCH, DeedKind.WAIT, DeedKind.USE, DeedKind.LEAVE),
        *(DeedKind.MOVE, DeedKind.TAKE_IN, DeedKind.WEAR, DeedKind.MISUSE),
    }
)
_PERSON: Final = frozenset({"person", "stranger", "skin"})
"""Traits of people, and of what belongs to their bodies."""
_OF_THINGS_ALONE: Final = frozenset(
    {
        *(DeedKind.PUT, DeedKind.POUR, DeedKind.SLICE, DeedKind.HANG, DeedKind.SERVE, DeedKind.FILL, DeedKind.MIX),
        *(DeedKind.COOK, DeedKind.HEAT, DeedKind.EMPTY),
    }
)
"""What may be wished for with things and never with people."""
_TOLD_ZH: Final = ("了", "吗", "呢", "？", "?", "么", "没有")
"""How a tale or a question ends."""
_DONE_ZH: Final = re.compile(r"^(?:请|你|您|快|先|再|给我|帮我)*[把将].+[^过]了$")
"""A wish that names its end: "把灯关了"."""


class HouseholdInterpreter(Interpreter):
    """Asks `first`, and reads as a household task what that does not understand. `nouns` gives the names of things."""

    def __init__(self, first: Interpreter, nouns: Callable[[], Iterable[Noun]]) -> None:
        self._first = first
        self._nouns = nouns
        self._reader = InstructionReader(())
        self._thing_first = ThingFirst(())
        self._people: frozenset[str] = frozenset()

    def start(self) -> None:
        """Prepare the sentences and the words of instructions; raises SettingsError or RulesError."""
        self._first.start()
        nouns = tuple(self._nouns())
        self._people = frozenset(noun.kind for noun in nouns if noun.traits & _PERSON)
        self._reader = InstructionReader(nouns)
        self._reader.start()
        self._thing_first = ThingFirst(nouns)

    def interpret(self, text: str, language: Language, *, asked: bool = False) -> Interpretation:
        """What `text` asks for; while a question waits, words that no skill understands are an answer."""
        found = self._first.interpret(text, language, asked=asked)
        if found.intent is not None or asked:
            return found
        script = Language.ZH if han(text) else Language.EN
        plain = plain_speech(normalize(text, script, str), script)
        said = dict.fromkeys(filter(None, (text, plain, self._thing_first.turned(plain, script))))
        task = next(filter(None, (_wish(words, self._reader, self._people) for words in said)), None)
        if task is None:
            return found
        return Interpretation(intent=Intent(name=HOUSEHOLD_TASK, slots={"task": task}), confidence=CONFIDENCE)


def _wish(text: str, reader: InstructionReader, people: frozenset[str]) -> str | None:
    """The task that `text` wishes for, as an intent carries it; None where it is a tale or a question."""
    said = text.strip().rstrip("。.!！")
    if (said.endswith(_TOLD_ZH) and not _DONE_ZH.match(said)) or not reader.begins_as_wish(text):
        return None
    understood: Understanding = reader.read(text)
    if understood.task is None or understood.unknown:
        return None
    if any(_misread(deed, people) for deed in understood.task.deeds):
        return None
    kinds = {deed.kind for deed in understood.task.deeds}
    if not kinds - _OF_OTHER_SKILLS and not understood.task.aims:
        return None
    return task_to_json(understood.task)


def _misread(deed: Deed, people: frozenset[str]) -> bool:
    """Whether somebody is to be put or tidied like a thing: a word of it was heard wrong, and is asked about."""
    return deed.kind in _OF_THINGS_ALONE and any(mention.kind in people for mention in deed.things)
