"""The command `harvest`, and `python -m harvest`."""

from __future__ import annotations

import os
import sys
from typing import NoReturn


def main() -> NoReturn:
    """Run the command; it is loaded here, since readers' processes import the script that started us."""
    from harvest.cli import main as command

    _leave(command())


def _leave(status: int) -> NoReturn:
    """End at once: an interpreter takes its time to take itself apart, and nothing of ours waits for that."""
    try:
        for stream in filter(None, (sys.stdout, sys.stderr)):
            stream.flush()
    except OSError:
        sys.exit(status)  # Python says what became of what was written, and ends with a status of its own
    os._exit(status)


if __name__ == "__main__":
    main()
