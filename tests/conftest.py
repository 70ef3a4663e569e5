"""What all tests share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from servers import QUICK, Site

from harvest.engine import Engine
from harvest.fetch.fetcher import Fetcher

pytest_plugins = ["pytester", "browsing"]

SHARED = Path(__file__).resolve().parents[2] / "shared"


@pytest.fixture(scope="session")
def engine() -> Iterator[Engine]:
    """Processes that parse, shared by all tests that need some."""
    with Engine(2, 30) as started:
        yield started


@pytest.fixture
def site() -> Iterator[Site]:
    """A web site on this machine."""
    with Site() as running:
        yield running


@pytest.fixture
def fetcher() -> Iterator[Fetcher]:
    """What fetches from it."""
    with Fetcher(QUICK, max_bytes=1_000_000) as open_fetcher:
        yield open_fetcher


@pytest.fixture
def shared() -> Path:
    """The corpora beside the project; tests that read them skip where there are none."""
    if not SHARED.is_dir():
        pytest.skip("no corpora beside the project")
    return SHARED
