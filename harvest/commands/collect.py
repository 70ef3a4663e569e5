"""`harvest collect`: read the sources, write the blocks."""

from __future__ import annotations

from collections.abc import Iterator

import click

from harvest.commands.progress import progress
from harvest.commands.settings import Settings, Words, settings
from harvest.commands.unread import tell
from harvest.engine import Engine
from harvest.errors import ConfigError
from harvest.model import SourceStatus
from harvest.nouns import count
from harvest.pipeline import Found
from harvest.pipeline import collect as collected


def collect(words: Words) -> int:
    """Return the exit status: 2 where a source failed, else 0."""
    ours = settings(words)
    with ours.engine() as engine:
        found = progress(harvest(ours, engine), "harvesting", quiet=ours.quiet)
        statuses = [one for one in found if isinstance(one, SourceStatus)]
    tell(statuses, ours)
    if not ours.quiet:
        blocks, articles = sum(s.blocks for s in statuses), sum(s.articles for s in statuses)
        told = [count(blocks, "block"), count(articles, "article"), count(len(statuses), "source")]
        click.echo(f"{told[0]} in {told[1]} of {told[2]}: {ours.output}")
    return 2 if any(status.status != "ok" for status in statuses) else 0


def harvest(ours: Settings, engine: Engine) -> Iterator[Found]:
    """Harvest all sources: each article's snippets, and what became of each document.

    Raises:
        ConfigError: there is none.
    """
    if not ours.config.sources:
        raise ConfigError("no source: name a feed, a page or a folder, or write a config.yaml with `harvest init`")
    return collected(ours.config, ours.base, engine, offline=ours.offline, log=ours.log)
