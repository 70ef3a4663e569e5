"""Links from a report to the published page, where a browser scrolls to the line."""

from __future__ import annotations

import re
from urllib.parse import quote

from harvest.model import Judged
from harvest.reports.visible import safe_url

_LONGEST = 90
"""Characters of a text fragment; longer ones seldom match."""


def link_to(row: Judged) -> str | None:
    """The article's URL with a text fragment, so that a browser scrolls to the line (WICG scroll-to-text-fragment)."""
    url = safe_url(row.snippet.provenance.article_url)
    words = _words(row)
    if url is None or words is None or not url.startswith("http"):
        return url
    fragment = quote(words.encode("utf-8", "replace"), safe="").replace("-", "%2D")
    return f"{url}{'' if '#' in url else '#'}:~:text={fragment}"


def _words(row: Judged) -> str | None:
    lines = [line.strip() for line in row.snippet.text.splitlines()]
    at = row.result.findings[0].line - 1 if row.result.findings else 0
    found = next((line for line in (*lines[at : at + 1], *lines) if re.search(r"\w{3}", line)), None)
    return found if found and len(found) <= _LONGEST and found.isprintable() else None
