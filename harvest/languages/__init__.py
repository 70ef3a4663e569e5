"""Languages: the table, and a block's language by its author's tag or its content."""

from harvest.languages.identifying import Identity, identify, is_tagged
from harvest.languages.table import LANGUAGES, Language, family, is_tag
from harvest.languages.transcripts import transcript
from harvest.languages.voting import Vote, is_command, likely

__all__ = [
    "LANGUAGES", "Identity", "Language", "Vote", "family", "identify", "is_command", "is_tag", "is_tagged", "likely",
    "transcript",
]  # fmt: skip
