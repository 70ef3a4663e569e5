"""What authors leave out or leave open: `...` in every position, `-- snip --`, `<placeholder>`, `{{ template }}`."""

from __future__ import annotations

import re
from itertools import islice

from harvest.checkers.python.layout import Layout, indent, layout
from harvest.checkers.python.shapes import Shape

_LINE = re.compile(
    r"(?:\.{3,}|…)[^()=\"']*$|[-=*~<\[(#_. ]*(?:snip|snipped|cut|omitted|truncated|etc)\b[^()=:]*$", re.IGNORECASE
)
_MOST = 500
"""More elisions than this within lines are no author's."""
_OPERATORS = "=:+-*/%|&<>([{"
_CLOSERS = {"(": ")", "[": "]", "{": "}"}
_DOTS = re.compile(r"(?<![\w)\]])(?:\(\.{3}\)|\[\.{3}\])|\.{3,}|…")
_OPEN = re.compile(r"<[A-Za-z][\w .:/-]*>|\{\{[^{}\n]*\}\}|\$\{\w+\}|\$[A-Za-z_]\w*")
_TEMPLATE = re.compile(r"\s*\{%.*%\}\s*$")


def elide(shape: Shape) -> Shape | None:
    """The text with its elisions made into something that parses."""
    plan = shape.layout
    lines = list(plan.lines)
    _elide_lines(plan, lines)
    lines = _elide_within("\n".join(lines)).split("\n")
    return shape.having(lines, "excerpt") if lines != list(plan.lines) else None


def _elide_lines(plan: Layout, lines: list[str]) -> None:
    below = None
    for n, row in reversed(tuple(enumerate(plan.starts))):
        if _LINE.match(plan.lines[row].strip()):
            lines[row] = _stand_in(plan, row, plan.starts[n - 1] if n else None, below)
        else:
            below = row


def _stand_in(plan: Layout, row: int, above: int | None, below: int | None) -> str:
    """A line that lets what stands above and below an elision fit together."""
    deep = indent(plan.lines[below]) if below is not None else 0
    if above is None:
        return ""
    level = indent(plan.lines[above])
    if plan.masked[above].rstrip().endswith(":"):
        return " " * (deep if deep > level else max(level + 4, indent(plan.lines[row]))) + "..."
    return " " * level + "if _:" if deep > level else ""


def _elide_within(text: str) -> str:
    masked = "\n".join(layout(text).masked)
    parts, at = [], 0
    for match in islice(_DOTS.finditer(masked), _MOST):
        parts += [text[at : match.start()], _dots(masked, match)]
        at = match.end()
    return "".join(parts) + text[at:]


def _dots(masked: str, match: re.Match[str]) -> str:
    """What three dots become: arguments, items, a value."""
    before = masked[max(match.start() - 200, 0) : match.start()].rstrip()
    after = masked[match.end() : match.end() + 200].lstrip(" \t")
    opener = _opener(masked, match.start())
    value = "_" if match[0] == "…" else match[0]
    if opener is None or not before or (before[-1] in _OPERATORS and before[-1] != opener):
        return value
    following = after.lstrip()[:1]
    apart = following in {",", _CLOSERS[opener]}
    if not apart and after[:1] != "\n":
        return value
    item = {"(": "*_", "{": "**_", "[": "_"}[opener]
    return f"{'' if before[-1] in {',', opener} else ','}{item}{'' if apart else ','}".ljust(len(match[0]))


def _opener(masked: str, end: int) -> str | None:
    """The innermost bracket open at a place, looked for in the 4,000 characters before it."""
    depth = 0
    for character in reversed(masked[max(end - 4000, 0) : end]):
        if character in ")]}":
            depth += 1
        elif character in "([{":
            if depth == 0:
                return character
            depth -= 1
    return None


def fill_placeholders(shape: Shape) -> Shape | None:
    """`<name>`, `{{ name }}`, `$NAME` made into a name that nobody needs: underscores."""
    plan = shape.layout
    lines = [_filled(line, masked) for line, masked in zip(plan.lines, plan.masked, strict=True)]
    return shape.having(lines, "excerpt") if lines != list(plan.lines) else None


def _filled(line: str, masked: str) -> str:
    if _TEMPLATE.match(line):
        return ""
    for match in _OPEN.finditer(masked):
        line = line[: match.start()] + "_" * (match.end() - match.start()) + line[match.end() :]
    return line
