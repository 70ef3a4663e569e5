"""Markup that wants to hurt: none of it takes long, and none costs the block beside it."""

from __future__ import annotations

import time

import pytest

from harvest.extract import EXTRACTORS
from harvest.model import Article

SECONDS = 15
"""Far more than any of these takes; what grows with the square would take minutes."""

PAGES = {
    "nested div": "<div>" * 100_000 + "<pre>x = 1</pre>",
    "nested div with ends of nothing": "<div></x>" * 100_000 + "<pre>x = 1</pre>",
    "nested span in a block": "<pre>" + "<span>" * 100_000 + "x = 1" + "</span>" * 100_000 + "</pre>",
    "nested b": "<b>" * 100_000 + "<pre>x = 1</pre>",
    "nested table": "<table>" * 100_000 + "<pre>x = 1</pre>",
    "nested lines": "<pre>" + '<span class="line">' * 500 + "x = 1" + "<i>y</i>" * 50_000 + "</pre>",
    "one long line": f"<pre>{'x' * 10_000_000}</pre>",
    "many attributes": "<pre " + " ".join(f"a{n}=1" for n in range(50_000)) + ">x = 1</pre>",
    "a million <": "<" * 1_000_000 + "<pre>x = 1</pre>",
    "many numbers": "<pre>" + "<span>1</span>" * 100_000 + "</pre>",
    "a long number": f'<pre><div class="line"><span class="lineno">{"1" * 100_000}x</span>y</div></pre>',
    "many items": "<pre>" + "<li>x" * 100_000 + "</pre>",
    "many lines": "<pre>" + "<div class=line>x</div>" * 50_000 + "</pre>",
    "many inline codes of lines": "<p>" + "<code>x\ny</code> " * 20_000 + "<pre>x = 1</pre>",
}
CROWDS = {
    "plain": "<pre>x = 1</pre>" * 50_000,
    "awkward": "<pre>x = 1<br>y</pre>" * 50_000,
    "in one place": "<div><div>" + '<span class="lang">x</span><pre>x = 1</pre>' * 50_000 + "</div></div>",
}


def count(body: str) -> tuple[int, float]:
    """How many blocks a page has, and the seconds of one core that it took to find them."""
    article = Article("feed", None, "https://blog.example/post", "Post", None, "text/html", body)
    started = time.process_time()
    found = sum(1 for _ in EXTRACTORS["text/html"].blocks(article))
    return found, time.process_time() - started


@pytest.mark.parametrize("body", [pytest.param(body, id=name) for name, body in PAGES.items()])
def test_the_block_is_found_in_time(body: str) -> None:
    """One block, and no waiting."""
    found, seconds = count(body)
    assert found == 1
    assert seconds < SECONDS


@pytest.mark.parametrize("body", [pytest.param(body, id=name) for name, body in CROWDS.items()])
def test_crowds_are_counted_in_time(body: str) -> None:
    """Many blocks."""
    found, seconds = count(body)
    assert found == 50_000
    assert seconds < SECONDS
