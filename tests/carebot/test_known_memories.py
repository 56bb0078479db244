"""What plans know of memories: kept once it was done, gone once it was erased, each resident her own."""

from dataclasses import replace

from carebot.core.actions import Remember
from carebot.core.deeds import ActionFinished
from carebot.core.language import Language
from carebot.core.memories import MemoriesErased, Memory
from carebot.core.outcomes import Outcome, Result
from carebot.knowing import Known
from tests.safety.builders import HOUSE, NOW

FISH = Remember(about="li", memory="m1", words="我爱吃鱼", language=Language.ZH, source="e1")


def done(action: Remember, result: Result = Result.SUCCEEDED) -> ActionFinished:
    return ActionFinished(
        id=f"f{action.memory}", occurred_at=NOW, run=action.memory, action=action, outcome=Outcome(result=result)
    )


def erased(*memories: str) -> MemoriesErased:
    return MemoriesErased(id="e", occurred_at=NOW, about="li", memories=memories, digests=("d",) * len(memories))


def test_what_was_kept_is_known_and_what_was_refused_is_not() -> None:
    known = Known(HOUSE, "Asia/Shanghai")
    known.take_in(done(FISH))
    known.take_in(done(replace(FISH, memory="m2"), Result.REFUSED))
    assert known.memories_of("li") == (
        Memory(id="m1", about="li", words="我爱吃鱼", language=Language.ZH, told_at=NOW, source="e1"),
    )
    assert known.memories_of("wang") == ()


def test_what_was_erased_is_known_no_more() -> None:
    known = Known(HOUSE, "Asia/Shanghai")
    known.recall([Memory(id="m0", about="li", words="我属兔", language=Language.ZH, told_at=NOW)])
    known.take_in(done(FISH))
    known.take_in(erased("m0", "m9"))
    assert [memory.id for memory in known.memories_of("li")] == ["m1"]
