"""What can be wrong with JavaScript and TypeScript as such."""

from __future__ import annotations

from harvest.checkers.wrong_tag import RULE as WRONG_TAG
from harvest.model import Rule

SYNTAX = Rule(
    code="JS001",
    name="javascript-syntax",
    severity="error",
    summary="No JavaScript engine can read the sample.",
    why="A reader who copies it gets a SyntaxError before the first line runs, and cannot tell what was meant.",
    bad="```javascript\nregister('area', (width, height) => width * height;\n```",
    good="```javascript\nregister('area', (width, height) => width * height);\n```",
)
TRUNCATED = Rule(
    code="JS002",
    name="truncated-sample",
    severity="error",
    summary="The sample ends in the middle of a statement.",
    why="The rest was lost when it was copied or published: nothing tells the reader what is missing.",
    bad="```javascript\nfunction area(width, height) {\n  return width *\n```",
    good="```javascript\nfunction area(width, height) {\n  return width * height;\n}\n```",
)
TYPESCRIPT = Rule(
    code="JS003",
    name="typescript-syntax",
    severity="error",
    summary="No TypeScript compiler can read the sample.",
    why="A reader who copies it gets a parse error before any type is looked at.",
    bad="```typescript\nfunction area(width: number, height: number: number {\n```",
    good="```typescript\nfunction area(width: number, height: number): number {\n```",
)
RULES = (SYNTAX, TRUNCATED, WRONG_TAG)
