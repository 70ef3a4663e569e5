"""The names of one block, as the article's judge needs them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from msgspec import Struct

from harvest.checkers.ecmascript.environments import evidence, hosts_of, is_known
from harvest.checkers.ecmascript.excerpts import is_excerpt, is_list, is_one_of_several, is_placeholder, omits_imports
from harvest.checkers.ecmascript.form import Form
from harvest.checkers.ecmascript.lexer import Lines, mask
from harvest.checkers.ecmascript.misspellings import COMMON, is_alike, is_one_of, near
from harvest.checkers.ecmascript.modules import import_line, is_of_node
from harvest.checkers.ecmascript.rules import TRUNCATED
from harvest.checkers.ecmascript.scopes import Names, Use, analyse
from harvest.model import Finding, Need, Reading

_GLOBAL = re.compile(r"/\*\s*globals?\s([^*]*)\*/")
_ENVIRONMENT = re.compile(r"/\*\s*eslint-env\s([^*]*)\*/")
_TELLING = 3
"""Letters that a name needs to be told for the beginning of another."""
_PLAIN = 5
"""Letters that a name needs to be told for one of Node.js's own."""
_MODULE = re.compile(r"^(?:export[ ]+default\b|(?:module\.)?exports[ ]*=|#!)", re.MULTILINE)
"""What only whole files have."""
_FILE_NAME = re.compile(r"\s*//[^\n]*?[\w\])-]\.[cm]?[jt]sx?[ \t]*(?:\n|\Z)")
"""A remark on top that ends in the name of a file."""
_DECORATOR = re.compile(r"@([A-Za-z_$][\w$]*)")
_SVELTE = re.compile(r"^[ \t]*\$:", re.MULTILINE)
"""The label by which Svelte knows what to run again."""
_HOLE = re.compile(r"_+\Z")


class _Block(Struct, frozen=True):
    form: Form
    names: Names
    lines: Lines
    node: bool
    excerpt: bool
    given: frozenset[str]
    """Names that a framework gives."""
    free: frozenset[str]
    """The names that nothing supplies."""


def reading(text: str, form: Form, program: Any) -> Reading:
    """What the block defines and needs.

    Raises:
        RecursionError: it is nested too deeply.
    """
    return graded(text, form, analyse(program), program)


def graded(text: str, form: Form, names: Names, program: Any = None) -> Reading:
    """The reading of a block whose names are known, and its tree where there is one."""
    declared = _declared(text)
    free = [use for use in names.free if not is_known(use.name) and use.name not in declared]
    free += _slips(names)
    free = [use for use in free if not (_HOLE.match(use.name) and not _published(text, form, use))]
    hosts = {*evidence((use.name for use in names.free), names.sources), *_environments(text)}
    open_names = frozenset(use.name for use in free)
    excerpt = bool(free) and is_excerpt(text, form, program)
    given = frozenset(_given(text, names))
    block = _Block(form, names, Lines(text), "node" in hosts, excerpt, given, open_names)
    if form.dialect == "signature" or (free and is_list(text)):
        free = []  # an interface described, not code that runs
    cut = next((use for use in free if _is_cut(use, text, block)), None)
    needs = tuple(_need(use, block) for use in free if use is not cut)
    supplied = all(need.import_line or need.near or hosts.intersection(need.hosts) for need in needs)
    accounted = supplied or all(need.import_line or need.near or need.certain for need in needs)
    return Reading(
        findings=() if cut is None else (_truncated(cut, block),),
        defines=tuple(name for name in names.defines if not _HOLE.match(name)) if not form.inner else (),
        needs=needs,
        hosts=tuple(sorted(hosts)),
        dialect=form.dialect,
        imports=names.imported,
        whole=names.shows_imports and supplied and not omits_imports(text),
        complete=names.shows_imports and not excerpt and bool(free) and _is_file(text),
        script=accounted and form.dialect is None and all(is_of_node(need.name) for need in needs if need.import_line),
    )


def _given(text: str, names: Names) -> Iterator[str]:
    """Names that a framework gives: decorators where no imports are shown, and in Svelte what stores hold."""
    if not names.shows_imports and "@" in text:
        yield from _DECORATOR.findall(mask(text))
    svelte = "$:" in text and _SVELTE.search(text) is not None
    yield from (use.name for use in names.free if use.name[:1] == "$" and (svelte or use.name[1:] in names.bound))


def _is_file(text: str) -> bool:
    """Whether a block shows itself to be a whole file."""
    return _FILE_NAME.match(text) is not None or _MODULE.search(mask(text)) is not None


def _slips(names: Names) -> list[Use]:
    """Assignments that make a global by accident: the name is a slip of the pen for a declared one."""
    unread = [use for use in names.implicit if names.bound[use.name].uses <= 1]
    return [use for use in unread if near(use, names.bound) not in {None, use.name}]


def _need(use: Use, block: _Block) -> Need:
    line, column = block.lines.place(max(0, use.offset - block.form.shift))
    several = not block.names.shows_imports and is_one_of_several(use.name, block.free)
    hosts = hosts_of(use.name)
    meant = None if hosts else near(use, block.names.bound, excerpt=block.excerpt, free=block.free)
    return Need(
        name=use.name,
        line=line,
        column=column,
        end_column=column + len(use.name),
        import_line=import_line(use, node=block.node, modules=block.names.modules),
        near=meant,
        hosts=hosts,
        certain=not hosts and _is_certain(use, block),
        assumed=block.excerpt or several or use.name in block.given or is_placeholder(use.name),
    )


def _is_cut(use: Use, text: str, block: _Block) -> bool:
    """Whether the text ends in this name, and the name is the beginning of one that is known: it was cut off there."""
    if use.offset - block.form.shift + len(use.name) != len(text.rstrip()) or len(use.name) < _TELLING:
        return False
    told = [name for name, held in block.names.bound.items() if held.offset < use.offset]
    return any(name != use.name and name.startswith(use.name) for name in (*told, *COMMON))


def _truncated(use: Use, block: _Block) -> Finding:
    line, column = block.lines.place(use.offset - block.form.shift)
    return TRUNCATED.finding(
        line,
        column,
        f"the sample ends in the middle of a name: `{use.name}`",
        suggestion="show the rest, or end in `// ...`",
    )


def _is_certain(use: Use, block: _Block) -> bool:
    """Whether a script that lacks nothing else lacks this by mistake: Node.js has it, or a declared name is alike."""
    told = use.called or use.members or import_line(use, node=True, modules=False) is not None
    if block.node and told and is_of_node(use.name) and len(use.name) >= _PLAIN:
        return True
    bound = block.names.bound
    return is_one_of(use, bound, block.free) or (block.names.shows_imports and is_alike(use, bound, block.free))


def _published(text: str, form: Form, use: Use) -> bool:
    """Whether the name stands in the text itself, and is not one that filled a hole."""
    start = use.offset - form.shift
    return text[start : start + len(use.name)] == use.name


def _declared(text: str) -> frozenset[str]:
    """Names that the author declares for a linter."""
    if "/*" not in text or "global" not in text:
        return frozenset()
    return frozenset(
        name for match in _GLOBAL.finditer(text) for name in re.findall(r"[\w$]+(?=\s*(?:[,:]|\Z|\s))", match[1])
    )


def _environments(text: str) -> frozenset[str]:
    if "eslint-env" not in text:
        return frozenset()
    return frozenset(name for match in _ENVIRONMENT.finditer(text) for name in re.findall(r"[\w-]+", match[1]))
