"""Which names a program leaves defined and which it needs: scope analysis over ESTree.

Follows ECMAScript's rules for bindings, leaning to leniency where published code is sloppy.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from msgspec import Struct

from harvest.checkers.ecmascript.visits import VISITS
from harvest.checkers.ecmascript.walk import Bound, Scope, Walk


class Use(Struct, frozen=True):
    """A name that nothing in the program binds, where it is first used."""

    name: str
    offset: int
    called: bool
    """Called, constructed or tagged: a helper rather than a value."""
    members: frozenset[str]
    """The properties that are read of it anywhere."""


class Names(Struct, frozen=True):
    """What the analysis found."""

    defines: tuple[str, ...]
    free: tuple[Use, ...]
    implicit: tuple[Use, ...]
    """Names that are assigned and nowhere declared: globals, in sloppy code."""
    bound: dict[str, Bound]
    """The bound names of all scopes that are used or declared at the top."""
    sources: tuple[str, ...]
    """What is imported or required."""
    shows_imports: bool
    imported: tuple[str, ...]
    """The names that are imported or required at the top."""
    modules: bool
    """In `import` statements rather than `require` calls."""


def analyse(program: Any) -> Names:
    """Analyse an ESTree program.

    Raises:
        RecursionError: it is nested too deeply.
    """
    top = Scope(None)
    walk = Walk(top, VISITS)
    walk.children(program, top)
    implicit = _implicit(walk)
    for use in implicit:
        top.names.setdefault(use.name, Bound(use.offset, 1))
    return Names(
        defines=tuple(top.names),
        free=_free(walk.uses),
        implicit=implicit,
        bound=_bindings(walk.scopes),
        sources=tuple(dict.fromkeys(walk.sources)),
        shows_imports=bool(walk.imports or walk.requires),
        imported=_imported(program, walk) if walk.imports or walk.requires else (),
        modules=bool(walk.imports),
    )


def _imported(program: Any, walk: Walk) -> tuple[str, ...]:
    found: list[str] = []
    for node in program.body:
        if node.type == "ImportDeclaration":
            found += [item.local.name for item in node.specifiers]
        elif node.type == "VariableDeclaration":
            taken = Scope(None)
            for item in node.declarations:
                if item.init is not None and item.init.type == "CallExpression" and item.init.callee.name == "require":
                    walk.bind(item.id, taken, walk.top)
            found += taken.names
    return tuple(found)


def _implicit(walk: Walk) -> tuple[Use, ...]:
    found = {name: offset for name, offset, scope in reversed(walk.assigned) if not _bound(name, scope, count=False)}
    return tuple(Use(name, offset, called=False, members=frozenset()) for name, offset in found.items())


def _free(uses: Iterable[tuple[str, int, bool, str | None, Scope]]) -> tuple[Use, ...]:
    first: dict[str, tuple[int, bool]] = {}
    members: dict[str, set[str]] = {}
    for name, offset, called, member, scope in uses:
        if not _bound(name, scope):
            first.setdefault(name, (offset, called))
            members.setdefault(name, set()).update({member} if member else ())
    return tuple(Use(name, *first[name], frozenset(members[name])) for name in sorted(first, key=first.__getitem__))


def _bindings(scopes: Iterable[Scope]) -> dict[str, Bound]:
    bound: dict[str, Bound] = {}
    for scope in scopes:
        for name, held in scope.names.items():
            if name in bound:
                bound[name].offset = min(held.offset, bound[name].offset)
                bound[name].uses += held.uses
            else:
                bound[name] = Bound(held.offset, held.uses)
    return bound


def _bound(name: str, scope: Scope | None, *, count: bool = True) -> bool:
    while scope is not None:
        held = scope.names.get(name)
        if held is not None:
            held.uses += count
            return True
        if scope.opaque:
            return True
        scope = scope.parent
    return False
