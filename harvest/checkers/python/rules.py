"""What can be wrong with a published Python block, besides its names."""

from __future__ import annotations

from harvest.model import Rule

SYNTAX = Rule(
    code="PY001",
    name="python-syntax",
    severity="error",
    summary="The block cannot be parsed as Python, nor as any form in which Python is published.",
    why="Nothing of the sample runs: Python refuses the whole file before its first line.",
    bad="def area(width, height)\n    return width * height",
    good="def area(width, height):\n    return width * height",
)
LOST_INDENTATION = Rule(
    code="PY002",
    name="lost-indentation",
    severity="error",
    summary="The body of a statement stands at the level of its header: the indentation was lost in publishing.",
    why="Indentation is syntax in Python; a reader must guess where each body ends.",
    bad="for name in names:\nprint(name)",
    good="for name in names:\n    print(name)",
)
TRUNCATED = Rule(
    code="PY003",
    name="truncated-sample",
    severity="error",
    summary="The block ends in the middle of a statement.",
    why="The rest of the sample is missing, and a reader cannot know what it was.",
    bad="reply = ask(\n    question='why',",
    good="reply = ask(\n    question='why',\n)",
)
PYTHON2 = Rule(
    code="PY004",
    name="python2",
    severity="error",
    summary="The block is written in Python 2.",
    why="Python 2 ended in 2020; no Python that a reader installs today can run the sample.",
    bad="print 'ready'",
    good="print('ready')",
)
LITERAL_NAME = Rule(
    code="PY005",
    name="json-literal-name",
    severity="error",
    summary="`true`, `false` or `null` stands where Python has `True`, `False` or `None`.",
    why="The value was pasted from JSON or JavaScript; Python stops with a NameError.",
    bad="options = {'verbose': true}",
    good="options = {'verbose': True}",
)
RULES = (SYNTAX, LOST_INDENTATION, TRUNCATED, PYTHON2, LITERAL_NAME)
