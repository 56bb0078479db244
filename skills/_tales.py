"""Whether words that ask for nothing tell something: whoever tells a tale wants to be heard.

By their form alone. A tale is not understood and nothing follows from it but a listening word.
"""

import re
from typing import Final

_SHORTEST_ZH: Final = 6
_SHORTEST_EN: Final = 4
_HAN: Final = re.compile(r"[一-鿿]")
_OF_PEOPLE: Final = re.compile(
    r"[我咱俺他她]|昨[天晚夜]|前天|今早|夜里|一宿|儿子|女儿|闺女|孙[子女]|老伴|那时候|那会儿|那年|从前|以前|年轻|小时候|当年|过去|邻居|妈|爸"
    r"|\b(?:i|we|he|she|they|nobody|everybody|my|our|his|her|used to|when i was|years ago|back then|in those days)\b",
    re.IGNORECASE,
)
_A_WISH: Final = re.compile(
    r"给我|帮我|替我|帮忙|帮帮|请|劳驾|麻烦|能不能|可不可以|行不行|会不会|[吗么呢？?]|没有?$|什么|怎么|咋|啥|几[点号]|哪[儿里个]|谁|^[把去来拿放打开关停别快]"
    r"|我[想要]"
    r"|^(?:please|can|could|will|would|do|does|did|is|are|what|where|when|who|why|how|which|shall|may|let|don't|stop"
    r"|bring|get|give|go|come|turn|put|take|tell|show|play|make|find|call|open|close|switch|help)\b"
    r"|\b(?:i want|i need|i'd like|i would like|for me|give me|bring me|get me|tell me)\b",
    re.IGNORECASE,
)


_WISHED: Final = re.compile(
    r"给我|帮我|替我|帮忙|帮帮|劳驾|麻烦你|能不能|可不可以|^(?:请|你|您|快|去)*[把将叫让]|行不行"
    r"|^(?:请|再|你|您|快)*(?:念|讲|唱|来|拿|倒|扶|推|读|换|擦|按|捶|剪|挠|掖|盖)[一个点段下首杯两几]"
    r"|^(?:请|你|您|快)(?:先|快|去|上|到|给|来|回|站|等|走)|我(?:想|要|想要)(?:吃|喝|要|去|看|听|用|[一个点些])"
    r"|^(?:oh |well |now )?(?:please|(?:can|could|will|would) you|let me|bring|get|give|put|turn|pull|push|move|make"
    r"|tuck|read|do (?:me|us)|play|sing|wipe|clean|hold|lift|scratch|rub|fetch|pass|pour|tell|wake|warm|switch|wait"
    r"|take|show|find|call|open|close|fix|help)\b"
    r"|\b(?:i want|i need|i'd like|i would like|i'd love|i fancy|for me|give me|bring me|get me)\b",
    re.IGNORECASE,
)


_UNWANTED: Final = re.compile(r"别|不要|甭|不用|[了过]$|\b(?:don't|do not|not|no|never)\b", re.IGNORECASE)
_ASKED: Final = re.compile(
    r"[吗么呢不？?]$|没有?$|会不会|什么|怎么|咋|啥|几[点号个天]|哪|谁|是不是|有没有|多少|多大"
    r"|^(?:oh |and |now |so )?(?:what|where|when|who|whose|why|how|which|is|are|was|were|do|does|did|can"
    r"|could|will|would|shall|should|has|have|am)(?:'s|'re|'ve|'ll|'d)?\b",
    re.IGNORECASE,
)


def is_wish(words: str) -> bool:
    """Whether `words` wish for something, by their form alone: who cannot do it can at least ask somebody who can."""
    return _WISHED.search(words.strip()) is not None and _UNWANTED.search(words.strip().rstrip("。.!！ ")) is None


def is_question(words: str) -> bool:
    """Whether `words` ask something, by their form alone."""
    return _ASKED.search(words.strip().rstrip("。.!！ ")) is not None


def is_telling(words: str) -> bool:
    """Whether `words` tell of people or the past, and neither wish nor ask for anything."""
    said = words.strip().rstrip("。.!！~ ")
    long_enough = len(said) >= _SHORTEST_ZH if _HAN.search(said) else len(said.split()) >= _SHORTEST_EN
    return long_enough and bool(_OF_PEOPLE.search(said)) and not _A_WISH.search(said)
