"""A run on one page that asks nothing of anybody, filters and all."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TextIO

from msgspec import Struct

from harvest.model import Changed, Run
from harvest.reports.articles import articles, has_news, in_parts, looked_at
from harvest.reports.fates import skipped
from harvest.reports.page import anchor, render
from harvest.reports.pieces import Budget
from harvest.reports.tally import tally
from harvest.reports.trend import trend
from harvest.reports.view import ArticleView, article_view

_SOUND_CODE = 300_000
"""Characters of code without findings that a page shows."""
_SOUND_ARTICLES = 300
"""Articles without findings that a page lists."""


class Shown(Struct):
    """What the page had to leave out, known when all else is written."""

    sound: int = 0
    left_out: int = 0


def write(run: Run, file: TextIO) -> None:
    """Write a run as one self-contained page, an article at a time."""
    shown = Shown()
    render(
        "report.html",
        file,
        run=run,
        tally=tally(run.rows),
        read=looked_at(run),
        skipped=skipped(run.summary),
        trend=trend(run),
        articles=_articles(run, shown),
        shown=shown,
        href=_href,
    )


def _href(change: Changed) -> str:
    return f"#{anchor(change)}"


def _articles(run: Run, shown: Shown) -> Iterator[ArticleView]:
    budget = Budget(_SOUND_CODE)
    new = {anchor(change) for change in run.changes or () if change.kind == "new"}
    for rows in in_parts(articles(run)):
        if not any(map(has_news, rows.rows)):
            if shown.sound >= _SOUND_ARTICLES:
                shown.left_out += 1
                continue
            shown.sound += 1
        yield article_view(rows, budget, new)
