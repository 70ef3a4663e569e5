"""Excerpts cut out of something larger: indented, without a header above or a body below."""

from __future__ import annotations

import re

from msgspec.structs import replace

from harvest.checkers.python.layout import Layout, indent, layout
from harvest.checkers.python.parsing import Fault, parse
from harvest.checkers.python.shapes import Shape

_HEADER = re.compile(r"\s*(?:async\s+)?(?:def|class|if|elif|else|for|while|with|try|except|finally|match|case)\b")
_CLOSERS = re.compile(r"\s*([)\]}]+)")
_OPENERS = {")": "(", "]": "[", "}": "{"}
_CONTINUES = re.compile(r"\s*(elif|else|except|finally)\b")
_CASE = re.compile(r"\s*case\b.*:")
_DECORATOR = re.compile(r"\s*@[\w.]+")


def open_above(shape: Shape) -> Shape | None:
    """Headers put before a text that begins inside something: indented, or with `else:` or `except`."""
    plan = shape.layout
    if shape.lead or not plan.starts:
        return None
    lead = _lead(plan)
    return replace(shape, lead=tuple(lead), dialect=shape.dialect or "excerpt") if lead else None


def open_match(shape: Shape) -> Shape | None:
    """A `match` put before cases shown without theirs, which move one column to the right."""
    plan = shape.layout
    levels = [indent(plan.lines[row]) for row in plan.starts]
    if shape.lead or not levels or min(levels) < levels[0] or not _CASE.match(plan.lines[plan.starts[0]]):
        return None
    shifts = tuple(shift - 1 for shift in shape.shifts or (0,) * len(shape.lines))
    lines = tuple(f" {line}" for line in shape.lines)
    return replace(shape, lines=lines, lead=("match _:",), shifts=shifts, dialect=shape.dialect or "excerpt")


def _lead(plan: Layout) -> list[str]:
    first = plan.lines[plan.starts[0]]
    levels = [indent(first)]
    leaders: dict[int, str] = {}
    for row in plan.starts[1:]:
        level = indent(plan.lines[row])
        if level < levels[-1]:
            levels.append(level)
            leaders[level] = "try:" if _continuation(plan.lines[row]) in {"except", "finally"} else "if _:"
    lead = [" " * level + leaders[level] for level in reversed(levels[1:])]
    if levels[-1] > 0:
        lead.insert(0, "if _:")
    if closers := _CLOSERS.match(first):
        lead.append(" " * levels[0] + "".join(_OPENERS[closer] for closer in reversed(closers[1])))
    if word := _continuation(first):
        opener = "try: pass" if word in {"except", "finally"} else "if _: pass"
        lead.append(" " * levels[0] + opener)
    return lead


def _continuation(line: str) -> str | None:
    match = _CONTINUES.match(line)
    return match[1] if match else None


def enclose(shape: Shape) -> Shape | None:
    """Items of a dictionary, arguments of a call shown alone: put between brackets, where that makes them parse."""
    for opening, closing in (("{", "}"), ("_(", ")"), ("[", "]")):
        inside = replace(shape, lead=(opening,), tail=(closing,), dialect="members")
        if not isinstance(parse(inside.text), Fault):
            return inside
    return None


def close_below(shape: Shape) -> Shape | None:
    """Bodies given to headers that have a comment for one, and to a header or a decorator shown alone."""
    plan = shape.layout
    lines = list(plan.lines)
    heads = [n for n, row in enumerate(plan.starts) if _is_header(plan, n)]
    for n in heads:
        _fill(plan, n, lines)
    tail = shape.tail
    decorators = [_DECORATOR.match(plan.lines[row]) is not None for row in plan.starts]
    last = len(plan.starts) - 1
    if last >= 0 and all(decorated or n in heads for n, decorated in enumerate(decorators)):
        if decorators[last]:
            tail = (" " * indent(plan.lines[plan.starts[last]]) + "def _(): pass",)
        elif lines == list(plan.lines):
            tail = (" " * (indent(plan.lines[plan.starts[last]]) + 4) + "pass",)
    if lines == list(plan.lines) and tail == shape.tail:
        return None
    return replace(shape, lines=tuple(lines), tail=tail, dialect=shape.dialect or "excerpt")


def _is_header(plan: Layout, n: int) -> bool:
    text = "\n".join(plan.masked[plan.starts[n] : plan.end(n)])
    return _HEADER.match(text) is not None and text.rstrip().endswith(":")


def _fill(plan: Layout, n: int, lines: list[str]) -> None:
    """Put `pass` in place of the comment that stands for the body of header `n`."""
    row, end = plan.starts[n], plan.end(n)
    level = indent(plan.lines[row])
    if end < len(plan.lines) and indent(plan.lines[end]) > level:
        return
    body = next((r for r in range(row + 1, end) if _is_comment(plan, r) and indent(plan.lines[r]) > level), None)
    if body is not None:
        lines[body] = plan.lines[body][: len(plan.lines[body]) - len(plan.lines[body].lstrip())] + "pass"


def _is_comment(plan: Layout, row: int) -> bool:
    return plan.lines[row].lstrip().startswith("#") and not plan.masked[row].strip()


def bare_bodies(text: str) -> list[int]:
    """The 1-based lines of bodies that stand right below their header and no deeper."""
    plan = layout(text)
    found = []
    for n in range(len(plan.starts) - 1):
        row, below = plan.starts[n], plan.end(n)
        close = all(line.strip() for line in plan.lines[row:below])
        level = indent(plan.lines[row])
        if (
            _is_header(plan, n)
            and close
            and level >= indent(plan.lines[below])
            and not _continuation(plan.lines[below])
        ):
            found.append(below + 1)
    return found


def first_bare(text: str) -> int:
    """The 1-based line at which a text begins to miss its indentation: what stands below its first header."""
    plan = layout(text)
    header = next(n for n in range(len(plan.starts)) if _is_header(plan, n))
    last = next(row for row in range(plan.starts[header], plan.end(header)) if plan.masked[row].rstrip().endswith(":"))
    return next((row + 1 for row in range(last + 1, len(plan.lines)) if plan.lines[row].strip()), last + 1)


def deepest(text: str) -> int:
    """The deepest indentation of a logical line."""
    plan = layout(text)
    return max((indent(plan.lines[row]) for row in plan.starts), default=0)
