"""Languages: the table, what authors' tags mean, and beside them how a block's language is told."""

from harvest.languages.table import LANGUAGES, Language, family, is_tag
from harvest.languages.tags import is_tagged

__all__ = ["LANGUAGES", "Language", "family", "is_tag", "is_tagged"]
