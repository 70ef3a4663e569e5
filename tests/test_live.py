"""Live sources through the command: sitemaps, summaries, lost pages, nights in a row."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from servers import Site, page, redirect, status

FEED = "application/rss+xml"


@pytest.fixture
def site() -> Iterator[Site]:
    with Site() as running:
        yield running


BROKEN = "from_here = 1\nto_there = 2\nprint(from_here, to_there, missing)\n"
"""More than an excerpt of a line or two, in which a name may be left to the reader."""


def article(code: str, prose: str = "Read this.", title: str = "An article") -> str:
    return f"<title>{title}</title><p>{prose}</p><pre><code class='language-python'>{code}</code></pre>"


def feed(site: Site, *entries: tuple[str, str]) -> str:
    items = "".join(
        f"<item><title>{path}</title><link>{site.root}{path}</link><description><![CDATA[{body}]]></description></item>"
        for path, body in entries
    )
    return f"<rss version='2.0'><channel><title>A blog</title>{items}</channel></rss>"


def sitemap(site: Site, *paths: str) -> str:
    urls = "".join(f"<url><loc>{site.root}{path}</loc></url>" for path in paths)
    return f"<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>{urls}</urlset>"


def configure(folder: Path, sources: list[object], **more: object) -> None:
    fetch = {"delay": 0, "backoff": 0.01, "retries": 1}
    (folder / "config.yaml").write_text(json.dumps({"sources": sources, "fetch": fetch, "jobs": 1, **more}))


def harvest(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "harvest", *words],
        cwd=folder,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=120,
        env={**os.environ, "NO_COLOR": "1"},
    )


def night(folder: Path, *words: str) -> dict[str, Any]:
    """Run once; tell the exit status, the sources, the blocks by article, and the last line."""
    done = harvest(folder, "run", "--log-format", "json", *words)
    assert "Traceback" not in done.stderr, done.stderr
    code: dict[str, list[str]] = {}
    for line in (folder / "snippets" / "manifest.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        text = (folder / "snippets" / row["path"]).read_text(encoding="utf-8")
        code.setdefault(row["article_url"].rpartition("/")[2], []).append(text)
    return {
        "exit": done.returncode,
        "code": code,
        "log": [json.loads(line) for line in done.stderr.splitlines() if line.startswith("{")],
        "errors": [line for line in done.stderr.splitlines() if not line.startswith("{")],
        "said": [line for line in done.stdout.splitlines() if line][-1],
    }


def test_a_live_feed_is_read_and_costs_a_304_the_next_night(site: Site, tmp_path: Path) -> None:
    site["/feed"] = page(feed(site, ("/a", article("x = 1\n"))), Content_Type=FEED)
    configure(tmp_path, [f"{site.root}/feed"])
    first, second = night(tmp_path), night(tmp_path)
    assert (first["exit"], second["exit"]) == (0, 0)
    assert first["code"] == second["code"] == {"a": ["x = 1\n"]}
    assert site.statuses("/feed") == [200, 304]
    assert [log["unchanged"] for log in (*first["log"], *second["log"])] == [0, 1]


def test_a_sitemap_leads_to_pages(site: Site, tmp_path: Path) -> None:
    site["/index.xml"] = page(f"<sitemapindex><sitemap><loc>{site.root}/map.xml</loc></sitemap></sitemapindex>")
    site["/map.xml"] = page(sitemap(site, "/blog/a", "/blog/b", "/tag/c", "/blog/draft"))
    site["/blog/a"], site["/blog/b"] = page(article("a = 1\n")), page(article("b = 1\n"))
    configure(tmp_path, [{"location": f"{site.root}/index.xml", "include": ["/blog/*"], "exclude": ["*draft"]}])
    found = night(tmp_path)
    assert (found["exit"], found["code"]) == (0, {"a": ["a = 1\n"], "b": ["b = 1\n"]})
    assert [(log["source"], log["articles"], log["requests"]) for log in found["log"]] == [
        (f"{site.root}/index.xml", 2, 5)
    ]


def test_a_sitemap_does_not_lead_to_another_site(site: Site, tmp_path: Path) -> None:
    with Site() as private:
        site["/map.xml"] = page(
            sitemap(site, "/a").replace("</urlset>", f"<url><loc>{private.root}/b</loc></url></urlset>")
        )
        site["/a"] = page(article("a = 1\n"))
        configure(tmp_path, [f"{site.root}/map.xml"])
        assert night(tmp_path)["code"] == {"a": ["a = 1\n"]}
        assert private.seen == []


@pytest.mark.parametrize(
    ("listed", "reason"),
    [
        (
            "<url><loc>https://a.example/x</loc></url>",
            "only pages of other sites are listed, such as https://a.example/x",
        ),
        ("", "no page is listed"),
    ],
)
def test_a_sitemap_of_nothing_to_read_is_said(site: Site, tmp_path: Path, listed: str, reason: str) -> None:
    site["/map.xml"] = page(f"<urlset>{listed}</urlset>")
    configure(tmp_path, [f"{site.root}/map.xml"])
    found = harvest(tmp_path, "run", "--quiet")
    assert (found.returncode, found.stderr) == (2, f"harvest: source not read: {site.root}/map.xml: {reason}\n")


def test_an_empty_answer_does_not_drive_out_what_a_page_held(site: Site, tmp_path: Path) -> None:
    site["/a"] = page(article("x = 1\n"))
    configure(tmp_path, [f"{site.root}/a"])
    night(tmp_path)
    site["/a"] = page("")
    found = night(tmp_path)
    assert (found["exit"], found["code"]) == (2, {"a": ["x = 1\n"]})
    assert [(log["status"], log["reason"]) for log in found["log"]] == [("stale", "empty")]


def test_each_source_is_logged_with_what_it_cost_itself(site: Site, tmp_path: Path) -> None:
    site["/map.xml"] = page(sitemap(site, "/a", "/b"))
    site["/a"], site["/b"], site["/c"] = (page(article(f"{name} = 1\n")) for name in "abc")
    configure(tmp_path, [f"{site.root}/c", f"{site.root}/map.xml"], fetch={"robots": False, "delay": 0})
    assert [(log["articles"], log["requests"]) for log in night(tmp_path)["log"]] == [(1, 1), (2, 3)]


def test_what_a_lost_page_held_is_kept_and_called_stale(site: Site, tmp_path: Path) -> None:
    site["/map.xml"] = page(sitemap(site, "/a", "/b"))
    site["/a"], site["/b"] = page(article("a = 1\n")), page(article(BROKEN))
    configure(tmp_path, [f"{site.root}/map.xml"])
    assert night(tmp_path)["exit"] == 1
    site["/b"] = status(500)
    lost = night(tmp_path)
    assert (lost["exit"], lost["code"]) == (2, {"a": ["a = 1\n"], "b": [BROKEN]})
    [log] = lost["log"]
    assert log["status"] == "stale"
    assert log["reason"] == f"1 page could not be read: {site.root}/b: HTTP 500 Internal Server Error"
    assert lost["said"].startswith("0 new, 0 fixed, 1 still broken")


def test_a_dead_source_keeps_what_was_harvested(site: Site, tmp_path: Path) -> None:
    site["/feed"] = page(feed(site, ("/a", article("x = missing\n"))), Content_Type=FEED)
    site["/other"] = page(article("y = 1\n"))
    configure(tmp_path, [f"{site.root}/feed", f"{site.root}/other"])
    night(tmp_path)
    del site.plays["/feed"]
    found = night(tmp_path)
    assert found["exit"] == 2
    assert found["code"] == {"a": ["x = missing\n"], "other": ["y = 1\n"]}
    assert [log["status"] for log in found["log"]] == ["stale", "ok"]
    assert "1 still broken" in found["said"]


def test_a_summary_is_followed_to_its_page(site: Site, tmp_path: Path) -> None:
    site["/feed"] = page(
        feed(site, ("/a", "<p>Only the start of it.</p>"), ("/b", article("b = 1\n"))), Content_Type=FEED
    )
    site["/a"] = page(article("a = 1\n"))
    configure(tmp_path, [{"location": f"{site.root}/feed", "follow": True}])
    found = night(tmp_path)
    assert (found["exit"], found["code"]) == (0, {"a": ["a = 1\n"], "b": ["b = 1\n"]})
    assert site.statuses("/b") == []


def test_without_follow_no_page_is_asked_for(site: Site, tmp_path: Path) -> None:
    site["/feed"] = page(feed(site, ("/a", "<p>Only the start of it.</p>")), Content_Type=FEED)
    configure(tmp_path, [f"{site.root}/feed"])
    assert night(tmp_path)["code"] == {}
    assert site.statuses("/a") == []


def test_the_page_is_preferred_where_only_the_feed_is_mangled(site: Site, tmp_path: Path) -> None:
    flat, bent = "def f():\nreturn 1\n", "print(\u201cx\u201d)\n"
    site["/feed"] = page(
        feed(site, ("/a", article(flat)), ("/b", article(bent)), ("/c", article(bent))), Content_Type=FEED
    )
    site["/a"] = page(article("def f():\n    return 1\n"))
    site["/b"] = page(article(bent))
    site["/c"] = page(article("something_else()\n"))
    configure(tmp_path, [{"location": f"{site.root}/feed", "follow": True}])
    assert night(tmp_path)["code"] == {"a": ["def f():\n    return 1\n"], "b": [bent], "c": [bent]}


def test_a_page_behind_a_feed_that_is_lost_is_said(site: Site, tmp_path: Path) -> None:
    site["/feed"] = page(
        feed(site, ("/a", "<p>Only the start of it.</p>"), ("/b", article("b = 1\n"))), Content_Type=FEED
    )
    configure(tmp_path, [{"location": f"{site.root}/feed", "follow": True}])
    found = night(tmp_path)
    assert (found["exit"], found["code"]) == (2, {"b": ["b = 1\n"]})
    assert "/a: HTTP 404 Not Found" in found["log"][0]["reason"]


def test_a_feed_cannot_lead_into_the_private_network(site: Site, tmp_path: Path) -> None:
    with Site() as private:
        entry = feed(site, ("/a", "<p>Look.</p>")).replace(f"{site.root}/a", f"{private.root}/a")
        site["/feed"] = page(entry, Content_Type=FEED)
        configure(tmp_path, [{"location": f"{site.root}/feed", "follow": True}])
        assert "is in a private network" in night(tmp_path)["log"][0]["reason"]
        assert private.seen == []


def test_since_and_limit_count_for_feeds(site: Site, tmp_path: Path) -> None:
    body = feed(site, ("/a", article("a = 1\n")), ("/b", article("b = 1\n")), ("/c", article("c = 1\n")))
    for path, day in (("/a", "01 May 2024"), ("/b", "01 Apr 2024"), ("/c", "02 May 2024")):
        body = body.replace(f"<title>{path}</title>", f"<title>{path}</title><pubDate>{day} 10:00:00 GMT</pubDate>")
    site["/feed"] = page(body, Content_Type=FEED)
    configure(tmp_path, [{"location": f"{site.root}/feed", "since": "2024-04-15"}])
    assert list(night(tmp_path)["code"]) == ["a", "c"]
    configure(tmp_path, [{"location": f"{site.root}/feed", "since": "2024-04-15", "limit": 1}])
    assert list(night(tmp_path)["code"]) == ["a"]


def test_offline_reads_the_cache_alone(site: Site, tmp_path: Path) -> None:
    site["/feed"] = redirect("/feed.xml")
    site["/feed.xml"] = page(feed(site, ("/a", article("x = 1\n"))), Content_Type=FEED)
    configure(tmp_path, [f"{site.root}/feed"])
    online, asked = night(tmp_path), len(site.seen)
    offline = night(tmp_path, "--offline")
    assert (offline["exit"], offline["code"]) == (0, online["code"])
    assert len(site.seen) == asked


def test_a_source_that_keeps_failing_is_told_of_once(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site["/hook"] = status(204)
    monkeypatch.setenv("OUR_HOOK", f"{site.root}/hook")
    configure(tmp_path, [f"{site.root}/feed"], notify={"webhooks": [{"url": "$OUR_HOOK"}], "after": 2})
    for _ in range(3):
        assert night(tmp_path)["exit"] == 2
    [told] = [json.loads(seen.body) for seen in site.seen if seen.path == "/hook"]
    assert told["failing"] == [f"{site.root}/feed: 2 runs in a row"]


def test_somebody_who_cannot_be_told_is_said_and_the_reports_are_written(site: Site, tmp_path: Path) -> None:
    site["/a"] = page(article("x = missing\n"))
    configure(tmp_path, [f"{site.root}/a"], notify={"webhooks": [{"url": "$NOT_SET_ANYWHERE"}]})
    found = night(tmp_path)
    assert found["exit"] == 2
    assert found["errors"] == ["harvest: notify: the environment variable NOT_SET_ANYWHERE is not set"]
    assert found["code"] == {"a": ["x = missing\n"]}


def test_a_history_that_cannot_be_opened_is_said_and_the_reports_are_written(site: Site, tmp_path: Path) -> None:
    site["/a"] = page(article("x = 1\n"))
    configure(tmp_path, [f"{site.root}/a"], history="config.yaml")
    found = night(tmp_path)
    assert found["exit"] == 2
    assert found["errors"] == [f"harvest: {tmp_path}/config.yaml: file is not a database"]


def test_runs_are_listed_and_compared(site: Site, tmp_path: Path) -> None:
    configure(tmp_path, [f"{site.root}/a"])
    for code in ("x = missing\n", "x = 1\n", "x = 1\ny = unknown\n"):
        site["/a"] = page(article(code))
        night(tmp_path)
    listed = harvest(tmp_path, "history").stdout.splitlines()
    assert [line.split()[0] for line in listed] == ["run", "1", "2", "3"]
    assert "`unknown` is not defined" in harvest(tmp_path, "diff").stdout
    both = harvest(tmp_path, "diff", "1", "3").stdout
    assert both.index("New: 1") < both.index("`unknown`") < both.index("Fixed: 1") < both.index("`missing`")
    assert harvest(tmp_path, "history", "--keep", "1").stdout.splitlines()[0] == "2 runs forgotten"
    assert harvest(tmp_path, "diff", "1", "3").stderr == "harvest: there is no run 1; `harvest history` lists them\n"


def test_a_run_over_named_sources_is_not_remembered(site: Site, tmp_path: Path) -> None:
    site["/a"] = page(article("x = 1\n"))
    configure(tmp_path, [f"{site.root}/a"])
    harvest(tmp_path, "run", f"{site.root}/a")
    assert "no run so far" in harvest(tmp_path, "history").stdout
    configure(tmp_path, [f"{site.root}/a"], history="off")
    assert night(tmp_path)["exit"] == 0
    assert harvest(tmp_path, "history").returncode == 2


def test_with_a_baseline_only_what_is_new_fails(site: Site, tmp_path: Path) -> None:
    site["/a"] = page(article(BROKEN))
    configure(tmp_path, [f"{site.root}/a"])
    assert night(tmp_path)["exit"] == 1
    assert harvest(tmp_path, "baseline").stdout == "baseline.yaml: 0 kept, 0 removed, 1 added\n"
    assert night(tmp_path)["exit"] == 0
    site["/a"] = page(article(f"# edited\n{BROKEN}print(unknown)\n"))
    found = night(tmp_path)
    assert (found["exit"], found["said"][:33]) == (1, "1 new, 0 fixed, 0 still broken, 1")


def test_a_stale_baseline_entry_is_told_and_removed(site: Site, tmp_path: Path) -> None:
    site["/a"] = page(article("x = missing\ny = unknown\n"))
    configure(tmp_path, [f"{site.root}/a"], ignore=[{"name": "nothing", "reason": "was there once"}])
    night(tmp_path)
    harvest(tmp_path, "baseline")
    kept = (tmp_path / "baseline.yaml").read_text().replace("known when the baseline was written", "a joke", 1)
    (tmp_path / "baseline.yaml").write_text(kept)
    site["/a"] = page(article("x = missing\ny = 1\nz = other\n"))
    assert night(tmp_path)["errors"] == [
        "harvest: ignore[0] matches nothing any more (was there once)",
        f"harvest: baseline.yaml: undefined-name 'unknown' in {site.root}/a is there no more",
    ]
    assert harvest(tmp_path, "baseline", "--update").stdout == "baseline.yaml: 1 kept, 1 removed, 0 added\n"
    text = (tmp_path / "baseline.yaml").read_text()
    assert "reason: a joke" in text
    assert "name: other" not in text
