"""Feeds of every format: the same two articles, and what a broken feed says."""

from __future__ import annotations

import pytest

from harvest.errors import SourceError
from harvest.model import Article, Document
from harvest.sources import articles, kind_of

BODY = "<pre><code>if a &lt; b and c &amp;&amp; d:\n    &amp;lt;</code></pre>"
ESCAPED = BODY.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")

RSS2 = f"""<?xml version="1.0"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>t</title>
<item><title>One</title><link>https://a.example/1</link><pubDate>Mon, 02 Nov 2026 08:00:00 +0200</pubDate>
<description>short</description><content:encoded><![CDATA[{BODY}]]></content:encoded></item>
<item><title>Two</title><link>https://a.example/2</link><description>{ESCAPED}</description></item>
</channel></rss>"""
RSS1 = f"""<?xml version="1.0"?>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">
<channel rdf:about="https://a.example"><title>t</title><link>https://a.example</link></channel>
<item rdf:about="https://a.example/1"><title>One</title><link>https://a.example/1</link>
<description>{ESCAPED}</description></item>
<item rdf:about="https://a.example/2"><title>Two</title><link>https://a.example/2</link>
<description>{ESCAPED}</description></item></rdf:RDF>"""
ATOM = f"""<?xml version="1.0"?>
<feed xmlns="http://www.w3.org/2005/Atom"><title>t</title><id>urn:x</id>
<entry><title>One</title><link href="https://a.example/1"/><updated>2026-11-02T08:00:00+02:00</updated>
<content type="html">{ESCAPED}</content></entry>
<entry><title>Two</title><link href="https://a.example/2"/>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">{BODY}</div></content></entry></feed>"""
JSON = """{"version": "https://jsonfeed.org/version/1.1", "title": "t", "items": [
{"id": "1", "url": "https://a.example/1", "title": "One", "date_published": "2026-11-02T08:00:00+02:00",
"content_html": "BODY"}, {"id": "https://a.example/2", "title": "Two", "content_html": "BODY"}]}""".replace(
    "BODY", BODY.replace("\n", "\\n")
)


def document(text: str | bytes, content_type: str | None = None) -> Document:
    body = text if isinstance(text, bytes) else text.encode()
    return Document(source="s", url="https://a.example/feed", content_type=content_type, body=body)


def read(text: str | bytes) -> list[Article]:
    found = document(text)
    return list(articles(found, kind_of(found)))


@pytest.mark.parametrize("feed", [RSS2, RSS1, ATOM, JSON], ids=["rss2", "rss1", "atom", "json"])
def test_entries_come_in_order_with_their_markup_untouched(feed: str) -> None:
    found = read(feed)
    assert [a.title for a in found] == ["One", "Two"]
    assert [a.url for a in found] == ["https://a.example/1", "https://a.example/2"]
    assert [a.entry for a in found] == [0, 1]
    assert all("<code>if a &lt; b and c &amp;&amp; d:\n    &amp;lt;</code>" in a.body for a in found)


@pytest.mark.parametrize(
    ("markup", "title"),
    [
        ('<title type="html">Beds &amp;amp; &amp;lt;pots&amp;gt;</title>', "Beds & <pots>"),
        ('<title type="html">Why &lt;code class="x"&gt;water()&lt;/code&gt;  waits</title>', "Why water() waits"),
        ('<title type="html">A Bed&lt;T&gt; of pots</title>', "A Bed<T> of pots"),
        ("<title>Beds &amp;amp; pots</title>", "Beds &amp; pots"),
        ("<title></title>", "untitled"),
    ],
)
def test_a_title_is_what_its_reader_sees(markup: str, title: str) -> None:
    assert read(ATOM.replace("<title>One</title>", markup))[0].title == title


@pytest.mark.parametrize(
    ("name", "url"),
    [
        ("post 17", "https://a.example/feed#post%2017"),
        ("https://a.example/one", "https://a.example/one"),
        ("tag:a.example,2026:1", "tag:a.example,2026:1"),
        ("", "https://a.example/feed"),
    ],
)
def test_an_article_without_a_link_has_its_place_in_the_feed(name: str, url: str) -> None:
    link = "<link>https://a.example/1</link>"
    assert read(RSS2.replace(link, f'<guid isPermaLink="false">{name}</guid>'))[0].url == url
    assert read(JSON.replace('"id": "1", "url": "https://a.example/1"', f'"id": "{name}"'))[0].url == url


def test_a_feed_is_told_behind_a_long_comment() -> None:
    comment = f"<?xml version='1.0'?><?xml-stylesheet href='feed.xsl'?>\n<!-- {'to be read by programs ' * 500} -->"
    assert kind_of(document(RSS2.replace('<?xml version="1.0"?>', comment))) == "feed"


@pytest.mark.parametrize("feed", [RSS2, ATOM, JSON], ids=["rss2", "atom", "json"])
def test_times_are_utc(feed: str) -> None:
    assert read(feed)[0].published == "2026-11-02T06:00:00+00:00"


def test_nothing_is_sanitised() -> None:
    body = "<pre data-lang='html'><script>let a = '<b>'</script></pre><a href='x'>r</a>"
    feed = f"<rss version='2.0'><channel><item><description><![CDATA[{body}]]></description></item></channel></rss>"
    assert read(feed)[0].body == body


def test_what_was_escaped_twice_is_markup_all_the_same() -> None:
    """An item that holds no element at all, but writes of some, was meant to hold them."""
    twice = ESCAPED.replace("&", "&amp;")
    words = "Use &amp;lt;b&amp;gt; here."
    items = f"<item><description>{twice}</description></item><item><description>{words}</description></item>"
    assert [article.body for article in read(f"<rss version='2.0'><channel>{items}</channel></rss>")] == [
        BODY,
        "Use &lt;b&gt; here.",
    ]


def test_a_broken_feed_gives_what_could_be_read_and_then_says_where() -> None:
    broken = RSS2.replace("</channel></rss>", "<item><title>Three</title>")
    found: list[str] = []
    with pytest.raises(SourceError, match=r"malformed feed: line \d+:\d+: .*\(entries that could be read: \d\)"):
        found.extend(article.title for article in articles(document(broken), "feed"))
    assert found[:2] == ["One", "Two"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("<rss version='2.0'><channel><title>t</title></channel></rss>", "the feed holds no entry"),
        ('{"version": "https://jsonfeed.org/version/1", "items": []}', "the feed holds no entry"),
        ('{"version": "https://jsonfeed.org/version/1", "items": 3}', "malformed JSON Feed"),
        ("", "empty"),
        ("\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "neither a feed nor a page"),
        ("just words", "neither a feed nor a page"),
    ],
)
def test_what_is_no_feed_says_why(text: str, message: str) -> None:
    with pytest.raises(SourceError, match=message):
        read(text)


def test_html_where_a_feed_was_meant() -> None:
    with pytest.raises(SourceError, match="a feed was expected, but this is a page"):
        kind_of(document("<!doctype html><title>x</title>"), "feed")


def test_an_entity_bomb_does_not_go_off() -> None:
    bomb = '<!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa">' + "".join(
        f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9)
    )
    feed = f"{bomb}]><rss version='2.0'><channel><item><description>&j;</description></item></channel></rss>"
    try:
        found = read(feed)
    except SourceError:
        return
    assert sum(len(a.body) for a in found) < 10_000
