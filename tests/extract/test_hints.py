from __future__ import annotations

import pytest

from harvest.extract import EXTRACTORS
from harvest.languages.identifying import identify
from harvest.model import Article, CodeBlock


def blocks(body: str) -> list[CodeBlock]:
    return list(EXTRACTORS["text/html"].blocks(Article("s", None, "https://a.example/", "t", None, "text/html", body)))


def language(body: str) -> str | None:
    """The language that the markup names; the text says nothing."""
    (block,) = blocks(body)
    return identify(block.hint, "").language if block.hint else None


@pytest.mark.parametrize(
    "markup",
    [
        '<pre><code class="language-ruby">x</code></pre>',
        '<pre class="language-ruby"><code>x</code></pre>',
        '<pre><code class="lang-rb hljs">x</code></pre>',
        '<pre><code class="ruby">x</code></pre>',
        '<pre class="brush: ruby; gutter: false">x</pre>',
        '<pre data-syntaxhighlighter-params="brush: ruby; theme: Plain">x</pre>',
        '<pre class="prettyprint lang-ruby">x</pre>',
        '<pre class="src src-ruby">x</pre>',
        '<pre data-lang="ruby">x</pre>',
        '<pre><code data-language="ruby">x</code></pre>',
        '<pre data-enlighter-language="ruby">x</pre>',
        '<pre lang="ruby"><code>x</code></pre>',
        '<pre syntax="ruby"><code>x</code></pre>',
        '<div class="highlight-ruby notranslate"><div class="highlight"><pre>x</pre></div></div>',
        '<div class="highlight highlight-source-ruby"><pre>x</pre></div>',
        '<pre class="x"><div class="language-ruby y">x</div></pre>',
        '<div class="example ruby"><pre class="example">x</pre></div>',
        '<div class="highlight hl-ruby"><pre>x</pre></div>',
        '<div class="language-ruby highlighter-rouge"><div class="highlight"><pre><code>x</code></pre></div></div>',
        '<div class="sourceCode"><pre class="sourceCode ruby"><code>x</code></pre></div>',
        '<div class="mw-highlight mw-highlight-lang-ruby"><pre>x</pre></div>',
        '<figure class="highlight ruby"><pre>x</pre></figure>',
        '<div data-attrs=\'{"language":"ruby"}\'><pre><code>x</code></pre></div>',
        '<div><span class="lang">Ruby</span><pre>x</pre></div>',
        '<div><div class="head"><b class="code-lang">ruby</b></div><div><pre><code>x</code></pre></div></div>',
        '<pre><code>1</code><code class="language-ruby">x\ny</code></pre>',
        '<div class="language-ruby extra"><pre class="language-text"><code>x</code></pre></div>',
        '<pre><table><tr><td>1</td><td><pre class="lang-ruby">x</pre></td></tr></table></pre>',
        '<div><b class="lang">ruby</b><table><tr><td><pre>1\n2</pre></td><td><pre>x\ny</pre></td></tr></table></div>',
        '<pre title="Ruby"><code>x</code></pre>',
        '<pre rel="ruby">x</pre>',
        '<pre data-code-brush="Ruby">x</pre>',
        '<pre data-filename="lib/a.rb">x</pre>',
        '<textarea name="code" class="ruby">x</textarea>',
        '<div class="ruby codecolorer">x</div>',
        "<figure><figcaption>lib/some_file.rb</figcaption><pre>x</pre></figure>",
        '<div><div class="file-name"> a.rb </div><pre><code>x</code></pre></div>',
    ],
)
def test_a_tag_is_found_wherever_it_stands(markup: str) -> None:
    assert language(f"<main><p>Look:</p>{markup}</main>") == "ruby"


@pytest.mark.parametrize(
    "markup",
    [
        "<pre>x</pre>",
        '<pre class="highlight"><code class="hljs">x</code></pre>',
        '<pre class="wrap dark line-numbers">x</pre>',
        '<div lang="en" data-lang="en-GB"><pre>x</pre></div>',
        '<div class="go"><pre>x</pre></div>',
        '<pre type="button">x</pre>',
        '<pre title="Listing 1">x</pre>',
        "<figure><figcaption>Where we read a.rb</figcaption><pre>x</pre></figure>",
        '<div><div class="title">Express.js</div><pre>x</pre></div>',
        '<div><span class="lang">Français</span><pre>x</pre></div>',
        '<div><span class="lang">ruby</span><pre hidden></pre></div><div><pre>x</pre></div>',
    ],
)
def test_words_that_are_no_tags_are_no_hints(markup: str) -> None:
    hints = [block.hint for block in blocks(f"<main>{markup}</main>") if block.text]
    assert hints == [None]


def test_a_label_is_of_the_block_that_it_stands_with() -> None:
    two = '<div><span class="lang">ruby</span><pre>x</pre></div><div><span class="lang">perl</span><pre>y</pre></div>'
    assert [block.hint for block in blocks(f"<section>{two}<pre>z</pre></section>")] == ["ruby", "perl", None]


def test_text_stays_text_among_other_blocks() -> None:
    page = '<div class="language-ruby"><pre class="language-text">x</pre><pre>y</pre></div>'
    assert blocks(page)[0].hint == "text"


def test_the_nearest_tag_wins() -> None:
    assert (
        language('<div class="language-text"><pre class="highlight"><code class="language-ruby">x</code></pre></div>')
        == "ruby"
    )


def test_the_default_of_a_generator_is_told_from_a_tag() -> None:
    (default,) = blocks('<div class="highlight-default notranslate"><div class="highlight"><pre>x</pre></div></div>')
    (python,) = blocks('<div class="highlight-python notranslate"><div class="highlight"><pre>x</pre></div></div>')
    assert (default.hint, python.hint) == ("highlight-default", "highlight-python")


@pytest.mark.parametrize(
    ("markup", "marks"),
    [
        ('<pre class="example-bad language-js">x</pre>', ("example-bad",)),
        (
            '<div class="bad"><pre><code class="language-rust compile_fail">x</code></pre></div>',
            ("compile_fail", "bad"),
        ),
        ('<div class="code-example bad"><pre class="js notest">x</pre></div>', ("notest", "bad")),
        ('<pre class="language-js has-diff"><code>x</code></pre>', ("has-diff",)),
        ('<pre class="language-js">x</pre>', ()),
        ('<pre class="badge error-free">x</pre>', ()),
    ],
)
def test_words_of_intent_are_marks(markup: str, marks: tuple[str, ...]) -> None:
    (block,) = blocks(f"<main>{markup}</main>")
    assert set(block.marks) == set(marks)
