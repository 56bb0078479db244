"""Tell whether an environment holds packages that the lock does not: such files may overwrite those of locked ones.

usage: python tools/foreign_packages.py requirements/dev.txt      (exit status 1 when there are any)
"""

import importlib.metadata
import re
import sys
from pathlib import Path

OWN = {"carebot"}


def normalized(name: str) -> str:
    """The name as the package index compares it (PEP 503)."""
    return re.sub(r"[-_.]+", "-", name).lower()


def locked(lock: Path) -> set[str]:
    """The names that the lock file pins."""
    lines = lock.read_text(encoding="utf-8").splitlines()
    return {normalized(line.partition("==")[0]) for line in lines if re.match(r"[A-Za-z0-9]", line)}


def main() -> int:
    """Name the foreign packages on standard output."""
    installed = {normalized(found.metadata["Name"]) for found in importlib.metadata.distributions()}
    foreign = sorted(installed - locked(Path(sys.argv[1])) - OWN)
    if foreign:
        sys.stdout.write(f"Not in the lock: {', '.join(foreign)}\n")
    return 1 if foreign else 0


if __name__ == "__main__":
    sys.exit(main())
