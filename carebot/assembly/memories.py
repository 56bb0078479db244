"""What residents told, taken up at the start: only of those who still agree; a file that cannot be used is a fault."""

import sqlite3
from contextlib import AsyncExitStack

from carebot.core.actions import AlarmLevel
from carebot.core.errors import JournalError
from carebot.core.language import Text
from carebot.core.people import Consent
from carebot.memories import Memories
from carebot.robot import Robot


def attach_memories(robot: Robot, memories: Memories, stack: AsyncExitStack) -> None:
    """Open the file, erase what nobody agrees to any more, and let plans know the rest."""
    stack.callback(memories.close)
    known = robot.orchestrator.known
    agreed = {one.id for one in known.house.residents if Consent.REMEMBERING in one.consents}
    try:
        kept = memories.start()
        memories.erase_without_consent(agreed)
    except (sqlite3.Error, OSError, JournalError) as error:
        memories.close()
        robot.announcer.fault("memories", _unusable(error), AlarmLevel.LOW)
        return
    known.recall(memory for memory in kept if memory.about in agreed)


def _unusable(error: Exception) -> Text:
    return Text(
        zh=f"记忆文件用不了（{error}），机器人什么也不记。请检查磁盘和设置 memories。",
        en=f"The file of memories cannot be used ({error}); nothing is remembered. Check disk and setting 'memories'.",
    )
