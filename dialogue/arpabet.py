"""Mandarin in the phones of American English (ARPAbet), for the one acoustic model that comes in a package.

The nearest phones are not the same phones: expect fewer than half of short Mandarin phrases to be found.
"""

from typing import Final

from pypinyin import Style, lazy_pinyin

_INITIALS: Final = {
    "b": "B",
    "p": "P",
    "m": "M",
    "f": "F",
    "d": "D",
    "t": "T",
    "n": "N",
    "l": "L",
    "g": "G",
    "k": "K",
    "h": "HH",
    "j": "JH",
    "q": "CH",
    "x": "SH",
    "zh": "JH",
    "ch": "CH",
    "sh": "SH",
    "r": "R",
    "z": "D Z",
    "c": "T S",
    "s": "S",
    "": "",
}
_FINALS: Final = {
    "a": "AA",
    "o": "AO",
    "e": "AH",
    "i": "IY",
    "u": "UW",
    "v": "Y UW",
    "er": "ER",
    "ai": "AY",
    "ei": "EY",
    "ao": "AW",
    "ou": "OW",
    "an": "AA N",
    "en": "AH N",
    "ang": "AA NG",
    "eng": "AH NG",
    "ong": "UH NG",
    "ia": "Y AA",
    "ie": "Y EH",
    "iao": "Y AW",
    "iou": "Y OW",
    "io": "Y AO",
    "ian": "Y EH N",
    "in": "IH N",
    "iang": "Y AA NG",
    "ing": "IH NG",
    "iong": "Y UH NG",
    "ua": "W AA",
    "uo": "W AO",
    "uai": "W AY",
    "uei": "W EY",
    "uan": "W AA N",
    "uen": "W AH N",
    "uang": "W AA NG",
    "ueng": "W AH NG",
    "ve": "Y EH",
    "van": "Y EH N",
    "vn": "Y UW N",
}
_SYLLABIC: Final = {"zh": "ER", "ch": "ER", "sh": "ER", "r": "ER", "z": "AH", "c": "AH", "s": "AH"}
"""The vowel written i after these initials is no i."""


def phones(text: str) -> str | None:
    """The phones of Chinese characters, apart by spaces; None when one has no reading in the table."""
    initials = lazy_pinyin(text, style=Style.INITIALS, strict=True)
    finals = lazy_pinyin(text, style=Style.FINALS, strict=True)
    spoken: list[str] = []
    for initial, final in zip(initials, finals, strict=True):
        if initial not in _INITIALS or final not in _FINALS:
            return None
        vowel = _SYLLABIC.get(initial, _FINALS[final]) if final == "i" else _FINALS[final]
        spoken += f"{_INITIALS[initial]} {vowel}".split()
    return " ".join(spoken)
