"""What can be wrong with published JSON."""

from __future__ import annotations

from harvest.model import Rule

SYNTAX = Rule(
    code="JSN001",
    name="json-syntax",
    severity="error",
    summary="No JSON parser reads the sample.",
    why="A reader who saves or sends it gets a parse error, often far from the place of the mistake.",
    bad='{"name": "tea"\n "price": 3}',
    good='{"name": "tea",\n "price": 3}',
)
TRUNCATED = Rule(
    code="JSN002",
    name="truncated-sample",
    severity="error",
    summary="The beginning or the end of the sample is missing.",
    why="The rest was lost when it was copied or published; a reader cannot know what it was.",
    bad='{"name": "te',
    good='{"name": "tea"}',
)
DUPLICATE = Rule(
    code="JSN003",
    name="duplicate-key",
    severity="warning",
    summary="A key stands twice in one object.",
    why="Parsers keep the last value and drop the first without a word: one of the two lines does nothing.",
    bad='{"port": 80, "port": 8080}',
    good='{"port": 8080}',
)
NOT_A_NUMBER = Rule(
    code="JSN004",
    name="json-not-a-number",
    severity="warning",
    summary="`NaN` or `Infinity` is no JSON, though some writers emit it and some readers take it.",
    why="Browsers and most servers refuse the whole document.",
    bad='{"ratio": NaN}',
    good='{"ratio": null}',
)
RULES = (SYNTAX, TRUNCATED, DUPLICATE, NOT_A_NUMBER)
