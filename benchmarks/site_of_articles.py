"""A site of generated articles: our own text, a fixed seed, plain and awkward markup, one block in eight broken."""

from __future__ import annotations

import html
import random
from collections.abc import Callable, Iterator
from pathlib import Path

NOUNS = "order invoice customer ledger parcel ticket sensor record message report session budget".split()
VERBS = "load store merge filter count index send split rank trim parse render".split()
MIX = (("python", 45), ("javascript", 30), ("shell", 12), ("json", 8), ("css", 3), ("text", 2))
"""Language -> per cent of the blocks."""


def python(pick: random.Random, *, broken: bool) -> str:
    noun, verb, field = pick.choice(NOUNS), pick.choice(VERBS), pick.choice(NOUNS)
    body = "\n".join(
        f"    if {noun}.{pick.choice(NOUNS)}_count > {pick.randrange(900)}:\n"
        f"        found[{noun}.{field}_id] = {verb}_{noun}({noun}, limit={pick.randrange(90)})"
        for _ in range(pick.randint(2, 7))
    )
    close = "" if broken else ")"
    return (
        f"import json\nfrom pathlib import Path\n\n\ndef {verb}_{noun}({noun}, limit=10):\n"
        f'    return json.loads(Path(f"{{{noun}}}.json").read_text())[:limit]\n\n\n'
        f"def {verb}_all({noun}s):\n    found = {{}}\n    for {noun} in {noun}s:\n"
        + body.replace("    if", "        if").replace("        found", "            found")
        + f"\n    return found\n\n\nprint(len({verb}_all([]){close})\n"
    )


def javascript(pick: random.Random, *, broken: bool) -> str:
    noun, verb = pick.choice(NOUNS), pick.choice(VERBS)
    rows = "\n".join(
        f"    .filter(({noun}) => {noun}.{pick.choice(NOUNS)} > {pick.randrange(900)})"
        for _ in range(pick.randint(2, 6))
    )
    close = "" if broken else "}"
    return (
        f"const limit = {pick.randrange(90)};\n\nasync function {verb}{noun.title()}s(url) {{\n"
        f"  const response = await fetch(`${{url}}/{noun}s?limit=${{limit}}`);\n"
        f"  const {noun}s = await response.json();\n  return {noun}s\n{rows}\n"
        f"    .map(({{ id, ...rest }}) => ({{ id, {verb}ed: true, rest }}));\n{close}\n\n"
        f'{verb}{noun.title()}s("https://api.example").then((found) => console.log(found.length));\n'
    )


def shell(pick: random.Random, *, broken: bool) -> str:
    noun = pick.choice(NOUNS)
    done = "" if broken else "done\n"
    body = f'  sort -u "$file" | head -n {pick.randrange(90)} > "out/$(basename "$file")"\n'
    return f"for file in {noun}s/*.csv; do\n{body}{done}"


def json(pick: random.Random, *, broken: bool) -> str:
    rows = ",\n".join(
        f'  "{noun}": {{"count": {pick.randrange(10**6)}, "kept": true}}' for noun in pick.sample(NOUNS, 5)
    )
    return f"{{\n{rows}{',' if broken else ''}\n}}\n"


def css(pick: random.Random, *, broken: bool) -> str:
    del broken
    return f".{pick.choice(NOUNS)} {{\n  margin: {pick.randrange(90)}px;\n}}\n"


def text(pick: random.Random, *, broken: bool) -> str:
    del broken
    return f"{pick.randrange(10**6)} {pick.choice(NOUNS)}s read\n"


WRITERS: dict[str, Callable[..., str]] = {
    "python": python,
    "javascript": javascript,
    "shell": shell,
    "json": json,
    "css": css,
    "text": text,
}


def plain(language: str, code: str) -> str:
    return f'<pre><code class="language-{language}">{html.escape(code)}</code></pre>'


def spans(language: str, code: str) -> str:
    words = (
        f'<span class="n">{html.escape(word)}</span>' if word.isalpha() else html.escape(word) for word in _words(code)
    )
    return f'<div class="highlight-{language}"><div class="highlight"><pre>{"".join(words)}</pre></div></div>'


def numbered(language: str, code: str) -> str:
    lines = code.splitlines()
    gutter = "\n".join(f"{n}" for n in range(1, len(lines) + 1))
    return (
        '<table class="highlighttable"><tr><td class="linenos"><pre>'
        f'{gutter}</pre></td><td class="code"><div class="highlight"><pre><code class="language-{language}">'
        f"{html.escape(code)}</code></pre></div></td></tr></table>"
    )


def by_line(language: str, code: str) -> str:
    lines = "\n".join(f'<span class="line">{html.escape(line)}</span>' for line in code.splitlines())
    pre = f'<pre class="shiki" data-language="{language}"><code>{lines}</code></pre>'
    return f"<figure><button>Copy</button>{pre}</figure>"


MARKUP = (plain, plain, plain, spans, spans, numbered, by_line)


def _words(code: str) -> Iterator[str]:
    word = ""
    for letter in code:
        if letter.isalpha() != word.isalpha() and word:
            yield word
            word = ""
        word += letter
    yield word


def article(number: int, seed: int = 7) -> str:
    """One page, the same for the same number and seed."""
    pick = random.Random(seed * 1_000_003 + number)
    languages, weights = zip(*MIX, strict=True)
    parts = []
    for block in range(pick.randint(3, 8)):
        (language,) = pick.choices(languages, weights)
        code = WRITERS[language](pick, broken=pick.randrange(8) == 0)
        prose = " ".join(
            f"The {pick.choice(NOUNS)} will {pick.choice(VERBS)} its {pick.choice(NOUNS)}." for _ in range(8)
        )
        parts.append(f"<h2>Step {block + 1}</h2><p>{prose}</p>{pick.choice(MARKUP)(language, code)}")
    title = f"How to {pick.choice(VERBS)} {pick.choice(NOUNS)} number {number}"
    return (
        f"<!DOCTYPE html><html><head><meta charset=utf-8><title>{title}</title></head>"
        f"<body><main><h1>{title}</h1>{''.join(parts)}</main></body></html>"
    )


def write(folder: Path, articles: int) -> int:
    """Write a site, a thousand pages to a folder; return its size in bytes."""
    size = 0
    for number in range(articles):
        path = folder / f"{number // 1000:03d}" / f"{number:06d}.html"
        path.parent.mkdir(parents=True, exist_ok=True)
        size += path.write_bytes(article(number).encode())
    return size
