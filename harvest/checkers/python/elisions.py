"""What authors leave out or leave open: `...` in every position, `-- snip --`, `<placeholder>`, `{{ template }}`."""

from __future__ import annotations

import keyword
import re
from itertools import islice

from harvest.checkers.python.layout import Layout, indent, layout
from harvest.checkers.python.shapes import Shape

_LINE = re.compile(
    r"(?:\.{3,}+|…|\.(?:[ ]\.){2,})[^()=\"']*$|[-=*~<\[(#_. ]*(?:snip|snipped|cut|omitted|truncated|etc)\b[^()=:]*$"
    r"|[.:⋮]$|\[ ?[a-z]+(?: [a-z]+){2,}[. ]*\]$"
    r"|do (?:(?:some|one|an?|the|other|another|more) ?)*(?:thing|stuff|work|magic)s?\b.*$",
    re.IGNORECASE,
)
"""A line that stands for others: dots, one below the other too, a word for cutting, `[ the work is done here ]`,
`do something with it`."""
_MOST = 500
"""More elisions than this within lines are no author's."""
_OPERATORS = "=:+-*/%|&<>([{"
_CLOSERS = {"(": ")", "[": "]", "{": "}"}
_ITEMS = {"(": "*_", "{": "**_", "[": "_"}
_DOTS = re.compile(
    r"\.{3} [a-z][a-z ]{1,60}\.{3}|(?<![\w)\]])(?:\(\.{3}\)|\[\.{3}\])|\.{3,}|…|(?:(?<=[(\[{,])|(?<=, ))\.\.(?=[)\]}])"
)
_OPEN = re.compile(r"<(?:[A-Za-z][\w .:/-]*|\.{3})>|\{\{[^{}\n]*\}\}|\$\{\w+\}|\$[A-Za-z_]\w*")
_IMPORTING = re.compile(r"[ \t]*(?:from[ \t]+[\w.]+[ \t]+)?import\b[\w ,\t]*$")
_LAST_WORD = re.compile(r"(?<!\w)\w+$")
_WORDS = re.compile(
    r"(\s*(?:if|elif|while))\b[a-z ]{0,60}\b(?:the|some|any|every|there|this)"
    r" (?!(?:in|is|and|or|if|not|else|for)\b)[a-z]+\b[A-Za-z ]{0,80}:\s*$"
)
"""A condition in plain words: `if the door is open:`."""
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
    """What three dots become: arguments, items, a value, nothing after one."""
    before = masked[max(match.start() - 200, 0) : match.start()].rstrip()
    after = masked[match.end() : match.end() + 200].lstrip(" \t")
    at = _opener(masked, match.start())
    if at is None:
        return _bare_dots(match[0], before, after)
    opener = masked[at]
    if not before or (before[-1] in _OPERATORS and before[-1] != opener):
        return _value(match[0])
    following = after.lstrip()[:1]
    apart = following in {",", _CLOSERS[opener]}
    if not apart and after[:1] != "\n":
        return _value(match[0])
    imported = masked[max(at - 20, 0) : at].rstrip().endswith(" import")
    item = "_" if imported else _ITEMS[opener]
    return f"{'' if before[-1] in {',', opener} else ','}{item}{'' if apart else ','}".ljust(len(match[0]))


def _bare_dots(dots: str, before: str, after: str) -> str:
    """Outside brackets: a name to import, the rest of a statement, a value."""
    line = before.rpartition("\n")[2]
    if _IMPORTING.match(line):
        return "_".ljust(len(dots))
    word = _LAST_WORD.search(line)
    finished = line.endswith((")", "]")) if word is None else not keyword.iskeyword(word[0])
    return " " * len(dots) if finished and after[:1] in {"", "\n"} else _value(dots)


def _value(dots: str) -> str:
    return "_" if dots == "…" else "...".ljust(len(dots))


def _opener(masked: str, end: int) -> int | None:
    """The place of the innermost bracket open at a place, looked for in the 4,000 characters before it."""
    depth = 0
    for at in range(end - 1, max(end - 4000, 0) - 1, -1):
        if masked[at] in ")]}":
            depth += 1
        elif masked[at] in "([{":
            if depth == 0:
                return at
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
    if said := _WORDS.match(line):
        return f"{said[1]} _:"
    for match in _OPEN.finditer(masked):
        start, end = match.span()
        alone = masked[:start].rstrip().endswith(",") and masked[end:].lstrip()[:1] in {",", ")"}
        line = line[:start] + ("*" if alone else "").ljust(end - start, "_") + line[end:]
    return line
