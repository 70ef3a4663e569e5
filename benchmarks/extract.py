"""How fast blocks are found: plain pages, the corpora's pages beside the bare parser, and pages that want to hurt.

python benchmarks/extract.py
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser

from harvest.extract import EXTRACTORS
from harvest.model import Article, Document
from harvest.sources import files
from harvest.sources.charset import decode

CORPORA = Path(__file__).resolve().parents[2] / "shared" / "corpora"
PLAIN = "<h2>Step</h2><p>Words about the code, as an article has them, a few lines long.</p>" * 2 + (
    '<pre><code class="language-python">' + "total = price * quantity  # what it costs\n" * 30 + "</code></pre>"
)


def main() -> None:
    """Print the table."""
    page = f"<!doctype html><title>x</title><body>{PLAIN * 700}</body>"
    report("plain blocks", [page])
    if CORPORA.is_dir():
        report("corpora", [decode(d.body, None) for d in pages()])
    for name, hostile in HOSTILE.items():
        report(name, [hostile], repeats=1)


def pages() -> list[Document]:
    """The corpora's pages."""
    return [files.file(p, label, 10**8) for p, label in files.below(CORPORA) if p.suffix == ".html"]


def report(name: str, bodies: list[str], repeats: int = 5) -> None:
    """Print one row: our time, and that of the bare parser."""
    size = sum(len(body.encode()) for body in bodies) / 1e6
    found = [0]

    def ours() -> None:
        articles = [Article("s", None, "https://a.example", "t", None, "text/html", body) for body in bodies]
        found[0] = sum(1 for article in articles for _ in EXTRACTORS["text/html"].blocks(article))

    def bare() -> None:
        for body in bodies:
            LexborHTMLParser(body)

    seconds = [timed(ours) for _ in range(repeats)]
    took = statistics.median(seconds)
    row = f"{name:22} {size:7.1f} MB {found[0]:7} blocks {took:7.2f} s {size / took:7.1f} MB/s"
    if repeats > 1:
        pairs = [timed(ours) / timed(bare) for _ in range(repeats)]
        row += f"   {statistics.median(pairs):5.2f} x the bare parser"
    print(row, flush=True)


def timed(work: Callable[[], None]) -> float:
    """Seconds of one core that a piece of work takes."""
    started = time.process_time()
    work()
    return time.process_time() - started


HOSTILE = {
    "100k nested <div>": "<div>" * 100_000 + "<pre>x = 1</pre>",
    "100k nested <span>": "<pre>" + "<span>" * 100_000 + "x = 1" + "</span>" * 100_000 + "</pre>",
    "100k blocks": "<pre>x = 1</pre>" * 100_000,
    "100k awkward blocks": "<pre>x = 1<br>y</pre>" * 100_000,
    "10 MB in one line": f"<pre>{'x' * 10_000_000}</pre>",
    "100k open <b>": "<b>" * 100_000 + "<pre>x</pre>",
    "100k <table>": "<table>" * 100_000 + "<pre>x</pre>",
    "100k <li> in <pre>": "<pre>" + "<li>x" * 100_000 + "</pre>",
    "50k attributes": "<pre " + " ".join(f"a{n}=1" for n in range(50_000)) + ">x</pre>",
    "a million <": "<" * 1_000_000 + "<pre>x</pre>",
    "a million <a": "<a " * 1_000_000 + "<pre>x</pre>",
    "100k numbers": "<pre>" + "<span>1</span>" * 100_000 + "</pre>",
}


if __name__ == "__main__":
    main()
