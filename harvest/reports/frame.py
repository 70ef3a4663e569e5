"""The code frame: a finding's line between its neighbours, the range marked under the right columns."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Literal, NamedTuple

from harvest.model import Finding
from harvest.reports.visible import visible

Role = Literal["gutter", "code", "mark"]
Paint = Callable[[Role, str], str]

_TAB = 4
_LONGEST = 4_000
"""Characters of one line that are looked at; published lines may be megabytes long."""
_LINE_ENDS = re.compile(r"\r\n|\r|\n")


class _Cell(NamedTuple):
    shown: str
    width: int


class _Span(NamedTuple):
    """A range of terminal columns, 0-based."""

    start: int
    end: int


def plain(_role: Role, text: str) -> str:
    """No colour."""
    return text


def frame(text: str, finding: Finding, *, context: int = 2, width: int = 100, paint: Paint = plain) -> str:
    """Show where in a block a finding is, safe for a terminal whatever the block holds.

    Args:
        text: the whole published block.
        finding: where to point; places outside the text are moved to its edge.
        context: lines shown before and after; blank ones at the edges are left out.
        width: columns that the frame may take; longer lines are shown round the mark.
        paint: colours a part by its role; the widths are right because it sees each part already padded.

    Returns:
        Lines without a final newline, such as

            1 | import json
            2 | print(jsn.dumps({}))
              |       ^^^
    """
    lines = _LINE_ENDS.split(text)
    at = min(max(finding.line, 1), len(lines))
    first, last = _around(lines, at, context)
    skipped = max(0, finding.column - _LONGEST // 2) if len(lines[at - 1]) > _LONGEST else 0
    rows = {number: _cells(lines[number - 1][skipped : skipped + _LONGEST]) for number in range(first, last + 1)}
    mark = _marked(rows[at], finding, lines[at - 1], skipped)
    window = _window(mark, max(_width(rows[at]), mark.end), max(width - len(str(last)) - 3, 20))
    drawn: list[str] = []
    for number, cells in rows.items():
        gutter = paint("gutter", f"{number:>{len(str(last))}} |")
        code = _clipped(cells, window)
        drawn.append(f"{gutter} {paint('code', code)}" if code else gutter)
        if number == at:
            carets = "^" * max(1, min(mark.end, window.end - 1) - mark.start)
            gutter = paint("gutter", " " * len(str(last)) + " |")
            drawn.append(f"{gutter} {' ' * (mark.start - window.start)}{paint('mark', carets)}")
    return "\n".join(drawn)


def _window(mark: _Span, longest: int, room: int) -> _Span:
    """Which columns are shown: from the left edge where the marked line fits, else round the mark."""
    if longest <= room:
        return _Span(0, room)
    start = max(0, min(mark.start - room // 4, mark.end - room // 2, mark.start - 1))
    return _Span(start, start + room)


def _around(lines: list[str], at: int, context: int) -> tuple[int, int]:
    """The first and the last line shown, without blank lines at the edges."""
    first, last = max(1, at - context), min(len(lines), at + context)
    while first < at and not lines[first - 1].strip():
        first += 1
    while last > at and not lines[last - 1].strip():
        last -= 1
    return first, last


def _cells(line: str) -> list[_Cell]:
    """A line as what fills a terminal's cells: each entry is one character, the rest of a cluster has no width."""
    if line.isascii() and line.isprintable():
        return [_Cell(char, 1) for char in line]
    cells: list[_Cell] = []
    column = 0
    for cluster in _clusters(line):
        cell = _cell(cluster, column)
        cells += [cell, *[_Cell("", 0)] * (len(cluster) - 1)]
        column += cell.width
    return cells


def _clusters(line: str) -> Iterator[str]:
    """What a reader takes for one character; a control or invisible one always stands alone."""
    import wcwidth

    for cluster in wcwidth.iter_graphemes(line):
        if visible(cluster, space="\u2423") == cluster:
            yield cluster
        else:
            yield from cluster


def _cell(cluster: str, column: int) -> _Cell:
    import wcwidth

    if cluster == "\t":
        width = _TAB - column % _TAB
        return _Cell(" " * width, width)
    shown = visible(cluster, space="\u2423")
    return _Cell(shown, max(wcwidth.wcswidth(shown), 0))


def _width(cells: list[_Cell]) -> int:
    return sum(cell.width for cell in cells)


def _marked(cells: list[_Cell], finding: Finding, line: str, skipped: int) -> _Span:
    """The columns under which the carets go, at least one."""
    start = min(max(finding.column - 1, 0), len(line)) - skipped
    if finding.end_line is not None and finding.end_line > finding.line:
        end = len(cells)
    else:
        end = min(max((finding.end_column or 0) - 1, start + skipped + 1), len(line)) - skipped
    left = _width(cells[:start])
    return _Span(left, max(left + 1, left + _width(cells[start:end])))


def _clipped(cells: list[_Cell], window: _Span) -> str:
    """The part of a line within the window, an ellipsis in its first and last column where the line goes on."""
    longer = _width(cells) > window.end
    if window.start == 0 and not longer:
        return "".join(cell.shown for cell in cells).rstrip()
    left, right = window.start + (window.start > 0), window.end - longer
    shown = ["\u2026" if window.start else ""]
    column = 0
    for cell in cells:
        before, column = column, column + cell.width
        if left <= before and column <= right:
            shown.append(cell.shown)
        elif before < left < column:
            shown.append(" " * (column - left))
    code = "".join(shown).rstrip()
    return code + "\u2026" * longer if column > left else ""
