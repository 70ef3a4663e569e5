"""Documents of every hostile size and depth, through whole runs: what becomes of them, in how much time and memory."""

from __future__ import annotations

import contextlib
import gzip
import html
import json
import os
import resource
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import psutil
import pytest

TABLE = os.environ.get("HARVEST_TEST_TABLE")
"""A file to which a row of each case is added; then the sizes are those of the table in docs/security.md."""
MANY = 100_000 if TABLE else 10_000
PROSE = "Some words of prose about a garden and its water. "
BROKEN = "<pre><code class='language-python'>import os\nprint(oss)\n</code></pre>"


def page(body: str) -> bytes:
    return f"<!doctype html><title>t</title><h1>t</h1>{body}".encode()


def rss(body: str) -> bytes:
    return f"<?xml version='1.0'?><rss version='2.0'><channel><title>c</title>{body}</channel></rss>".encode()


def items(number: int) -> str:
    text = html.escape("<pre>x = 1</pre>")
    return "".join(
        f"<item><title>t{n}</title><link>https://a.example/{n}</link><description>{text}</description></item>"
        for n in range(number)
    )


def json_items(number: int) -> bytes:
    entries = [{"id": f"https://a.example/{n}", "content_html": f"<pre>x = {n}</pre>"} for n in range(number)]
    return json.dumps({"version": "https://jsonfeed.org/version/1.1", "items": entries}).encode()


def blocks(number: int) -> str:
    return "".join(f"<pre><code class='language-python'>x = {n % 500}\n</code></pre>" for n in range(number))


def filled(size: int) -> bytes:
    text = "<p>" + PROSE * 20
    return page(BROKEN + text * ((size - len(page(BROKEN))) // len(text)))


def laughing() -> bytes:
    entities = "".join(f"<!ENTITY {chr(98 + n)} '{f'&{chr(97 + n)};' * 10}'>" for n in range(12))
    item = "<item><title>&m;</title></item>"
    return rss(item).replace(b"<rss", f"<!DOCTYPE rss [<!ENTITY a 'ha'>{entities}]><rss".encode())


def attributes(number: int) -> bytes:
    return b"<urlset " + b" ".join(b'a%d=""' % n for n in range(number)) + b"/>"


class Case(NamedTuple):
    """A document, what becomes of it, and what that may cost at most."""

    name: str
    body: Callable[[], bytes]
    status: str = "ok"
    said: str = ""
    """In the reason."""
    findings: int = 0
    seconds: float = 20
    """On a processor, all processes together."""
    megabytes: int = 400
    """Of all processes together."""


def of_page(body: Callable[[], str], seconds: float = 20, megabytes: int = 400) -> Case:
    """A page on which a broken block stands behind something hostile."""
    return Case("a.html", lambda: page(body() + BROKEN), findings=1, seconds=seconds, megabytes=megabytes)


TOO_LARGE = "larger than 20,000,000 bytes"
TOO_MANY = "more than 5,000 articles"
CASES = {
    "a page of 50 MB": Case("a.html", lambda: filled(50_000_000), "failed", TOO_LARGE, megabytes=150),
    "a page of 19.9 MB": Case("a.html", lambda: filled(19_900_000), findings=1),
    f"{MANY:,} blocks in a page": of_page(lambda: blocks(MANY), seconds=90, megabytes=700),
    "a line of 10 MB": of_page(lambda: f"<pre>{'x' * 10_000_000}</pre>"),
    "an attribute of 10 MB": of_page(lambda: f"<p class='{'a ' * 5_000_000}'>x"),
    "a title of 10 MB": Case("a.html", lambda: b"<title>" + b"t" * 10_000_000 + b"</title>" + page(BROKEN), findings=1),
    "100,000 nested elements": of_page(lambda: "<div>" * 100_000),
    "100,000 spans in a block": of_page(lambda: f"<pre>{'<span>x' * 100_000}</pre>"),
    "100,000 tags in an attribute": of_page(lambda: f"<pre><b title='{'<a x ' * 100_000}'>x</b></pre>"),
    "39,000 nested elements in a head": Case(
        "a.html", lambda: b"<title>t</title>" + b"<div>" * 39_000 + page(BROKEN), findings=1
    ),
    f"{MANY:,} entries in a feed": Case(
        "a.xml", lambda: rss(items(MANY)), "failed", "took more than" if TABLE else TOO_MANY, seconds=40
    ),
    f"{MANY:,} entries in a JSON feed": Case("a.json", lambda: json_items(MANY), "failed", TOO_MANY, seconds=30),
    "500,000 nested elements in a feed": Case(  # it grows until its time is over
        "a.xml", lambda: rss("<item>" + "<a>" * 500_000), "failed", seconds=45, megabytes=600
    ),
    "500,000 quotes in a feed": Case("a.xml", lambda: rss("<item><title>" + "<a b='" * 500_000), "failed", seconds=45),
    "a billion laughs in a feed": Case("a.xml", laughing, "failed", "amplification"),
    "a packed sitemap of 300 MB": Case(
        "sitemap", lambda: gzip.compress(b"<urlset>" + b" " * 300_000_000), "failed", TOO_LARGE, megabytes=200
    ),
    "1,000,000 nested elements in a sitemap": Case(
        "sitemap", lambda: b"<urlset>" + b"<url>" * 1_000_000, "failed", seconds=30, megabytes=600
    ),
    "1,500,000 attributes in a sitemap": Case(
        "sitemap", lambda: attributes(1_500_000), "failed", "took more than 1 s", seconds=30, megabytes=900
    ),
}


class Watch(threading.Thread):
    """The most memory that a process and its children have held together."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self.most = 0
        self._process = psutil.Process(pid)

    def run(self) -> None:
        with contextlib.suppress(psutil.NoSuchProcess):  # that is the end
            while True:
                held = sum(map(resident, self._process.children(recursive=True)))
                self.most = max(self.most, held + self._process.memory_info().rss)
                time.sleep(0.02)


def resident(process: psutil.Process) -> int:
    try:
        return int(process.memory_info().rss)
    except psutil.NoSuchProcess:
        return 0


def used() -> float:
    """Seconds on a processor of all children that have ended, and of theirs."""
    told = resource.getrusage(resource.RUSAGE_CHILDREN)
    return told.ru_utime + told.ru_stime


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere processes are measured otherwise")
@pytest.mark.parametrize("name", CASES)
def test_a_document_of_any_size_has_a_bounded_fate(tmp_path: Path, name: str) -> None:
    case = CASES[name]
    (tmp_path / case.name).write_bytes(case.body())
    kind = ", kind: sitemap" if case.name == "sitemap" else ""
    (tmp_path / "config.yaml").write_text(
        f"sources: [{{location: {case.name}{kind}}}]\nlimits: {{read_seconds: 1}}\nreports: {{json: r.json}}\n",
        encoding="utf-8",
    )
    started, before = time.monotonic(), used()
    words = [sys.executable, "-m", "harvest", "run", "--quiet"]
    with subprocess.Popen(words, cwd=tmp_path, stderr=subprocess.PIPE) as running:
        watch = Watch(running.pid)
        watch.start()
        _, said = running.communicate()
    watch.join()
    assert b"Traceback" not in said
    seconds, megabytes = used() - before, watch.most // 1_000_000
    report = json.loads((tmp_path / "r.json").read_bytes())
    [source] = report["sources"]
    assert (source["status"], case.said in (source["reason"] or "")) == (case.status, True), source
    assert report["summary"]["errors"] + report["summary"]["warnings"] == case.findings
    note(name, source["reason"] or source["status"], seconds, time.monotonic() - started, megabytes)
    assert seconds < case.seconds
    assert megabytes < case.megabytes


def note(*row: object) -> None:
    if TABLE:
        with Path(TABLE).open("a", encoding="utf-8") as table:
            table.write(f"| {' | '.join(f'{cell:.1f}' if isinstance(cell, float) else str(cell) for cell in row)} |\n")
