"""sherpa-onnx's models told apart by their files, and the engine's manners; a small package stands in for it."""

import sys
import textwrap
from pathlib import Path

import numpy as np
import pytest

from carebot.core.errors import ModelError
from carebot.core.language import Language
from dialogue._sherpa_model import StreamingModel, found_in
from dialogue.sherpa import Options, Sherpa
from tests.dialogue.conftest import silence, tone

PACKAGE = """
    import os
    import pathlib

    class Stream:
        def __init__(self):
            self.loud = 0
            self.ended = False
            self.fed = 0
            self.read = 0

        def accept_waveform(self, rate, samples):
            self.fed += 1
            self.loud += sum(abs(sample) > 0.1 for sample in samples)

        def input_finished(self):
            self.ended = True

    class OnlineRecognizer:
        @classmethod
        def from_transducer(cls, *, joiner, **settings):
            return cls("transducer", **settings)

        @classmethod
        def from_paraformer(cls, **settings):
            return cls("paraformer", **settings)

        def __init__(self, kind, *, tokens, encoder, decoder, num_threads, sample_rate, feature_dim):
            said = pathlib.Path(encoder).read_text()
            if said == "of another kind":
                os._exit(255)
            if said == "damaged":
                raise RuntimeError("Protobuf parsing failed.")
            self.kind, self.words = kind, said

        def create_stream(self):
            return Stream()

        def is_ready(self, stream):
            return stream.read < stream.fed

        def decode_stream(self, stream):
            stream.read += 1

        def get_result(self, stream):
            return f" {self.words} " if stream.loud > 1000 else ""

        def ys_probs(self, stream):
            return [] if self.kind == "paraformer" or not stream.loud else [-0.1, -0.3] if stream.ended else []
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty model folder, on a machine with the package."""
    package = tmp_path / "packages" / "sherpa_onnx"
    package.mkdir(parents=True)
    (package / "__init__.py").write_text(textwrap.dedent(PACKAGE), "utf-8")
    monkeypatch.delitem(sys.modules, "sherpa_onnx", raising=False)
    monkeypatch.syspath_prepend(str(tmp_path / "packages"))
    monkeypatch.setenv("PYTHONPATH", str(tmp_path / "packages"))
    model = tmp_path / "model"
    model.mkdir()
    return model


def filled(folder: Path, *names: str, encoder: str = "請喝 WATER") -> Path:
    for name in names:
        (folder / name).write_text(encoder if name.startswith("encoder") else "", "utf-8")
    return folder


TRANSDUCER = ("tokens.txt", "encoder.onnx", "decoder.onnx", "joiner.onnx")


@pytest.mark.parametrize(
    ("names", "missing"),
    [
        ((), "tokens.txt"),
        (("encoder.onnx", "decoder.onnx"), "tokens.txt"),
        (("tokens.txt", "decoder.onnx"), "encoder*.onnx"),
        (("tokens.txt", "encoder.onnx", "model.onnx"), "decoder*.onnx"),
    ],
)
def test_what_is_missing_of_a_model_is_told(names: tuple[str, ...], missing: str, folder: Path) -> None:
    assert found_in(filled(folder, *names)) == missing
    assert missing in Sherpa(folder, Options()).readiness().detail.en


def test_quantised_parts_are_taken_but_for_the_decoder(folder: Path) -> None:
    parts = [f"{part}-epoch-99-avg-1{kind}.onnx" for part in ("encoder", "decoder", "joiner") for kind in ("", ".int8")]
    model = found_in(filled(folder, "tokens.txt", *parts))
    assert isinstance(model, StreamingModel)
    assert model.joiner is not None
    assert [model.encoder.name, model.decoder.name, model.joiner.name] == [
        "encoder-epoch-99-avg-1.int8.onnx",
        "decoder-epoch-99-avg-1.onnx",
        "joiner-epoch-99-avg-1.int8.onnx",
    ]


def test_without_a_joiner_it_is_a_paraformer(folder: Path) -> None:
    model = found_in(filled(folder, *TRANSDUCER[:3]))
    assert isinstance(model, StreamingModel)
    assert model.joiner is None


@pytest.mark.parametrize("encoder", ["of another kind", "damaged"])
def test_a_model_that_ends_the_process_is_refused_and_harms_nobody(encoder: str, folder: Path) -> None:
    engine = Sherpa(filled(folder, *TRANSDUCER, encoder=encoder), Options())
    with pytest.raises(ModelError, match="streaming transducer or paraformer"):
        engine.start()
    engine.close()


@pytest.mark.parametrize(
    ("names", "confidence"),
    [(TRANSDUCER, float(np.exp(-0.2))), (TRANSDUCER[:3], 0.8)],
    ids=["transducer", "paraformer"],
)
def test_speech_is_followed_and_ends(names: tuple[str, ...], confidence: float, folder: Path) -> None:
    engine = Sherpa(filled(folder, *names), Options())
    engine.start()
    assert engine.accept(silence(0.2)) == ""
    assert engine.accept(tone(0.3)) == "请喝 water"
    heard = engine.finish()
    assert heard is not None
    assert (heard.text, heard.language) == ("请喝 water", Language.ZH)
    assert heard.confidence == pytest.approx(confidence)
    assert heard.duration.total_seconds() == pytest.approx(0.5)
    assert engine.finish() is None
    assert engine.recognize(silence(1.0), None) is None
    assert engine.recognize(tone(0.5), Language.EN) is not None
    engine.close()


def test_words_that_it_is_unsure_of_are_none(folder: Path) -> None:
    engine = Sherpa(filled(folder, *TRANSDUCER), Options(least_confidence=0.9))
    engine.start()
    assert engine.recognize(tone(0.5), None) is None
    engine.close()


def test_a_model_for_one_language_says_so(folder: Path) -> None:
    engine = Sherpa(filled(folder, *TRANSDUCER, encoder="OK"), Options(languages=frozenset({Language.ZH})))
    engine.start()
    heard = engine.recognize(tone(0.5), None)
    assert heard is not None
    assert heard.language is Language.ZH
    assert engine.recognize(tone(0.5), Language.EN) is None
    engine.close()
