"""A run may be killed at any moment: the last whole harvest is intact, the next run succeeds, nothing strays."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
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


def start(place: Path, command: str = "run") -> subprocess.Popen[bytes]:
    """Start a command in a group of its own, as a shell does."""
    words = [sys.executable, "-m", "harvest", command, "site", "--quiet"]
    scratch = place / "scratch"
    scratch.mkdir(exist_ok=True)
    return subprocess.Popen(
        words,
        cwd=place,
        env={**os.environ, "TMPDIR": str(scratch)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def versions_of(place: Path) -> set[str]:
    """The versions of the site that the manifest's files show, all read and trusted."""
    return {snippet.text.splitlines()[0] for snippet in store.read(place / "snippets")}


def strays(folder: Path) -> set[str]:
    listed = {snippet.path for snippet in store.read(folder)} | {"manifest.jsonl", ".harvest.lock"}
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()} - listed


def left_running(place: Path) -> list[str]:
    """The processes that still work there, after a moment in which they may end."""
    until = time.monotonic() + 20
    while (found := [p for p in processes() if p.info["cwd"] == str(place)]) and time.monotonic() < until:
        time.sleep(0.1)
    return [str(process) for process in found]


def processes() -> list[psutil.Process]:
    return [process for process in psutil.process_iter(["cwd"]) if process.pid != os.getpid()]


def test_killed_at_random_moments(tmp_path: Path) -> None:
    pick = random.Random(5)  # noqa: S311 - the same moments every time
    write_site(tmp_path / "site", 0)
    started = time.perf_counter()
    assert start(tmp_path).wait() == 0
    whole = time.perf_counter() - started
    for version in range(1, KILLS + 1):
        before = versions_of(tmp_path)
        write_site(tmp_path / "site", version)
        running = start(tmp_path, pick.choice(["run", "collect"]))
        time.sleep(pick.uniform(0.2, 1.1) * whole)
        ending = pick.choice([signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
        running.send_signal(ending)
        status = running.wait(60)
        assert versions_of(tmp_path) in (before, {f"x = {version}"})
        assert status in {0, 130, -ending, -signal.SIGINT}  # the last: while Python itself was ending
    assert start(tmp_path).wait() == 0
    assert versions_of(tmp_path) == {f"x = {KILLS}"}
    assert strays(tmp_path / "snippets") == set()
    assert left_running(tmp_path) == []
    # ours only: Python itself tries a temporary folder out with a file that it removes at once
    assert list((tmp_path / "scratch").glob("harvest-*")) == []


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
