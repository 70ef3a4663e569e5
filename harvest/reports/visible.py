"""Foreign text made safe to look at: what would act instead of being seen is shown by its name."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from urllib.parse import quote, urlsplit

_JOINERS = "\u200c\u200d"
"""They hold emoji and some scripts' letters together: kept between two characters that are not ASCII."""
_ORDER = re.compile(r"^\s*:(?=:)|#(?=#\w*\[)", re.MULTILINE)
"""What begins an order in a build's log: `::error::` a line, `##[error]`, `##vso[...]`, `##teamcity[...]` anywhere."""
_LOGS = {"GITHUB_ACTIONS", "TF_BUILD", "TEAMCITY_VERSION"}
"""What those who read such orders set: GitHub, Azure, TeamCity."""


def visible(text: str, *, space: str = " ", pictures: bool = True) -> str:
    """Text for one line of a terminal, page or annotation, without any character that acts on what shows it.

    Args:
        text: anything, lone surrogates included.
        space: what stands for the spaces that are not U+0020.
        pictures: show controls as their pictures (`␛`), which terminals have and web fonts may lack.

    Returns:
        The same text with bidirectional and other invisible characters as `<U+202E>`.
    """
    if text.isprintable():
        return text
    return "".join(
        char if char.isprintable() else _shown(char, space, pictures=pictures) if not _joins(text, at) else char
        for at, char in enumerate(text)
    )


def on_page(text: str) -> str:
    """The same for a web page, whose fonts may lack the pictures of controls."""
    return visible(text, pictures=False)


def ordered_about(environment: Mapping[str, str]) -> bool:
    """Whether our output is read by something that takes orders from it."""
    return bool(_LOGS & environment.keys())


def without_orders(text: str) -> str:
    """The same to the eye, but for a space where an order would be understood."""
    return _ORDER.sub(r"\g<0> ", text)


def _joins(text: str, at: int) -> bool:
    return text[at] in _JOINERS and 0 < at < len(text) - 1 and min(text[at - 1], text[at + 1]) > "\x7f"


def _shown(char: str, space: str, *, pictures: bool) -> str:
    point = ord(char)
    if pictures and point < 0x20:  # noqa: PLR2004 - Unicode gives each C0 control its picture at U+2400
        return chr(0x2400 + point)
    if pictures and point == 0x7F:  # noqa: PLR2004 - delete, whose picture stands apart
        return "\u2421"
    return space if unicodedata.category(char) == "Zs" else f"<U+{point:04X}>"


def safe_url(url: str) -> str | None:
    """A URL that may be followed, in ASCII; nothing for what is not http, https or file."""
    try:
        known = urlsplit(url).scheme in {"http", "https", "file"}
    except ValueError:
        return None
    return quote(url.encode("utf-8", "replace"), safe="/:?#[]@!$&'()*+,;=%~-._") if known else None
