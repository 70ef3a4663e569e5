"""Languages: the table, a block's language by its author's tag or its content."""

from harvest.languages.identifying import Identity, identify
from harvest.languages.table import LANGUAGES, Language, family, is_tag

__all__ = ["LANGUAGES", "Identity", "Language", "family", "identify", "is_tag"]
