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
_CODE = frozenset({"pre", "code"})


def shallow(markup: str) -> str:
    """The same markup without the tags of elements that lie deeper than any reader's page; their text stays."""
    if markup.count("<") < _SUSPICIOUS:
        return markup
    depth = {True: 0, False: 0}  # of code, and of all else: what lies round it must not cost us a block

    def keep(tag: re.Match[str]) -> str:
        name = tag[2].lower()
        if name in _VOID:
            return tag[0]
        code = name in _CODE
        if tag[1]:
            depth[code] = max(depth[code] - 1, 0)
            return tag[0] if depth[code] < _DEEPEST else ""
        depth[code] += 1
        return tag[0] if depth[code] <= _DEEPEST else ""

    return _TAG.sub(keep, markup)
