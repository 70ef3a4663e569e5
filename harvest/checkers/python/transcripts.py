"""Interactive sessions, `>>> ` and `In [1]: `: the inputs are the code, the output is ignored."""

from __future__ import annotations

import re

from msgspec import Struct

from harvest.checkers.python.layout import layout
from harvest.checkers.python.parsing import Fault, parse
from harvest.checkers.python.shapes import Shape

_PROMPT = re.compile(r"[ \t]*(?:>>>(?: |$|(?=[\w@#'\"(\[{]))|In ?\[[\d ]*\]:(?: |$))")
_MORE = re.compile(r"[ \t]*(?:\.{3,}:?(?: |$|(?=\t))|\.{3}(?=\w))")
_PROVOKED = re.compile(r"^[ \t]*(?:SyntaxError|IndentationError|TabError|NameError|UnboundLocalError)\b", re.MULTILINE)
_COMPLETED = re.compile(r"<TAB>", re.IGNORECASE)
"""The key that was pressed before the input was whole: what is shown is how it is completed."""
_LONGEST = 200
"""Lines of one input without a prompt of their own; a session has no longer ones."""
_IPYTHON = re.compile(r"[ \t]*In ?\[ *(\d*)")


class _Input(Struct):
    """One input: the lines it stands on, its code, and the output below."""

    rows: list[int]
    code: list[str]
    output: list[str]
    prompted: bool = False
    """Its continuation lines have a prompt too."""
    margin: int = 0
    """Columns before what a decorator without prompts below it decorates."""


def is_transcript(text: str) -> bool:
    """Whether the first line that says anything begins with a prompt."""
    if ">>>" not in text and "In" not in text:
        return False
    line = next((line for line in text.split("\n") if line.strip() and not line.lstrip().startswith("#")), "")
    return _PROMPT.match(line) is not None


def transcript(text: str) -> Shape | None:
    """The inputs of a session in their lines, prompts taken away; None where there is no prompt."""
    lines = text.split("\n")
    first = next((n for n, line in enumerate(lines) if _PROMPT.match(line)), None)
    if first is None:
        return None
    kept, shifts = [""] * len(lines), [0] * len(lines)
    if not isinstance(parse("\n".join(lines[:first])), Fault):
        kept[:first] = lines[:first]
    for entry in _inputs(lines, first):
        if not _is_not_whole(entry):
            for row, code in zip(entry.rows, entry.code, strict=True):
                kept[row], shifts[row] = code, len(lines[row]) - len(code)
    number = _IPYTHON.match(lines[first])
    return Shape(
        tuple(kept),
        shifts=tuple(shifts),
        published=tuple(lines),
        dialect="transcript",
        hosts=("ipython",) if number else (),
        resumed=number is not None and number[1] not in {"", "1"},
    )


def _is_not_whole(entry: _Input) -> bool:
    """Whether an input failed, as the session shows, or was being completed: below `shop.` stands `shop.open`."""
    if _PROVOKED.search("\n".join(entry.output)) or _COMPLETED.search(entry.code[0]):
        return True
    begun = entry.code[-1].split()[-1:]
    return bool(begun) and begun[0].endswith(".") and begun[0] in "\n".join(entry.output[:2])


def _inputs(lines: list[str], first: int) -> list[_Input]:
    found: list[_Input] = []
    for row in range(first, len(lines)):
        line = lines[row]
        if prompt := _PROMPT.match(line):
            found.append(_Input([row], [line[prompt.end() :]], []))
        elif not found[-1].output and (more := _MORE.match(line)):
            found[-1].rows.append(row)
            found[-1].code.append(line[more.end() :])
            found[-1].prompted = True
        elif not (found[-1].output or found[-1].prompted) and _goes_on(found[-1].code, line):
            if found[-1].code[-1].startswith("@"):
                found[-1].margin = len(line) - len(line.lstrip())
            found[-1].rows.append(row)
            found[-1].code.append(line[found[-1].margin :])
        else:
            found[-1].output.append(line)
    return found


def _goes_on(code: list[str], line: str) -> bool:
    """Whether a line without a prompt belongs to the input above, as IDLE writes it."""
    if not line.strip() or len(code) > _LONGEST:
        return False
    so_far = layout("\n".join(code))
    unfinished = bool(so_far.brackets) or so_far.string in {'"""', "'''"}
    last = next((row for row in reversed(so_far.masked) if row.strip()), "")
    inside = so_far.masked[0].rstrip().endswith(":") and (last.rstrip().endswith(":") or last[:1].isspace())
    decorated = so_far.masked[0].startswith("@")
    return unfinished or decorated or (inside and line[:1].isspace())
