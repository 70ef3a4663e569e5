"""The second opinion: whether a browser's parser builds another tree of a text than of what its author meant."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from harvest.checkers.hypertext.elements import OPTIONAL, VOID
from harvest.checkers.hypertext.tags import Part, Tag

_HERE = "<i-here></i-here>text"
"""What would follow on the page: does it end up where it should?"""
_ODD = re.compile(r""" ["'=,;]+=""(?=[ >])""")
"""An attribute of signs alone: nobody asks for it."""
_FORMATS: Final = frozenset("a b big code em font i nobr s small strike strong tt u".split())
"""What is not closed of these is opened anew in each element that follows."""
_DEEPEST: Final = 500
_MOST_ATTRIBUTES: Final = 200
_MOST_ANEW: Final = 200_000


def differs(text: str, meant: str, *, whole: bool) -> bool:
    """Whether the trees differ.

    Args:
        text: as it was published.
        meant: the same, repaired.
        whole: it is a document, else a part that may belong anywhere.
    """
    return _tree(text, whole=whole) != _tree(meant, whole=whole)


def is_safe(parts: Sequence[Part]) -> bool:
    """Whether the parser is done in a moment: its time grows with the square of depth, and nothing interrupts it."""
    depth = deepest = anew = most_anew = most = 0
    for part in parts:
        if isinstance(part, Tag) and part.name not in VOID:
            step = -1 if part.ends else 1
            depth += 0 if part.name in OPTIONAL and part.ends else step
            anew = max(0, anew + step) if part.name in _FORMATS else anew
            deepest, most_anew = max(deepest, depth), max(most_anew, anew)
            most = max(most, len(part.attributes))
    return deepest <= _DEEPEST and most <= _MOST_ATTRIBUTES and most_anew * len(parts) <= _MOST_ANEW


def _tree(text: str, *, whole: bool) -> str:
    from selectolax.lexbor import LexborHTMLParser

    # in a template cells, items and the like may stand without their parents
    plain = (text + _HERE).encode("utf-8", "replace")
    parser = LexborHTMLParser(plain) if whole else LexborHTMLParser(plain, is_fragment=True, fragment_tag="template")
    return _ODD.sub("", parser.html or "")
