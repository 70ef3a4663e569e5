"""One block or many -> readings: form, syntax, names; ruff is asked once for all that fail."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Sequence
from itertools import chain

from msgspec import Struct, structs

from harvest.checkers.python import known
from harvest.checkers.python.faults import diagnose, old_import, python2, wrong_tag
from harvest.checkers.python.foreign import is_json, is_toml
from harvest.checkers.python.names import Names, Use, names_of
from harvest.checkers.python.needs import is_free, is_plain, near, need_of, needs_import
from harvest.checkers.python.parsing import TOO_DEEP, Fault, parse
from harvest.checkers.python.python2 import shifted_print
from harvest.checkers.python.results import is_value
from harvest.checkers.python.rules import LITERAL_NAME
from harvest.checkers.python.second import rejects
from harvest.checkers.python.shapes import Shape
from harvest.checkers.python.shaping import Settled, settle
from harvest.model import Code, Finding, Reading

_GIVEN = re.compile(r"^(?:(?:async[ \t]+)?def|class|type)[ \t]+(\w+)|^(\w+)[ \t]*(?::[^=\n]*)?=(?!=)", re.MULTILINE)
_IMPORTED = re.compile(r"^(?:from[ \t]+[\w.]+[ \t]+)?import[ \t]+([\w., \t]+)$", re.MULTILINE)
NO_SECOND_OPINION = "Python cannot parse it, and the second parser gave no answer"
_DEFINITIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
_ENTRY = re.compile(r"^if\s+__name__\s*==", re.MULTILINE)
_ELIDED = re.compile(r"^[ \t]*#+[ \t]*[\[(<]?(?:\.{3}|…)", re.MULTILINE)
_OPEN = re.compile(r"^#+[ \t]*[\[(<]?(?:\.{3}|…)", re.MULTILINE)
"""Code left out at the top level, where imports are."""
_RAN = re.compile(r"^[ \t]*#[ \t]?=?> ?\S", re.MULTILINE)
"""A line of output below a statement: the block was run as it stands."""
_MAIN = re.compile(r"""^#!|^if\s+__name__\s*==""", re.MULTILINE)


class _Draft(Struct, frozen=True):
    """A reading that is done, or a block that waits for the second opinion."""

    code: Code
    reading: Reading | None
    settled: Settled | None = None


def read_many(codes: Sequence[Code]) -> list[Reading]:
    """Read blocks in their order; those that do not parse share one process of ruff."""
    drafts = [_draft(code) for code in codes]
    waiting = [draft.settled for draft in drafts if draft.settled is not None]
    verdicts = _rejected(waiting)
    return [draft.reading or _judged(draft, rejected=next(verdicts)) for draft in drafts]


def _rejected(waiting: Sequence[Settled]) -> Iterator[bool | None]:
    """For each block, whether ruff rejects it too, as it stands and with the forms of publishing taken away.

    None where ruff has no answer.
    """
    pairs = [(settled.plain, settled.shape.text) for settled in waiting]
    texts = list(dict.fromkeys(chain(*pairs)))
    answers = dict(zip(texts, rejects(texts), strict=True))
    for first, last in ((answers[plain], answers[formed]) for plain, formed in pairs):
        yield False if first is False or last is False else first and last


def read(code: Code) -> Reading:
    """Read one block."""
    return read_many([code])[0]


def _draft(code: Code) -> _Draft:
    settled = settle(code.text)
    shape, fault = settled.shape, settled.fault or shifted_print(settled.shape.text)
    old = python2(shape, fault) if fault is not None and not fault.limit else None
    if old is not None:
        return _Draft(code, _python2(shape, *old, code.text))
    if settled.tree is not None:
        return _Draft(code, _parsed(shape, settled.tree))
    if fault is None or fault.limit:
        return _Draft(code, Reading(reason=TOO_DEEP))
    return _Draft(code, None, settled)


def _judged(draft: _Draft, *, rejected: bool | None) -> Reading:
    """The reading of a block that Python rejects, once ruff has spoken."""
    settled = draft.settled
    if settled is None or settled.fault is None:
        return Reading()
    given = _given(settled.shape.text)
    if rejected is None:
        return Reading(reason=NO_SECOND_OPINION)
    if not rejected:
        return Reading(defines=given, dialect="newer")
    findings = diagnose(settled.shape, settled.fault, draft.code.text)
    if not findings:
        return Reading(dialect="output")
    return Reading(findings=findings, defines=given, dialect=settled.shape.dialect, hosts=settled.shape.hosts)


def _python2(shape: Shape, finding: Finding, text: str, published: str) -> Reading:
    """A block in Python 2: its names are read from the translation."""
    tree = parse(text)
    hosts = (*_hosts(shape, text), "python2")
    if isinstance(tree, Fault):
        return Reading(
            findings=(finding, *diagnose(shape, tree, published)), defines=_given(text), hosts=hosts, dialect="python2"
        )
    reading = _parsed(shape, tree, text)
    return structs.replace(reading, findings=(finding, *reading.findings), hosts=hosts, dialect="python2")


def _parsed(shape: Shape, tree: ast.Module, text: str | None = None) -> Reading:
    text = shape.text if text is None else text
    try:
        names = names_of(tree, text)
    except RecursionError:
        return Reading(reason=TOO_DEEP)
    partial = _is_partial(shape, tree, text, names)
    uses = [use for use in names.uses if not (is_free(use.name) or (partial and is_plain(use)))]
    if shape.resumed:
        uses = [use for use in uses if near(use) is not None]
    literals = [use for use in uses if use.name in known.LITERALS]
    lines = text.rstrip().split("\n")
    froms = (node for node in tree.body if isinstance(node, ast.ImportFrom) and not node.level)
    shown = {(node.module or "").partition(".")[0] for node in froms}
    whole = _is_whole(shape, tree, text, uses)
    ran = not partial and _RAN.search(text) is not None
    if literals and is_json(shape.text):
        return Reading(findings=(wrong_tag("JSON"),), dialect=shape.dialect)
    if uses and is_value(tree):
        return Reading(dialect="output")
    if is_toml(tree, shape.text):
        return Reading(findings=(wrong_tag("TOML"),), dialect=shape.dialect)
    old = old_import(shape, tree) if text == shape.text else None
    return Reading(
        findings=(*filter(None, [old]), *(_literal(use, shape) for use in literals)),
        defines=names.defines,
        needs=tuple(
            need_of(use, shape, last=_is_last(use, lines), ran=ran, shown=shown) for use in uses if use not in literals
        ),
        hosts=_hosts(shape, text),
        dialect=shape.dialect,
        whole=whole,
        complete=whole and _ENTRY.search(text) is not None and bool(_imports(tree)),
        script=not whole and shape.dialect is None and _defines_and_uses(tree) and all(map(needs_import, uses)),
        opens=names.opens,
        holds=names.holds,
    )


def _hosts(shape: Shape, text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*shape.hosts, *known.hosts_shown(text))))


def _is_partial(shape: Shape, tree: ast.Module, text: str, names: Names) -> bool:
    """Whether the block says that it leaves code out: it is cut from something, or has a `...` among its statements."""
    member = any(use.name in {"self", "cls"} for use in names.uses)
    return shape.dialect == "excerpt" or member or _ELIDED.search(text) is not None or any(map(_is_ellipsis, tree.body))


def _is_ellipsis(node: ast.stmt) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and node.value.value is ...


def _literal(use: Use, shape: Shape) -> Finding:
    line, column = shape.place_of(use.name, use.line, use.column)
    word = known.LITERALS[use.name]
    return LITERAL_NAME.finding(
        line,
        column,
        f"`{use.name}` is no name of Python",
        end_line=line,
        end_column=column + len(use.name),
        name=use.name,
        suggestion=f"write `{word}`",
    )


def _is_last(use: Use, lines: list[str]) -> bool:
    return use.line == len(lines) and use.column + len(use.name) == len(lines[-1]) + 1


def _defines_and_uses(tree: ast.Module) -> bool:
    """Whether the top level uses what it defines: a program in small, of which at most the imports are missing."""
    if any(isinstance(node, ast.Try) for node in tree.body):
        return True
    made = {node.name for node in tree.body if isinstance(node, _DEFINITIONS)}
    rest = (node for node in tree.body if not isinstance(node, _DEFINITIONS))
    return bool(made) and any(
        isinstance(node, ast.Name) and node.id in made for statement in rest for node in ast.walk(statement)
    )


def _is_whole(shape: Shape, tree: ast.Module, text: str, uses: Sequence[Use]) -> bool:
    """Whether the block means to stand by itself: it shows imports, or starts like a script that lacks nothing else."""
    if shape.dialect == "transcript" or _OPEN.search(text) or any(map(_is_ellipsis, tree.body)):
        return False
    return bool(_imports(tree)) or (_MAIN.search(text) is not None and all(map(needs_import, uses)))


def _imports(tree: ast.Module) -> list[ast.stmt]:
    """The imports at the top level, without those of `__future__`, which import nothing."""
    imports = (node for node in tree.body if isinstance(node, (ast.Import, ast.ImportFrom)))
    return [node for node in imports if getattr(node, "module", None) != "__future__"]


def _given(text: str) -> tuple[str, ...]:
    """The names that a text without a tree plainly defines at its top level."""
    names = [name for match in _GIVEN.finditer(text) for name in match.groups() if name]
    for match in _IMPORTED.finditer(text):
        names += [words.split()[-1].partition(".")[0] for words in match[1].split(",") if words.strip()]
    return tuple(dict.fromkeys(names))
