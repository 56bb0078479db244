"""Speech: what is understood of recordings, against a manifest, by the whole path that a microphone's sound takes.

A Mandarin phrase of a closed set is right when it is the one that what was heard sounds most like. A command is right
when its slots are exactly those expected, none missing and none more; Picovoice's own judge lets those that are more
pass. Text is read speech. What a skill would expect to hear, the recogniser is told: the phrases, a domain's words.
"""

import argparse
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from carebot.bench._care_commands import care_commands, said_and_heard, voices_of
from carebot.bench._error_rates import ErrorCounter, Errors
from carebot.bench._listening import Listened, Listener
from carebot.bench._recordings import Mixer, Row, noises_of, phrases_of, read_rows
from carebot.bench._rows import share
from carebot.codec import plain
from carebot.commands.terminal import here
from carebot.core.errors import DeviceError, ModelError, SettingsError
from carebot.core.language import Language, Text
from carebot.settings import load
from dialogue.base import Samples, duration_of
from dialogue.closed_set import ClosedSet
from dialogue.domain import Domain, domain_names, read_domain
from dialogue.phonology import Sounds
from dialogue.slots_by_sound import SlotsBySound, words_of
from dialogue.sound import decode
from dialogue.text import normalize, simplifier

_EMPTY: Final = Text(
    zh="这个文件夹的清单里没有可用的录音。", en="The manifest of this folder names no usable recording."
)
_NOTHING: Final = Text(
    zh="请写明一个有录音的文件夹，或者用 --synthetic。", en="Name a folder of recordings, or use --synthetic."
)
_FOLDER: Final = Text(
    zh="放着 manifest.jsonl、录音和 noise/*.wav 的文件夹",
    en="a folder with manifest.jsonl, recordings, and noise/*.wav",
)
_FLAGS: Final = {
    "--synthetic": Text(
        zh="另让两种声音各说每种语言的 20 条护理指令",
        en="have 20 care commands of each language said by two voices, too",
    ),
    "--language-known": Text(
        zh="像个人资料那样，告诉识别器是哪种语言", en="tell the recogniser which language it is, as a profile would"
    ),
    "--nothing-expected": Text(zh="不告诉识别器可能出现哪些词", en="do not tell it which words are likely"),
}

Line = dict[str, Any]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the suite takes."""
    parser.add_argument("folder", type=Path, nargs="?", help=here(_FOLDER))
    for flag, told in _FLAGS.items():
        parser.add_argument(flag, action="store_true", help=here(told))


def run(args: argparse.Namespace) -> Iterator[Line]:
    """A line for each recording, each of its mixtures with noise and each command that was said, at last the figures.

    Raises SettingsError where there is nothing to hear, ModelError without engines.
    """
    rows = read_rows(args.folder) if args.folder is not None else []
    if not any(isinstance(row, Row) for row in rows) and (args.folder is not None or not args.synthetic):
        raise SettingsError(_EMPTY if args.folder is not None else _NOTHING)
    settings = load(None, {})
    with tempfile.TemporaryDirectory() as work:
        listener = Listener(settings, Path(work))
        listener.start()
        told = {"language_known": args.language_known}
        heard: list[Iterator[Line]] = []
        if rows:
            heard.append(Measurement(args.folder, listener, told=not args.nothing_expected, **told).lines(rows))
        if args.synthetic:
            heard.append(said_and_heard(care_commands(), voices_of(settings), listener, **told))
        yield from _one_after_the_other(heard)


def _one_after_the_other(measured: Sequence[Iterator[Line]]) -> Iterator[Line]:
    """The lines of all of them, and at last their figures in one."""
    figures: Line = {}
    for lines in measured:
        last: Line = next(lines)
        for line in lines:
            yield last
            last = line
        for key, value in last.items():
            figures[key] = {**figures[key], **value} if key in figures else value
    yield figures


class Measurement:
    """Hears all rows of a folder and keeps count."""

    def __init__(self, folder: Path, listener: Listener, *, language_known: bool, told: bool) -> None:
        self._folder = folder
        self._listener = listener
        self._language_known = language_known
        self._told = told
        self._sounds = Sounds()
        self._simplify = simplifier()
        self._counter = ErrorCounter()
        self._mixer = Mixer()
        self._noises: dict[str, Samples] = {}
        self._closed_sets: dict[str, ClosedSet] = {}
        self._phrases: dict[str, frozenset[str]] = {}
        self._domains: dict[tuple[str, Language], tuple[SlotsBySound, tuple[str, ...]]] = {}
        self._right: dict[str, list[bool]] = defaultdict(list)
        self._errors: dict[Language, list[Errors]] = {language: [] for language in Language}
        self._failed = 0
        self._sound_s = self._cpu_s = 0.0

    def lines(self, rows: Sequence[Row | Text]) -> Iterator[Line]:
        """Hear each row; raises ModelError where nothing can be heard with, DeviceError for a noise that is none."""
        good = [row for row in rows if isinstance(row, Row)]
        self._start(good)
        for row in rows:
            if isinstance(row, Text):
                self._failed += 1
                yield {"error": plain(row)}
            else:
                yield from self._tried(row)
        yield self._figures(len(good))

    def _start(self, rows: Sequence[Row]) -> None:
        self._sounds.start()
        self._mixer.start()
        self._noises = noises_of(self._folder)
        self._phrases = phrases_of(rows)
        for source, phrases in self._phrases.items():
            self._closed_sets[source] = ClosedSet(sorted(phrases), self._sounds)
            self._closed_sets[source].start()
        for intent, language in {(row.intent, row.language) for row in rows if row.slots}:
            alike = [row for row in rows if (row.intent, row.language) == (intent, language)]
            domain = _domain_of(alike, language)
            finder = SlotsBySound(domain, self._sounds)
            finder.start()
            self._domains[intent, language] = finder, words_of(domain, language)

    def _tried(self, row: Row) -> Iterator[Line]:
        """The lines of a row; a recording that cannot be heard costs itself alone."""
        file = self._folder / row.file
        try:
            speech = decode(file)
            lasts_s = duration_of(speech).total_seconds()
            yield self._heard(row, file, lasts_s, "")
            for name, noise in self._noises.items() if row.slots else ():
                yield self._heard(row, self._mixer.mixed(speech, noise, row.file), lasts_s, name)
        except (DeviceError, ModelError) as error:
            self._failed += 1
            yield {"file": row.file, "error": plain(error.text)}

    def _heard(self, row: Row, sound: Path | Samples, lasts_s: float, noise: str) -> Line:
        language = row.language if self._language_known else None
        listened = self._listener.listen(sound, language, self._expected(row))
        self._sound_s += lasts_s
        self._cpu_s += listened.cpu_s
        line: Line = {"file": row.file, "heard": listened.text, **self._judged(row, listened, noise)}
        if noise:
            line["noise"] = noise
        if listened.intents:
            line["intents"] = listened.intents
        return {**line, "cpu_s": round(listened.cpu_s, 3)}

    def _expected(self, row: Row) -> tuple[str, ...]:
        if not self._told:
            return ()
        if row.slots:
            return self._domains[row.intent, row.language][1]
        return tuple(sorted(self._phrases[row.source])) if self._is_phrase(row) else ()

    def _is_phrase(self, row: Row) -> bool:
        return row.language is Language.ZH and row.text in self._phrases.get(row.source, ())

    def _judged(self, row: Row, listened: Listened, noise: str) -> Line:
        if row.slots:
            return self._slots(row, listened, noise)
        if not row.text:
            return {"expected": None}
        if self._is_phrase(row):
            return self._phrase(row, listened)
        errors = self._counter.count(row.text, listened.text, row.language)
        self._errors[row.language].append(errors)
        rate = "cer" if row.language is Language.ZH else "wer"
        return {"expected": row.text, "right": not errors.edits, rate: round(errors.rate, 4)}

    def _phrase(self, row: Row, listened: Listened) -> Line:
        match = self._closed_sets[row.source].nearest(listened.hearings)
        right = match is not None and match.phrase == row.text
        self._right["phrases"].append(right)
        self._right["phrases_sure"].append(right and match is not None and match.sure)
        return {
            "expected": row.text,
            "right": right,
            "cer": round(self._counter.count(row.text, listened.text, Language.ZH).rate, 4),
            "phrase": match.phrase if match is not None else None,
            "confidence": round(match.confidence, 3) if match is not None else 0.0,
        }

    def _slots(self, row: Row, listened: Listened, noise: str) -> Line:
        texts = [normalize(text, row.language, self._simplify) for text in listened.hearings]
        found = self._domains[row.intent, row.language][0].find(texts)
        right = found.slots == dict(row.slots)
        self._right[f"{row.language.value}_{'noise' if noise else 'clean'}"].append(right)
        return {"expected": dict(row.slots), "right": right, "slots": found.slots, "taken": found.text}

    def _figures(self, rows: int) -> Line:
        zh, en = (self._rate(language) for language in (Language.ZH, Language.EN))
        return {
            "zh": {
                "cer": zh,
                "phrases_right": share(self._right["phrases"]),
                "phrases_sure": share(self._right["phrases_sure"]),
                "commands_right": share(self._right["zh_clean"]),
                "commands_right_noise": share(self._right["zh_noise"]),
            },
            "en": {
                "wer": en,
                "commands_right": share(self._right["en_clean"]),
                "commands_right_noise": share(self._right["en_noise"]),
            },
            "rows": rows,
            "failed": self._failed,
            "sound_s": round(self._sound_s, 1),
            "cpu_s_per_s": round(self._cpu_s / self._sound_s, 3) if self._sound_s else None,
        }

    def _rate(self, language: Language) -> float | None:
        counted = self._errors[language]
        said = sum(errors.said for errors in counted)
        return round(sum(errors.edits for errors in counted) / said, 4) if said else None


def _domain_of(rows: Sequence[Row], language: Language) -> Domain:
    """The domain that knows most of the values of these rows, called as they call them."""
    given: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        for slot, value in row.slots.items():
            given[slot].append(value)
    domains = [read_domain(name) for name in domain_names()]
    return max(domains, key=lambda domain: domain.shares(given, language)).with_values(given, language)
