"""What an author does throughout an article, which is a way of writing and no slip."""

from __future__ import annotations

import re
from collections.abc import Sequence

from harvest.context import Block
from harvest.languages import family

_TAG = "wrong-language-tag"
_FLOW = re.compile(r"\bflow-?type|\bflow-|-flow\b|\bFlow(?:'s)? (?:typ|annot)|@flow\b")
"""What only pages about Flow say; the word alone means much else."""


def shows_data_as_code(article: Sequence[Block]) -> bool:
    """Whether JSON goes under the tag of the code beside it: code has that tag, and no JSON its own."""
    if any(block.snippet.language == "json" for block in article):
        return False
    return any(family(block.snippet.language) == "javascript" and not _is_mistagged(block) for block in article)


def speaks_of_flow(article: Sequence[Block]) -> bool:
    """Whether types in JavaScript are Flow's, as the title or the code says."""
    return any(_FLOW.search(f"{block.snippet.provenance.article_title}\n{block.snippet.text}") for block in article)


def is_typed(block: Block) -> bool:
    """Whether a block has types under the tag of JavaScript, which TypeScript and Flow write alike."""
    return block.reading.dialect == "typescript" and _is_mistagged(block)


def is_data(block: Block) -> bool:
    """Whether a block is JSON under the tag of JavaScript."""
    is_script = family(block.snippet.language) == "javascript"
    return is_script and block.reading.dialect == "json" and _is_mistagged(block)


def _is_mistagged(block: Block) -> bool:
    return any(finding.rule == _TAG for finding in block.reading.findings)
