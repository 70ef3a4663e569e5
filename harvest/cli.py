"""The command line: parse words, call one command, turn errors into an exit status."""

from __future__ import annotations

import io
import os
import signal
import sys
from pathlib import Path
from typing import Any, Literal

import click

from harvest import __version__
from harvest.errors import HarvestError


class _Place(click.Path):
    """A path; an empty one, as from a variable that is not set, is a mistake and not this folder."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        return super().convert(value, param, ctx) if value else self.fail("it is empty", param, ctx)


CONFIG = click.option("-c", "--config", type=_Place(path_type=Path), help="Configuration file [default: config.yaml].")
OUTPUT = click.option(
    "--output", type=_Place(path_type=Path), help="Folder of the harvested blocks [default: snippets]."
)
REPORT = click.option(
    "--report",
    "reports",
    multiple=True,
    metavar="KIND=PATH",
    help="Also write a report; KIND is terminal, html, json, jsonl, sarif, junit, markdown, github or csv; "
    "PATH may be `-`, standard output.",
)
FAIL_ON = click.option(
    "--fail-on",
    type=click.Choice(["error", "warning", "note", "never"]),
    help="What makes the exit status 1 [default: warning].",
)
JOBS = click.option("--jobs", type=click.IntRange(min=1), help="Processes [default: all cores].")
QUIET = click.option(
    "-q",
    "--quiet",
    is_flag=True,
    help="Print nothing but what went wrong; findings are told by reports and the exit status.",
)
OFFLINE = click.option("--offline", is_flag=True, help="Read what is on the network from the cache alone.")
LOG_FORMAT = click.option(
    "--log-format", type=click.Choice(["text", "json"]), help="Log a line for each source to standard error."
)
VERBOSE = click.option("-v", "--verbose", is_flag=True, help="List every block with its outcome.")


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="harvest", message="%(prog)s %(version)s")
def cli() -> None:
    """Pull every code block out of published articles and say which samples are broken.

    Exit status: 0 clean, 1 something is at or above --fail-on, 2 a usage, configuration or source error,
    130 interrupted.
    """


@cli.command()
@click.argument("sources", nargs=-1, metavar="[SOURCE]...")
@CONFIG
@OUTPUT
@REPORT
@FAIL_ON
@JOBS
@OFFLINE
@LOG_FORMAT
@QUIET
@VERBOSE
def run(**words: Any) -> int:
    """Harvest the sources, check every block, report.

    A SOURCE is a feed, a page or a sitemap (a path or a URL), a folder of pages and feeds, or `-`; without one,
    config.yaml names them.
    """
    from harvest.commands.run import run as command
    from harvest.commands.settings import Words

    return command(Words(**words))


@cli.command()
@click.argument("sources", nargs=-1, metavar="[SOURCE]...")
@CONFIG
@OUTPUT
@OFFLINE
@LOG_FORMAT
@QUIET
def collect(**words: Any) -> int:
    """Harvest the sources into the output folder, check nothing."""
    from harvest.commands.collect import collect as command
    from harvest.commands.settings import Words

    return command(Words(**words))


@cli.command()
@CONFIG
@OUTPUT
@REPORT
@FAIL_ON
@JOBS
@QUIET
@VERBOSE
def check(**words: Any) -> int:
    """Check what was harvested before, and report."""
    from harvest.commands.check import check as command
    from harvest.commands.settings import Words

    return command(Words(**words))


@cli.command()
@CONFIG
@click.option("--keep", type=click.IntRange(min=1), help="Forget all runs but the last so many.")
def history(**words: Any) -> int:
    """List the runs so far, with their counts."""
    from harvest.commands.history import history as command

    return command(**words)


@cli.command()
@click.argument("runs", nargs=-1, type=int, metavar="[RUN] [RUN]")
@CONFIG
def diff(runs: tuple[int, ...], config: Path | None) -> int:
    """Show what is new, fixed, still broken or gone between two runs.

    Without a RUN the last two are compared, with one it and the last. `harvest history` lists their numbers.
    """
    from harvest.commands.history import diff as command

    if len(runs) > 2:  # noqa: PLR2004 - two, as the usage says
        raise click.UsageError("at most two runs")
    return command(config, runs)


@cli.command()
@CONFIG
@click.option("--update", is_flag=True, help="Only remove what is gone; add nothing.")
def baseline(**words: Any) -> int:
    """Write what is known into baseline.yaml, so that only what is new fails.

    What was harvested is checked; entries that still match keep their reasons.
    """
    from harvest.commands.baseline import baseline as command

    return command(**words)


@cli.command()
def rules() -> int:
    """List the rules."""
    from harvest.commands import rules as command

    return command.rules()


@cli.command()
@click.argument("rule", metavar="CODE")
def explain(rule: str) -> int:
    """Say what a rule (by code or name) finds, why it matters, and what repairs it."""
    from harvest.commands import rules as command

    return command.explain(rule)


@cli.command()
@click.argument("kind", type=click.Choice(["config", "json", "jsonl"]))
def schema(kind: Literal["config", "json", "jsonl"]) -> int:
    """Print the JSON Schema of config.yaml or of a report."""
    from harvest.commands.schema import schema as command

    return command(kind)


@cli.command()
@click.argument("sources", nargs=-1, metavar="[SOURCE]...")
def init(sources: tuple[str, ...]) -> int:
    """Write a commented config.yaml here."""
    from harvest.commands import init as command

    return command.init(sources)


def main() -> int:
    """Run `harvest`, and return its exit status."""
    if sys.stdout is None:  # closed by whoever started us (`>&-`): the work is done nevertheless
        sys.stdout = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - until the process ends
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")  # a terminal that lacks a letter shows its number
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # whoever ends us, we leave in good order
    try:
        status: int = cli.main(standalone_mode=False)
        sys.stdout.flush()
    except click.exceptions.Abort:
        status = 130
    except KeyboardInterrupt:
        status = 130
    except click.ClickException as error:
        error.show()
        status = 2
    except HarvestError as error:
        click.echo(f"harvest: {error}", err=True)
        status = 2
    except BrokenPipeError:
        sys.stdout = None  # whoever read us has gone; Python must not flush at exit
        status = 1  # as click says where it notices first
    except OSError as error:  # a full disk behind the standard output, for one
        click.echo(f"harvest: {error}", err=True)
        sys.stdout = None
        status = 2
    return status
