"""What publishing does to a block of any language: its rules; `mangling`, which finds it, is loaded by readers only."""

from __future__ import annotations

from harvest.checkers.mangling.rules import RULES as MANGLING
from harvest.checkers.wrong_tag import RULE as WRONG_TAG

RULES = (*MANGLING, WRONG_TAG)
