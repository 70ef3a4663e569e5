"""A line for each source, with times and counts: for people, or as JSON for machines."""

from __future__ import annotations

import contextlib
import sys
from typing import Literal

import msgspec

from harvest.nouns import count

Form = Literal["text", "json"]


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


def log(line: Line, form: Form) -> None:
    """Write a line to standard error; that nobody reads it is no reason to stop."""
    told = msgspec.json.encode(line).decode() if form == "json" else _text(line)
    if sys.stderr is not None:
        with contextlib.suppress(OSError):
            sys.stderr.write(f"{told}\n")
            sys.stderr.flush()


def _text(line: Line) -> str:
    said = f"{line.time} {line.source}: {line.status}"
    why = f" ({line.reason})" if line.reason else ""
    asked = f", {count(line.requests, 'request')} ({line.unchanged:,} unchanged), {count(line.bytes, 'byte')}"
    found = f"{count(line.articles, 'article')}, {count(line.blocks, 'block')}{asked if line.requests else ''}"
    words = f"{said}{why}, {found}, {line.seconds:.2f} s"
    # a build's log takes `##vso[...]` and the like for an order
    return "".join(letter if letter.isprintable() else "\ufffd" for letter in words).replace("##", "# #")
