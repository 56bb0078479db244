"""`carebot models`: list, install and verify the model files, and tell where one is."""

import argparse
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import assert_never

from rich.console import Console
from rich.progress import BarColumn, DownloadColumn, Progress, TaskID, TextColumn, TransferSpeedColumn
from rich.table import Table

from carebot._models.folder import ModelState
from carebot._models.steps import Fetching, Installed, Quarantined, Report, SourceFailed, Step, Waiting
from carebot.commands.terminal import EXIT_REFUSED, complain, here, terminal_language
from carebot.core.errors import ModelError
from carebot.core.language import Language, Text
from carebot.models import ModelStore, model_cache

LINE_EVERY = 0.25
"""Without a terminal, how much of a file comes between two lines."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the sub-commands of `carebot models`."""
    commands = parser.add_subparsers(dest="models_command", required=True, metavar="COMMAND")
    commands.add_parser(
        "list",
        help=here(
            Text(zh="有哪些模型，各有何用，装了没有", en="what there is, what it is for, and whether it is installed")
        ),
    )
    install = commands.add_parser(
        "install",
        help=here(
            Text(
                zh="下载还没有的模型；不写名字则下载必需的",
                en="fetch models that are not ready; without names, the required ones",
            )
        ),
    )
    install.add_argument("names", nargs="*", metavar="NAME")
    verify = commands.add_parser(
        "verify", help=here(Text(zh="重新核对每个已装文件的哈希", en="hash every installed file anew"))
    )
    verify.add_argument("names", nargs="*", metavar="NAME")
    path = commands.add_parser("path", help=here(Text(zh="某个模型在哪里", en="where a model is")))
    path.add_argument("name", metavar="NAME")


def run(args: argparse.Namespace) -> int:
    """Carry the command out; returns the exit status, and raises ModelError for a model that is not there."""
    store = ModelStore(model_cache())
    language = terminal_language()
    match args.models_command:
        case "install":
            return _install(store, args.names, language)
        case "verify":
            return _verify(store, args.names, language)
        case "path":
            print(store.path(args.name))
            return 0
        case _:
            return _list(store, language)


def _list(store: ModelStore, language: Language) -> int:
    table = Table(box=None, pad_edge=False)
    for heading in _HEADINGS:
        table.add_column(heading.in_(language), justify="right" if heading is _SIZE else "left", overflow="fold")
    table.columns[0].no_wrap = True
    for model, status in zip(store.models(), store.status(), strict=True):
        table.add_row(
            model.name,
            _STATES[status.state].in_(language),
            f"{model.size_bytes / 1e6:.0f} MB",
            model.licence,
            model.purpose.in_(language),
        )
    Console().print(table)
    return 0


def _verify(store: ModelStore, names: Sequence[str], language: Language) -> int:
    statuses = store.status(names, thorough=True)
    for status in statuses:
        print(f"{status.name}: {status.detail.in_(language)}")
    bad = {ModelState.CORRUPT, ModelState.MISSING} if names else {ModelState.CORRUPT}
    return 1 if any(status.state in bad for status in statuses) else 0


def _install(store: ModelStore, names: Sequence[str], language: Language) -> int:
    """Install one after the other; one that cannot be had does not keep the rest from coming."""
    chosen = [model.name for model in store.models(names) if names or model.required]
    told: set[Text] = set()
    with _teller(language) as tell:
        for name in chosen:
            try:
                store.install([name], tell)
            except ModelError as error:
                # A folder that cannot be written is the same trouble for every model, and told once.
                if error.text not in told:
                    complain(error)
                told.add(error.text)
    return EXIT_REFUSED if told else 0


@contextmanager
def _teller(language: Language) -> Iterator[Report]:
    """Bars on a terminal, plain lines anywhere else."""
    if not Console().is_terminal:
        yield _Lines(language)
        return
    columns = (TextColumn("{task.description}"), BarColumn(), DownloadColumn(), TransferSpeedColumn())
    with Progress(*columns, transient=True) as progress:
        yield _Bars(progress, language)


class _Lines:
    """Tells the steps as lines of text."""

    def __init__(self, language: Language) -> None:
        self._language = language
        self._told: tuple[str, int] = ("", 0)

    def __call__(self, step: Step) -> None:
        if isinstance(step, Fetching):
            share = step.done_bytes / step.total_bytes if step.total_bytes else 0.0
            told = (step.what, int(share / LINE_EVERY))
            if told == self._told:
                return
            self._told = told
        print(_sentence(step).in_(self._language), flush=True)


class _Bars:
    """Tells downloads as bars, and the other steps as lines above them."""

    def __init__(self, progress: Progress, language: Language) -> None:
        self._progress = progress
        self._language = language
        self._tasks: dict[tuple[str, str], TaskID] = {}

    def __call__(self, step: Step) -> None:
        if not isinstance(step, Fetching):
            for task in self._tasks.values():
                self._progress.remove_task(task)
            self._tasks.clear()
            self._progress.console.print(_sentence(step).in_(self._language), highlight=False)
            return
        key = (step.model, step.what)
        if key not in self._tasks:
            self._tasks[key] = self._progress.add_task(f"{step.model} {step.what}", total=step.total_bytes)
        self._progress.update(self._tasks[key], completed=step.done_bytes)


def _sentence(step: Step) -> Text:
    match step:
        case Waiting():
            return Text(
                zh="另一个进程正在安装模型，等待中…", en="Another process is installing models; waiting for it ..."
            )
        case Fetching():
            return _fetching_text(step)
        case SourceFailed(model=model, source=source, reason=reason):
            return Text(zh=f"{model}：{source}：{reason.zh}", en=f"{model}: {source}: {reason.en}")
        case Quarantined(model=model, file=file, place=place):
            return Text(zh=f"{model}：{file} 已损坏，移至 {place}", en=f"{model}: {file} is damaged; moved to {place}")
        case Installed(model=model, source=source):
            origin = (
                Text(zh=f"已从 {source} 安装", en=f"installed from {source}") if source else _STATES[ModelState.READY]
            )
            return Text(zh=f"{model}：{origin.zh}", en=f"{model}: {origin.en}")
        case _ as never:
            assert_never(never)


def _fetching_text(step: Fetching) -> Text:
    amount = f" ({step.done_bytes / 1e6:.1f} / {step.total_bytes / 1e6:.1f} MB)" if step.total_bytes else ""
    return Text(zh=f"{step.model}：下载 {step.what}{amount}", en=f"{step.model}: fetching {step.what}{amount}")


_SIZE = Text(zh="大小", en="size")
_HEADINGS = (
    Text(zh="名称", en="name"),
    Text(zh="状态", en="state"),
    _SIZE,
    Text(zh="许可", en="licence"),
    Text(zh="用途", en="purpose"),
)
_STATES = {
    ModelState.READY: Text(zh="就绪", en="ready"),
    ModelState.MISSING: Text(zh="未安装", en="missing"),
    ModelState.CORRUPT: Text(zh="已损坏", en="corrupt"),
}
