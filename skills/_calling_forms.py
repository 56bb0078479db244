"""Complaints of the body and words for carers: the forms of call_caregiver, as data."""

from types import MappingProxyType
from typing import Final

from carebot.core.intents import Form
from skills.base import CALL_CAREGIVER, FEEL_UNWELL

FORMS: Final = (
    Form(
        intent=FEEL_UNWELL,
        told=True,
        interrupts=True,
        zh=(
            "[哎哟|哎呀]<mine>[这会儿|现在|今天|早起]<side><body>[里|上|里头|这儿|这边|那儿]<degree>"
            "(疼|痛|难受|不舒服|不得劲|不对劲|发麻|麻|酸|发酸|胀|发胀|肿|痒|抽筋|抽抽|转筋|崴|扭|闪|磕|碰|烫|划破|破|出血|流血|流脓)<severe>",
            "[哎哟|哎呀]<mine>[这会儿|现在|今天|早起]<side><body>[里|上|里头|这儿|这边|那儿]<degree>"
            "(没劲|没力气|没力|没知觉|发软|软|沉|发沉|发紧|使不上劲|不听使唤|嗡嗡|嗡嗡响|响|发炎|哑|晕|发晕|昏|炸|僵|发僵|木|发木|哆嗦|抖|发抖|花|发花)<severe>",
            "[哎哟|哎呀]<mine>[这会儿|现在|今天|早起]<side><body>[都|也|又|老|总|现在|今天|突然|忽然|有点|有点儿]"
            "(抬不起来|抬不动|伸不直|弯不了|动不了|动弹不得|迈不动|看不清|看不清楚|看不见|听不见|听不清|咽不下|咽不下去|站不稳)[东西][了]",
            "<mine><side><body>[给|叫|让|被]{anything}(夹|烫|割|划|扎|磕|碰|砸|咬|蹭|烧)(了|着了|破了|伤了|到了)[一下]",
            "我[把]<side><body>[给](崴|扭|闪|磕|碰|烫|划|割|摔|夹|烧|蹭)(了|着了|破了|伤了|肿了|到了|了一下|了个口子)",
            "[我][觉得|感觉]眼前[一阵阵|一阵|直|老|总|有点|有点儿|突然](发黑|冒金星|一黑|发花|模糊)[了]",
            "[哎哟|哎呀]<mine>[这会儿|现在|今天|早起]<side><body>[里]<degree>(跟|像|好像){anything}(似的|一样)",
            "我[头上|身上|浑身|额头上]<degree>(冒汗|出汗|直冒汗|出虚汗|汗直冒|起疹子)<severe>",
            "[<mine>]{anything}(卡|噎)(在|住)[了]<mine>(嗓子|嗓子眼|嗓子眼儿|喉咙|食道)[里|上|这儿][了]",
            "我<degree>(恶心|想吐|要吐|反胃|拉肚子|发烧|发冷|冒虚汗|出虚汗|冒冷汗|上不来劲|喘|头重脚轻|头晕|心慌|犯病|咳嗽)<severe>",
        ),
        en=(
            "(i've|i have|i've got|i have got|there's|i get|i keep getting)"
            " [a|an|this|such a|such an|some|these|terrible|an awful|a dreadful|a bit of a|a funny|a nasty|a sharp]"
            " (pain|pains|ache|aches|cramp|cramps|itch|swelling|rash|stiffness|numbness|feeling|lump|sore)"
            " (in|on|down|across|all over|all down) my <side> <body> <ever>",
            "my <side> <body> [is|are|has|have|feels|feel] <very>"
            " (bad|sore|stiff|numb|swollen|weak|shaky|aching|hurting|hurts|hurt|aches|ache|throbbing|itching|itchy)"
            " <ever>",
            "my <side> <body> [is|are|has|have|feels|feel] <very>"
            " (burning|tingling|dizzy|heavy|seized up|bleeding|blurred|blurry|killing me|dead|playing me up"
            "|bothering me) <ever>",
            "my <side> <body>('s|'re) <very>"
            " (bad|sore|stiff|numb|swollen|weak|shaky|aching|hurting|throbbing|itching|itchy|burning|tingling|heavy)"
            " <ever>",
            "my <side> <body>('s|'re) <very>"
            " (seized up|bleeding|blurred|blurry|killing me|dead|to sleep|playing me up|bothering me|spinning"
            "|swimming) <ever>",
            "i [have|just] (twisted|sprained|hurt|banged|bumped|cut|burnt|burned|scalded|bruised|strained|pulled"
            "|knocked)"
            " my <side> <body> <ever>",
            "i've [just|gone and] (twisted|sprained|hurt|banged|bumped|cut|burnt|burned|scalded|bruised|strained"
            "|pulled)"
            " (my <side> <body>|a muscle) <ever>",
            "(there's|i've got|i have|i've) (a|this|an awful|a terrible|a funny) {anything} in my <side> <body> "
            "[{anything}]",
            "[{anything}] (it's|it is|is|has got|has gone|got|gone|still) stuck in my (throat|gullet|windpipe)"
            " [{anything}]",
            "{anything} (went|has gone|gone|got) down the wrong way [{anything}]",
            "(this|that|my) <side> <body> (is|'s) (giving me|playing up|acting up) [{anything}]",
            "(i've|i have) (come|broken) out in (a sweat|a cold sweat|a rash|spots) [{anything}]",
            "i'm [all|so|ever so] (sweating|sweaty|clammy|shivering|shivery) [{anything}]",
            "i (can't|cannot|can hardly|can barely) (see|hear|swallow|bend my <body>|move my <body>|feel my <body>)"
            " [properly|well|very well|today|any more|straight|a thing|at all]",
            "(everything|the room|it all|the whole room) (is|'s|keeps|seems to be) (spinning|going round|swimming) "
            "[{anything}]",
            "(everything's|the room's|it's all|my head's) (spinning|going round|swimming) [today|again|round and"
            " round]",
        ),
        slots=MappingProxyType({"urgency": "unwell"}),
    ),
    Form(
        intent=CALL_CAREGIVER,
        zh=(
            "<ask>[帮我|给我|替我](让|叫|请|喊|找|告诉|通知|问|问问)[一下|一声|那个]<carer>[一下|一声]{anything}",
            "<ask>[帮我|给我|替我]跟<carer>(说|讲|提)[一下|一声|说]{anything}",
            "<ask>[帮我](叫|找|让|请|喊)[个]人[来]{anything}",
            "<carer>[今天|现在](怎么|咋)(还|老|总)(不|没)(来|过来|到)",
            "<ask>[帮我|给我](叫|喊|找|请){caregiver}[来|过来][一下|一趟|看看]",
        ),
        en=(
            "<go> (ask|tell|get|have|fetch|find|let|send for|ask for|get hold of) (the|a|my|that) <carer> [{anything}]",
            "<go> (get|ask|tell|find|have|send) (somebody|someone|anybody) to {anything}",
            "(where is|where's|where has) (the|that|my) <carer> [got to|gone|been|today|now]",
            "why (hasn't|isn't|won't|doesn't) (the|that|my) <carer> (come|coming|here|been|turned up) [yet|to me]",
            "<go> (ask|tell|get|fetch|find|call|send for) {caregiver} [{anything}]",
        ),
        slots=MappingProxyType({"urgency": "usual"}),
    ),
)
