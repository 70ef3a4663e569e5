"""Whether a block that is not Python is clearly another language, or no code at all."""

from __future__ import annotations

import ast
import json
import re

from harvest.checkers.python.parsing import Fault, parse

_HEADER = re.compile(
    r"\s*(?:(?:async\s+)?(?:def|class|if|elif|for|while|with)\s+\S.*|(?:else|try|finally|except\b.*)\s*):\s*(?:#.*)?$"
)
_STRONG = re.compile(
    r"\s*(?:(?:async\s+)?def\s+\w|class\s+\w+\s*[:(]|(?:from\s+[\w.]+\s+)?import\s+\w|(?:return|raise|yield|del|assert|print)\b"
    r"(?!\s*:)|@\w|[A-Za-z_][\w.]*\(|[A-Za-z_][\w.\[\]'\"]*\s*[-+*/]?=(?!=))"
)
_SHELL = re.compile(
    r"\s*(?:[$%#➜]\s+[a-z./]|[$]|\w+@[\w.-]+[:~$ ]|(?:sudo|pip3?|npm|yarn|apt|apt-get|brew|conda) [a-z-]"
    r"|(?:cd|mkdir|git|curl|docker|virtualenv|source|python3?) [\w./~-])"
)
_SHELL_SIGN = re.compile(
    r"^[ \t]*\w+[ \t]*\(\)[ \t]*(?:\{|$)"
    r"|\$\{[\w#!]|\"\$[@\w]|\$\(\(?\w|^[ \t]*(?:fi|done|esac|then)[ \t]*(?:#.*)?$|\[\[ |;;[ \t]*$",
    re.MULTILINE,
)
_CURLY = re.compile(r"\s*(?:\}\s*(?:else\b|[);,]|$)|//|/\*)|.*[;{]\s*(?:(?://|/\*).*)?$")
_DICT = re.compile(r"[^#;]*(?:['\"]\s*:|[\w\])]\s*=|[(\[,])\s*\{\s*$|[\s})\],]*$")
"""A line that may as well open or close a dictionary of Python."""
_MARKS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("a shell session", _SHELL),
    ("PHP", re.compile(r"\s*(?:<\?php|\$\w+\s*=.*;\s*$)")),
    ("HTML or XML", re.compile(r"\s*</?[A-Za-z!][^<>]*>")),
    ("a language of braces and semicolons", _CURLY),
    ("a Dockerfile", re.compile(r"(?:FROM|RUN|WORKDIR|COPY|ADD|ENV|ARG|CMD|ENTRYPOINT|EXPOSE|LABEL|USER|VOLUME) \S")),
    (
        "SQL",
        re.compile(
            r"\s*(?:SELECT|INSERT INTO|CREATE (?:TABLE|INDEX)|UPDATE|DELETE FROM|ALTER TABLE|WHERE|FROM|JOIN)\b"
        ),
    ),
    ("an ini file", re.compile(r"\s*(?:\[[A-Za-z_][\w. :-]*\]|[\w.-]+\s*=(?!=)\s*[^\s'\"({\[].*)\s*$")),
    (
        "TOML",
        re.compile(
            r"\s*(?:\[\[?[\w.-]+\]\]?\s*$|[\w-]+(?:\.[\w-]+)*\.\"[^\"\n]+\"\s*=|[\w.-]+\s*=\s*(?:true|false)\s*(?:#.*)?$)"
        ),
    ),
    ("a diff", re.compile(r"[-+](?![-+ \d])|@@ |diff --|index [0-9a-f]|\+\+\+ |--- ")),
)
_SECTION = re.compile(r"\[[A-Za-z_][\w. :-]*\]\s*$")
_YAML = re.compile(r"\s*(?:-\s+)?[\w.\"'/-]+:(?:\s+[^=]*|\s*)$|\s*-\s+[\w.\"'/-]+\s*$")
_BRACE = re.compile(r"[^#'\"=:(]*[\w\])]\s*\{\s*$")
_UNBRACE = re.compile(r"\s*\}\s*$")
_PRINTED = re.compile(
    r"Traceback \(most recent call (?:last|first)\)|^\s*File \".*\", line \d+|\b\w*(?:Error|Exception|Warning): "
    r"|^[-=*_]{8,}[^-=*_\n]*[-=*_]{8,}$|<(?:class|function|module|bound method|built-in) |<[\w.]+ object\b",
    re.MULTILINE,
)
_QUOTED_KEY = re.compile(r"\s*[\w.]+\.\"")
_ADDRESS = re.compile(r"^[^#'\"\n]*<[\w.<>]+ object at 0x[0-9a-fA-F]+>", re.MULTILINE)
_LISTING = re.compile(r"\s*[\w.-]+/[ \t]*\n")
"""The folder at the top of a tree of files."""
_TRACE = re.compile(r'^[ \t]*File "[^"\n]*", line \d', re.MULTILINE)


def other_language(text: str) -> str | None:
    """The name of the language that a block is in, where nearly every line shows it and next to none shows Python."""
    if text.lstrip().startswith("<%"):
        return "a template"
    lines = [line for line in text.split("\n") if line.strip() and not line.lstrip().startswith("#")]
    python = sum(1 for line in lines if _is_python(line))
    for name, mark in _MARKS:
        found = [line for line in lines if mark.match(line)]
        enough = 2 * len(found) >= len(lines) > 0 and len(found) > 2 * python
        if enough and _is_sure(name, found):
            return name
    if python == 0 and _SHELL_SIGN.search(text):
        return "a shell script"
    if python == 0 and _is_yaml(text, lines):
        return "YAML"
    braces = any(map(_BRACE.match, lines)) and any(map(_UNBRACE.match, lines))
    return "a language with braces" if braces and not any(map(_HEADER.match, lines)) else None


def _is_sure(name: str, signs: list[str]) -> bool:
    """Whether there are signs that do not stand in Python as well."""
    if name == "a language of braces and semicolons":
        return not all(map(_DICT.match, signs))
    return name != "an ini file" or any(map(_SECTION.match, signs))


def is_output(text: str) -> bool:
    """Whether a block is what a program printed: a traceback, or prose and values without a line of Python."""
    lines = [line for line in text.split("\n") if line.strip()]
    if any(map(is_statement, lines)):
        traced = not is_statement(lines[0]) and len(_TRACE.findall(text)) > 1
        return (
            traced
            or _LISTING.match(text) is not None
            or _ADDRESS.search(text) is not None
            or _PRINTED.search(lines[0]) is not None
        )
    if _PRINTED.search(text[:4000]):
        return True
    return 2 * sum(map(_says_something, lines[:100])) < len(lines[:100])


def is_json(text: str) -> bool:
    """Whether a whole block is one JSON object or array."""
    try:
        return text.lstrip()[:1] in {"{", "["} and isinstance(json.loads(text), (dict, list))
    except (ValueError, RecursionError):
        return False


def is_toml(tree: ast.Module, text: str) -> bool:
    """Whether a block that Python can read is settings in TOML: `[garden.beds]` heads a table."""
    import tomllib

    values = (node.value for node in tree.body if isinstance(node, ast.Expr))
    lists = (value.elts for value in values if isinstance(value, ast.List))
    if not any(len(items) == 1 and isinstance(items[0], (ast.Name, ast.Attribute, ast.List)) for items in lists):
        return False
    try:
        return bool(tomllib.loads(text))
    except (ValueError, RecursionError):
        return False


def is_statement(line: str) -> bool:
    """Whether a line can hardly be anything but Python code."""
    return _HEADER.match(line) is not None or _STRONG.match(line) is not None


def _is_python(line: str) -> bool:
    ended = line.rstrip().endswith((";", "{")) or _QUOTED_KEY.match(line) is not None
    return not ended and is_statement(line)


def _is_yaml(text: str, lines: list[str]) -> bool:
    found = sum(1 for line in lines if _YAML.match(line))
    nested = any(line[:1] in {" ", "-"} for line in lines)
    braced = any(line.rstrip().endswith(("{", "[", "(")) for line in lines)
    return nested and not braced and len(lines) > 1 and 3 * found >= 2 * len(lines) and not _PRINTED.search(text[:4000])


def _says_something(line: str) -> bool:
    """Whether a line is a statement by itself, and more than a name or a value; or opens one."""
    if line.rstrip().endswith(("(", "[", "{", "\\", "=")):
        return True
    tree = parse(line.strip())
    if isinstance(tree, Fault) or not tree.body or (isinstance(tree.body[0], ast.AnnAssign) and not tree.body[0].value):
        return False
    return not isinstance(tree.body[0], ast.Expr) or isinstance(tree.body[0].value, (ast.Call, ast.Await))
