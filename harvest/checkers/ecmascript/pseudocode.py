"""Pseudo-code amid code: kinds for values, results, conditions in words, values that are the reader's exercise.

Every edit keeps every offset.
"""

from __future__ import annotations

import re

from harvest.checkers.ecmascript.edits import replace
from harvest.checkers.ecmascript.lexer import mask

_KIND = re.compile(r"(?<=[:\[|>])[ \t]*(?P<word>(?:(?:async )?function|class|enum|void)(?=[ \t]*(?:[,}\]|\n]|\Z)))")
"""A reserved word for the kind of a value: `{ onClose: function, delay: number }`."""
_WITHOUT_BODY = re.compile(r"(?<=[(,])[ \t]*function[ ]?\([\w$, ]*\)(?=[ \t]*[,)])")
"""A function as an argument, of which only the parameters are told."""
_OPTIONAL = re.compile(r"(?<=[\w$])\?(?=:[ \t]|[ \t]*(?:[,|)}\n]|\Z))")
_GIVES = re.compile(
    r"^(?P<space>[ \t]*)(?:\[?new\]?[ ])?[.#@\w$]+[ ]?(?:\((?:[^()\n]|\([^()\n]*\))*+\))?[ \t]*"
    r"(?:->[ \t]*\S[^\n;]*|=>[ \t]*void)$",
    re.MULTILINE,
)
"""A name or a call, and behind an arrow that the language has not what it gives: `.area(width, height?) -> number`."""
_CALCULATED = re.compile(r"[\w)\]][ \t]*[-+*/%^][ \t]*[\w(]")
_NUMBER = re.compile(r"\d(?P<dots>\.{2,}|\u2026)?[ \t]*\Z")
_HEAD = re.compile(r"\b(?P<word>(?:if|while|for|switch)[ \t]*\()(?P<inner>[^(){}\n]+)(?=\))")
_WORDS = re.compile(
    r"(?<![^;])[ \t]*(?!(?:let|const|var|new|typeof|void|await|async|delete)\b)"
    r"(?!\w+[ \t]+(?:in|of|instanceof)[ \t]+\w+[ \t]*(?![^;]))[a-z]+(?:[ \t]+[a-z]+)+[ \t]*(?![^;])"
)
"""Words between the semicolons of a head, as no expression has them."""
_FEWEST = 3
"""Words that a condition needs."""
_DESCRIBED = re.compile(
    r"(?<=:)[ \t]+(?!(?:async|await|new|typeof|void|delete|function|class|return|yield)\b)[A-Za-z]+"
    r"(?:[ ]+[a-z]+){2,}(?=[ \t]*(?:[,}]|$))",
    re.MULTILINE,
)
"""A value described: `{ size: the width in pixels }`."""
_LISTED = re.compile(r"(?<=[(,=])[ \t]*\[(?P<said>[A-Za-z]+(?:[ ][a-z]+){2,})\]")
"""Items described: `([the beds that are dry])`."""
_LEFT_OUT = re.compile(
    r"^(?P<space>[ \t]*)(?P<word>var|let|const)(?P<name>[ \t]+[\w$]+)[ \t]*="
    r"(?=[ \t]*(?:\Z|\n\s*(?:\Z|(?:var|let|const|if|for|while|function)\b)))",
    re.MULTILINE,
)
"""A declaration whose value is left to the reader."""


def kinds(text: str) -> str:
    """Kinds where the values of options stand, and question marks behind the names of those that may be left out."""
    text = replace(text, _KIND, lambda match: match[0].replace(match["word"], "_" * len(match["word"])))
    text = replace(text, _WITHOUT_BODY, lambda match: "_" * len(match[0]))
    return replace(text, _OPTIONAL, lambda _: " ")


def results(text: str) -> str:
    """Signatures with what they give, each as a statement of its own."""
    return replace(text, _GIVES, lambda match: match["space"] + ";" + " " * (len(match[0]) - len(match["space"]) - 1))


def equations(text: str) -> str:
    """What is calculated and what comes out, as expressions side by side: `3 * 4 = 12`."""
    if "=" not in text:
        return text
    return "\n".join(_equation(own, line) for own, line in zip(text.split("\n"), mask(text).split("\n"), strict=True))


def _equation(own: str, line: str) -> str:
    number = _NUMBER.search(line)
    if number is None or not _CALCULATED.search(line, 0, max(0, line.find("="))):
        return own
    end = number.start("dots") if number["dots"] else len(own)
    return own[:end].replace("=", ",").ljust(len(own))


def words(text: str) -> str:
    """Conditions and values in words."""
    text = replace(text, _LISTED, lambda match: match[0].replace(match["said"], "_" * len(match["said"])))
    return replace(replace(text, _HEAD, _head), _DESCRIBED, _name)


def _head(match: re.Match[str]) -> str:
    inner = match["inner"]
    told = len(inner.split()) >= _FEWEST  # two words may as well be a condition that lost its operator
    return match["word"] + (_WORDS.sub(_name, inner) if told else inner)


def values_left_out(text: str) -> str:
    """Declarations without their value, as exercises have them."""
    return replace(
        text, _LEFT_OUT, lambda match: f"{match['space']}{_loose(match['word'])}{match['name']}".ljust(len(match[0]))
    )


def _loose(word: str) -> str:
    return word if word != "const" else "let  "


def _name(match: re.Match[str]) -> str:
    return re.sub(r"[^\s]", "_", match[0]).replace(" ", "_")
