"""From a parser's complaint about JavaScript to what a reader is told, and what would mend it."""

from __future__ import annotations

import re

from harvest.checkers.ecmascript.brackets import CLOSERS, OPENERS
from harvest.checkers.ecmascript.lexer import Lines, mask, words
from harvest.checkers.ecmascript.parsing import Failure
from harvest.checkers.ecmascript.places import Place
from harvest.checkers.ecmascript.siblings import closed_twice, second_element
from harvest.model import Finding, Rule

_STANDSTILL = re.compile(r"Unexpected |Expected [`a]|reserved word|`await` is only|Invalid char|Unterminated string")
"""The parser cannot go on at a sign or word, and says in its own terms why."""
_TOKEN = re.compile(r"[\w$]+|=>|\S")
_WORD_BEFORE = re.compile(r"([A-Za-z_$][\w$]{0,60})[ \t]{1,40}\Z")
_OPEN = re.compile("ILLEGAL|Unterminated")
_BACK = 120
"""Characters in which the word before is looked for."""
_FAR = 4_000
"""Characters in which the head before a brace is looked for."""
_KEYWORDS = words(
    "async await break case catch class const continue default delete do else export extends finally for from function"
    " if import in instanceof let new of return static switch throw try typeof var void while with yield"
)
_FEWEST = 3
"""Letters of a slip: two are like too many words."""
_HEADS = words("if for while switch catch with")
_DECLARING = words("const let var function class")
_QUOTES = {"'": "the string", '"': "the string", "`": "the template"}
_NOT_ASYNC = "`await` stands in a function that is not `async`"
_TOLD: tuple[tuple[str, str, str], ...] = (
    ("Missing initializer", "a constant is declared without a value", "give it one, or declare it with `let`"),
    ("Missing catch", "`try` has neither `catch` nor `finally`", "add one of them"),
    ("regular expression: missing|Unterminated reg", "the regular expression is never closed", "close it with `/`"),
    ("left-hand side|Cannot assign", "a value is assigned to what is no name", "assign to a name or a member"),
    ("closing tag for '?([\\w.-]+)", "the element `<{0}>` is not closed", "write `</{0}>`"),
    ("newline after throw", "the line ends after `throw`", "write what is thrown on the same line"),
)
"""A parser's words -> what a reader is told, and what helps."""


def broken(rule: Rule, text: str, place: Place, failure: Failure) -> Finding:
    """The finding of a syntax error.

    Args:
        rule: the language's.
        text: the block.
        place: where the mistake probably is.
        failure: what its parser says, and where it stopped in the block.
    """
    lines = Lines(text)
    twice = closed_twice(text)
    if twice is not None:
        told, cure = f"`{twice['end']}` closes what is closed already", "remove it, or the `/` before it"
        return rule.finding(*lines.place(twice.start("end")), told, suggestion=cure)
    beside = second_element(text, failure.offset)
    if beside is not None:
        told, cure = "a second element stands beside the first", "put both in one element, or in `<>` and `</>`"
        return rule.finding(*lines.place(beside), told, suggestion=cure)
    if place.opener is not None:
        opener, (opened, _) = text[place.opener], lines.place(place.opener)
        told, cure = f"the `{opener}` of line {opened} is not closed", f"close it with `{CLOSERS[opener]}`"
        return rule.finding(*lines.place(place.offset), told, suggestion=cure)
    if not _STANDSTILL.search(failure.message):
        told, found = _translated(failure.message)
        return rule.finding(*lines.place(place.offset), told, suggestion=found)
    at, told, cure = _standstill(text, place.offset, failure)
    return rule.finding(*lines.place(at), told, suggestion=cure)


def _translated(message: str) -> tuple[str, str | None]:
    for sign, told, cure in _TOLD:
        match = re.search(sign, message)
        if match is not None:
            return told.format(*match.groups()), cure.format(*match.groups())
    return f"cannot be parsed: {message[:1].lower()}{message[1:80]}", None


def _standstill(text: str, place: int, failure: Failure) -> tuple[int, str, str]:
    """Where it is told that a parser cannot go on, in which words, and what helps."""
    shown = mask(text)
    match = _TOKEN.search(text, failure.offset)
    if match is None:
        return place, "the sample ends where more must follow", "show the rest, or end in `// ...`"
    sign, offset = match[0], match.start()
    named = _QUOTES.get(sign, f"`{sign}`")
    before = _WORD_BEFORE.search(shown[max(0, offset - _BACK) : offset])
    word, start = (before[1], offset - len(before[0])) if before is not None else ("", offset)
    here = "await" in {word, sign} or "\n" not in text[place:offset]
    found = _after_word(word, sign, start, offset) if here else None
    if found is not None:
        return found
    if sign in _QUOTES and _OPEN.search(failure.message):
        return offset, f"{named} that begins here is not closed", f"close it with `{sign}`"
    if "\n" in text[place:offset].rstrip(" \t"):
        line = text.count("\n", 0, offset) + 1
        return place, f"{named} on line {line} cannot follow this", f"write what is missing here, or remove {named}"
    return _head(shown, offset) or _misplaced(shown, offset, named)


def _misplaced(shown: str, offset: int, named: str) -> tuple[int, str, str]:
    if not shown[:offset].strip():
        return offset, f"the block begins with {named}", "remove it, or show what stands before it"
    return offset, f"{named} cannot stand here", "remove it, or write what is missing before it"


def _after_word(word: str, following: str, start: int, offset: int) -> tuple[int, str, str] | None:
    """What is wrong where a word and then another stand on one line."""
    is_word = following[0].isidentifier() or following[0] == "$"
    if "await" in {word, following}:
        return start if word == "await" else offset, _NOT_ASYNC, "write `async` before that function"
    if word in _HEADS and following != "(":
        return offset, f"a `(` is missing after `{word}`", "put what belongs to it in parentheses"
    if word in _DECLARING and following in _KEYWORDS:
        return offset, f"`{following}` is a word of the language and cannot be a name", "choose another name"
    for wrong, at in ((word, start), (following, offset)):
        meant = _meant(wrong)
        if meant is not None:
            return at, *_misspelled(wrong, meant)
    if word and is_word and word not in _KEYWORDS and following not in _KEYWORDS:
        told = f"`{word}` and `{following}` stand side by side"
        return offset, told, "write what joins them, or make prose a comment"
    return None


def _head(shown: str, brace: int) -> tuple[int, str, str] | None:
    """A misspelled keyword before `(...) {`."""
    end = len(shown[:brace].rstrip())
    depth = 0
    if shown[brace] != "{" or shown[end - 1 : end] != ")":
        return None
    for at in range(end - 1, max(-1, end - _FAR), -1):
        depth += (shown[at] in OPENERS) - (shown[at] in CLOSERS)
        if depth == 0:
            match = _WORD_BEFORE.search(f"{shown[max(0, at - _BACK) : at].rstrip()} ")
            word = match[1] if match else ""
            meant = _meant(word) or next((key for key in _shorter(word) if key in _HEADS), None)
            return (len(shown[:at].rstrip()) - len(word), *_misspelled(word, meant)) if meant else None
    return None


def _misspelled(wrong: str, right: str) -> tuple[str, str]:
    return f"`{wrong}` is no word of the language, `{right}` is", f"write `{right}`"


def _meant(word: str) -> str | None:
    """The keyword that a word is one slip away from: two letters swapped, or one left out."""
    if len(word) < _FEWEST or word in _KEYWORDS:
        return None
    swapped = (word[:at] + word[at + 1] + word[at] + word[at + 2 :] for at in range(len(word) - 1))
    longer = (key for key in _KEYWORDS if len(key) == len(word) + 1 and word in _shorter(key))
    return next((one for one in (*swapped, *longer) if one in _KEYWORDS and one != "from"), None)  # a form is a form


def _shorter(word: str) -> list[str]:
    return [word[:at] + word[at + 1 :] for at in range(len(word))]
