"""Python 2: told by its statements, translated line by line to Python 3."""

from __future__ import annotations

import re
from collections.abc import Sequence

from harvest.checkers.python.layout import Layout, layout
from harvest.checkers.python.parsing import Fault

_START = r"^(?P<head>\s*(?:(?:if|else|elif|for|while|try|except|finally|with)\b[^'\"#]*:\s*)?)"
_PRINT_TO = re.compile(_START + r"print\s*>>\s*(?P<to>[\w.]+)\s*(?:,\s*(?P<what>.*))?$", re.DOTALL)
_PRINT = re.compile(_START + r"print(?:\s+(?!=|\()|(?=['\"]))(?P<what>.+)$", re.DOTALL)
_PRINT_PAREN = re.compile(_START + r"print\s+(?P<what>\(.*\)\s*[%,.+].*)$", re.DOTALL)
_EXEC = re.compile(_START + r"exec\s+(?P<what>[^\s(=].*)$", re.DOTALL)
_EXCEPT = re.compile(r"^(?P<head>\s*except\s+(?:[\w.]+|\([\w.,\s]+\)))\s*,\s*(?P<name>[a-z_]\w*)\s*:")
_RAISE = re.compile(r"^(?P<head>\s*raise\s+)(?P<kind>[\w.]+)\s*,\s*(?P<what>.+)$", re.DOTALL)
_KEYWORD = re.compile(r"print|exec|except|raise")
_Change = tuple[re.Pattern[str], str]
_SMALL: tuple[_Change, ...] = (
    (re.compile(r"<>"), "!="),
    (re.compile(r"(?<![.\w])0([0-7]+)\b(?![.\w])"), r"0o\1"),
    (re.compile(r"\b(0[xX][0-9a-fA-F]+|\d+)[lL]\b"), r"\1"),
    (re.compile(r"\b[uU][rR](?=['\"])"), "r"),
    (re.compile(r"`[^`\n]+`"), "repr({})"),
)


def modernise(text: str) -> tuple[str, list[tuple[int, str]]]:
    """The text in Python 3, and its translated statements: (1-based line, the statement in Python 3).

    Each statement keeps its number of lines. Source: "What's New in Python 3.0", Guido van Rossum.
    """
    plan = layout(text)
    whole = "\n".join(plan.masked)
    small = [change for change in _SMALL if change[0].search(whole)]
    lines = list(plan.lines)
    changed: list[tuple[int, str]] = []
    for n, row in enumerate(plan.starts):
        end = _last(plan, n)
        old = "\n".join(plan.lines[row:end])
        new = _statement(old, "\n".join(plan.masked[row:end]), small)
        if new != old:
            lines[row:end] = new.split("\n")
            changed.append((row + 1, new.strip()))
    return "\n".join(lines), changed


def shifted_print(text: str) -> Fault | None:
    """The first `print >>file`, which Python 3 parses, as a shift to the right."""
    if "print" not in text or ">>" not in text:
        return None
    lines = enumerate(text.split("\n"), 1)
    return next((Fault("print >>", number, 1) for number, line in lines if _PRINT_TO.match(line)), None)


def _last(plan: Layout, n: int) -> int:
    """The line after a logical line, comments and blank lines that follow left out."""
    end = plan.end(n)
    while end > plan.starts[n] + 1 and not plan.masked[end - 1].strip():
        end -= 1
    return end


def _statement(old: str, masked: str, small: Sequence[_Change]) -> str:
    code, comment = old, ""
    if "\n" not in old and len(masked.rstrip()) < len(masked) and "#" in old[len(masked.rstrip()) :]:
        cut = len(masked.rstrip())
        code, comment = old[:cut], old[cut:]
    new = _small(code, masked[: len(code)], small)
    return (_keywords(new) if _KEYWORD.search(new) else new) + comment


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


def _small(code: str, masked: str, changes: Sequence[_Change]) -> str:
    """Operators and literals that changed; only outside strings."""
    for pattern, new in changes:
        code, masked = _replaced(code, masked, pattern, new), _replaced(masked, masked, pattern, new)
    return code


def _replaced(code: str, masked: str, pattern: re.Pattern[str], new: str) -> str:
    """`code` with what `pattern` finds in its masked twin written as `new`; `{}` is the text between backticks."""
    parts, at = [], 0
    for match in pattern.finditer(masked):
        piece = new.replace("{}", code[match.start() + 1 : match.end() - 1]) if "{}" in new else match.expand(new)
        parts += [code[at : match.start()], piece]
        at = match.end()
    return "".join(parts) + code[at:]
