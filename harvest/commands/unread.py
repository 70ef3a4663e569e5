"""Sources that were not read, on standard error: said where no report says it."""

from __future__ import annotations

from collections.abc import Iterable

import click

from harvest.commands.settings import Settings
from harvest.model import SourceStatus
from harvest.reports.fates import unread
from harvest.reports.visible import visible, without_orders


def tell(sources: Iterable[SourceStatus], ours: Settings) -> None:
    """Write a line for each source that is not ok, unless the log has one already."""
    for status in sources if ours.log is None else ():
        if status.status != "ok":
            said = visible(f"source {unread(status)}: {status.source}: {status.reason}")
            click.echo(f"harvest: {without_orders(said)}", err=True)
