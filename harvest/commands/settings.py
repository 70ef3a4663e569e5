"""The words of a command line over config.yaml: what a command works with."""

from __future__ import annotations

import os
import time
from collections.abc import Sequence
from pathlib import Path

import msgspec

from harvest.config import Config, FailOn, SourceConfig
from harvest.engine import Engine
from harvest.errors import ConfigError
from harvest.logs import Form

DEFAULT = Path("config.yaml")


class Words(msgspec.Struct, frozen=True, kw_only=True):
    """What was said on the command line."""

    sources: tuple[str, ...] = ()
    config: Path | None = None
    output: Path | None = None
    reports: tuple[str, ...] = ()
    fail_on: FailOn | None = None
    jobs: int | None = None
    quiet: bool = False
    verbose: bool = False
    offline: bool = False
    log_format: Form | None = None


class Settings(msgspec.Struct, frozen=True):
    """A configuration, the folder that its relative paths start from, and how much is to be said."""

    config: Config
    base: Path
    quiet: bool = False
    verbose: bool = False
    offline: bool = False
    log: Form | None = None
    """How a line for each document is written to standard error."""
    remembers: bool = False
    """The sources are those of the configuration, so the run belongs to its history."""
    began: float = msgspec.field(default_factory=time.monotonic)
    """When the command began, in seconds of the monotonic clock."""

    @property
    def history(self) -> str:
        """Where the history is."""
        place = self.config.history or str(self.state / "history.db")
        return place if "://" in place or place.startswith("$") else str(self.base / place)

    @property
    def output(self) -> Path:
        """The folder of the harvested blocks."""
        return self.base / self.config.output

    @property
    def shown_output(self) -> str:
        """The same as machines are told of it: from here, where it lies below; else as it was named."""
        path, here = Path(os.path.abspath(self.output)), Path.cwd()  # noqa: PTH100 - without `..`
        return path.relative_to(here).as_posix() if path.is_relative_to(here) else self.config.output

    def engine(self) -> Engine:
        """The processes in which foreign text is parsed; none is started yet."""
        return Engine(self.config.jobs, self.config.limits.read_seconds)

    @property
    def state(self) -> Path:
        """The folder of what is remembered from run to run."""
        return self.base / self.config.state


def settings(words: Words) -> Settings:
    """Read the configuration and lay the command line's words over it.

    Paths in the file start from the file's folder, paths on the command line from here.

    Raises:
        ConfigError: the file cannot be used, or a word cannot.
    """
    path = words.config or (DEFAULT if DEFAULT.is_file() else None)
    read = _read(path) if path else Config()
    said = {
        "sources": tuple(map(_given, words.sources)),
        "output": str(words.output.absolute()) if words.output else None,
        "reports": read.reports | _reports(words.reports),
        "fail_on": words.fail_on,
        "jobs": words.jobs,
    }
    config = msgspec.structs.replace(read, **{key: value for key, value in said.items() if value})
    base = path.parent.absolute() if path else Path.cwd()
    _apart(config, base)
    return Settings(
        config,
        base,
        words.quiet,
        words.verbose,
        words.offline,
        words.log_format,
        remembers=not words.sources and config.history != "off",
    )


def _apart(config: Config, base: Path) -> None:
    """See that no report is written over another."""
    first: dict[str, str] = {}
    for kind, place in config.reports.items():
        path = place if place == "-" else os.path.normpath(base / place)
        if first.setdefault(path, kind) != kind:
            raise ConfigError(f"the reports {first[path]} and {kind} both go to {place}: give each a path of its own")


def _read(path: Path) -> Config:
    from harvest.config_file import load

    return load(path)


def _given(word: str) -> SourceConfig:
    """A source from the command line: a path is meant from here, and called as it was written."""
    if not word:
        raise ConfigError("a SOURCE is empty: name a feed, a page or a folder")
    from harvest.fetch.addresses import check_scheme
    from harvest.fetch.errors import RefusedError
    from harvest.sources.files import shown

    if "://" in word:
        try:
            check_scheme(word)
        except RefusedError as error:  # which does not repeat a password
            raise ConfigError(f"a SOURCE cannot be read: {error}") from None
    is_path = word != "-" and "://" not in word
    return SourceConfig(location=str(Path(word).absolute()) if is_path else word, name=shown(word))


def _reports(words: Sequence[str]) -> dict[str, str]:
    """The reports of the command line, which come to those of the configuration, or in the place of one."""
    found: dict[str, str] = {}
    for kind, path in map(_report, words):
        if found.setdefault(kind, path) != path:
            raise ConfigError(f"--report {kind} is there twice: {found[kind]} and {path}")
    return found


def _report(word: str) -> tuple[str, str]:
    from harvest.reports import REPORTS

    kind, _, path = word.partition("=")
    if not path or kind not in REPORTS:
        raise ConfigError(f"--report {word}: KIND=PATH is wanted, KIND one of {', '.join(sorted(REPORTS))}")
    return kind, path if path == "-" else str(Path(path).absolute())
