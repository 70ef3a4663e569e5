"""Five nights against a site on this machine, as a person would read them in the morning; prints a transcript.

Usage: python benchmarks/nights.py [FOLDER]     (a fresh folder; a temporary one by default)
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from servers import Play, Site, Visit, page, status

SOUND = "def area(width, height):\n    return width * height\n\n\nprint(area(2, 3))\n"
BROKEN = SOUND.replace("width * height", "widht * height")
EDITED = "import math\n\n\n" + BROKEN + "print(math.pi)\n"
MENDED = EDITED.replace("widht", "width")


def article(title: str, code: str) -> str:
    """A page with one block."""
    return f"<title>{title}</title><h2>Code</h2><pre><code class='language-python'>{code}</code></pre>"


def feed(site: Site, code: str) -> Play:
    """A feed with one article."""
    body = article("Areas", code)
    item = (
        f"<item><title>Areas</title><link>{site.root}/areas</link><description><![CDATA[{body}]]></description></item>"
    )
    return page(
        f"<rss version='2.0'><channel><title>Blog</title>{item}</channel></rss>", Content_Type="application/rss+xml"
    )


def slowly(play: Play) -> Play:
    """The same, three seconds later."""

    def played(visit: Visit) -> None:
        time.sleep(3)
        play(visit)

    return played


def harvest(folder: Path, *words: str) -> subprocess.Popen[str]:
    """Start the command."""
    return subprocess.Popen(
        [sys.executable, "-m", "harvest", *words],
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env={**os.environ, "NO_COLOR": "1"},
    )


def show(site: Site, folder: Path, title: str, *words: str) -> None:
    """Run one command, print what it says, what the site was asked and how it ended."""
    print(f"\n=== {title}\n$ harvest {' '.join(words)}")
    before = len(site.seen)
    process = harvest(folder, *words)
    print(process.communicate()[0].rstrip())
    asked = [f"{seen.path} {seen.status}" for seen in site.seen[before:]]
    print(f"--- exit status {process.returncode}; the site was asked: {', '.join(asked) or 'nothing'}")


def nights(site: Site, folder: Path) -> None:
    """Play five nights and the one before."""
    run = ("run", "--log-format", "text")
    site["/robots.txt"] = page("User-agent: *\nDisallow: /admin\n", Content_Type="text/plain")
    site["/feed"], site["/docs/start"] = feed(site, SOUND), page(article("Start", "x = unknown_helper()\n"))
    site["/map.xml"] = page(f"<urlset><url><loc>{site.root}/docs/start</loc></url></urlset>")
    show(site, folder, "the night before: everything is seen for the first time", *run)
    show(site, folder, "night 1: nothing has changed", *run)
    site["/feed"] = feed(site, BROKEN)
    show(site, folder, "night 2: an article breaks", *run)
    site["/feed"] = feed(site, EDITED)
    show(site, folder, "night 3: it is edited, and still broken", *run)
    listed = site.plays["/map.xml"]
    site["/feed"], site["/map.xml"] = feed(site, MENDED), status(503)
    show(site, folder, "night 4: it is fixed; the other source dies", *run)
    site["/map.xml"] = listed
    show(site, folder, "night 5: the source is back", *run)
    show(site, folder, "the nights in a table", "history")
    show(site, folder, "from the night of the break to the last", "diff", "3")


def two_at_once(site: Site, folder: Path) -> None:
    """Start a run while another holds the output folder."""
    site["/feed"] = slowly(site.plays["/feed"])
    first = harvest(folder, "run", "-q")
    time.sleep(1.5)
    show(site, folder, "a second run while the first holds the folder", "run")
    print(f"--- the first one ended with {first.wait()}")


def main() -> None:
    """Print the transcript."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(tempfile.mkdtemp(prefix="nights-"))
    with Site() as site:
        config = {
            "sources": [
                {"location": f"{site.root}/feed", "name": "blog"},
                {"location": f"{site.root}/map.xml", "name": "docs"},
            ],
            "fetch": {"delay": 0.05, "backoff": 0.05},
        }
        (folder / "config.yaml").write_text(json.dumps(config, indent=1))
        nights(site, folder)
        two_at_once(site, folder)


if __name__ == "__main__":
    main()
