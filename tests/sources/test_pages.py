"""Pages: their encoding as a browser finds it, their title and address."""

from __future__ import annotations

import pytest

from harvest.errors import SourceError
from harvest.model import Article, Document
from harvest.sources import articles, kind_of


def read(body: bytes, content_type: str | None = None, url: str = "file:///tmp/p.html") -> Article:
    (found,) = articles(Document(source="p.html", url=url, content_type=content_type, body=body), "page")
    return found


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        ("<p>naïve café</p>".encode(), None),
        ("﻿<p>naïve café</p>".encode(), "text/html; charset=iso-8859-1"),
        ("<p>naïve café</p>".encode("cp1252"), None),
        ("<p>naïve café</p>".encode("cp1252"), "text/html; charset=ISO-8859-1"),
        ("<meta charset=windows-1252><p>naïve café</p>".encode("cp1252"), None),
        ("﻿<p>naïve café</p>".encode("utf-16-le"), None),
        ('<?xml version="1.0" encoding="iso-8859-15"?><p>naïve café</p>'.encode("iso-8859-15"), None),
    ],
)
def test_encodings_of_the_west(body: bytes, content_type: str | None) -> None:
    assert "naïve café" in read(body, content_type).body


@pytest.mark.parametrize("encoding", ["shift_jis", "euc_jp", "iso2022_jp"])
def test_encodings_of_japan(encoding: str) -> None:
    body = f'<meta http-equiv="content-type" content="text/html; charset={encoding.replace("_", "-")}"><p>表示する</p>'
    assert "表示する" in read(body.encode(encoding)).body


def test_curly_quotes_of_windows_under_a_latin_label() -> None:
    assert "“x”" in read("<p>“x”</p>".encode("cp1252"), "text/html; charset=latin1").body


@pytest.mark.parametrize("label", ["x-unheard-of", "idna", "unicode_escape", "zlib"])
def test_an_encoding_that_no_browser_reads_is_an_error(label: str) -> None:
    with pytest.raises(SourceError, match=f"unknown encoding '{label}'"):
        read(b"<p>\xff</p>", f"text/html; charset={label}")


def test_title_and_address() -> None:
    page = b"""<html><head><title>A  title
    &amp; more</title><link rel=canonical href="https://a.example/x">
    <meta property="article:published_time" content="2026-11-02"></head><body><pre>x</pre></body></html>"""
    found = read(page)
    assert (found.title, found.url, found.published) == ("A title & more", "https://a.example/x", "2026-11-02")
    assert read(page, url="https://b.example/y").url == "https://b.example/y"
    assert read(b"<pre>x</pre>").title == "p.html"


def test_a_hostile_address_is_no_address() -> None:
    assert read(b'<link rel=canonical href="javascript:alert(1)"><p>').url == "file:///tmp/p.html"


def test_xhtml_is_told_from_html() -> None:
    xhtml = b'<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><body/></html>'
    assert read(xhtml).media_type == "application/xhtml+xml"
    assert read(b"<html><body></html>").media_type == "text/html"


def test_a_page_is_told_by_its_markup() -> None:
    def kind(body: bytes) -> str:
        return kind_of(Document(source="s", url="file:///s", content_type=None, body=body))

    assert kind(b"words <b>bold</b>") == "page"
    assert kind(b"<pre>x</pre>") == "page"
