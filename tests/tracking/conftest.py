"""What tests of the tracking rooms share."""

from collections.abc import Iterator
from types import ModuleType

import pytest

from tracking.casework.sealing import keys


@pytest.fixture
def fresh_keys(settings, tmp_path) -> Iterator[ModuleType]:
    """The keys module over a folder of this test's own."""
    settings.KEYS_FOLDER = tmp_path / "keys"
    keys.forget_keys()
    keys.ensure_keys()
    yield keys
    keys.forget_keys()
