"""What can be wrong with a block of TOML."""

from __future__ import annotations

from harvest.model import Rule

SYNTAX = Rule(
    code="TML001",
    name="toml-syntax",
    severity="error",
    summary="No TOML parser reads the sample.",
    why="The tool that reads the file stops at this line, and takes none of the settings.",
    bad="name = tea\n",
    good='name = "tea"\n',
)
REPEATED = Rule(
    code="TML002",
    name="duplicate-key",
    severity="warning",
    summary="A key or a table is defined twice.",
    why="TOML forbids it: a reader who puts the lines into one file gets an error.",
    bad="[server]\nport = 80\nport = 8080",
    good="[server]\nport = 8080",
)
RULES = (SYNTAX, REPEATED)
