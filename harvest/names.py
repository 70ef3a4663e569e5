"""The rules about names that an article leaves undefined."""

from __future__ import annotations

from harvest.model import Rule

UNDEFINED = Rule(
    code="NAM001",
    name="undefined-name",
    severity="warning",
    summary="A name is used that neither the block, nor an earlier one, nor the article's prose introduces.",
    why="A reader who copies the sample gets a name error, and cannot look the name up anywhere in the article."
    " An error where a whole script, or a block with its imports, plainly forgot it; else a warning.",
    bad="total = price * quantity",
    good="price, quantity = 9.5, 3\ntotal = price * quantity",
)
MISSING_IMPORT = Rule(
    code="NAM002",
    name="missing-import",
    severity="warning",
    summary="A well-known module or name is used and never imported.",
    why="A copy of the sample fails where the name is used first, and the reader has to find out where it comes from."
    " An error in a block that shows other imports or is a whole script; a warning in an excerpt.",
    bad="import sys\n\nprint(os.getcwd(), file=sys.stderr)",
    good="import os\nimport sys\n\nprint(os.getcwd(), file=sys.stderr)",
)
MISSPELLED = Rule(
    code="NAM003",
    name="misspelled-name",
    severity="error",
    summary="A name that nobody defines is one letter away from one that is defined.",
    why="It is almost certainly a slip of the pen; the sample fails where it is used.",
    bad="message = 'hello'\nprint(mesage)",
    good="message = 'hello'\nprint(message)",
)
BEFORE_DEFINED = Rule(
    code="NAM004",
    name="used-before-defined",
    severity="note",
    summary="A name is defined only in a later block of the article.",
    why="Usage first is a fair way to tell a story; a reader who runs the blocks in order stumbles.",
    bad="```python\nprint(area(2))\n```\n\n```python\ndef area(r): return 3.14 * r * r\n```",
    good="```python\ndef area(r): return 3.14 * r * r\n```\n\n```python\nprint(area(2))\n```",
)
RULES = (UNDEFINED, MISSING_IMPORT, MISSPELLED, BEFORE_DEFINED)
