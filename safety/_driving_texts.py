"""The sentences of the policy on driving."""

from typing import Final

from carebot.core.language import Text

ANNOUNCE: Final = Text(
    zh="靠近人之前要先打招呼，免得吓到人。", en="I must say that I am coming before I come near somebody."
)
GREET_FIRST: Final = Text(zh="我先打个招呼，再慢慢过来。", en="I will speak first and then come slowly.")
ARM: Final = Text(zh="有人离手臂太近，不能动手臂。", en="Somebody is too near for me to move my arm.")
STEP_BACK: Final = Text(zh="请您稍微让开一点，我再动。", en="Please step back a little, then I will move.")
FALLEN: Final = Text(
    zh="有人倒在我旁边，我不动，免得压到人。", en="Somebody lies right beside me, so I stay still and roll over nobody."
)
CALL_CARER: Final = Text(zh="我请护理员过来。", en="I will call a carer.")
NEAR_ENOUGH: Final = Text(zh="已经够近了，我不再靠近。", en="I am near enough and come no nearer.")
SOMEBODY_BETWEEN: Final = Text(
    zh="旁边有人离得很近，我先不往前走。", en="Somebody stands very near, so I do not set out to another."
)
CLOSE: Final = Text(
    zh="旁边有人离得很近，我要先说一声才能动。", en="Somebody stands very near; I must say so before I move."
)
BODY: Final = Text(zh="机器人本体没有这么快。", en="The body is not made for this speed.")
NIGHT: Final = Text(zh="夜里要慢慢走。", en="I go slowly at night.")
UNSURE: Final = Text(zh="看不清周围有没有人，要慢慢走。", en="I am not sure about people around me, so I go slowly.")
CONTACT: Final = Text(zh="人就在身边，只能很慢地动。", en="Somebody is right beside me, so I move very slowly.")
SEPARATION: Final = Text(zh="离人越近，走得越慢。", en="The nearer I am to somebody, the slower I go.")
DOORWAY: Final = Text(zh="在门口要慢慢走。", en="I go slowly in a doorway.")
CORRIDOR: Final = Text(zh="走廊里有限速。", en="There is a speed limit in the corridor.")
ROOM: Final = Text(zh="房间里有限速。", en="There is a speed limit in rooms.")
ARMS_LENGTH: Final = Text(zh="我停得离您远一点，不挤着您。", en="I stop a little farther away, not to crowd you.")
