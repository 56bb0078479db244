"""Stop and help words by PocketSphinx, beside the recogniser: short, alone, and likelier than anything else.

What is said alone in under two seconds is compared with the words, hundreds of ordinary ones, and free phones;
a word counts only when it wins against all of them. Longer speech is the recogniser's matter.
"""

import math
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np
from pypinyin.phrases_dict import phrases_dict

from carebot.core.errors import ModelError
from carebot.core.intents import HELP, STOP, Intent
from carebot.core.language import Language, Text
from dialogue._packages import altered, importing, without
from dialogue.arpabet import phones
from dialogue.base import CHUNK_SAMPLES, SAMPLE_RATE_HZ, Readiness, Samples, Spotter

if TYPE_CHECKING:
    from pocketsphinx import Decoder

_CHUNK: Final = timedelta(seconds=CHUNK_SAMPLES / SAMPLE_RATE_HZ)
_LOG_BASE: Final = math.log(1.0001)
"""PocketSphinx counts its scores in logarithms to the base 1.0001."""

_ENGLISH: Final = {
    STOP: ("S T AA P", "S T AO P", "S T AA P IH T", "P L IY Z S T AA P", "S T AA P N AW", "S T AA P S T AA P"),
    HELP: ("HH EH L P", "HH EH L P M IY", "HH EH L P HH EH L P", "S AH M B AA D IY HH EH L P", "AY F EH L"),
}
_SAID_ALONE: Final = (
    "yes yeah no nope okay hello hi hey well sure thanks please good fine now oh ah who what when where how why here "
    "there tea soup milk rice bed up top tap tip sit set step stuff stock shop stub spot star hell held hail health "
    "yell tell sell self shelf felt feel fill full fall far hot hat hope home hum him her hers harp"
)
"""Everyday words that sound like the ones listened for, or are often said alone: always among the decoys."""
_MANDARIN: Final = {
    STOP: ("停下", "停下来", "快停下", "别动", "住手", "站住"),
    HELP: ("救命", "救命啊", "来人啊", "快来人", "救救我", "我摔倒了"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How sure it must be: the score a frame by which free phones may beat the words, in units of the engine.

    Measured on synthetic words of three voices and on real speech without such words: see `carebot bench speech`.
    """

    english_margin: float = 15.0
    mandarin_margin: float = 20.0
    decoys_zh: int = 300
    decoys_en: int = 150
    pause: timedelta = timedelta(seconds=0.25)
    longest: timedelta = timedelta(seconds=1.6)
    pre_roll: timedelta = timedelta(seconds=0.2)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Word:
    intent: Intent
    language: Language


class PocketSphinx(Spotter):
    """Spots short cries. English well; Mandarin rarely, because the acoustic model is English."""

    def __init__(self, options: Options) -> None:
        self._options = options
        self._decoder: Decoder | None = None
        self._free: Decoder | None = None
        self._words: dict[str, _Word] = {}
        self._sound: deque[Samples] = deque()
        self._voiced = 0
        self._silent = 0

    def readiness(self) -> Readiness:
        """Whether the package and its acoustic model are there."""
        missing = without("pocketsphinx")
        if missing is not None:
            return missing
        try:
            folder = _model()
        except ModelError as error:
            return Readiness(ready=False, detail=error.text)
        if not (folder / "en-us").is_dir():
            return Readiness(ready=False, detail=_NO_MODEL)
        return Readiness(
            ready=True,
            detail=Text(
                zh="“停”“救命”等词的快速识别可用，但普通话常听不出：装好语音识别模型才听得准。",
                en="Stop and help are spotted, in Mandarin rarely: install the speech model to hear them well.",
            ),
        )

    def start(self) -> None:
        """Load the model and the words, 0.5 s; raises ModelError when the model is missing or damaged.

        PocketSphinx ends the whole process when it meets a damaged model, so its files are compared beforehand.
        """
        if self._decoder is not None:
            return
        readiness = self.readiness()
        if not readiness.ready:
            raise ModelError(readiness.detail)
        folder = _model()
        if altered("pocketsphinx", "pocketsphinx/model/en-us", folder / "en-us") is not None:
            raise ModelError(_NO_MODEL)
        from pocketsphinx import Decoder

        decoder = Decoder(samprate=SAMPLE_RATE_HZ, lm=None, loglevel="FATAL")
        names = [self._learn(decoder, number, word) for number, word in enumerate(_words())]
        dictionary = folder / "en-us" / "cmudict-en-us.dict"
        decoys = [*_decoys_zh(self._options.decoys_zh), *_decoys_en(dictionary, self._options.decoys_en)]
        for number, spoken in enumerate(decoys):
            decoder.add_word(f"decoy{number}", spoken, False)
            names.append(f"decoy{number}")
        decoder.add_jsgf_string("words", f"#JSGF V1.0; grammar words; public <words> = {' | '.join(names)} ;")
        decoder.activate_search("words")
        free = Decoder(
            samprate=SAMPLE_RATE_HZ, lm=None, loglevel="FATAL", allphone_ci=True, beam=1e-20, pbeam=1e-10, lw=1.0
        )
        free.add_allphone_file("free", None)
        free.activate_search("free")
        self._decoder, self._free = decoder, free

    def accept(self, chunk: Samples, *, voiced: bool) -> Intent | None:
        """Collect speech until a pause, then compare it; takes 0.1 s of computing a second of speech."""
        self._sound.append(chunk)
        if voiced:
            self._voiced += 1
            self._silent = 0
            if len(self._sound) * _CHUNK > self._options.longest + self._options.pre_roll:
                self._sound.popleft()
            return None
        self._silent += 1
        if not self._voiced:
            while len(self._sound) * _CHUNK > self._options.pre_roll:
                self._sound.popleft()
            return None
        if self._silent * _CHUNK < self._options.pause:
            return None
        short = self._voiced * _CHUNK <= self._options.longest
        samples = np.concatenate(self._sound)
        self.reset()
        return self._compare(samples) if short else None

    def reset(self) -> None:
        """Forget the sound so far."""
        self._sound.clear()
        self._voiced = self._silent = 0

    def close(self) -> None:
        """Give up the models' memory."""
        self._decoder = self._free = None
        self._words.clear()
        self.reset()

    def _learn(self, decoder: "Decoder", number: int, word: tuple[str, str, Language]) -> str:
        spoken, intent, language = word
        name = f"word{number}"
        decoder.add_word(name, spoken, False)
        self._words[name] = _Word(intent=Intent(name=intent), language=language)
        return name

    def _compare(self, samples: Samples) -> Intent | None:
        assert self._decoder is not None, "start was not called"
        assert self._free is not None
        found, score = _score(self._decoder, samples)
        word = self._words.get(found)
        if word is None:
            return None
        _, free_score = _score(self._free, samples)
        zh = word.language is Language.ZH
        margin = self._options.mandarin_margin if zh else self._options.english_margin
        return word.intent if score > free_score - margin else None


def _model() -> Path:
    """Where the package keeps its models, or POCKETSPHINX_PATH; raises ModelError where it cannot be loaded."""
    with importing("pocketsphinx"):
        from pocketsphinx import get_model_path
    return Path(get_model_path())


def _score(decoder: "Decoder", samples: Samples) -> tuple[str, float]:
    """The best words of `decoder` for `samples`, and their score a frame; empty and minus infinity for none."""
    decoder.start_utt()
    decoder.process_raw(samples.tobytes(), full_utt=True)
    decoder.end_utt()
    found = decoder.hyp()
    if found is None or found.score <= 0.0:
        return "", -math.inf
    return str(found.hypstr), math.log(found.score) / _LOG_BASE / max(1, decoder.n_frames())


def _words() -> Iterator[tuple[str, str, Language]]:
    """Phones, intent and language of every word that is listened for."""
    for intent, spoken in _ENGLISH.items():
        yield from ((word, intent, Language.EN) for word in spoken)
    for intent, written in _MANDARIN.items():
        for text in written:
            word = phones(text)
            assert word is not None, text
            yield word, intent, Language.ZH


def _decoys_zh(count: int) -> Iterator[str]:
    """Phones of `count` ordinary Mandarin phrases of two to four characters, spread over the dictionary."""
    own = {text for texts in _MANDARIN.values() for text in texts}
    phrases = [text for text in phrases_dict if 2 <= len(text) <= 4 and text not in own]
    spoken = (phones(text) for text in phrases[:: max(1, len(phrases) // (2 * count))])
    yield from islice((word for word in spoken if word), count)


def _decoys_en(dictionary: Path, count: int) -> Iterator[str]:
    """Phones of what is often said alone, and of `count` other words of two to seven phones all over the dictionary."""
    own = {word for words in _ENGLISH.values() for word in words}
    entries = [line.split() for line in dictionary.read_text(encoding="utf-8").splitlines()]
    alone = set(_SAID_ALONE.split())
    yield from (" ".join(spoken) for word, *spoken in entries if word in alone)
    fitting = [" ".join(entry[1:]) for entry in entries if entry[0].isalpha() and 3 <= len(entry) <= 8]
    chosen = [word for word in fitting[:: max(1, len(fitting) // (2 * count))] if word not in own]
    yield from chosen[:count]


_NO_MODEL: Final = Text(
    zh="pocketsphinx 软件包不完整，请重新安装。", en="The package pocketsphinx is incomplete; install it again."
)
