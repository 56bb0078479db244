"""What tests of the panel share: asyncio, and one browser for all tests of a file, since starting one takes seconds."""

from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Browser

from tests.web.browser import chromium


@pytest.fixture(scope="module")
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture(scope="module")
async def browser(anyio_backend: str) -> AsyncIterator[Browser]:
    """Chromium; each test opens pages of its own in it, which end with the test."""
    async with chromium() as started:
        yield started
