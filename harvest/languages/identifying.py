"""Which language a block is in: by its author's tag, else by what it says."""

from __future__ import annotations

import re
from functools import cache

from msgspec import Struct

from harvest.languages.declared import declared
from harvest.languages.parsing import is_python
from harvest.languages.table import TAGS, Tag
from harvest.languages.voting import likely

CHECKABLE = 0.8
"""The confidence from which on an untagged block is Python, JavaScript, JSON or shell."""
OTHER = 0.95
"""The same for any other language: there is less to tell it by."""
_WELL_KNOWN = frozenset({"python", "javascript", "jsx", "typescript", "tsx", "json", "shell"})
_OVERRULED = 0.97
"""The confidence from which on content overrules a weak tag."""
_PREFIX = re.compile(
    r"^(?:language-|lang-|highlight-source-|highlight-|source-|brush:\s*|sourcecode\s+|hljs\s+|prettyprint\s+)+"
)
_WEAK = re.compile(r"highlight-(?:i?python3?)\b")
"""What Sphinx writes both for its default language and for an author's tag."""


class Identity(Struct, frozen=True):
    """What a block is."""

    language: str
    dialect: str | None = None
    certain: bool = False
    """An author's tag says so."""


def identify(hint: str | None, text: str) -> Identity:
    """The language of a block: what its author's tag says; without one, what its content speaks for, else `text`.

    A tag is never overruled, but for those that generators write by themselves.

    Args:
        hint: the author's tag, raw; None where there is none.
        text: the block.
    """
    raw = (hint or "").strip().lower()
    tag = tag_of(raw)
    if tag is None:
        return Identity("text", certain=True) if _word(raw) in _foreign() else by_content(text)
    if _WEAK.match(raw):
        if tag.language == "python" and is_python(text):  # a tenth of the time that a vote takes
            return Identity("python", tag.dialect)
        vote = likely(text)
        if vote.confidence >= _OVERRULED and vote.language != tag.language and vote.language in _WELL_KNOWN:
            return Identity(vote.language, vote.dialect)
        dialect = vote.dialect if vote.language == tag.language else None
        return Identity(tag.language, tag.dialect or dialect)
    return Identity(tag.language, tag.dialect, certain=True)


def is_tagged(hint: str | None) -> bool:
    """Whether an author's own tag, one that we know, says which language a block is in."""
    raw = (hint or "").strip().lower()
    known = tag_of(raw) is not None or _word(raw) in _foreign()
    return bool(raw) and known and not _WEAK.match(raw)


def tag_of(raw: str) -> Tag | None:
    """What a raw tag means: `language-py`, `brush: js; gutter: false`, `rust,ignore`, `python title="x"`."""
    word = _word(raw)
    # a diff of another language's code: `diff-javascript`
    changed = word.startswith("diff-") and word.removeprefix("diff-") in TAGS
    return TAGS.get(_PREFIX.sub("", raw)) or TAGS.get("diff" if changed else word)


def _word(raw: str) -> str:
    return re.split(r"[\s{,:;]", _PREFIX.sub("", raw), maxsplit=1)[0]


@cache
def _foreign() -> frozenset[str]:
    """Tags of languages outside the table: what is tagged so must not be taken for one inside."""
    from pygments.lexers import get_all_lexers

    return frozenset(alias for _, aliases, _, _ in get_all_lexers(plugins=False) for alias in aliases) - {"default"}


def by_content(text: str) -> Identity:
    """The language of a text without a tag; `text` where it is not plain."""
    named = declared(text)
    if named:
        return Identity(named.language, named.dialect)
    vote = likely(text)
    surely = vote.confidence >= (CHECKABLE if vote.language in _WELL_KNOWN else OTHER)
    return Identity(vote.language, vote.dialect) if surely else Identity("text")
