"""Words of fire, smoke and gas."""

from typing import Final

from carebot.core.dangers import Call, DangerWords, Past, Service, Whose
from carebot.core.language import Text
from skills.protocols.base import Protocol

FIRE: Final = Protocol(
    words=DangerWords(
        danger="fire",
        call=Call.ALARM,
        zh=(
            r"着火(?:了|啦)|起火(?:了|啦)|失火(?:了|啦)|烧着了|烧起来了",
            r"(?:煤气|燃气|天然气|液化气)[^，]{0,3}(?:漏|味)|漏煤气|闻到(?:了)?(?:煤气|燃气|天然气|烧焦|糊|焦糊)",
            r"(?:厨房|屋里|屋子里|房间|家里|插座|电视机|电线|电器|冰箱|走廊)[^，]{0,4}冒(?:黑)?烟",
        ),
        en=(
            r"\b(?:something|everything|kitchen|house|bed|room|curtains?|stove|pan|cooker|sofa|tv|television|"
            r"it)(?:'s| is) (?:on fire|burning)\b",
            r"\bthere(?:'s| is) (?:a )?(?:fire|smoke|gas)\b|\b(?:smell|smelling) (?:of )?(?:gas|burning|smoke)\b|"
            r"\bgas (?:is )?leak(?:ing)?\b",
        ),
        harmless_zh=(r"心里着火|后院|红红火火|火锅|没(?:有)?(?:着火|冒烟)|灶(?:上)?着",),
        harmless_en=(
            r"\bfireplace\b|\bcampfire\b|\bwork(?:s|ed)? on\b|\bno smoke\b|\bno fire\b|\bstomach\b"
            r"|\b(?:painting|picture|photo)\b",
        ),
        whose=Whose.ANYBODYS,
        past=Past.ANY,
    ),
    title=Text(zh="着火或漏气", en="Fire or gas"),
    happened=Text(zh="说着火了或有煤气味，要带人离开", en="speaks of fire or gas; people have to be led out"),
    first=(
        Text(zh="请离开那里，别回去拿东西。", en="Please leave that place. Do not go back for things."),
        Text(zh="低着身子走，别坐电梯。", en="Keep low, and do not use a lift."),
    ),
    stay=(
        Text(zh="我已经在叫人了。", en="I am calling people."),
        Text(zh="到通风的地方等。", en="Wait where the air is fresh."),
    ),
    service=Service.FIRE_BRIGADE,
    source="Fire protection law of China: report to 119, evacuate low, no lifts",
)
