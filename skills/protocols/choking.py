"""Words of choking: something in the throat that was not meant to stay there.

Whoever speaks still breathes, and may not a minute later: the chain of a high alarm is minutes shorter than that of a
complaint. A tablet or phlegm that is felt in the throat, and what is felt there day after day, stay complaints: those
sit in the gullet or are no thing at all. So does a drink that went down the wrong way once it is told in peace.
"""

from typing import Final

from carebot.core.dangers import Call, DangerWords, Past, Service, Whose
from carebot.core.language import Text
from skills.protocols.base import Protocol

_THROAT_ZH: Final = r"(?:嗓子眼儿?|嗓子|喉咙眼?|喉头|咽喉|气管|脖子)"

CHOKING: Final = Protocol(
    words=DangerWords(
        danger="choking",
        call=Call.ALARM,
        zh=(
            r"[他她]?(?:吃饭|吃东西|喝水|好像|又|也|给|被|让|叫){0,2}(?:噎(?:住|着|到|得)|呛住)",
            rf"(?:卡|堵|塞)(?:在|住|着|到)?了?(?:我|他|她)?的?{_THROAT_ZH}",
            rf"{_THROAT_ZH}[里上]?头?(?:让|被|给|叫)?[^，不]{{0,6}}(?:卡|堵|塞)(?:住|着|了)",
        ),
        en=(
            r"\b(?:(?:i|he|she|you|we|they)(?:'m|'s|'re| am| is| are| was)? )?(?:just )?(?:choking|choked)\b"
            r"(?! (?:up|back|me|him|her|with (?:tears|laughter|emotion)|fumes|smoke|heat|dust))",
            r"\b(?:stuck|caught|lodged|wedged|jammed) in (?:my|his|her|the) (?:throat|gullet|windpipe|wind pipe)\b",
        ),
        harmless_zh=(
            r"(?:药|胶囊|痰)(?!.*噎)|话|歌词|小心|当心|免得|容易|怕[^，]{0,4}(?:噎|呛|卡)|(?:噎|呛)(?:人|死人)",
            r"(?:老(?=[是觉感像有让被给吃喝卡堵噎呛])|总)[^，]{0,9}(?:卡|堵|噎|呛)|经常|常常|天天|好几天|这[几两]天|这阵子"
            r"|堵车|围巾|银行卡|[^，]{0,2}卡(?:里|号|上)",
        ),
        harmless_en=(
            r"\b(?:tablets?|pills?|capsules?|medicines?|medication|phlegm|mucus|catarrh|lump|words?|frog|scarf)\b",
            r"\b(?:always|often|sometimes|keeps? (?:on )?\w+ing|for (?:days|weeks|months)|every (?:time|day)"
            r"|mind (?:you|that|it|she|he)|careful|so (?:that )?(?:i|he|she|you) (?:don't|doesn't|won't))\b",
        ),
        whose=Whose.ANYBODYS,
        past=Past.ANY,
    ),
    title=Text(zh="噎住、喉咙里卡了东西", en="Choking"),
    happened=Text(
        zh="说噎住了或喉咙里卡了东西；咳不出声就拍背五下、再冲击腹部五下",
        en="tells of choking; who cannot cough needs five back blows, then five abdominal thrusts",
    ),
    first=(
        Text(zh="使劲咳，接着咳，别停。", en="Cough hard, and keep on coughing."),
        Text(zh="身子往前倾，先别喝水。", en="Lean forward. Do not drink anything."),
    ),
    stay=(
        Text(zh="我在这儿陪着您。", en="I am here with you."),
        Text(zh="能咳就接着使劲咳。", en="Keep coughing as long as you can."),
        Text(zh="先别吃东西，也别喝水。", en="Please do not eat or drink."),
    ),
    service=Service.AMBULANCE,
    source=(
        "Resuscitation Council UK, adult choking (2021), and European Resuscitation Council Guidelines 2021, basic "
        "life support: encourage coughing; five back blows, five abdominal thrusts where the cough fails; the ambulance"
    ),
)
