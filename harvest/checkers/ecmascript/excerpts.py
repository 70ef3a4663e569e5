"""Whether a block shows itself to be an excerpt, and which names stand for something of the reader's."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Any

from harvest.checkers.ecmascript.form import Form
from harvest.checkers.ecmascript.lexer import comments, mask

_WHOLE = frozenset({None, "evaluations", "transcript", "page", "proposal"})
"""Forms in which a block may be all there is."""
_SHORT = 2
"""Lines of code that show a call or two, and not where their names come from."""
_LEFT_OUT = re.compile(
    r"[\s/*#-]*(?:\.{3}|…)|.*\b(?:omitted|elided|snip(?:ped)?|goes here|code here|rest of|do (?:something|stuff)"
    r"|(?:your|more|other) (?:code|logic|stuff|options|props|fields|methods))\b",
    re.IGNORECASE | re.DOTALL,
)
"""A comment in place of code."""
_SIDE = re.compile(
    r"[\s/*]*(?:[\u2190-\u2bff\U0001f300-\U0001faff\ufe0f]\s*)*(?P<side>before|after|old|new|bad|good)\b(?![ ]\w|\()",
    re.IGNORECASE,
)
_COMPARED = (("before", "after"), ("old", "new"), ("bad", "good"))
"""What stands above the same lines as they are and as they ought to be."""
_CODE = re.compile(r"^[^\S\n]*[^\s)\]};,].*$", re.MULTILINE)
_PLACEHOLDER = re.compile(
    r"(?:some|any|your|my|foo|bar|baz|do(?:Something|Stuff|Work)|something|whatever|expensive|heavy)(?:[A-Z_\d]\w*)?"
    r"|(?:YOUR|MY|SOME)_\w+|\w+(?:Here|_HERE)|callback|cb|done|next|options|opts"
    r"|\$(?:scope|rootScope|http|timeout|q)"
)
"""Names that authors give to what the reader has or chooses, and those that AngularJS gives to what it hands over."""

_NUMBERED = re.compile(r"(?P<stem>[A-Za-z]+_?)(?P<number>[1-9]|[nN])")
_ALONE = re.compile(r"[\w$]+(?:\.[\w$]+)*(?:[ \t]*//.*)?[ \t]*")
_DOTS = r"^[ \t]*(?://[ \t]*)?(?:\.{3}|…)[^\w\n]*\n\s*"
_IMPORT = r"(?:import\b|(?:const|let|var)\b[^\n;]*=[ ]*require\()"
_OMITTED = re.compile(rf"{_DOTS}{_IMPORT}|^{_IMPORT}[^\n]*\n\s*?{_DOTS}", re.MULTILINE)


def is_excerpt(text: str, form: Form, program: Any) -> bool:
    """Whether a block is plainly a part of something.

    Args:
        text: the block.
        form: how it was read.
        program: its tree, None where there is none.
    """
    if form.dialect not in _WHOLE or text.lstrip().startswith(("<", "{")) or _is_part(program):
        return True
    remarks = list(comments(text))
    if any(_LEFT_OUT.match(text, start, end) for start, end in remarks):
        return True
    sides = {match["side"].lower() for start, end in remarks if (match := _SIDE.match(text, start, end))}
    if any(sides.issuperset(pair) for pair in _COMPARED):
        return True
    return len(_CODE.findall(mask(text))) <= _SHORT


def is_placeholder(name: str) -> bool:
    """Whether a name stands for whatever the reader has."""
    return _PLACEHOLDER.fullmatch(name) is not None


def is_one_of_several(name: str, free: Collection[str]) -> bool:
    """Whether a name stands for one of as many as the reader has: `bed1` beside `bed2`."""
    match = _NUMBERED.fullmatch(name)
    return match is not None and any(f"{match['stem']}{number}" in free for number in "12" if number != match["number"])


def is_list(text: str) -> bool:
    """Whether a text is a list of names: each line begins with a dash, or is no more than a name."""
    lines = [line.lstrip() for line in text.split("\n") if line.strip()]
    items = [line for line in lines if not line.startswith("//")]
    dashes = all(line.startswith("- ") for line in items)
    return len(items) > 1 and (dashes or all(map(_ALONE.fullmatch, items)))


def omits_imports(text: str) -> bool:
    """Whether dots stand before or after an import: there may be more of them."""
    return _OMITTED.search(text) is not None


def _is_part(program: Any) -> bool:
    """Whether statements of a function stand at the top, or markup or a function that nothing takes."""
    nodes = program.body if program is not None else []
    kinds = [node.expression.type for node in nodes if node.type == "ExpressionStatement"]
    untaken = any(kind.startswith("JSX") or kind == "ArrowFunctionExpression" for kind in kinds)
    return untaken or any(node.type == "ReturnStatement" for node in nodes)
