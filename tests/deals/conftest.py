"""One extractor for all tests of texts with deals."""

from __future__ import annotations

import pytest

from depesche import Extractor


@pytest.fixture(scope="session")
def extractor() -> Extractor:
    return Extractor(model="embedded")
