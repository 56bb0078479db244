"""What is said in more ways than templates hold, known by its form: complaints of the body, "did I take it?", a story.

Words of another time, of a film or of other people are a tale. What is urgent, the protocols have found before.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from carebot.core.intents import Intent
from carebot.core.language import Language
from dialogue import _danger_talk as talk
from dialogue._clauses import SOFTENERS, barer, clauses
from dialogue._colloquial import plain_speech
from dialogue.base import Interpretation, Interpreter
from dialogue.pinyin import han
from dialogue.text import simplifier

CONFIDENCE: Final = 0.9
_LONGEST: Final = 80
_BODY_ZH: Final = (
    "头|脑袋|眼睛?|耳朵|牙|嗓子|喉咙|脖子|肩膀?|胳膊|手腕子?|手|腰|后背|背|肚子|胃|大腿|小腿|腿|膝盖|脚踝|脚脖子|脚"
    "|骨头|关节|身上|浑身|全身|身子"
)
_TROUBLE_ZH: Final = (
    "疼|痛|难受|不舒服|不得劲|发麻|麻|酸|胀|肿|痒|抽筋|抽抽|崴|扭|闪|磕|碰|烫|划破|出血|没劲|没力气|发软"
    "|发沉|发紧|使不上劲"
    "|抬不起来?|伸不直|弯不了|动弹不得|看不清|看不见|花|听不见|听不清|嗡嗡|直响|转筋|犯病|犯了|咳|哑|干"
    "|发炎|晕|昏|沉|炸|僵"
)
_DEGREE_ZH: Final = (
    "(?:又|还|老|总|一直|直|都|有点儿?|有些|好|很|真|太|特别|可|这会儿|现在|突然|忽然|给|开始|也|里|上|子|儿|的)*"
)
_BODY_EN: Final = (
    r"(?:head|eyes?|ears?|tooth|teeth|throat|neck|shoulders?|arms?|wrists?|hands?|fingers?|back|tummy|stomach"
    r"|belly|hips?"
    r"|legs?|knees?|ankles?|foot|feet|toes?|bones?|joints?|skin|mouth)"
)
_MEDICINE_EN: Final = r"(?:pills?|tablets?|medicines?|medication|drops|insulin|capsules?)"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Form:
    """Words of one form, and what they ask for."""

    intent: Intent
    said: Mapping[Language, re.Pattern[str]]


def _form(name: str, slots: Mapping[str, str], zh: str, en: str) -> _Form:
    said = {Language.ZH: re.compile(zh), Language.EN: re.compile(en)}
    return _Form(intent=Intent(name=name, slots=MappingProxyType(dict(slots))), said=MappingProxyType(said))


FORMS: Final = (
    _form(
        "feel_unwell",
        {"urgency": "unwell"},
        rf"(?:哎哟|哎呀)?(?:我|我的|我这|这|左|右|两|两条|两只|个|条|只)*(?:{_BODY_ZH}){_DEGREE_ZH}(?:{_TROUBLE_ZH})"
        r"(?:了|死|得|不|厉害|慌|要命|受不了|钻心|很|行|来|啦|着|伤|坏|起来|到|过|疼|痛|又)*"
        rf"|我(?:把)?(?:{_BODY_ZH})(?:给)?(?:崴|扭|闪|磕|碰|烫|划|割|摔)(?:了|着了|破了|伤了|肿了)+"
        r"|我?(?:觉得|感觉)?眼前(?:一阵阵?|直|老|总|有点儿?|突然)*(?:发黑|冒金星|一黑|发花)(?:了|的)?"
        r"|我?(?:觉得|感觉)?(?:有点儿?|好|很|真|一直|老|直)*(?:恶心|想吐|要吐|反胃|拉肚子|发烧|发冷|冒虚汗"
        r"|冒冷汗|上不来劲|喘|头重脚轻)(?:了|得慌)*",
        rf"(?:i(?:'ve| have) (?:got )?|there's )(?:a |an |this |such a )?(?:\w+ ){{0,2}}?(?:pain|ache|cramp|cramps"
        rf"|itch|swelling|rash|stiffness)s?"
        rf" (?:in|on|down|across|all over|all down) my (?:\w+ ){{0,2}}?{_BODY_EN}(?: \w+){{0,2}}"
        rf"|my (?:\w+ ){{0,2}}?{_BODY_EN}(?:'s|'re| is| are| has| have| feels?| feel)?(?: (?:so|very|really|gone"
        rf"|all|been|being|ever so|rather|quite|a bit|terribly))*"
        r" (?:bad|sore|stiff|numb|swollen|weak|shaky|aching|hurting|hurts?|aches?|throbbing|itching|itchy|burning"
        r"|tingling|dizzy|heavy|seized up|gone|killing me)"
        r"(?: (?:again|today|now|badly|something (?:awful|terrible|rotten)|so much|this morning|tonight))*"
        rf"|i(?:'ve| have)? (?:just )?(?:twisted|sprained|hurt|banged|bumped|cut|burnt|burned|scalded|bruised"
        rf"|strained|pulled|done in) (?:my|a) (?:\w+ )?(?:{_BODY_EN}|muscle)(?: \w+){{0,2}}"
        rf"|i (?:can't|cannot|can hardly|can barely) (?:see|hear|swallow|bend my {_BODY_EN}|move my {_BODY_EN}"
        rf"|feel my {_BODY_EN})(?: (?:properly|well|very well|today|any more|straight|a thing))*"
        r"|(?:everything's|everything is|the room's|the room is|my head's|my head is) (?:spinning|going round"
        r"|swimming)(?: \w+){0,2}",
    ),
    _form(
        "ask_dose",
        {"wish": "ask"},
        r"(?:我|那|这|今天|今早|早起|早上|晚上|中午|刚才|的|个|片|颗|粒|瓶)*.{0,4}(?:药|药片|胶囊|胰岛素"
        r"|降压的|降糖的|安眠的).{0,2}"
        r"(?:我|到底|究竟|今天|早上|是不是|已经|有没有)*(?:吃了没有?|吃没吃|吃过没有?|吃了吗|吃过了?吗"
        r"|打了没有?|用了没有?|吃过)"
        r"|我(?:今天|早上|晚上|中午|刚才|到底|究竟)*(?:吃没吃|吃过|吃了|是不是吃过|有没有吃).{0,3}药(?:了|没"
        r"|没有|吗|呀)*",
        rf"(?:did|have|has|do you know if|i (?:can't|cannot|don't)(?: for the life of me)? (?:remember|recall"
        rf"|know)(?: if| whether| when)?|was it|tell me if)"
        rf"(?: i| the nurse| they| anybody| anyone| she| he| you)?(?: \w+){{0,5}}? (?:took|take|taken|had|have|give"
        rf"|given|gave)"
        rf"(?: \w+){{0,4}}? {_MEDICINE_EN}(?: \w+){{0,3}}",
    ),
    _form(
        "dose_refused",
        {"said": "refused"},
        r"(?:今天|这|那|个|片)*(?:药|药片)?我?(?:今天|就是|真|实在|真的)*(?:不想|不愿意|不乐意|不肯|懒得"
        r"|不)吃(?:这|那|个|片|了)*(?:药)(?:了)?"
        r"|(?:这|那|个|片|些)*药.{0,5}(?:不想|不愿意|不乐意|不)(?:再)?吃了?",
        rf"i (?:don't|do not|won't|will not|refuse to) (?:want|fancy|like|need|take|swallow)(?: to take| to have)?"
        rf"(?: any more| any| my| those| these| the| that| them)* {_MEDICINE_EN}(?: \w+){{0,2}}",
    ),
    _form(
        "say_afraid",
        {"topic": "afraid"},
        r"我(?:一个人|自己|夜里|晚上|有点儿?|好|很|真|就|最|特别|一听见|一看见|一)*.{0,4}害怕(?:得很|极了"
        r"|死了|打雷|闪电|黑|一个人|这个|那个|晚上|夜里|出声|睡觉|.{0,3}声音?)*",
        r"i(?:'m| am| get| feel)(?: so| very| a bit| a little| really"
        r"| rather)* (?:scared|frightened|afraid|terrified|nervous)"
        r"(?: (?:of|about|when|at|in|on) .{2,40})?"
        r"|i (?:keep |can |could )?(?:hear|hearing|see|seeing|saw|heard) (?:footsteps|noises|voices|somebody"
        r"|someone|a man|a noise|people)"
        r" (?:upstairs|downstairs|outside|in the|at the|on the|under the|walking|moving|breathing).{0,40}",
    ),
    _form(
        "ask_unseen",
        {"what": "unseen"},
        r"我?(?:今天|今早|早上|早起|中午|晚上|刚才|到底)*(?:吃过?了?|吃没吃|吃过)(?:早|午|晚|中午|中"
        r"|夜)?饭了?(?:没有?|吗|呀|啊)?"
        r"|(?:今天)?(?:大夫|医生|护士|护工|我?儿子|我?闺女|我?女儿|我?孙子|我?孙女)(?:今天)?(?:什么时候|几点"
        r"|哪天|多会儿)(?:过?来|回来|到|上班).{0,4}"
        r"|(?:今天|昨天|刚才|有没有)*(?:我)?(?:儿子|闺女|女儿|孙子|孙女|孩子们?|家里人?|谁|人)(?:今天|昨天"
        r"|刚才)?(?:来过|打过电话|来电话|打电话来)(?:了)?(?:没有?|吗)",
        r"(?:have|did) i (?:had|have|eat|eaten)(?: any| my)? (?:breakfast|lunch|dinner|tea|supper"
        r"|anything)(?: to eat)?(?: yet| today| already)?"
        r"|(?:is|when is|when's|what time is) (?:the|my) (?:doctor|nurse|carer|son|daughter|family|grandson"
        r"|granddaughter|sister|brother)"
        r" (?:coming|due|here|calling|visiting).{0,20}"
        r"|(?:has|did|have) (?:anybody|anyone|my \w+|they) (?:been|rung|ring|called|call|phoned|visited|come"
        r"|come to see me|been to see me)"
        r"(?: today| yet| for me| while i was asleep)*",
    ),
    _form(
        "ask_memories",
        {"wish": "tell"},
        r"(?:你)?(?:还)?(?:知道|记得|记着)?我(?:说过|告诉过你|跟你说过)?(?:我)?(?:的)?.{0,8}(?:什么时候|几号"
        r"|叫什么|爱吃什么|喜欢什么|爱听什么|是谁|是哪天)(?:你)?(?:还)?(?:知道|记得|记着)?(?:吗|不)?",
        r"do you (?:know|remember|recall) (?:when|what|where|who|how old|which|how many) (?:my|i|our|we)\b.{2,40}",
    ),
    _form(
        "long_for_home",
        {"topic": "home"},
        r"我?(?:妈妈?|娘|爸爸?|爹|老伴儿?|老头子?|爱人)(?:今天)?(?:怎么|什么时候|几点|为什么)*(?:还|才"
        r"|会)?(?:不|没|没有)?(?:来|回来|回家|接|到家)"
        r"(?:接)?(?:我)?(?:了|呀|啊|过|回家|吗|没有)*",
        r"(?:has|have|is|isn't|hasn't|when is|when's|where's) (?:my )?(?:mother|mum|mam|father|dad|husband"
        r"|mummy|daddy)"
        r" (?:been|coming|come|back|home|here|not).{0,30}",
    ),
    _form(
        "say_lonely",
        {"topic": "lonely"},
        r".{0,14}(?:就|只|光)剩(?:下)?我(?:一个|自己|一个人|孤零零).{0,4}"
        r"|.{0,8}(?:谁也|谁都|没人|没有人|都)(?:顾不上|不管|不理|不来看|想不起|不要|不搭理|没空管|没工夫管"
        r"|不惦记)我了?",
        r".{0,12}(?:nobody|no one) (?:ever )?(?:bothers|cares|comes|visits|rings|wants|thinks) (?:with|about"
        r"|to see|of|me|for)?.{0,24}"
        r"|.{0,40}(?:left (?:me )?(?:all )?(?:on my own|alone)|all on my own|too busy for me"
        r"|forgotten (?:all )?about me)(?: \w+){0,3}",
    ),
    _form(
        "ask_date",
        {"topic": "date"},
        r".{0,6}(?:今天|现在).{0,4}(?:几号|星期几|礼拜几|周几|什么日子).{0,4}",
        r".{0,40}what day (?:of the week )?(?:it is|is it|we're on|it was)(?: \w+){0,3}",
    ),
    _form(
        "ask_time",
        {"topic": "time"},
        r".{0,6}(?:几点钟?|什么时辰)了?(?:现在)?",
        r".{0,20}(?:what's the clock say|what does the clock say|what time is it|what time it is)(?: \w+){0,2}",
    ),
    _form(
        "ask_weather",
        {"topic": "weather"},
        r"(?:今天|明天|外头|外面|这会儿)?(?:这|的)?天儿?.{0,5}(?:晒|出门|出去|冷|热|晴|阴|下雨|下雪"
        r"|刮风).{0,5}(?:吗|不|没)",
        r"(?:is it|will it be|would it be) (?:worth|good for|nice enough for|dry enough for"
        r"|safe to) .{0,10}(?:washing|laundry|walk|line|garden).{0,12}",
    ),
    _form(
        "tell_joke",
        {"topic": "joke"},
        r"(?:你|请|再|来|快|想听|给我|给咱|我想|要)*(?:讲|说|来|听)(?:个|段|一个|一段|点|几个)*(?:笑话|乐子"
        r"|逗乐的|好笑的)(?:.{0,6})?",
        r"(?:tell|give|say)(?: us| me)? (?:a |another |something )?(?:joke|funny|silly)(?: \w+){0,5}"
        r"|.{0,24}make me (?:laugh|smile)",
    ),
    _form(
        "tell_story",
        {"topic": "story"},
        r"(?:你|请|再|来|快|想听|给我|给咱|我想|要)*(?:讲|说|来|听)(?:个|段|一个|一段|点|几个)*(?:短|小"
        r"|好听的|有意思的|从前的)*(?:故事)(?:.{0,6})?",
        r"(?:tell|read|let me hear)(?: us| me)? (?:a|another|one of your|some)(?: \w+){0,2} (?:story|stories"
        r"|tale)(?: \w+){0,4}",
    ),
    _form(
        "tell_poem",
        {"topic": "poem"},
        r"(?:你|请|再|来|快|想听|给我|给咱|我想|要)*(?:念|背|读|来|听|朗诵)(?:个|段|一首|首|一段|点|几句"
        r"|两句)*(?:.{0,3})?(?:诗|诗词|唐诗|古诗)(?:.{0,4})?",
        r"(?:read|recite|say|let me hear)(?: us| me)? (?:a|another|some)(?: \w+)? (?:poem|poetry|verse"
        r"|rhyme)s?(?: \w+){0,4}",
    ),
    _form(
        "call_caregiver",
        {"urgency": "usual"},
        r"(?:请|你|快|去|帮我|麻烦)*(?:让|叫|请|喊|找|告诉|跟|问问?)(?:那个|值班)?(?:的)?(?:护士长?|护工"
        r"|护理员|大夫|医生)(?!的|是|说).{1,16}",
        r"(?:ask|tell|get|have|fetch|let)(?: for)? (?:the|a|my) (?:nurse|doctor|carer|caregiver|matron"
        r"|sister)\b.{0,60}",
    ),
)
"""The forms, the more urgent first."""
_NO_WISH: Final = re.compile(r"[吗呢]$|什么时候|^(?:我|他|她)(?:跟|告诉|问)|说过|说了|\b(?:told|asked|said|used to)\b")
"""What tells of a word or asks about it, and wishes nobody called or told."""
_ASKED_FOR: Final = frozenset({"call_caregiver", "tell_story", "tell_joke", "tell_poem"})


class ByForm(Interpreter):
    """Asks `first`, and takes by its form what that does not understand."""

    def __init__(self, first: Interpreter) -> None:
        self._first = first
        self._simplify: Callable[[str], str] = str

    def start(self) -> None:
        """Prepare what comes first; raises SettingsError or RulesError."""
        self._first.start()
        self._simplify = simplifier()

    def interpret(self, text: str, language: Language, *, asked: bool = False) -> Interpretation:
        """What `text` asks for; complaints of the body count while a question waits, too."""
        found = self._first.interpret(text, language, asked=asked)
        if found.intent is not None or len(text) > _LONGEST:
            return found
        script = Language.ZH if han(text) else Language.EN
        meant = (one for part in clauses(text, script, self._simplify) for one in _meant(part, script))
        intent = next((one for one in meant if not asked or one.name == FORMS[0].intent.name), None)
        return found if intent is None else Interpretation(intent=intent, confidence=CONFIDENCE)


def _meant(part: str, language: Language) -> Iterator[Intent]:
    if talk.PAST[language].search(part) or talk.FICTION[language].search(part):
        return
    plain = plain_speech(part, language)
    forms = tuple(dict.fromkeys((part, plain, *barer(plain, language, SOFTENERS[language]))))
    for one in FORMS:
        asked_for = one.intent.name in _ASKED_FOR
        if any(one.said[language].fullmatch(form) and not (asked_for and _NO_WISH.search(form)) for form in forms):
            yield one.intent
