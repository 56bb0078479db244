"""Files that come in parts."""

import shutil
from collections.abc import Sequence
from pathlib import Path


def joined(parts: Sequence[Path], target: Path) -> None:
    """Write `parts` one after the other into `target`."""
    with target.open("wb") as whole:
        for part in parts:
            with part.open("rb") as piece:
                shutil.copyfileobj(piece, whole)
