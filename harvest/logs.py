"""A line for each source, with times and counts: for people, or as JSON for machines."""

from __future__ import annotations

import logging
import sys
from typing import Literal

import msgspec

from harvest.nouns import count

Form = Literal["text", "json"]
LOG = logging.getLogger("harvest.sources")


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """What is logged of one source."""

    time: str
    """ISO 8601 in UTC, when it was done."""
    source: str
    status: str
    reason: str | None
    articles: int
    blocks: int
    requests: int
    unchanged: int
    """Of the requests: those that were answered 304."""
    bytes: int
    seconds: float
    """To have it, and the pages behind it."""


def log(line: Line) -> None:
    """Log a source, where somebody listens."""
    LOG.info("%s", line.source, extra={"line": line})


def is_heard() -> bool:
    """Whether somebody listens."""
    return LOG.isEnabledFor(logging.INFO)


def listen(form: Form) -> None:
    """Write the lines to standard error from now on."""
    shown = logging.StreamHandler(sys.stderr)
    shown.setFormatter(_Json() if form == "json" else _Text())
    LOG.addHandler(shown)
    LOG.setLevel(logging.INFO)
    LOG.propagate = False


class _Json(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        return msgspec.json.encode(vars(record)["line"]).decode()


class _Text(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        line: Line = vars(record)["line"]
        said = f"{line.time} {line.source}: {line.status}"
        why = f" ({line.reason})" if line.reason else ""
        asked = f", {count(line.requests, 'request')} ({line.unchanged:,} unchanged), {count(line.bytes, 'byte')}"
        found = f"{count(line.articles, 'article')}, {count(line.blocks, 'block')}{asked if line.requests else ''}"
        words = f"{said}{why}, {found}, {line.seconds:.2f} s"
        # a build's log takes `##vso[...]` and the like for an order
        return "".join(letter if letter.isprintable() else "\ufffd" for letter in words).replace("##", "# #")
