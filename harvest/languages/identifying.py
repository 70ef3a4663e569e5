"""Which language a block is in: by its author's tag, else by what it says."""

from __future__ import annotations

import re

from msgspec import Struct

from harvest.languages.table import TAGS
from harvest.languages.voting import likely


class Identity(Struct, frozen=True):
    """What a block is."""

    language: str
    dialect: str | None = None
    certain: bool = False
    """An author's tag says so."""


SURE = 0.8
"""The confidence from which on a block without a tag is of the language that its content speaks for."""
_PREFIX = re.compile(
    r"^(?:language-|lang-|highlight-source-|highlight-|source-|brush:\s*|sourcecode\s+|hljs\s+|prettyprint\s+)+"
)


def identify(hint: str | None, text: str) -> Identity:
    """The language of a block: what its author's tag says; without one, what its content speaks for, else `text`.

    Args:
        hint: the author's tag, raw; None where there is none.
        text: the block.
    """
    word = _PREFIX.sub("", (hint or "").strip().lower())
    known = TAGS.get(word) or TAGS.get(re.split(r"[\s{,:]", word, maxsplit=1)[0])
    return Identity(known.language, known.dialect, certain=True) if known else _seen(text)


def _seen(text: str) -> Identity:
    vote = likely(text)
    return Identity(vote.language, vote.dialect) if vote.confidence >= SURE else Identity("text")
