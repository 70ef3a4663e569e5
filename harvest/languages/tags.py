"""What an author's tag means: the raw word on a block, whatever generator wrote it."""

from __future__ import annotations

import re
from functools import cache

from harvest.languages.table import TAGS, Tag

_PREFIX = re.compile(
    r"^(?:language-|lang-|highlight-source-|highlight-|source-|brush:\s*|sourcecode\s+|hljs\s+|prettyprint\s+)+"
)
_WEAK = re.compile(r"highlight-(?:i?python3?)\b")
"""What Sphinx writes both for its default language and for an author's tag."""


def is_tagged(hint: str | None) -> bool:
    """Whether an author's own tag, one that we know, says which language a block is in."""
    raw = bare(hint)
    return bool(raw) and (tag_of(raw) is not None or is_foreign(raw)) and not is_weak(raw)


def bare(hint: str | None) -> str:
    """A hint as it is compared: small letters, nothing round them."""
    return (hint or "").strip().lower()


def tag_of(raw: str) -> Tag | None:
    """What a raw tag means: `language-py`, `brush: js; gutter: false`, `rust,ignore`, `python title="x"`."""
    word = _word(raw)
    # a diff of another language's code: `diff-javascript`
    changed = word.startswith("diff-") and word.removeprefix("diff-") in TAGS
    return TAGS.get(_PREFIX.sub("", raw)) or TAGS.get("diff" if changed else word)


def is_weak(raw: str) -> bool:
    """Whether a generator may have written the tag by itself."""
    return _WEAK.match(raw) is not None


def is_foreign(raw: str) -> bool:
    """Whether it names a language outside the table: what is tagged so must not be taken for one inside."""
    return _word(raw) in _foreign()


def _word(raw: str) -> str:
    return re.split(r"[\s{,:;]", _PREFIX.sub("", raw), maxsplit=1)[0]


@cache
def _foreign() -> frozenset[str]:
    from pygments.lexers import get_all_lexers

    return frozenset(alias for _, aliases, _, _ in get_all_lexers(plugins=False) for alias in aliases) - {"default"}
