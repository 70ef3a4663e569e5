"""Provisional."""

from __future__ import annotations

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser

from harvest.model import Article, CodeBlock, Provenance


def blocks(article: Article) -> Iterator[CodeBlock]:
    tree = LexborHTMLParser(article.body)
    heading = None
    index = 0
    for node in tree.css("h1,h2,h3,h4,h5,h6,pre"):
        if node.tag != "pre":
            heading = " ".join(node.text().split())
            continue
        classes = " ".join(n.attributes.get("class") or "" for n in [node, *node.css("code")])
        m = re.search(r"(?:language-|lang-|highlight )(\w+)", classes)
        yield CodeBlock(
            node.text(),
            m[1] if m else None,
            Provenance(article.source, article.entry, article.url, article.title, article.published, index, heading, None),
        )
        index += 1
