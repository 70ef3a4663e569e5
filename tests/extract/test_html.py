"""Markup of every kind in which code is published: what the reader sees, and the author's tag."""

from __future__ import annotations

import pytest

from harvest.extract import EXTRACTORS
from harvest.model import Article, CodeBlock

TWO = "a = 1\nb = 2"
"""Two lines, as nearly every sample shows them."""
APART = "a = 1\n\nb = 2"
"""The same with an empty line between."""


def blocks(body: str) -> list[CodeBlock]:
    """The blocks of a page."""
    article = Article("feed", None, "https://blog.example/post", "Post", None, "text/html", body)
    return list(EXTRACTORS["text/html"].blocks(article))


SEEN: dict[str, tuple[str, str]] = {
    # plain
    "entities are decoded once": ("<pre><code>a &lt; b &amp;&amp; c &amp;lt; d</code></pre>", "a < b && c &lt; d"),
    "tabs, trailing spaces and emoji stay": ("<pre>\tif x:  \n\t\tpass\u3000🐍</pre>", "\tif x:  \n\t\tpass\u3000🐍"),
    "HTML drops one newline, not two": ("<pre>\n\nx = 1\n</pre>", "\nx = 1\n"),
    "the author's own nbsp stays": ("<pre>a =\u00a01\nb = 2</pre>", "a =\u00a01\nb = 2"),
    "the author's own zero-width space stays": ("<pre>a\u200bb = 1</pre>", "a\u200bb = 1"),
    "an unclosed pre": ("<div><pre>a = 1\nb = 2</div>", TWO),
    "a pre in a paragraph": ("<p>Look: <pre>a = 1\nb = 2</pre></p>", TWO),
    "script text in a pre": ("<pre><script>if (a < b) go()</script></pre>", "if (a < b) go()"),
    "comments are not seen": ("<pre>a = 1<!-- secret > -->\nb = 2</pre>", TWO),
    "coloured tokens": ('<pre><span class="k">a</span> = <span class="m">1</span>\nb = 2</pre>', TWO),
    "the way back that Sphinx puts before each definition": (
        '<pre><a class="viewcode-back" href="../api.html#a">[docs]</a>a = 1\nb = 2</pre>',
        TWO,
    ),
    # gutters
    "a gutter in a table's cell": (
        '<table><tr><td class="gutter"><pre>1\n2</pre></td><td class="code"><pre>a = 1\nb = 2</pre></td></tr></table>',
        TWO,
    ),
    "columns that count beside the code": (
        '<pre><table><tr><td class="times">1\n2</td><td>7x\n8x</td><td><pre>a = 1\nb = 2</pre></td></tr></table></pre>',
        TWO,
    ),
    "a gutter of line elements": (
        (
            '<table><tr><td class="gutter"><pre><span class="line">'
            '1</span><br><span class="line">2</span><br></pre></td>'
            '<td class="code"><pre><span class="line">a = 1</span><br>'
            '<span class="line">b = 2</span><br></pre></td></tr></table>'
        ),
        TWO + "\n",
    ),
    "numbers in spans with a class": (
        '<pre><span class="lineno">1 </span>a = 1\n<span class="lineno">2 </span>b = 2</pre>',
        TWO,
    ),
    "numbers in spans without a class": ("<pre><span>1</span>a = 1\n<span>2</span>b = 2\n</pre>", TWO + "\n"),
    "numbers that nobody can select": (
        '<pre><span style="user-select:none">1</span>a = 1\n<span style="user-select:none">2</span>b = 2</pre>',
        TWO,
    ),
    "numbers by a counter and an attribute": (
        '<pre><span data-line="1">a = 1</span>\n<span data-line="2">b = 2</span></pre>',
        TWO,
    ),
    "rows of an empty gutter after the code": (
        (
            '<pre class="line-numbers"><code>a = 1\nb = 2<span class="line-numbers-rows">'
            "<span></span><span></span></span></code></pre>"
        ),
        TWO,
    ),
    "rows with a number and a line": (
        (
            '<pre><code><table><tr><td class="hljs-ln-numbers">1</td><td class="hljs-ln-code">a = 1</td></tr>'
            '<tr><td class="hljs-ln-numbers">2</td><td class="hljs-ln-code">b = 2</td></tr></table></code></pre>'
        ),
        TWO,
    ),
    "a list of numbers after the code": (
        '<pre><code>a = 1\nb = 2</code><ul class="pre-numbering"><li>1</li><li>2</li></ul></pre>',
        TWO,
    ),
    "numbers that are the code": ("<pre>1\n2\n3</pre>", "1\n2\n3"),
    "an empty first line that only the gutter tells": (
        (
            '<table><tr><td class="gutter"><pre>1\n2\n3</pre></td>'
            '<td class="code"><pre>\na = 1\nb = 2</pre></td></tr></table>'
        ),
        "\n" + TWO,
    ),
    "an empty first line in a table within the block": (
        (
            "<pre><code><table><tr><td class='gutter'><pre>1\n2\n3\n</pre>"
            "</td><td><pre>\na = 1\nb = 2\n</pre></td></tr></table></code></pre>"
        ),
        "\n" + TWO + "\n",
    ),
    "a newline after the tag beside a gutter that does not count it": (
        (
            '<table><tr><td class="gutter"><pre>1\n2</pre></td>'
            '<td class="code"><pre>\na = 1\nb = 2</pre></td></tr></table>'
        ),
        TWO,
    ),
    # lines of more kinds
    "a marked line that is shown as a block brings no newline": (
        '<pre><code>x = 0\n<span class="marked-line">a = 1</span>b = 2\n</code></pre>',
        "x = 0\n" + TWO + "\n",
    ),
    "marked lines one after the other": (
        '<pre>x = 0\n<span class="hl-line">a = 1</span><span class="hl-line"><b>b</b> = 2</span>y = 3</pre>',
        "x = 0\n" + TWO + "\ny = 3",
    ),
    "an empty line behind a marked one": (
        '<pre><span class="hl-line">a = 1</span>\n<span class="hl-line">b = 2</span>c = 3\nd = 4\n</pre>',
        APART + "\nc = 3\nd = 4\n",
    ),
    "an empty line behind a line that its style sheet shows as a block": (
        '<pre>x = 0\n<span class="gatsby-highlight-code-line">a = 1</span>\nb = 2</pre>',
        "x = 0\n" + APART,
    ),
    "a marked line with its newline behind it": (
        '<pre>x = 0\n<span class="hl-line">a = 1</span>\nb = 2</pre>',
        "x = 0\n" + TWO,
    ),
    "a line with a label is no label": (
        (
            '<pre><code><div class="x-line mark tm-label"><div class="code">a = 1</div></div>'
            '<div class="x-line"><div class="code">b = 2</div></div></code></pre>'
        ),
        TWO,
    ),
    "numbers that count up, and a button beside them": (
        (
            '<pre><code><span class="line"><span>1</span></span>\n<span class="line"><span>2</span></span></code>'
            "<button>Copied!</button></pre>"
        ),
        "1\n2",
    ),
    "items of a list, coloured": (
        (
            '<pre><span class="line"><span style="color:#fa7">1.</span><span style="color:#eee"> mix</span></span>\n'
            '<span class="line"><span style="color:#fa7">2.</span><span style="color:#eee"> bake</span></span></pre>'
        ),
        "1. mix\n2. bake",
    ),
    "items of a list, by a class": (
        '<pre><span class="bullet">1.</span> mix\n<span class="bullet">2.</span> bake</pre>',
        "1. mix\n2. bake",
    ),
    "numbers that are coloured as the code's": (
        (
            '<pre><span style="color:#00f">1</span><span style="color:#000"> + x</span>\n'
            '<span style="color:#00f">2</span><span style="color:#000"> + y</span></pre>'
        ),
        "1 + x\n2 + y",
    ),
    "numbers in a colour, each with a space behind": (
        '<pre><span style="color:#088">1</span> a = <i>1</i>\n<span style="color:#088">2</span> b = <i>2</i></pre>',
        TWO,
    ),
    "numbers of which every second looks otherwise": (
        (
            '<pre><span style="color:inherit;padding-left:5px">1</span>a = 1\n'
            '<span style="color:#000;background:#ffc;padding-left:5px">2</span>b = 2</pre>'
        ),
        TWO,
    ),
    "a table of numbers, counts and code": (
        (
            '<pre><table><tr><td class="line-count">1\n2</td><td class="runs"><i>4x</i>\n<i>&nbsp;</i></td>'
            '<td class="text"><pre class="lang-js">a = 1\nb = 2</pre></td></tr></table></pre>'
        ),
        TWO,
    ),
    "a style within, for prompts": (
        '<pre><style type="text/css">.p:before { content: "$" }</style><span class="p">a = 1\nb = 2</span></pre>',
        TWO,
    ),
    "a style alone is the code": ("<pre><style>b { top: 0 }</style></pre>", "b { top: 0 }"),
    # spaces and boxes of more kinds
    "every second space an nbsp, as some highlighters write runs": (
        "<pre><span class='k'>if</span> a:\n\u00a0 \u00a0 b = 1\n\u00a0\n\u00a0 \u00a0 c</pre>",
        "if a:\n    b = 1\n\n    c",
    ),
    "every second space an nbsp in what nobody coloured is what a reader copies": (
        "<pre>if a:\n\u00a0 \u00a0 b = 1</pre>",
        "if a:\n\u00a0 \u00a0 b = 1",
    ),
    "indentation by nbsp alone is the author's": ("<pre>if a:\n\u00a0\u00a0b = 1</pre>", "if a:\n\u00a0\u00a0b = 1"),
    "the author's nbsp where white space collapses": (
        '<div style="white-space: pre">a =\u00a01\nb = 2<br></div>',
        "a =\u00a01\nb = 2\n",
    ),
    "marked lines of a highlighter whose table has a head": (
        (
            '<table class="x"><thead><tr><td class="head">X</td></tr></thead><tbody><tr><td class="ln"><pre>'
            '1\n<span class="xtra li2"><span class="de2">2</span></span>3\n</pre></td><td><pre>x = 0\n'
            '<span class="xtra li2"><span class="de2">a = 1</span></span>b = 2</pre></td></tr></tbody></table>'
        ),
        "x = 0\n" + TWO,
    ),
    "a wrapped div in monospace": (
        '<div style="font-family: Menlo, monospace; white-space: pre-wrap">a = 1<br>b = 2</div>',
        TWO,
    ),
    "a wrapped div that is called pre": (
        '<div class="c-text__pre" style="white-space:pre-wrap">a = 1<br>b = 2</div>',
        TWO,
    ),
    "one line in a box for code": ('<dl class="codebox"><dt>Code:</dt><dd><code>a = 1</code></dd></dl>', "a = 1"),
    "one line in an element of its page's own": ("<x-code-view><code>a = 1</code></x-code-view>", "a = 1"),
    # numbers, names and fillings of more kinds
    "the number of a single line that nobody can select": (
        '<pre><span class="select-none mr-4">1</span>a = 1</pre>',
        "a = 1",
    ),
    "the number of a single line that is hidden from readers aloud": (
        '<pre><span aria-hidden="true">1</span>a = 1</pre>',
        "a = 1",
    ),
    "a bar behind lines that are elements": (
        (
            '<div class="fragment"><div class="line">a = 1</div>\n<div class="line">b = 2</div>\n'
            '<span class="clipboard"></span></div>'
        ),
        TWO,
    ),
    "a head that is called by its language": (
        '<div class="code-header language-js"><span></span></div><pre>a = 1\nb = 2</pre>',
        TWO,
    ),
    "one line in a view of code": ('<div class="x_code_view language-js">a = 1</div>', "a = 1"),
    "empty lines that an element fills": (
        "<pre><code><span>a = 1</span>\n<span> </span>\n<span>b = 2</span></code></pre>",
        APART,
    ),
    "an anchor that an annotation below explains": (
        '<pre><a class="code-annotation-anchor">1</a><span id="l1">a = 1</span>\n<span id="l2">b = 2</span></pre>',
        TWO,
    ),
    "the name of a file in a pre of its own": (
        '<div class="code-with-filename-file"><pre><b>a.py</b></pre></div><div><pre>a = 1\nb = 2</pre></div>',
        TWO,
    ),
    "a gutter in a wrapper of its own": (
        '<div><div><pre class="src-line-numbers"><a>1</a>\n<a>2</a></pre></div><pre>a = 1\nb = 2</pre></div>',
        TWO,
    ),
    "indentation by nbsp where white space is kept": (
        '<div style="white-space: pre"><div>if a:</div><div>\u00a0\u00a0b = 1</div></div>',
        "if a:\n\u00a0\u00a0b = 1",
    ),
    "text, tagged so, in an element within": (
        '<pre class="x"><div class="language-text y">a = 1\nb = 2</div></pre>',
        TWO,
    ),
    "numbers that are the code, tagged so, beside their gutter": (
        (
            '<table><tr><td class="lntd"><pre><code><span class="lnt">1\n</span><span class="lnt">2\n'
            '</span></code></pre></td><td class="lntd"><pre><code data-lang="x">1\n2</code></pre></td></tr></table>'
        ),
        "1\n2",
    ),
    # numbers that are the code
    "numbers in a list of lines are the code": (
        '<pre><ol class="linenums"><li>7</li><li>8</li></ol></pre>',
        "7\n8",
    ),
    "numbers in a block that only draws its gutter": (
        '<pre class="line-numbers"><code class="has-numbering">1\n2\n3</code></pre>',
        "1\n2\n3",
    ),
    "items that a highlighter coloured as numbers": (
        '<pre><span class="hljs-number">1.</span> mix\n<span class="hljs-number">2.</span> bake</pre>',
        "1. mix\n2. bake",
    ),
    "items whose dots stand apart": (
        '<pre><span style="x:y">1</span><i>.</i> mix\n<span style="x:y">2</span><i>.</i> bake</pre>',
        "1. mix\n2. bake",
    ),
    # gutters of more kinds
    "numbers without a class in lines that are elements": (
        (
            '<pre><div class="token-line"><span>1</span><b>a = 1</b></div>'
            '<div class="token-line"><span>2</span><b>b = 2</b></div></pre>'
        ),
        TWO,
    ),
    "the number of a single line, apart by a space of its own": (
        '<pre><span class="hl lin">  1 </span><b>a</b> = 1</pre>',
        "a = 1",
    ),
    "numbers in coloured fonts": (
        (
            '<pre><tt><font color="#000000">1:</font> a = <font color="#993399">1</font>\n'
            '<font color="#000000">2:</font> b = 2</tt></pre>'
        ),
        TWO,
    ),
    "a gutter that tells every second line": (
        '<table><tr><td class="linenos"><pre>2\n \n4</pre></td><td><pre>a = 1\n\nb = 2</pre></td></tr></table>',
        APART,
    ),
    "a gutter whose numbers are drawn, its newlines not": (
        '<pre><code><div class="gutter"><i></i>\n<i></i></div><div class="code">a = 1\nb = 2</div></code></pre>',
        TWO,
    ),
    "a table with a pre for each line": (
        (
            '<table><tr class="lineno"><td class="gl line-num"><pre>1</pre></td><td><pre>a = 1\n</pre></td></tr>'
            '<tr class="lineno"><td class="gl line-num"><pre>2</pre></td><td><pre>\n</pre></td></tr>'
            '<tr class="lineno"><td class="gl line-num"><pre>3</pre></td><td><pre>b = 2\n</pre></td></tr></table>'
        ),
        APART + "\n",
    ),
    "an author's nbsp in a table with a pre for each line": (
        (
            '<table><tr><td class="line-num">1</td><td><pre>a =&nbsp;1</pre></td></tr>'
            '<tr><td class="line-num">2</td><td><pre>b = 2</pre></td></tr></table>'
        ),
        "a =\u00a01\nb = 2",
    ),
    "a table that draws its numbers": (
        (
            '<table><tr><td class="lines-num" data-line-number="1"></td><td><code>a = 1\n</code></td></tr>'
            '<tr><td class="lines-num" data-line-number="2"></td><td><code>b = 2\n</code></td></tr></table>'
        ),
        TWO + "\n",
    ),
    "a table with a head, numbered by its rows' names": (
        (
            "<table><thead><tr><th>Line</th><th></th></tr></thead>"
            "<tr><th id='L1'><a href='#L1'>1</a></th><td>a = 1</td></tr>"
            "<tr><th id='L2'><a href='#L2'>2</a></th><td>b = 2</td></tr></table>"
        ),
        TWO,
    ),
    # lines
    "lines as elements without newlines": (
        '<pre><span class="line">a = 1</span><span class="line">b = 2</span></pre>',
        TWO,
    ),
    "lines as elements with newlines": (
        '<pre><span class="line">a = 1</span>\n<span class="line">b = 2</span></pre>',
        TWO,
    ),
    "lines as divs": ('<pre><div class="token-line">a = 1</div><div class="token-line">b = 2</div></pre>', TWO),
    "lines with br and a div each": (
        '<pre><div class="line">a = 1<br></div><div class="line">b = 2<br></div></pre>',
        TWO + "\n",
    ),
    "lines as list items": ("<pre><ol><li>a = 1</li><li>b = 2</li></ol></pre>", TWO),
    "br for a newline": ("<pre>a = 1<br>b = 2</pre>", TWO),
    "br and a newline": ("<pre>a = 1<br><br>b = 2</pre>", APART),
    "an empty line as an empty element": (
        '<pre><div class="line">a = 1</div><div class="line"></div><div class="line">b = 2</div></pre>',
        APART,
    ),
    "an empty line that holds a newline": (
        (
            '<pre><div class="ec-line"><div class="code">a = 1</div>'
            '</div><div class="ec-line"><div class="code">\n</div></div>'
            '<div class="ec-line"><div class="code">b = 2</div></div></pre>'
        ),
        APART,
    ),
    "an empty line that holds a br": (
        (
            '<div class="cm-content"><div class="cm-line">a = 1</div>'
            '<div class="cm-line"><br></div><div class="cm-line">b = 2</div></div>'
        ),
        APART,
    ),
    "an empty line that a highlighter filled with nbsp": (
        '<pre><div class="line">a = 1</div><div class="line">\u00a0</div><div class="line">b = 2</div></pre>',
        APART,
    ),
    "an empty line that a highlighter filled with a zero-width space": (
        '<pre><div class="line">a = 1</div><div class="line">\u200b</div><div class="line">b = 2</div></pre>',
        APART,
    ),
    "an unchanged empty line of a diff": (
        (
            '<pre><span class="line">-a</span>\n<span class="line">+b</span>'
            '\n<span class="line"> </span>\n<span class="line"> c</span></pre>'
        ),
        "-a\n+b\n \n c",
    ),
    "spaces that were written as nbsp everywhere": (
        (
            '<div class="view-lines"><div class="view-line">if\u00a0x:</div>'
            '<div class="view-line">\u00a0\u00a0pass</div></div>'
        ),
        "if x:\n  pass",
    ),
    "indentation that was written as nbsp": (
        (
            '<table><tr><td class="code"><div class="container">'
            '<div class="line"><code class="plain">if x:</code></div>'
            '<div class="line"><code class="spaces">\u00a0\u00a0</code>'
            '<code class="plain">go to</code></div></div></td></tr></table>'
        ),
        "if x:\n  go to",
    ),
    # what a page adds
    "a copy button": ("<pre><code>a = 1\nb = 2</code><button>Copy</button></pre>", TWO),
    "a copy button that is no button": ('<pre><code>a = 1\nb = 2</code><div class="copy-btn">Copy</div></pre>', TWO),
    "a file's name above the code": ('<pre><div class="filename">app.py</div><code>a = 1\nb = 2</code></pre>', TWO),
    "a language's label in a toolbox": (
        '<pre><code>a = 1\nb = 2</code><div class="source-toolbox"><span>python</span></div></pre>',
        TWO,
    ),
    "a callout's bubble": (
        '<pre>a = 1 <i class="conum" data-value="1"></i><b class="conum">(1)</b>\nb = 2</pre>',
        "a = 1\nb = 2",
    ),
    "text for screen readers": ('<pre><span class="sr-only">Code:</span>a = 1\nb = 2</pre>', TWO),
    "what is hidden": ('<pre><span hidden>x</span><span style="display: none">y</span>a = 1\nb = 2</pre>', TWO),
    "marked lines": ('<pre>a = 1\n<mark class="highlight-line">b = 2</mark></pre>', TWO),
    "a bar above the code, however deep": (
        (
            '<pre><div><div class="flex">python</div><div><button>Copy code</button></div>'
            "<div><code>a = 1\nb = 2</code></div></div></pre>"
        ),
        TWO,
    ),
    "a folded part's summary": (
        (
            '<pre><div class="ec-line">a = 1</div><details><summary>1 collapsed line</summary>'
            '<div class="ec-line">b = 2</div></details></pre>'
        ),
        TWO,
    ),
    "a link back to the docs": ('<pre><a class="viewcode-back" href="#a">[docs]</a>a = 1\nb = 2</pre>', TWO),
    # without pre
    "code in lines is a block": ("<p><code>a = 1\nb = 2</code></p>", TWO),
    "code that is shown as a block": ('<code style="display:block">a = 1</code>', "a = 1"),
    "code with br": ("<div><code>a = 1<br>b = 2</code></div>", TWO),
    "code with br and newlines that nobody sees": (
        "<div><code>a = 1<br />\n<br />\nb = 2<br />\n</code></div>",
        APART + "\n",
    ),
    "code with br between paragraphs, indented by nbsp": (
        '<div><p>Run</p><code data-language="python">if x:<br>&nbsp; &nbsp; go()</code><p>now.</p></div>',
        "if x:\n    go()",
    ),
    "lines of an editor": (
        (
            '<div class="ql-code-block-container"><div class="ql-code-block" data-language="python">a = 1</div>'
            '<div class="ql-code-block" data-language="python"><br></div>'
            '<div class="ql-code-block" data-language="python">b = 2</div></div>'
        ),
        APART,
    ),
    "an editor's letters to measure by": (
        (
            '<div class="CodeMirror"><div class="CodeMirror-measure"><pre>xxxxxx</pre></div>'
            '<div class="CodeMirror-code"><pre>a = 1</pre><pre>b = 2</pre></div></div>'
        ),
        TWO,
    ),
    "a monospaced div with a language": (
        '<div class="python" style="font-family:monospace;">if x:<br />\n&nbsp; &nbsp; go<span>()</span></div>',
        "if x:\n    go()",
    ),
    "a monospaced list with a pre for each line": (
        (
            '<div class="python" style="font-family:monospace;"><ol><li><pre>a = 1</pre></li>'
            "<li><pre>&nbsp;</pre></li><li><pre>b = 2</pre></li></ol></div>"
        ),
        APART,
    ),
    "monospaced fonts": (
        '<font face="monospace">\n<font color="#008080">if</font>&nbsp;x:<br>\n&nbsp;&nbsp;go()<br>\n</font>',
        "if x:\n  go()\n",
    ),
    "a list of lines with indentation of both kinds of spaces": (
        "<pre><ol><li><div>if x:</div></li><li><div>&nbsp; go()</div></li></ol></pre>",
        "if x:\n  go()",
    ),
    "two spaces in a row are kept, and nbsp with them": (
        '<div class="cm-content"><div class="cm-line">if x:</div><div class="cm-line">  go(\u00a0)</div></div>',
        "if x:\n  go(\u00a0)",
    ),
    "a table of lines": (
        (
            '<table><tr><td class="blob-num" data-line-number="1"></td>\n<td class="blob-code">a = 1</td></tr>\n'
            '<tr><td class="blob-num" data-line-number="2"></td>\n<td class="blob-code">b = 2</td></tr></table>'
        ),
        TWO,
    ),
    "a div of code in a page that is laid out by a table": (
        '<table><tr><td>Home</td><td><p>Add:</p><div style="white-space: pre">a = 1\nb = 2</div></td></tr></table>',
        TWO,
    ),
    "a div that keeps white space": ('<div style="white-space: pre"><div>a = 1</div><div>b = 2</div></div>', TWO),
    "a div with a language": ('<div class="view language-python">a = 1\nb = 2</div>', TWO),
    "a box in a typewriter's font": ('<div style="font-family: Consolas, x">a = 1<br>b = 2</div>', TWO),
    "one line in such a box that is painted": (
        '<div style="background: #eee; font: 12px Menlo, monospace">a = 1</div>',
        "a = 1",
    ),
    "a quotation in such a font, indented by nbsp": (
        '<blockquote style="font-family: monospace">if a:<br>&nbsp;&nbsp;b = 2</blockquote>',
        "if a:\n  b = 2",
    ),
    "a letter's cell in such a font": (
        '<table><tr><td style="font-family: Courier, serif">a = 1<br>b = 2</td></tr></table>',
        TWO,
    ),
    "paragraphs of which each is a line": (
        (
            "<p style='font-family: \"Courier New\"'>a = 1</p>\n<p style='font-family: \"Courier New\"'>&nbsp;</p>\n"
            "<p style='font-family: \"Courier New\"'>b = 2</p>"
        ),
        APART,
    ),
    "paragraphs of spans in such a font": (
        (
            '<p><span style="font-family: Consolas">for a\nin b:</span></p>'
            '<p><b><span style="font-family: Consolas">&nbsp; &nbsp; a</span></b></p>'
        ),
        "for a in b:\n    a",
    ),
    "breaks between paragraphs in such a font": (
        (
            '<p><span style="font-family: monospace; white-space: pre-wrap">a = 1</span></p><br>'
            '<p><span style="font-family: monospace; white-space: pre-wrap">b  = 2</span></p>'
        ),
        "a = 1\n\nb  = 2",
    ),
    "typed lines": ("<p><tt>a = 1<br>\nb = 2</tt></p>", TWO),
    "a field that shows code": ('<textarea name="code" class="python">\na = 1\nb = 2</textarea>', TWO),
    "an element of the site's own": ('<li-code lang="python">a = 1\nb = 2</li-code>', TWO),
    "a box of a forum": ('<code class="bbc_code">a = 1</code>', "a = 1"),
    "a button that is a span": ('<pre>a = 1\nb = 2<span class="clipboard">Copy</span></pre>', TWO),
    "a list of lines": (
        '<div class="blockcode"><ol><li>a = 1<br>\n</li><li>b = 2<br>\n</li></ol></div>',
        TWO + "\n",
    ),
    "a div of coloured lines": ('<div class="python codecolorer">a = <i>1</i><br>b = 2<br></div>', TWO + "\n"),
    "numbers before lines that are broken": (
        (
            '<div class="lstlisting"><span class="label"><span class="r5">1</span></span>a = 1<br>\n'
            '<span class="label"><span class="r5">2</span></span>b = 2</div>'
        ),
        TWO,
    ),
    "codes that are lines": ("<pre><code>a = 1</code><code><br></code><code><i>b</i> = 2</code></pre>", APART),
    "the same code again for each step": (
        '<pre><code class="hljs">a = 1\nb = 2</code><code class="hljs fragment">a = 1\nb = 2</code></pre>',
        TWO,
    ),
    "a line's parts side by side, and its break": (
        (
            '<pre><div><div style="display: inline-block">a = 1</div><br></div>'
            '<div><div style="display: inline-block">b = 2</div><br></div></pre>'
        ),
        TWO + "\n",
    ),
    "lines within a part that begins before them": (
        (
            '<pre><span class="hl-line">x</span>\n<span class="token"><span class="hl-line">a = 1</span>&gt;\n'
            '<span class="hl-line">b</span> = 2</span></pre>'
        ),
        "x\na = 1>\nb = 2",
    ),
}


@pytest.mark.parametrize(("markup", "text"), [pytest.param(*row, id=name) for name, row in SEEN.items()])
def test_text_is_what_the_reader_sees(markup: str, text: str) -> None:
    """One block, byte for byte."""
    assert [block.text for block in blocks(f"<body><p>Words.</p>{markup}<p>More.</p>")] == [text]


TAGS: dict[str, tuple[str, str | None]] = {
    "a class of the code": ('<pre><code class="language-python">x</code></pre>', "python"),
    "a class of the pre": ('<pre class="lang-js s-code-block">x</pre>', "js"),
    "a brush": ('<pre class="brush: java; gutter: true">x</pre>', "java"),
    "a figure's class": (
        '<figure class="highlight python"><table><tr><td><pre>x</pre></td></tr></table></figure>',
        "python",
    ),
    "a highlighter's word beside it": ('<pre><code class="hljs ruby">x</code></pre>', "ruby"),
    "a wrapper": (
        '<div class="language-shell highlighter-rouge"><div class="highlight"><pre>x</pre></div></div>',
        "shell",
    ),
    "a wrapper of source": ('<div class="highlight-source-json"><pre>x</pre></div>', "json"),
    "pandoc": (
        '<div class="sourceCode"><pre class="sourceCode rust"><code class="sourceCode rust">x</code></pre></div>',
        "rust",
    ),
    "prettify": ('<pre class="prettyprint lang-go">x</pre>', "go"),
    "data-lang": ('<pre><code data-lang="go">x</code></pre>', "go"),
    "data-language on a wrapper": ('<div data-language="toml"><pre>x</pre></div>', "toml"),
    "lang": ('<pre lang="yaml">x</pre>', "yaml"),
    "a human language is none": ('<pre lang="pt-BR">x</pre>', None),
    "a label beside the block": ('<div><span class="lang">python</span><pre>x</pre></div>', "python"),
    "an attribute of its own": ('<div language="go"><pre>x</pre></div>', "go"),
    "an attribute of the lines": ('<pre><code><span class="line" lang="ruby">x</span></code></pre>', "ruby"),
    "a filter's word": ('<div class="geshifilter-perl"><pre>x</pre></div>', "perl"),
    "a monospaced wrapper": (
        '<div class="java" style="font-family:monospace"><ol><li><pre>x</pre></li></ol></div>',
        "java",
    ),
    "a weak default": (
        '<div class="highlight-default notranslate"><div class="highlight"><pre>x</pre></div></div>',
        "highlight-default",
    ),
    "boilerplate is none": ('<div class="highlight"><pre class="code highlight">x</pre></div>', None),
    "nothing": ("<pre>x</pre>", None),
}


@pytest.mark.parametrize(("markup", "hint"), [pytest.param(*row, id=name) for name, row in TAGS.items()])
def test_tag_is_found_wherever_it_stands(markup: str, hint: str | None) -> None:
    """The author's tag, raw."""
    assert [block.hint for block in blocks(f"<body><div>{markup}</div></body>")] == [hint]


@pytest.mark.parametrize(
    "markup",
    [
        "<p>Call <code>run()</code> now.</p>",
        "<p><code>a</code> and <code>b</code></p>",
        "<template><pre>x</pre></template>",
        "<div class='language-switcher'>English\nDeutsch</div>",
        "<table><tr><td>a</td></tr></table>",
        "<table><tr><td>1</td><td>Ada</td></tr><tr><td>2</td><td>Bob</td></tr></table>",
        "<table><tr><td class='lineno'>No</td><td>Ada</td></tr></table>",
        "<p>As <font face='monospace'>one<br>two</font> says.</p>",
        "<p>Or <code>one<br>two</code>.</p>",
        "<dl><dt>Command</dt><dd><code>run</code></dd></dl>",
        '<div style="white-space: pre-wrap">Words<br>and more.</div>',
        '<div style="font-family: monospace">one line</div>',
        '<div style="font-family: monospace"><h2>Words</h2>one<br>two</div>',
        '<p style="font-family: monospace">one line</p><p>Words.</p>',
        '<p>Words and <span style="font-family: monospace">one</span></p><p><span>two</span></p>',
        "<p style='font-family: Menlo'>So many plain words in a row are what people write.</p>" * 3,
        "<p>Press <tt>one</tt> or <samp>two</samp>.</p>",
        '<ol class="steps"><li class="hl">one</li><li>two</li></ol>',
        '<ol><li>one <ul><li><div class="de1">two</div></li></ul></li></ol>',
        "<textarea readonly>one\ntwo</textarea>",
    ],
)
def test_what_is_no_block(markup: str) -> None:
    """Inline code, and what only looks like code."""
    assert blocks(markup) == []


def test_tabs_are_blocks_of_their_own() -> None:
    """Versions of a sample, each with its tag."""
    page = (
        '<div class="tabs"><pre><code class="language-js">a;\nb;</code>'
        '</pre><pre><code class="language-ts">a;\nb;</code></pre></div>'
    )
    assert [(block.hint, block.text) for block in blocks(page)] == [("js", "a;\nb;"), ("ts", "a;\nb;")]


def test_versions_in_one_pre_are_blocks_of_their_own() -> None:
    """Two modules' forms behind a toggle."""
    page = '<pre><code class="language-cjs">a;\nb;</code><code class="language-mjs">c;\nd;</code></pre>'
    assert [(block.hint, block.text) for block in blocks(page)] == [("cjs", "a;\nb;"), ("mjs", "c;\nd;")]


@pytest.mark.parametrize(
    "page",
    [
        '<pre data-theme="dark">x = 1</pre><pre data-theme="light">x = 1</pre>',
        '<pre>x = 1</pre><pre style="display:none">x = 1\n</pre>',
    ],
)
def test_copies_are_one_block(page: str) -> None:
    """The other theme's, and the one that is there to be copied."""
    assert [block.text for block in blocks(page)] == ["x = 1"]


def test_a_repeated_block_is_told_twice() -> None:
    """The author's own repetition stays."""
    assert len(blocks("<pre>x = 1</pre><pre>x = 1</pre>")) == 2


def test_surroundings() -> None:
    """Heading, prose, mentions and intent travel with the block."""
    page = (
        "<h2>First <em>steps</em></h2><p>The <code>model</code>"
        " is trained.</p><div class='example-bad'><pre>a</pre></div>"
        "<p>Then <code>run</code>.</p><ul><li><p>Inner words.</p></li></ul><pre>b</pre><p>Now <code>stop</code>.</p>"
    )
    first, second = blocks(page)
    assert (first.provenance.heading, first.provenance.index, first.before) == (
        "First steps",
        0,
        "The model is trained.",
    )
    assert (first.mentions, first.marks) == (("model", "run"), ("example-bad",))
    assert (second.provenance.index, second.before) == (1, "Then run. Inner words.")
    assert (second.mentions, second.marks) == (("run", "stop"), ())
