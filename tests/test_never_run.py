"""Harvested code is read, never run: an audit hook watches every process of a whole run over booby-trapped blocks."""

from __future__ import annotations

import html
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

HOOK = """
import json, os, sys

LOG = os.environ["TRAP_LOG"]

def watch(event, args):
    if event == "exec" and "trapmark" in repr((args[0].co_names, args[0].co_consts)):
        say("exec", args[0].co_filename)
    elif event == "import" and "trapmark" in str(args[0]):
        say("import", args[0])
    elif event in ("subprocess.Popen", "os.posix_spawn"):
        say("process", os.path.basename(str(args[0])))
    elif event in ("os.system", "os.exec", "os.startfile", "pty.spawn", "pickle.find_class"):
        say(event, str(args[0])) if event != "pickle.find_class" or "trapmark" in repr(args) else None

def say(kind, what):
    with open(LOG, "a", encoding="utf-8") as log:
        log.write(json.dumps([kind, what]) + "\\n")

sys.addaudithook(watch)
"""

TRAPS = {
    "python": "import pathlib\ntrapmark = pathlib.Path({sprung!r}).write_text('x')\n",
    "pycon": ">>> import pathlib\n>>> trapmark = pathlib.Path({sprung!r}).write_text('x')\n",
    "ipython": "!touch {sprung}\n%run trapmark.py\ntrapmark = 1\n",
    "javascript": "require('fs').writeFileSync({sprung!r}, 'trapmark')\n",
    "typescript": "import trapmark from 'fs'; trapmark.writeFileSync({sprung!r}, 'x')\n",
    "bash": "touch {sprung}; trapmark=$(touch {sprung}); `touch {sprung}`\n",
    "console": "$ touch {sprung}\n$ trapmark\n",
    "json": '{{"trapmark": "{sprung}",}}\n',
    "yaml": "trapmark: !!python/object/apply:os.system ['touch {sprung}']\n",
    "toml": "trapmark = '{sprung}'\n",
    "xml": "<!DOCTYPE x [<!ENTITY trapmark SYSTEM 'file://{sprung}'>]><x>&trapmark;</x>\n",
    "html": "<script>trapmark('{sprung}')</script>\n",
    "text": "import trapmark; {sprung}\n",
}
ALLOWED = {"ruff", "oxlint", "shfmt", "shellcheck", "python", "python3", Path(sys.executable).name}


@pytest.fixture
def watched(tmp_path: Path) -> dict[str, str]:
    (tmp_path / "hook").mkdir()
    (tmp_path / "hook" / "sitecustomize.py").write_text(HOOK, encoding="utf-8")
    return {**os.environ, "PYTHONPATH": str(tmp_path / "hook"), "TRAP_LOG": str(tmp_path / "log")}


def page(sprung: Path) -> str:
    set_traps = {tag: html.escape(trap.format(sprung=str(sprung))) for tag, trap in TRAPS.items()}
    blocks = (
        f"<h2>conftest.py</h2><pre><code class='language-{tag}'>{trap}</code></pre>" for tag, trap in set_traps.items()
    )
    return f"<title>conftest</title>{''.join(blocks)}"


def logged(tmp_path: Path) -> list[list[str]]:
    log = tmp_path / "log"
    return [json.loads(line) for line in log.read_text(encoding="utf-8").splitlines()] if log.exists() else []


def test_nothing_harvested_is_run(tmp_path: Path, watched: dict[str, str]) -> None:
    sprung = tmp_path / "sprung"
    (tmp_path / "page.html").write_text(page(sprung), encoding="utf-8")
    for words in (
        ["-m", "harvest", "run", "page.html", "--report", "json=r.json", "--fail-on", "never"],
        ["-m", "pytest", "snippets", "-p", "no:cacheprovider", "--doctest-modules", "-o", "python_files=*.py"],
    ):
        done = subprocess.run(
            [sys.executable, *words],
            cwd=tmp_path,
            env=watched,
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )
        assert done.returncode in {0, 1}, done.stderr
    events = logged(tmp_path)
    assert not sprung.exists()
    assert [event for event in events if event[0] != "process"] == []
    assert {what for kind, what in events if kind == "process"} <= ALLOWED
    assert {"ruff", "oxlint", "shfmt"} & {what for kind, what in events if kind == "process"}


def test_the_hook_would_have_told(tmp_path: Path, watched: dict[str, str]) -> None:
    script = tmp_path / "trapmark.py"
    script.write_text("trapmark = 1\n", encoding="utf-8")
    subprocess.run([sys.executable, "-c", "import trapmark"], cwd=tmp_path, env=watched, check=True)
    assert ["exec", str(script)] in logged(tmp_path)
