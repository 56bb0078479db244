"""What tests of bodies share."""

from pathlib import Path

import pytest

from carebot.core.errors import ModelError
from carebot.models import ModelStore, model_cache


@pytest.fixture(scope="session")
def resident_data() -> Path:
    """The folder of the simulated resident's data, from the store of models."""
    try:
        return ModelStore(model_cache()).path("resident-body")
    except ModelError as error:
        pytest.skip(str(error))
