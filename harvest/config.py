"""What a user can set: the records that `config.yaml` is read into."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

import msgspec

from harvest.fetch.limits import FetchLimits
from harvest.model import Severity
from harvest.notices import Notify

Words = Annotated[str, msgspec.Meta(min_length=1)]
"""An empty path would be the folder of the file itself."""
FailOn = Literal["error", "warning", "note", "never"]


class SourceConfig(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One source: a path, a directory, a URL, or `-` for standard input."""

    location: Words
    """Where it is; a path starts from the folder of the configuration."""
    kind: str | None = None
    """`feed`, `jsonfeed`, `page` or `sitemap`; found from the content where it is not given."""
    name: str | None = None
    """What reports call it; the location where it is not given."""
    limit: Annotated[int, msgspec.Meta(ge=1)] | None = None
    """At most so many articles; of a sitemap the newest."""
    since: date | None = None
    """Articles from before this day are left out, where they tell their day."""
    follow: bool = False
    """Of a feed: read an entry's own page where the feed has only a summary, or a mangled copy."""
    include: tuple[str, ...] = ()
    """Of a sitemap: patterns with `*` and `?`, for the path where they begin with `/`, else for the whole address."""
    exclude: tuple[str, ...] = ()
    """Patterns of the same kind, for pages that are left out."""

    @property
    def label(self) -> str:
        """The name in reports."""
        return self.name or self.location


class Ignore(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Findings that somebody has looked at and accepts; all that is given must match."""

    reason: str
    """Why it is right there, for who reads this after you."""
    rule: str | None = None
    """Rule name or code."""
    name: str | None = None
    """What the finding is about, as its message quotes it."""
    article: str | None = None
    """The article's URL."""
    snippet: str | None = None
    """The snippet's id or path."""


class Limits(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What is too much, so that no page can hang or fill a machine."""

    page_bytes: Annotated[int, msgspec.Meta(ge=1)] = 20_000_000
    """Of a page, feed or sitemap, unpacked; a larger one is not read."""
    block_bytes: Annotated[int, msgspec.Meta(ge=1)] = 256_000
    """A larger block is kept and written, not checked."""
    read_seconds: Annotated[float, msgspec.Meta(gt=0, le=86_400)] = 10.0
    """For one block."""
    articles: Annotated[int, msgspec.Meta(ge=1)] = 5000
    """Of one feed or sitemap that has no `limit` of its own."""


class Config(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Everything a user can set; `harvest init` writes a commented one."""

    sources: tuple[Words | SourceConfig, ...] = ()
    """What is read: each a location, or a mapping where there is more to say."""
    output: Words = "snippets"
    """Folder of the harvested blocks and their `manifest.jsonl`."""
    state: Words = ".harvest"
    """Folder for cache and history."""
    rules: dict[str, Severity | Literal["off"]] = {}
    """Rule name or code -> severity or `off`; several languages may share a name, and the code counts more."""
    names: dict[str, tuple[str, ...]] = {}
    """Language -> names that every article of these sources may use."""
    ignore: tuple[Ignore, ...] = ()
    """Findings that are accepted."""
    fail_on: FailOn = "warning"
    """The lightest severity that makes a block fail, and the exit status 1."""
    jobs: Annotated[int, msgspec.Meta(ge=1)] | None = None
    """Processes; all cores where it is not given."""
    limits: Limits = Limits()
    """How large and how slow what is read may be."""
    fetch: FetchLimits = FetchLimits()
    """How patient, how polite and how trusting the network is."""
    baseline: Words = "baseline.yaml"
    """Findings that are known and do not fail a run."""
    history: Words | None = None
    """`off`, a path, `postgresql://...`, or `$NAME` of a variable; `history.db` in `state` by default."""
    keep: Annotated[int, msgspec.Meta(ge=1)] | None = None
    """Runs that history remembers; all of them by default."""
    notify: Notify | None = None
    """Who is told of what is new or fixed."""
    reports: dict[str, Words] = {}
    """Report kind -> path."""

    @property
    def all_sources(self) -> tuple[SourceConfig, ...]:
        """The sources, each as a mapping."""
        return tuple(SourceConfig(location=s) if isinstance(s, str) else s for s in self.sources)
