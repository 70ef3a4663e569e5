"""Foreign text made safe to look at: what would act instead of being seen is shown by its name."""

from __future__ import annotations

_JOINERS = "\u200c\u200d"
"""They hold emoji and some scripts' letters together: kept between two characters that are not ASCII."""


def visible(text: str, *, space: str = " ") -> str:
    """Text for one line of a terminal, page or annotation, without any character that acts on what shows it.

    Args:
        text: anything, lone surrogates included.
        space: what stands for the spaces that are not U+0020.

    Returns:
        The same text with controls as their pictures (`␛`), bidirectional and other invisible characters as `<U+202E>`.
    """
    if text.isprintable():
        return text
    return "".join(
        char if char.isprintable() else _shown(char, space) if not _joins(text, at) else char
        for at, char in enumerate(text)
    )


def _joins(text: str, at: int) -> bool:
    return text[at] in _JOINERS and 0 < at < len(text) - 1 and min(text[at - 1], text[at + 1]) > "\x7f"


def _shown(char: str, space: str) -> str:
    point = ord(char)
    if point < 0x20:  # noqa: PLR2004 - Unicode gives each C0 control its picture at U+2400
        return chr(0x2400 + point)
    if point == 0x7F:  # noqa: PLR2004 - delete, whose picture stands apart
        return "\u2421"
    return space if char.isspace() and point not in {0x85, 0x2028, 0x2029} else f"<U+{point:04X}>"
