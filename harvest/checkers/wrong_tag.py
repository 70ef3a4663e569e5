"""The rule `wrong-language-tag`: its words, shared by every checker that can tell."""

from __future__ import annotations

from harvest.model import Finding, Rule

_TITLES = {
    "javascript": "JavaScript", "jsx": "JSX", "typescript": "TypeScript", "tsx": "TSX", "json": "JSON", "go": "Go",
    "python": "Python", "html": "HTML", "xml": "XML", "css": "CSS", "yaml": "YAML", "toml": "TOML", "rust": "Rust",
    "sql": "SQL", "php": "PHP", "http": "HTTP", "graphql": "GraphQL", "java": "Java", "csharp": "C#", "cpp": "C++",
    "dockerfile": "a Dockerfile", "nginx": "nginx configuration", "ini": "INI", "kotlin": "Kotlin",
}  # fmt: skip
"""How people write a language's name, where it is not written small."""

RULE = Rule(
    code="TXT010",
    name="wrong-language-tag",
    severity="error",
    summary="The block is tagged as one language and written in another.",
    why="Readers and tools trust the tag: the colours are wrong, and a copy fails where the tag says it runs.",
    bad="```javascript\nfunction area(width: number, height: number): number {\n  return width * height;\n}\n```",
    good="```typescript\nfunction area(width: number, height: number): number {\n  return width * height;\n}\n```",
)


def wrong_tag(line: int, column: int, language: str, tagged: str, *, tag: str | None = None) -> Finding:
    """The finding of a block in another language.

    Args:
        line: where that shows.
        column: likewise.
        language: what it is written in.
        tagged: what it is tagged as.
        tag: what to tag it as, where that is not the language.
    """
    told = f"this is {_TITLES.get(language, language)}, tagged as {_TITLES.get(tagged, tagged)}"
    return RULE.finding(line, column, told, suggestion=f"tag the block as `{tag or language}`")
