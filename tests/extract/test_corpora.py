"""The floor: how much of the corpora's known samples is found, byte for byte; skipped where the corpora are not."""

from __future__ import annotations

import json
from collections import defaultdict
from pathlib import Path

import pytest

from harvest.extract import EXTRACTORS
from harvest.languages.identifying import identify
from harvest.sources import feed, files, page

CORPUS = Path(__file__).resolve().parents[3] / "shared" / "corpora" / "roundtrip"
FLOOR = 0.99
"""Of the blocks that no generator altered for good: found, and equal."""


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpora are not beside the repository")
def test_known_samples_are_found_byte_for_byte() -> None:
    """Each known sample stands on its page as the author wrote it, with its language."""
    texts, languages = _harvested()
    rows = [json.loads(line) for line in (CORPUS / "truth.jsonl").read_text(encoding="utf-8").splitlines()]
    rows = [row for row in rows if not row.get("lossy") and row["code"].strip()]
    told = [row for row in rows if row["lang_in_html"] and row["language"] and identify(row["language"], "").certain]
    found = [row for row in rows if row["code"].rstrip("\n") in texts[row["page"]]]
    right = [
        row
        for row in told
        if identify(row["language"], "").language in languages[row["page"], row["code"].rstrip("\n")]
    ]
    assert len(rows) > 4_000
    assert len(found) / len(rows) >= FLOOR
    assert len(right) / len(told) >= FLOOR


def _harvested() -> tuple[dict[str, set[str]], dict[tuple[str, str], set[str]]]:
    """The texts of every page, and the languages of every text."""
    texts: dict[str, set[str]] = defaultdict(set)
    languages: dict[tuple[str, str], set[str]] = defaultdict(set)
    for path, label in files.below(CORPUS):
        document = files.file(path, label, 10**8)
        for article in feed.articles(document) if feed.recognises(document) else page.articles(document):
            for block in EXTRACTORS[article.media_type].blocks(article):
                text = block.text.rstrip("\n")
                texts[label].add(text)
                languages[label, text].add(identify(block.hint, block.text).language)
    return texts, languages
