"""A patch to Python code: its new side is what is read."""

from __future__ import annotations

import re

from msgspec.structs import replace

from harvest.checkers.python.shapes import Shape

_FRAME = re.compile(r"@@ |diff --|index [0-9a-f]|--- |\+\+\+ |\\ No newline")


def new_side(shape: Shape) -> Shape | None:
    """The lines that a patch keeps or adds, the first column taken away; None where the text is no patch."""
    lines = [line for line in shape.lines if line and not _FRAME.match(line)]
    framed = any(line.startswith("@@ ") for line in shape.lines)
    marked = {line[0] for line in lines}
    if not lines or not marked <= {" ", "+", "-"} or not (framed or {"+", "-"} <= marked):
        return None
    kept = tuple("" if _FRAME.match(line) or line.startswith("-") else line[1:] for line in shape.lines)
    return replace(shape, lines=kept, shifts=(1,) * len(kept), dialect="diff")
