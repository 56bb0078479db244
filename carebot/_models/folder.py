"""The folder of one model: what is there, what is damaged, and the record that spares hashing it at every start.

Rule: a file is believed unhashed only while its size and modification time are those it had when it was last hashed.
"""

import os
import shutil
from collections.abc import Mapping
from contextlib import suppress
from enum import StrEnum
from pathlib import Path

from pydantic import TypeAdapter, ValidationError
from pydantic.dataclasses import dataclass

from carebot._models.download import sha256_of
from carebot._models.model import Model


class ModelState(StrEnum):
    """Whether a model can be used."""

    READY = "ready"
    MISSING = "missing"
    CORRUPT = "corrupt"


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A file as it was when its content was last hashed."""

    sha256: str
    size_bytes: int
    modified_ns: int

    def still(self, stat: os.stat_result) -> bool:
        """Whether the file has not been touched since."""
        return (stat.st_size, stat.st_mtime_ns) == (self.size_bytes, self.modified_ns)


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """Which of a model's files are not there, and which do not hold what they should."""

    missing: tuple[str, ...]
    damaged: tuple[str, ...]

    @property
    def state(self) -> ModelState:
        """What it comes to: damage is worse than absence."""
        if self.damaged:
            return ModelState.CORRUPT
        return ModelState.MISSING if self.missing else ModelState.READY


class ModelFolder:
    """The files of `model` below `root`, as `<name>/<version>/`, and beside them the record `<version>.json`."""

    def __init__(self, root: Path, model: Model) -> None:
        self._model = model
        self.path = root / model.name / model.version
        self._record = root / model.name / f"{model.version}.json"
        self._quarantine = root / ".damaged" / f"{model.name}-{model.version}"

    @property
    def entry(self) -> Path:
        """What the model's engine is given."""
        return self.path / self._model.entry

    def condition(self, *, thorough: bool = False) -> Condition:
        """What is there. `thorough` hashes every file, whatever the record says."""
        known = self._read_record()
        expected = self._expected(known)
        if not expected:
            return Condition(missing=(self._model.name,), damaged=())
        seen = {path: self._look(path, None if thorough else known.get(path)) for path in expected}
        missing = tuple(path for path, now in seen.items() if now is None)
        damaged = tuple(path for path, now in seen.items() if now is not None and now.sha256 not in expected[path])
        good = {path: now for path, now in seen.items() if now is not None and path not in damaged}
        if not missing and not damaged and good != known:
            with suppress(OSError):  # on a read-only or full disk the files are hashed again the next time
                self._write_record(good)
        return Condition(missing=missing, damaged=damaged)

    def put_aside(self, damaged: tuple[str, ...]) -> Path:
        """Move damaged files out of the way, for whoever wants to look at them; only the last ones are kept."""
        shutil.rmtree(self._quarantine, ignore_errors=True)
        for path in damaged:
            (self._quarantine / path).parent.mkdir(parents=True, exist_ok=True)
            (self.path / path).replace(self._quarantine / path)
        return self._quarantine

    def adopt(self, staging: Path) -> None:
        """Move the verified files below `staging` to their places, each in one step, and record them."""
        seen = dict(self._read_record())
        for source in sorted(path for path in staging.rglob("*") if path.is_file()):
            relative = source.relative_to(staging).as_posix()
            target = self.path / relative
            target.parent.mkdir(parents=True, exist_ok=True)
            with source.open("rb") as file:
                os.fsync(file.fileno())  # a power cut must not leave the name without the content
            source.replace(target)
            now = self._look(relative, None)
            if now is not None:
                seen[relative] = now
        self._write_record(seen)

    def _expected(self, known: Mapping[str, Seen]) -> dict[str, frozenset[str]]:
        """The right contents of each file; for an archive without a list of files, what it held when it came."""
        if self._model.files:
            return {file.path: frozenset(digest.sha256 for digest in file.digests) for file in self._model.files}
        return {path: frozenset({seen.sha256}) for path, seen in known.items()}

    def _look(self, path: str, known: Seen | None) -> Seen | None:
        """The file as it is, hashed unless `known` still holds; None when it is not there."""
        file = self.path / path
        try:
            if not file.is_file():
                return None
            stat = file.stat()
            if known is not None and known.still(stat):
                return known
            return Seen(sha256=sha256_of(file), size_bytes=stat.st_size, modified_ns=stat.st_mtime_ns)
        except PermissionError:
            return None  # what may not be read is not there for this user; installing says why it cannot be written

    def _read_record(self) -> dict[str, Seen]:
        """The record; empty when there is none or it is unreadable: then everything is hashed."""
        try:
            return TypeAdapter(dict[str, Seen]).validate_json(self._record.read_bytes())
        except (OSError, ValidationError):
            return {}

    def _write_record(self, seen: Mapping[str, Seen]) -> None:
        self._record.parent.mkdir(parents=True, exist_ok=True)
        draft = self._record.with_suffix(f".{os.getpid()}.tmp")
        draft.write_bytes(TypeAdapter(dict[str, Seen]).dump_json(dict(seen), indent=1))
        draft.replace(self._record)
