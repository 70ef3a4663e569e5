"""How fast a whole `harvest run` is, beside the bare cost of the parsers on the same blocks.

    python benchmarks/throughput.py [ARTICLES ...]     (default: 100 1000)

Prints, for each size: articles/s, blocks/s, MB/s, peak memory of the process tree, the ratio to the bare parsers on the
same number of cores, the ratio of a second run over unchanged input, and the seconds that `collect` and `check` take
one after the other. Figures are medians of several runs, side by side; the machine is shared.
"""

from __future__ import annotations

import ast
import json
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import NamedTuple

import site_of_articles as site

from harvest.tools import locate

CORES = 2
CHECKING = ("--jobs", str(CORES), "--fail-on", "never", "--report", "json=report.json")

COLUMNS = (
    *("articles", "blocks", "MB", "seconds", "articles/s", "blocks/s", "MB/s", "peak MB", "/bare", "again"),
    *("collect", "check"),
)


def main() -> None:
    """Measure each size that was asked for."""
    print(" ".join(f"{name:>10}" for name in COLUMNS))
    for articles in map(int, sys.argv[1:] or ("100", "1000")):
        with tempfile.TemporaryDirectory(prefix="harvest-bench-") as folder:
            measure(Path(folder), articles)


def measure(folder: Path, articles: int) -> None:
    """Print one row."""
    pages = folder / "site"
    size = site.write(pages, articles) / 1e6
    runs = [once(pages, folder / f"run{number}") for number in range(5 if articles <= 1000 else 1)]
    took, bare, again, *stages = (statistics.median(times) for times in zip(*runs, strict=True))
    peak = memory_of_a_run(pages, folder)
    blocks = json.loads((folder / "run0" / "report.json").read_bytes())["summary"]["blocks"]
    row = (articles, blocks, size, took, articles / took, blocks / took, size / took, peak, bare, again, *stages)
    print(" ".join(f"{value:10.2f}" if isinstance(value, float) else f"{value:10}" for value in row), flush=True)


class Once(NamedTuple):
    """Seconds of a first run, its ratio to the bare parsers, a second run's ratio to it, and seconds of the stages."""

    first: float
    bare: float
    again: float
    collect: float
    check: float


def once(pages: Path, place: Path) -> Once:
    """One run, the bare parsers, a run over unchanged input, and the stages, side by side."""
    apart = place / "apart"
    apart.mkdir(parents=True)
    first = timed(lambda: ended(harvest(place, "run", str(pages), *CHECKING)))
    bare = timed(lambda: parse_all(pages, place / "snippets"))
    again = timed(lambda: ended(harvest(place, "run", str(pages), *CHECKING)))
    collect = timed(lambda: ended(harvest(apart, "collect", str(pages))))
    check = timed(lambda: ended(harvest(apart, "check", *CHECKING)))
    return Once(first, first / bare, again / first, collect, check)


def harvest(place: Path, *words: str) -> subprocess.Popen[bytes]:
    """Start a command."""
    return subprocess.Popen([sys.executable, "-m", "harvest", *words, "--quiet"], cwd=place)


def ended(running: subprocess.Popen[bytes]) -> None:
    """Wait for its end."""
    if running.wait() != 0:
        raise SystemExit(f"harvest ended with {running.returncode}")


def memory_of_a_run(pages: Path, folder: Path) -> float:
    """Peak MB of the process tree of a run that is not timed: to watch a tree closely takes time from it."""
    place = folder / "watched"
    place.mkdir()
    running = harvest(place, "run", str(pages), *CHECKING)
    watch = Watch(running.pid)
    ended(running)
    watch.stop()
    return watch.peak / 1e6


class Watch(threading.Thread):
    """Samples the memory of a process and all below it."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self.pid, self.peak, self._ended = pid, 0, threading.Event()
        self.start()

    def run(self) -> None:
        """Sample until told to stop."""
        import psutil

        while not self._ended.wait(0.05):
            try:
                root = psutil.Process(self.pid)
                self.peak = max(self.peak, sum(memory(p) for p in (root, *root.children(recursive=True))))
            except psutil.NoSuchProcess:
                return

    def stop(self) -> None:
        """End sampling."""
        self._ended.set()
        self.join()


def memory(process: object) -> int:
    """Resident bytes, shared pages counted once (PSS) where the system tells."""
    import psutil

    try:
        full = process.memory_full_info()  # type: ignore[attr-defined]  # psutil ships no types
        return int(getattr(full, "pss", full.rss))
    except psutil.Error:
        return 0


def parse_all(pages: Path, snippets: Path) -> None:
    """The bare parsers over the same pages and the same blocks, on the same number of cores."""
    files = sorted(pages.rglob("*.html"))
    blocks = {suffix: sorted(snippets.rglob(f"*.{suffix}")) for suffix in ("py", "js", "json")}
    work = {bare_html: files, bare_python: blocks["py"], bare_javascript: blocks["js"], bare_json: blocks["json"]}
    tasks = [(parse, chunk) for parse, paths in work.items() for chunk in chunks(paths, 200)]
    with ProcessPoolExecutor(CORES) as pool:
        for future in [pool.submit(parse, chunk) for parse, chunk in tasks]:
            future.result()
    if any(snippets.rglob("*.sh")):
        subprocess.run([locate("shfmt"), "-l", str(snippets)], capture_output=True, check=False)


def chunks(paths: list[Path], size: int) -> Iterator[list[Path]]:
    """Split a list."""
    for start in range(0, len(paths), size):
        yield paths[start : start + size]


def bare_html(paths: list[Path]) -> None:
    """Parse pages."""
    from selectolax.lexbor import LexborHTMLParser

    for path in paths:
        LexborHTMLParser(path.read_bytes()).css("pre")


def bare_python(paths: list[Path]) -> None:
    """Compile, and run pyflakes."""
    from pyflakes.checker import Checker

    for path in paths:
        try:
            Checker(ast.parse(path.read_bytes()))
        except SyntaxError:
            continue


def bare_javascript(paths: list[Path]) -> None:
    """Parse with esprima."""
    import esprima

    for path in paths:
        try:
            esprima.parseModule(path.read_text(encoding="utf-8"), loc=True)
        except esprima.Error:
            continue


def bare_json(paths: list[Path]) -> None:
    """Parse JSON."""
    for path in paths:
        try:
            json.loads(path.read_bytes())
        except ValueError:
            continue


def timed(work: Callable[[], None]) -> float:
    """Seconds that a piece of work takes."""
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


if __name__ == "__main__":
    main()
