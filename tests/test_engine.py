"""Readers are processes: one that hangs or dies costs its block only."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
import time

import pytest

from harvest.engine import read
from harvest.model import Code

SOUND = Code("x = 1\nprint(x)\n", "python")
BROKEN = Code("print(total\n", "python")


def test_readings_come_in_the_order_of_the_chunks() -> None:
    chunks = [[SOUND, BROKEN], [], [BROKEN], [SOUND]]
    found = [[bool(r.findings) for r in readings] for readings in read(chunks, 2, 30)]
    assert found == [[False, True], [], [True], [False]]


def test_any_number_of_processes_gives_the_same() -> None:
    chunks = [[Code(f"x = {n}\nprint(y{n})\n", "python") for n in range(5)] for _ in range(6)]
    assert list(read(chunks, 1, 30)) == list(read(chunks, 3, 30))


def test_a_block_that_takes_too_long_says_so() -> None:
    slow = Code("[" + "1," * 100_000 + "]", "javascript")
    ((reading,),) = read([[slow]], 1, 0.01)
    assert reading.reason == "took more than 0.01 s to read"


@pytest.mark.skipif(sys.platform == "win32", reason="signals are POSIX's")
def test_a_reader_that_dies_loses_nothing() -> None:
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
    found = list(read(chunks, 2, 30))
    killer.join()
    assert killed
    assert [len(readings) for readings in found] == [200] * 12
    assert all(reading.reason is None for readings in found for reading in readings)


def test_nothing_to_read_starts_no_process() -> None:
    assert list(read([[], []], 2, 30)) == [[], []]
    assert not multiprocessing.active_children()
