"""Python 2: told by its statements, translated line by line to Python 3."""

from __future__ import annotations

import re

from harvest.checkers.python.layout import Layout, layout

_START = r"^(?P<head>\s*(?:(?:if|else|elif|for|while|try|except|finally|with)\b[^'\"#]*:\s*)?)"
_PRINT_TO = re.compile(_START + r"print\s*>>\s*(?P<to>[\w.]+)\s*(?:,\s*(?P<what>.*))?$", re.DOTALL)
_PRINT = re.compile(_START + r"print(?:\s+(?!=|\()|(?=['\"]))(?P<what>.+)$", re.DOTALL)
_PRINT_PAREN = re.compile(_START + r"print\s+(?P<what>\(.*\)\s*[%,.+].*)$", re.DOTALL)
_EXEC = re.compile(_START + r"exec\s+(?P<what>[^\s(=].*)$", re.DOTALL)
_EXCEPT = re.compile(r"^(?P<head>\s*except\s+(?:[\w.]+|\([\w.,\s]+\)))\s*,\s*(?P<name>\w+)\s*:")
_RAISE = re.compile(r"^(?P<head>\s*raise\s+)(?P<kind>[\w.]+)\s*,\s*(?P<what>.+)$", re.DOTALL)
_SMALL = (
    (re.compile(r"<>"), "!="),
    (re.compile(r"(?<![.\w])0([0-7]+)\b(?![.\w])"), r"0o\1"),
    (re.compile(r"\b(0[xX][0-9a-fA-F]+|\d+)[lL]\b"), r"\1"),
    (re.compile(r"\b[uU][rR](?=['\"])"), "r"),
)
_BACKTICKS = re.compile(r"`([^`\n]+)`")


def modernise(text: str) -> tuple[str, list[tuple[int, str]]]:
    """The text in Python 3, and its translated statements: (1-based line, the statement in Python 3).

    Each statement keeps its number of lines. Source: "What's New in Python 3.0", Guido van Rossum.
    """
    plan = layout(text)
    lines = list(plan.lines)
    changed: list[tuple[int, str]] = []
    for n, row in enumerate(plan.starts):
        end = _last(plan, n)
        old = "\n".join(plan.lines[row:end])
        new = _statement(old, "\n".join(plan.masked[row:end]))
        if new != old:
            lines[row:end] = new.split("\n")
            changed.append((row + 1, new.strip()))
    return "\n".join(lines), changed


def _last(plan: Layout, n: int) -> int:
    """The line after a logical line, comments and blank lines that follow left out."""
    end = plan.end(n)
    while end > plan.starts[n] + 1 and not plan.masked[end - 1].strip():
        end -= 1
    return end


def _statement(old: str, masked: str) -> str:
    code, comment = old, ""
    if "\n" not in old and len(masked.rstrip()) < len(masked) and "#" in old[len(masked.rstrip()) :]:
        cut = len(masked.rstrip())
        code, comment = old[:cut], old[cut:]
    new = _keywords(_small(code, masked[: len(code)]))
    return new + comment


def _keywords(code: str) -> str:
    if match := _PRINT_TO.match(code):
        return f"{match['head']}print({_trailing(match['what'] or '')}file={match['to']})".replace("(, ", "(")
    if match := _PRINT.match(code) or _PRINT_PAREN.match(code):
        return f"{match['head']}print({_trailing(match['what']).removesuffix(', ')})"
    if match := _EXEC.match(code):
        return f"{match['head']}exec({match['what'].rstrip().replace(' in ', ', ')})"
    code = _EXCEPT.sub(r"\g<head> as \g<name>:", code)
    return _RAISE.sub(_raised, code)


def _raised(match: re.Match[str]) -> str:
    what = match["what"].strip()
    return f"{match['head']}{match['kind']}({what})"


def _trailing(what: str) -> str:
    """The arguments of a print statement, ready for more; a comma at the end meant "no new line"."""
    what = what.rstrip()
    if not what:
        return ""
    if what.endswith(","):
        return f"{what[:-1].rstrip()}, end=' ', "
    return f"{what}, "


def _small(code: str, masked: str) -> str:
    """Operators and literals that changed; only outside strings."""
    for pattern, new in (*_SMALL, (_BACKTICKS, r"repr(\1)")):
        for match in reversed(list(pattern.finditer(masked))):
            if pattern is not _BACKTICKS:
                piece = match.expand(new)
            else:
                piece = f"repr({code[match.start() + 1 : match.end() - 1]})"
            code = code[: match.start()] + piece + code[match.end() :]
            masked = masked[: match.start()] + piece + masked[match.end() :]
    return code
