"""Wishes for a piece of music by its name: "放《茉莉花》", "来一段京剧", "play something by Mozart".

What is asked for is free speech. It counts where the words say that it is music, or where the home has what they name.
"""

import re
from collections.abc import Callable
from typing import Final

from carebot.core.intents import Intent
from carebot.core.language import Language
from dialogue._clauses import clauses
from dialogue._colloquial import plain_speech
from dialogue.base import Interpretation, Interpreter
from dialogue.pinyin import han
from dialogue.text import normalize, simplifier

PLAY_MUSIC: Final = "play_music"
CALLED: Final = "called"
"""The slot with what was asked for."""
CONFIDENCE: Final = 0.95
_LONGEST: Final = 60
_QUOTED: Final = re.compile(
    r"(?:放|播|听|来|点|play|put on|hear)[^《》]{0,12}《(?P<called>[^《》]{1,30})》", re.IGNORECASE
)
_ZH: Final = re.compile(
    r"(?:请|麻烦|你|您|给我|帮我|为我|替我|我|就|再|想要|想|要|能不能|可以|可不可以)*"
    r"(?:播放|放|播|听听|听|来|点)(?:一下|点儿|点)?(?P<measure>一?(?:首|支|曲|段|出))?"
    r"(?P<called>.{2,15}?)(?P<kind>(?:的|这首|那首|这支|那支)(?:歌曲|歌|曲子|曲|音乐|戏曲|戏))?(?:给我听|听听|听|吧|好吗|行吗)*"
)
_EN: Final = re.compile(
    r"(?:(?:please|can you|could you|would you|will you|i want to|i want you to|i would like to|i'd like to|let us"
    r"|let's) )*(?:play|put on|listen to|hear)(?: me| us)? "
    r"(?P<kind>(?:something|anything|some music|some songs|music|songs|a song|a piece|a tune)"
    r"(?: by| from| of| called| named)|(?:the|that) (?:song|piece|tune)(?: called| named)?)?"
    r"(?: ?(?:some|the|a)\b)? ?(?P<called>.{3,40}?)(?: (?:please|for me|for us|now))*"
)
_ANY: Final = re.compile(
    r"的$|好听|轻松|轻快|欢快|舒缓|热闹|随便|什么|别的|喜欢|老歌|新歌|音乐|歌$|曲子$|\b(?:music|songs?|something|anything|nice)\b"
)
"""Words that name nothing in particular."""
_NO_MUSIC: Final = re.compile(
    r"诗|词$|故事|笑话|谜|新闻|天气|话$|视频|电视|电影|游戏|棋|牌|\b(?:games?|cards|chess|you|me|us|him|her|them|poems?|poetry|story|stories|jokes?|news)\b"
)
"""What else is told, shown or played; other skills know of that."""
_MUSIC: Final = re.compile(r"歌|曲|音乐|戏|\b(?:music|songs?|tunes?)\b")


class MusicByName(Interpreter):
    """Asks `first`; takes what that does not understand for a wish to hear something by name, if it is one.

    `known` tells whether the home has music that is called so.
    """

    def __init__(self, first: Interpreter, known: Callable[[str], bool]) -> None:
        self._first = first
        self._known = known
        self._simplify: Callable[[str], str] = str

    def start(self) -> None:
        """Prepare what comes first; raises SettingsError or ModelError."""
        self._first.start()
        self._simplify = simplifier()

    def interpret(self, text: str, language: Language, *, asked: bool = False) -> Interpretation:
        """What `text` asks for; while a question waits, words that no skill understands are an answer."""
        found = self._first.interpret(text, language, asked=asked)
        if found.intent is not None or asked or len(text) > _LONGEST:
            return found
        called = self._called(text)
        if called is None:
            return found
        slots = {CALLED: called} if called else {}
        return Interpretation(intent=Intent(name=PLAY_MUSIC, slots=slots), confidence=CONFIDENCE)

    def _called(self, text: str) -> str | None:
        """What is asked for by name, empty for any music; None where no music is asked for."""
        quoted = _QUOTED.search(text)
        if quoted is not None:
            return quoted["called"]
        script = Language.ZH if han(text) else Language.EN
        parts = clauses(text, script, self._simplify)
        plain = (plain_speech(part, script) for part in parts)
        pattern = _ZH if script is Language.ZH else _EN
        tried = (pattern.fullmatch(words) for words in (*plain, *parts, normalize(text, script, self._simplify)))
        wish = next((one for one in tried if one is not None), None)
        if wish is None or _NO_MUSIC.search(wish["called"]):
            return None
        if _ANY.search(wish["called"]):
            return "" if _MUSIC.search(wish.string) or wish.string.startswith("play ") else None
        of_music = wish["kind"] is not None or wish.groupdict().get("measure") is not None
        return wish["called"] if of_music or self._known(wish["called"]) else None
