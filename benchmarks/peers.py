"""The same published blocks by what people use today, each in its best way and its own environment.

    python benchmarks/peers.py [FOLDER OF PAGES]     (default: the corpora beside the project, else a generated site)

Prints, for Python and for JavaScript: seconds, blocks/s and how many blocks each flags. The peers are handed clean
files, one a block; `harvest run` starts from pages that hold them. A flag is no mistake found: what a
block takes from an earlier one of its article is undefined to all but the last row, unused imports count in the others,
and pytest-examples adds ruff's default rules to those that it is given. Needs network to install the peers.
"""

from __future__ import annotations

import html
import json
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from itertools import groupby
from pathlib import Path
from shutil import which
from typing import NamedTuple

import site_of_articles as site

from harvest import store
from harvest.model import Snippet
from harvest.tools import locate

CORES = "2"
MOST = 500
"""Blocks of each language."""
PAGES = Path(__file__).resolve().parents[2] / "shared" / "corpora" / "articles" / "pages"
SUFFIXES = {"python": "py", "javascript": "js"}
LINT = """
import pytest
from pytest_examples import CodeExample, EvalExample, find_examples

@pytest.mark.parametrize("example", find_examples("."), ids=str)
def test_lint(example: CodeExample, eval_example: EvalExample):
    eval_example.set_config(ruff_select=["F", "E9"])
    eval_example.lint_ruff(example)
"""
ESLINT = """
import markdown from "@eslint/markdown";
import globals from "globals";
export default [
  { plugins: { markdown } },
  { files: ["**/*.md"], processor: "markdown/markdown" },
  { files: ["**/*.js"], rules: { "no-undef": "error" },
    languageOptions: {
      parserOptions: { ecmaFeatures: { jsx: true } },
      globals: { ...globals.browser, ...globals.node, ...globals.commonjs, ...globals.jest, ...globals.jquery },
    } },
];
"""
OXLINT = """{"plugins": [], "categories": {"correctness": "off"}, "rules": {"no-undef": "error"},
 "env": {"builtin": true, "browser": true, "node": true, "commonjs": true, "jest": true, "jquery": true}}"""


class Peer(NamedTuple):
    """Somebody to compare with: how it is called, and how many blocks its output flags."""

    name: str
    words: list[str]
    flagged: Callable[[str], int]


def main() -> None:
    """Install the peers, then time each once, one after the other."""
    with tempfile.TemporaryDirectory(prefix="harvest-peers-") as name:
        place = Path(name)
        blocks = published(place)
        for language in SUFFIXES:
            chosen = [snippet for snippet in blocks if snippet.language == language][:MOST]
            folder = place / language
            write(folder, chosen, language)
            print(f"\n{len(chosen)} blocks of {language}\n{'':28}{'seconds':>9}{'blocks/s':>10}{'flagged':>9}")
            for peer in (pythons(place) if language == "python" else javascripts(place)) + [ours(place, language)]:
                measure(peer, folder, len(chosen))


def published(place: Path) -> list[Snippet]:
    """Blocks as they were published, each text once; our own articles where there are no others."""
    pages = Path(sys.argv[1]) if len(sys.argv) > 1 else PAGES
    if not pages.is_dir():
        pages = place / "pages"
        site.write(pages, 300)
    words = [sys.executable, "-m", "harvest", "collect", str(pages.absolute()), "--quiet"]
    subprocess.run(words, cwd=place, check=False, stderr=subprocess.DEVNULL)
    return list({snippet.digest: snippet for snippet in store.read(place / "snippets")}.values())


def write(folder: Path, blocks: list[Snippet], language: str) -> None:
    """The same blocks as files, as Markdown and as pages, one an article."""
    for kind in ("files", "markdown", "pages"):
        (folder / kind).mkdir(parents=True)
    for number, block in enumerate(blocks):
        text = block.text.encode("utf-8", "replace").decode()
        (folder / "files" / f"{number:04}.{SUFFIXES[language]}").write_text(text, encoding="utf-8")
        fence = "`" * (max(map(len, re.findall("`+", text)), default=2) + 1)
        fence = fence if len(fence) > 2 else "```"
        markdown = f"{fence}{language}\n{text.rstrip()}\n{fence}\n"
        (folder / "markdown" / f"{number:04}.md").write_text(markdown, encoding="utf-8")
    for number, (_, article) in enumerate(groupby(blocks, key=lambda block: block.provenance.article_url)):
        body = "".join(
            f'<pre><code class="language-{language}">{html.escape(block.text)}</code></pre>' for block in article
        )
        (folder / "pages" / f"{number:04}.html").write_text(f"<title>{number}</title>{body}", encoding="utf-8")
    (folder / "markdown" / "test_lint.py").write_text(LINT, encoding="utf-8")
    (folder / "markdown" / "eslint.config.mjs").write_text(ESLINT, encoding="utf-8")
    (folder / "files" / ".oxlintrc.json").write_text(OXLINT, encoding="utf-8")


def pythons(place: Path) -> list[Peer]:
    """The peers for Python, each in a virtual environment of its own."""
    doccmd = environment(place / "doccmd", "doccmd", "pyflakes")
    examples = environment(place / "examples", "pytest-examples")
    pyflakes = environment(place / "pyflakes", "pyflakes")
    together = ["--example-workers", CORES, "--document-workers", CORES]
    command = [
        *("-l", "python", "-c", f"{doccmd}/python -m pyflakes", "--continue-on-error", "--no-pad-file"),
        *("--no-write-to-file", *together),
    ]
    return [
        Peer("doccmd + pyflakes", [f"{doccmd}/doccmd", *command, "markdown"], files_named(r"doccmd__(\d{4})")),
        Peer(
            "pytest-examples, ruff",
            [f"{examples}/python", "-m", "pytest", "-q", "--tb=no", "--rootdir=markdown", "markdown"],
            lambda said: int((re.findall(r"(\d+) failed", said) or ["0"])[0]),
        ),
        Peer("pyflakes over files", [f"{pyflakes}/pyflakes", "files"], files_named(r"(\d{4})\.py:")),
        Peer(
            "ruff over files",
            [locate("ruff"), "check", "--isolated", "--no-cache", "--select=F,E9", "--output-format=concise", "files"],
            files_named(r"(\d{4})\.py:"),
        ),
    ]


def javascripts(place: Path) -> list[Peer]:
    """The peers for JavaScript; those that need Node only where it is."""
    words = [locate("oxlint"), "-c", "files/.oxlintrc.json", "-f", "unix", "files"]
    peers = [Peer("oxlint over files", words, files_named(r"(\d{4})\.js:"))]
    if which("npm") is None:
        print("Node is not here: no ESLint")
        return peers
    folder = place / "javascript" / "markdown"
    words = [str(which("npm")), *"install --silent --no-audit --no-fund eslint @eslint/markdown globals".split()]
    subprocess.run(words, cwd=folder, check=True)
    bare = ["node", "markdown/node_modules/eslint/bin/eslint.js", "-f", "json", "-c", "markdown/eslint.config.mjs"]
    return [Peer("@eslint/markdown", [*bare, "markdown"], eslint_flagged), *peers]


def environment(folder: Path, *packages: str) -> Path:
    """A virtual environment with the packages; returns its folder of programs."""
    subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
    subprocess.run([str(folder / "bin" / "pip"), "install", "-qq", *packages], check=True)
    return folder / "bin"


def ours(place: Path, language: str) -> Peer:
    """`harvest run`, from pages to a report, with nothing remembered."""
    report = place / f"{language}.json"
    words = ["run", "pages", "--quiet", "--jobs", CORES, "--report", f"json={report}"]
    return Peer(
        "harvest run, from pages",
        [sys.executable, "-m", "harvest", *words],
        lambda _: int(json.loads(report.read_bytes())["summary"]["failed"]),
    )


def files_named(pattern: str) -> Callable[[str], int]:
    """How many files an output names."""
    return lambda said: len(set(re.findall(pattern, said)))


def eslint_flagged(said: str) -> int:
    """How many files have a message."""
    return sum(bool(file["messages"]) for file in json.loads(said[said.index("[") :]))


def measure(peer: Peer, folder: Path, blocks: int) -> None:
    """Run one and print its row."""
    started = time.perf_counter()
    done = subprocess.run(peer.words, cwd=folder, capture_output=True, check=False)
    seconds = time.perf_counter() - started
    said = (done.stdout + done.stderr).decode("utf-8", "replace") if "eslint" not in peer.name else done.stdout.decode()
    try:
        flagged = str(peer.flagged(said))
    except ValueError:
        flagged = f"failed: {said.strip()[-200:]}"
    print(f"{peer.name:28}{seconds:9.2f}{blocks / seconds:10.0f}{flagged:>9}", flush=True)


if __name__ == "__main__":
    main()
