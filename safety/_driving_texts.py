"""The sentences of the policy on driving."""

from typing import Final

from carebot.core.language import Text

ANNOUNCE: Final = Text(
    zh="靠近人之前要先打招呼，免得吓到人。", en="I say that I am coming before I come near, so that nobody is startled."
)
GREET_FIRST: Final = Text(zh="我先打个招呼，再慢慢过来。", en="I will speak first and then come slowly.")
ARM: Final = Text(zh="有人离手臂太近，不能动手臂。", en="Somebody is too near my arm, so I do not move it.")
STEP_BACK: Final = Text(zh="请您稍微让开一点，我再动。", en="Please step back a little, then I will move.")
FALLEN: Final = Text(
    zh="有人倒在我旁边，我不动，免得压到人。", en="Somebody is lying right beside me, so I am staying still."
)
CALL_CARER: Final = Text(zh="我请护理员过来。", en="I will call a carer.")
NEAR_ENOUGH: Final = Text(zh="已经够近了，我不再靠近。", en="I am near enough, and will come no nearer.")
SOMEBODY_BETWEEN: Final = Text(
    zh="旁边有人离得很近，我先不往前走。", en="Somebody is very near, so I am not setting off yet."
)
CLOSE: Final = Text(
    zh="旁边有人离得很近，我要先说一声才能动。", en="Somebody is very near, so I say something before I move."
)
BODY: Final = Text(zh="我走不了这么快。", en="I cannot go as fast as that.")
NIGHT: Final = Text(zh="夜里要慢慢走。", en="I go slowly at night.")
UNSURE: Final = Text(zh="看不清周围有没有人，要慢慢走。", en="I am not sure about people around me, so I go slowly.")
CONTACT: Final = Text(zh="人就在身边，只能很慢地动。", en="Somebody is right beside me, so I move very slowly.")
SEPARATION: Final = Text(zh="离人越近，走得越慢。", en="The nearer I am to somebody, the slower I go.")
DOORWAY: Final = Text(zh="在门口要慢慢走。", en="I go slowly in a doorway.")
CORRIDOR: Final = Text(zh="走廊里有限速。", en="There is a speed limit in the corridor.")
ROOM: Final = Text(zh="房间里有限速。", en="There is a speed limit in rooms.")
ARMS_LENGTH: Final = Text(zh="我停得离您远一点，不挤着您。", en="I stop a little way off, so as not to crowd you.")
