"""What can be wrong with a block of XML."""

from __future__ import annotations

from harvest.model import Rule

SYNTAX = Rule(
    code="XML001",
    name="xml-syntax",
    severity="error",
    summary="The markup is not well formed.",
    why="An XML parser must stop at the first such mistake; nothing of the document is read.",
    bad="<item><name>tea</item></name>",
    good="<item><name>tea</name></item>",
)
RULES = (SYNTAX,)
