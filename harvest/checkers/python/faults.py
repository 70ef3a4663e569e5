"""A block that no form explains -> what is wrong with it, in a reviewer's words."""

from __future__ import annotations

import ast
import re

from harvest.checkers.python.foreign import is_output, other_language
from harvest.checkers.python.fragments import bare_bodies, deepest, first_bare
from harvest.checkers.python.known import OLD_MODULES
from harvest.checkers.python.layout import indent
from harvest.checkers.python.parsing import Fault, parse
from harvest.checkers.python.python2 import modernise
from harvest.checkers.python.rules import LOST_INDENTATION, PYTHON2, SYNTAX, TRUNCATED
from harvest.checkers.python.shapes import Shape
from harvest.checkers.python.truncation import is_cut
from harvest.checkers.python.wording import plain
from harvest.checkers.wrong_tag import RULE as WRONG_TAG
from harvest.model import Finding

_BODYLESS = re.compile(r"expected an indented block after (.+) on line (\d+)")


def python2(shape: Shape, fault: Fault) -> tuple[Finding, str] | None:
    """The finding for a block in Python 2, and its text in Python 3; None where that does not explain the fault."""
    text, changed = modernise(shape.text)
    at = next((change for change in changed if change[0] <= fault.line < change[0] + change[1].count("\n") + 1), None)
    if at is None:
        return None
    rest = parse(text)
    if isinstance(rest, Fault) and rest.line <= fault.line:
        return None
    whole = isinstance(rest, ast.Module) and shape.lines == shape.published and not shape.lead
    return _old(shape, at, text if whole else None), text


def old_import(shape: Shape, tree: ast.Module) -> Finding | None:
    """The first import at the top level of a module that only Python 2 has."""
    for node in tree.body:
        if isinstance(node, ast.ImportFrom):
            names = [node.module or ""]
        else:
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        for name in filter(OLD_MODULES.__contains__, names):
            line, column = shape.place(node.lineno, node.col_offset + 1)
            new = f"in Python 3 it is `{OLD_MODULES[name]}`"
            return PYTHON2.finding(line, column, f"`{name}` is a module of Python 2", name=name, suggestion=new)
    return None


def _old(shape: Shape, change: tuple[int, str], repaired: str | None = None) -> Finding:
    line, column = shape.place(change[0], 1)
    column += indent(shape.lines[line - 1])
    new = change[1].split("\n")[0].strip()
    return PYTHON2.finding(line, column, "this is Python 2", suggestion=f"in Python 3: `{new}`", repaired=repaired)


def diagnose(shape: Shape, fault: Fault, published: str) -> tuple[Finding, ...]:
    """What is wrong; nothing where the block is no code, but something that a program printed."""
    if shape.dialect == "diff":  # a hunk is cut out of its file anywhere
        return ()
    bare, deep = bare_bodies(shape.text), deepest(shape.text)
    if bare and (deep <= 1 or len(bare) > 1):
        line, column = shape.place(first_bare(shape.text) if deep <= 1 else bare[0], 1)
        gone = "the indentation is lost from here on" if deep <= 1 else "the body stands at the level of its header"
        lost = LOST_INDENTATION.finding(line, column, gone, suggestion="indent each body by four spaces more")
        return (lost, *(_old(shape, change) for change in modernise(shape.text)[1][:1]))
    finding = _single(shape, fault, published)
    return () if finding is None else (finding,)


def _single(shape: Shape, fault: Fault, published: str) -> Finding | None:
    if shape.dialect == "transcript":
        published = "\n".join(shape.lines)
    if language := other_language(published):
        rows = enumerate(published.split("\n"), 1)
        first = next((n for n, row in rows if row.strip() and not row.lstrip().startswith("#")), 1)
        return wrong_tag(language, first)
    if is_cut(shape.text, fault):
        return _truncated(shape)
    if shape.dialect != "transcript" and is_output(published):
        return None
    return _syntax(shape, fault)


def wrong_tag(language: str, line: int = 1) -> Finding:
    """The finding for a block in another language."""
    message = f"this is not Python, but looks like {language}"
    return WRONG_TAG.finding(line, 1, message, suggestion="tag the block as what it is")


def _syntax(shape: Shape, fault: Fault) -> Finding:
    if match := _BODYLESS.match(fault.message):
        line, _ = shape.place(int(match[2]), 1)
        column = indent(shape.lines[line - 1]) + 1
        return SYNTAX.finding(line, column, f"the {match[1]} has no body", suggestion="add its body, or `...` for one")
    line, column = shape.place(fault.line, fault.column)
    message, suggestion = plain(fault.message, _rest(shape, fault))
    if "indent" in fault.message:
        column = shape.place(fault.line, indent(shape.lines[line - 1]) + 1)[1]
    return SYNTAX.finding(line, column, message, suggestion=suggestion)


def _rest(shape: Shape, fault: Fault) -> str:
    """What stands at the fault and after it in its line."""
    lines = shape.text.split("\n")
    return lines[fault.line - 1][fault.column - 1 :] if fault.line <= len(lines) else ""


def _truncated(shape: Shape) -> Finding:
    row = max((n for n, line in enumerate(shape.lines, 1) if line.strip()), default=1)
    column = len(shape.lines[row - 1].rstrip()) + 1 + (shape.shifts[row - 1] if shape.shifts else 0)
    return TRUNCATED.finding(
        row, column, "the block ends in the middle of a statement", suggestion="show the rest, or end it with `...`"
    )
