"""TOML: the standard library's parser, with elisions and holes passed over."""

from __future__ import annotations

import re

from harvest.checkers.base import one_by_one
from harvest.model import Code, Finding, Reading, Rule

SYNTAX = Rule(
    code="TML001",
    name="toml-syntax",
    severity="error",
    summary="No TOML parser reads the sample.",
    why="The tool that reads the file stops at this line, and takes none of the settings.",
    bad="name = tea\n",
    good='name = "tea"\n',
)
REPEATED = Rule(
    code="TML002",
    name="duplicate-key",
    severity="warning",
    summary="A key or a table is defined twice.",
    why="TOML forbids it: a reader who puts the lines into one file gets an error.",
    bad="[server]\nport = 80\nport = 8080",
    good="[server]\nport = 8080",
)
RULES = (SYNTAX, REPEATED)
TOOLS = ()

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
_TEXT = re.compile("[\"']")
_TWICE = re.compile(r"(?i)twice|overwrite|duplicate|already|cannot (?:mutate|declare|redefine)")


def read(code: Code) -> Reading:
    """Read one block of TOML 1.0."""
    if any(line.count(".") > _DEEPEST for line in code.text.split("\n") if not _TEXT.search(line)):
        return Reading(reason=_TOO_DEEP)
    import tomllib

    try:
        tomllib.loads(code.text.replace("\r\n", "\n"))
    except tomllib.TOMLDecodeError as error:
        if _UNREAD.search(code.text):
            return Reading(dialect="fragment")
        return Reading(findings=(_finding(code.text, str(error)),))
    except RecursionError:
        return Reading(reason=_TOO_DEEP)
    except ValueError:  # a number or date beyond what Python can hold: no mistake
        return Reading()
    return Reading()


read_many = one_by_one(read)


def _finding(text: str, message: str) -> Finding:
    place = _PLACE.search(message)
    lines = text.split("\n")
    line, column = (int(place[1]), int(place[2])) if place and place[1] else (len(lines), len(lines[-1]) + 1)
    what = _PLACE.sub("", message)
    rule = REPEATED if _TWICE.search(what) else SYNTAX
    return rule.finding(line, column, f"TOML cannot be read here: {what[:100]}")
