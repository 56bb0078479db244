"""What is to be said of what was remembered and erased: that it was, and never what it said."""

from typing import Final

from carebot.core.language import Text
from carebot.core.memories import MemoriesErased, MemoryKept
from carebot.explaining.case import Case, Said

_AGREED: Final = Text(
    zh="老人同意过，她说的话才记；随时可以让我忘掉。",
    en="What she tells is kept only with her consent, and forgotten at her word.",
)
_GONE: Final = Text(
    zh="记忆里的原话已经删掉，这里只留下删过的凭据。",
    en="The words are gone from the memory; what stands here proves that they were erased.",
)


def of_memory(case: Case, event: MemoryKept | MemoriesErased) -> Said:
    """That something was kept or erased."""
    whom = case.person(event.about)
    match event:
        case MemoryKept():
            return Said(
                what=Text(zh=f"记住了{whom.zh}说的一件事。", en=f"Something that {whom.en} told was remembered."),
                told=Text(zh="我记住了您说的一件事。", en="I remembered something that you told me."),
                why=(_AGREED,),
                concerns=event.about,
            )
        case MemoriesErased(memories=memories):
            count = len(memories)
            return Said(
                what=Text(zh=f"忘掉了{whom.zh}说的{count}件事。", en=f"{count} of {whom.en}'s memories were erased."),
                told=Text(zh=f"我忘掉了您说的{count}件事。", en=f"I erased {count} of the things that you told me."),
                why=(_GONE,),
                concerns=event.about,
            )
