"""What a model is made of: its files, what is in them, and the places they can be had from."""

import urllib.parse
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

from carebot._models.parts import joined
from carebot.core.language import Text

Make: TypeAlias = Callable[[Sequence[Path], Path], None]
"""Makes one file (second argument) of the parts of it that were fetched, in their order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """What makes a content unmistakable. `sha256` is lower-case hexadecimal."""

    sha256: str
    size_bytes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelFile:
    """One file of a model. `path` is relative to the model's folder; each of `digests` is a right content."""

    path: str
    digests: tuple[Digest, ...]


def known_file(path: str, sha256: str, size_bytes: int) -> ModelFile:
    """A file with one right content."""
    return ModelFile(path=path, digests=(Digest(sha256=sha256, size_bytes=size_bytes),))


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoteFile:
    """One file of a model at its publisher's address."""

    path: str
    url: str
    digest: Digest


@dataclass(frozen=True, slots=True, kw_only=True)
class Addresses:
    """A source: every file has an address of its own."""

    files: tuple[RemoteFile, ...]

    @property
    def title(self) -> str:
        """The publisher's host."""
        return urllib.parse.urlsplit(self.files[0].url).netloc


@dataclass(frozen=True, slots=True, kw_only=True)
class Archive:
    """A source: one zip archive, in which the model's files stand below `folder`."""

    url: str
    digest: Digest
    folder: str

    @property
    def title(self) -> str:
        """The publisher's host."""
        return urllib.parse.urlsplit(self.url).netloc


@dataclass(frozen=True, slots=True, kw_only=True)
class Wheel:
    """One package of the Python package index. `options` choose among its files for several platforms."""

    name: str
    version: str
    sha256: str
    options: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Wheels:
    """A source: packages that carry the model; each of the model's files is made of members of them."""

    wheels: tuple[Wheel, ...]
    parts: Mapping[str, tuple[str, ...]]
    make: Make = field(default=joined)

    @property
    def title(self) -> str:
        """The packages' names."""
        return " + ".join(wheel.name for wheel in self.wheels)


@dataclass(frozen=True, slots=True, kw_only=True)
class NpmPackage:
    """A source: one package of the npm registry; each file is a member of it, below its folder `package`."""

    name: str
    version: str
    sha256: str
    parts: Mapping[str, str]

    @property
    def title(self) -> str:
        """The package's name."""
        return self.name


@dataclass(frozen=True, slots=True, kw_only=True)
class Joint:
    """A source that is several: each has a part of the files, and all are needed."""

    wheels: Wheels
    package: NpmPackage

    @property
    def title(self) -> str:
        """The names of all."""
        return f"{self.wheels.title} + {self.package.title}"


Source: TypeAlias = Addresses | Archive | Wheels | Joint


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """One model. `entry` is what `path` leads to, below the model's folder; the sources are tried in their order.

    A model that comes as an archive alone may have no `files`: what the archive (whose digest is known) held is then
    what is expected.
    """

    name: str
    version: str
    purpose: Text
    licence: str
    required: bool
    files: tuple[ModelFile, ...] = ()
    sources: tuple[Source, ...]
    entry: str = ""

    @property
    def size_bytes(self) -> int:
        """How much is to be kept; for an archive without a list of files, how much is to be fetched."""
        if self.files:
            return sum(file.digests[0].size_bytes for file in self.files)
        return sum(source.digest.size_bytes for source in self.sources if isinstance(source, Archive))
