"""Wishes that only people can fulfil: to telephone, and to send word to somebody.

What is to be said is free speech; only the form of the wish is looked at, and a tale is none.
"""

import re
from collections.abc import Callable, Iterator
from types import MappingProxyType
from typing import Final

from carebot.core.intents import Intent
from carebot.core.language import Language
from dialogue._clauses import SOFTENERS, barer, clauses
from dialogue._colloquial import plain_speech
from dialogue.base import Interpretation, Interpreter
from dialogue.pinyin import han
from dialogue.text import normalize, simplifier

CONFIDENCE: Final = 0.9
_LONGEST: Final = 120
_KIN_ZH: Final = (
    "儿子|女儿|闺女|孙子|孙女|外孙女?|老伴儿?|爱人|女婿|儿媳妇?|媳妇|孩子们?|家里人?|家人|妹妹|姐姐|弟弟|哥哥"
    "|侄子|侄女|外甥女?|邻居|朋友|老同学|亲家"
)
_KIN_EN: Final = (
    r"(?:son|daughter|husband|wife|grandson|granddaughter|grandchildren|sister|brother|niece|nephew|family|children"
    r"|friend|neighbou?r|cousin|sister-in-law|son-in-law|daughter-in-law)s?"
)
_TELEPHONE: Final = "telephone"
_SEND_WORD: Final = "send_word"
_WISHES: Final = {
    Language.ZH: (
        (
            _TELEPHONE,
            re.compile(
                r"(?:请|你|您|再|快|现在)*(?:给我|帮我|替我|我要|我想|我得)?(?:给|跟|和).{1,8}?(?:打|拨|通)个?一?个?(?:电话|视频|话)"
                r"|(?:请|你|您|再|快)*(?:帮我|给我|替我)(?:拨|打)(?:个|通|一个|一下)?(?:电话|视频).{0,10}"
                rf"|(?:我想|我要)(?:跟|和)我?(?:的|家)?(?:{_KIN_ZH})(?:视频|通话|通电话|讲电话|说话|说说话)"
            ),
        ),
        (
            _SEND_WORD,
            re.compile(
                r"(?:请|你|您|快)*(?:帮我|替我|给我)?(?:去|打电话)?(?:告诉|通知|转告|让|叫|喊|请|问问?)"
                rf"(?:一声|一下)?我?(?:的|家|那)?(?:大|小|二)?(?:{_KIN_ZH})(?:.{{0,30}}[^了吗])?"
                rf"|(?:请|你|您|快)*(?:帮我|替我)?(?:跟|给|和)我?(?:的|家|那)?(?:大|小|二)?(?:{_KIN_ZH})"
                r"(?:说|捎|带|讲|传|发|去)(?:一声|个话儿?|个信儿?|句话|几句|话|信|个消息|个信息).{0,30}"
            ),
        ),
    ),
    Language.EN: (
        (
            _TELEPHONE,
            re.compile(
                rf"(?:call|get|dial)(?: up)? (?:my|our) (?:\w+ )?{_KIN_EN}(?: on the (?:phone|telephone|line)| for me)*"
                r"|(?:get|put) me (?:through to|on to) .{2,30}"
                r"|(?:get|put) (?:him|her|them|my \w+) on the (?:phone|telephone|line)"
                rf"|(?:i want|i need|i'd like|i would like|can i|could i|may i)(?: to)?"
                r" (?:call|ring|phone|speak to|talk to|telephone)"
                rf" (?:my|our) (?:\w+ )?{_KIN_EN}(?: on the (?:phone|telephone))?"
            ),
        ),
        (
            _SEND_WORD,
            re.compile(
                rf"(?:let|tell|ask|text|message|write to|get|have)(?: to)? (?:my|our) (?:\w+ )?{_KIN_EN}"
                r" (?:know|that|to|i|i'm|i've|we|about|if|whether|when|come|call|ring)\b.*"
                rf"|(?:send|pass on|take|give) (?:my|our) (?:\w+ )?{_KIN_EN} (?:a message|word|my love|a note).*"
                rf"|(?:send|pass on|leave|take|give) (?:a message|word|my love|a note) (?:to|for)"
                rf" (?:my|our) (?:\w+ )?{_KIN_EN}.*"
            ),
        ),
    ),
}
_BESIDE: Final = frozenset({"fine", "thank", "greet", "say_goodbye", "not_now", "taken"})
"""What may be part of the word to be sent: "tell my son that I'm fine"."""
_TOLD: Final = re.compile(r"^我(?!要|想|得)|[了吗呢]$|^i (?!want|need|would)|\?$")
"""What a tale or a question begins or ends with."""


class RelayingInterpreter(Interpreter):
    """Asks `first`, and takes what that does not understand for a wish to be passed on to people, if it is one."""

    def __init__(self, first: Interpreter) -> None:
        self._first = first
        self._simplify: Callable[[str], str] = str

    def start(self) -> None:
        """Prepare what comes first; raises SettingsError or RulesError."""
        self._first.start()
        self._simplify = simplifier()

    def interpret(self, text: str, language: Language, *, asked: bool = False) -> Interpretation:
        """What `text` asks for; while a question waits, words that no skill understands are an answer."""
        found = self._first.interpret(text, language, asked=asked)
        beside = found.intent is not None and found.intent.name in _BESIDE and found.confidence < 1.0
        if not (found.intent is None or beside) or asked or len(text) > _LONGEST:
            return found
        script = Language.ZH if han(text) else Language.EN
        parts = clauses(text, script, self._simplify)
        wish = next(
            (name for part in (*parts, normalize(text, script, self._simplify)) for name in _wishes(part, script)), None
        )
        if wish is None:
            return found
        return Interpretation(intent=Intent(name=wish, slots=MappingProxyType(_SLOTS[wish])), confidence=CONFIDENCE)


_SLOTS: Final = {_TELEPHONE: {"what": "call"}, _SEND_WORD: {"what": "message"}}


def _wishes(part: str, language: Language) -> Iterator[str]:
    plain = plain_speech(part, language)
    for form in dict.fromkeys((part, plain, *barer(plain, language, SOFTENERS[language]))):
        if _TOLD.search(form) is None:
            yield from (name for name, pattern in _WISHES[language] if pattern.fullmatch(form))
