"""Sources that point on: the pages of a sitemap, and the pages behind a feed that carries summaries."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

import msgspec

from harvest import sources
from harvest.config import Config, SourceConfig
from harvest.engine import read
from harvest.errors import SourceError
from harvest.extract import EXTRACTORS
from harvest.fetch.fetcher import Fetcher, Target
from harvest.languages import identify
from harvest.model import Article, Code, CodeBlock, Document
from harvest.sources import sitemap

_SHORT = 1500
"""Characters of prose below which an entry without a block is a summary."""
_DEEPEST = 3
"""Indexes of sitemaps within one another."""
_INDEXED = 1000
"""Sitemaps of one index."""


class Missing(msgspec.Struct, frozen=True):
    """A document that could not be had."""

    url: str
    """Of a page that a source points to; else what the user calls the source."""
    reason: str


def kind_of(document: Document, source: SourceConfig) -> str:
    """Tell a document's kind: what `sources` knows, and sitemaps.

    Raises:
        SourceError: it is of no kind, or not of the one that was wanted.
    """
    is_sitemap = sitemap.recognises(document)
    if is_sitemap and source.kind in {None, "sitemap"}:
        if document.source != source.label:
            raise SourceError("a sitemap in a folder is not followed; name it as a source")
        return "sitemap"
    if source.kind == "sitemap":
        raise SourceError("a sitemap was expected, but this is something else")
    return sources.kind_of(document, source.kind)


def articles(
    document: Document, kind: str, source: SourceConfig, config: Config, fetcher: Fetcher
) -> Iterator[Article | Missing]:
    """Yield a source's articles in order, those of the pages that it points to included.

    Raises:
        SourceError: the document cannot be read; what could be was yielded before.
    """
    if kind == "sitemap":
        yield from _pages(document, source, config, fetcher)
    elif source.follow and kind != "page":
        yield from _followed(_recent(sources.articles(document, kind), source, config), config, fetcher)
    else:
        yield from _recent(sources.articles(document, kind), source, config)


def _recent(found: Iterable[Article], source: SourceConfig, config: Config) -> Iterator[Article]:
    """Those since the day that the user set, and those without a day, up to the limit.

    Raises:
        SourceError: there are more than the limit that holds where the user has set none.
    """
    taken = 0
    for article in found:
        if source.since is not None and article.published and article.published[:10] < source.since.isoformat():
            continue
        if source.limit is not None and taken >= source.limit:
            return
        if taken >= config.limits.articles:
            raise SourceError(f"more than {config.limits.articles:,} articles; set `limit`")
        taken += 1
        yield article


def _pages(document: Document, source: SourceConfig, config: Config, fetcher: Fetcher) -> Iterator[Article | Missing]:
    choice = sitemap.Choice(source.include, source.exclude, source.since)
    found: dict[str, str] = {}
    for item in _listed(document, config, fetcher, _DEEPEST):
        if isinstance(item, Missing):
            yield item
        elif choice.wants(item) and _site(item.url) in {
            _site(document.url),
            _site(item.url) if _is_local(document) else "",
        }:
            found.setdefault(item.url, item.modified or "")
    newest = sorted(found, key=lambda url: found[url], reverse=True)
    most = config.limits.articles if source.limit is None else source.limit
    for target, got in fetcher.fetch_many(Target(url, document.source) for url in newest[:most]):
        yield from _page(target.url, got)
    if source.limit is None and len(newest) > most:
        yield Missing(newest[most], f"{len(newest)} pages are listed, and only {most} are read; set `limit`")


def _listed(document: Document, config: Config, fetcher: Fetcher, depth: int) -> Iterator[sitemap.Location | Missing]:
    """A sitemap's pages, those of the sitemaps that it lists included."""
    read_ = sitemap.read(document, config.limits.page_bytes)
    yield from read_.pages
    if read_.sitemaps and depth == 0:
        yield Missing(read_.sitemaps[0].url, "sitemaps within sitemaps without end")
        return
    for target, got in fetcher.fetch_many(Target(item.url, document.source) for item in read_.sitemaps[:_INDEXED]):
        try:
            if isinstance(got, SourceError):
                raise got
            yield from _listed(got, config, fetcher, depth - 1)
        except SourceError as error:
            yield Missing(target.url, str(error))


def _page(url: str, got: Document | SourceError) -> Iterator[Article | Missing]:
    try:
        if isinstance(got, SourceError):
            raise got
        yield from sources.articles(got, sources.kind_of(got, "page"))
    except SourceError as error:
        yield Missing(url, str(error))


def _site(url: str) -> str:
    return (urlsplit(url).hostname or "").removeprefix("www.")


def _is_local(document: Document) -> bool:
    return not document.url.startswith(("http:", "https:"))


def _followed(entries: Iterator[Article], config: Config, fetcher: Fetcher) -> Iterator[Article | Missing]:
    """A feed's entries, each replaced by its page where the page says more."""
    listed: list[Article] = []
    problem: SourceError | None = None
    try:
        listed.extend(entries)
    except SourceError as error:
        problem = error
    blocks = [_blocks(article) for article in listed]
    mangled = _broken(blocks, config)
    wanted = [_is_summary(article, own) or bool(bad) for article, own, bad in zip(listed, blocks, mangled, strict=True)]
    pages = iter(
        fetcher.fetch_many(Target(a.url, a.source) for a, follow in zip(listed, wanted, strict=True) if follow)
    )
    for article, own, bad, follow in zip(listed, blocks, mangled, wanted, strict=True):
        yield from _fuller(article, own, bad, next(pages), config) if follow else (article,)
    if problem is not None:
        raise problem


def _fuller(
    article: Article,
    own: list[CodeBlock],
    bad: set[int],
    fetched: tuple[Target, Document | SourceError],
    config: Config,
) -> Iterator[Article | Missing]:
    """The page in place of a summary; in place of a whole entry only where the same blocks are sound there."""
    [page] = list(_page(article.url, fetched[1])) or [Missing(article.url, "no article")]
    if isinstance(page, Missing):
        if own:
            yield article
        yield page
        return
    fuller = msgspec.structs.replace(article, media_type=page.media_type, body=page.body)
    yield fuller if not own or _mends(_blocks(fuller), own, bad, config) else article


def _mends(theirs: list[CodeBlock], own: list[CodeBlock], bad: set[int], config: Config) -> bool:
    """Whether the page shows the feed's blocks, and those that are broken in the feed are sound there."""
    [broken] = _broken([theirs], config)
    sound = {_skeleton(block.text) for index, block in enumerate(theirs) if index not in broken}
    shown = sound | {_skeleton(theirs[index].text) for index in broken}
    return all(_skeleton(own[index].text) in sound for index in bad) and all(
        _skeleton(block.text) in shown for block in own
    )


def _skeleton(text: str) -> str:
    """What publishing leaves of a text: no spaces, no entities, no bent quotes."""
    plain = html.unescape(html.unescape(text)).translate(_BENT)
    return "".join(plain.split())


_BENT = str.maketrans("\u2018\u2019\u201a\u201c\u201d\u201e\u2013\u2014", "'''\"\"\"--", "\u200b\ufeff\xa0")


def _broken(articles_: list[list[CodeBlock]], config: Config) -> list[set[int]]:
    """For each article the blocks that cannot be as their author wrote them."""
    codes = [Code(b.text, *_language(b)) for blocks in articles_ for b in blocks]
    if not codes:
        return [set() for _ in articles_]
    [readings] = read([codes], 1, config.limits.read_seconds)
    rest = iter(readings)
    return [
        {i for i, _ in enumerate(blocks) if any(finding.severity == "error" for finding in next(rest).findings)}
        for blocks in articles_
    ]


def _language(block: CodeBlock) -> tuple[str, str | None]:
    identity = identify(block.hint, block.text)
    return identity.language, identity.dialect


def _blocks(article: Article) -> list[CodeBlock]:
    extractor = EXTRACTORS.get(article.media_type)
    return list(extractor.blocks(article)) if extractor else []


def _is_summary(article: Article, blocks: list[CodeBlock]) -> bool:
    prose = " ".join(re.sub(r"<[^>]*>", " ", article.body).split())
    return not blocks and len(prose) < _SHORT
