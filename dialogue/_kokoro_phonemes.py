"""Text as the phonemes that Kokoro was trained on: Mandarin from pinyin, English by the program espeak-ng.

Mandarin in IPA after Duanmu, The Phonology of Standard Chinese (2007), tones as arrows; English vowels that glide are
single letters (A as in day, I as in my, O as in go, W as in now, Y as in boy).
"""

import re
import subprocess
import unicodedata
from typing import Final

from pypinyin import Style, lazy_pinyin

from carebot.core.errors import DeviceError
from carebot.core.language import Text

_WITHIN_S: Final = 10.0
_INITIALS: Final = {
    "": "",
    "b": "p",
    "p": "pʰ",
    "m": "m",
    "f": "f",
    "d": "t",
    "t": "tʰ",
    "n": "n",
    "l": "l",
    "g": "k",
    "k": "kʰ",
    "h": "x",
    "j": "ʨ",
    "q": "ʨʰ",
    "x": "ɕ",
    "zh": "ꭧ",
    "ch": "ꭧʰ",
    "sh": "ʂ",
    "r": "ɻ",
    "z": "ʦ",
    "c": "ʦʰ",
    "s": "s",
}
_FINALS: Final = {
    "a": "a0",
    "o": "wo0",
    "e": "ɤ0",
    "i": "i0",
    "u": "u0",
    "v": "y0",
    "er": "ɚ0",
    "ai": "ai0",
    "ei": "ei0",
    "ao": "au0",
    "ou": "ou0",
    "an": "a0n",
    "en": "ə0n",
    "ang": "a0ŋ",
    "eng": "ə0ŋ",
    "ong": "ʊ0ŋ",
    "ia": "ja0",
    "ie": "je0",
    "iao": "jau0",
    "iou": "jou0",
    "ian": "jɛ0n",
    "in": "i0n",
    "iang": "ja0ŋ",
    "ing": "i0ŋ",
    "iong": "jʊ0ŋ",
    "ua": "wa0",
    "uo": "wo0",
    "uai": "wai0",
    "uei": "wei0",
    "uan": "wa0n",
    "uen": "wə0n",
    "uang": "wa0ŋ",
    "ueng": "wə0ŋ",
    "ve": "ɥe0",
    "van": "ɥɛ0n",
    "vn": "y0n",
    "ê": "ɛ0",
}
"""0 stands where the tone is written."""
_TONES: Final = {"1": "→", "2": "↗", "3": "↓", "4": "↘", "5": ""}
_APICAL: Final = frozenset({"z", "c", "s", "zh", "ch", "sh", "r"})
_HUMMED: Final = "ə0n"
"""For the sounds without a vowel, 嗯 and 呣."""
_ENGLISH: Final = tuple(
    {
        "a^ɪ": "I",
        "a^ʊ": "W",
        "d^ʒ": "ʤ",
        "e^ɪ": "A",
        "t^ʃ": "ʧ",
        "ɔ^ɪ": "Y",
        "o^ʊ": "O",
        "ə^l": "ᵊl",
        "ɜːɹ": "ɜɹ",
        "ɜː": "ɜɹ",
        "ɪə": "iə",
        "ɚ": "əɹ",
        "ɐ": "ə",
        "e": "A",
        "o": "ɔ",
        "r": "ɹ",
        "x": "k",
        "ɾ": "T",
        "ʔ": "t",
        "ː": "",
        "^": "",
    }.items()
)
"""What espeak-ng writes, and what Kokoro knows it as, in the order in which it is replaced."""
_MARKS: Final = str.maketrans("，。！？；：、", ",.!?;:,")
_PIECES: Final = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]+|[,.!?;:]|[^\u3400-\u4dbf\u4e00-\u9fff,.!?;:]+")
_SYLLABIC: Final = re.compile("(\\S)\u0329")


def phonemes(text: str) -> str:
    """The phonemes of `text` with its marks; raises DeviceError when espeak-ng is needed and cannot be run."""
    spoken = ""
    for piece in _PIECES.findall(text.translate(_MARKS)):
        if piece in ",.!?;:":
            spoken = spoken.rstrip() + f"{piece} "
        elif "\u3400" <= piece[0] <= "\u9fff":
            spoken += mandarin(piece)
        elif any(character.isalnum() for character in piece):
            spoken += f" {english(piece)} "
    return " ".join(spoken.split())


def mandarin(characters: str) -> str:
    """Chinese characters, each as initial, final and tone."""
    initials = lazy_pinyin(characters, style=Style.INITIALS, strict=True)
    finals = lazy_pinyin(
        characters, style=Style.FINALS_TONE3, strict=True, neutral_tone_with_five=True, tone_sandhi=True
    )
    return "".join(_syllable(initial, final) for initial, final in zip(initials, finals, strict=True))


def english(words: str) -> str:
    """Words as espeak-ng pronounces them, in Kokoro's letters."""
    told = _told(words) or _told(words)  # a program that was killed the first time may tell the second time
    if told is None:
        raise DeviceError(
            Text(
                zh="espeak-ng 没有给出英语的读音，请检查它是否已安装。",
                en="espeak-ng did not tell how English is pronounced; check whether it is installed.",
            )
        )
    spoken = " ".join(told.replace("\u0361", "^").split())
    spoken = re.sub(r"\([a-z-]+\)", "", spoken)  # espeak-ng marks words that it takes for another language's
    spoken = _SYLLABIC.sub(r"ᵊ\1", unicodedata.normalize("NFC", spoken))
    for written, known in _ENGLISH:
        spoken = spoken.replace(written, known)
    return spoken


def _told(words: str) -> str | None:
    """What espeak-ng writes for `words`; None when it did not come to an end."""
    program = ["espeak-ng", "-q", "--ipa", "--tie=^", "-v", "en-us", "--stdin"]
    try:
        done = subprocess.run(  # noqa: S603 - a fixed program; the text goes through standard input
            program,
            input=words.encode(errors="replace"),
            capture_output=True,
            check=True,
            timeout=_WITHIN_S,
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return done.stdout.decode(errors="replace")


def _syllable(initial: str, final: str) -> str:
    vowel, tone = final[:-1], _TONES.get(final[-1:], "")
    if vowel == "i" and initial in _APICAL:
        return f"{_INITIALS[initial]}ɨ{tone}"
    return _INITIALS.get(initial, "") + _FINALS.get(vowel, _HUMMED).replace("0", tone)
