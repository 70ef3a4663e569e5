from __future__ import annotations

import pytest

from harvest.extract import EXTRACTORS
from harvest.model import Article

PAGE = '<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><body>{}</body></html>'


def texts(body: str, media_type: str = "application/xhtml+xml") -> list[str]:
    article = Article("s", None, "https://a.example/", "t", None, media_type, PAGE.format(body))
    return [block.text for block in EXTRACTORS[media_type].blocks(article)]


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<pre>a &lt; b</pre>", "a < b"),
        ("<pre><![CDATA[if (a < b && c) x = '&lt;';]]></pre>", "if (a < b && c) x = '&lt;';"),
        ('<p>x</p><a id="here"/><pre><a id="l1"/>a\n<a id="l2"/>b</pre>', "a\nb"),
        ("<div/><pre>a<br/>b</pre>", "a\nb"),
        ('<script type="text/javascript">//<![CDATA[\nx\n//]]></script><pre>a</pre>', "a"),
    ],
)
def test_xml_is_read_as_xml(markup: str, text: str) -> None:
    assert texts(markup) == [text]


def test_html_is_read_as_browsers_do() -> None:
    assert texts("<pre>a<![CDATA[b]]></pre>", "text/html") == ["a"]


@pytest.mark.parametrize(
    "markup", ["<pre>a</pre><![", "<pre>a</pre><![CDATA[", "<a/><pre>a</pre><![if x]>", "<pre>a<b/"]
)
def test_what_is_no_xml_is_read_all_the_same(markup: str) -> None:
    assert texts(markup)[0].startswith("a")
