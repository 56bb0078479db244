"""What the simulated body tells people when it does not do what was asked."""

from typing import Final

from carebot.core.language import Text

NO_CLOCK: Final = Text(
    zh="模拟机器人需要能由它推进的时钟，请用 SimulatedClock。",
    en="The simulated body needs a clock that it can drive; give it a SimulatedClock.",
)
NO_ENGINE: Final = Text(
    zh="缺少物理引擎 mujoco，请重新安装 carebot。",
    en="The physics engine mujoco is not installed; install carebot again.",
)
NOT_CONNECTED: Final = Text(
    zh="模拟机器人未连接，请先启动。", en="The simulated body is not connected; start it first."
)
DOES_NOT_FOLLOW: Final = Text(
    zh="机器人没有按指令移动，可能被卡住或打滑，请查看。",
    en="The base does not move as it is told; it may be caught or slipping. Please look after it.",
)
NOBODY_HOME: Final = Text(
    zh="缺少人物数据，模拟的家里没有老人。请先下载模型。",
    en="The resident's data is missing, so nobody lives in the simulated home. Fetch the models first.",
)
UNKNOWN_PLACE: Final = Text(
    zh="地图上没有这个地点，请换一个地点。", en="This place is not on the map; please name another."
)
OUT_OF_REACH: Final = Text(zh="头部转不到那个方向。", en="The head cannot turn that far.")
HEAD_STUCK: Final = Text(
    zh="头部没有转到位，请看看是不是被挡住了。", en="The head did not get there; see whether something holds it."
)
UNKNOWN_OBJECT: Final = Text(
    zh="家里没有登记这样东西，请换一样。", en="This thing is not known in this home; please name another."
)
OUT_OF_SIGHT: Final = Text(
    zh="没有看到要接东西的人，请让机器人先到她身边。",
    en="The person to take it is not in view; send the robot to her first.",
)
TOO_FAR: Final = Text(
    zh="人离得太远，递不过去，请让机器人靠近到半米以内。",
    en="The person is too far away to be handed anything; send the robot within half a metre of her.",
)
