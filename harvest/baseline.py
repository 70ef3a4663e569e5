"""The findings that were known when a baseline was written: with it, only what is new fails."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path

import msgspec

from harvest.errors import ConfigError
from harvest.identity import article_of, line_of, plain
from harvest.model import Finding, Judged, Snippet

_HEAD = """\
# Findings that were known when this file was written; only others fail a run.
# Review it like code: say why in `reason`, delete what is to be repaired.
# `harvest baseline --update` removes what is gone.
"""
_REASON = "known when the baseline was written"

Found = tuple[Snippet, Sequence[Finding]]
"""A snippet and what was found in it."""


class Entry(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, omit_defaults=True):
    """One known finding. It stays known while the block is edited around it."""

    rule: str
    name: str | None = None
    line: str | None = None
    """The line that it is on, where it is about no name."""
    article: str
    snippet: str
    """The snippet's id when this was written: it decides where two findings of an article are alike."""
    reason: str = _REASON

    @property
    def likeness(self) -> tuple[str | None, ...]:
        """What a finding must have for this entry to be about it."""
        return self.rule, self.name, self.line, self.article


class Baseline:
    """Known findings, each entry good for one.

    Args:
        entries: of which each is used up by the finding that it matches.
    """

    def __init__(self, entries: Iterable[Entry] = ()) -> None:
        self._entries = tuple(entries)
        self._left = dict.fromkeys(range(len(self._entries)))
        self._alike: dict[tuple[str | None, ...], list[int]] = {}
        for number, entry in enumerate(self._entries):
            self._alike.setdefault(entry.likeness, []).append(number)

    def unknown(self, article: Sequence[Found]) -> list[tuple[Finding, ...]]:
        """For each snippet of an article the findings that no entry is about."""
        if not self._left:
            return [tuple(found) for _, found in article]
        rows = [(index, finding, entry_of(s, finding)) for index, (s, found) in enumerate(article) for finding in found]
        left = [row for row in rows if not self._use(row[2], exactly=True)]
        left = [row for row in left if not self._use(row[2], exactly=False)]
        return [tuple(finding for at, finding, _ in left if at == index) for index in range(len(article))]

    def _use(self, wanted: Entry, *, exactly: bool) -> bool:
        for number in self._alike.get(wanted.likeness, ()):
            if number in self._left and (not exactly or self._entries[number].snippet == wanted.snippet):
                del self._left[number]
                return True
        return False

    @property
    def used(self) -> tuple[Entry, ...]:
        """The entries that matched, in their order."""
        return tuple(entry for number, entry in enumerate(self._entries) if number not in self._left)

    @property
    def stale(self) -> tuple[Entry, ...]:
        """The entries that have matched nothing."""
        return tuple(self._entries[number] for number in self._left)


def entry_of(snippet: Snippet, finding: Finding) -> Entry:
    """The entry for a finding."""
    return Entry(
        rule=finding.rule,
        name=None if finding.name is None else plain(finding.name),
        line=line_of(finding, snippet.text) if finding.name is None else None,
        article=article_of(snippet),
        snippet=snippet.id,
    )


def entries_of(rows: Iterable[Judged]) -> list[Entry]:
    """The entries for all findings of a run, in its order."""
    return [entry_of(row.snippet, finding) for row in rows for finding in row.result.findings]


def read(path: Path) -> Baseline:
    """Read a baseline; where there is no file, nothing is known.

    Raises:
        ConfigError: it cannot be read, or is not a baseline.
    """
    if not os.path.exists(path):  # noqa: PTH110 - a path object raises where a name is too long
        return Baseline()
    from harvest.yaml_file import parse, text_of, told

    try:
        root, listed = parse(text_of(path), str(path))
    except OSError as error:
        raise ConfigError(f"{path}: {error.strerror}") from None
    try:
        return Baseline(msgspec.convert([] if listed is None else listed, list[Entry]))
    except msgspec.ValidationError as error:
        from harvest.config_mistakes import mistake

        raise ConfigError(told(*mistake(str(error), list[Entry]), root, str(path))) from None


def write(path: Path, entries: Iterable[Entry]) -> None:
    """Write a baseline; what could draw on a reviewer's screen is escaped.

    Raises:
        ConfigError: it cannot be written.
    """
    import yaml

    plain_entries = [
        {field: getattr(entry, field) for field in entry.__struct_fields__ if getattr(entry, field) is not None}
        for entry in entries
    ]
    listed = yaml.safe_dump(plain_entries, sort_keys=False, allow_unicode=False, width=120) if plain_entries else "[]\n"
    try:
        path.write_text(_HEAD + listed, encoding="utf-8")
    except OSError as error:
        raise ConfigError(f"{path}: {error.strerror}") from None
