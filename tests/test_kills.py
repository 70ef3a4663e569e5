"""A run may be killed at any moment: the last whole harvest is intact, the next run succeeds, nothing strays."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from harvest import store

KILLS = int(os.environ.get("HARVEST_TEST_KILLS", "12"))
"""A gate's worth; a few hundred by hand."""

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals are POSIX's")


def page(number: int, version: int) -> str:
    blocks = "".join(f"<pre><code class='language-python'>x = {version}\ny = {n}\n</code></pre>" for n in range(20))
    return f"<title>Page {number}</title><h1>{number}</h1>{blocks}"


def write_site(folder: Path, version: int) -> None:
    folder.mkdir(exist_ok=True)
    for number in range(25):
        (folder / f"{number}.html").write_text(page(number, version), encoding="utf-8")


def start(place: Path) -> subprocess.Popen[bytes]:
    words = [sys.executable, "-m", "harvest", "collect", "site", "--quiet"]
    return subprocess.Popen(words, cwd=place, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def versions_of(place: Path) -> set[str]:
    """The versions of the site that the manifest's files show, all read and trusted."""
    return {snippet.text.splitlines()[0] for snippet in store.read(place / "snippets")}


def strays(folder: Path) -> set[str]:
    listed = {snippet.path for snippet in store.read(folder)} | {"manifest.jsonl", ".harvest.lock"}
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()} - listed


def test_killed_at_random_moments(tmp_path: Path) -> None:
    pick = random.Random(5)  # noqa: S311 - the same moments every time
    write_site(tmp_path / "site", 0)
    started = time.perf_counter()
    assert start(tmp_path).wait() == 0
    whole = time.perf_counter() - started
    for version in range(1, KILLS + 1):
        before = versions_of(tmp_path)
        write_site(tmp_path / "site", version)
        running = start(tmp_path)
        time.sleep(pick.uniform(0.3, 1.1) * whole)
        running.send_signal(pick.choice([signal.SIGKILL, signal.SIGKILL, signal.SIGTERM, signal.SIGINT]))
        running.wait()
        assert versions_of(tmp_path) in (before, {f"x = {version}"})
    assert start(tmp_path).wait() == 0
    assert versions_of(tmp_path) == {f"x = {KILLS}"}
    assert strays(tmp_path / "snippets") == set()


@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupted_run_says_130(tmp_path: Path, ending: signal.Signals) -> None:
    words = [sys.executable, "-m", "harvest", "run", "-"]
    running = subprocess.Popen(words, cwd=tmp_path, stdin=subprocess.PIPE, stderr=subprocess.PIPE)
    until = time.monotonic() + 30
    while not (tmp_path / "snippets" / ".harvest.lock").exists() and time.monotonic() < until:
        time.sleep(0.05)
    running.send_signal(ending)
    _, errors = running.communicate()
    assert running.returncode == 130
    assert b"Traceback" not in errors
    assert strays_after(tmp_path / "snippets") == {".harvest.lock"}


def strays_after(folder: Path) -> set[str]:
    return {path.name for path in folder.rglob("*")}
