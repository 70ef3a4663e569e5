"""What can be wrong with HTML."""

from __future__ import annotations

from harvest.model import Rule

SYNTAX = Rule(
    code="HTM001",
    name="html-syntax",
    severity="error",
    summary="A tag, a quote, a comment or a script is not closed where it ends.",
    why="Browsers report nothing and read on: what follows becomes part of it, and is not on the page.",
    bad='<p class="note>Water the beans.</p>\n<p class="note">Then the peas.</p>',
    good='<p class="note">Water the beans.</p>\n<p class="note">Then the peas.</p>',
)
NESTING = Rule(
    code="HTM002",
    name="html-nesting",
    severity="error",
    summary="An end tag does not belong to the element that is open.",
    why="Browsers guess where the element ends, often as far as the end of the page; with a warning, they guess right.",
    bad="<nav>\n  <a href='/beans'>Beans\n</nav>",
    good="<nav>\n  <a href='/beans'>Beans</a>\n</nav>",
)
DUPLICATE = Rule(
    code="HTM003",
    name="duplicate-attribute",
    severity="warning",
    summary="A tag has the same attribute twice.",
    why="Browsers keep the first value and drop the second without a word.",
    bad='<p class="note" class="first">Water the beans.</p>',
    good='<p class="note first">Water the beans.</p>',
)
RULES = (SYNTAX, NESTING, DUPLICATE)
