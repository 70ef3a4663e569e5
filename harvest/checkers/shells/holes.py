"""What is left for the reader to fill in, written so that a parser of shell can pass over it."""

from __future__ import annotations

import re

_HOLE = re.compile(r"<(?![<&(=])[^<>\n&;$`]{1,80}?>(?!>)")
_CHOICE = re.compile(r"(?<=[ \[=])\([\w-]{1,30}(?:[|/][\w-]{1,30}){1,9}\)")
_OPTIONAL = re.compile(r"\[--?\w(?:[^\[\]\n]|\[[^\[\]\n]{0,80}\]){0,200}\]")
"""An option that may be left out, or one of several; what is tested in brackets has a space before it."""
_BUILT_LATER = re.compile(r"\beval (?=(?:declare|local|typeset|export|readonly) [^\n;|&]{0,200}=\()")
"""Bash takes a list in brackets behind this word too; its parsers do not know."""
_CUT = re.compile(r"(?m)\w\.{3}$")
"""A line that a capture of some width cut short: two of them are no coincidence."""
_ELISION = re.compile(
    r"(?<![\w./\"'@*$-])\.{3,}(?![\w./])|\w\.{3}\]|…|\[\.\.\.\]|<\.\.\.>|\.{4,}|^[ \t]*\.{2,}[ \t]*$"
    r"|^[ \t]*(?:-{2,}\s?)?(?:snip|SNIP)\b",
    re.MULTILINE,
)


def filled(text: str) -> str:
    """The text with `<name>`, `[--option]` and `(this|that)` replaced by words of the same length."""
    text = _BUILT_LATER.sub("     ", text)
    for pattern in (_HOLE, _OPTIONAL, _CHOICE):
        text = pattern.sub(lambda hole: "X" * len(hole[0]), text)
    return text


def is_elided(text: str) -> bool:
    """Whether parts are left out on purpose."""
    return _ELISION.search(text) is not None or len(_CUT.findall(text)) > 1
