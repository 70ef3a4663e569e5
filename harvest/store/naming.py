"""Names on disk and ids: made of hashes and of letters we allow, never of raw words from a page."""

from __future__ import annotations

import hashlib
import re
import unicodedata

from harvest.languages import LANGUAGES
from harvest.model import Extracted, Snippet, digest

PATH = re.compile(r"([a-z0-9-]{0,60}-[0-9a-f]{12})/\d{2,6}\.[a-z0-9]{1,12}")
"""The only paths that a harvest writes, reads or removes."""


def snippets_of(article: Extracted, ids: set[str]) -> list[Snippet]:
    """Name an article's blocks: `<slug>-<hash>/<NN>.<suffix>`; the hash is of the article and of all its blocks."""
    blocks = article.blocks
    digests = [digest(block.text) for block, _, _ in blocks]
    key = article_key(article)
    content = "".join(f"{d}{language}" for d, (_, language, _) in zip(digests, blocks, strict=True))
    content_hash = _short(f"{key}\0{content}", 12)
    folder = f"{_slug(article.title)}-{content_hash}"
    return [
        Snippet(
            id=fresh_id(f"{key}\0{digest_}", ids),
            language=language,
            dialect=dialect,
            text=block.text,
            digest=digest_,
            path=f"{folder}/{block.provenance.index + 1:02d}.{LANGUAGES[language].suffix}",
            hint=block.hint,
            provenance=block.provenance,
            before=block.before,
            mentions=block.mentions,
            marks=block.marks,
        )
        for digest_, (block, language, dialect) in zip(digests, blocks, strict=True)
    ]


def article_key(article: Extracted) -> str:
    """What tells an article from another, wherever the harvest runs: a local file's place does not count."""
    return article.source if article.url.startswith("file:") else article.url


def fresh_id(key: str, ids: set[str]) -> str:
    """An id made of `key`; a repeated key gets another."""
    nth = 0
    while (found := _short(f"{key}\0{nth}", 16)) in ids:
        nth += 1
    ids.add(found)
    return found


def _short(text: str, digits: int) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:digits]


def _slug(title: str) -> str:
    letters = _plain(title[:200].casefold())
    return re.sub(r"[^a-z0-9]+", "-", letters).strip("-")[:60].strip("-") or "untitled"


def _plain(text: str) -> str:
    """Letters without their accents."""
    if text.isascii():
        return text
    return "".join(char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char))
