"""Is the page what the feed was before publishing damaged it?"""

from __future__ import annotations

import html
from collections.abc import Sequence

from harvest.engine import Engine
from harvest.model import Code, Identified
from harvest.work import READING

_BENT = str.maketrans("\u2018\u2019\u201a\u201c\u201d\u201e\u2013\u2014", "'''\"\"\"--", "\u200b\ufeff\xa0")


def mends(theirs: Sequence[Identified], own: Sequence[Identified], bad: set[int], engine: Engine) -> bool:
    """Whether the page shows the feed's blocks, and those that are broken in the feed are sound there."""
    [bad_too] = broken([theirs], engine)
    published, feed = list(map(_skeleton, theirs)), list(map(_skeleton, own))
    sound = {skeleton for index, skeleton in enumerate(published) if index not in bad_too}
    return all(feed[index] in sound for index in bad) and set(feed) <= set(published)


def _skeleton(identified: Identified) -> str:
    """What publishing leaves of a text: no spaces, no entities, no bent quotes."""
    plain = html.unescape(html.unescape(identified[0].text)).translate(_BENT)
    return "".join(plain.split())


def broken(articles: Sequence[Sequence[Identified]], engine: Engine) -> list[set[int]]:
    """For each article the blocks that cannot be as their author wrote them."""
    codes = [Code(block.text, language, dialect) for blocks in articles for block, language, dialect in blocks]
    if not codes:
        return [set() for _ in articles]
    [readings] = engine.map(READING, [codes])
    rest = iter(readings)
    return [
        {i for i, _ in enumerate(blocks) if any(finding.severity == "error" for finding in next(rest).findings)}
        for blocks in articles
    ]
