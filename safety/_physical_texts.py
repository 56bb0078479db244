"""The sentences of the policy on physical limits."""

from typing import Final

from carebot.core.language import Text

CALL_CARER: Final = Text(zh="我可以请护理员来帮忙。", en="I can call a carer to help.")
PAYLOAD: Final = Text(zh="这样东西太重，我不能拿。", en="This is too heavy for me to carry.")
HIGH_PAYLOAD: Final = Text(zh="高处的东西，我只拿轻的。", en="From high up I only take down light things.")
TOO_HOT: Final = Text(zh="太烫了，不能端到人身边。", en="This is too hot to be carried near people.")
COOL_DOWN: Final = Text(zh="放凉一些我再拿。", en="I can bring it when it has cooled down.")
HOT_UNLIDDED: Final = Text(zh="烫的东西要有盖子才能端。", en="I only carry something hot with a lid on.")
ASK_FOR_LID: Final = Text(zh="请盖上盖子，我再端过来。", en="Please put a lid on, then I will bring it.")
HOT_TO_SEATED: Final = Text(zh="烫的东西只递给坐着的人。", en="I only hand something hot to somebody who is sitting.")
SIT_FIRST: Final = Text(zh="请您先坐下，或者我放在桌上。", en="Please sit down first, or I will put it on the table.")
WALKING_SUPPORT: Final = Text(zh="我扶人的力气只有这么大。", en="I can only support so much weight.")
TOUCH_FORCE: Final = Text(zh="碰到人的力气要小。", en="I touch people only gently.")
NIGHT_VOLUME: Final = Text(zh="夜里说话要轻。", en="I speak softly at night.")
VOLUME: Final = Text(zh="说话声音不能太大。", en="I must not speak too loudly.")
WATER_UNKNOWN: Final = Text(
    zh="不知道水温，我不放热水。", en="I do not know how warm the water would be, so I leave it."
)
SAY_HOW_WARM: Final = Text(zh="您要多少度的？最高四十一度。", en="How warm would you like it? 41 degrees at most.")
BATH: Final = Text(zh="洗澡水不能太烫。", en="Bath water must not be too hot.")
UNDRESSED: Final = Text(zh="没穿好衣服的画面绝不保存。", en="Pictures of somebody undressed are never kept.")
WITHOUT_CLIP: Final = Text(zh="我只记下事情经过，不留画面。", en="I record what happened, without pictures.")
CLIP_RETENTION: Final = Text(zh="画面不能保存太久。", en="Pictures are not kept for long.")
STOPPED: Final = Text(zh="我停下了，还不能动。", en="I have been stopped, and may not move yet.")
RELEASE: Final = Text(
    zh="请工作人员看看周围，没事了就解除停止。", en="Staff can release the stop once the area is clear."
)
HELD: Final = Text(zh="我身上出了毛病，先停着。", en="Something in me is not right, so I am keeping still.")
HELD_UNTIL: Final = Text(
    zh="好了我再动；一直不好，请看面板上的故障。",
    en="I will move again when it is over; if it lasts, please see the faults on the panel.",
)
NO_BODY: Final = Text(
    zh="我一时不知道自己身上的情况，先不动。",
    en="I cannot tell how my own body is, so I am staying still.",
)
WITHOUT_MOVING: Final = Text(
    zh="我就在这儿，还能说话，也能叫人。", en="I am staying here. I can still talk, and call people."
)
EMERGENCY_STOP: Final = Text(zh="有人按下了急停按钮。", en="My emergency stop is pressed.")
BUMPED: Final = Text(zh="我碰到东西了，先停着不动。", en="I bumped into something, so I stay still.")
HEALTH: Final = Text(zh="我出了故障，不能动。", en="I have a fault, and must not move.")
LOST: Final = Text(zh="我不知道自己在哪里，不能走动。", en="I do not know where I am, so I do not move.")
