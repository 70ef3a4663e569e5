"""`pytest snippets/`: one item a snippet, read as text by the checkers; no harvested file is ever imported or run."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from harvest.config import Config
    from harvest.model import Judged

MANIFEST = "manifest.jsonl"  # not from harvest.store: every pytest run on the machine loads this module


_UNHARVESTED = pytest.StashKey[list[Path]]()


class Broken(Exception):  # noqa: N818 - it is a finding, not an error of ours
    """Raised for a snippet that fails."""


class Harvested(pytest.Directory):
    """A folder that a harvest wrote: its items come from the manifest, whatever files lie in it."""

    def collect(self) -> Iterable[pytest.Item | pytest.Collector]:
        """Yield one folder for each article."""
        rows: dict[str, list[Judged]] = {}
        for row in _judged(self.path, self.config):
            _register(row.snippet.language, self.config)
            rows.setdefault(row.snippet.path.partition("/")[0], []).append(row)
        for name, found in rows.items():
            yield ArticleFolder.from_parent(self, path=self.path / name, rows=found)


class ArticleFolder(pytest.Directory):
    """The blocks of one article."""

    def __init__(self, *, rows: list[Judged], **words: Any) -> None:
        super().__init__(**words)
        self._rows = rows

    def collect(self) -> Iterable[pytest.Item | pytest.Collector]:
        """Yield one item for each snippet."""
        for row in self._rows:
            yield SnippetItem.from_parent(self, name=Path(row.snippet.path).name, row=row)


class SnippetItem(pytest.Item):
    """One snippet."""

    def __init__(self, *, row: Judged, **words: Any) -> None:
        super().__init__(nodeid=f"{words['parent'].nodeid}/{words['name']}", **words)
        self.path = self.path / self.name
        self._row = row
        self.add_marker(row.snippet.language)
        if row.result.outcome == "skipped":
            self.add_marker(pytest.mark.skip(reason=row.result.reason or ""))

    def runtest(self) -> None:
        """Fail what is at or above the bar, and what could not be read."""
        if self._row.result.outcome != "passed":
            raise Broken

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> str:
        """Show the code frames, and where the block was published."""
        if not isinstance(excinfo.value, Broken):
            return str(super().repr_failure(excinfo, style))
        from harvest.reports.terminal import block_lines

        return "\n".join(block_lines(self._row))

    def reportinfo(self) -> tuple[Path, int | None, str]:
        """Where the first finding is."""
        findings = self._row.result.findings
        line = findings[0].line - 1 if findings else 0
        return self.path, line, f"{self.nodeid}, block {self._row.snippet.provenance.index + 1}"


def _judged(folder: Path, config: pytest.Config) -> Iterator[Judged]:
    from harvest import baseline, store
    from harvest.engine import Engine
    from harvest.errors import HarvestError
    from harvest.runner import check
    from harvest.select import Selection

    try:
        base, ours = _config(folder, config)
        state = base / ours.state
        selection = Selection(ours, baseline.read(base / ours.baseline))
        with Engine(ours.jobs, ours.limits.read_seconds) as engine:
            rows = check(store.read(folder), ours, engine, state if state.is_dir() else None, selection)
            yield from (row for row in rows if row.snippet.duplicate_of is None)
    except HarvestError as error:
        raise pytest.Collector.CollectError(str(error)) from None


def _register(language: str, config: pytest.Config) -> None:
    """Make a language known as a marker, so that `-m python` works under --strict-markers too."""
    if not any(line.startswith(f"{language}:") for line in config.getini("markers")):
        config.addinivalue_line("markers", f"{language}: harvested {language} blocks")


def _config(folder: Path, config: pytest.Config) -> tuple[Path, Config]:
    """The configuration beside a harvest, wherever pytest was started, else that of the tests; and where it lies."""
    from harvest.config import Config
    from harvest.config_file import load

    for base in (folder.parent, config.rootpath):
        if (base / "config.yaml").is_file():
            return base, load(base / "config.yaml")
    return config.rootpath, Config()


@pytest.hookimpl(tryfirst=True)
def pytest_collect_directory(path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """Take the folders that a harvest wrote, before any other plug-in can see their files."""
    if _is_harvest(path):
        return Harvested.from_parent(parent, path=path)
    if _is_harvest(path.parent):
        return _OneArticle.from_parent(parent, path=path)
    if path.name == "snippets" and parent.session.isinitpath(path) and not any(path.glob("*.py")):
        parent.config.stash.setdefault(_UNHARVESTED, []).append(path)
    return None


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    """Say that a folder holds no harvest, and what would write one."""
    for path in config.stash.get(_UNHARVESTED, []):
        terminalreporter.write_line(f"nothing has been harvested into {path}: run `harvest run` first")


class _OneArticle(Harvested):
    """An article's folder where pytest was started inside it."""

    def collect(self) -> Iterable[pytest.Item | pytest.Collector]:
        for row in _judged(self.path.parent, self.config):
            if row.snippet.path.startswith(f"{self.path.name}/"):
                _register(row.snippet.language, self.config)
                yield SnippetItem.from_parent(self, name=Path(row.snippet.path).name, row=row)


def _is_harvest(folder: Path) -> bool:
    return (folder / MANIFEST).is_file()
