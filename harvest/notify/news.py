"""What there is to tell of a run."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from harvest.history.records import Change, Diff
from harvest.nouns import count

_MOST = 20
"""Findings that a message lists; the report has them all."""


class News(Struct, frozen=True, kw_only=True):
    """A run in a few lines, plain text of one line each."""

    subject: str
    new: tuple[str, ...] = ()
    fixed: tuple[str, ...] = ()
    failing: tuple[str, ...] = ()
    """Sources that have failed for some nights."""
    counts: dict[str, int] = {}
    started: str = ""
    link: str | None = None

    @property
    def text(self) -> str:
        """The message for people."""
        parts = [self.subject]
        for title, lines in (("New", self.new), ("Fixed", self.fixed), ("Sources that keep failing", self.failing)):
            if lines:
                more = len(lines) - _MOST
                rest = [f"- and {more} more"] if more > 0 else []
                parts.append("\n".join((f"{title}:", *(f"- {line}" for line in lines[:_MOST]), *rest)))
        if self.link:
            parts.append(self.link)
        return "\n\n".join(parts)


def news(diff: Diff, failures: Mapping[str, int], after: int, link: str | None = None) -> News | None:
    """What is worth a message; None where nothing is.

    Args:
        diff: from the run before to this one.
        failures: source -> in how many runs in a row, this one included, it could not be read.
        after: a source is told of when it has failed so often, and not again the night after.
        link: where the report can be read.
    """
    new, fixed = diff.of("new"), diff.of("fixed")
    failing = sorted(source for source, nights in failures.items() if nights == after)
    if not (new or fixed or failing):
        return None
    still = len(diff.of("still"))
    said = [f"{len(new)} new", f"{len(fixed)} fixed", f"{still} still broken"]
    if failing:
        said.append(count(len(failing), "failing source"))
    return News(
        subject=f"harvest: {', '.join(said)}",
        new=tuple(map(_line, new)),
        fixed=tuple(map(_line, fixed)),
        failing=tuple(f"{_plain(source)}: {count(failures[source], 'run')} in a row" for source in failing),
        counts={"new": len(new), "fixed": len(fixed), "still": still, "gone": len(diff.of("gone"))},
        started=diff.after.started,
        link=link,
    )


def _line(change: Change) -> str:
    return _plain(f"{change.title}: {change.message} [{change.code}] {change.article}")


def _plain(text: str) -> str:
    """One line in which nothing draws, mentions anybody or turns the direction of the text."""
    return "".join(letter if letter.isprintable() else " " for letter in text)[:300]
