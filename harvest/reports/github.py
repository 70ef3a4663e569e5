"""GitHub workflow commands: findings as annotations on the files of the snippets folder."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TextIO

from harvest.model import Finding, Judged, Run, Severity
from harvest.reports.visible import visible

_COMMANDS: dict[Severity, str] = {"error": "error", "warning": "warning", "note": "notice"}


def write(run: Run, file: TextIO) -> None:
    """Write an annotation a line; print it to the log of a workflow step (`--report github=-`)."""
    for status in run.sources:
        if status.status != "ok":
            name = "error" if status.status == "failed" else "warning"
            file.write(_command(name, {"title": "harvest"}, f"{status.source}: {status.reason}"))
    for row in run.rows:
        if row.snippet.duplicate_of is None:
            file.writelines(_annotations(row, run.output))


def _annotations(row: Judged, output: str) -> Iterator[str]:
    """What was found in a block, or that it could not be checked."""
    place = row.snippet.provenance
    file = {"file": f"{output}/{row.snippet.path}" if output else row.snippet.path}
    where = f"in {place.article_title or place.article_url}, block {place.index + 1}"
    if row.result.outcome == "errored":
        yield _command(
            "warning", file | {"title": f"not checked {where}"}, f"{row.result.reason} ({place.article_url})"
        )
    for finding in row.result.findings:
        message = finding.message + (f"; {finding.suggestion}" if finding.suggestion else "")
        words = file | _lines(finding) | {"title": f"{finding.rule} {where}"}
        yield _command(_COMMANDS[finding.severity], words, f"{message} ({place.article_url})")


def _lines(finding: Finding) -> dict[str, str]:
    end = finding.end_line or finding.line
    return {"line": str(finding.line), "endLine": str(end), "col": str(finding.column)}


def _command(name: str, words: dict[str, str], message: str) -> str:
    said = ",".join(f"{key}={_property(value)}" for key, value in words.items())
    return f"::{name} {said}::{_data(message)}\n"


def _data(text: str) -> str:
    """A command's message; line ends are gone with all other controls."""
    return visible(text).replace("%", "%25")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
