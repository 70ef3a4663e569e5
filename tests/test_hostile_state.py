"""What is remembered may be in any condition, and so may the places: a run succeeds, or says why in one line."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

PAGE = "<!doctype html><title>t</title><pre><code class='language-python'>import os\nprint(oss)\n</code></pre>"
CACHES = ("documents.db", "readings.db")


@pytest.fixture
def place(tmp_path: Path) -> Path:
    (tmp_path / "page.html").write_text(PAGE, encoding="utf-8")
    return tmp_path


def run(place: Path, *words: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "harvest", "run", *(words or ("page.html",)), "--report", "json=r.json", "--quiet"],
        cwd=place,
        env={**os.environ, **environment},
        capture_output=True,
        check=False,
        timeout=120,
    )


def a_file(state: Path) -> None:
    state.write_text("x", encoding="utf-8")


def folders(state: Path) -> None:
    for name in CACHES:
        (state / name / "x").mkdir(parents=True)


def noise(state: Path) -> None:
    state.mkdir()
    for name in CACHES:
        (state / name).write_bytes(bytes(range(256)) * 400)


def links(state: Path) -> None:
    state.mkdir()
    for name, target in zip(CACHES, ("/dev/full", "/nonexistent/x"), strict=True):
        (state / name).symlink_to(target)


def foreign(state: Path) -> None:
    state.mkdir()
    for name in CACHES:
        with sqlite3.connect(state / name) as database:
            database.execute("CREATE TABLE answer (other)")
        database.close()


def torn(state: Path) -> None:
    """Sound at its head, with a page of noise behind it."""
    run(state.parent)
    for name in CACHES:
        with (state / name).open("r+b") as file:
            file.seek(4096)
            file.write(b"\xff" * 4096)


def senseless(state: Path) -> None:
    run(state.parent)
    for name in CACHES:
        with sqlite3.connect(state / name) as database:
            database.execute("UPDATE answer SET answer = x'c1c1'")
        database.close()


@pytest.mark.parametrize("made", [a_file, folders, noise, links, foreign, torn, senseless])
def test_a_cache_in_any_condition_costs_no_run(place: Path, made: Callable[[Path], None]) -> None:
    made(place / ".harvest")
    done = run(place)
    assert (done.returncode, done.stderr) == (1, b"")
    [row] = json.loads((place / "r.json").read_bytes())["snippets"]
    assert [finding["name"] for finding in row["findings"]] == ["oss"]


def test_a_locked_cache_costs_no_run(place: Path) -> None:
    run(place)
    held = [sqlite3.connect(place / ".harvest" / name, isolation_level=None) for name in CACHES]
    for database in held:
        database.execute("BEGIN EXCLUSIVE")
    done = run(place)
    for database in held:
        database.close()
    assert (done.returncode, done.stderr) == (1, b"")


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("snippets", b"a file is where the folder of the harvest is to be"),
        ("snippets/manifest.jsonl/x", b"Is a directory"),
        ("snippets/.harvest.lock/x", b"Is a directory"),
        ("snippets/.harvest-pending/x", b"Is a directory"),
    ],
)
def test_an_output_in_no_condition_is_named_in_one_line(place: Path, name: str, reason: bytes) -> None:
    (place / name).parent.mkdir(parents=True, exist_ok=True)
    (place / name).write_text("x", encoding="utf-8")
    done = run(place)
    assert (done.returncode, done.stderr.count(b"\n")) == (2, 1), done.stderr
    assert reason in done.stderr


@pytest.mark.parametrize("content", [b"\xff" * 5000, b"", None])
def test_a_history_that_cannot_be_read_loses_no_report(place: Path, content: bytes | None) -> None:
    (place / ".harvest").mkdir()
    history = place / ".harvest" / "history.db"
    history.mkdir() if content is None else history.write_bytes(content)
    (place / "config.yaml").write_text("sources: [page.html]\n", encoding="utf-8")
    done = run(place, "--fail-on", "never")
    assert done.stderr.count(b"\n") == done.returncode // 2
    assert json.loads((place / "r.json").read_bytes())["summary"]["failed"] == 1


def test_without_a_place_for_temporary_files_there_is_still_one(place: Path) -> None:
    assert run(place, TMPDIR="/nonexistent").returncode == 1
