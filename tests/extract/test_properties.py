"""What holds for any markup: no crash, no order lost, no letter of a plain block touched."""

from __future__ import annotations

import html

from bs4 import BeautifulSoup
from hypothesis import given, settings
from hypothesis import strategies as st

from harvest.extract import EXTRACTORS
from harvest.model import Article, CodeBlock

TEXT = st.text(st.characters(exclude_characters="\r\x00", exclude_categories=["Cs"]), min_size=1)
TAGS = ("pre", "code", "span", "div", "table", "tr", "td", "li", "br", "p", "h2", "button", "template", "script", "svg")
WORDS = (
    "line",
    "gutter",
    "lineno",
    "language-python",
    "highlight",
    "copy",
    "container",
    "blob-code",
    "fragment",
    "spaces",
)
NAMES = ("class", "style", "hidden", "data-line", "data-lang", "lang", "id")
VALUES = ("", "display:none", "white-space:pre", "user-select:none", "1", "python", *WORDS)


def blocks(body: str) -> list[CodeBlock]:
    """The blocks of a page."""
    article = Article("feed", None, "https://blog.example/post", "Post", None, "text/html", body)
    return list(EXTRACTORS["text/html"].blocks(article))


@st.composite
def tags(draw: st.DrawFn) -> str:
    """A tag, begun or ended, sound or not."""
    name = draw(st.sampled_from(TAGS))
    if draw(st.booleans()):
        return f"</{name}>"
    attributes = draw(st.lists(st.tuples(st.sampled_from(NAMES), st.sampled_from(VALUES)), max_size=2))
    return (
        f"<{name}" + "".join(f' {key}="{value}"' for key, value in attributes) + draw(st.sampled_from((">", "/>", " ")))
    )


SOUP = st.lists(
    st.one_of(tags(), TEXT, st.sampled_from(("1", "2", "\n", "&nbsp;", "&lt;", "<!--", "-->", "<![CDATA[")))
)


@given(SOUP.map("".join))
@settings(max_examples=300)
def test_any_markup_is_read(body: str) -> None:
    """Blocks are numbered as they come, whatever the markup."""
    found = blocks(body)
    assert [block.provenance.index for block in found] == list(range(len(found)))


@given(st.lists(TEXT, min_size=1, max_size=5))
def test_a_plain_block_is_untouched(texts: list[str]) -> None:
    """Every letter, and the blocks in their order."""
    page = "".join(f"<p>Words.</p><pre><code>{html.escape(text)}</code></pre>" for text in texts)
    assert [block.text for block in blocks(page)] == texts


@given(st.lists(st.text("ab =()", min_size=1).filter(str.strip), min_size=2, max_size=6))
def test_lines_are_kept_however_they_are_marked(lines: list[str]) -> None:
    """The same lines as elements, with br, in rows of a table."""
    shapes = (
        "<pre>{}</pre>".format("".join(f'<div class="line">{line}</div>' for line in lines)),
        "<pre>{}</pre>".format("<br>".join(lines)),
        "<pre>{}</pre>".format("\n".join(f'<span class="line">{line}</span>' for line in lines)),
        "<pre><table>{}</table></pre>".format(
            "".join(f'<tr><td class="lineno">{n}</td><td>{line}</td></tr>' for n, line in enumerate(lines, 1))
        ),
    )
    assert [block.text for block in blocks("<p>and</p>".join(shapes))] == ["\n".join(lines)] * len(shapes)


@given(st.lists(st.tuples(st.sampled_from(("span", "b", "em", "a")), TEXT), min_size=1, max_size=8))
def test_a_second_parser_reads_the_same(tokens: list[tuple[str, str]]) -> None:
    """Well-formed coloured code, beside Python's own parser."""
    page = "<pre>x{}</pre>".format("".join(f'<{tag} class="k">{html.escape(text)}</{tag}>' for tag, text in tokens))
    soup = BeautifulSoup(page, "html.parser")
    assert [block.text for block in blocks(page)] == [soup.get_text()]
