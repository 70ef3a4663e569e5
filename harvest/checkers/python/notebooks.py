"""Notebook cells: magics, shell escapes and help queries among the Python."""

from __future__ import annotations

import re

from msgspec.structs import replace

from harvest.checkers.python.layout import layout
from harvest.checkers.python.shapes import Shape

_MAGIC = re.compile(r"\s*(?:%{1,2}[A-Za-z_]|!{1,2}\s?[\w./~$({-]|\?{1,2}[A-Za-z_*])")
_QUERY = re.compile(r"\s*[A-Za-z_][\w.*]*\?{1,2}\s*$")
_ASSIGNED = re.compile(r"([\w, \t.\[\]'\"]+=[ \t]*)(?:!|%[A-Za-z])")
_CELL = re.compile(r"%%(\w+)(.*)")
_PYTHON_CELLS = {"capture", "time", "timeit", "prun", "px", "python", "python3", "pypy", "snakeviz", "memit", "mprun"}


def notebook(shape: Shape) -> Shape | None:
    """The cell with its magics taken out; None where there are none."""
    lines = list(shape.lines)
    first = next((n for n, line in enumerate(lines) if line.strip()), 0)
    cell = _CELL.match(lines[first])
    if cell and not _is_python(cell):
        return replace(shape, lines=("",) * len(lines), dialect="notebook", hosts=("ipython",))
    plan = layout("\n".join(lines))
    for row in plan.starts:
        line = lines[row]
        if _MAGIC.match(line) or _QUERY.match(line):
            lines[row] = line[: len(line) - len(line.lstrip())] + "pass"
            _swallow_continuation(lines, row, line)
        elif match := _ASSIGNED.match(plan.masked[row]):
            lines[row] = line[: match.end(1)] + "_"
    if lines == list(shape.lines):
        return None
    return replace(shape.having(lines, "notebook"), hosts=("ipython",))


def _swallow_continuation(lines: list[str], row: int, line: str) -> None:
    """A shell escape may go on over lines that end in a backslash."""
    while line.rstrip().endswith("\\") and row + 1 < len(lines):
        row += 1
        line, lines[row] = lines[row], ""


def _is_python(cell: re.Match[str]) -> bool:
    name, rest = cell[1], cell[2]
    return name in _PYTHON_CELLS or (name in {"file", "writefile"} and rest.split("#")[0].rstrip().endswith(".py"))
