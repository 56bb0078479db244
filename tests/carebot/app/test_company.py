"""Company in a whole robot: what she says in danger, in confidence, to be remembered and to be left alone."""

from pathlib import Path

import pytest

from carebot import journal
from carebot.core.alarms import IncidentChanged, IncidentStage
from carebot.core.deeds import ActionDecided, Spoken
from carebot.core.events import ConsentChanged
from carebot.core.memories import MemoriesErased, MemoryKept
from carebot.core.verdicts import Verdict
from tests.carebot.app.house import Home, home
from tests.carebot.stranger import machine, still_body

__all__ = ["machine", "still_body"]
pytestmark = [pytest.mark.anyio, pytest.mark.slow, pytest.mark.usefixtures("still_body")]
DUMPLINGS = "我最爱吃荠菜饺子"


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


def refusals(house: Home) -> set[str]:
    decisions = (one.decision for one in house.of(ActionDecided))
    return {one.decisive.rule for one in decisions if one.verdict is Verdict.DENY and one.decisive is not None}


def everything_in(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


async def test_words_of_danger_call_people_at_once(machine: Path) -> None:
    async with home(machine) as house:
        house.hear("我胸口疼得厉害")
        [opened] = house.of(IncidentChanged)[:1]
        assert opened.stage is IncidentStage.ALARM
        assert "120" in opened.text.zh
        assert opened.protocol == "chest_pain"


async def test_she_is_remembered_and_forgotten_and_the_record_proves_both(machine: Path) -> None:
    file = machine / "memories.db"
    async with home(machine) as house:
        house.hear(f"记住，{DUMPLINGS}")
        await house.until(lambda: house.of(MemoryKept))
        assert DUMPLINGS.encode() in file.read_bytes()
    async with home(machine) as again:
        known = again.robot.orchestrator.known
        assert [memory.words for memory in known.memories_of("wang")] == [DUMPLINGS]
        again.hear("忘掉它")
        await again.until(lambda: again.of(MemoriesErased))
        assert known.memories_of("wang") == ()
        assert DUMPLINGS.encode() not in file.read_bytes()
    events = [entry.event for entry in journal.read(machine / "j.db")]
    kinds = [event.kind for event in events]
    assert DUMPLINGS not in repr(events), "nor can the words be read from the record"
    assert DUMPLINGS.encode() not in everything_in(machine)
    assert sum(event.illegible for event in events if isinstance(event, MemoriesErased)) > 3
    assert kinds.count("memory_kept") == kinds.count("memories_erased") == 1
    assert journal.verify(machine / "j.db").broken_at is None


async def test_what_is_never_remembered_is_refused_by_rule(machine: Path) -> None:
    async with home(machine) as house:
        house.hear("记住，我的银行卡密码是八六四二")
        await house.until(lambda: "house.remember_private" in refusals(house))
        assert house.of(MemoryKept) == []


async def test_withdrawn_consent_outlives_the_robot(machine: Path) -> None:
    async with home(machine) as house:
        house.hear(f"记住，{DUMPLINGS}")
        await house.until(lambda: house.of(MemoryKept))
        house.hear("以后别再记我的事了")
        await house.until(lambda: house.of(ConsentChanged) and house.of(MemoriesErased))
        assert DUMPLINGS.encode() not in (machine / "memories.db").read_bytes()
    async with home(machine) as again:
        again.hear(f"记住，{DUMPLINGS}")
        await again.until(lambda: again.of(Spoken))
        assert again.of(MemoryKept) == []
        assert DUMPLINGS.encode() not in (machine / "memories.db").read_bytes()
