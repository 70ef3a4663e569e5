"""What can be wrong with published shell code."""

from __future__ import annotations

from harvest.model import Rule

SYNTAX = Rule(
    code="SH001",
    name="shell-syntax",
    severity="error",
    summary="No shell can read the script or command.",
    why="A reader who pastes it gets a syntax error, or a prompt that waits for the rest.",
    bad='echo "starting\n./start.sh',
    good='echo "starting"\n./start.sh',
)
TRUNCATED = Rule(
    code="SH002",
    name="truncated-sample",
    severity="error",
    summary="The script ends in the middle of a command, or its beginning is missing.",
    why="The rest was lost when it was copied or published; a reader cannot know what it was.",
    bad='backup() {\n    cp "$1" "$1.bak" &&',
    good='backup() {\n    cp "$1" "$1.bak" && echo saved\n}',
)
RULES = (SYNTAX, TRUNCATED)
