from __future__ import annotations

import pytest

from harvest.extract import EXTRACTORS
from harvest.model import Article


def texts(body: str) -> list[str]:
    article = Article("s", None, "https://a.example/", "t", None, "text/html", body)
    return [block.text for block in EXTRACTORS["text/html"].blocks(article)]


@pytest.mark.parametrize(
    "markup",
    [
        "<pre>a\n\nb</pre>",
        "<pre>a<br><br>b</pre>",
        "<pre><div>a</div><div><br></div><div>b</div></pre>",
        "<pre><div>a</div><div>\n</div><div>b</div></pre>",
        "<pre><div>a</div><br><div>b</div></pre>",
        '<pre><code><div class="line">a</div><div class="line"></div><div class="line">b</div></code></pre>',
        '<pre><div class="line">a<br></div><div class="line"><br></div><div class="line">b</div></pre>',
        '<pre><span class="line">a</span><span class="line"></span><span class="line">b</span></pre>',
        '<pre><span class="line">a</span>\n<span class="line"></span>\n<span class="line">b</span></pre>',
        (
            '<pre><span class="line"><span class="lineno">1</span>a</span><span class="line">'
            '<span class="lineno">2</span></span><span class="line"><span class="lineno">3</span>b</span></pre>'
        ),
        '<pre><span class="line">a\n</span><span class="line">\n</span><span class="line">b\n</span></pre>',
        '<pre><span class="line">a</span><br><span class="line"></span><br><span class="line">b</span></pre>',
        "<pre><ol><li>a</li><li>&nbsp;</li><li>b</li></ol></pre>",
        '<pre><span class="line">a</span><span class="line"><br></span><span class="line">b</span></pre>',
        '<pre><code><span class="q">a</span>\n<span class="q">&nbsp;</span>\n<span class="q">b</span></code></pre>',
        '<pre><span class="codeLine_x">a</span><span class="codeLine_x"></span><span class="codeLine_x">b</span></pre>',
        '<pre><svg></svg><span class="q">a</span>\n<span class="q">\u200b</span>\n<span class="q">b</span></pre>',
        '<pre><span style="display: block">a</span><span style="display: block"> </span><span>b</span></pre>',
        "<pre><code><span data-line>a</span>\n<span data-line> </span>\n<span data-line>b</span></code></pre>",
        '<pre><p class="row"><b>a</b></p><div class="row"><div>\n</div></div><div class="row"><div>b</div></div></pre>',
        (
            "<table><tr><td class='blob-code'>a</td></tr><tr><td class='blob-code'>\n</td></tr>\n"
            "<tr><td class='blob-code'>b</td></tr></table>"
        ),
    ],
)
def test_lines_are_neither_lost_nor_doubled(markup: str) -> None:
    (text,) = texts(f"<main>{markup}</main>")
    assert text.rstrip("\n") == "a\n\nb"


@pytest.mark.parametrize(
    "markup",
    [
        "<pre><table><tr><td>1</td><td>if a:</td></tr><tr><td>2</td><td>    b</td></tr></table></pre>",
        "<pre><span>1</span>if a:\n<span>2</span>    b</pre>",
        "<pre><span>1</span> if a:\n<span>2</span>     b</pre>",
        '<pre><span class="lineno">1</span> if a:\n<span class="lineno">2</span>     b</pre>',
        '<pre><span class="linenr">1: </span>if a:\n<span class="linenr">2: </span>    b</pre>',
        '<pre><code>if a:\n    b</code><ul class="numbering"><li>1</li><li>2</li></ul></pre>',
        (
            '<div class="fragment"><div class="line"><span class="lineno">1</span> if a:</div>'
            '<div class="line"><span class="lineno">2</span>     b</div></div>'
        ),
        "<table><tr><td><pre>1\n2</pre></td><td><pre>if a:\n    b</pre></td></tr></table>",
        (
            '<table><tr><td class="gutter"><div class="line">1</div><div class="line">2</div></td>'
            '<td class="code"><div class="container"><div class="line">if a:</div><div class="line">'
            '<code class="spaces">&nbsp;&nbsp;&nbsp;&nbsp;</code><code>b</code></div></div></td></tr></table>'
        ),
        '<pre><code style="user-select: none">1\n2\n</code><code class="language-python">if a:\n    b</code></pre>',
    ],
)
def test_numbers_of_lines_are_no_code(markup: str) -> None:
    (text,) = texts(f"<main>{markup}</main>")
    assert text.rstrip("\n") == "if a:\n    b"


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<pre>1\n2\n3</pre>", "1\n2\n3"),
        ("<pre><span>1</span> + <span>2</span></pre>", "1 + 2"),
        ('<pre><i class="n">1</i>\n<i class="n">2</i></pre>', "1\n2"),
        ("<pre><span>3</span> apples\n<span>7</span> pears</pre>", "3 apples\n7 pears"),
        ("<pre><table><tr><td>1</td><td>x</td></tr><tr><td>5</td><td>y</td></tr></table></pre>", "1x\n5y"),
    ],
)
def test_numbers_of_the_code_are_kept(markup: str, text: str) -> None:
    assert texts(f"<main>{markup}</main>") == [text]


@pytest.mark.parametrize(
    "beside",
    [
        '<div class="bar"><span>ruby</span> read aloud</div>',
        "<div>Copied!</div>",
        "<ul><li>1</li></ul>",
        "<button>Copy</button>",
    ],
)
def test_what_stands_beside_the_code_is_the_page_s(beside: str) -> None:
    assert (
        texts(f"<pre>{beside}<code>x = 1</code></pre>") == texts(f"<pre><code>x = 1</code>{beside}</pre>") == ["x = 1"]
    )


def test_a_reader_s_prompt_beside_the_code_is_kept() -> None:
    assert texts("<pre><b>$</b> <code>make</code></pre>") == ["$ make"]


def test_no_break_spaces_are_the_author_s_where_spaces_stay_and_the_page_s_where_they_do_not() -> None:
    assert texts("<pre>if a:\n\u00a0   b</pre>") == ["if a:\n\u00a0   b"]
    lines = '<div class="view-line"><span>a&nbsp;=&nbsp;1</span></div>'
    assert texts(f'<div class="view-lines">{lines}</div>') == ["a = 1"]


@pytest.mark.parametrize(
    "markup",
    [
        '<pre>x = 1 <b class="conum">(1)</b>\ny = 2 <b class="conum">(2)</b> <b class="conum">(3)</b></pre>',
        '<pre>x = 1 <i class="conum" data-value="1"></i><b>(1)</b>\ny = 2</pre>',
        '<pre>x = 1 <span class="callout">\u2460</span>\ny = 2</pre>',
        "<pre>x = 1\ny = 2<span class='co'></span></pre>",
    ],
)
def test_callouts_are_no_code(markup: str) -> None:
    assert texts(markup) == ["x = 1\ny = 2"]


def test_comments_are_code_whatever_their_class() -> None:
    assert texts('<pre><code>x <span class="co"># one</span>\ny<br></code></pre>') == ["x # one\ny\n"]


def test_numbers_glued_to_digits_are_still_numbers() -> None:
    number = '<span style="padding-right: 5px">{}</span>'
    assert texts(f"<pre>{number.format(1)}2024 a\n{number.format(2)}2025 b</pre>") == ["2024 a\n2025 b"]
    assert texts(f"<pre>{number.format(1)}<b>1</b>\n{number.format(2)}<b>2</b></pre>") == ["1\n2"]


def test_an_item_outside_a_list_is_a_tag_that_nobody_escaped() -> None:
    assert texts("<pre><code>for x\n  <li>{x}</li>\nend</code></pre>") == ["for x\n  {x}\nend"]
    assert texts("<pre><code><li>a</li><li>b</li></code></pre>") == ["a\nb"]
