"""What is said in answer to a question, and what takes back a spoken stop: yes, no, and go on.

A bare "don't" or 不要 is a no; "don't move" and 不要动 are stops and stand with the skill that stops. "I'm fine",
"not now" and "I took it" are other answers, and stand with the skills that ask for them.
"""

import re
from typing import Final

from carebot.core.intents import NO, YES, Phrasing
from carebot.core.language import Language

GO_ON: Final = "go_on"
"""A resident takes back her stop."""
_ASKS_BACK: Final = re.compile(
    r"(?:你|您)?(?:说|问|讲)?(?:的是)?(?:什么|啥|哪个|哪一个|谁)[呀呢]?|什么意思|[啊嗯哈咦诶][?？]"
    r"|what|what(?:'s| was) that|which(?: one)?|who|(?:say|you) what|(?:how|what) do you mean"
    r"|(?:sorry|eh|huh|h?m+|ah)\?"
)
"""What asks for the question that waits once more. A mere cry does where it is written as a question."""
_URGES: Final = re.compile(r"(?:走|动)吧|接着来吧?|go on")
"""What also urges to whatever is said next."""

ANSWERS: Final = (
    Phrasing(
        intent=YES,
        zh=(
            "(是|是的|是啊|是呀|对|对的|对啊|对呀|没错)",
            "(好|好的|好啊|好呀|好吧|好嘞|行|行啊|行吧|行呀|成|可以|可以的|可以啊|可以呀|没问题)[谢谢|谢谢你|谢谢您|麻烦你了]",
            "(嗯|嗯嗯|嗯好|嗯好的|嗯是的|嗯对|好好|对对|是是)",
            "(是|是的|对|对的|嗯)(没错|是的|对的|可以|好的|要|需要)[谢谢|谢谢你|谢谢您]",
            "[我](要|要的|想要|需要|需要的|愿意|同意|确定|确认)",
            "(当然|当然可以|当然了|当然要|那当然)",
            "(请进|进来吧|你去吧|你拿吧|就这样吧|就这么办|你说吧)",
        ),
        en=(
            "(yes|yeah|yep|yup|aye|sure|ok|okay) [please|then] [thanks|thank you|thank you very much]",
            "(yes of course|yes i do|yes i would|yes you may|yes you can|yes that's right|yes it is|yes i am)",
            "(of course|certainly|absolutely|by all means|please do|go ahead|do that|do it|you may|you can)",
            "(that's right|that is right|that's correct|correct|exactly|right|i do|i would|i agree|no problem)",
            "(that would be nice|that would be lovely|i'd like that|i would like that|very well|all right then)",
        ),
    ),
    Phrasing(
        intent=NO,
        zh=(
            "(不|不不|不了|不要|不要了|不用|不用了|不必|不必了|不需要|不想|不想要|不愿意|不同意|用不着|没必要)[谢谢|谢谢你|谢谢您]",
            "我(不|不要|不要了|不用|不用了|不需要|不想|不愿意|不同意)",
            "(不是|不是的|不对|不行|不可以|不能|不好|不成|不去|不准|先不要|先不用|才不要)",
            "(没有|没|别|别去|别去了|不用去|不要去|别拿|别拿了|别进来|不要进来|算了|算了吧|免了|取消)",
        ),
        en=(
            "(no|nope|nah) [thanks|thank you|thank you very much|please]",
            "(no i don't|no i do not|no don't|no not really|no it's not|no it isn't|no i'm not|no i am not)",
            "(i don't|i do not|i wouldn't|i would not|i don't want to|i do not want to)",
            "i (don't|do not) want (it|that|any)",
            "[please] (don't|do not|don't do it|don't do that|do not do that|don't come in|do not come in)",
            "(never mind|no need|don't bother|not at all|certainly not|absolutely not|of course not)",
            "(not really|rather not|i'd rather not|i would rather not|that's wrong|that is wrong|cancel [it|that])",
        ),
    ),
    Phrasing(
        intent=GO_ON,
        zh=(
            "[请|你|你可以|我们|咱们](继续|接着走|接着来|继续走|接着动|继续动|接着干|继续干)[吧]",
            "[你](可以走了|可以动了|可以继续|可以继续了|能动了|能走了)",
            "[我们|咱们|咱](走吧|动吧)",
        ),
        en=(
            "[please] (go on|carry on|continue|keep going|resume|proceed) [please|then|now]",
            "[now] you (can|may) (go on|carry on|continue|move|move again|go again) [now]",
        ),
    ),
)
"""What every robot understands beside the sentences of its skills."""

_BEGINNINGS: Final = {
    Language.ZH: (
        re.compile(
            r"^((?:不用|不要|不需要|不必|不是|不行|不可以|算了)[了的啊呀吧]*)((?:我|你|您|咱|别|先|自己|等|太).+)"
        ),
        re.compile(
            r"^((?:好|是|对|要|行|可以|没问题)[的啊吧呀]+|嗯|可以)"
            r"((?:我|你|您|咱|那|就|请|快|去|拿|来|吃|没事|但).+)"
        ),
    ),
    Language.EN: (
        re.compile(r"^(yes|yeah|yep|yup|sure|of course|no|nope) (?!(?:idea|wonder|one|problem|doubt)\b)(.+)"),
    ),
}
_TAKEN_BACK: Final = re.compile(r"不|没|别|吗$|但|\b(?:no|not|but|cannot)\b|n't\b")


def answer_beginning(clause: str, language: Language) -> tuple[str, str] | None:
    """The yes or no that `clause`, as `normalize` gives it, begins with, and the rest; None when it does not."""
    found = next((match for one in _BEGINNINGS[language] if (match := one.match(clause)) is not None), None)
    return (found[1], found[2]) if found is not None else None


def asks_back(text: str) -> bool:
    """Whether `text`, said while a question waits, wants to hear that again: "什么？", "which one?"."""
    said = text.strip().lower().rstrip("。.!！…,， ")
    return any(_ASKS_BACK.fullmatch(form) for form in (said, said.rstrip("?？ ")))


def urges(clause: str) -> bool:
    """Whether `clause` urges to what is said after it, unless it takes a stop back: "go on, amuse me"."""
    return _URGES.fullmatch(clause) is not None


def takes_back(clause: str) -> bool:
    """Whether `clause`, said after a yes, may make it no yes."""
    return _TAKEN_BACK.search(clause) is not None
