"""Instructions in English or Mandarin as tasks; what is not understood is asked back, never guessed."""

from collections.abc import Iterable
from typing import Final

from carebot.core.household import Deed, DeedKind, Mention, Noun, Task, Understanding
from carebot.core.language import Language, Text
from dialogue.instructions.chinese import ChineseInstructions
from dialogue.instructions.english import EnglishInstructions
from dialogue.pinyin import han

LONGEST: Final = 2000
"""Signs of an instruction; more is a tale and no instruction."""

_QUESTION: Final = Text(
    zh="对不起，我没听懂。请您说一下要把什么放到哪儿，或者要做什么。",
    en="I'm sorry, I did not understand. What shall I do, with which thing, and where?",
)


_ENDS_OF_QUESTIONS: Final = ("?", "？", "吗", "呢", "怎么样")
_QUESTION_WORDS: Final = (
    *("what ", "what's", "when ", "where ", "who ", "how ", "which ", "why ", "is ", "are ", "do ", "does "),
    *("什么", "怎么", "几", "哪", "谁", "多少", "吗", "多久", "为什么"),
)


class InstructionReader:
    """Reads instructions with the names of `nouns`; `start` loads the words of both languages."""

    def __init__(self, nouns: Iterable[Noun]) -> None:
        nouns = tuple(nouns)
        self._english = EnglishInstructions(nouns)
        self._chinese = ChineseInstructions(nouns)

    def start(self) -> None:
        """Load the words of both languages."""
        self._english.start()
        self._chinese.start()

    def begins_as_wish(self, text: str) -> bool:
        """Whether `text` begins as an instruction does: with a deed, a polite word or the thing to be dealt with."""
        return self._chinese.begins_as_wish(text) if han(text) else self._english.begins_as_wish(text)

    def read(self, text: str) -> Understanding:
        """What `text` asks for, or a question where nothing of it is understood."""
        language = Language.ZH if han(text) else Language.EN
        task = Task(deeds=(), words=text)
        if len(text) <= LONGEST:
            task = self._chinese.read(text) if language is Language.ZH else self._english.read(text)
        if not task.deeds and not task.aims and _asks(text):
            task = Task(deeds=(Deed(kind=DeedKind.WATCH, words=text),), words=text)
        if not task.deeds and not task.aims:
            return Understanding(task=None, language=language, question=_QUESTION)
        return Understanding(task=task, language=language, unknown=tuple(_unknown(task)))


def _asks(text: str) -> bool:
    """Whether `text` is a question, which asks for no more than an answer."""
    plain = text.strip().lower()
    return len(text) <= LONGEST and plain.endswith(_ENDS_OF_QUESTIONS) and any(one in plain for one in _QUESTION_WORDS)


def _unknown(task: Task) -> Iterable[str]:
    """The words of everything that the task names and nobody knows."""
    for deed in task.deeds:
        for mention in (*deed.things, *deed.using, *deed.source, *(where.thing for where in deed.where)):
            yield from _unknown_in(mention)


def _unknown_in(mention: Mention) -> Iterable[str]:
    if not mention.kind:
        yield mention.words
    for content in mention.contents:
        yield from _unknown_in(content)
