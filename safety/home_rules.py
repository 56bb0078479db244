"""A home's own rule file: signed by somebody whom the settings trust, proved, and kept for when it is damaged."""

import os
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from carebot.core.errors import RulesError
from carebot.core.language import Text
from safety._cedar import RuleSet
from safety.proof.home import rules_with
from safety.signatures import signature_file, verify

_LARGEST_BYTES: Final = 256 * 1024
_KEPT: Final = "last_good_rules.cedar"

Fingerprint = tuple[tuple[int, int, int] | None, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeRules:
    """Rules as they were in the file, the signature beside it, and the engine that has them in force."""

    content: bytes
    signature: bytes
    rules: RuleSet


def load_home_rules(file: Path, trusted: Collection[str]) -> HomeRules:
    """The house's own rules with those of `file`; raises RulesError, naming the file, for whatever is wrong with it."""
    try:
        content, signature = _read(file), _read_signature(file)
        verify(content, signature.decode("ascii", errors="replace"), trusted)
        return HomeRules(content=content, signature=signature, rules=rules_with(_words(content)))
    except RulesError as error:
        raise RulesError(
            Text(zh=f"家规文件 {file}：{error.text.zh}", en=f"The house rules in {file}: {error.text.en}")
        ) from error


def read_words(file: Path) -> str:
    """What stands in `file`, signed or not; raises RulesError."""
    return _words(_read(file))


def keep(good: HomeRules, folder: Path) -> None:
    """Keep a copy of `good` in `folder`, to fall back on at a start that finds the file damaged; raises OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    kept = kept_copy(folder)
    for path, content in ((kept, good.content), (signature_file(kept), good.signature)):
        fresh = path.with_name(f"{path.name}.new")
        fresh.write_bytes(content)
        os.replace(fresh, path)


def kept_copy(folder: Path) -> Path:
    """Where the copy of the last good rules stands, if there is one."""
    return folder / _KEPT


def fingerprint(file: Path) -> Fingerprint:
    """What changes whenever the file or its signature does."""
    return tuple(_stamp(path) for path in (file, signature_file(file)))


def _stamp(path: Path) -> tuple[int, int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino


def _read(file: Path) -> bytes:
    try:
        with file.open("rb") as opened:
            content = opened.read(_LARGEST_BYTES + 1)
    except OSError as error:
        raise RulesError(
            Text(
                zh="无法读取。请检查文件是否存在、有无读取权限。",
                en="it cannot be read. Check that it is there and may be read.",
            )
        ) from error
    if len(content) > _LARGEST_BYTES:
        raise RulesError(
            Text(
                zh=f"文件超过 {_LARGEST_BYTES // 1024} KiB，不像是家规。请检查。",
                en=f"it is larger than {_LARGEST_BYTES // 1024} KiB, which no house rules are. Check it.",
            )
        )
    return content


def _read_signature(file: Path) -> bytes:
    try:
        return signature_file(file).read_bytes()
    except OSError as error:
        raise RulesError(
            Text(
                zh=f"没有签名（{signature_file(file).name}）。请让负责人用“carebot rules sign”签名。",
                en=f"it is not signed ({signature_file(file).name} is missing). Sign it with `carebot rules sign`.",
            )
        ) from error


def _words(content: bytes) -> str:
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise RulesError(
            Text(zh="不是 UTF-8 文本。请另存为 UTF-8。", en="it is no UTF-8 text. Save it as UTF-8.")
        ) from error
