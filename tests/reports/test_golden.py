"""Each report of the shared sample run, byte for byte.

After a change that is meant, `GOLDEN=write pytest tests/reports/test_golden.py` writes the files anew; read their diff.
"""

from __future__ import annotations

import io
import os
from pathlib import Path

import pytest
from sample import EMPTY, RUN

from harvest.model import Run
from harvest.reports import REPORTS

GOLDEN = Path(__file__).parent / "golden"
SUFFIX = {"terminal": "txt", "github": "txt", "markdown": "md", "junit": "xml", "sarif": "sarif"}


def written(kind: str, run: Run) -> str:
    file = io.StringIO()
    REPORTS[kind].write(run, file)
    return file.getvalue()


@pytest.mark.parametrize("kind", [kind for kind in REPORTS if kind != "html"])
@pytest.mark.parametrize(("name", "run"), [("sample", RUN), ("empty", EMPTY)])
def test_report_is_as_it_was_agreed(kind: str, name: str, run: Run) -> None:
    path = GOLDEN / f"{name}-{kind}.{SUFFIX.get(kind, kind)}"
    shown = written(kind, run)
    assert shown == written(kind, run)
    if os.environ.get("GOLDEN") == "write":
        path.write_bytes(shown.encode("utf-8", "surrogatepass"))
    assert shown.encode() == path.read_bytes()


@pytest.mark.parametrize("kind", list(REPORTS))
def test_nothing_published_acts_on_what_shows_it(kind: str) -> None:
    shown = written(kind, RUN)
    assert [char for char in shown if not char.isprintable() and char not in "\n\t"] == []
