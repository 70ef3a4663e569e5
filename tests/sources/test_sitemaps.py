"""Sitemaps as sites write them."""

from __future__ import annotations

import gzip
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harvest.errors import SourceError
from harvest.model import Document
from harvest.sources.sitemap import Choice, Location, Sitemap, read, recognises

URLSET = """<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:i="http://www.google.com/schemas/sitemap-image/1.1">
  <url><loc> https://blog.example/a?x=1&amp;y=2 </loc><lastmod>2024-05-01T12:00:00+02:00</lastmod></url>
  <url><loc>https://blog.example/b</loc><i:image><i:loc>https://cdn.example/b.png</i:loc></i:image></url>
</urlset>"""
INDEX = """<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<sitemap><loc>https://blog.example/posts.xml.gz</loc><lastmod>2024-05-01</lastmod></sitemap></sitemapindex>"""
PAGES = Sitemap(
    pages=(
        Location("https://blog.example/a?x=1&y=2", "2024-05-01T10:00:00+00:00"),
        Location("https://blog.example/b", None),
    )
)


def of(body: str | bytes) -> Document:
    raw = body.encode() if isinstance(body, str) else body
    return Document("s", "https://blog.example/sitemap.xml", "application/xml", raw)


@pytest.mark.parametrize("body", [URLSET, "\ufeff" + URLSET, gzip.compress(URLSET.encode(), mtime=0)])
def test_pages_are_listed_with_the_time_of_their_last_change(body: str | bytes) -> None:
    assert recognises(of(body))
    assert read(of(body), 10_000) == PAGES


def test_an_index_lists_sitemaps() -> None:
    assert recognises(of(INDEX))
    found = read(of(INDEX), 10_000)
    assert found == Sitemap(sitemaps=(Location("https://blog.example/posts.xml.gz", "2024-05-01T00:00:00+00:00"),))


def test_a_sitemap_without_namespace_is_read() -> None:
    [page] = read(of("<urlset><url><loc>https://blog.example/a</loc></url></urlset>"), 1000).pages
    assert page.url == "https://blog.example/a"


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("2024", "2024-01-01T00:00:00+00:00"),
        ("2024-03", "2024-03-01T00:00:00+00:00"),
        ("2024-03-05", "2024-03-05T00:00:00+00:00"),
        ("2024-03-05T07:00Z", "2024-03-05T07:00:00+00:00"),
        ("yesterday", None),
        ("2024-13-45", None),
        ("0001-01-01T00:00:00+14:00", None),
    ],
)
def test_times_are_read_in_all_their_lengths(said: str, meant: str | None) -> None:
    body = f"<urlset><url><loc>https://blog.example/a</loc><lastmod>{said}</lastmod></url></urlset>"
    assert read(of(body), 1000).pages[0].modified == meant


@pytest.mark.parametrize(
    "body", ["<rss></rss>", "<html><urlsetting>", "", b"\x1f\x8bnot gzip", "https://blog.example/a"]
)
def test_other_documents_are_not_sitemaps(body: str | bytes) -> None:
    assert not recognises(of(body))


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ("<urlset><url>", "malformed"),
        ('<!DOCTYPE urlset [<!ENTITY a "b">]><urlset/>', "document type"),
        (gzip.compress(bytes(50_000), mtime=0), "larger than 1,000 bytes"),
        (b"\x1f\x8bnot gzip", "cannot be unpacked"),
        ("x" * 2000, "larger than 1,000 bytes"),
    ],
)
def test_what_cannot_be_read_says_why(body: str | bytes, reason: str) -> None:
    with pytest.raises(SourceError, match=reason):
        read(of(body), 1000)


@pytest.mark.parametrize("address", ["http://[", "http://[]/", "//[::1", "https://[blog.example]/"])
def test_what_is_no_address_is_left_out(address: str) -> None:
    body = f"<urlset><url><loc>{address}</loc></url><url><loc>https://blog.example/b</loc></url></urlset>"
    [page] = read(of(body), 1000).pages
    assert Choice(include=("/b",)).wants(page)


def test_addresses_longer_than_the_protocol_allows_are_left_out() -> None:
    body = f"<urlset><url><loc>https://blog.example/{'a' * 3000}</loc></url></urlset>"
    assert read(of(body), 10_000) == Sitemap()


@pytest.mark.parametrize(
    ("choice", "wanted"),
    [
        (Choice(), ["/", "/blog/new", "/blog/old", "/tag/x"]),
        (Choice(include=("/blog/*",)), ["/blog/new", "/blog/old"]),
        (Choice(include=("*/blog/n*", "/tag/*")), ["/blog/new", "/tag/x"]),
        (Choice(exclude=("/tag/*", "/")), ["/blog/new", "/blog/old"]),
        (Choice(include=("/blog/*",), exclude=("*old",)), ["/blog/new"]),
        (Choice(since=date(2024, 1, 1)), ["/", "/blog/new", "/tag/x"]),
    ],
)
def test_a_choice_is_made_by_address_and_day(choice: Choice, wanted: list[str]) -> None:
    times = {
        "/": None,
        "/blog/new": "2024-01-01T00:00:00+00:00",
        "/blog/old": "2023-12-31T23:00:00+00:00",
        "/tag/x": None,
    }
    pages = [Location(f"https://blog.example{path}", modified) for path, modified in times.items()]
    assert [page.url.removeprefix("https://blog.example") for page in pages if choice.wants(page)] == wanted


@given(st.binary(max_size=500) | st.text(max_size=300).map(lambda inner: f"<urlset>{inner}</urlset>".encode()))
def test_any_body_is_read_or_refused(body: bytes) -> None:
    recognises(of(body))
    try:
        found = read(of(body), 10_000)
    except SourceError:
        return
    assert isinstance(found, Sitemap)
