"""What all tests share."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest_plugins = ["pytester"]

SHARED = Path(__file__).resolve().parents[2] / "shared"


@pytest.fixture
def shared() -> Path:
    """The corpora beside the project; tests that read them skip where there are none."""
    if not SHARED.is_dir():
        pytest.skip("no corpora beside the project")
    return SHARED
