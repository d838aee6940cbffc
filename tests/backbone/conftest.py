from __future__ import annotations

import pytest

from depesche.backbone import Backbone, load_backbone


@pytest.fixture(scope="session")
def embedded() -> Backbone:
    return load_backbone("embedded")
