"""The pages and feeds of a folder, as a site's generator leaves it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from harvest.errors import SourceError
from harvest.following.steps import End
from harvest.model import Document
from harvest.sources import feed, files, jsonfeed, sitemap

_OURS = b'<meta name="generator" content="harvest '
_WORDS = re.compile(rb"[\x20-\x3b\x3d-\x7e\s]{1,300}")
"""What a search engine asks for in a file of a site, to know its owner: a few words and no markup."""
_ENTRY = re.compile(rb"<(?:\w+:)?(?:item|entry)[\s>]")


def tree(folder: Path, name: str, limit: int, within: str, without: Path) -> Iterator[Document | End]:
    """Yield the documents of a folder; one that cannot be read is told.

    Args:
        folder: pages and feeds lie in it, at any depth.
        name: what it is called, should it hold none.
        limit: bytes of one document.
        within: stands before the path below the folder, by which a document is called.
        without: a folder below that is left out: what was harvested is no source.
    """
    found = False
    for path, below in files.below(folder, without):
        label = within + below
        try:
            document = files.file(path, label, limit)
        except SourceError as error:
            found = True
            yield End(label, None, str(error))
            continue
        if _is_published(document, path.suffix.lower()):
            found = True
            yield document
    if not found:
        yield End(name, None, "no page or feed is in this folder")


def _is_published(document: Document, suffix: str) -> bool:
    """Not a report of ours, nor what sites hold besides: a sitemap, an index to search, an empty feed, a few words."""
    if suffix == ".json":
        return jsonfeed.recognises(document)
    if sitemap.recognises(document) or (feed.recognises(document) and not _ENTRY.search(document.body)):
        return False
    return _OURS not in document.body[:2000] and not _WORDS.fullmatch(document.body.strip())
