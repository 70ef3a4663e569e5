"""Is the page what the feed was before publishing damaged it?"""

from __future__ import annotations

import html

from harvest.engine import Engine
from harvest.extract import EXTRACTORS
from harvest.languages import identify
from harvest.model import Article, Code, CodeBlock
from harvest.work import READING

_BENT = str.maketrans("\u2018\u2019\u201a\u201c\u201d\u201e\u2013\u2014", "'''\"\"\"--", "\u200b\ufeff\xa0")


def mends(theirs: list[CodeBlock], own: list[CodeBlock], bad: set[int], engine: Engine) -> bool:
    """Whether the page shows the feed's blocks, and those that are broken in the feed are sound there."""
    [bad_too] = broken([theirs], engine)
    sound = {_skeleton(block.text) for index, block in enumerate(theirs) if index not in bad_too}
    shown = sound | {_skeleton(theirs[index].text) for index in bad_too}
    return all(_skeleton(own[index].text) in sound for index in bad) and all(
        _skeleton(block.text) in shown for block in own
    )


def _skeleton(text: str) -> str:
    """What publishing leaves of a text: no spaces, no entities, no bent quotes."""
    plain = html.unescape(html.unescape(text)).translate(_BENT)
    return "".join(plain.split())


def broken(articles: list[list[CodeBlock]], engine: Engine) -> list[set[int]]:
    """For each article the blocks that cannot be as their author wrote them."""
    codes = [Code(b.text, *_language(b)) for blocks in articles for b in blocks]
    if not codes:
        return [set() for _ in articles]
    [readings] = engine.map(READING, [codes])
    rest = iter(readings)
    return [
        {i for i, _ in enumerate(blocks) if any(finding.severity == "error" for finding in next(rest).findings)}
        for blocks in articles
    ]


def _language(block: CodeBlock) -> tuple[str, str | None]:
    identity = identify(block.hint, block.text)
    return identity.language, identity.dialect


def blocks_of(article: Article) -> list[CodeBlock]:
    """The blocks that an article would yield."""
    extractor = EXTRACTORS.get(article.media_type)
    return list(extractor.blocks(article)) if extractor else []
