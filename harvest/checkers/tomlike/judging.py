"""What the standard library's parser says of a block, in a reader's words."""

from __future__ import annotations

import re

from harvest.checkers.tomlike.rules import REPEATED, SYNTAX
from harvest.checkers.wrong_tag import wrong_tag
from harvest.model import Code, Finding, Reading

_PLACE = re.compile(r"\s*\(at (?:line (\d+), column (\d+)|end of document)\)")
_UNREAD = re.compile(
    r"^[ \t]*(?:\.{3,}|…|\[\.\.\.\]|[$%>][ ]|[+-][ ]|@@ |-*[ ]?(?:snip|SNIP)\b)"
    r"|(?:=[ \t]*|,[ \t]*)(?:\.{3,}|…)|\{\{|\{%|<%|=[ \t]*<[^<>\n]{1,60}>"
    r"|\[[ \t]*\.{3}[ \t]*\]",
    re.MULTILINE,
)
_TOO_DEEP = "nested too deeply to be read"
_DEEPEST = 500
"""Dots of a key: the parser's time grows with the square of them."""
_MOST = 50
"""Alternatives of one block that are read."""
_SETS = re.compile(r"[ \t]*[\w.\"'-]+[ \t]*=")
_TEXT = re.compile("[\"']")
_TWICE = re.compile(r"(?i)twice|overwrite|duplicate|already|cannot (?:mutate|declare|redefine)")

_TOLD = {
    "Expected '='": ("a key stands here without `=` and a value", "write `key = value`"),
    "Invalid value": ("what stands here is no value of TOML", "put text in quotes"),
    "Expected newline": ("something follows the value on its line", "give it a line of its own, or remove it"),
    "Expected ']' at the end of a table": ("the name of the table is not closed", "close it with `]`"),
    'Expected "\'"': ("the string is not closed", "close it with `'`"),
    "Expected '\"'": ("the string is not closed", 'close it with `"`'),
    "Illegal character '\\n'": ("the string is not closed on its line", "close it with the quote that opens it"),
    "Invalid statement": ("no key, table or comment begins like this", "write `key = value`, or make it a comment"),
}
"""How the parser's complaint begins -> what a reader is told, and what helps."""


def read(code: Code) -> Reading:
    """Read one block of TOML 1.0."""
    if any(line.count(".") > _DEEPEST for line in code.text.split("\n") if not _TEXT.search(line)):
        return Reading(reason=_TOO_DEEP)
    text = code.text.replace("\r\n", "\n")
    message = _refusal(text)
    for _ in range(_MOST):
        rest = _from_alternative(text, message)
        if rest is None:
            break
        text, message = rest, _refusal(rest)
    if message == _TOO_DEEP:
        return Reading(reason=_TOO_DEEP)
    if message and (_UNREAD.search(text) or _is_value(text)):
        return Reading(dialect="fragment" if any(map(_SETS.match, text.split("\n"))) else "output")
    return Reading(findings=(_finding(text, message),)) if message else Reading()


def _refusal(text: str) -> str:
    """What the parser has against a text; empty where that is nothing."""
    import tomllib

    try:
        tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        return str(error)
    except RecursionError:
        return _TOO_DEEP
    except ValueError:  # a number or date beyond what Python can hold: no mistake
        return ""
    return ""


def _from_alternative(text: str, message: str) -> str | None:
    """The text from the repeated key on, where a remark above it says that another way to set it follows."""
    place = _PLACE.search(message)
    if place is None or not _TWICE.search(message):
        return None
    lines = text.split("\n")
    last = int(place[1]) if place[1] else len(lines)
    start = next((n for n in range(last - 1, 0, -1) if _SETS.match(lines[n])), 0)
    if not start or not lines[start - 1].lstrip().startswith("#"):
        return None
    return "\n" * start + "\n".join(lines[start:])


def _is_value(text: str) -> bool:
    """Whether it is a table on one line, as it stands in a list."""
    return text.lstrip().startswith("{") and not _refusal(f"_ = {text.strip()}")


def _finding(text: str, message: str) -> Finding:
    place = _PLACE.search(message)
    lines = text.split("\n")
    line, column = (int(place[1]), int(place[2])) if place and place[1] else (len(lines), len(lines[-1]) + 1)
    what = _PLACE.sub("", message)
    rule = REPEATED if _TWICE.search(what) else SYNTAX
    if lines[line - 1][column - 1 : column] == ":" and what.startswith("Expected '='"):
        if _is_yaml(text):
            return wrong_tag(line, column, "yaml", "toml")
        return rule.finding(line, column, "`:` stands where TOML has `=`", suggestion="write `=`")
    told = next((told for sign, told in _TOLD.items() if what.startswith(sign)), None)
    if told is not None:
        return rule.finding(line, column, told[0], suggestion=told[1])
    return rule.finding(line, column, f"TOML cannot be read here: {what[:100]}")


def _is_yaml(text: str) -> bool:
    """Whether a text that TOML refuses at a colon is a mapping of YAML, without a sign of TOML."""
    import yaml

    if "=" in text:
        return False
    try:
        return isinstance(yaml.load(text, Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader)), dict)  # noqa: S506 - text only
    except (yaml.YAMLError, RecursionError):
        return False
