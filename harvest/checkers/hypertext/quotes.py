"""Quotes round the values of attributes: one that is missing, one too many, one that ends a value too early."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Final

from harvest.checkers.hypertext.mistake import Change, Mistake
from harvest.checkers.hypertext.tags import Attribute, Tag

_QUOTE = re.compile("[\"']")
_ENDS = re.compile(r"\s++[\w:@.-]++=$|\s*+/?>|\n")
"""Where a value that swallowed what follows may have ended."""
_MOST: Final = 4
"""Places that are tried."""
_LONGEST: Final = 2_000
"""Characters of a value that are looked at."""
_NO_SIGN = re.compile(r"[\w:@.-]+([\"']).*\1")
"""`class"bed"`."""


def mistakes(text: str, tag: Tag) -> Iterator[Mistake]:
    """Yield what may be meant by the first quote of a tag that does not do what it is for, the likeliest first."""
    for place, attribute in enumerate(tag.attributes):
        if _QUOTE.search(attribute.name):
            yield from _stray(text, tag, place)
            return
        if not attribute.quote and _QUOTE.search(attribute.value):
            yield _unopened(attribute, attribute.value[-1] if _QUOTE.match(attribute.value[-1]) else '"')
            return
    if tag.open_quote is not None:
        at, sign = tag.open_quote, text[tag.open_quote]
        yield from _unclosed(text, at, text[at + 1 : at + _LONGEST])
        yield Mistake(
            at, at + 1, "the quote is never closed", f"add `{sign}`", Change(len(text), len(text), f"{sign}>")
        )


def _stray(text: str, tag: Tag, place: int) -> Iterator[Mistake]:
    """A quote in the name of an attribute."""
    odd = tag.attributes[place]
    before = tag.attributes[place - 1] if place else None
    quote = odd.start + len(_QUOTE.split(odd.name, maxsplit=1)[0])
    if before is not None and before.quote:
        yield from _unclosed(text, before.value_start - 1, before.value[:_LONGEST])
    bare = next((each for each in reversed(tag.attributes[:place]) if each.value and not each.quote), None)
    if bare is not None:
        yield _unopened(bare, text[quote])
    if text[odd.start - 1].isspace() and _NO_SIGN.fullmatch(odd.name):
        message = "a `=` is missing before the value"
        yield Mistake(odd.start, odd.end, message, "add `=`", Change(quote, quote, "="))
    yield Mistake(quote, quote + 1, "this quote is one too many", "remove it", Change(quote, quote + 1, ""))
    if before is not None and before.quote and before.end == odd.start:
        yield from _inner(text, tag, before)


def _unclosed(text: str, start: int, value: str) -> Iterator[Mistake]:
    """A quote that only a later one closes, if any."""
    sign = text[start]
    for end in islice(_ENDS.finditer(value), _MOST):
        at = start + 1 + end.start()
        yield Mistake(
            start, start + 1, "the quote is not closed where the value ends", f"add `{sign}`", Change(at, at, sign)
        )


def _unopened(attribute: Attribute, sign: str) -> Mistake:
    at = attribute.value_start
    return Mistake(
        attribute.start, attribute.end, "the value has no opening quote", f"add `{sign}`", Change(at, at, sign)
    )


def _inner(text: str, tag: Tag, value: Attribute) -> Iterator[Mistake]:
    """`title="the "best" bed"`: quotes inside quotes."""
    end = text.rfind(value.quote, value.end, tag.end)
    inner = text[value.value_start : end]
    free = "'" if value.quote == '"' else '"'
    other = "&quot;" if free in inner and value.quote == '"' else free
    if end > value.end and other not in inner:
        change = Change(value.value_start, end, inner.replace(value.quote, other))
        message = "a quote inside the value ends it"
        yield Mistake(value.end - 1, value.end, message, f"write `{other}` inside", change)
