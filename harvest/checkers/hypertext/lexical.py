"""Tags, quotes, comments and scripts that are not closed where they end, so that they swallow what follows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from harvest.checkers.hypertext import quotes
from harvest.checkers.hypertext.elements import KNOWN, is_misspelled
from harvest.checkers.hypertext.mistake import Change, Mistake
from harvest.checkers.hypertext.scripts import language
from harvest.checkers.hypertext.tags import Comment, Part, Raw, Tag

_MARKUP = re.compile(r"^[ \t]*+(?=</?[a-zA-Z][^\s<>]*+(?:\s[^<>]*+)?>)", re.MULTILINE)
"""A line that begins with a tag."""
_END_TAG = re.compile(r"</([a-zA-Z][\w-]*+)\s*+>")


def first(text: str, parts: Sequence[Part]) -> tuple[Mistake, ...]:
    """What the first part that is wrong in itself may be meant to be, the likeliest first; empty where all is well."""
    for part in parts:
        if isinstance(part, Comment):
            found = _comment(text, part)
        elif isinstance(part, Raw):
            found = _raw(text, part)
        else:
            found = _tag(text, part) if _is_meant(text, part) else iter(())
        if mistakes := tuple(found):
            return mistakes
    return ()


def _comment(text: str, comment: Comment) -> Iterator[Mistake]:
    """A comment without an end, or with the end of the next one."""
    start = comment.start
    if comment.closed and "<!--" not in text[start + 4 : comment.end - 3]:
        return
    line = text.find("\n", start)
    end = line if line >= 0 else len(text)
    message = (
        "the comment is not closed before the next one begins" if comment.closed else "the comment is never closed"
    )
    yield Mistake(start, start + 4, message, "add `-->`", Change(end, end, " -->"))


def _raw(text: str, raw: Raw) -> Iterator[Mistake]:
    """A script that goes on in the middle of a page: from the line with the next tag on it was to be read as markup."""
    inner, name = text[raw.start : raw.end], raw.tag.name
    for end in _END_TAG.finditer(inner) if "</" in inner else ():
        if is_misspelled(end[1].lower(), name):
            at, to = raw.start + end.start(), raw.start + end.end()
            yield Mistake(
                at, to, f"`</{end[1]}>` does not close `<{name}>`", f"write `</{name}>`", Change(at, to, f"</{name}>")
            )
            return
    if name == "script" and language(raw.tag) != "javascript":  # a template, for one, is markup
        return
    markup = _MARKUP.search(inner, 0 if raw.closed else inner.rfind("`") + 1)
    if markup is None or (raw.closed and (name == "textarea" or inner[: markup.start()].strip())):
        return
    at = raw.start + (markup.end() if inner[: markup.end()].strip() else 0)
    message = f"`<{name}>` is never closed"
    yield Mistake(raw.tag.start, raw.tag.end, message, f"add `</{name}>`", Change(at, at, f"</{name}>"))


def _is_meant(text: str, tag: Tag) -> bool:
    """Whether it is a tag, and neither a placeholder nor a comparison (`i<b && j`)."""
    if tag.name not in KNOWN:
        return tag.ends or "-" in tag.name or any(each.quote for each in tag.attributes)
    is_glued = text[tag.start - 1 : tag.start].isalnum()
    return not (is_glued and (tag.end == len(text) or any(each.name[0] in "&|;=+" for each in tag.attributes)))


def _tag(text: str, tag: Tag) -> Iterator[Mistake]:
    yield from quotes.mistakes(text, tag)
    if tag.empty and tag.name == "script" and tag.given("src") is not None and "xmlns" not in text:
        message = "a script cannot close itself: browsers read on up to the next `</script>`"
        yield Mistake(tag.end - 2, tag.end, message, "write `></script>`", Change(tag.end - 2, tag.end, "></script>"))
    if not tag.closed and tag.open_quote is None:
        message = f"the tag `<{'/' * tag.ends}{tag.name}` is never closed"
        glued = [one.end for one, other in pairwise(tag.attributes) if one.quote and one.end == other.start]
        for place in (*glued[:1], tag.end):  # `id="bed"Beans`: it was to end behind the value
            yield Mistake(place, place, message, "add `>`", Change(place, place, ">"))
