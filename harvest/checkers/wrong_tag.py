"""The rule `wrong-language-tag`: its words, shared by every checker that can tell."""

from __future__ import annotations

from harvest.model import Rule

RULE = Rule(
    code="TXT010",
    name="wrong-language-tag",
    severity="error",
    summary="The block is tagged as one language and written in another.",
    why="Readers and tools trust the tag: the colours are wrong, and a copy fails where the tag says it runs.",
    bad="```javascript\nfunction area(width: number, height: number): number {\n  return width * height;\n}\n```",
    good="```typescript\nfunction area(width: number, height: number): number {\n  return width * height;\n}\n```",
)
