"""The command `harvest`, and `python -m harvest`."""

from __future__ import annotations


def main() -> None:
    """Run the command; it is loaded here, since readers' processes import the script that started us."""
    from harvest.cli import main as command

    command()


if __name__ == "__main__":
    main()
