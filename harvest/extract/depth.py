"""A guard before parsing: the parser's time grows with the square of the depth, and nothing can interrupt it."""

from __future__ import annotations

import re

_DEEPEST = 600
"""Elements inside each other that are kept; no published page comes near."""
_SUSPICIOUS = 6_000
"""Tags that a page may have without being looked at: fewer cannot cost much."""
_TAG = re.compile(r"<(/?)([a-zA-Z][\w:-]*)(?:[^<>\"']|\"[^\"]*\"|'[^']*')*>")
_VOID = frozenset("area base br col embed hr img input link meta param source track wbr p li dt dd tr td th option".split())
"""Elements without an end, and those whose end may be left out."""


def shallow(markup: str) -> str:
    """The same markup without the tags of elements that lie deeper than any reader's page; their text stays."""
    if markup.count("<") < _SUSPICIOUS:
        return markup
    depth = 0

    def keep(tag: re.Match[str]) -> str:
        nonlocal depth
        if tag[2].lower() in _VOID:
            return tag[0]
        if tag[1]:
            depth = max(depth - 1, 0)
            return tag[0] if depth < _DEEPEST else ""
        depth += 1
        return tag[0] if depth <= _DEEPEST else ""

    return _TAG.sub(keep, markup)
