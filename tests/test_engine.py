"""Foreign text is parsed in processes: one that hangs or dies costs its item only."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterable
from pathlib import Path

import pytest

from harvest.engine import Engine, Work
from harvest.model import Code, Document, Reading
from harvest.work import PARSING, READING, Asked
from harvest.worker import Worker

SOUND = Code("x = 1\nprint(x)\n", "python")
BROKEN = Code("print(total\n", "python")


def read(chunks: Iterable[list[Code]], jobs: int = 2, seconds: float = 30) -> list[list[Reading]]:
    with Engine(jobs, seconds) as engine:
        return list(engine.map(READING, chunks))


def test_readings_come_in_the_order_of_the_chunks() -> None:
    found = read([[SOUND, BROKEN], [], [BROKEN], [SOUND]])
    assert [[bool(reading.findings) for reading in readings] for readings in found] == [
        [False, True],
        [],
        [True],
        [False],
    ]


def test_any_number_of_processes_gives_the_same() -> None:
    chunks = [[Code(f"x = {n}\nprint(y{n})\n", "python") for n in range(5)] for _ in range(6)]
    assert read(chunks, jobs=1) == read(chunks, jobs=3)


def test_a_block_that_takes_too_long_says_so() -> None:
    slow = Code("[" + "1," * 100_000 + "]", "javascript")
    [[reading]] = read([[slow]], seconds=0.01)
    assert reading.reason == "took more than 0.01 s"


@pytest.mark.parametrize("entry", ["<pre>a<br>b</pre>" * 50_000, "<rss><channel><item/>" + "<item>x</item>" * 50_000])
def test_a_document_that_takes_too_long_says_so(entry: str) -> None:
    page = Document("s", "https://a.example", None, entry.encode())
    with Engine(1, 0.001) as engine:
        [[parsed]] = engine.map(PARSING, [[Asked(document=page)]])
    assert parsed.reason == "took more than 0.01 s"


def work_for(seconds: list[float]) -> list[float]:
    """Keep a processor busy for so long, on the first one that we may have."""
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    for each in seconds:
        until = time.process_time() + each
        while time.process_time() < until:
            pass
    return seconds


def never(_: str) -> float:
    return -1.0


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere nobody tells how long a process was on a processor")
def test_a_busy_machine_is_no_fault_of_a_text() -> None:
    crowd = "import os\nos.sched_setaffinity(0, {min(os.sched_getaffinity(0))})\nwhile True: pass"
    others = [subprocess.Popen([sys.executable, "-c", crowd]) for _ in range(2)]
    try:
        with Engine(1, 1.5) as engine:  # the import of this file included
            started = time.monotonic()
            assert list(engine.map(Work(work_for, never), [[0.9]])) == [[0.9]]
            assert time.monotonic() - started > 1.5
    finally:
        for other in others:
            other.kill()
            other.wait()


@pytest.mark.skipif(sys.platform == "win32", reason="signals are POSIX's")
def test_a_process_that_dies_loses_nothing() -> None:
    chunks = [[Code(f"total = {n}\nprint(total)\n", "python") for n in range(200)] for _ in range(12)]
    killed: list[object] = []

    def kill_one() -> None:
        while not killed:
            for child in multiprocessing.active_children():
                os.kill(child.pid or 0, signal.SIGKILL)
                killed.append(child)
                return
            time.sleep(0.005)

    killer = threading.Thread(target=kill_one)
    killer.start()
    found = read(chunks)
    killer.join()
    assert killed
    assert [len(readings) for readings in found] == [200] * 12
    assert all(reading.reason is None for readings in found for reading in readings)


def test_work_within_work_shares_the_processes() -> None:
    with Engine(1, 30) as engine:

        def chunks() -> Iterable[list[Code]]:
            for code in (SOUND, BROKEN):
                [[within]] = engine.map(READING, [[code]])
                yield [code, SOUND] if within.findings else [code]

        assert [len(readings) for readings in engine.map(READING, chunks())] == [1, 2]


def test_nothing_to_read_starts_no_process() -> None:
    assert read([[], []]) == [[], []]
    assert not multiprocessing.active_children()


@pytest.mark.skipif(sys.platform == "win32", reason="signals are POSIX's")
def test_a_process_that_nobody_has_heard_of_leaves_no_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    worker = Worker()
    try:
        until = time.monotonic() + 60
        while not any(tmp_path.iterdir()):
            assert time.monotonic() < until
            time.sleep(0.01)
        for process in multiprocessing.active_children():
            process.terminate()  # as Python does at its end
            process.join()
        assert list(tmp_path.iterdir()) == []
    finally:
        worker.end()
