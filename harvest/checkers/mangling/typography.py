"""Quotes, dashes and signs made pretty."""

from __future__ import annotations

import re
from collections.abc import Iterator

from harvest.checkers.mangling.damage import Damage, code_only, found
from harvest.checkers.mangling.rules import SMART_DASHES, SMART_QUOTES
from harvest.checkers.shells.lines import is_command

_DOUBLE, _SINGLE = (
    "\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033\u301d\u301e\uff02",
    "\u2018\u2019\u201a\u201b\u2032\uff07",
)
_QUOTES = re.compile(f"[{_DOUBLE}{_SINGLE}]")
_STRAIGHT = str.maketrans(dict.fromkeys(_DOUBLE, '"') | dict.fromkeys(_SINGLE, "'"))
_OPENING = "\u201c\u2018\u201e\u201d\u2019"
_DELIMITS = re.compile(
    rf"(?:[=(\[,:+{{.]|=>|\b(?:echo|return|from|import|case))[ \t]*([{_OPENING}])[^{_DOUBLE}{_SINGLE}\n]{{0,200}}"
    r"[\u201d\u2019\u201c\u2018](?:[ \t]*(?:[;,)\]}+.:]|=>|/?>|$)|[ \t]+[\w:@.-]+=)",
    re.MULTILINE,
)
"""A string by its surroundings: a sign of code before it and one after it."""
_KEY = re.compile("[{,\\[][ \\t\\n]*([\u201c\u201d])[\\w$ .-]{1,60}[\u201c\u201d][ \\t]*:")
"""A key of JSON, be it within a string: whoever parses it stops here."""
_CODE_LINE = re.compile(r"[;{}]\s*$|\w\(|\]\s*=|=>|\$\w|\w\s*=\s*\S|^\s*<")
_LONG_OPTION = re.compile(r"(?<=[ \t])[\u2013\u2014](?=[A-Za-z][\w-]*)")
_PROMPT = re.compile(r"^(?:\([\w.-]+\)[ ])?(?:[\w.@:~/-]{1,40}[ ]?[$%>]|[$%>])[ ]")
_PROMPT_SIGN = re.compile("\u00bb[ \\t]")
"""Some shells end their prompt in it; a quote would have to be followed by a word."""
_DASHES = re.compile("[\u2010-\u2015\u2212\ufe63\uff0d]")
_FULL_WIDTH = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F) if not chr(code - 0xFEE0).isalnum()}
_WIDE = re.compile("[" + "".join(map(chr, (*_FULL_WIDTH, 0x3000))) + "]")
_ROW = re.compile(r"</?[a-z]+[ >]|\|[^|\n]*\|[^|]")
"""The beginning of a table's row, or an element: a terminal's colours."""
_NEAR = 40
"""Characters round a quote that are looked at."""
_QUOTE_MINDED = frozenset({"shell", "powershell", "batch", "fish"})
"""A command in which a typographic quote is an ordinary letter: it runs, with the quote as part of the word."""
_CHECKED = frozenset({"javascript", "jsx", "typescript", "tsx", "python", "json"})
"""Their checkers tell a quote in a string from one round it."""
_SURE = (_CHECKED - {"json"}) | {"yaml", "toml"}
"""Each of their lines is code."""


def quotes(text: str, language: str) -> Iterator[Damage]:
    """Typographic quotes: in a shell any that stands in code, elsewhere those that delimit a string."""
    place = _QUOTES.search(text)
    if place is None:
        return
    code = code_only(text, language)
    key = _KEY.search(text) if language in _QUOTE_MINDED | _CHECKED else None
    offset = min((at for at in (key and key.start(1), _delimiter(code, language)) if at is not None), default=None)
    first = (_QUOTES.search(code) or place).start() if offset is None else offset
    finding = found(
        SMART_QUOTES, text, first, "a typographic quote stands where a straight one should",
        suggestion="write straight quotes", repaired=straight(text),
    )  # fmt: skip
    yield Damage(finding, key is not None or (offset is not None and language not in _CHECKED))


def _delimiter(code: str, language: str) -> int | None:
    """The offset of the first quote that certainly was meant to delimit."""
    if language in _QUOTE_MINDED:
        for quote in _QUOTES.finditer(code):
            if _PROMPT_SIGN.match(code, quote.start()):
                continue
            before = code[max(0, quote.start() - _NEAR) : quote.start()].rpartition("\n")[2]
            if before.strip() and (before[-1].isspace() or before[-1] in "=(:,[{$") and _is_shell(code, quote.start()):
                return quote.start()
        return None
    sure, at = language in _SURE, 0
    for line in code.split("\n"):
        string = _DELIMITS.search(line)
        if string is not None and (sure or _CODE_LINE.search(line)):
            return at + string.start(1)
        at += len(line) + 1
    return None


def _is_shell(code: str, offset: int) -> bool:
    """Whether the line is a command, with or without a prompt: compilers quote typographically in what they print."""
    start = max(code.rfind("\n", 0, offset) + 1, offset - 10 * _NEAR)
    line = code[start : offset + _NEAR].partition("\n")[0].lstrip("$%># \t")
    return is_command(line) and not _ROW.match(line)


def dashes(text: str, language: str) -> Iterator[Damage]:
    """Typographic dashes and full-width signs, where the repaired text reads better."""
    place = _DASHES.search(text) or _WIDE.search(text)
    if place is None:
        return
    code = code_only(text, language)
    option = _LONG_OPTION.search(code) if language in _QUOTE_MINDED else None
    harmful = option is not None and _is_command(code, option.start())
    first = (option if harmful else None) or _DASHES.search(code) or _WIDE.search(code)
    if first is None:
        return
    finding = found(
        SMART_DASHES, text, first.start(), f"`{text[first.start()]}` stands where `{_plain(first)}` should",
        suggestion="write plain signs", repaired=plain(text),
    )  # fmt: skip
    yield Damage(finding, harmful)


def _is_command(code: str, offset: int) -> bool:
    """A dash between words of prose has spaces round it, or comes after them; an option follows a command."""
    start = code.rfind("\n", 0, offset) + 1
    line = code[start:offset]
    if not line.strip():  # a command that goes on
        return code[:start].rstrip("\n").endswith("\\")
    plain = re.match(r"[\s$%>]*[a-z][\w./-]*(?:\s+[^\s\u2014\u2013]+){0,8}\s$", line) is not None
    return plain or is_command(_PROMPT.sub("", line))


def _plain(sign: re.Match[str]) -> str:
    if sign.re is _LONG_OPTION:
        return "--"
    return "-" if _DASHES.match(sign[0]) else sign[0].translate(_FULL_WIDTH)


def straight(text: str) -> str:
    """With straight quotes."""
    return text.translate(_STRAIGHT)


def plain(text: str) -> str:
    """With plain dashes and signs."""
    return _DASHES.sub("-", _LONG_OPTION.sub("--", text)).translate(_FULL_WIDTH).replace("\u3000", "  ")
