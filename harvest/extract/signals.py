"""What class words and attributes of published code mean: data, gathered over highlighters, themes and platforms."""

from __future__ import annotations

import re
from typing import Final

GUTTER: Final = re.compile(
    r"(?!(?:has|with|show)[-_])(?:[\w-]*[-_])?(?:lines?-?num(?:ber)?s?|lin|line-?n(?:o(?:s|div)?|rs?)|numbering|lnt?d?|lnlinks|gutter|lnums?|blob-num|line-numbers-rows|tag_listingline|select-none|no-?select|unselectable)"
    r"(?:[-_](?:rows|sizer|container|cell))?",
    re.IGNORECASE,
)
"""A class word of line numbers; counts only round text that is nothing but numbers."""

NUMBER_CELL: Final = re.compile(r"(?:[\w-]*[-_])?(?:gl|nums?|numbers?|index)", re.IGNORECASE)
"""The same, on a cell or a `div`; on a `span` it may be a number of the code."""

NUMBER_TOKEN: Final = re.compile(
    r"token|lit|bullet|[kps]|m[bfhio]?|il|nu0|num(?:ber)?|mtk\d+|pl-c1|(?:hljs|cm|ace|tok|sh|shj|enlighter|crayon)[_-]+[\w-]+",
    re.IGNORECASE,
)
"""A class word of a part of the code that a highlighter coloured, as it does numbers."""

LINE: Final = re.compile(
    r"(?:[\w-]*[-_])?(?:line|row|(?<!tag_)listingline)(?:[-_]?(?:\d+|inner|content|wrapper))?|codeLine(?:_\w+)?|LC?\d+|xtra",
    re.IGNORECASE,
)
"""A class word (or id) of one line of code."""

APART: Final = re.compile(r"gatsby-highlight-code-line|xtra")
"""A class word of a line that its highlighter's own style sheet shows as a block, beside lines without any."""

CHROME: Final = re.compile(
    r"(?:[\w-]*[-_])?(?:copy|copied|clipboard|btn|button|toolbar|tool-bar|toolbox|actions?|sr-only|visually-?hidden|"
    r"screen-?reader(?:-text)?|a11y-hidden|tooltip(?:text)?|popover|popup(?:-container)?|conum|callout-(?:icon|number|bubble)|"
    r"md-annotation|annotation-(?:marker|anchor)|error-line|meta-line|listing_data|headerlink|viewcode-back|header-anchor|anchorjs-link)"
    r"(?:[-_](?:btn|button|icon|code|container|text|wrapper|link))*",
    re.IGNORECASE,
)
"""A class word of what a page adds to its code: buttons, bubbles, text for screen readers."""

CALLOUT: Final = re.compile(r"conum|co|callout(?:-(?:icon|number|bubble|bug))?")
"""A class word of the number behind a line that a list below explains."""

HEADER: Final = re.compile(
    r"(?!lang(?:uage)?-text)(?:[\w-]*[-_])?(?:header|head|title|caption|filename|file-?name|file|lang(?:uage)?(?:-?(?:label|name|badge|tag))?|"
    r"label|legend)(?:[-_](?:bar|wrapper|container|text))?",
    re.IGNORECASE,
)
"""A class word of a label above the code; counts only on elements that are not `span`, where themes colour tokens."""

FILE_NAME: Final = re.compile(r"(?:[\w-]*[-_])?(?:code-?title|file-?name)(?:[-_]\w+)?", re.IGNORECASE)
"""A class word of an element above a block that holds the name of its file."""

CHROME_TAGS: Final = frozenset(
    {
        "button",
        "svg",
        "select",
        "input",
        "iframe",
        "object",
        "audio",
        "video",
        "noscript",
        "summary",
        "thead",
        "caption",
    }
)

BLOCK_TAGS: Final = frozenset(
    "address article aside blockquote center dd details dialog "
    "div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 "
    "h5 h6 header hr li main nav ol p pre section summary table tbody td tfoot th thead tr ul".split()
)
"""Elements that a browser starts on a new line."""

SPACES: Final = re.compile(r"(?:[\w-]*[-_])?spaces?", re.IGNORECASE)
"""A class word of spaces that a highlighter wrote as others, so that no browser joins them."""

INTENT: Final = re.compile(
    r"(?:[\w-]*[-_])?(?:bad|wrong|error|fail(?:s|ing|ed)?|broken|invalid|incorrect|anti-?pattern|dont|compile_fail|"
    r"should_panic|ignore|notest|no-?run|no_run|skip)",
    re.IGNORECASE,
)
"""A class word by which an author says that a block is not meant to work."""

BOILERPLATE: Final = frozenset(
    "highlight highlighter highlighter-rouge rouge code "
    "codehilite chroma hljs prism prism-code shiki prettyprint prettyprinted "
    "linenums sourcecode sourceCode numberSource numberLines "
    "lineAnchors notranslate literal-block block-code code-block "
    "codeblock wp-block-code src source wrap nowrap line-numbers "
    "syntaxhighlighter syntax brush enlighter crayon ltr rtl dark "
    "light default none-selected docutils container snippet example with-line-numbers".split()
)
"""Words beside which a tag may stand (`highlight python`, `sourceCode rust`), never tags themselves."""

CONTAINERS: Final = (
    (b"blob-code", "td.blob-code"),
    (b"container", "td.code div.container"),
    (b"crayon-pre", "div.crayon-pre"),
    (b"CodeMirror-code", "div.CodeMirror-code"),
    (b"cm-content", "div.cm-content"),
    (b"view-lines", "div.view-lines"),
    (b"ace_", "div.ace_text-layer, div.ace_static_highlight"),
    (b"fragment", "div.fragment:has(> .line)"),
    (b"ltx_lstlisting", "div.ltx_lstlisting"),
    (b"ql-code-block", "div.ql-code-block-container"),
    (b"react-code-lines", "div.react-code-lines"),
    (b"vimCodeElement", "div#vimCodeElement"),
    (b"monospace", "div[style*='monospace'], font[face]"),
    (b"white-space", "div[style*='white-space']"),
    (b"language-", "div[class*='language-']"),
    (b"codecolorer", "div.codecolorer"),
    (b"lstlisting", "div.lstlisting"),
    (b"<ol", "ol"),
    (b"<textarea", "textarea"),
    (b"</tt>", "tt"),
)
"""Code that highlighters show without any `pre`: a word that a page with such code holds, and the selector."""

LISTS: Final = frozenset({"de1", "dp-highlighter", "blockcode"})
"""Class words of a line in a list of lines, or of what holds the list."""

RARE: Final = ((b"<li-code", "li-code"),)
"""The same where a parser of selectors takes long for each element: elements of the site's own."""

CODE_BOX: Final = re.compile(
    r"code-?_?(?:box|block|container|content|wrapper|snippet|sample|example)|bbc_code|whitespace-pre!?", re.IGNORECASE
)
"""A class word of an element that is there for a block of code."""

CODE_CLASSES: Final = frozenset(
    "fragment crayon-pre CodeMirror-code cm-content view-lines ace_text-layer container ltx_lstlisting "
    "ql-code-block-container ace_static_highlight react-code-lines vimCodeElement "
    "codecolorer lstlisting".split()
)
"""Class words of a `div` that is such code whatever its style."""
