"""XHTML as HTML: what only XML knows (CDATA, elements closed in their own tag) written as any parser reads it."""

from __future__ import annotations

import re

_ONLY_XML = re.compile(
    r"<!\[CDATA\[|<(?!(?:area|base|br|col|embed|hr|img|input|link|meta|source|track|wbr)\b)[a-zA-Z][^<>]*/>"
)


def as_html(markup: str) -> str:
    """The same page for a parser of HTML; unchanged where it holds nothing that is XML's alone, or cannot be read.

    Args:
        markup: a page that is served, or begins, as XHTML.
    """
    if not _ONLY_XML.search(markup):
        return markup
    from bs4 import BeautifulSoup
    from bs4.element import CData, NavigableString
    from bs4.exceptions import ParserRejectedMarkup

    try:
        soup = BeautifulSoup(markup, "html.parser")
    except ParserRejectedMarkup:
        return markup
    for section in soup.find_all(string=lambda text: isinstance(text, CData)):
        section.replace_with(NavigableString(str(section)))
    return soup.decode(formatter="minimal")
