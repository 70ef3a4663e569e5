"""Whether JavaScript is read swiftly to the same end as by esprima: all scripts below some folders.

python benchmarks/agreement.py FOLDER ...
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from harvest.checkers import javascript
from harvest.checkers.ecmascript.drafts import Swift, draft
from harvest.model import Code, Reading

ALONE, TOGETHER = 1, 120
"""Blocks that are read at once: one is left to esprima, many are not; as many as a chunk of articles has."""
LARGEST = 10_000
"""Characters of a block: more is read swiftly even alone."""
SHOWN = 200


def main() -> None:
    """Print how many blocks, and each of which the readings differ."""
    codes = [Code(text=text, language="javascript") for text in dict.fromkeys(texts(map(Path, sys.argv[1:])))]
    swift = sum(isinstance(draft(code, swiftly=True), Swift) for code in codes)
    pairs = zip(codes, read(codes, ALONE), read(codes, TOGETHER), strict=True)
    different = [code.text for code, one, other in pairs if one != other]
    print(f"{len(codes)} blocks, {swift} of them read swiftly, {len(different)} differently")
    for text in different:
        print("-" * 8, text[:SHOWN], sep="\n")


def texts(folders: Iterator[Path]) -> Iterator[str]:
    """Yield what is in the files of JavaScript, as far as it is text of a block's size."""
    for path in sorted(path for folder in folders for path in folder.rglob("*.js")):
        text = path.read_bytes().decode("utf-8", "surrogateescape") if path.is_file() else ""
        if len(text) < LARGEST:
            yield text


def read(codes: list[Code], size: int) -> Iterator[Reading]:
    """Yield the readings, so many blocks at once."""
    for start in range(0, len(codes), size):
        yield from javascript.read_many(codes[start : start + size])


if __name__ == "__main__":
    main()
