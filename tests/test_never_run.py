"""Harvested code is read, never run: hooks and a tracer watch every process over booby-trapped blocks."""

from __future__ import annotations

import html
import json
import os
import pickle
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
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
    elif event in ("os.system", "os.exec", "os.startfile", "pty.spawn", "pickle.find_class", "marshal.loads"):
        what = repr(args)
        say(event, what[:200]) if event in ("os.system", "os.exec", "pty.spawn") or "trapmark" in what else None

def say(kind, what):
    with open(LOG, "a", encoding="utf-8") as log:
        log.write(json.dumps([kind, what]) + "\\n")

sys.addaudithook(watch)
"""


class Trap:
    """What a pickle calls when it is loaded."""

    def __init__(self, sprung: str) -> None:
        self.sprung = sprung

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return os.system, (f"touch {self.sprung} trapmark",)


def traps(sprung: str) -> dict[str, str]:
    """A block for each way in which text could come to life; each would leave the file `sprung`."""
    touch = f"import pathlib\ntrapmark = pathlib.Path({sprung!r}).write_text('x')\n"
    prompts = touch.replace("import", ">>> import").replace("trapmark", ">>> trapmark")
    return {
        "python": f"{touch}def test_trapmark():\n    {touch.splitlines()[1]}\n",
        "py": f'def trapmark():\n    """\n    {prompts.replace(">>>", "    >>>")}    """\n',
        "pycon": prompts,
        "ipython": f"!touch {sprung}\n%run trapmark.py\ntrapmark = 1\n",
        "python pth": f"import os; trapmark = os.system('touch {sprung}')\n",
        "python conftest": f"{touch}\ndef pytest_configure(config):\n    trapmark.unlink()\n",
        "python broken": f"{touch}trapmark = (\n",
        "python old": f"print 'trapmark'\nexec 'import os; os.system(\"touch {sprung}\")'\n",
        "javascript": f"require('fs').writeFileSync({sprung!r}, 'trapmark')\n",
        "js broken": f"require('child_process').execSync('touch {sprung}') // trapmark\nlet trapmark = (\n",
        "typescript": f"import trapmark from 'fs'; trapmark.writeFileSync({sprung!r}, 'x')\n",
        "bash": f"touch {sprung}; trapmark=$(touch {sprung}); `touch {sprung}`\n",
        "bash broken": f"touch {sprung}\nif trapmark; $(touch {sprung})\n",
        "console": f"$ touch {sprung}\n$ trapmark\n",
        "json": f'{{"trapmark": "{sprung}",}}\n',
        "yaml": f"trapmark: !!python/object/apply:os.system ['touch {sprung}']\n",
        "toml": f"trapmark = '{sprung}'\n",
        "xml": f"<!DOCTYPE x [<!ENTITY trapmark SYSTEM 'file://{sprung}'>]><x>&trapmark;</x>\n",
        "html": f"<script>trapmark('{sprung}')</script>\n",
        "text": pickle.dumps(Trap(sprung), protocol=0).decode("ascii"),
    }


KINDS = ("html", "json", "jsonl", "sarif", "junit", "markdown", "github", "csv")
TOOLS = {"ruff", "oxlint", "shfmt", "shellcheck"}
ALLOWED = {*TOOLS, "python", "python3", Path(sys.executable).name}
CARELESS = ("--doctest-modules", "--doctest-glob=*", "-o", "python_files=*.py")
"""What a project of the user may have set for its own tests."""


@pytest.fixture
def watched(tmp_path: Path) -> dict[str, str]:
    (tmp_path / "hook").mkdir()
    (tmp_path / "hook" / "sitecustomize.py").write_text(HOOK, encoding="utf-8")
    place = os.pathsep.join((str(tmp_path / "hook"), os.environ.get("PYTHONPATH", "")))
    return {**os.environ, "PYTHONPATH": place, "TRAP_LOG": str(tmp_path / "log")}


def write_sources(place: Path) -> Path:
    """A page and two feeds full of traps; return the file that they would leave."""
    sprung = place / "sprung"
    set_traps = traps(str(sprung)).items()
    blocks = "".join(
        f"<h2>conftest.py</h2><pre><code class='language-{tag.partition(' ')[0]}'>{html.escape(trap)}</code></pre>"
        for tag, trap in set_traps
    )
    site = place / "site"
    site.mkdir()
    (site / "conftest.html").write_text(f"<title>conftest</title>{blocks}", encoding="utf-8")
    item = {"id": "trapmark", "title": "trapmark.py", "content_html": blocks.replace("trapmark", "trapmark2")}
    feed = {"version": "https://jsonfeed.org/version/1.1", "items": [item]}
    (site / "feed.json").write_text(json.dumps(feed), encoding="utf-8")
    rss = f"<rss version='2.0'><channel><item><title>setup.py</title><description>{html.escape(blocks)}</description>"
    (site / "feed.xml").write_text(f"{rss}</item></channel></rss>", encoding="utf-8")
    return sprung


def run(words: Sequence[str], place: Path, environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", *words],
        cwd=place,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=240,
    )


def logged(tmp_path: Path) -> list[list[str]]:
    log = tmp_path / "log"
    return [json.loads(line) for line in log.read_text(encoding="utf-8").splitlines()] if log.exists() else []


def alarms(tmp_path: Path) -> list[list[str]]:
    return [event for event in logged(tmp_path) if event[0] != "process" or event[1] not in ALLOWED]


def test_nothing_harvested_is_run(tmp_path: Path, watched: dict[str, str]) -> None:
    sprung = write_sources(tmp_path)
    reports = [word for kind in KINDS for word in ("--report", f"{kind}=r.{kind}")]
    for words in (["collect", "site"], ["check", *reports], ["run", "site", "--verbose"], ["run", "site"]):
        done = run(["harvest", *words], tmp_path, watched)
        assert done.returncode in {0, 1}, done.stderr
    assert len(list(tmp_path.glob("r.*"))) == len(KINDS)
    article = next((tmp_path / "snippets").glob("conftest-*"))
    for place, target in ((tmp_path, "snippets"), (article.parent, "."), (article, "."), (article, "01.py")):
        done = run(["pytest", target, "-p", "no:cacheprovider", *CARELESS], place, watched)
        assert done.returncode in {0, 1}, done.stdout
        assert re.search(r"\d+ (?:passed|failed)", done.stdout)
    assert not sprung.exists()
    assert alarms(tmp_path) == []
    assert {what for kind, what in logged(tmp_path) if kind == "process"} >= TOOLS - {"shellcheck"}


@pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not installed")
def test_no_process_starts_but_the_listed_tools(tmp_path: Path) -> None:
    sprung = write_sources(tmp_path)
    log = tmp_path / "strace"
    tracing = ["strace", "-f", "-qq", "-e", "trace=execve,execveat", "-o", str(log)]
    words = [*tracing, sys.executable, "-m", "harvest", "run", "site", "--quiet", "--fail-on", "never"]
    done = subprocess.run(words, cwd=tmp_path, capture_output=True, text=True, check=False, timeout=240)
    if "ptrace" in done.stderr:
        pytest.skip(f"nothing may be traced here: {done.stderr.strip()}")
    assert done.returncode == 0, done.stderr
    started = {Path(name).name for name in re.findall(r'exec\w*\("([^"]+)".* = 0$', log.read_text(), re.MULTILINE)}
    assert TOOLS - {"shellcheck"} <= started <= ALLOWED
    assert not sprung.exists()


SABOTAGES = {
    "exec": ("python", "exec(compile(code.text, code.language, 'exec'))"),
    "import": (
        "python",
        "sys.path.insert(0, '.'); open('trapmark.py', 'w').write(code.text); import trapmark",
    ),
    "doctest": ("pycon", "import doctest; doctest.run_docstring_examples(code.text, {})"),
    "shell": ("bash", "import subprocess; subprocess.run(['bash', '-c', code.text])"),
    "node": ("javascript", "import subprocess; subprocess.run(['node', '-e', code.text])"),
    "system": ("bash", "import os; os.system(code.text)"),
    "yaml": ("yaml", "import yaml; yaml.unsafe_load(code.text)"),
    "pickle": ("text", "import pickle; pickle.loads(code.text.encode())"),
}
"""What a checker must not do, and the trap on which it would do it."""


@pytest.mark.parametrize("name", SABOTAGES)
def test_the_hook_tells_of_each_sabotage(tmp_path: Path, watched: dict[str, str], name: str) -> None:
    """A copy of the program whose readers run what they read: all of it must come to light."""
    tag, deed = SABOTAGES[name]
    trap = traps(str(tmp_path / "sprung"))[tag].encode().decode()
    (tmp_path / "page.html").write_text(
        f"<title>t</title><pre><code class='language-{tag}'>{html.escape(trap)}</code></pre>", encoding="utf-8"
    )
    program = tmp_path / "program"
    shutil.copytree(Path(__file__).parents[1] / "harvest", program / "harvest")
    with (program / "harvest" / "readings.py").open("a", encoding="utf-8") as readings:
        readings.write(
            "\n\nimport sys\n_read = read_many\n\n\ndef read_many(codes):\n    for code in codes:\n"
            f"        try:\n            {deed}\n        except Exception:\n            pass\n    return _read(codes)\n"
        )
    place = os.pathsep.join((str(tmp_path / "hook"), str(program)))
    done = run(["harvest", "run", "page.html", "--fail-on", "never"], tmp_path, {**watched, "PYTHONPATH": place})
    assert done.returncode == 0, done.stderr
    assert alarms(tmp_path), logged(tmp_path)


def test_the_hook_tells_where_our_plug_in_is_switched_off(tmp_path: Path, watched: dict[str, str]) -> None:
    write_sources(tmp_path)
    run(["harvest", "collect", "site"], tmp_path, watched)
    assert alarms(tmp_path) == []
    run(["pytest", "snippets", "-p", "no:harvest", "-p", "no:cacheprovider", *CARELESS], tmp_path, watched)
    assert "exec" in {kind for kind, _ in alarms(tmp_path)}
