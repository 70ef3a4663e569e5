"""The notation of API references, `f(a[, b])`, `f(x, *, y)`, `Window(int id=-1) -> Window`: no code and no mistake."""

from __future__ import annotations

import re

from harvest.checkers.python.layout import layout
from harvest.checkers.python.parsing import Fault, parse
from harvest.checkers.python.shapes import Shape

_CALL = re.compile(r"(?:class |def )?[A-Za-z_][\w.#]*\s*\(")
_OPTIONAL = re.compile(r"\[\s*,|,\s*\[|\(\s*\[\w|\w\s*\[\s*,")
_TYPED = re.compile(r"\s*[A-Za-z_][\w.]*\s+\*{0,2}[A-Za-z_]\w*\s*(?:=.*)?$", re.DOTALL)
_PLAIN = re.compile(r"\s*\*{0,2}[A-Za-z_]?\w*\s*(?:=.*)?$", re.DOTALL)
_MEMBER = re.compile(r"^(\s*[A-Za-z_][\w.]*)#(?=\w+\()")


def blank_signatures(shape: Shape) -> Shape | None:
    """The text without those of its logical lines that are signatures and do not parse as calls."""
    plan = layout("\n".join(_MEMBER.sub(r"\1.", line) for line in shape.lines))
    lines = list(plan.lines)
    all_typed = True
    rows = []
    for n, row in enumerate(plan.starts):
        end = plan.end(n)
        kind = _kind("\n".join(plan.lines[row:end]), "\n".join(plan.masked[row:end]).strip())
        if kind:
            rows += list(range(row, end))
        all_typed = all_typed and kind == "typed"
    typed_only = all_typed or not any(_is_typed(plan.masked[row]) for row in rows)
    if not rows or not typed_only:
        return None
    for row in rows:
        lines[row] = ""
    return shape.having(lines, "signature")


def _kind(text: str, masked: str) -> str | None:
    if not _CALL.match(masked) or not _is_closed(masked) or not isinstance(parse(text.strip()), Fault):
        return None
    inside = masked[masked.index("(") + 1 : masked.rindex(")")]
    if _OPTIONAL.search(masked):
        return "optional"
    if masked.endswith(":"):
        return None
    if not isinstance(parse(f"def _({inside}): pass"), Fault):
        return "parameters"
    return "typed" if _is_typed(masked) else None


def _is_closed(masked: str) -> bool:
    """Whether the parameters come to their end, a return type aside."""
    return masked.removesuffix(":").partition("->")[0].rstrip().endswith((")", "]"))


def _is_typed(masked: str) -> bool:
    """Parameters with a type before the name, as C++ and Java write them."""
    if "(" not in masked or ")" not in masked:
        return False
    parts = masked[masked.index("(") + 1 : masked.rindex(")")].split(",")
    return any(map(_TYPED.match, parts)) and all(_TYPED.match(part) or _PLAIN.match(part) for part in parts)


def is_blank(shape: Shape) -> bool:
    """Whether nothing is left to read."""
    return not layout("\n".join(shape.lines)).starts
