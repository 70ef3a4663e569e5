"""The notation of API references, `f(a[, b])`, `f(x, *, y)`, `Window(int id=-1) -> Window`: no code and no mistake."""

from __future__ import annotations

import re

from harvest.checkers.python.layout import Layout, indent, layout
from harvest.checkers.python.parsing import Fault, parse
from harvest.checkers.python.shapes import Shape

_CALL = re.compile(r"(?:class |def )?[A-Za-z_][\w.#]*\s*\(")
_MEMBER = re.compile(r"^(\s*[A-Za-z_][\w.]*)#(?=\w+\()")
_OPTIONAL = re.compile(r"\[\s*,|,\s*\[|\(\s*\[\w|\w\s*\[\s*,")
_TYPED = re.compile(
    r"\s*(?:[A-Z][\w.]*|int|str|bool|float|char|long|double|string|object|list|dict|tuple|bytes|unsigned|size_t|void)\b"
    r"(?:\[\])?\s+\*{0,2}[A-Za-z_]\w*\s*(?:=.*)?$",
    re.DOTALL,
)
_PLAIN = re.compile(r"\s*\*{0,2}[A-Za-z_]?\w*\s*(?:=.*)?$", re.DOTALL)


def blank_signatures(shape: Shape) -> Shape | None:
    """The text without its signatures.

    One with optional brackets is told wherever it stands; the others only in a block that shows nothing but signatures
    and calls, for there a slip of the pen looks the same.
    """
    plan = layout("\n".join(_MEMBER.sub(r"\1.", line) for line in shape.lines))
    spans = [(row, plan.end(n)) for n, row in enumerate(plan.starts)]
    flat = len({indent(plan.lines[row]) for row in plan.starts}) == 1
    kinds = [_kind(plan, a, b) if flat or _OPTIONAL.search("\n".join(plan.masked[a:b])) else None for a, b in spans]
    chosen = {"optional"}
    if flat and all(kind in {"typed", "call"} for kind in kinds):
        chosen = {"typed"}
    elif flat and all(kinds):
        chosen = {"optional", "parameters"}
    lines = list(plan.lines)
    for (start, end), kind in zip(spans, kinds, strict=True):
        if kind in chosen:
            opens = plan.masked[end - 1].rstrip().endswith(":")
            lines[start:end] = [" " * indent(plan.lines[start]) + "if _:" if opens else "", *[""] * (end - start - 1)]
    return shape.having(lines, "signature") if lines != list(plan.lines) else None


def _kind(plan: Layout, start: int, end: int) -> str | None:
    """What notation a logical line is in: `optional`, `parameters`, `typed`, or `call` for plain Python."""
    if not isinstance(parse("\n".join(plan.lines[start:end]).strip()), Fault):
        return "call"
    masked = "\n".join(plan.masked[start:end]).strip()
    if not _CALL.match(masked) or not _is_closed(masked):
        return None
    if _OPTIONAL.search(masked):
        return "optional"
    inside = masked[masked.index("(") + 1 : masked.rindex(")")]
    if masked.endswith(":"):
        return None
    if not isinstance(parse(f"def _({inside}): pass"), Fault):
        return "parameters"
    return "typed" if _is_typed(inside) else None


def _is_closed(masked: str) -> bool:
    """Whether the parameters come to their end, a return type aside."""
    balanced = all(masked.count(opening) == masked.count(closing) for opening, closing in ("()", "[]"))
    return balanced and ")" in masked and masked.removesuffix(":").partition("->")[0].rstrip().endswith((")", "]"))


def _is_typed(inside: str) -> bool:
    """Parameters with a type before the name, as C++ and Java write them."""
    parts = inside.split(",")
    return any(map(_TYPED.match, parts)) and all(_TYPED.match(part) or _PLAIN.match(part) for part in parts)
