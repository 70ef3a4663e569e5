"""What a program printed, shown below the code that prints it, without a prompt or a comment sign."""

from __future__ import annotations

import ast
import re
from collections.abc import Sequence

from harvest.checkers.python.foreign import is_statement
from harvest.checkers.python.parsing import Fault, parse
from harvest.checkers.python.shapes import Shape

_BESIDE = re.compile(r"(?<=\S)[ \t]+(?:->|=>|→|⇒|➜|<--+|←)[ \t]")
_TYPED = re.compile(r"\s*(?:async\s+)?def\b|\s*\)\s*->.*:\s*(?:#.*)?$")
_QUOTED = re.compile(r"\"\"\"|\'\'\'|&#?\w+;")
"""Signs of a string that should have been code, or of mangled text: no output that was left as it is."""
_SHOWS = (ast.Expr, ast.For, ast.With)
_MAY_SHOW = (*_SHOWS, ast.While, ast.If, ast.Try)
"""Below these, a single line is more likely the next one of the program, cut short."""
_REPRESENTED = frozenset(
    "array tensor matrix masked_array Timestamp DatetimeIndex Index RangeIndex Int64Index Row DenseVector SparseVector "
    "OrderedDict defaultdict Counter deque Decimal Fraction PosixPath WindowsPath".split()
)
"""How values of well-known types are printed: like a call that makes them."""
_ARROW = re.compile(r"\s*(?:>>(?!>)|=+>|->|→|⇒|➜|Out ?\[\d*\]:)")


def drop_results(shape: Shape) -> Shape | None:
    """Results shown below or beside the code, behind an arrow or `>>`, taken out."""
    plan = shape.layout
    lines = list(plan.lines)
    for n, row in enumerate(plan.starts):
        if n and _ARROW.match(plan.lines[row]):
            lines[row] = ""
        elif (at := _BESIDE.search(plan.masked[row])) and not _TYPED.match(plan.lines[row]):
            lines[row] = plan.lines[row][: at.start()]
    return shape.having(lines, "results") if lines != list(plan.lines) else None


def drop_output(shape: Shape) -> Shape | None:
    """Output below code: the line that does not parse and all after it are no statements, and what is above prints."""
    fault = parse(shape.text)
    if not isinstance(fault, Fault) or shape.lead or shape.dialect == "transcript":
        return None
    plan = shape.layout
    first = max((row for row in plan.starts if row < fault.line), default=0)
    head, tail = "\n".join(plan.lines[:first]), plan.lines[first:]
    printed = "Traceback (most recent call last)" in tail[0] or not any(map(is_statement, tail))
    if not printed or _QUOTED.search("\n".join(tail)) or not _prints(head, tail):
        return None
    return shape.having([*plan.lines[:first], *([""] * len(tail))], "results")


def is_value(tree: ast.Module) -> bool:
    """Whether a block is but a value, as a session prints it: `array([1, 2])`."""
    if len(tree.body) != 1 or not isinstance(tree.body[0], ast.Expr):
        return False
    found = list(ast.walk(tree.body[0].value))
    called = [node.func.id for node in found if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)]
    names = [node.id for node in found if isinstance(node, ast.Name)]
    return bool(called) and _REPRESENTED.issuperset(called) and len(names) == len(called)


def _prints(text: str, below: Sequence[str]) -> bool:
    """Whether a text is Python and ends with something whose value is shown below."""
    tree = parse(text)
    shows = _MAY_SHOW if sum(map(bool, map(str.strip, below))) > 1 else _SHOWS
    return not isinstance(tree, Fault) and bool(tree.body) and isinstance(tree.body[-1], shows)
