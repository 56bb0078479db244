"""The packages of engine makers: whether they are there, told without importing them, and whether they are whole.

A package that is missing or broken costs its engine, never the program.
"""

import base64
import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import PackageNotFoundError, distribution
from importlib.util import find_spec
from pathlib import Path

from carebot.core.errors import ModelError
from carebot.core.language import Text
from dialogue.base import Readiness


def without(package: str) -> Readiness | None:
    """Why an engine that needs the module `package` is not ready; None where it is installed."""
    if find_spec(package) is not None:
        return None
    return Readiness(
        ready=False,
        detail=Text(
            zh=f"缺少软件包 {package}，请重新安装 carebot。",
            en=f"The package {package} is missing; install carebot again.",
        ),
    )


@contextmanager
def importing(package: str) -> Iterator[None]:
    """Raises ModelError where the module `package` cannot be imported, or a library that it needs is missing."""
    try:
        yield
    except (ImportError, OSError) as error:
        raise ModelError(
            Text(
                zh=f"软件包 {package} 无法加载（{error}），请重新安装 carebot。",
                en=f"The package {package} cannot be loaded ({error}); install carebot again.",
            )
        ) from error


def altered(package: str, inside: str, folder: Path) -> str | None:
    """The first file that `package` installed below `inside` and that `folder` does not hold as it was; None for none.

    Files whose digest the package does not tell are let pass, as those of a system's package are.
    """
    try:
        files = distribution(package).files or []
    except PackageNotFoundError:
        return None
    for file in files:
        if file.is_relative_to(inside) and file.hash is not None:
            name = file.relative_to(inside)
            path = folder / name
            if not path.is_file() or _digest(path, file.hash.mode) != file.hash.value:
                return str(name)
    return None


def _digest(path: Path, algorithm: str) -> str:
    """The digest of a file as a wheel's RECORD writes it: base64 without padding (PEP 376, PEP 427)."""
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, algorithm).digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
