"""The names of music, in the free slots of forms: "茉莉花" in "放一首茉莉花", "mozart" in "play something by Mozart".

What is asked for is free speech. It counts where the words say that it is music, or where the home has what they name.
"""

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from carebot.core.language import Language
from dialogue.forms import Fill, Filling, FreeSlots, anything

CALLED: Final = "called"
"""The slot with what was asked for."""
_LONGEST: Final = 40
_SHORTEST: Final = 2
"""Signs of a name: "老" in "放点老歌" is none."""
_ANY: Final = re.compile(
    r"的$|好听|轻松|轻快|欢快|舒缓|热闹|随便|什么|别的|喜欢|老歌|新歌|音乐|歌$|曲子$|\b(?:music|songs?|something|anything|nice)\b"
)
"""Words that name nothing in particular."""
_NO_MUSIC: Final = re.compile(
    r"诗|词$|故事|笑话|谜|新闻|天气|话$|视频|电视|电影|游戏|棋|牌|\b(?:games?|cards|chess|you|me|us|him|her|them|poems?|poetry|story|stories|jokes?|news)\b"
)
"""What else is told, shown or played; other skills know of that."""


class MusicByName(FreeSlots):
    """Pieces and performers. `known` tells whether the home has music that is called so."""

    def __init__(self, known: Callable[[str], bool]) -> None:
        self._known = known

    @property
    def fills(self) -> Mapping[str, Fill]:
        """`{music}` where the words around it speak of music, `{piece}` where they do not."""
        return {"music": _named, "piece": self._of_the_home}

    def start(self) -> None:
        """Nothing has to be prepared."""

    def _of_the_home(self, words: str, language: Language) -> Filling | None:
        filling = _named(words, language)
        return filling if filling is not None and filling.slots and self._known(words) else None


def _named(words: str, language: Language) -> Filling | None:
    """What is asked for by name, or nothing in particular; None where no music is asked for."""
    if _NO_MUSIC.search(words) or len(words) > _LONGEST or anything(words, language) is None:
        return None
    slots = {} if len(words) < _SHORTEST or _ANY.search(words) else {CALLED: words}
    return Filling(slots=MappingProxyType(slots))
