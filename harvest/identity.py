"""What stays the same of an article and of a finding from run to run, while the text around them changes."""

from __future__ import annotations

from harvest.model import Finding, Snippet


def article_of(snippet: Snippet) -> str:
    """What tells an article from another in all runs: its address, or its source where it is a local file."""
    where = snippet.provenance
    return plain(where.source if where.article_url.startswith(("file:", "stdin:")) else where.article_url)


def line_of(finding: Finding, text: str) -> str:
    """The line that a finding is on, its spaces made one."""
    lines = text.splitlines()
    line = lines[finding.line - 1] if 0 < finding.line <= len(lines) else ""
    return plain(" ".join(line.split()))[:500]


def plain(text: str) -> str:
    """Text that every file and database takes: no NUL, no half of a surrogate pair."""
    return text.replace("\0", "\ufffd").encode("utf-8", "replace").decode()
