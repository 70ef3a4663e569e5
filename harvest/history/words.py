"""History in words: a line for the morning, a table of runs, the changes between two."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from harvest.history.records import Change, Diff, Kind, Recorded
from harvest.nouns import count

_TITLES: dict[Kind, str] = {
    "new": "New",
    "still": "Still broken",
    "fixed": "Fixed",
    "gone": "Gone (published no more)",
    "silenced": "Silenced since",
    "unseen": "Not seen (the source could not be read, or was not asked)",
}


def summary(diff: Diff) -> str:
    """What is new, what was fixed, what is still broken, in one line."""
    counts: dict[str, int] = {kind: len(diff.of(kind)) for kind in ("new", "fixed", "still")}
    said = f"{counts['new']} new, {counts['fixed']} fixed, {counts['still']} still broken"
    more = [f"{len(found)} {word}" for kind, word in _RARE if (found := diff.of(kind))]
    if diff.edited:
        more.append(f"{count(len(diff.edited), 'article')} edited")
    since = f" since the run of {diff.before.started}" if diff.before else " in the first run"
    return ", ".join((said, *more)) + since


_RARE: tuple[tuple[Kind, str], ...] = (("gone", "gone"), ("silenced", "silenced"), ("unseen", "not seen"))


def table(runs: Sequence[Recorded]) -> Iterator[str]:
    """A line a run."""
    heads = ("run", "started", "blocks", "errors", "warnings", "new", "fixed", "still", "gone", "sources failed")
    rows = [
        (r.id, r.started, r.blocks, r.errors, r.warnings, r.new, r.fixed, r.still, r.gone, r.failed_sources)
        for r in runs
    ]
    words = [heads, *(tuple(str(value) for value in row) for row in rows)]
    widths = [max(len(row[at]) for row in words) for at in range(len(heads))]
    for row in words:
        yield "  ".join(word.rjust(width) for word, width in zip(row, widths, strict=True)).rstrip()


def changes(diff: Diff) -> Iterator[str]:
    """The changes between two runs, kind by kind, and the articles that were edited."""
    before = "nothing" if diff.before is None else f"run {diff.before.id} ({diff.before.started})"
    yield f"from {before} to run {diff.after.id} ({diff.after.started})"
    for kind, title in _TITLES.items():
        found = diff.of(kind)
        if found:
            yield f"\n{title}: {len(found)}"
            yield from map(_line, found)
    if diff.edited:
        yield f"\nArticles edited: {len(diff.edited)}"
        yield from (f"  {_plain(edit.title)}  {_plain(edit.article)}" for edit in diff.edited)
    if not diff.changes and not diff.edited:
        yield "\nNothing changed."


def _line(change: Change) -> str:
    edited = ", block edited" if change.edited else ""
    place = f"{change.path}:{change.line}:{change.column}"
    return f"  {change.severity}[{change.code}] {_plain(change.message)}\n    {place}  {_plain(change.article)}{edited}"


def _plain(text: str) -> str:
    """One line in which nothing draws or turns the direction of the text."""
    return "".join(letter if letter.isprintable() else "\ufffd" for letter in text)
