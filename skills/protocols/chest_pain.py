"""Words of pain or tightness in the chest."""

from typing import Final

from carebot.core.dangers import Call, DangerWords, Past, Service, Whose
from carebot.core.language import Text
from skills.protocols.base import Protocol

_VERY_ZH: Final = (
    r"(?:口|里头|这儿|那儿|前|部|脏|窝){0,2}(?:又|就|突然|忽然|一直|老是?|好|很|真|特别|一阵|一阵一阵|一阵阵|有点儿?|有些"
    r"|觉得|感觉|感到|越来越|开始|这会儿|现在)*"
)

CHEST_PAIN: Final = Protocol(
    words=DangerWords(
        danger="chest_pain",
        call=Call.ALARM,
        zh=(
            rf"(?:胸|前胸|心口|心脏|心窝){_VERY_ZH}(?:地|得)?(?:疼|痛|绞|闷|堵|憋|压得|发紧|发闷|揪|像?(?:被)?压(?:着|了|住)|像?被?(?:石头|东西|"
            rf"人)[^不]{{0,4}}(?:压|攥|"
            rf"勒)|难受|不舒服|像?(?:被)?(?:针|刀)(?:扎|割|刺))",
            r"(?:疼|痛)[^，]{0,4}(?:是|在)?(?:胸口|心口|心脏)",
            r"心绞痛|心梗|心肌梗|心脏病(?:又)?(?:发|犯)|犯心脏病",
            r"[喘透](?:不(?:上来?|过)气|不动气)|上不来气|呼吸困难|憋得慌?喘",
        ),
        en=(
            r"\b(?:pain|pains|ache|pressure|tightness|tight feeling|squeezing|crushing|burning|heaviness|weight)"
            r" (?:\w+ ){0,3}?(?:in|on|across|around|over) (?:my|his|her|the) (?:\w+ )?(?:chest|heart|breast ?bone)\b",
            r"\bchest (?:\w+ ){0,2}?(?:hurts?|hurting|pains?|aches?|aching|tight|heavy|is killing|burns|feels (?:\w+ )?"
            r"(?:tight|heavy|funny|squeezed|strange))\b",
            r"\b(?:something|somebody|someone|an elephant|it feels like) (?:\w+ ){0,4}?(?:sitting|pressing|standing)"
            r" on my chest\b",
            r"\b(?:pain|aching|ache|numbness|tingling) (?:\w+ ){0,3}?(?:down|in|into|along) my left (?:arm|shoulder|"
            r"jaw)\b",
            r"\b(?:hurts?|hurting|aches?|tight|burns|painful) (?:\w+ )?(?:in|across|all over) (?:my|his|her)"
            r" (?:chest|heart)\b",
            r"\b(?:having|had) (?:a )?(?:heart attack|angina)\b|\bmy (?:heart hurts|angina)\b",
            r"\b(?:can't|cannot|can not|hard to|struggling to) (?:\w+ )?(?:breathe|catch my breath|get (?:my|any)"
            r" (?:breath|air))\b",
        ),
        harmless_zh=(
            r"心(?:口|里)?(?:有(?:什么|啥)|的(?:话|事))|放下|片子|检查结果|(?:支架|搭桥)手术|胸口碎大石|胸有",
            r"(?:心梗|心绞痛|心脏病)(?:是(?:什么|啥|怎么)|怎么(?:预防|办)|的(?:药|人|症状))|得过|有过",
        ),
        harmless_en=(
            r"\bchest of drawers\b|\b(?:treasure|medicine|ice|tea) chest\b|\boff my chest\b|\bheartache\b",
            r"\b(?:no|never had|without|haven't had|have not had|don't have|hasn't any) (?:\w+ ){0,2}?(?:pain|chest|"
            r"angina|heart attack)\b",
        ),
        whose=Whose.ANYBODYS,
        past=Past.ANY,
    ),
    title=Text(zh="胸口疼、喘不上气", en="Chest pain"),
    happened=Text(zh="说胸口疼或喘不上气", en="speaks of chest pain or of no breath"),
    first=(
        Text(zh="您别动，先坐稳或者躺好。", en="Please keep still. Sit or lie down."),
        Text(zh="慢慢呼吸，别着急。", en="Breathe slowly. There is no hurry."),
    ),
    stay=(
        Text(zh="我在这儿陪着您。", en="I am here with you."),
        Text(zh="先别吃东西，别走动。", en="Please do not eat, and do not walk."),
        Text(zh="衣领紧就松一松。", en="Loosen your collar if it is tight."),
    ),
    service=Service.AMBULANCE,
    source=(
        "National chest pain centre guidance, China: call 120, rest, do not walk; Resuscitation Council UK: sit "
        "down, call"
    ),
)
