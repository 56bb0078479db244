"""Words that ask to remember what they say, or to forget it: "记住，我最爱吃饺子", "把刚才那事儿从脑子里抹了".

What is to be remembered is free speech, which no template holds, and what is to be forgotten is put in many ways; only
the form is looked at.
"""

import re
from typing import Final

from carebot.core.intents import NO, REMEMBER_THIS, Intent
from carebot.core.language import Language
from dialogue._clauses import barer, clauses
from dialogue._colloquial import plain_speech
from dialogue.base import Interpretation, Interpreter
from dialogue.pinyin import han

CONFIDENCE: Final = 0.95
_LONGEST: Final = 60
_BEGINS: Final = re.compile(
    r"^\s*(?:请|麻烦)?(?:你|您)?(?:给我|帮我|替我|要|可要|得)?"
    r"(?:记住|记着|记一下|记下来|别忘了)[，,：:\s]*(?!吗|没|了)\S{3,}"
    r"|^\s*(?:please )?(?:remember|make a note|don't (?:you )?forget|note down"
    r"|you (?:should|ought to|might as well) know)(?: that| this)?[,: ]+(?:that )?"
    r"(?:i|i'm|i've|my|we|our|it's my|it's our)\b.+",
    re.IGNORECASE,
)
FORGET_THAT: Final = "forget_that"
_FORGET: Final = {
    Language.ZH: re.compile(
        r"(?:你|您|请|快|就|赶紧|都)*(?:把|将)(?:它|这|那|刚才|刚刚|方才|我|说|讲|的|个|件|些|事儿?|话|点儿?"
        r"|一段|跟你)+"
        r"(?:从.{1,6})?(?:给我)?(?:忘|抹|删|划|擦|勾|去)(?:了|掉了?|去|干净)(?:吧)?"
        r"|(?:你|您|请|快|就|赶紧|给我)+(?:忘|抹|删)(?:了|掉)(?:它|这|那|刚才|我|说|的|个|件|事儿?|话)*(?:吧)?"
        r"|(?:忘掉|抹掉|抹了|删掉|删了|划掉)(?:它|这|那|刚才|我|说|的|个|件|事儿?|话)*(?:吧)?"
        r"|(?:这|那|事儿?|话|你|您|就|权|全|只)*当我?(?:刚才)?(?:没|没有|什么都没|啥都没|从来没)(?:说|讲|提"
        r"|听见|听到)(?:过|着)?(?:这话|这事|什么)?"
        r"|(?:你|您)?(?:别|不要|不用|不许)(?:再)?(?:记|记着|记住|往心里记|放心里)(?:它|这|那|刚才|我|说|的|个"
        r"|件|事儿?|话)+了?"
        r"|(?:它|这|那|刚才|我|说|的|个|件|事儿?|话)+(?:你|您|就|也)*(?:别|不要|不用|不许)(?:再)?(?:记|记着"
        r"|记住|往心里去)了?"
    ),
    Language.EN: re.compile(
        r"(?:please |just |you can |can you |could you |i'd rather you |you'd better |better |you should )*"
        r"(?:forget|scrub|scratch|erase|delete|wipe|strike|drop|discard|ignore|unhear|lose)(?: out)?"
        r" (?:it|that|this|that one|all that|what i (?:just )?(?:said|told you)|the last (?:bit|thing|one|part)"
        r"|(?:that )?i (?:ever |just )?(?:said|told you|mentioned)(?: (?:that|it|anything|this))?)(?: about .{2,40})?"
        r"(?: out)?(?: (?:from|out of|off) (?:your|the) (?:memory|mind|head|records?|book|list))?(?: please)?"
        r"|(?:i never|i didn't) (?:say|said|tell you|told you) (?:that|it|anything)"
        r"|(?:pretend|act like|act as if) (?:that )?(?:you never heard|i never|i didn't|you didn't hear)\b.*"
        r"|(?:don't|do not|you needn't|no need to) (?:remember|keep|store|record|note|write down|hang on to)"
        r" (?:it|that|this|any of (?:it|that)|what i (?:just )?(?:said|told you))(?: down)?(?: please)?"
    ),
}
"""Ways to take back what was said; "我忘了" and "I forgot" are none, and neither is whatever names something else."""
_NO_MEMORY: Final = re.compile(r"吃药|叫我|提醒|[关开]灯|\b(?:remind|wake|pills?|medicine)\b", re.IGNORECASE)
"""A reminder is another thing than a memory."""


class RememberingInterpreter(Interpreter):
    """Takes what begins as a wish to remember; everything else is for `first`."""

    def __init__(self, first: Interpreter) -> None:
        self._first = first

    def start(self) -> None:
        """Prepare what comes first; raises SettingsError or RulesError."""
        self._first.start()

    def interpret(self, text: str, language: Language, *, asked: bool = False) -> Interpretation:
        """What `text` asks for; while a question waits, these words are an answer like any other."""
        if not asked and _BEGINS.match(text) and not _NO_MEMORY.search(text):
            return Interpretation(intent=Intent(name=REMEMBER_THIS), confidence=CONFIDENCE)
        found = self._first.interpret(text, language, asked=asked)
        refused = found.intent is not None and found.intent.name == NO  # "never mind, pretend I never said it"
        if (found.intent is None or refused) and not asked and len(text) <= _LONGEST and self._takes_back(text):
            return Interpretation(intent=Intent(name=FORGET_THAT, slots={"wish": "last"}), confidence=CONFIDENCE)
        return found

    def _takes_back(self, text: str) -> bool:
        script = Language.ZH if han(text) else Language.EN
        parts = (plain_speech(part, script) for part in clauses(text, script, str))
        return any(_FORGET[script].fullmatch(form) for part in parts for form in (part, *barer(part, script)))
