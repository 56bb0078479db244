"""During which tests coverage looks: those of the core and the gate, which have to be covered wholly by them.

Tracing costs two and a half times the time of a test in Python, so the other tests run without it; what they reach is
measured by `make whole-coverage`.
"""

import os
import sys
import threading
from collections.abc import Generator
from contextlib import contextmanager
from typing import Final

MEASURED: Final = (
    "carebot/commands/test_rules.py",
    "carebot/core/",
    "safety/",
)
"""How the names of these tests begin, below the folder of this file."""
UNMEASURED: Final = (
    "safety/household/test_properties.py::test_a_hazard_is_refused",
    "safety/household/test_properties.py::test_any_plan_is_judged",
    "safety/proof/test_everything.py",
    "safety/proof/test_model.py",
    "safety/proof/test_reliance.py::test_without_any_one_rule",
    "safety/test_equal_treatment.py",
)
"""Those of them that run what quicker ones cover, thousands of times."""
# Where coverage tells the programs that a test starts to measure themselves.
_FOR_CHILDREN: Final = "COVERAGE_PROCESS_CONFIG"


def is_measured(name: str) -> bool:
    """Whether coverage looks during the test `path/to/file.py::test`."""
    return name.startswith(MEASURED) and not name.startswith(UNMEASURED)


@contextmanager
def unmeasured() -> Generator[None]:
    """No tracing in this thread, nor in threads and programs that are started meanwhile."""
    tracer, of_threads = sys.gettrace(), threading.gettrace()
    for_children = os.environ.pop(_FOR_CHILDREN, None)
    sys.settrace(None)
    threading.settrace(None)
    try:
        yield
    finally:
        sys.settrace(tracer)
        threading.settrace(of_threads)
        if for_children is not None:
            os.environ[_FOR_CHILDREN] = for_children
