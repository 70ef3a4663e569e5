"""robots.txt as hosts write it (RFC 9309)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harvest.fetch.errors import FetchError, RefusedError
from harvest.fetch.robots import Robots


def robots(body: bytes | FetchError) -> Robots:
    def get(_: str) -> bytes:
        if isinstance(body, FetchError):
            raise body
        return body

    return Robots(get)


@pytest.mark.parametrize(
    "body",
    [
        b"\xef\xbb\xbfUser-agent: *\nDisallow: /a",
        b"user-agent: *\r\ndisallow: /a",
        b"User-agent: snippet-harvest\nDisallow: /\n\nUser-agent: *\nAllow: /",
        b"User-agent: *\nDisallow: /*/b$",
        b"User-agent: *\nDisallow: /a\nAllow: /a/c",
    ],
)
def test_a_rule_forbids(body: bytes) -> None:
    with pytest.raises(RefusedError, match=r"robots\.txt does not allow it"):
        robots(body).check("https://blog.example/a/b")


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<html>no such page",
        b"User-agent: *\nDisallow: /a\nAllow: /a/b",
        b"User-agent: other\nDisallow: /",
        b"User-agent: snippet-harvest\nAllow: /\n\nUser-agent: *\nDisallow: /",
        FetchError("HTTP 404", status=404),
        FetchError("HTTP 403", status=403),
    ],
)
def test_what_no_rule_forbids_is_allowed(body: bytes | FetchError) -> None:
    assert robots(body).check("https://blog.example/a/b") == 0.0


@pytest.mark.parametrize("status", [429, 500, 503, None])
def test_a_host_that_does_not_say_is_not_asked(status: int | None) -> None:
    with pytest.raises(RefusedError, match="could not be read"):
        robots(FetchError("down", status=status)).check("https://blog.example/a")


def test_a_refusal_stays_one() -> None:
    with pytest.raises(RefusedError, match=r"^is in a private network$"):
        robots(RefusedError("is in a private network")).check("https://blog.example/a")


@pytest.mark.parametrize(
    ("asked", "granted"), [(b"2", 2.0), (b"0.5", 0.5), (b"86400", 30.0), (b"nan", 0.0), (b"-1", 0.0)]
)
def test_a_delay_is_granted_within_reason(asked: bytes, granted: float) -> None:
    assert robots(b"User-agent: *\nCrawl-delay: " + asked).check("https://blog.example/") == granted


def test_each_host_is_asked_once() -> None:
    asked = []

    def get(url: str) -> bytes:
        asked.append(url)
        return b""

    rules = Robots(get)
    for url in ("https://a.example/1", "https://a.example/2", "http://a.example/1", "https://a.example:8443/1"):
        rules.check(url)
    assert asked == [
        f"{host}/robots.txt" for host in ("https://a.example", "http://a.example", "https://a.example:8443")
    ]


@given(
    st.binary()
    | st.lists(st.sampled_from([b"User-agent: *", b"Disallow: /*a*", b"Allow:", b"\0", b":", b"*$"])).map(b"\n".join)
)
def test_any_robots_txt_is_read(body: bytes) -> None:
    try:
        delay = robots(body).check("https://blog.example/a")
    except RefusedError:
        delay = 0.0
    assert delay >= 0
