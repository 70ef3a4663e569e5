"""The page that people open: one file that asks nothing of anybody, filters and all."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from msgspec import Struct

from harvest.model import Changed, Run
from harvest.reports.articles import articles, looked_at
from harvest.reports.elsewhere import NUMBER
from harvest.reports.example import blocks
from harvest.reports.tally import tally
from harvest.reports.trend import trend
from harvest.reports.view import ArticleView, Budget, article_view, finding_id
from harvest.reports.visible import on_page

if TYPE_CHECKING:
    import jinja2

_HERE = Path(__file__).parent
_SOUND_CODE = 300_000
"""Characters of code without findings that a page shows."""
_SOUND_ARTICLES = 300
"""Articles without findings that a page lists."""
_MOST_BLOCKS = 10_000
"""Flagged blocks that a page shows; a browser has to hold them all."""


class Text(Struct, frozen=True):
    """A stretch of a message."""

    text: str
    is_code: bool = False
    block: int = 0
    """The number of the block that it names."""


class Shown(Struct):
    """What the page had to leave out, known when all else is written."""

    blocks: int = 0
    sound: int = 0
    left_out_blocks: int = 0
    left_out_sound: int = 0


def write(run: Run, file: TextIO) -> None:
    """Write a run as one self-contained page, an article at a time."""
    style, script = _static("report.css"), _static("report.js")
    shown = Shown()
    template = _environment().get_template("report.html")
    stream = template.generate(
        run=run,
        tally=tally(run),
        read=looked_at(run),
        trend=trend(run),
        articles=_articles(run, shown),
        shown=shown,
        style=style,
        script=script,
        policy=f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)}; img-src data:; "
        "base-uri 'none'; form-action 'none'",
    )
    file.writelines(stream)


def _articles(run: Run, shown: Shown) -> Iterator[ArticleView]:
    budget = Budget(_SOUND_CODE)
    new = {finding_id(change.path, change) for change in run.changes or () if change.kind == "new"}
    for rows in articles(run):
        if not any(row.result.findings or row.result.outcome == "errored" for row in rows.rows):
            if shown.sound >= _SOUND_ARTICLES:
                shown.left_out_sound += 1
                continue
            shown.sound += 1
        elif shown.blocks >= _MOST_BLOCKS:
            shown.left_out_blocks += sum(bool(row.result.findings) for row in rows.rows)
            continue
        article = article_view(rows, budget, new)
        shown.blocks += article.flagged
        yield article


def _environment() -> jinja2.Environment:
    import jinja2

    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(_HERE / "templates"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "told": told,
        "visible": on_page,
        "count": count,
        "moment": moment,
        "anchor": anchor,
        "example": blocks,
    }
    return environment


def told(message: str) -> Iterator[Text]:
    """A message in stretches: what stands between backticks is code, `block 4` may become a link."""
    for nth, part in enumerate(re.split(r"`([^`]*)`", on_page(message))):
        if nth % 2:
            yield Text(part, is_code=True)
            continue
        end = 0
        for found in NUMBER.finditer(part):
            yield Text(part[end : found.start()])
            yield Text(found[0], block=int(found[1]))
            end = found.end()
        yield Text(part[end:])


def anchor(change: Changed) -> str:
    """Where on the page a new finding is."""
    return finding_id(change.path, change)


def count(number: int, word: str) -> str:
    """A number with its noun: `1 block`, `2,000 blocks`."""
    return f"{number:,} {word}" if number == 1 else f"{number:,} {word}s"


def moment(time: str | None) -> str:
    """An ISO time as people write it, to the minute."""
    return re.sub(r"^(\d{4}-\d\d-\d\d)T(\d\d:\d\d).*", r"\1 \2 UTC", time or "")


def _static(name: str) -> str:
    return (_HERE / "static" / name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    """What a Content-Security-Policy calls an inline script or style sheet."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
