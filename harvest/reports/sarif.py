"""SARIF 2.1.0 (OASIS): findings for code-scanning services, with rules, repairs and stable fingerprints."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator
from typing import Any, TextIO
from urllib.parse import quote

from harvest.model import Finding, Judged, Rule, Run, Severity, Snippet
from harvest.nouns import count
from harvest.reports.example import fenced
from harvest.reports.repair import replaced
from harvest.reports.visible import visible

_LEVELS: dict[Severity, str] = {"error": "error", "warning": "warning", "note": "note"}


def write(run: Run, file: TextIO) -> None:
    """Write a run as one SARIF log, a result at a time; blocks of an article published before are left out."""
    head = {
        "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
        "version": "2.1.0",
    }
    one = {
        "tool": {"driver": _driver(run)},
        "columnKind": "unicodeCodePoints",
        "invocations": [_invocation(run)],
    }
    file.write(f'{_text(head)[:-1]}, "runs": [\n{_text(one)[:-1]}, "results": [')
    index = {rule.code: at for at, rule in enumerate(run.rules)}
    file.writelines(f"{',' if at else ''}\n{_text(result)}" for at, result in enumerate(_results(run, index)))
    file.write("\n]}\n]}\n")


def _text(value: object) -> str:
    """JSON in ASCII, so that no published text can act on what shows it."""
    import json

    return json.dumps(value, ensure_ascii=True)


def _driver(run: Run) -> dict[str, Any]:
    return {
        "name": "harvest",
        "fullName": "snippet-harvest",
        "semanticVersion": run.version,
        "rules": [_rule(rule) for rule in run.rules],
    }


def _rule(rule: Rule) -> dict[str, Any]:
    bad, good = (fenced(rule.code, example) for example in (rule.bad, rule.good))
    text = f"{rule.why}\n\nBroken:\n\n{bad}\n\nRepaired:\n\n{good}\n"
    markdown = f"{rule.why}\n\n**Broken**\n\n{bad}\n\n**Repaired**\n\n{good}\n"
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": rule.summary},
        "fullDescription": {"text": rule.why},
        "help": {"text": text, "markdown": markdown},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
    }


def _invocation(run: Run) -> dict[str, Any]:
    """How the run went: sources that could not be read and blocks that could not be checked are told, not lost."""
    told = [
        _notification("error" if status.status == "failed" else "warning", f"{status.source}: {status.reason}")
        for status in run.sources
        if status.status != "ok"
    ]
    if run.summary.errored:
        told.append(_notification("warning", f"{count(run.summary.errored, 'block')} could not be checked"))
    return {
        "executionSuccessful": all(status.status != "failed" for status in run.sources),
        "startTimeUtc": run.started.replace("+00:00", "Z"),
        "toolExecutionNotifications": told,
    }


def _notification(level: str, text: str) -> dict[str, Any]:
    return {"level": level, "message": {"text": visible(text)}}


def _results(run: Run, index: dict[str, int]) -> Iterator[dict[str, Any]]:
    seen: Counter[str] = Counter()
    for row in run.rows:
        if row.snippet.duplicate_of is not None:
            continue
        for finding in row.result.findings:
            fingerprint = _fingerprint(row.snippet, finding)
            seen[fingerprint] += 1
            yield _result(row, finding, run.output, index) | {
                "partialFingerprints": {"harvest/v1": f"{fingerprint}:{seen[fingerprint]}"}
            }


def _result(row: Judged, finding: Finding, output: str, index: dict[str, int]) -> dict[str, Any]:
    place = row.snippet.provenance
    path = f"{output}/{row.snippet.path}" if output and not output.startswith(("/", "~")) else row.snippet.path
    artifact = {"uri": quote(path.replace("\\", "/"), safe="/-._~")}
    message = finding.message + (f" ({finding.suggestion})" if finding.suggestion else "")
    result: dict[str, Any] = {
        "ruleId": finding.code,
        "level": _LEVELS[finding.severity],
        "message": {"text": visible(message)},
        "locations": [{"physicalLocation": {"artifactLocation": artifact, "region": _region(finding)}}],
        "properties": {
            "article": visible(place.article_title),
            "url": visible(place.article_url),
            "block": place.index + 1,
            "language": row.snippet.language,
        },
    }
    if finding.code in index:
        result["ruleIndex"] = index[finding.code]
    if finding.repaired is not None:
        result["fixes"] = [_fix(row.snippet.text, finding, artifact)]
    return result


def _region(finding: Finding) -> dict[str, int]:
    """Where it is; a finding without an end is one character long."""
    region = {"startLine": max(finding.line, 1), "startColumn": max(finding.column, 1)}
    if finding.end_line is not None and finding.end_column is not None:
        region |= {"endLine": finding.end_line, "endColumn": finding.end_column}
    return region


def _fix(text: str, finding: Finding, artifact: dict[str, str]) -> dict[str, Any]:
    first, last, lines = replaced(text, finding.repaired or "")
    region = {"startLine": first, "startColumn": 1, "endLine": last, "endColumn": 1}
    replacement = {"deletedRegion": region, "insertedContent": {"text": lines}}
    return {
        "description": {"text": visible(finding.suggestion or "the repaired block")},
        "artifactChanges": [{"artifactLocation": artifact, "replacements": [replacement]}],
    }


def _fingerprint(snippet: Snippet, finding: Finding) -> str:
    """The same as long as the article, the rule, the name and the line's text are, wherever in the block they move."""
    lines = snippet.text.splitlines()
    line = lines[finding.line - 1].strip() if 0 < finding.line <= len(lines) else ""
    parts = (snippet.provenance.article_url, finding.code, finding.name or "", line)
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:32]
