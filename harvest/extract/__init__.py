"""The extractors: media type -> module."""

from __future__ import annotations

from typing import Final

from harvest.extract import html
from harvest.extract.base import Extractor

EXTRACTORS: Final[dict[str, Extractor]] = {
    "text/html": html,
    "application/xhtml+xml": html,
}
