"""What all tests of the panel share."""

import pytest


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"
