"""Scripts inside of HTML: their syntax, as their own languages' readers judge it, at the published place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from msgspec import Struct, structs

from harvest.checkers.hypertext.forms import is_served
from harvest.checkers.hypertext.tags import Part, Raw, Tag
from harvest.model import Code, Finding, Reading

_LANGUAGES: Final = {
    **dict.fromkeys(("", "module", "text/javascript", "application/javascript", "text/ecmascript"), "javascript"),
    **dict.fromkeys(("text/babel", "text/jsx"), "jsx"),
    **dict.fromkeys(("application/json", "application/ld+json", "importmap", "speculationrules"), "json"),
}
"""By the attribute `type`."""
_SYNTAX: Final = frozenset({"javascript-syntax", "json-syntax", "truncated-sample"})


class Script(Struct, frozen=True):
    """What stands between the tags of a script."""

    start: int
    end: int
    code: Code


def language(tag: Tag) -> str | None:
    """The language that a script is in; None where it is no script to a browser, or in no language that we know."""
    return None if tag.given("lang") else _LANGUAGES.get((tag.given("type") or "").strip().lower())


def scripts(text: str, parts: Sequence[Part]) -> Iterator[Script]:
    """Yield what is to be read: scripts that are there to their end, and in which nothing is filled in."""
    for part in parts:
        if isinstance(part, Raw) and part.closed and part.tag.name == "script" and part.tag.given("src") is None:
            inner, name = text[part.start : part.end], language(part.tag)
            if name is not None and inner.strip() and not is_served(inner):
                yield Script(part.start, part.end, Code(inner, name))


def read_many(codes: Sequence[Code]) -> list[Reading]:
    """What the readers of the languages say; those that start slowly are started once."""
    if not codes:
        return []
    from harvest.checkers.ecmascript import judging as ecmascript
    from harvest.checkers.jsonlike import judging as jsonlike

    answers = iter(ecmascript.read_many([code for code in codes if code.language != "json"]))
    return [jsonlike.judge(code.text, None) if code.language == "json" else next(answers) for code in codes]


def findings(text: str, script: Script, reading: Reading) -> Iterator[Finding]:
    """Yield what says that no engine reads a script, at its place in the whole text."""
    lines = text.count("\n", 0, script.start)
    columns = script.start - text.rfind("\n", 0, script.start) - 1
    for each in reading.findings:
        if each.rule in _SYNTAX and each.severity == "error":
            shift = columns if each.line == 1 else 0
            end_shift = columns if (each.end_line or each.line) == 1 else 0
            yield structs.replace(
                each,
                line=each.line + lines,
                column=each.column + shift,
                end_line=each.end_line and each.end_line + lines,
                end_column=each.end_column and each.end_column + end_shift,
                repaired=each.repaired and text[: script.start] + each.repaired + text[script.end :],
            )
