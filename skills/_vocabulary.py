"""Words that the forms of several skills share, as hassil templates: `<body>` stands for any part of the body."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from carebot.core.language import Language

_ZH: Final = {
    "ask": "[请|你|您|再|快|先|麻烦你|快点][去]",
    "for_me": "(给|帮|替|为)(我|咱)[再|去|先]",
    "mine": "[我|我的|我那|我这|我这个|我那个|咱|咱的|那|这|那个|这个|自己的]",
    "measure": "[一|两|几|半|二|三][个|杯|碗|盘|副|块|条|件|把|瓶|张|本|双|根|盒|包|片|口|只|瓣|壶|碟|份|床|顶|串|勺"
    "|袋|罐|卷|支|身|些|点|点儿]",
    "body": (
        "(头|脑袋|脑门|眼睛|眼|耳朵|鼻子|牙|牙床|舌头|嗓子|喉咙|脖子|肩膀|肩|胳膊|胳膊肘|手腕|手腕子|手|手指|手指头|腰|后腰|后背|背"
        "|肚子|小肚子|胃|屁股|大腿|小腿|腿|腿脚|膝盖|波棱盖|脚踝|脚脖子|脚|脚底|脚后跟|脚趾头|骨头|关节|皮肤|身上|浑身|全身|身子)"
    ),
    "side": "[左|右|左边|右边|左边的|右边的|两|两条|这两条|两只|这两只|俩|条|只|个]",
    "degree": (
        "[又|也|还][老是|老|总是|总|一直|直|都|这会儿|现在|突然|忽然|今天|从早上就]"
        "[有点|有点儿|有些|好|很|真|太|特别|可|挺|怪|这么][开始|给|觉得|感觉]"
    ),
    "severe": "[了|死了|得慌|得厉害|得要命|得不行|得受不了|得很|得钻心|得睡不着|得睡不着觉|起来了|着了|坏了|伤了|极了]",
    "carer": "(护士长|护士|护工|护理员|大夫|医生|值班护士|值班大夫|值班的护士|值班的大夫)",
    "child": (
        "[我|我们|咱][的|家|那][大|小|二|老](儿子|女儿|闺女|孙子|孙女|外孙|外孙女|女婿|儿媳|儿媳妇|媳妇|孩子|孩子们|侄子|侄女|外甥|外甥女)"
    ),
    "spouse_or_parent": "[我|我的|我家|我那](妈|妈妈|娘|爸|爸爸|爹|老伴|老伴儿|老头|老头子|老婆子|爱人|丈夫|妻子|先生)",
    "kin": (
        "(<child>|[我|我们|咱][的|家|那][大|小|二|老](老伴|老伴儿|爱人|家里人|家人|妹妹|姐姐|弟弟|哥哥|邻居|朋友|老同学|同学|亲家))"
    ),
    "when": "[今天|今早|早上|早起|中午|下午|晚上|夜里|刚才|刚刚|昨天|现在|这会儿|明天|到底|究竟]",
    "hear": "[听|听听|给我听|给我听听|吧|好吗|行吗|好不好]",
    "pill": (
        "[那|这|今天|今天的|早上的|晚上的|中午的][个|片|颗|粒|瓶|些](药|药片|药丸|胶囊|胰岛素|降压的|降糖的|安眠的|降压药|降糖药|安眠药|止疼药)"
    ),
    "meal": "(早饭|午饭|晚饭|中午饭|中饭|早餐|午餐|晚餐|夜宵|饭)",
    "beside": "[旁边|旁|边上|边|跟前|前面|那边|那儿|那里|附近|里|里头]",
    "us": "[来|走][咱|咱们|咱俩|咱们俩|我们|我们俩|陪我|带我|带着我|跟我|领我][一起|一块|一块儿|再]",
}
_EN: Final = {
    "my": "(my|our|the|that|those|these|this)",
    "some": "[a|an|some|the|my|another|those|that|our] [nice|hot|little|fresh]",
    "det": "(a|an|some|the|my|another|those|that|our) [nice|hot|little|fresh]",
    "go": "[go|go and|go on and|nip|nip and|run|run and|pop|pop and|come|come and]",
    "i_want": "(i want|i need|i would like|i'd like|i'll have|i'm after|i could do with|i wouldn't mind)",
    "body": (
        "(head|eye|eyes|ear|ears|nose|tooth|teeth|gums|throat|neck|shoulder|shoulders|arm|arms|elbow|wrist|wrists|hand"
        "|hands|finger|fingers|thumb|back|tummy|stomach|belly|side|bottom|hip|hips|leg|legs|thigh|knee|knees|shin|calf"
        "|ankle|ankles|foot|feet|toe|toes|heel|heels|bone|bones|joint|joints|skin|mouth|tongue)"
    ),
    "side": "[left|right|poor|old|poor old|bad|whole|other]",
    "very": (
        "[been|gone|being|all|a bit|a little|so|very|really|ever so|rather|quite|terribly|something|feeling|getting"
        "|going|been so|been very|gone all|getting so]"
    ),
    "ever": (
        "[again|today|now|badly|something awful|something terrible|something rotten|so much|this morning|tonight|all"
        " day"
        "|all night|too|as well|a bit|and it hurts|and it's sore]"
    ),
    "carer": "[night|duty|young] (nurse|doctor|carer|caregiver|matron|sister|warden|aide)",
    "kin": (
        "(my|our) [eldest|youngest|other|big|little|dear] (son|daughter|husband|wife|grandson|granddaughter"
        "|grandchildren"
        "|sister|brother|niece|nephew|family|children|kids|friend|friends|neighbour|neighbor|neighbours|cousin"
        "|sister in law|son in law|daughter in law)"
    ),
    "pill": (
        "[my|the|any|those|these|that|them|any more|some] [morning|evening|night|blood pressure|heart|water|sleeping"
        "|pain]"
        " (pill|pills|tablet|tablets|medicine|medication|drops|insulin|capsule|capsules|painkillers)"
    ),
    "meal": "(breakfast|lunch|dinner|tea|supper|meal)",
    "play": "(play|put on|listen to|hear|let's have|let us have|let's hear|let us hear|sing) [me|us]",
}
VOCABULARY: Final[Mapping[Language, Mapping[str, str]]] = MappingProxyType(
    {Language.ZH: MappingProxyType(_ZH), Language.EN: MappingProxyType(_EN)}
)
