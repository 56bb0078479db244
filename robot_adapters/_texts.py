"""What bodies tell people when they do not do what was asked."""

from typing import Final

from carebot.core.body import Manifest
from carebot.core.language import Text

STOPPED: Final = Text(
    zh="机器人已停下并锁定，请工作人员先解除停止。", en="The robot is stopped and latched; staff must release it first."
)
LEASE_OVER: Final = Text(
    zh="驱动指令中断，机器人已自行停下。", en="The drive commands ceased, so the robot stopped by itself."
)
STILL_MOVING: Final = Text(
    zh="机器人收到停止指令后仍在移动，请按机身急停按钮！",
    en="The robot still moves after being told to stop. Press the emergency stop on its body!",
)
NOT_A_SPEED: Final = Text(
    zh="算出的速度不是有限的数，机器人未执行。请通知技术人员。",
    en="A computed speed is not a finite number, so it was not driven. Please tell a technician.",
)
WAITED_TOO_LONG: Final = Text(
    zh="许可在等待前一个动作结束时已过期，动作未执行。",
    en="The permit expired while the action before it ended; nothing was done.",
)
OTHER_ACTION: Final = Text(
    zh="新的许可属于另一个动作，机器人已停下。", en="The new permit is for another action; the robot has stopped."
)


def unsupported(manifest: Manifest) -> Text:
    """What to tell people about an action that the body cannot do."""
    return Text(
        zh=f"{manifest.name.zh}做不了这个动作，请工作人员来做。",
        en=f"{manifest.name.en} cannot do this; please ask a member of staff.",
    )
