"""What PyYAML's parser says of a block, and what of that its author meant."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import accumulate, islice
from typing import Any

from msgspec import structs

from harvest.checkers.yamlike import rules
from harvest.checkers.yamlike.rules import SYNTAX
from harvest.model import Code, Finding, Reading

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
_KEYLESS = re.compile(r"^(?P<key>[A-Za-z_][\w.-]*)[ \t]*\n(?=[ ]{1,8}(?:- |[\w.\"'-]+:(?:\s|$)))", re.MULTILINE)
_MOST = 3
"""Lone words that are looked at."""
_STRAY = re.compile(r'[^"\n]*[^"\d\s]"')
"""Text that ends in a quote which nothing opened: no measure in inches."""
_ENTRY = re.compile(r"[ \t]*(?:[\[{\"'|>&*!]|- |-$|---|%|[^\n]*:(?:\s|$))")
_BRACKET = re.compile(r"[\[\]{}]")
_TOO_DEEP = "nested too deeply to be read"
_DEEPEST = 500
"""Collections in collections. libyaml's own limit came late, and makes an error of what is none."""
_INNER_TAB = re.compile(r"(?<=[^\s])\t+")


class _Deeper(Exception):  # noqa: N818 - nothing is wrong with the text
    """It is nested more deeply than it is read."""


def read(code: Code) -> Reading:
    """Read one block of YAML 1.1, which is what PyYAML knows; what 1.2 changed in the syntax is allowed for."""
    import yaml

    if _depth(code.text) > _DEEPEST:  # libyaml's time grows with the square of it
        return Reading(reason=_TOO_DEEP)
    text = _INNER_TAB.sub(" ", code.text.replace("\r\n", "\n"))
    bare = _TEMPLATE.sub(_blank, text)
    try:
        found = tuple(_repeated(bare)) or tuple(filter(None, [_without_colon(bare)]))
        return Reading(findings=found, dialect=None if found or not _is_prose(bare) else "output")
    except _Deeper:
        return Reading(reason=_TOO_DEEP)
    except yaml.MarkedYAMLError as error:
        return _refused(code.text, bare, error)
    except (yaml.YAMLError, ValueError):  # a character that YAML does not allow: `text` tells of those
        return Reading()


def _refused(text: str, bare: str, error: Any) -> Reading:
    """A block that the parser stops in: shown in part, without a colon, or wrong where the parser says."""
    margin = min((len(line) - len(line.lstrip(" ")) for line in text.split("\n") if line.strip()), default=0)
    if margin:
        return _moved(read(Code("\n".join(line[margin:] for line in text.split("\n")), "yaml")), margin)
    keyless = _without_colon(bare)
    if keyless is not None:
        return Reading(findings=(keyless,))
    mark = error.problem_mark or error.context_mark
    if mark is None or _is_fragment(text, bare):
        return Reading(dialect="output" if _PROSE.search(text) else "fragment")
    problem = error.problem or "it cannot be read"
    return Reading(findings=(rules.syntax(text, mark.line, mark.column, problem),))


def _moved(reading: Reading, margin: int) -> Reading:
    """The reading of a block whose margin was taken away, at the published columns."""
    moved = (structs.replace(finding, column=finding.column + margin) for finding in reading.findings)
    return structs.replace(reading, findings=tuple(moved))


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


def _without_colon(text: str) -> Finding | None:
    """A lone word above lines that are indented, where a colon behind it is all that is missing."""
    import yaml

    for match in islice(_KEYLESS.finditer(text), _MOST):
        end = match.end("key")
        try:
            list(_repeated(f"{text[:end]}:{text[end:]}"))
        except (yaml.YAMLError, ValueError, _Deeper):
            continue
        told = f"the key `{match['key'][:40]}` has no colon"
        return SYNTAX.finding(text.count("\n", 0, end) + 1, len(match["key"]) + 1, told, suggestion="add `:`")
    return None


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
        if isinstance(event, yaml.ScalarEvent) and not event.style and _STRAY.fullmatch(event.value):
            yield rules.stray(event.end_mark)
        if stack and stack[-1].keys is not None:
            if stack[-1].key_next and isinstance(event, yaml.ScalarEvent):
                # alternatives are often shown one below the other; deeper down a repetition is a slip, if no template
                if event.value in stack[-1].keys and len(stack) > 1 and event.value.strip("x") not in {"", "<<"}:
                    yield rules.duplicate(event.value, event.start_mark)
                stack[-1].keys.add(event.value)
            stack[-1].key_next = not stack[-1].key_next
