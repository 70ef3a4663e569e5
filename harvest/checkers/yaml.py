"""YAML: PyYAML's events, never its constructors; templates and elisions are passed over."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import accumulate
from typing import Any

from harvest.checkers.base import one_by_one
from harvest.model import Code, Finding, Reading, Rule

SYNTAX = Rule(
    code="YML001",
    name="yaml-syntax",
    severity="error",
    summary="No YAML parser reads the sample.",
    why="Indentation and colons are syntax in YAML; the tool that reads the file stops, or reads something else.",
    bad="steps:\n  - run: echo note: this fails",
    good='steps:\n  - run: "echo note: this works"',
)
DUPLICATE = Rule(
    code="YML002",
    name="duplicate-key",
    severity="warning",
    summary="A key stands twice in one mapping.",
    why="Parsers refuse it, or keep the last value without a word.",
    bad="service:\n  port: 80\n  port: 8080",
    good="service:\n  port: 8080",
)
RULES = (SYNTAX, DUPLICATE)
TOOLS = ("PyYAML",)

_TEMPLATE = re.compile(r"\{\{[^\n]{0,300}?\}\}|\{%[^\n]{0,300}?%\}|<%[^\n]{0,300}?%>|\{#[^\n]{0,300}?#\}")
_ELISION = re.compile(
    r"^[ \t]*(?:-[ ])?(?:\.[ ]?\.[ ]?\.|…|⋮|\[\.\.\.\]|<\.\.\.>|-{2,}[ ]?snip)|[,\[{][ ]*(?:\.{3}|…)[ ]*[,\]}\[{]",
    re.MULTILINE | re.IGNORECASE,
)
_FOREIGN = re.compile(r"^(?:[$%>\u276f\u279c][ ]|[+-](?![- \n]|$)[^\n]*:|[+][ ]|@@[ ]|\x60{3})", re.MULTILINE)
_PROSE = re.compile(
    r"^(?:[ \t]*[Uu]ser-[Aa]gent:[ ]"
    r"|(?![ \t]|[-?#%\]})]|\.\.\.|\{|[\w.'\"/$@*&!<>()-]+(?:[ ][\w.'\"/()-]+){0,4}[ \t]*:(?:\s|$))\S)",
    re.MULTILINE,
)
"""A line at the margin that is no key, item or mark: text, or the rules for robots, which look alike."""
_ENTRY = re.compile(r"[ \t]*(?:[\[{\"'|>&*!]|- |-$|---|%|[^\n]*:(?:\s|$))")
_BRACKET = re.compile(r"[\[\]{}]")
_TOO_DEEP = "nested too deeply to be read"
_DEEPEST = 500
"""Collections in collections. libyaml's own limit came late, and makes an error of what is none."""
_INNER_TAB = re.compile(r"(?<=[^\s])\t+")


class _Deeper(Exception):  # noqa: N818 - nothing is wrong with the text
    """It is nested more deeply than it is read."""


_TWO = 2
"""Colons of a line that holds a second one within its value."""
_TOLD = {
    "mapping values": ("a value holds `: `, as a key does", "put the value in quotes"),
    "expected '-' indicator": (
        "the line belongs neither to the list above nor below it",
        "begin it with `- `, or indent it",
    ),
    "expected key": (
        "the line is no key of the mapping that it stands in",
        "write `key: value`, indented like the keys above",
    ),
    "expected ',' or ']'": ("the `[` is not closed, or a comma is missing", "close it with `]`, or write the comma"),
    "expected ',' or '}'": ("the `{` is not closed, or a comma is missing", "close it with `}`, or write the comma"),
    "cannot start any token": ("no value begins with this sign", "put the value in quotes"),
    "unexpected end of stream": ("a quote is not closed", "close it"),
    "expected ':'": ("a key stands here without `:`", "write `key: value`"),
    "undefined alias": ("`*` names an anchor that nothing sets", "set it with `&`, or put the value in quotes"),
}
"""What the parser complains of -> what a reader is told, and what helps."""


def read(code: Code) -> Reading:
    """Read one block of YAML 1.1, which is what PyYAML knows; what 1.2 changed in the syntax is allowed for."""
    import yaml

    if _depth(code.text) > _DEEPEST:  # libyaml's time grows with the square of it
        return Reading(reason=_TOO_DEEP)
    text = _INNER_TAB.sub(" ", code.text.replace("\r\n", "\n"))
    bare = _TEMPLATE.sub(_blank, text)
    try:
        found = tuple(_repeated(bare))
        return Reading(findings=found, dialect=None if found or not _is_prose(bare) else "output")
    except _Deeper:
        return Reading(reason=_TOO_DEEP)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        if mark is None or _is_fragment(code.text, bare):
            return Reading(dialect="output" if _PROSE.search(code.text) else "fragment")
        return Reading(findings=(_syntax(code.text, mark.line, mark.column, error.problem or "it cannot be read"),))
    except (yaml.YAMLError, ValueError):  # a character that YAML does not allow: `text` tells of those
        return Reading()


read_many = one_by_one(read)


def _depth(text: str) -> int:
    """How deep brackets are nested, at most; those inside strings count too."""
    steps = (1 if bracket[0] in "[{" else -1 for bracket in _BRACKET.finditer(text))
    return max(accumulate(steps), default=0)


def _blank(template: re.Match[str]) -> str:
    """A template's directive on a line of its own is gone once it ran; a value stays a value."""
    line = template.string[template.string.rfind("\n", 0, template.start()) + 1 : template.start()]
    rest = template.string[template.end() : template.end() + 1]
    alone = not line.strip() and rest in {"", "\n"}
    return ("#" if alone else "x") + "x" * (len(template[0]) - 1)


def _is_prose(text: str) -> bool:
    """Whether a text that can be read is but lines without a key or an item, as in no file of settings."""
    lines = [line for line in text.split("\n") if line.strip() and not line.lstrip().startswith("#")]
    return len(lines) > 1 and not any(map(_ENTRY.match, lines))


def _is_fragment(text: str, bare: str) -> bool:
    """Shown in part: elided, a diff, a session, a template with loops, or cut out of something deeper."""
    if (
        _PROSE.search(text)
        or _ELISION.search(text)
        or _FOREIGN.search(text)
        or ("{%" in text and bare != text)
        or "{{-" in text
    ):
        return True
    depths = [len(line) - len(line.lstrip()) for line in text.split("\n") if line.strip()]
    return bool(depths) and depths[0] > min(depths)


class _Open:
    """A collection that is being read; in a mapping keys and values take turns."""

    def __init__(self, *, mapping: bool) -> None:
        self.keys: set[str] | None = set() if mapping else None
        self.key_next = mapping


def _repeated(text: str) -> Iterator[Finding]:
    """Walk the events of all documents; yield the keys that repeat within a nested mapping."""
    import yaml

    stack: list[_Open] = []
    for event in yaml.parse(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
        if isinstance(event, yaml.CollectionStartEvent):
            stack.append(_Open(mapping=isinstance(event, yaml.MappingStartEvent)))
            if len(stack) > _DEEPEST:
                raise _Deeper
            continue
        if isinstance(event, yaml.CollectionEndEvent):
            stack.pop()
        elif not isinstance(event, yaml.NodeEvent):
            continue
        if stack and stack[-1].keys is not None:
            if stack[-1].key_next and isinstance(event, yaml.ScalarEvent):
                # alternatives are often shown one below the other; deeper down a repetition is a slip, if no template
                if event.value in stack[-1].keys and len(stack) > 1 and event.value.strip("x") not in {"", "<<"}:
                    yield _duplicate(event.value, event.start_mark)
                stack[-1].keys.add(event.value)
            stack[-1].key_next = not stack[-1].key_next


def _duplicate(key: str, mark: Any) -> Finding:
    message = f"the key `{key[:40]}` stands twice in this mapping"
    return DUPLICATE.finding(mark.line + 1, mark.column + 1, message, name=key[:40], suggestion="keep one of them")


def _syntax(text: str, line: int, column: int, problem: str) -> Finding:
    lines = text.split("\n")
    row = lines[min(line, len(lines) - 1)]
    if row[: len(row) - len(row.lstrip())].count("\t"):
        return SYNTAX.finding(line + 1, 1, "a tab indents the line", suggestion="indent with spaces")
    place = min(line + 1, len(lines)), column + 1
    if "mapping values" in problem and row.count(": ") + row.endswith(":") < _TWO:
        return SYNTAX.finding(
            *place,
            "a key stands below a value that is complete",
            suggestion="indent both alike, or end the line above in `:`",
        )
    for sign, (told, cure) in _TOLD.items():
        if sign in problem:
            return SYNTAX.finding(*place, told, suggestion=cure)
    return SYNTAX.finding(*place, f"YAML cannot be read here: {problem[:100]}")
