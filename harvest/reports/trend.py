"""The findings of the runs so far as a plot: points for an SVG, in a box of 1000 by 100."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from harvest.model import Run

_MOST = 60
"""Runs that are drawn: two months of nights."""


class Trend(Struct, frozen=True, kw_only=True):
    """Two lines over the runs, the last of them this one."""

    runs: int
    errors: str
    warnings: str
    top: int
    """The number at the upper edge; the lower is 0."""
    first: str
    last: str
    """When the first and the last of the runs drawn started."""
    said: str
    """The same in words."""


def trend(run: Run) -> Trend | None:
    """The plot of a run and those before it; None where there is none before."""
    if not run.past:
        return None
    runs = [(past.started, past.errors, past.warnings) for past in run.past]
    runs = [*runs, (run.started, run.summary.errors, run.summary.warnings)][-_MOST:]
    started, errors, warnings = zip(*runs, strict=True)
    top = max(*errors, *warnings, 1)
    return Trend(
        runs=len(runs),
        errors=_points(errors, top),
        warnings=_points(warnings, top),
        top=top,
        first=started[0],
        last=started[-1],
        said=f"Over {len(runs)} runs errors went from {errors[0]} to {errors[-1]}, "
        f"warnings from {warnings[0]} to {warnings[-1]}; the most in one run was {top}.",
    )


def _points(numbers: Sequence[int], top: int) -> str:
    step = 1000 / (len(numbers) - 1)
    return " ".join(f"{at * step:.1f},{100 - 100 * number / top:.1f}" for at, number in enumerate(numbers))
