"""Foreign parsers run within limits: of time, of memory, of what they say; with nothing of ours around them."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from harvest import tools
from harvest.engine import Engine, Work
from harvest.errors import ToolError
from harvest.model import Code
from harvest.readings import read_many
from harvest.texts import folder_of

needs_limits = pytest.mark.skipif(sys.platform != "linux", reason="the system sets no limits of another process")
PYTHON = Path(sys.executable).name
WAITING = "import time; print('up', flush=True); time.sleep(600)"


def run(folder: Path, script: str, seconds: float = 20) -> tools.Finished:
    return tools.run([PYTHON, "-I", "-c", script], folder, seconds=seconds)


def test_a_tool_sees_an_empty_folder_and_hardly_any_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HARVEST_TEST_SECRET", "x")
    said = run(tmp_path, "import os; print(os.listdir(), 'HARVEST_TEST_SECRET' in os.environ, os.getcwd())").output
    assert said.decode().split() == ["[]", "False", str(tmp_path)]


def test_nothing_is_on_its_standard_input(tmp_path: Path) -> None:
    assert run(tmp_path, "import sys; print(repr(sys.stdin.read()))").output == b"''\n"


def test_one_that_says_too_much_is_not_listened_to(tmp_path: Path) -> None:
    flood = "import sys\nfor _ in range(80): sys.stdout.write('x' * 2**20)"
    try:
        finished = run(tmp_path, flood)
    except ToolError as error:
        assert "said more than" in str(error)  # noqa: PT017 - either is right: the system may end it first
    else:
        assert finished.status != 0
        assert len(finished.output) <= 64 * 2**20


@needs_limits
def test_one_that_takes_too_much_memory_fails_alone(tmp_path: Path) -> None:
    script = "import time; time.sleep(0.3)\ntry: bytearray(5 * 1024**3)\nexcept MemoryError: print('refused')"
    assert run(tmp_path, script).output == b"refused\n"


def test_one_that_takes_too_long_is_ended(tmp_path: Path) -> None:
    started = time.monotonic()
    with pytest.raises(ToolError, match=r"took more than 0\.5 s"):
        run(tmp_path, WAITING, seconds=0.5)
    assert time.monotonic() - started < 10


DYING = """#!/bin/sh
grep -rq KILLER . && kill -SEGV $$
exec {tool} "$@"
"""


@pytest.mark.skipif(sys.platform == "win32", reason="the script is POSIX's")
@pytest.mark.parametrize(
    ("tool", "language", "text", "reason"),
    [
        ("ruff", "python", "total = (  # KILLER\n", "the second parser gave no answer"),
        ("oxlint", "javascript", "let KILLER = (\n", "the second parser gave no answer"),
        ("oxlint", "typescript", "let KILLER = (\n", "the parser ended without a word"),
        ("shfmt", "shell", "if true # KILLER\n", "the parser died of it"),
        ("shellcheck", "shell", "if true # KILLER\n", ""),
    ],
)
def test_a_tool_that_dies_of_one_block_loses_no_other(  # noqa: PLR0913, PLR0917 - a case and two fixtures
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tool: str, language: str, text: str, reason: str
) -> None:
    dying, locate = tmp_path / tool, tools.locate
    dying.write_text(DYING.format(tool=locate(tool)), encoding="utf-8")
    dying.chmod(0o755)
    monkeypatch.setattr(tools, "locate", lambda name: str(dying) if name == tool else locate(name))
    sound = Code(text.replace("KILLER", "other"), language)
    before, killer, after = read_many([sound, Code(text, language), sound])
    assert before == after
    assert before.findings
    assert not killer.findings
    assert reason in (killer.reason or "")


def hang(folders: list[str]) -> list[str]:
    """Start a tool that never ends, as a reader would."""
    return [
        str(run(Path(folder), f"import os; open('pid', 'w').write(str(os.getpid())); {WAITING}")) for folder in folders
    ]


def reason(why: str) -> str:
    return why


@pytest.mark.skipif(sys.platform == "win32", reason="groups of processes are POSIX's")
def test_a_reader_that_is_ended_takes_its_tool_along(tmp_path: Path) -> None:
    with Engine(1, 3) as engine:
        assert list(engine.map(Work(hang, reason), [[str(tmp_path)]])) == [["took more than 3 s"]]
    assert wait_for(lambda: not alive(int((tmp_path / "pid").read_text(encoding="utf-8"))))


def test_what_an_ended_reader_wrote_is_gone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = tmp_path / "scratch"
    place.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(place))
    with Engine(1, 3) as engine:
        assert list(engine.map(Work(hoard, reason), [["x"]])) == [["took more than 3 s"]]
    assert list(place.iterdir()) == []


def hoard(names: list[str]) -> list[str]:
    """Write, and never come to the end of the folder."""
    with folder_of(dict.fromkeys(names, "text")):
        time.sleep(600)
    return names


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    stat = Path(f"/proc/{pid}/stat")
    return not stat.exists() or stat.read_text(encoding="utf-8").split(") ")[-1][0] != "Z"


def wait_for(condition: Callable[[], bool]) -> bool:
    until = time.monotonic() + 10
    while not condition() and time.monotonic() < until:
        time.sleep(0.05)
    return condition()


@pytest.mark.skipif(sys.platform == "win32", reason="signals are POSIX's")
def test_when_the_run_is_killed_its_readers_end() -> None:
    script = (
        "import multiprocessing, time\nfrom harvest.worker import Worker\n"
        "worker = Worker()\nworker.answer()\n"
        "print(multiprocessing.active_children()[0].pid, flush=True)\ntime.sleep(600)\n"
    )
    with subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE) as running:
        assert running.stdout is not None
        reader = int(running.stdout.readline())
        assert alive(reader)
        running.send_signal(signal.SIGKILL)
    assert wait_for(lambda: not alive(reader))
