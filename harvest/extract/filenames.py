"""The name of a block's file, which tells its language where no tag does."""

from __future__ import annotations

import re
from typing import Final

from selectolax.lexbor import LexborNode

from harvest.languages import is_tag

_NAME = re.compile(r"\s*(?:[\w.@-]+[/\\])*(?:[\w.@-]*\.([A-Za-z]\w{0,9})|(Dockerfile|Makefile))\s*")
_CAPTIONS: Final = "figcaption, [class*=file], [class*=code-title]"
"""What may hold the name, above the block."""


def tag_of(text: str) -> str | None:
    """The tag that a text is, or that the name of a file ends in; None where it is neither.

    Args:
        text: an attribute's value, or a caption.
    """
    if is_tag(text):
        return text
    name = _NAME.fullmatch(text)
    return next((word for word in name.groups() if word and is_tag(word)), None) if name else None


def tag_of_caption(above: LexborNode) -> str | None:
    """The tag that a caption in an element tells by the name of a file.

    Args:
        above: an element round a block.
    """
    names = (caption.text() for caption in above.css(_CAPTIONS))
    return next(filter(None, map(tag_of, filter(_NAME.fullmatch, names))), None)
