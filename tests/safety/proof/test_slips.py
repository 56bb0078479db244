"""A slip in any rule is noticed: by a promise that breaks, or by a case in the tests of the rules."""

import os
import subprocess
import sys

import pytest

from tests._sources import ROOT

SURVIVORS: dict[str, str] = {}


@pytest.mark.slow
def test_every_slip_is_noticed() -> None:
    unmeasured = {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE_")}
    command = [sys.executable, "-m", "tests.safety.proof.slips"]
    ended = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT, env=unmeasured)
    assert (ended.returncode, ended.stderr) == (0, "")
    assert set(ended.stdout.split("\n")) - {""} == SURVIVORS.keys()
