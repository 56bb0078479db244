"""A folder with a streaming model for sherpa-onnx: of what kind its files are, and a trial in a child process.

sherpa-onnx ends the whole process over a model that it cannot use, so each model is tried where that harms nobody.
"""

import subprocess
import sys
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from sherpa_onnx import OnlineRecognizer

from carebot.core.errors import ModelError
from carebot.core.language import Text
from dialogue.base import SAMPLE_RATE_HZ

TRIAL_WITHIN: Final = timedelta(seconds=60)
TOKENS: Final = "tokens.txt"


@dataclass(frozen=True, slots=True, kw_only=True)
class StreamingModel:
    """The files of a model: a transducer with a joiner, a paraformer without."""

    tokens: Path
    encoder: Path
    decoder: Path
    joiner: Path | None


def found_in(folder: Path) -> StreamingModel | str:
    """The model in `folder`, quantised where there are both; or what is missing of it."""
    encoder, decoder = _part(folder, "encoder"), _part(folder, "decoder", quantised=False)
    tokens = folder / TOKENS
    for path, name in ((tokens if tokens.is_file() else None, TOKENS), (encoder, "encoder*.onnx")):
        if path is None:
            return name
    if encoder is None or decoder is None:
        return "decoder*.onnx"
    return StreamingModel(tokens=tokens, encoder=encoder, decoder=decoder, joiner=_part(folder, "joiner"))


def _part(folder: Path, name: str, *, quantised: bool = True) -> Path | None:
    """A file of the model; decoders are small, and lose more by quantising than they gain."""
    paths = sorted(folder.glob(f"{name}*.onnx"), key=lambda path: ((".int8." in path.name) != quantised, path.name))
    return paths[0] if paths else None


def loaded(model: StreamingModel, threads: int) -> "OnlineRecognizer":
    """The recogniser of `model`. What is wrong with it ends the process, or raises RuntimeError."""
    from sherpa_onnx import OnlineRecognizer

    shared = {"tokens": str(model.tokens), "encoder": str(model.encoder), "decoder": str(model.decoder)}
    settings = {"num_threads": threads, "sample_rate": SAMPLE_RATE_HZ, "feature_dim": 80}
    if model.joiner is None:
        return OnlineRecognizer.from_paraformer(**shared, **settings)
    return OnlineRecognizer.from_transducer(**shared, joiner=str(model.joiner), **settings)


def tried(folder: Path) -> None:
    """Load the model in a child process and let it hear a second of silence; raises ModelError when that fails."""
    command = [sys.executable, "-m", __name__, str(folder)]
    try:
        done = subprocess.run(  # noqa: S603 - this module itself, with a folder of the settings
            command, capture_output=True, text=True, errors="replace", check=False, timeout=TRIAL_WITHIN.total_seconds()
        )
    except subprocess.TimeoutExpired as error:
        raise ModelError(_damaged(folder, "…")) from error
    if done.returncode != 0:
        raise ModelError(_damaged(folder, (done.stderr.strip().splitlines() or ["?"])[-1][-120:]))


def _damaged(folder: Path, why: str) -> Text:
    return Text(
        zh=f"sherpa-onnx 用不了 {folder} 里的模型（{why}），请重新安装，须是流式的 transducer 或 paraformer。",
        en=f"sherpa-onnx cannot use the model in {folder} ({why}); install it again. It has to be a streaming "
        "transducer or paraformer.",
    )


def _try(folder: Path) -> None:
    model = found_in(folder)
    assert isinstance(model, StreamingModel)
    recognizer = loaded(model, threads=1)
    stream = recognizer.create_stream()
    stream.accept_waveform(SAMPLE_RATE_HZ, [0.0] * SAMPLE_RATE_HZ)
    stream.input_finished()
    while recognizer.is_ready(stream):
        recognizer.decode_stream(stream)


if __name__ == "__main__":
    _try(Path(sys.argv[1]))
