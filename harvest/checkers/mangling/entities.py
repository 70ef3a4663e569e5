"""HTML entities that were escaped twice, so that a reader sees them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from harvest.checkers.mangling.damage import Damage, code_only, found
from harvest.checkers.mangling.rules import ENTITIES

_PLAIN = {
    "&lt;": "<", "&gt;": ">", "&amp;": "&", "&quot;": '"', "&#34;": '"', "&#39;": "'", "&#x27;": "'", "&apos;": "'",
    "&#039;": "'", "&#60;": "<", "&#62;": ">", "&#38;": "&", "&nbsp;": " ",
}  # fmt: skip
_ENTITY = re.compile("|".join(map(re.escape, _PLAIN)))
_TWICE = re.compile(r"&amp;(?:lt|gt|quot|amp|nbsp|apos|#[0-9]{2,5}|#x[0-9a-fA-F]{2,4});")
_MARKUP = frozenset(
    {"html", "xml", "jsx", "tsx", "php", "markdown", "css", "vue", "svelte", "go-html-template", "text"}
)
_ABOUT_MARKUP = re.compile(
    r"(?i)html|xml|escap|entit|encod|sanit|svg|markup|textarea|innertext|<[a-z]+[\s>/]|\brss\b|\bdom\b"
)
_ABOUT_ESCAPING = re.compile(r"(?i)escap|entit(?:y|ies)\b|encod|sanit")
_AND = re.compile(r"(?<=\w )&amp;(?= \w)")
"""Between words: in a text of the code it is what a page or a feed says, and no harm was done."""
_TYPED = re.compile(r"^[ \t]*(?:[\w.@:~/-]+ ?)?[$\u276f\u279c] (?=\S)[^\n\\]*(?:\\(?:.|\n)[^\n\\]*)*", re.MULTILINE)
"""What stands behind a prompt."""
_ANGLES = frozenset({"&lt;", "&gt;"})
"""In what a command printed these may be tags for a script of the page."""
_ESCAPED_TAG = re.compile(r"&lt;/[a-zA-Z][\w:-]{0,40}&gt;")


def entities(text: str, language: str) -> Iterator[Damage]:
    """Entities, at the first: harmful where none of the characters that they stand for is left in the block."""
    place = _ENTITY.search(text)
    if place is None:
        return
    names = {entity[0] for entity in _ENTITY.finditer(text)}
    finding = found(
        ENTITIES, text, place.start(), f"`{place[0]}` is shown where `{_PLAIN[place[0]]}` was written",
        suggestion="escape the block once only", repaired=unescaped(text),
    )  # fmt: skip
    yield Damage(finding, _harmful(text, language, names))


def _harmful(text: str, language: str, names: set[str]) -> bool:
    if language in {"html", "xml", "jsx", "tsx", "vue", "svelte", "php"}:
        return "<" not in text and _ESCAPED_TAG.search(text) is not None and not _ABOUT_ESCAPING.search(text)
    if language in _MARKUP:
        return False
    if language == "shell" and names <= _ANGLES and (typed := _TYPED.findall(text)):
        text = "\n".join(typed)
    gone = all(_PLAIN[name] not in (text.replace("&", "") if name == "&amp;" else text) for name in names)
    in_code = _ENTITY.search(code_only(text, language)) is not None
    if not in_code and not _ENTITY.search(_AND.sub("", text)):
        return False
    return (gone or (in_code and language == "shell")) and not _ABOUT_MARKUP.search(text)


def unescaped(text: str) -> str:
    """With one round of entities decoded."""
    return _ENTITY.sub(lambda entity: _PLAIN[entity[0]], text)
