"""The two parsers of shell, shfmt and shellcheck, each started once for many scripts."""

from __future__ import annotations

import re
from collections.abc import Mapping

import msgspec
from msgspec import Struct

from harvest import tools
from harvest.errors import ToolError
from harvest.texts import folder_of

_FAULT = re.compile(r"^(\d+)\.sh:(\d+):(\d+|\?): (.*)$", re.MULTILINE)
"""Past some thousand characters of a line it tells no column."""
LONGEST = 30_000
"""Characters of a script that shellcheck, which can be slow, is asked about; of a longer one nothing is reported."""
_COLLAPSE = re.compile(r"fatal error|goroutine|panic:")


class Fault(Struct, frozen=True):
    """Where and why a parser stopped."""

    line: int
    column: int
    message: str
    died: bool = False
    """The script killed the parser, which has said nothing of it."""


class _Comment(Struct):
    file: str
    line: int
    column: int
    code: int
    message: str


def shfmt(scripts: Mapping[int, str], language: str = "bash") -> dict[int, Fault]:
    """The faults of those scripts that shfmt cannot parse.

    Raises:
        ToolError: shfmt is missing.
    """
    if not scripts:
        return {}
    tools.locate("shfmt")
    try:
        with folder_of({f"{number}.sh": script for number, script in scripts.items()}) as folder:
            done = tools.run(["shfmt", "-ln", language, "-l", *(f"{number}.sh" for number in scripts)], folder)
    except ToolError:
        return _apart(scripts, language)
    report = done.errors.decode("utf-8", "replace")
    if done.status < 0 or _COLLAPSE.search(report):
        return _apart(scripts, language)
    faults: dict[int, Fault] = {}
    for number, line, column, message in _FAULT.findall(report):
        place = _characters(scripts[int(number)], int(line), int(column) if column != "?" else 1)
        faults.setdefault(int(number), Fault(int(line), place, message.split("; tried parsing")[0]))
    return faults


def _apart(scripts: Mapping[int, str], language: str) -> dict[int, Fault]:
    """A script that kills the parser takes nobody with it."""
    if len(scripts) == 1:
        return dict.fromkeys(scripts, Fault(1, 1, "", died=True))
    items = list(scripts.items())
    middle = len(items) // 2
    return shfmt(dict(items[:middle]), language) | shfmt(dict(items[middle:]), language)


def _characters(script: str, line: int, column: int) -> int:
    """The column that shfmt counts in bytes, in characters."""
    rows = script.split("\n")
    row = rows[line - 1] if line <= len(rows) else ""
    return len(row.encode("utf-8", "replace")[: column - 1].decode("utf-8", "ignore")) + 1


def shellcheck(scripts: Mapping[int, str], seconds: float = 10.0) -> dict[int, Fault]:
    """The first parse error of those scripts that shellcheck cannot parse.

    Raises:
        ToolError: shellcheck is missing.
    """
    scripts = {number: script for number, script in scripts.items() if len(script) <= LONGEST}
    if not scripts:
        return {}
    words = ["shellcheck", "--norc", "--shell=bash", "--severity=error", "--format=json", "--extended-analysis=false"]
    with folder_of({f"{number}.sh": script for number, script in scripts.items()}) as folder:
        try:
            done = tools.run([*words, *(f"{number}.sh" for number in scripts)], folder, seconds=seconds)
            comments = msgspec.json.decode(done.output, type=list[_Comment])
        except (ToolError, msgspec.DecodeError):
            tools.locate(words[0])
            halves = [dict(list(scripts.items())[part::2]) for part in (0, 1)] if len(scripts) > 1 else []
            return {number: fault for half in halves for number, fault in shellcheck(half, seconds / 2).items()}
    faults: dict[int, Fault] = {}
    for comment in comments:
        if 1000 <= comment.code < 2000:  # noqa: PLR2004 - SC1xxx: it could not be parsed
            number = int(comment.file.removesuffix(".sh"))
            faults.setdefault(number, Fault(comment.line, comment.column, comment.message))
    return faults
