"""Movements in a chair, one after another, with the words of safety that belong to them.

Seated, without weights, bending or turning of the trunk; each may be left out. Written for carebot after the seated
part of public advice for older people (NHS, "Sitting exercises").
"""

from typing import Final

from carebot.core.language import Text
from skills.repertoire.base import Movement

BEFORE: Final = (
    Text(zh="咱们坐着活动活动。", en="Let us move a little, sitting."),
    Text(zh="请您坐稳，两脚踩地。", en="Please sit firmly, with both feet on the floor."),
    Text(zh="疼或者头晕，就停下。", en="If anything hurts, or you feel dizzy, stop."),
    Text(zh="不想做的，跳过就好。", en="Leave out whatever you like."),
)
MOVEMENTS: Final = (
    Movement(text=Text(zh="慢慢吸气，再慢慢呼气。", en="Breathe in slowly, and breathe out slowly."), seconds=12),
    Movement(text=Text(zh="肩膀慢慢往后转几圈。", en="Roll your shoulders back, slowly."), seconds=15),
    Movement(text=Text(zh="两手握拳，再慢慢张开。", en="Make two fists, and open them slowly."), seconds=15),
    Movement(text=Text(zh="脚跟不动，脚尖抬一抬。", en="Keep your heels down, and tap your toes."), seconds=15),
    Movement(text=Text(zh="脚尖不动，脚跟抬一抬。", en="Keep your toes down, and lift your heels."), seconds=15),
    Movement(text=Text(zh="好，歇一歇，喝口水也行。", en="Good. Rest now, and have a sip of water."), seconds=0),
)
