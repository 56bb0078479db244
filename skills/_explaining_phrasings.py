"""How people ask the robot about its own doings: the phrasings of explain_itself, as data."""

from types import MappingProxyType
from typing import Final

from carebot.core.intents import Phrasing
from carebot.core.remembered import MEDICINE, Topic

SUPPOSING: Final = "supposing"
"""The parameter of a question about what would be if."""


def _on(topic: Topic, **more: str) -> MappingProxyType[str, str]:
    return MappingProxyType({"topic": topic.value, **more})


PHRASINGS: Final = (
    Phrasing(
        intent="ask_why_stop",
        zh=(
            "[你|刚才|你刚才](为什么|怎么)(停下|停下来|停了|不动了|不走了|站住了)[呢|啊]",
            "[你](为什么|怎么)(刚才停下|刚才停了|一直停着|停在这儿|站在这儿不动)[呢]",
            "[你|刚才](干嘛|为啥)(停下|停下来|停了|不动了|不走了)",
        ),
        en=(
            "why (did you stop|have you stopped|did you just stop|are you not moving|aren't you moving) [just now|now]",
            "why (are you standing still|don't you move|do you stand there|did you halt) [just now|now]",
            "what made you stop [just now]",
            "why did you stop (moving|going|driving|walking)",
            "how come you (stopped|stand still|don't move)",
        ),
        slots=_on(Topic.STOP),
    ),
    Phrasing(
        intent="ask_why_refused",
        zh=(
            "[你|刚才|你刚才](为什么|怎么)(不肯|不答应|不听我的|不肯做|没做|不帮我做|不肯帮我)[呢|啊]",
            "[你|刚才|你刚才](为什么|怎么)(不肯去|不肯过来|不过来|没过来|不去|没去|不让我去)[呢|啊]",
            "[你|刚才](干嘛|为啥)(不肯|不答应|不听我的|不过来|不去)",
        ),
        en=(
            "why (won't you|wouldn't you|didn't you|don't you) (do it|do that|do what i ask|go|come|help me|obey)",
            "why (can't you|couldn't you) (do it|do that|do what i ask|go|come|help me)",
            "why did you (refuse|say no|not do it|not come|not go)",
        ),
        slots=_on(Topic.REFUSAL),
    ),
    Phrasing(
        intent="ask_why_not_brought",
        zh=("[你|刚才|你刚才](为什么|怎么)(不给我拿|没给我拿|不帮我拿|不肯给我拿|不拿|不给我){object}[呢|啊]",),
        en=(
            "why (won't you|wouldn't you|didn't you|don't you) (bring|get|fetch|give) me [the|my|a] {object}",
            "why (can't you|couldn't you) (bring|get|fetch|give) me [the|my|a] {object}",
        ),
        slots=_on(Topic.REFUSAL),
    ),
    Phrasing(
        intent="ask_why_no_medicine",
        zh=("[你|刚才|你刚才](为什么|怎么)(不给我拿药|没给我拿药|不给我药|不肯给我拿药|不给我吃药|不让我吃药)[呢|啊]",),
        en=(
            "why (won't you|didn't you|don't you) (bring|get|fetch|give) me (medicine|[my|the] pills|my medicine)",
            "why (can't you|couldn't you) (bring|get|fetch|give) me (medicine|[my|the] pills|my medicine)",
        ),
        slots=_on(Topic.REFUSAL, about=MEDICINE),
    ),
    Phrasing(
        intent="ask_why_slow",
        zh=(
            "[你](为什么|怎么)(走得|走|动得|来得)(这么|那么)慢[呢|啊]",
            "[你](能不能|能)快点(走|来|过来)",
            "[你](为什么|怎么)(不走快点|不快点|不快一点|不走快一点|慢吞吞的)[呢|啊]",
        ),
        en=(
            "why are you (slow|so slow|going so slowly|moving so slowly|driving so slowly)",
            "[do] (hurry up|get a move on|be quick about it)",
            "(you're|you are) [so|ever so|very|too] slow",
            "why (don't you|won't you) (hurry|hurry up|go faster|come faster|move faster)",
        ),
        slots=_on(Topic.SLOWNESS),
    ),
    Phrasing(
        intent="ask_why_doing",
        zh=(
            "[你](为什么|怎么|干嘛)(来了|过来了|到这儿来|进来了|跟着我|看着我|要这么做|这么做)[呢|啊]",
            "你(在干什么|在做什么|在忙什么|在干嘛|干嘛呢|干什么呢|忙什么呢)",
        ),
        en=(
            "what are you doing [now|here|there]",
            "why (did you come|are you here|did you come in|are you following me|are you watching me|did you do that)",
        ),
        slots=_on(Topic.DOING),
    ),
    Phrasing(
        intent="ask_why_called",
        zh=("[你|刚才|你刚才](为什么|怎么|干嘛)(叫人|叫护理员|叫护士|报警|惊动别人)[了|呢]",),
        en=(
            "why did you call (somebody|someone|people|a carer|the carer|the carers|a nurse|the nurse)",
            "why did you raise (the|an) alarm",
        ),
        slots=_on(Topic.CALL),
    ),
    Phrasing(
        intent="ask_why_said",
        zh=("[你|刚才|你刚才](为什么|怎么|干嘛)(说那个|这么说|那么说|说那句话|说这句话)[呢]",),
        en=("why did you say (that|so|this) [just now|to me]",),
        slots=_on(Topic.WORDS),
    ),
    Phrasing(
        intent="ask_what_if",
        zh=(
            "(如果|要是)[我](晚上|夜里)(叫你|让你)(去|到){room}(你会怎么做|你会怎么办|你去不去)",
            "(如果|要是)[我](晚上|夜里)(叫你|让你)(开门|开窗|拿药)(你会怎么做|你会怎么办|会怎么样)",
            "(如果|要是|假如)[我](叫你|让你)(开门|开窗|拿药|拿刀)(你会怎么做|你会怎么办|会怎么样)",
        ),
        en=(
            "what would you do if i asked you to (open the door|open the window|bring medicine) [at night]",
            "what would you do if i asked you to go to the {room} [at night]",
            "what would you do if (somebody|a stranger|a visitor) asked you to open the (door|window) [at night]",
        ),
        slots=MappingProxyType({SUPPOSING: "yes"}),
    ),
)
