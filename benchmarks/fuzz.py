"""Coverage-guided attacks on what reads foreign text; needs `pip install atheris`.

    python benchmarks/fuzz.py TARGET [SECONDS]     TARGET: extract, identify, documents, python, ...

Seeds are our own case files and samples, the dictionary their words. Some inputs are made by repeating a piece of
another some thousand times. An input that breaks a promise, or takes more than a second, is left in the folder that is
named at the start, beside the growing corpus, and the attack goes on; one that hangs ends it.

External parsers are not started: in their place answers something that says yes or no by the text's digest, so that
what is done with either answer is attacked thousands of times a second.
"""

from __future__ import annotations

import hashlib
import json
import random
import re
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FENCE = re.compile(r"^(`{3,}|~{3,})(\S*)\n(.*?)^\1$", re.MULTILINE | re.DOTALL)
LONGEST = 4096
SLOW = 1.0

try:
    import atheris  # type: ignore[import-untyped]  # optional, and ships no types
except ImportError:
    raise SystemExit("fuzzing needs atheris: pip install atheris") from None

with atheris.instrument_imports(
    include=["harvest", "esprima", "pyflakes", "bs4", "feedparser", "yaml", "tomllib", "html", "fuzz_targets"]
):
    import tomllib  # noqa: F401

    import esprima  # noqa: F401 - here and below: imported now, so that it is watched
    import feedparser  # noqa: F401
    import pyflakes.checker  # noqa: F401
    from fuzz_targets import ATTACKS, Attack

    from harvest.checkers.ecmascript import oxlint
    from harvest.checkers.python import reading
    from harvest.checkers.shells import parsers
    from harvest.languages.identifying import identify


def main() -> None:
    """Fuzz one target for as long as asked."""
    target, seconds = sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else "60"
    if target not in ATTACKS:
        raise SystemExit(f"{target}: not one of {', '.join(sorted(ATTACKS))}")
    folder = Path(tempfile.mkdtemp(prefix=f"fuzz-{target}-"))
    corpus, words = folder / "corpus", folder / "words"
    corpus.mkdir()
    texts = list(dict.fromkeys(text[:LONGEST] for text in seeds(target)))
    for text in texts:
        (corpus / digest(text)).write_bytes(text)
    words.write_text("".join(f'"{word}"\n' for word in dictionary(texts)), encoding="ascii")
    print(f"{target}: {len(texts)} seeds in {folder}", flush=True)
    stand_in()
    limits = [f"-max_total_time={seconds}", "-timeout=300", f"-max_len={LONGEST}", "-rss_limit_mb=3072"]
    places = [f"-dict={words}", f"-artifact_prefix={folder}/", "-print_final_stats=1", str(corpus)]
    atheris.Setup([sys.argv[0], *limits, *places], watched(ATTACKS[target], folder), custom_mutator=mutated)
    atheris.Fuzz()


def watched(attack: Attack, folder: Path) -> Attack:
    """The attack, which goes on after what it finds; each kind of failure is kept once."""
    known: set[str] = set()

    def attacked(data: bytes) -> None:
        started = time.process_time()
        try:
            attack(data)
        except Exception as error:  # noqa: BLE001 - this is what we are looking for
            frames = traceback.extract_tb(error.__traceback__)
            kind = f"{type(error).__name__} at {frames[-1].filename.rpartition('/')[2]}:{frames[-1].lineno}: {error}"
        else:
            took = time.process_time() - started
            kind = f"slow: {took:.0f} s" if took > SLOW else ""
        mark = re.sub(r"[\d'\"].*", "", kind.partition(": ")[0] + kind[-1:]) if kind.startswith("slow") else kind[:90]
        if kind and mark not in known:
            known.add(mark)
            (folder / f"found-{digest(data)}").write_bytes(data)
            print(f"FOUND {kind[:300]} ({len(data)} bytes): found-{digest(data)}", flush=True)

    return attacked


def mutated(data: bytes, most: int, seed: int) -> bytes:
    """Mostly the fuzzer's own mutation; now and then a piece repeated as often as there is room."""
    pick = random.Random(seed)
    if data and pick.random() < 0.02:
        start = pick.randrange(len(data))
        piece = data[start : start + pick.randint(1, 24)]
        return (data[:start] + piece * (most // len(piece)))[:most]
    return bytes(atheris.Mutate(data, len(data) if pick.random() < 0.5 and len(data) > 64 else most))


def stand_in() -> None:
    """Answers in place of the external parsers: yes or no, and somewhere in the text."""

    def rejects(texts: Sequence[str]) -> list[bool | None]:
        return [(True, False, None, True)[byte(text) % 4] for text in texts]

    def faults(scripts: Mapping[int, str], *_: object) -> dict[int, parsers.Fault]:
        wrong = {number: text.split("\n") for number, text in scripts.items() if text and byte(text) % 2}
        places = {number: (byte(text[0]) % len(text), text) for number, text in wrong.items()}
        return {
            n: parsers.Fault(at + 1, byte(text[at]) % (len(text[at]) + 1) + 1, "x") for n, (at, text) in places.items()
        }

    def parse(files: Mapping[str, str]) -> dict[str, oxlint.Opinion]:
        drawn = {name: byte(text) for name, text in files.items()}
        return {
            name: oxlint.Opinion(oxlint.Fault(answer % (len(files[name]) + 1), "x") if answer % 2 else None)
            for name, answer in drawn.items()
            if answer % 16
        }

    answers = {(reading, "rejects"): rejects, (parsers, "shfmt"): faults, (parsers, "shellcheck"): faults}
    for (module, asked), answer in {**answers, (oxlint, "parse"): parse}.items():
        setattr(module, asked, answer)


def byte(text: str) -> int:
    """A number that the text decides."""
    return hashlib.sha256(text.encode("utf-8", "replace")).digest()[0]


def digest(data: bytes) -> str:
    """A name for an input."""
    return hashlib.sha256(data).hexdigest()[:16]


def dictionary(texts: Sequence[bytes]) -> list[str]:
    """The commonest words and signs of the seeds, as the fuzzer wants them."""
    words = Counter(word for text in texts for word in re.findall(rb"[A-Za-z_]{2,16}|[^\w\s]{1,4}|\n[ ]+", text))
    return ["".join(f"\\x{number:02x}" for number in word) for word, _ in words.most_common(400)]


def seeds(target: str) -> Iterator[bytes]:
    """Our own texts, as near to the target as we have them."""
    cases = [
        (tag, text)
        for path in sorted((ROOT / "tests" / "checkers" / "cases").glob("*.md"))
        for _, tag, text in FENCE.findall(path.read_text(encoding="utf-8"))
    ]
    if target == "extract":
        yield from (f"<pre><code class='language-{tag}'>{text}</code></pre>".encode() for tag, text in cases)
    elif target in {"identify", "mangling", "tongues"}:
        yield from (text.encode() for _, text in cases)
    elif target in {"documents", "sitemap", "charset", "manifest", "config"}:
        yield from of_documents(target)
    else:
        yield from (text.encode() for tag, text in cases if identify(tag or None, text).language == target)
    if target in {"extract", "documents"}:
        yield from (path.read_bytes() for path in sorted((ROOT / "examples").glob("*.*ml")))
        yield from quoted("extract")


def of_documents(target: str) -> Iterator[bytes]:
    """Documents of the tests, and one or two of each kind that are written here."""
    yield from quoted("sources")
    if target == "documents":
        yield b'{"version": "https://jsonfeed.org/version/1.1", "items": [{"id": "1", "content_html": "<pre>x</pre>"}]}'
        item = b"<item><title>&#xD800;</title><link>http://[</link><pubDate>Mon, 1 Jan 2024</pubDate></item>"
        yield b"<rss version='2.0'><channel>" + item + b"</channel></rss>"
    elif target == "charset":
        yield from (f"{label}\n<meta charset={label}>é".encode() for label in ("utf-8", "shift_jis", "gbk", "big5"))
    elif target == "manifest":
        text = b"x = 1\n"
        row: dict[str, object] = {
            "id": "0" * 16,
            "source": "s",
            "entry": None,
            "article_url": "https://a.example/",
            "article_title": "t",
        }
        row |= {"published": None, "index": 0, "heading": None, "line": 1, "hint": "py", "language": "python"}
        row |= {"digest": hashlib.sha256(text).hexdigest(), "path": "a-000000000000/01.py"}
        yield json.dumps(row).encode() + b"\n"
    elif target == "config":
        yield from (path.read_bytes() for path in sorted(ROOT.rglob("config*.yaml")) if ".venv" not in path.parts)
        yield b"sources: [{location: a, since: 2024-01-02, limit: 3}]\nlimits: &a {articles: 1}"


def quoted(room: str) -> Iterator[bytes]:
    """The markup and the JSON that stand in the tests of a room."""
    for path in sorted((ROOT / "tests" / room).glob("*.py")):
        text = path.read_text(encoding="utf-8")
        for quoted_, long in re.findall(r'"(<[^"\n]{10,})"|"""([<{].*?)"""', text, re.DOTALL):
            yield (quoted_ or long).encode()


if __name__ == "__main__":
    main()
