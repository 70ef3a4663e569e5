"""Rules of the house that a reader cannot see at a glance, kept by reading the source."""

from __future__ import annotations

import ast
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from harvest.checkers import CHECKERS
from harvest.extract import EXTRACTORS
from harvest.reports import REPORTS
from harvest.sources import SOURCES

ROOT = Path(__file__).resolve().parents[1]
MODULES = sorted((ROOT / "harvest").rglob("*.py"))

LEVELS = [
    {"harvest.__main__"},
    {"harvest.cli"},
    {"harvest.commands", "harvest.pytest_plugin"},
    {"harvest.pipeline", "harvest.runner", "harvest.runs", "harvest.rules"},
    {"harvest.following"},
    {"harvest.work", "harvest.once"},
    {"harvest.engine", "harvest.resolve", "harvest.select", "harvest.notify"},
    {"harvest.worker", "harvest.habits"},
    {"harvest.readings", "harvest.baseline", "harvest.context", "harvest.config_file", "harvest.parsing"},
    {"harvest.config_mistakes"},
    {"harvest.sources", "harvest.extract", "harvest.checkers", "harvest.reports", "harvest.store", "harvest.history"},
    {"harvest.config"},
    {"harvest.languages", "harvest.fetch", "harvest.tools", "harvest.texts", "harvest.intent", "harvest.cache"},
    {"harvest.names", "harvest.notices", "harvest.identity", "harvest.logs", "harvest.yaml_file", "harvest.versions"},
    {"harvest.model", "harvest.errors", "harvest.nouns", "harvest.batches", "harvest"},
]
"""From the top of the house down: a module imports from its own room, or from lower floors."""

TOP = {
    *(".ci", ".gitignore", "CHANGELOG.md", "CONTRIBUTING.md", "LICENSE", "README.md", "config.yaml", "mkdocs.yml"),
    *("pyproject.toml", "benchmarks", "docs", "examples", "harvest", "snippets", "tests"),
}

REGISTRIES: tuple[dict[str, Any], ...] = (CHECKERS, EXTRACTORS, REPORTS, SOURCES)


def name_of(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def room_of(module: str) -> str:
    return ".".join(module.split(".")[:2])


def level_of(module: str) -> int:
    found = [number for number, rooms in enumerate(LEVELS) if room_of(module) in rooms]
    assert found, f"{module} has no floor in LEVELS"
    return found[0]


def imports_of(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            names = [f"{node.module}.{alias.name}" for alias in node.names]
            yield from (name if is_module(name) else node.module for name in names)


def is_module(name: str) -> bool:
    path = ROOT.joinpath(*name.split("."))
    return name.startswith("harvest.") and (path.with_suffix(".py").is_file() or path.is_dir())


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_imports_point_only_downwards(path: Path) -> None:
    module = name_of(path)
    ours = (name for name in imports_of(path) if name.split(".")[0] == "harvest" and name != "harvest")
    wrong = [name for name in ours if room_of(name) != room_of(module) and level_of(name) <= level_of(module)]
    assert not wrong


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_plug_in_imports_no_other_and_no_registry(path: Path) -> None:
    """What two plug-ins need stands in a companion, a module of their room that is in no registry."""
    room, module = room_of(name_of(path)), name_of(path)
    plug_ins = {plug_in.__name__ for registry in REGISTRIES for plug_in in registry.values()}
    if module in plug_ins or module.count(".") > 1:
        others = {name for name in imports_of(path) if name in plug_ins and name != module}
        assert not {name for name in others if room_of(name) == room}
        assert room not in set(imports_of(path))


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_processes_start_only_in_tools_and_sockets_open_only_in_fetch(path: Path) -> None:
    room = room_of(name_of(path))
    imported = {name.split(".")[0] for name in imports_of(path)}
    if room not in {"harvest.tools", "harvest.engine", "harvest.worker"}:
        assert not imported & {"subprocess", "multiprocessing", "pty"}
    if room not in {"harvest.fetch", "harvest.notify"}:
        assert not imported & {"socket", "httpx2", "httpcore2", "hishel", "http", "smtplib", "ssl", "asyncio"}


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_foreign_text_is_never_evaluated(path: Path) -> None:
    calls = (n for n in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(n, ast.Call))
    named = {c.func.id for c in calls if isinstance(c.func, ast.Name)}
    assert not named & {"eval", "exec", "__import__", "print"}


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_each_file_says_in_one_line_what_it_is_for(path: Path) -> None:
    doc = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    assert doc
    assert len(doc.splitlines()[0]) > 15


def test_the_repository_holds_nothing_that_fell_in() -> None:
    git = shutil.which("git")
    if git is None or not (ROOT / ".git").exists():
        pytest.skip("not a clone")
    listed = subprocess.run([git, "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True)
    top = {line.split("/")[0] for line in listed.stdout.splitlines()}
    assert top == TOP
