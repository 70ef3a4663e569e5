"""Which hosts are asked, how often, and where they may send us."""

from __future__ import annotations

import ssl
import time

import pytest
import trustme
from servers import (
    QUICK,
    Site,
    get,
    page,
    redirect,
    status,
)

from harvest.fetch.errors import FetchError, RefusedError
from harvest.fetch.fetcher import Fetcher, Target
from harvest.fetch.limits import FetchLimits


def test_redirects_are_followed(site: Site, fetcher: Fetcher) -> None:
    site["/a"], site["/b"], site["/c"] = redirect("/b", 301), redirect("c", 307), page("there")
    document = get(fetcher, site, "/a")
    assert (document.url, document.body) == (f"{site.root}/c", b"there")


def test_a_redirect_loop_is_seen(site: Site, fetcher: Fetcher) -> None:
    site["/a"], site["/b"] = redirect("/b"), redirect("/a")
    with pytest.raises(FetchError, match="a redirect loop"):
        get(fetcher, site, "/a")


def test_redirects_without_end_are_cut(site: Site, fetcher: Fetcher) -> None:
    for number in range(20):
        site[f"/{number}"] = redirect(f"/{number + 1}")
    with pytest.raises(FetchError, match="more than 5 redirects"):
        get(fetcher, site, "/0")
    assert [seen.path for seen in site.seen if seen.path != "/robots.txt"] == [f"/{n}" for n in range(6)]


@pytest.mark.parametrize("host", ["localhost", "2130706433", "[::ffff:7f00:1]"])
def test_a_redirect_to_a_private_address_is_refused(site: Site, fetcher: Fetcher, host: str) -> None:
    with Site() as private:
        private["/b"] = page("secret")
        site["/a"] = redirect(f"http://{host}:{private.port}/b")
        with pytest.raises(RefusedError, match="is in a private network"):
            get(fetcher, site, "/a")
        assert private.seen == []


def test_another_port_of_a_named_host_is_refused(site: Site, fetcher: Fetcher) -> None:
    with Site() as private:
        site["/a"] = redirect(f"{private.root}/b")
        with pytest.raises(RefusedError):
            get(fetcher, site, "/a")
        assert private.seen == []


def test_a_host_that_the_configuration_names_may_be_private(site: Site) -> None:
    site["/a"] = page("intranet")
    limits = FetchLimits(delay=0, hosts=(f"127.0.0.1:{site.port}",))
    with Fetcher(limits) as fetcher:
        assert fetcher.fetch(f"{site.root}/a", "the source").body == b"intranet"


@pytest.mark.parametrize("to", ["file:///etc/passwd", "ftp://example.org/a", "javascript:alert(1)", "http://[/"])
def test_a_redirect_to_another_scheme_is_refused(site: Site, fetcher: Fetcher, to: str) -> None:
    site["/a"] = redirect(to)
    with pytest.raises(RefusedError):
        get(fetcher, site, "/a")


def test_a_certificate_that_nobody_signed_is_an_error() -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    trustme.CA().issue_cert("127.0.0.1").configure_cert(context)
    with Site(context) as site, Fetcher(QUICK) as fetcher, pytest.raises(FetchError, match=r"TLS: .*certificate"):
        get(fetcher, site, "/a")


def test_a_host_that_does_not_speak_tls_is_an_error(site: Site, fetcher: Fetcher) -> None:
    with pytest.raises(FetchError, match="TLS"):
        fetcher.fetch(site.root.replace("http:", "https:") + "/a", "the source", trusted=True)


def test_a_host_that_is_not_there_is_an_error(fetcher: Fetcher) -> None:
    with Site() as gone:
        pass
    with pytest.raises(FetchError, match="no connection"):
        get(fetcher, gone, "/a")


def test_robots_txt_is_obeyed(site: Site, fetcher: Fetcher) -> None:
    site["/robots.txt"] = page("User-agent: snippet-harvest\nDisallow: /private\nUser-agent: *\nDisallow: /")
    site["/a"] = page("open")
    assert get(fetcher, site, "/a").body == b"open"
    with pytest.raises(RefusedError, match=r"robots\.txt does not allow it"):
        get(fetcher, site, "/private/a")
    assert [seen.path for seen in site.seen] == ["/robots.txt", "/a"]


def test_robots_txt_counts_for_the_goal_of_a_redirect(site: Site, fetcher: Fetcher) -> None:
    site["/robots.txt"] = page("User-agent: *\nDisallow: /private")
    site["/a"] = redirect("/private")
    with pytest.raises(RefusedError, match="robots"):
        get(fetcher, site, "/a")


def test_a_robots_txt_that_cannot_be_had_forbids_all(site: Site, fetcher: Fetcher) -> None:
    site["/robots.txt"] = status(500)
    with pytest.raises(RefusedError, match=r"robots\.txt could not be read \(HTTP 500"):
        get(fetcher, site, "/a")
    assert site.statuses("/a") == []


def test_robots_txt_can_be_left_unread(site: Site) -> None:
    site["/a"] = page("x")
    with Fetcher(FetchLimits(delay=0, robots=False)) as fetcher:
        get(fetcher, site, "/a")
    assert [seen.path for seen in site.seen] == ["/a"]


def test_a_host_is_asked_at_its_own_pace(site: Site) -> None:
    site["/robots.txt"] = page("User-agent: *\nCrawl-delay: 0.3")
    targets = [Target(f"{site.root}/{number}", "s") for number in range(4)]
    with Fetcher(FetchLimits(delay=0, hosts=(f"127.0.0.1:{site.port}",))) as fetcher:
        started = time.monotonic()
        list(fetcher.fetch_many(targets))
    assert time.monotonic() - started >= 0.9


def test_many_are_fetched_at_once_and_yielded_in_order(site: Site) -> None:
    def slowly(visit: object) -> None:
        time.sleep(0.1)
        page("x")(visit)  # type: ignore[arg-type]  # a Visit

    targets = [Target(f"{site.root}/{number}", "s") for number in range(8)]
    for number in range(7):
        site[f"/{number}"] = slowly
    limits = FetchLimits(delay=0, per_host=4, hosts=(f"127.0.0.1:{site.port}",))
    with Fetcher(limits) as fetcher:
        started = time.monotonic()
        found = list(fetcher.fetch_many(targets))
    assert time.monotonic() - started < 0.7
    assert [target for target, _ in found] == targets
    assert [getattr(got, "body", str(got)) for _, got in found] == [b"x"] * 7 + ["HTTP 404 Not Found"]


def test_threads_share_one_client_and_one_robots_txt(site: Site) -> None:
    site["/robots.txt"] = page("User-agent: *")
    for number in range(8):
        site[f"/{number}"] = page("x")
    with Fetcher(FetchLimits(delay=0, per_host=8, hosts=(f"127.0.0.1:{site.port}",))) as fetcher:
        list(fetcher.fetch_many(Target(f"{site.root}/{number}", "s") for number in range(8)))
        assert fetcher.tally.requests == 9
    assert site.statuses("/robots.txt") == [200]


def test_no_more_than_the_bound_are_asked_at_once(site: Site) -> None:
    inside, most = [], []

    def count(visit: object) -> None:
        inside.append(1)
        most.append(len(inside))
        time.sleep(0.02)
        inside.pop()
        page("x")(visit)  # type: ignore[arg-type]  # a Visit

    for number in range(12):
        site[f"/{number}"] = count
    with Fetcher(FetchLimits(delay=0, per_host=2, hosts=(f"127.0.0.1:{site.port}",))) as fetcher:
        list(fetcher.fetch_many(Target(f"{site.root}/{number}", "s") for number in range(12)))
    assert max(most) == 2


def test_the_address_that_was_checked_is_the_one_that_is_asked(site: Site) -> None:
    asked = []

    def resolve(host: str, port: int) -> list[str]:
        asked.append((host, port))
        return ["127.0.0.1"] if len(asked) == 1 else ["203.0.113.1"]

    site["/a"] = page("x")
    with Fetcher(FetchLimits(robots=False, retries=0), resolve=resolve) as fetcher:
        assert fetcher.fetch(f"http://blog.example:{site.port}/a", "s", trusted=True).body == b"x"
    assert asked == [("blog.example", site.port)]


def test_a_name_that_turns_to_a_private_address_is_refused(site: Site) -> None:
    fetcher = Fetcher(QUICK, resolve=lambda host, port: ["127.0.0.1"])  # noqa: ARG005 - a resolver's two words
    with fetcher, pytest.raises(RefusedError, match="is in a private network"):
        fetcher.fetch(f"http://rebound.example:{site.port}/a", "s")
    assert site.seen == []


def test_a_host_that_asks_to_be_left_alone_is_left_alone_by_all(site: Site) -> None:
    site["/a"], site["/b"] = status(429, Retry_After="7200"), page("x")
    with Fetcher(QUICK) as fetcher:
        with pytest.raises(FetchError, match="asks to wait"):
            get(fetcher, site, "/a")
        with pytest.raises(FetchError, match=r"127\.0\.0\.1:\d+ asks to wait 7200 s"):
            get(fetcher, site, "/b")
    assert site.statuses("/b") == []


def test_a_host_that_keeps_failing_is_given_up(site: Site) -> None:
    for number in range(10):
        site[f"/{number}"] = status(503)
    limits = FetchLimits(delay=0, retries=0, failures=3, per_host=1, workers=1, hosts=(f"127.0.0.1:{site.port}",))
    with Fetcher(limits) as fetcher:
        found = [got for _, got in fetcher.fetch_many(Target(f"{site.root}/{number}", "s") for number in range(10))]
    assert [str(got)[:8] for got in found[:3]] == ["HTTP 503"] * 3
    assert all("was given up after 3 failures in a row" in str(got) for got in found[3:])
    assert len([seen for seen in site.seen if seen.path != "/robots.txt"]) == 3


def test_a_host_that_answers_now_and_then_is_not_given_up(site: Site) -> None:
    for number in range(9):
        site[f"/{number}"] = status(404) if number % 3 == 2 else status(503)
    limits = FetchLimits(delay=0, retries=0, failures=3, per_host=1, workers=1, hosts=(f"127.0.0.1:{site.port}",))
    with Fetcher(limits) as fetcher:
        list(fetcher.fetch_many(Target(f"{site.root}/{number}", "s") for number in range(9)))
    assert len([seen for seen in site.seen if seen.path != "/robots.txt"]) == 9
