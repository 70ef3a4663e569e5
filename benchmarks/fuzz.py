"""Coverage-guided attacks on what reads foreign text; needs `pip install atheris`.

    python benchmarks/fuzz.py TARGET [SECONDS]     TARGET: extract, identify, sources, text, or a language

Seeds are our own case files and samples. An input that raises, or takes more than two seconds, ends the run and is
left in the folder that is named at the start, beside the growing corpus.
"""

from __future__ import annotations

import hashlib
import re
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FENCE = re.compile(r"^(`{3,}|~{3,})(\S*)\n(.*?)^\1$", re.MULTILINE | re.DOTALL)

try:
    import atheris  # type: ignore[import-untyped]  # optional, and ships no types
except ImportError:
    raise SystemExit("fuzzing needs atheris: pip install atheris") from None

with atheris.instrument_imports(include=["harvest", "esprima", "pyflakes", "bs4", "feedparser", "yaml", "tomllib"]):
    from harvest.checkers import CHECKERS
    from harvest.errors import SourceError
    from harvest.extract import EXTRACTORS
    from harvest.languages import identify
    from harvest.languages.table import LANGUAGES
    from harvest.model import Article, Code, Document
    from harvest.readings import read_many
    from harvest.sources import SOURCES

Attack = Callable[[bytes], None]
TAGS = (None, "python", "js", "console", "highlight-default", "brush: js", "")


def main() -> None:
    """Fuzz one target for as long as asked."""
    target, seconds = sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else "60"
    attacks: dict[str, Attack] = {"extract": extract, "identify": name, "sources": sources}
    known = {*attacks, *CHECKERS, "text"}
    if target not in known:
        raise SystemExit(f"{target}: not one of {', '.join(sorted(known))}")
    folder = Path(tempfile.mkdtemp(prefix=f"fuzz-{target}-"))
    corpus = folder / "corpus"
    corpus.mkdir()
    for text in seeds(target):
        (corpus / hashlib.sha256(text).hexdigest()[:16]).write_bytes(text)
    print(f"{target}: {len(list(corpus.iterdir()))} seeds in {folder}", flush=True)
    limits = [f"-max_total_time={seconds}", "-timeout=2", "-max_len=4096", "-rss_limit_mb=2048", "-print_final_stats=1"]
    atheris.Setup(
        [sys.argv[0], *limits, f"-artifact_prefix={folder}/", str(corpus)], attacks.get(target) or checker(target)
    )
    atheris.Fuzz()


def seeds(target: str) -> Iterator[bytes]:
    """Our own texts, as near to the target as we have them."""
    for path in sorted((ROOT / "tests" / "checkers" / "cases").glob("*.md")):
        for _, tag, text in FENCE.findall(path.read_text(encoding="utf-8")):
            if target == "identify" or identify(tag or None, text).language == target:
                yield text.encode()
            elif target == "extract":
                yield f"<pre><code class='language-{tag}'>{text}</code></pre>".encode()
    if target in {"extract", "sources"}:
        for path in sorted((ROOT / "examples").glob("*.*ml")):
            yield path.read_bytes()
        for path in sorted((ROOT / "tests" / "extract").glob("*.py")):
            yield from (text.encode() for text in re.findall(r'"(<[^"\n]{10,})"', path.read_text(encoding="utf-8")))
    if target == "sources":
        yield b'{"version": "https://jsonfeed.org/version/1.1", "items": [{"id": "1", "content_html": "<pre>x</pre>"}]}'
        item = b"<item><title>&#xD800;</title><link>http://[</link><pubDate>Mon, 1 Jan 2024</pubDate></item>"
        yield b"<rss version='2.0'><channel>" + item + b"</channel></rss>"


def extract(data: bytes) -> None:
    """A page's blocks."""
    article = Article("s", None, "https://a.example/", "t", None, "text/html", text_of(data))
    for block in EXTRACTORS["text/html"].blocks(article):
        identify(block.hint, block.text)


def name(data: bytes) -> None:
    """A block's language, from its text and what may be its tag."""
    text = text_of(data)
    first, _, rest = text.partition("\n")
    for hint in (*TAGS, first):
        found = identify(hint, rest)
        if found.language not in LANGUAGES:
            raise AssertionError(f"{found.language} is no language")


def sources(data: bytes) -> None:
    """A document's articles, whatever it is."""
    document = Document("s", "https://a.example/", None, data)
    for source in SOURCES.values():
        if hasattr(source, "recognises") and source.recognises(document) and hasattr(source, "articles"):
            try:
                for article in source.articles(document):
                    article.body.encode()
                    article.title.encode()
            except SourceError:
                continue


def checker(language: str) -> Attack:
    """The reading of a block of one language: a place in the text for each finding, and the same answer twice."""

    def attack(data: bytes) -> None:
        text = text_of(data)
        [reading] = read_many([Code(text, language)])
        lines = text.split("\n")
        places = [(found.line, found.column) for found in reading.findings]
        places += [(need.line, need.column) for need in reading.needs]
        for line, column in places:
            if not 1 <= line <= len(lines) + 1 or column < 1:
                raise AssertionError(f"{line}:{column} is not in the text")
        if read_many([Code(text, language)]) != [reading]:
            raise AssertionError("another answer for the same text")

    return attack


def text_of(data: bytes) -> str:
    """Text as a page can hold it: any character but halves of surrogate pairs."""
    return data.decode("utf-8", "replace")


if __name__ == "__main__":
    main()
