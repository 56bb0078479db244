"""Model files out of a publisher's zip archive."""

import shutil
import zipfile
from pathlib import Path, PurePosixPath

from carebot._models.steps import SourceError
from carebot.core.language import Text


def unpack(archive: Path, folder: str, target: Path) -> None:
    """Unpack what stands below `folder` in `archive` into `target`.

    Raises SourceError when there is nothing, or when a name leads out of `target`.
    """
    with zipfile.ZipFile(archive) as content:
        members = [info for info in content.infolist() if info.filename.startswith(f"{folder}/") and not info.is_dir()]
        if not members:
            raise SourceError(Text(zh=f"压缩包里没有 {folder}", en=f"the archive does not hold {folder}"))
        for info in members:
            path = PurePosixPath(info.filename).relative_to(folder)
            if ".." in path.parts:
                raise SourceError(
                    Text(zh=f"压缩包含有不安全的路径 {path}", en=f"the archive holds an unsafe path {path}")
                )
            (target / path).parent.mkdir(parents=True, exist_ok=True)
            with content.open(info) as packed, (target / path).open("wb") as file:
                shutil.copyfileobj(packed, file)
