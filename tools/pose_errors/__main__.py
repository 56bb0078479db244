"""python -m tools.pose_errors FALLS STRETCHES: prints the tables, measured on so many played scenes."""

import os
import sys


def main() -> None:
    """Measure and print."""
    # The physics engine reads it when it is first imported.
    os.environ.setdefault("MUJOCO_GL", "egl")
    from tools.pose_errors.measuring import tables
    from tools.pose_errors.recording import recorded

    falls, stretches = (int(number) for number in sys.argv[1:3])
    print("\n".join(tables(recorded(falls, stretches))))  # noqa: T201 - what it is for


if __name__ == "__main__":
    main()
