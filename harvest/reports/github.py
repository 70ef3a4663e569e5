"""GitHub workflow commands: findings as annotations on the files of the snippets folder."""

from __future__ import annotations

from typing import TextIO

from harvest.model import Finding, Judged, Run, Severity
from harvest.reports.visible import visible

_COMMANDS: dict[Severity, str] = {"error": "error", "warning": "warning", "note": "notice"}


def write(run: Run, file: TextIO) -> None:
    """Write an annotation a line; print it to the log of a workflow step (`--report github=-`)."""
    for status in run.sources:
        if status.status != "ok":
            command = "error" if status.status == "failed" else "warning"
            file.write(f"::{command} title=harvest::{_data(f'{status.source}: {status.reason}')}\n")
    for row in run.rows:
        if row.snippet.duplicate_of is None:
            file.writelines(_annotation(row, finding, run.output) for finding in row.result.findings)


def _annotation(row: Judged, finding: Finding, output: str) -> str:
    place = row.snippet.provenance
    words = {
        "file": f"{output}/{row.snippet.path}" if output else row.snippet.path,
        "line": str(finding.line),
        "endLine": str(finding.end_line or finding.line),
        "col": str(finding.column),
        "title": f"{finding.rule} in {place.article_title or place.article_url}, block {place.index + 1}",
    }
    message = finding.message + (f"; {finding.suggestion}" if finding.suggestion else "")
    said = ",".join(f"{key}={_property(value)}" for key, value in words.items())
    return f"::{_COMMANDS[finding.severity]} {said}::{_data(f'{message} ({place.article_url})')}\n"


def _data(text: str) -> str:
    """A command's message; line ends are gone with all other controls."""
    return visible(text).replace("%", "%25")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
