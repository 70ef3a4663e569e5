"""The elements of HTML, by what becomes of their end tags."""

from __future__ import annotations

from difflib import SequenceMatcher
from functools import lru_cache
from typing import Final

VOID: Final = frozenset(
    """
    area base basefont bgsound br col command embed frame hr image img input keygen link meta param source track wbr
    """.split()
)
"""They have no end."""
OPTIONAL: Final = frozenset(
    """
    html head body li dt dd p rb rt rtc rp optgroup option colgroup caption thead tbody tfoot tr td th menuitem
    """.split()
)
"""Their end may be left out."""
HEADINGS: Final = frozenset("h1 h2 h3 h4 h5 h6".split())
RAW: Final = frozenset("script style textarea title xmp".split())
"""Their content is text up to their own end tag, whatever it looks like."""
KNOWN: Final = (
    VOID
    | OPTIONAL
    | HEADINGS
    | RAW
    | frozenset(
        """
        a abbr acronym address applet article aside audio b bdi bdo big blink blockquote button canvas center cite code
        data datalist del details dfn dialog dir div dl em fieldset figcaption figure font footer form frameset header
        hgroup i iframe ins kbd label legend main map mark marquee math menu meter nav nobr noframes noscript object ol
        output picture pre progress q ruby s samp search section select slot small span strike strong sub summary sup
        svg table template time tt u ul var video
        """.split()
    )
)
_ALIKE: Final = 0.6
_LONGEST: Final = 20


@lru_cache(maxsize=1024)
def is_misspelled(name: str, meant: str) -> bool:
    """Whether a name that is no element's is likely to be another with a slip, or the wrong heading's."""
    if name in KNOWN:
        return name in HEADINGS and meant in HEADINGS
    if max(len(name), len(meant)) > _LONGEST or abs(len(name) - len(meant)) > len(meant) // 2:
        return False
    return sorted(name) == sorted(meant) or SequenceMatcher(None, name, meant).ratio() >= _ALIKE
