"""How well a block's language is told where its tag is hidden: the corpora's tagged blocks, as a table of confusion.

python benchmarks/identify.py [--show LANGUAGE]
"""

from __future__ import annotations

import json
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from harvest.languages import LANGUAGES, family
from harvest.languages.identifying import identify

CORPORA = Path(__file__).resolve().parents[2] / "shared" / "corpora"
JUDGED = ("python", "javascript", "json", "shell")
SHOWN = 40


def main() -> None:
    """Print the table, and the two figures that count."""
    started = time.perf_counter()
    told = [(truth, group(identify(None, text).language), text) for truth, text in dict.fromkeys(tagged())]
    seconds = time.perf_counter() - started
    counts = Counter((truth, found) for truth, found, _ in told)
    of_truth = Counter(truth for truth, _, _ in told)
    print(f"{'tag':14}{'n':>6}" + "".join(f"{name:>12}" for name in (*JUDGED, "text", "other")))
    for truth, number in sorted(of_truth.items(), key=lambda item: (item[0] not in JUDGED, -item[1])):
        row = [counts[truth, found] for found in (*JUDGED, "text")]
        print(f"{truth:14}{number:6}" + "".join(f"{value:12}" for value in (*row, number - sum(row))))
    judged = [truth == found for truth, found, _ in told if truth in JUDGED]
    others = [found in JUDGED for truth, found, _ in told if truth not in {*JUDGED, "text"}]
    texts = [found in JUDGED for truth, found, _ in told if truth == "text"]
    print(f"\nthe four told rightly: {sum(judged)} of {len(judged)}, {100 * sum(judged) / len(judged):.1f} %")
    print(f"other languages taken for them: {sum(others)} of {len(others)}, {100 * sum(others) / len(others):.1f} %")
    print(f"blocks tagged as text taken for them: {sum(texts)} of {len(texts)} (many are commands)")
    print(f"{1000 * seconds / len(told):.2f} ms a block")
    if "--show" in sys.argv:
        show(told, sys.argv[-1])


def tagged() -> Iterator[tuple[str, str]]:
    """Each block that its author tagged: the language, and the text."""
    for line in (CORPORA / "articles" / "blocks.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if row["tag"] and row["tag_raw"]:
            yield group(identify(row["tag_raw"], "").language, row["tag"]), row["text"]
    for line in (CORPORA / "roundtrip" / "truth.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if row["language"]:
            yield group(identify(row["language"], "").language, row["language"]), row["code"]


def group(language: str, tag: str = "") -> str:
    """JavaScript's family is one; a tag that nobody knows is itself."""
    if language == "text" and tag not in {"", "text", "plaintext"}:
        return tag
    return family(language) if language in LANGUAGES else language


def show(told: list[tuple[str, str, str]], language: str) -> None:
    """Print blocks of a language that were taken for another, and others taken for it."""
    wrong = [row for row in told if row[0] != row[1] and language in row[:2] and (row[0] in JUDGED or row[1] in JUDGED)]
    for truth, found, text in wrong[:SHOWN]:
        print(f"\n--- {truth} taken for {found}\n{text[:300]}")


if __name__ == "__main__":
    main()
