"""The sentences of the policy on physical limits."""

from typing import Final

from carebot.core.language import Text

CALL_CARER: Final = Text(zh="我可以请护理员来帮忙。", en="I can call a carer to help.")
PAYLOAD: Final = Text(zh="这样东西太重，我不能拿。", en="This is too heavy to be carried by me.")
HIGH_PAYLOAD: Final = Text(zh="高处的东西只能拿一公斤以内的。", en="From high up I take down light things only.")
TOO_HOT: Final = Text(zh="太烫了，不能端到人身边。", en="This is too hot to be carried near people.")
COOL_DOWN: Final = Text(zh="放凉一些我再拿。", en="I can bring it when it has cooled down.")
HOT_UNLIDDED: Final = Text(zh="烫的东西要有盖子才能端。", en="Something hot is carried only with a lid on.")
ASK_FOR_LID: Final = Text(zh="请盖上盖子，我再端过来。", en="Please put a lid on, then I will bring it.")
HOT_TO_SEATED: Final = Text(zh="烫的东西只递给坐着的人。", en="Something hot is handed only to somebody who sits.")
SIT_FIRST: Final = Text(zh="请您先坐下，或者我放在桌上。", en="Please sit down first, or I will put it on the table.")
WALKING_SUPPORT: Final = Text(zh="扶走的力气有上限。", en="There is a limit to how much weight I may carry.")
TOUCH_FORCE: Final = Text(zh="碰到人的力气要小。", en="I touch people only gently.")
NIGHT_VOLUME: Final = Text(zh="夜里说话要轻。", en="I speak softly at night.")
VOLUME: Final = Text(zh="说话声音不能太大。", en="I must not speak too loudly.")
WATER_UNKNOWN: Final = Text(zh="不知道水温，不能放热水。", en="I run no water without knowing how warm it will be.")
SAY_HOW_WARM: Final = Text(zh="请说要多少度，最高四十一度。", en="Please say how warm it shall be, 41 degrees at most.")
BATH: Final = Text(zh="洗澡水不能太烫。", en="Bath water must not be too hot.")
UNDRESSED: Final = Text(zh="没穿好衣服的画面绝不保存。", en="Pictures of somebody undressed are never kept.")
WITHOUT_CLIP: Final = Text(zh="我只记下事情经过，不留画面。", en="I record what happened, without pictures.")
CLIP_RETENTION: Final = Text(zh="画面不能保存太久。", en="Pictures are not kept for long.")
STOPPED: Final = Text(zh="机器人已停下并锁定。", en="The robot is stopped and latched.")
RELEASE: Final = Text(zh="请工作人员确认周围安全后解除。", en="Staff may release it when the area is clear.")
HELD: Final = Text(zh="监视程序发现故障，让我先停着。", en="The running monitor has found a fault and keeps me still.")
HELD_UNTIL: Final = Text(
    zh="故障消失后我再动；一直不好，请看面板上的故障。",
    en="I go on when it has passed; if it stays, see the faults on the panel.",
)
NO_BODY: Final = Text(
    zh="不知道机器人本体的状态，因此不动。", en="The state of the body is unknown, so it does not move."
)
WITHOUT_MOVING: Final = Text(
    zh="我原地不动，仍然能说话、叫人。", en="I stay where I am, and can still talk and call people."
)
EMERGENCY_STOP: Final = Text(zh="急停按钮按下了。", en="The emergency stop is pressed.")
BUMPED: Final = Text(zh="我碰到东西了，先停着不动。", en="I bumped into something, so I stay still.")
HEALTH: Final = Text(zh="机器人出了故障，不能动。", en="The body has a fault and must not move.")
LOST: Final = Text(zh="我不知道自己在哪里，不能走动。", en="I do not know where I am, so I do not move.")
