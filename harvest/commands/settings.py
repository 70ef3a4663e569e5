"""The words of a command line over config.yaml: what a command works with."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import msgspec

from harvest.config import Config, FailOn, SourceConfig, load
from harvest.errors import ConfigError

DEFAULT = Path("config.yaml")


class Settings(msgspec.Struct, frozen=True):
    """A configuration, and the folder that its relative paths start from."""

    config: Config
    base: Path

    @property
    def output(self) -> Path:
        """The folder of the harvested blocks."""
        return self.base / self.config.output


def settings(  # noqa: PLR0913 - one for each option that overrides the file
    config: Path | None = None,
    sources: Sequence[str] = (),
    output: Path | None = None,
    reports: Sequence[str] = (),
    fail_on: FailOn | None = None,
    jobs: int | None = None,
) -> Settings:
    """Read the configuration and lay the command line's words over it.

    Paths in the file start from the file's folder, paths on the command line from here.

    Raises:
        ConfigError: the file cannot be used, or a word cannot.
    """
    path = config or (DEFAULT if DEFAULT.is_file() else None)
    read = load(path) if path else Config()
    base = path.parent.absolute() if path else Path.cwd()
    if sources:
        read = msgspec.structs.replace(read, sources=tuple(_given(word) for word in sources))
    if output is not None:
        read = msgspec.structs.replace(read, output=str(output.absolute()))
    if reports:
        read = msgspec.structs.replace(read, reports=dict(map(_report, reports)))
    if fail_on is not None:
        read = msgspec.structs.replace(read, fail_on=fail_on)
    if jobs is not None:
        read = msgspec.structs.replace(read, jobs=jobs)
    return Settings(read, base)


def _given(word: str) -> SourceConfig:
    """A source from the command line: a path is meant from here, and called as it was written."""
    is_path = word != "-" and "://" not in word
    return SourceConfig(location=str(Path(word).absolute()) if is_path else word, name=word)


def _report(word: str) -> tuple[str, str]:
    from harvest.reports import REPORTS

    kind, _, path = word.partition("=")
    if not path or kind not in REPORTS:
        raise ConfigError(f"--report {word}: KIND=PATH is wanted, KIND one of {', '.join(sorted(REPORTS))}")
    return kind, path if path == "-" else str(Path(path).absolute())
