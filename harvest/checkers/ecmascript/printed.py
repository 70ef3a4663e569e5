"""Code beside what it prints: sessions of a read-eval-print loop, values, messages, what stands under a heading."""

from __future__ import annotations

import re
from collections.abc import Iterator

from harvest.checkers.ecmascript.edits import blank, replace
from harvest.checkers.ecmascript.form import Form
from harvest.checkers.ecmascript.lexer import ends_in_comment, mask

_PROMPT = re.compile(
    r"^(?P<prompt>(?:node|js|deno|bun|mongo|mongosh|irb|[\w-]{1,20})?>{1,3}(?=[ \t]|$)|\.\.\.+(?=[ \t]|$))"
)
_STARTED = re.compile(r"\$ (?:node|deno|bun)\b")
_COMMAND = re.compile(r"[ \t]*(?:(?:use|show|help|exit|it)\b[\w -]*|\.\w+.*)\Z")
"""What a loop takes besides the language."""
_VALUE = re.compile(r"^(?P<arrow>(?:=>|~>|[\u2192\u21d2>])[ \t]*)?(?=[{\[])", re.MULTILINE)
_REST = re.compile(r"[ \t;]*$", re.MULTILINE)
_BRACKET = re.compile(r"[\[\]{}]")
_MESSAGES = re.compile(
    r"^[ \t]*(?:(?:Uncaught|Caused by:)[ \t]+)?(?:\(.{1,20}\)[ \t]+)?"
    r"(?:[a-z]\w*\.)*(?:[A-Z]\w*)?(?:Error|Exception|Warning)(?: \[\w+\])?(?::.*)?$|^[ \t]+at [^;\n]+$|^\u0192 .*$"
    r"|^[ \t]*-{2,}[^-\n;]+-{2,}[ \t]*$|^[ \t]*(?:={3,}|-{3,}|\*{3,})[ \t]*$"
    r"|^[ \t]*(?:=>|~>|>|[\u2192\u2190\u27f6\u25b6\u25b8\u25ba]|<·|<-|-->)[ \t].*$"
    r"|^[A-Za-z]+(?:[ ,;]+[a-z]+)+:[ \t]*$(?=\n[{\[])|^[ \t]*(?:ERROR|FATAL|WARN(?:ING)?|INFO|DEBUG)[ ]?[\[:].*$"
    r"|^(?:use [\w-]+|show (?:dbs|databases|collections));?$|^[ \t]*[\w .()-]+: ?\d[\d.,]* ?(?:[mnµ]?s|[KMG]?B|%)$",
    re.MULTILINE,
)
"""Errors with their traces, rules of signs, results after an arrow, what was measured, commands of MongoDB's shell."""
_BEHIND_ARROW = re.compile(
    r"^[ \t]*(?:=>|~>|>|\u2192|\u27f6)[ \t]*[\[{(][ \t]*\n(?:[ \t]+[^\n]*\n){0,80}[ \t]*[\]})][ \t;]*$", re.MULTILINE
)
"""An arrow and the list or object behind it, over several lines."""
_BELOW = re.compile(
    r"^[ \t]*(?:[Oo]utput|OUTPUT|[Rr]esults?|[Pp]rints)[ \t]*:[ \t]*$(?:\n[^\n]*\S[^\n]*)*"
    r"|^[ \t]*(?:=>|-->|\u2192|\u21d2)[ \t]*\n[^`]*\Z",
    re.MULTILINE,
)
"""A heading and what is printed below it, as far as the next empty line; an arrow alone, and all that follows."""
_SPOKEN = frozenset({"string", "template", "regex"})


def transcripts(text: str) -> Iterator[Form]:
    """Sessions of a read-eval-print loop: what was typed stays, what was printed goes."""
    lines = text.split("\n")
    first = next((line for line in lines if line.strip() and not (line.startswith("//") or _STARTED.match(line))), "")
    prompt = _PROMPT.match(first)
    if not prompt or prompt["prompt"].startswith("."):
        return
    kept, typing, depth = [], False, 0
    for line in lines:
        match = _PROMPT.match(line)
        if match and (typing or not match["prompt"].startswith(".")):
            kept.append(_typed(line, match))
            depth = max(0, depth) * match["prompt"].startswith(".") + _deeper(kept[-1])
            typing = True
        elif typing and depth > 0 and line.startswith((" ", "\t", "}", ")", "]")):
            kept.append(line)
            depth += _deeper(line)
        else:
            kept.append(" " * len(line))
            typing = False
    yield Form("transcript", "\n".join(kept))


def _deeper(line: str) -> int:
    """How many more brackets a line opens than it closes."""
    shown = mask(line)
    return sum(map(shown.count, "([{")) - sum(map(shown.count, ")]}"))


def _typed(line: str, match: re.Match[str]) -> str:
    if _COMMAND.match(line, match.end()):
        return " " * len(line)
    fill = " " if match["prompt"].startswith(".") else ";"
    return fill + " " * (match.end() - 1) + line[match.end() :]


def evaluations(text: str) -> Iterator[Form]:
    """Expressions with their values in comments beside them: each line is a statement of its own."""
    shown = mask(text, keep=frozenset({"line"}))
    lines = re.sub(r"(?m)(?<=[^\s;])([ \t]*)//(.*)$", lambda match: match[1] + ";" + " " * (len(match[2]) + 1), shown)
    if lines != shown and len(lines) == len(text):
        kept = (new if new != old else own for new, old, own in zip(lines, shown, text, strict=True))
        yield Form("evaluations", "".join(kept))


def values(text: str) -> str:
    """The text with each object that it prints on lines of its own made an expression."""
    if ends_in_comment(text):
        return text
    shown, chars, at = mask(text), list(mask(text, keep=_SPOKEN)), 0
    while (match := _VALUE.search(shown, at)) is not None:
        opener = match.end()
        end = _closer(shown, opener)
        if end is None:
            break
        at = end + 1
        rest = _REST.match(shown, at)
        if opener and (match["arrow"] or shown[opener] == "{") and rest is not None:
            chars[match.start() : opener] = " " * (opener - match.start())
            chars[opener - 1] = "("
            after = 1 + shown[at : at + 2].isspace()
            chars[at : at + after] = ");"[:after]
    return "".join(chars)


def messages(text: str) -> str:
    """The text without what an engine prints."""
    text = replace(text, _BEHIND_ARROW, lambda match: blank(match[0]))
    return replace(text, _MESSAGES, lambda match: ";" * len(match[0].rstrip()) if match[0].strip() else match[0])


def below(text: str) -> str:
    """The text without what a heading says to be printed."""
    return replace(text, _BELOW, lambda match: blank(match[0]))


def _closer(shown: str, opener: int) -> int | None:
    """Where the bracket at `opener` is closed."""
    depth = 0
    for match in _BRACKET.finditer(shown, opener):
        depth += 1 if match[0] in "[{" else -1
        if depth == 0:
            return match.start()
    return None
