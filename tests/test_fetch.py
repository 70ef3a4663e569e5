"""Fetching from a real server that plays every case."""

from __future__ import annotations

import contextlib
import gzip
import re
import signal
import sqlite3
import subprocess
import sys
import time
import tracemalloc
from pathlib import Path

import pytest
from servers import (
    QUICK,
    Site,
    bomb,
    dated,
    drip,
    drip_head,
    endless,
    get,
    in_turn,
    page,
    redirect,
    status,
    truncated,
)

from harvest.errors import StoreError
from harvest.fetch.answers import Tally
from harvest.fetch.errors import FetchError
from harvest.fetch.fetcher import Fetcher
from harvest.fetch.limits import FetchLimits
from harvest.model import Document
from harvest.sources import articles


def test_a_document_says_where_it_came_from(site: Site, fetcher: Fetcher) -> None:
    site["/a"] = page("<p>hello")
    document = get(fetcher, site, "/a#part")
    assert document == Document("the source", f"{site.root}/a", "text/html; charset=utf-8", b"<p>hello")


def test_the_agent_names_the_tool(site: Site, fetcher: Fetcher) -> None:
    site["/a"] = page("x")
    get(fetcher, site, "/a")
    assert all(re.fullmatch(r"snippet-harvest/[\d.]+", seen.headers["user-agent"]) for seen in site.seen)


@pytest.mark.parametrize("play", [page("<p>same"), dated(b"<p>same", "Mon, 02 Jan 2023 10:00:00 GMT")])
def test_an_unchanged_page_costs_a_304(site: Site, play: object, tmp_path: Path) -> None:
    site["/a"] = play  # type: ignore[assignment]  # pytest's parameters are objects
    for _ in range(3):
        with Fetcher(QUICK, cache=tmp_path) as fetcher:
            assert get(fetcher, site, "/a").body == b"<p>same"
    assert site.statuses("/a") == [200, 304, 304]


def test_a_page_that_claims_to_stay_fresh_is_asked_for_anyway(site: Site, tmp_path: Path) -> None:
    site["/a"] = page("one", Cache_Control="max-age=1000000")
    with Fetcher(QUICK, cache=tmp_path) as fetcher:
        get(fetcher, site, "/a")
        site["/a"] = page("two", Cache_Control="max-age=1000000")
        assert get(fetcher, site, "/a").body == b"two"


def test_a_page_that_changes_often_is_stored_once(site: Site, tmp_path: Path) -> None:
    for night in range(4):
        site["/a"] = page(f"night {night}")
        with Fetcher(QUICK, cache=tmp_path) as fetcher:
            get(fetcher, site, "/a")
    with Fetcher(QUICK, cache=tmp_path) as fetcher:
        assert len(fetcher._client._cache.entries(f"{site.root}/a")) == 1  # noqa: SLF001 - what is stored
        assert get(fetcher, site, "/a").body == b"night 3"
    assert site.statuses("/a") == [200, 200, 200, 200, 304]


def test_offline_answers_from_the_cache_alone(site: Site, tmp_path: Path) -> None:
    site["/a"] = redirect("/b")
    site["/b"] = page(gzip.compress(b"<p>hello"), Content_Encoding="gzip")
    with Fetcher(QUICK, cache=tmp_path) as fetcher:
        online = get(fetcher, site, "/a")
    asked = len(site.seen)
    with Fetcher(QUICK, cache=tmp_path, offline=True) as fetcher:
        assert get(fetcher, site, "/a") == online
        with pytest.raises(FetchError, match="not in the cache"):
            get(fetcher, site, "/c")
    assert len(site.seen) == asked


def test_an_error_does_not_drive_out_what_was_cached(site: Site, tmp_path: Path) -> None:
    site["/a"] = in_turn(page("good"), status(500), status(404, Cache_Control="max-age=60"), truncated)
    with Fetcher(FetchLimits(delay=0, retries=0), cache=tmp_path) as fetcher:
        get(fetcher, site, "/a")
        for _ in range(3):
            with pytest.raises(FetchError):
                get(fetcher, site, "/a")
    with Fetcher(QUICK, cache=tmp_path, offline=True) as fetcher:
        assert get(fetcher, site, "/a").body == b"good"


def test_a_server_that_is_busy_is_asked_again(site: Site, fetcher: Fetcher) -> None:
    site["/a"] = in_turn(status(503), status(503), page("up again"))
    assert get(fetcher, site, "/a").body == b"up again"
    assert site.statuses("/a") == [503, 503, 200]


def test_a_wait_that_the_server_asks_for_is_granted(site: Site, fetcher: Fetcher) -> None:
    site["/a"] = in_turn(status(429, Retry_After="1"), page("now"))
    started = time.monotonic()
    assert get(fetcher, site, "/a").body == b"now"
    assert time.monotonic() - started >= 1.0


@pytest.mark.parametrize("wait", ["7200", "Fri, 31 Dec 2999 23:59:59 GMT"])
def test_a_wait_beyond_patience_is_a_failure_at_once(site: Site, fetcher: Fetcher, wait: str) -> None:
    site["/a"] = status(429, Retry_After=wait)
    with pytest.raises(FetchError, match=r"HTTP 429 Too Many Requests, asks to wait \d+ s") as caught:
        get(fetcher, site, "/a")
    assert caught.value.status == 429
    assert site.statuses("/a") == [429]


@pytest.mark.parametrize("wait", ["soon", "-5", f"Fri, 31 Dec 2100 23:59:59 +{'9' * 30}"])
def test_a_wait_that_cannot_be_read_is_none(site: Site, fetcher: Fetcher, wait: str) -> None:
    site["/a"] = in_turn(status(503, Retry_After=wait), page("up again"))
    assert get(fetcher, site, "/a").body == b"up again"


def test_trying_again_has_an_end(site: Site, fetcher: Fetcher) -> None:
    site["/a"] = status(502)
    with pytest.raises(FetchError, match="HTTP 502 Bad Gateway"):
        get(fetcher, site, "/a")
    assert site.statuses("/a") == [502] * 4


def test_a_page_that_is_gone_is_not_asked_for_twice(site: Site, fetcher: Fetcher) -> None:
    with pytest.raises(FetchError, match="HTTP 404 Not Found") as caught:
        get(fetcher, site, "/a")
    assert caught.value.status == 404
    assert site.statuses("/a") == [404]


@pytest.mark.parametrize("play", [drip, drip_head])
def test_a_slow_drip_ends_at_the_deadline(site: Site, play: object) -> None:
    site["/a"] = play  # type: ignore[assignment]  # pytest's parameters are objects
    started = time.monotonic()
    with Fetcher(FetchLimits(delay=0, retries=0, seconds=0.5)) as fetcher, pytest.raises(FetchError, match="too long"):
        get(fetcher, site, "/a")
    assert time.monotonic() - started < 2.0


def test_a_silent_server_ends_at_the_timeout(site: Site) -> None:
    site["/a"] = lambda _: time.sleep(1.0)
    with Fetcher(FetchLimits(delay=0, retries=0, timeout=0.2)) as fetcher, pytest.raises(FetchError, match="too long"):
        get(fetcher, site, "/a")


def test_an_endless_body_is_cut(site: Site, fetcher: Fetcher) -> None:
    site["/a"] = endless
    with pytest.raises(FetchError, match="larger than 1,000,000 bytes"):
        get(fetcher, site, "/a")


@pytest.mark.parametrize("encoding", ["gzip", "br", "zstd"])
def test_a_bomb_is_not_unpacked(site: Site, fetcher: Fetcher, encoding: str) -> None:
    site["/a"] = bomb(encoding)
    site["/warm"] = page("x")
    get(fetcher, site, "/warm")
    tracemalloc.start()
    try:
        with pytest.raises(FetchError, match="larger than 1,000,000 bytes"):
            get(fetcher, site, "/a")
        assert tracemalloc.get_traced_memory()[1] < 20_000_000
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("encoding", ["gzip", "br", "zstd"])
def test_packed_pages_are_unpacked(site: Site, fetcher: Fetcher, encoding: str) -> None:
    import brotli
    from backports import zstd

    pack = {"gzip": gzip.compress, "br": brotli.compress, "zstd": zstd.compress}[encoding]
    site["/a"] = page(pack(b"<p>hello"), Content_Encoding=encoding)
    assert get(fetcher, site, "/a").body == b"<p>hello"
    assert encoding in site.seen[-1].headers["accept-encoding"]


def test_what_is_not_packed_as_it_says_is_an_error(site: Site, fetcher: Fetcher) -> None:
    site["/a"] = page("not gzip", Content_Encoding="gzip")
    with pytest.raises(FetchError, match="cannot be decompressed"):
        get(fetcher, site, "/a")


def test_a_truncated_body_is_an_error(site: Site, fetcher: Fetcher) -> None:
    site["/a"] = truncated
    with pytest.raises(FetchError, match="broken answer"):
        get(fetcher, site, "/a")
    assert len(site.statuses("/a")) == 4


def test_the_server_cannot_choose_the_encoding_of_its_lie(site: Site, fetcher: Fetcher) -> None:
    site["/a"] = page("<title>caf\u00e9</title><p>x".encode(), Content_Type="text/html; charset=iso-8859-1")
    [article] = articles(get(fetcher, site, "/a"), "page")
    assert article.title == "caf\u00e9"


def test_what_a_server_says_cannot_draw_on_a_terminal(site: Site, fetcher: Fetcher) -> None:
    def rude(visit: object) -> None:
        visit.wfile.write(b"HTTP/1.1 \x1b[31m\r\n\r\n")  # type: ignore[attr-defined]  # a Visit

    site["/a"] = rude
    with pytest.raises(FetchError) as caught:
        get(fetcher, site, "/a")
    assert str(caught.value).isprintable()


def test_connections_are_used_again(site: Site, fetcher: Fetcher) -> None:
    ports = set()

    def note(visit: object) -> None:
        ports.add(visit.client_address[1])  # type: ignore[attr-defined]  # a Visit
        page("x")(visit)  # type: ignore[arg-type]  # a Visit

    for number in range(5):
        site[f"/{number}"] = note
        get(fetcher, site, f"/{number}")
    assert len(ports) == 1


def test_cookies_are_not_kept(site: Site, fetcher: Fetcher) -> None:
    site["/a"], site["/b"] = page("x", Set_Cookie="who=you; Path=/"), page("x")
    get(fetcher, site, "/a")
    get(fetcher, site, "/b")
    assert "cookie" not in site.seen[-1].headers


def test_a_cache_that_cannot_be_written_is_one_clear_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with (
        Fetcher(QUICK, cache=tmp_path / "file" / "cache") as fetcher,
        pytest.raises(StoreError, match="Not a directory"),
    ):
        fetcher.fetch("http://127.0.0.1:9/a", "s", trusted=True)


@pytest.mark.parametrize("content", [b"this is no database, but long enough to be looked at" * 100, b""])
def test_a_cache_that_cannot_be_used_is_begun_anew(site: Site, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "http.db").write_bytes(content)
    site["/a"] = page("x")
    for _ in range(2):
        with Fetcher(QUICK, cache=tmp_path) as fetcher:
            assert get(fetcher, site, "/a").body == b"x"
    assert site.statuses("/a") == [200, 304]


def test_a_cache_of_another_version_is_begun_anew(site: Site, tmp_path: Path) -> None:
    with contextlib.closing(sqlite3.connect(tmp_path / "http.db")) as old:
        old.execute("CREATE TABLE entries (id, cache_key, data, created_at, deleted_at)")
        old.commit()
    site["/a"] = page("x")
    for _ in range(2):
        with Fetcher(QUICK, cache=tmp_path) as fetcher:
            get(fetcher, site, "/a")
    assert site.statuses("/a") == [200, 304]


def test_what_is_asked_and_answered_is_counted(site: Site, tmp_path: Path) -> None:
    site["/robots.txt"], site["/a"] = page("User-agent: *"), page("x" * 100)
    for expected in (Tally(2, 0, 113), Tally(2, 2, 0)):
        with Fetcher(QUICK, cache=tmp_path) as fetcher:
            assert fetcher.tally == Tally()
            get(fetcher, site, "/a")
            assert fetcher.tally == expected


INTERRUPTED = """
import sys
from harvest.fetch.fetcher import Fetcher, Target
from harvest.fetch.limits import FetchLimits
host, *urls = sys.argv[1:]
with Fetcher(FetchLimits(delay=0, robots=False, hosts=(host,))) as fetcher:
    print("asking", flush=True)
    list(fetcher.fetch_many(Target(url, "s") for url in urls))
"""


def test_an_interrupt_is_obeyed_while_servers_are_silent(site: Site) -> None:
    site["/a"] = lambda _: time.sleep(20)
    words = [sys.executable, "-c", INTERRUPTED, site.root.removeprefix("http://"), *[f"{site.root}/a"] * 4]
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout
        process.stdout.readline()
        time.sleep(0.5)
        started = time.monotonic()
        process.send_signal(signal.SIGINT)
        process.wait(10)
    assert time.monotonic() - started < 3
