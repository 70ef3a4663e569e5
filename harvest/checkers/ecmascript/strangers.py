"""Which other language a text is written in that is no JavaScript at all; silent unless it is plain to see."""

from __future__ import annotations

import ast
import re
import warnings

from harvest.checkers.ecmascript.lexer import Lines
from harvest.checkers.wrong_tag import wrong_tag
from harvest.model import Reading

_TOOLS = (
    "npm npx npm-run yarn pnpm git cd mkdir curl wget apt apt-get brew pip pip3 docker echo export ls cat touch rm cp"
    " mv bun deno node python python3 chmod source kubectl heroku vercel gulp grunt webpack ng vue tsc"
)
_COMMAND = re.compile(
    rf"(?:[$#%>] ?)?(?:[A-Z_]+=\S+ +)*(?:sudo )?(?:{'|'.join(_TOOLS.split())})"
    r"(?: +(?!(?:default|const|class|type|interface|function|async|let|var|enum|abstract|declare)\b)[^\s=(].*)?\Z"
)
_PROMPT = re.compile(r"[$] \S|[A-Z]:\\[^<>\n]*>\S")
_MARKUP = re.compile(r"<!doctype\b|<html\b|<head\b|<body\b|<\?xml\b|<!--|<(?P<tag>[a-z][\w-]*)\b[^>]*>", re.IGNORECASE)
_STYLE = re.compile(r"^[ \t]*(?:[@$]?[\w-]+[ \t]*:[^;{}\n]+;[ \t]*)+$", re.MULTILINE)
_VARIABLE = re.compile(r"[ \t]*[@$][\w-]+[ \t]*:[^;{}\n]+;[ \t]*")
_BEHIND = re.compile(r"(?<=;)[ \t]*/\*[^*\n]*\*/[ \t]*$", re.MULTILINE)
"""A remark behind a declaration."""
_ONE_OF_SEVERAL = re.compile(r",[ \t]*\n\s*")
"""The end of a line that goes on, as lists of values and of selectors do."""
_SELECTOR = re.compile(
    r"^[ \t]*+(?:@[\w-]++[ \t]*+,?[ \t]*+|[.#*:\w\[&>][^{};()=\n]*+(?:\([^{};\n]*\)[ \t]*+,?[ \t]*+)?)\{[ \t]*+$",
    re.MULTILINE,
)
_RULE = re.compile(r"[^{};()=]+\{(?:[^{}:;]+:[^{};]+;)*(?:[^{}:;]+:[^{};]+|[ \t]*)\}")
INTERFACE = re.compile(
    r"\s*(?:(?:extend|partial) (?:interface|enum) \w+|(?:interface|enum) \w+ <: [\w, ]+|dictionary \w+)\s*\{"
)
"""The beginning of a type in a notation of specifications."""
_DIRECTIVE = re.compile(
    r"(?!(?:function|const|let|var|class|type|import|export|async|await|throw)\b)"
    r"(?:[a-z_]+(?:[ \t]+[^\s;{}()=]+)+;|[a-z_]+(?:[ \t]+[^\s;{}]+)*[ \t]*\{)|\}|#.*"
)
_PYTHON = re.compile(
    r"^[ \t]*(?:def \w+\(.*:[ \t]*$|class \w+.*:|from [\w.]+ import |import [\w.]+[ \t]*$|print\(|elif |with .*:$|@\w)",
    re.MULTILINE,
)
_SIGNS = (
    ("graphql", r"\A\s*(?:(?:#|//).*\n\s*)*(?:query|mutation|subscription|fragment)\b[^;={}]*\{"),
    ("ini", r"\A\s*\[\w[\w. -]*\][ \t]*\n\s*[a-z][\w.-]*[ \t]*=[ \t]*[^\s;]+[ \t]*(?:\n|\Z)"),
    ("http", r"\A\s*(?:(?:GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS) (?:\S+ HTTP/|/\S*[ \t]*\n[A-Z][\w-]*: )|HTTP/\d)"),
    ("php", r"\A\s*<\?(?:php|=)"),
    ("sql", r"(?is)\A\s*(?:SELECT\s.+\sFROM|INSERT INTO|CREATE (?:TABLE|INDEX|DATABASE)|UPDATE \w+ SET|ALTER TABLE)\b"),
    ("java", r"(?m)\bpublic static void main\(|\bSystem\.out\.print|^import java\."),
    ("csharp", r"(?m)^using [A-Z][\w.]*;|\bConsole\.WriteLine\("),
    ("go", r"(?m)^package \w+[ \t]*$|^func (?:\(\w+ \*?\w+\) )?\w+\(.*\{$"),
    ("rust", r"(?m)^[ \t]*(?:pub )?fn \w+.*\{$|\blet mut \w|^use \w+(?:::\w+)+"),
    ("cpp", r"(?m)^#include\s*[<\"]"),
    (
        "kotlin",
        r"(?m)^[ \t]*(?:(?:private|override|suspend|internal) )?fun (?:<\w+> )?(?:\w+\.)?\w+\([^()\n]*\)[^;\n]*[{=]",
    ),
    (
        "dockerfile",
        r"\A\s*FROM [\w./:-]+(?: AS \w+)?[ \t]*\n(?:[ \t]*(?:#.*)?\n)*+[ \t]*(?:RUN|WORKDIR|COPY|ENV|ARG|CMD|LABEL)\b",
    ),
)
"""What hardly stands in any other language."""

_COMPONENT = re.compile(r"<[A-Z][\w.]*(?:[ ][^<>]*)?[ ]\w+=\{")
"""An element of JSX, which HTML has not, be it broken."""


def strange(text: str, other: str, tagged: str) -> Reading:
    """The reading of a block in another language than that of its tag."""
    line, column = Lines(text).place(len(text) - len(text.lstrip()))
    return Reading(findings=(wrong_tag(line, column, other, tagged),), dialect=other)


def stranger(text: str, *, typed: bool = False) -> str | None:
    """The language that the text is plainly written in, None where it is not plain.

    Args:
        text: the block.
        typed: it is to be TypeScript, which has markup and colons of its own.
    """
    lines = [line for line in text.split("\n") if line.strip()]
    if not lines:
        return None
    for name, sign in _SIGNS:
        if re.search(sign, text):
            return name
    for name, test in _TESTS[:1] if typed else _TESTS:
        if test(text, lines):
            return name
    return "python" if _is_python(text) else None


def _is_shell(text: str, lines: list[str]) -> bool:
    first = next((line for line in lines if not line.startswith(("#", "//"))), "")
    if text.startswith(("#!/bin/", "#!/usr/bin/env bash", "#!/usr/bin/env sh")):
        return True
    return bool(
        _PROMPT.match(first) or (_COMMAND.match(first.rstrip()) and not first.rstrip().endswith((";", "{", "(", ",")))
    )


def _is_markup(text: str, lines: list[str]) -> bool:
    match = _MARKUP.match(lines[0].lstrip())
    if match is None or _COMPONENT.match(lines[0].lstrip()):
        return False
    tag = match["tag"]
    return tag is None or f"</{tag}>" in text or lines[-1].rstrip().endswith(">")


def _is_style(text: str, _: list[str]) -> bool:
    if INTERFACE.match(text):
        return False
    text = _ONE_OF_SEVERAL.sub(", ", _BEHIND.sub("", text))
    lines = [line for line in text.split("\n") if line.strip()]
    inner = [
        line for line in lines if line.strip() not in {"}", "{"} and not line.lstrip().startswith(("/*", "*", "//"))
    ]
    told = len(_STYLE.findall(text)) + len(_SELECTOR.findall(text))
    if all(_RULE.fullmatch(line.strip()) or _VARIABLE.fullmatch(line) for line in lines):
        return True
    return bool(_STYLE.search(text) and _SELECTOR.search(text)) and told >= len(inner)


def _is_directives(_: str, lines: list[str]) -> bool:
    return lines[-1].strip() == "}" and all(_DIRECTIVE.fullmatch(line.strip()) for line in lines)


def _is_python(text: str) -> bool:
    if not _PYTHON.search(text):
        return False
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            ast.parse(text)
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            return False
    return True


_TESTS = (("shell", _is_shell), ("html", _is_markup), ("css", _is_style), ("nginx", _is_directives))
