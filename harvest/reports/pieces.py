"""A block's code in the pieces that the HTML page shows: lines, the findings under them, and what is left out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from time import monotonic
from typing import TYPE_CHECKING

from msgspec import Struct

from harvest.model import Changed, Finding, Judged, Snippet, digest
from harvest.reports.highlight import Mark, code_lines
from harvest.reports.repair import Change, changes
from harvest.reports.visible import visible

if TYPE_CHECKING:
    from markupsafe import Markup

_WHOLE = 60
"""Lines to a block that is shown whole; of a longer one the findings' surroundings."""
_AROUND = 6
_QUICK = 0.2
"""Seconds; nearly all blocks are coloured in a hundredth of that."""
MOST_FINDINGS = 40
"""Findings shown to a block; the rest are counted."""


class FindingView(Struct, frozen=True):
    """A finding under its line."""

    id: str
    finding: Finding
    changes: list[Change]
    is_new: bool


class Piece(Struct, frozen=True):
    """Some lines of code and the findings under the last of them; without lines: how many are left out."""

    first: int
    lines: list[Markup]
    findings: list[FindingView]
    gap: int = 0


class Budget(Struct):
    """What the page may still cost."""

    characters: int
    """Of sound code that is shown."""
    seconds: float = 10.0
    """Spent on blocks that are slow to colour; when they are gone, code is shown in one colour."""

    def lines(self, snippet: Snippet, marks: Sequence[Mark]) -> list[Markup]:
        """The lines of a block, coloured while there is time for it."""
        start = monotonic()
        lines = code_lines(snippet, marks, coloured=self.seconds > 0)
        self.seconds -= max(0.0, monotonic() - start - _QUICK)
        return lines

    def spend(self, snippet: Snippet) -> bool:
        """Whether there is room for a block; if so, it is taken."""
        self.characters -= len(snippet.text)
        return self.characters >= 0


def finding_id(path: str, finding: Finding | Changed) -> str:
    """The anchor of a finding: the same in every run until the block or the place in it changes."""
    return f"f-{digest(f'{path}:{finding.line}:{finding.column}:{finding.code}')[:12]}"


def pieces(row: Judged, budget: Budget, new: AbstractSet[str]) -> Iterator[Piece]:
    """Yield a block's code, each piece up to a line with findings or a gap.

    Args:
        row: the block and what was found in it.
        budget: pays for the colours.
        new: the ids of the findings that the run before did not have.
    """
    findings = row.result.findings[:MOST_FINDINGS]
    lines = budget.lines(row.snippet, [_mark(finding, row.snippet.text) for finding in findings])
    if len(lines) > 1 and not lines[-1]:
        lines.pop()
    views: dict[int, list[FindingView]] = {}
    for nth, finding in enumerate(findings):
        id_ = finding_id(row.snippet.path, finding)
        twin = sum(finding_id(row.snippet.path, other) == id_ for other in findings[:nth])
        shown = _shown(row.snippet.text, finding)
        view = FindingView(f"{id_}-{twin}" if twin else id_, finding, shown, id_ in new)
        views.setdefault(min(max(finding.line, 1), len(lines)), []).append(view)
    start = 1
    for first, last in _ranges(len(lines), list(views)):
        if first > start:
            yield Piece(start, [], [], gap=first - start)
        start = first
        for line in (*(line for line in sorted(views) if first <= line < last), last):
            yield Piece(start, lines[start - 1 : line], views.get(line, []))
            start = line + 1
    if start <= len(lines):
        yield Piece(start, [], [], gap=len(lines) - start + 1)


def _ranges(length: int, flagged: list[int]) -> Iterator[tuple[int, int]]:
    """The runs of lines that are shown, 1-based and inclusive."""
    if length <= _WHOLE:
        yield 1, length
        return
    first, last = 1, _AROUND if flagged else _WHOLE
    for line in sorted(flagged):
        if line - _AROUND > last + 2:
            yield first, last
            first = line - _AROUND
        last = max(last, min(line + _AROUND, length))
    yield first, last


def _mark(finding: Finding, text: str) -> Mark:
    if finding.end_line is not None and finding.end_line > finding.line:
        return Mark(finding.line, finding.column, len(text) + 1, finding.severity)
    return Mark(finding.line, finding.column, finding.end_column or finding.column + 1, finding.severity)


def _shown(text: str, finding: Finding) -> list[Change]:
    return [
        change._replace(text=visible(change.text, space="\u2423", pictures=False))
        for change in changes(text, finding.repaired)
    ]
