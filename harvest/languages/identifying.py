"""Which language a block is in: by its author's tag, else by what it says."""

from __future__ import annotations

from msgspec import Struct

from harvest.languages.declared import declared
from harvest.languages.parsing import is_python
from harvest.languages.tags import bare, is_foreign, is_weak, tag_of
from harvest.languages.voting import likely

CHECKABLE = 0.8
"""The confidence from which on an untagged block is Python, JavaScript, JSON or shell."""
OTHER = 0.95
"""The same for any other language: there is less to tell it by."""
_WELL_KNOWN = frozenset({"python", "javascript", "jsx", "typescript", "tsx", "json", "shell"})
_OVERRULED = 0.97
"""The confidence from which on content overrules a weak tag."""


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
    raw = bare(hint)
    tag = tag_of(raw)
    if tag is None:
        return Identity("text", certain=True) if is_foreign(raw) else by_content(text)
    if is_weak(raw):
        if tag.language == "python" and is_python(text):  # a tenth of the time that a vote takes
            return Identity("python", tag.dialect)
        vote = likely(text)
        if vote.confidence >= _OVERRULED and vote.language != tag.language and vote.language in _WELL_KNOWN:
            return Identity(vote.language, vote.dialect)
        dialect = vote.dialect if vote.language == tag.language else None
        return Identity(tag.language, tag.dialect or dialect)
    return Identity(tag.language, tag.dialect, certain=True)


def by_content(text: str) -> Identity:
    """The language of a text without a tag; `text` where it is not plain."""
    named = declared(text)
    if named:
        return Identity(named.language, named.dialect)
    vote = likely(text)
    surely = vote.confidence >= (CHECKABLE if vote.language in _WELL_KNOWN else OTHER)
    return Identity(vote.language, vote.dialect) if surely else Identity("text")
