"""A big run: an index of its articles, and beside it a folder of pages that show them, some at a time."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

from msgspec import Struct

from harvest.errors import HarvestError
from harvest.model import Changed, Run
from harvest.reports.articles import ArticleRows, articles, has_news, in_parts, looked_at
from harvest.reports.entry import Entry, entry
from harvest.reports.fates import skipped
from harvest.reports.page import anchor, render
from harvest.reports.pieces import Budget
from harvest.reports.tally import Tally, tally
from harvest.reports.trend import trend
from harvest.reports.view import article_view, ids
from harvest.reports.whole import whole_file, whole_folder

_FLAGGED = 150
"""Flagged blocks after which a page is full."""
_ARTICLES = 100
_SOUND_CODE = 60_000
"""Characters of code without findings that a page shows."""
_NAME = re.compile(r"\d{4,9}\.html")
_MARK = b'<meta name="generator" content="harvest '


class Page(Struct, frozen=True):
    """Some of the articles with findings, in the order of the run."""

    number: int
    articles: list[ArticleRows]

    @property
    def name(self) -> str:
        """Of its file."""
        return f"{self.number:04}.html"


def write(run: Run, path: Path) -> None:
    """Write the pages into a folder beside the index, then both take their places.

    Args:
        run: its rows are read several times and never held.
        path: of the index; the folder of `report.html` is `report-pages`.

    Raises:
        HarvestError: the folder holds something that no report wrote.
    """
    folder = _folder(path)
    if folder.exists() and not _is_ours(folder):
        raise HarvestError(f"{folder} holds what is no page of a report: it is not replaced")
    new = {anchor(change): "" for change in run.changes or () if change.kind == "new"}
    counted = tally(run.rows)
    with whole_file(path) as index, whole_folder(folder) as made:
        _write_pages(run, made, path, counted, new)
        render(
            "index.html",
            index,
            run=run,
            tally=counted,
            read=looked_at(run),
            skipped=skipped(run.summary),
            trend=trend(run),
            entries=_entries(run, f"{quote(folder.name)}/", new),
            href=lambda change: _href(change, new),
        )


def remove(path: Path) -> None:
    """Remove the pages that an earlier, bigger run left beside a report."""
    folder = _folder(path)
    if folder.is_dir() and _is_ours(folder):
        shutil.rmtree(folder)


def _write_pages(run: Run, folder: Path, index: Path, counted: Tally, new: dict[str, str]) -> None:
    """Write every page, and note in `new` where the new findings stand."""
    budget = Budget(0)
    last = sum(1 for _ in _pages(run))
    for page in _pages(run):
        budget.characters = _SOUND_CODE
        views = [article_view(rows, budget, new.keys()) for rows in page.articles]
        new.update(
            (id_, f"{quote(_folder(index).name)}/{page.name}") for view in views for id_ in ids(view) if id_ in new
        )
        with (folder / page.name).open("w", encoding="utf-8", errors="replace", newline="\n") as file:
            render(
                "page.html",
                file,
                run=run,
                tally=counted,
                here=tally(row for article in page.articles for row in article.rows),
                articles=views,
                index=f"../{quote(index.name)}",
                number=page.number,
                last=last,
            )


def _pages(run: Run) -> Iterator[Page]:
    held: list[ArticleRows] = []
    number, flagged = 1, 0
    for rows in in_parts(articles(run)):
        news = sum(map(has_news, rows.rows))
        if not news:
            continue
        if held and (flagged + news > _FLAGGED or len(held) == _ARTICLES):
            yield Page(number, held)
            held, flagged, number = [], 0, number + 1
        held.append(rows)
        flagged += news
    if held:
        yield Page(number, held)


def _entries(run: Run, folder: str, new: dict[str, str]) -> Iterator[Entry]:
    return (entry(rows, folder + page.name, new.keys()) for page in _pages(run) for rows in page.articles)


def _href(change: Changed, places: dict[str, str]) -> str | None:
    """Where a new finding stands; nowhere if it is one of too many in its block."""
    place = places.get(anchor(change))
    return f"{place}#{anchor(change)}" if place else None


def _folder(index: Path) -> Path:
    return index.with_name(f"{index.stem}-pages")


def _is_ours(folder: Path) -> bool:
    return folder.is_dir() and all(_NAME.fullmatch(one.name) and _marked(one) for one in folder.iterdir())


def _marked(path: Path) -> bool:
    with path.open("rb") as file:
        return _MARK in file.read(2_000)
