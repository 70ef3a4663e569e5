"""Every rule there is, by code."""

from __future__ import annotations

from typing import Final

from harvest.checkers import RULES as CHECKERS_RULES
from harvest.model import Rule
from harvest.names import RULES as NAME_RULES

RULES: Final[dict[str, Rule]] = {rule.code: rule for rule in (*CHECKERS_RULES, *NAME_RULES)}
