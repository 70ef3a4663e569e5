"""From the liberties that a text takes to what is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice

from harvest.checkers.jsonlike.grammar import Outcome, read
from harvest.checkers.jsonlike.rules import DUPLICATE, NOT_A_NUMBER, SYNTAX, TRUNCATED
from harvest.checkers.jsonlike.walking import Liberty, Mistake
from harvest.checkers.offsets import place
from harvest.model import Finding, Reading, Severity

_WORDS = {
    "trailing": ("a comma stands before the closing bracket", "remove the comma"),
    "single": ("JSON has no single quotes", "write `\"` for `'`"),
    "unquoted": ("the key has no quotes", "put the key in double quotes"),
    "python": ("`{text}` is Python, not JSON", "write `{value}`"),
    "number": ("`{text}` is no JSON number", "write it in decimal, without sign or leading zero"),
    "tab": ("a tab stands inside a string", "write `\\t`"),
}
_VALUES = {"True": "true", "False": "false", "None": "null"}
_JSON5 = frozenset({"comment", "trailing", "single", "unquoted", "number", "nan"})
_CHANGED = re.compile(r"^[-+][ \t]*(?:[\"{}\]]|\[)", re.MULTILINE)
"""A line of a diff."""
_MOST = 20
"""Warnings of one block: who repeats more keys than that, means it."""
_FRAGMENT = frozenset({"comment", "elision", "type"})
"""What is shown for a person to fill in; nobody takes it for a mistake."""
_SETTINGS = """
compilerOptions tsConfig tagOwners autoApprovers editor.formatOnSave editor.tabSize editor.codeActionsOnSave
files.exclude customizations postCreateCommand keybindings
"""
_LENIENT_KEYS = frozenset(_SETTINGS.split())
"""Keys of files whose own reader takes comments and trailing commas: tsconfig, policy files, editor settings."""


def judge(text: str, dialect: str | None) -> Reading:
    """What is wrong with a text that the standard refuses, or that repeats a key."""
    if _CHANGED.search(text):
        return Reading(dialect="diff")
    outcome = read(text)
    allowed = _allowed(outcome, dialect)
    found = list(_findings(text, outcome, allowed, dialect))
    kinds = {liberty.kind for liberty in outcome.liberties}
    form = "fragment" if kinds & {"elision", "type"} else "jsonc" if kinds & {"comment", "trailing"} else None
    return Reading(findings=tuple(found), dialect=dialect or form or ("documents" if outcome.documents > 1 else None))


def _allowed(outcome: Outcome, dialect: str | None) -> frozenset[str]:
    kinds = {liberty.kind for liberty in outcome.liberties}
    lenient = dialect in {"jsonc", "json5"} or kinds & {"comment", "elision"} or outcome.keys & _LENIENT_KEYS
    if "type" in kinds:  # a sketch: nobody will parse it
        return _FRAGMENT | {"trailing", "unquoted"}
    extra = _JSON5 if dialect == "json5" else {"trailing"} if lenient else set[str]()
    return _FRAGMENT | extra


def _findings(text: str, outcome: Outcome, allowed: frozenset[str], dialect: str | None) -> Iterator[Finding]:
    wrong = [liberty for liberty in outcome.liberties if liberty.kind in _WORDS and liberty.kind not in allowed]
    strict = [liberty for liberty in wrong if liberty.kind != "tab"]
    if strict and (outcome.mistake is None or strict[0].start < outcome.mistake.start):
        yield _liberty(text, strict[0], wrong, dialect, "warning" if _is_sketch(outcome) else "error")
    elif outcome.mistake is not None:
        if any(liberty.kind == "type" for liberty in outcome.liberties):  # `dict[string, int]` is more of the sketch
            return
        yield _mistake(text, outcome.mistake, dialect)
    elif wrong:
        yield _liberty(text, wrong[0], wrong, dialect, "warning")
    yield from _warnings(text, outcome, allowed)


def _is_sketch(outcome: Outcome) -> bool:
    return any(liberty.kind in {"elision", "type"} for liberty in outcome.liberties)


def _warnings(text: str, outcome: Outcome, allowed: frozenset[str]) -> Iterator[Finding]:
    told = (liberty for liberty in outcome.liberties if liberty.kind in {"duplicate", "nan"})
    for liberty in islice(told, _MOST):
        line, column = place(text, liberty.start)
        end = column + liberty.end - liberty.start
        if liberty.kind == "duplicate":
            name = liberty.text.strip("'\"")
            yield DUPLICATE.finding(
                line,
                column,
                f"the key `{name[:40]}` stands twice",
                end_column=end,
                name=name,
                suggestion="keep one of them",
            )
        elif liberty.kind == "nan" and "nan" not in allowed:
            yield NOT_A_NUMBER.finding(
                line,
                column,
                f"`{liberty.text}` is no JSON value",
                end_column=end,
                suggestion="write `null` or a string",
            )


def _liberty(text: str, first: Liberty, all_: list[Liberty], dialect: str | None, severity: Severity) -> Finding:
    message, suggestion = (
        words.format(text=first.text[:20], value=_VALUES.get(first.text)) for words in _WORDS[first.kind]
    )
    line, column = place(text, first.start)
    return SYNTAX.finding(
        line,
        column,
        message,
        severity=severity,
        end_column=column + first.end - first.start,
        suggestion=suggestion,
        repaired=_verified(_mended(text, sorted(all_, key=lambda liberty: liberty.start)), dialect),
    )


def _mistake(text: str, mistake: Mistake, dialect: str | None) -> Finding:
    line, column = place(text, mistake.start)
    rule = TRUNCATED if mistake.kind == "truncated" else SYNTAX
    suggestion = "show the rest, or `...` in its place" if rule is TRUNCATED else None
    repaired = None
    if mistake.insert:
        suggestion = f"add `{mistake.insert}`"
        at = mistake.start + ("never closed" in mistake.message)
        repaired = _verified(text[:at] + mistake.insert + text[at:], dialect)
    return rule.finding(line, column, mistake.message, suggestion=suggestion, repaired=repaired)


def _mended(text: str, liberties: Iterable[Liberty]) -> str:
    parts, place = [], 0
    for liberty in liberties:
        parts += [text[place : liberty.start], _proper(liberty)]
        place = liberty.end
    return "".join([*parts, text[place:]])


def _proper(liberty: Liberty) -> str:
    if liberty.kind == "trailing":
        return ""
    if liberty.kind == "unquoted":
        return f'"{liberty.text}"'
    if liberty.kind == "single":
        return '"' + liberty.text[1:-1].replace("\\'", "'").replace('"', '\\"') + '"'
    if liberty.kind == "tab":
        return liberty.text.replace("\t", "\\t")
    return _VALUES.get(liberty.text, liberty.text)


def _verified(repaired: str, dialect: str | None) -> str | None:
    """A repair is offered only if it reads clean."""
    outcome = read(repaired)
    allowed = _allowed(outcome, dialect)
    clean = outcome.mistake is None and all(x.kind in allowed or x.kind not in _WORDS for x in outcome.liberties)
    return repaired if clean else None
