"""What the fuzzer attacks: each reader of foreign text, and what must hold of its answer whatever the text is."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from harvest import config_file, store
from harvest.checkers import CHECKERS, tongues
from harvest.checkers.mangling.kinds import damages, mended
from harvest.errors import HarvestError
from harvest.extract import EXTRACTORS
from harvest.languages.identifying import identify
from harvest.languages.table import LANGUAGES
from harvest.model import Article, Code, Document, Finding, Reading
from harvest.readings import read_many
from harvest.sources import SOURCES, sitemap
from harvest.sources.charset import decode

Attack = Callable[[bytes], None]
TAGS = (None, "python", "js", "console", "highlight-default", "brush: js", "")
NEIGHBOUR = "name = 1\n"


def extract(data: bytes) -> None:
    """A page's blocks: in order, and no more text than the page holds."""
    page = text_of(data)
    for kind in EXTRACTORS:
        article = Article("s", None, "https://a.example/", "t", None, kind, page)
        blocks = list(EXTRACTORS[kind].blocks(article))
        hold([block.provenance.index for block in blocks] == list(range(len(blocks))), "out of order")
        hold(sum(len(block.text) for block in blocks) <= 2 * len(page) + 100, "more text than the page holds")
        for block in blocks:
            block.text.encode()
            identify(block.hint, block.text)


def identity(data: bytes) -> None:
    """A block's language, from its text and what may be its tag."""
    first, _, rest = text_of(data).partition("\n")
    for hint in (*TAGS, first):
        hold(identify(hint, rest).language in LANGUAGES, "no language")


def documents(data: bytes) -> None:
    """A document's articles, whatever it is: text that can be stored, or one line that says why there are none."""
    document = Document("s", "https://a.example/", None, data)
    for source in SOURCES.values():
        if source.recognises(document):
            try:
                for article in source.articles(document):
                    f"{article.body}{article.title}{article.url}".encode()
                    hold("\n" not in article.title, "a title of several lines")
            except HarvestError as error:
                hold("\n" not in str(error), "a reason of several lines")


def sitemaps(data: bytes) -> None:
    """A sitemap's addresses, packed or not."""
    document = Document("s", "https://a.example/", None, data)
    sitemap.recognises(document)
    try:
        listed = sitemap.read(document, 100_000)
    except HarvestError:
        return
    choice = sitemap.Choice(include=("/a*", "*b?"), exclude=("*c",))
    for location in listed.pages:
        choice.wants(location)


def charset(data: bytes) -> None:
    """A page's text, by whatever encoding its first line declares in a header."""
    header, _, body = data.partition(b"\n")
    for kind in (None, f"text/html; charset={header.decode('latin-1')}"):
        try:
            decode(body, kind).encode("utf-8", "surrogatepass")
        except HarvestError:
            continue


def manifest(data: bytes) -> None:
    """A manifest that somebody else wrote: its snippets, or one line that names what is wrong."""
    folder = Path(tempfile.mkdtemp(prefix="fuzz-", dir="/dev/shm" if Path("/dev/shm").is_dir() else None))  # noqa: S108 - fast
    try:
        (folder / store.MANIFEST).write_bytes(data)
        (folder / "a-000000000000").mkdir()
        (folder / "a-000000000000" / "01.py").write_bytes(b"x = 1\n")
        for snippet in store.read(folder):
            hold(snippet.text == "x = 1\n", "a text from elsewhere")
    except HarvestError as error:
        hold("\n" not in str(error), "a reason of several lines")
    finally:
        shutil.rmtree(folder)


def settings(data: bytes) -> None:
    """A configuration, or one line that says where it is wrong."""
    try:
        config_file.parse(text_of(data), "config.yaml")
    except HarvestError as error:
        hold("\n" not in str(error), "a reason of several lines")


def mangling(data: bytes) -> None:
    """What publishing did to a block, in each family of languages."""
    block = text_of(data)
    for language in ("python", "javascript", "shell", "json", "text"):
        for damage in damages(block, language):
            check_finding(damage.finding, block)
    mended(block)


def tags(data: bytes) -> None:
    """Which language a block may really be in."""
    block = text_of(data)
    for language in (*CHECKERS, "html"):
        hold(set(tongues.candidates(Code(block, language))) <= set(LANGUAGES), "no language")
    line, column = tongues.start(block)
    hold(line <= block.count("\n") + 1 and column >= 1, "a place outside the text")


def checker(language: str) -> Attack:
    """The reading of a block of one language: places within the text, and the same answer beside a neighbour."""

    def attack(data: bytes) -> None:
        block = text_of(data)
        [reading] = read_many([Code(block, language)])
        check_reading(reading, block)
        again = read_many([Code(NEIGHBOUR, "python"), Code(block, language)])[1]
        hold(again == reading, "another answer beside a neighbour")

    return attack


def check_reading(reading: Reading, block: str) -> None:
    """See that a reading speaks of this block."""
    lines = block.split("\n")
    for finding in reading.findings:
        check_finding(finding, block)
    for need in reading.needs:
        hold(1 <= need.line <= len(lines) + 1 and need.column >= 1, f"{need} is not in the text")


def check_finding(finding: Finding, block: str) -> None:
    """See that a finding has a place in the text, one line of words, and a repair that changes something."""
    hold(1 <= finding.line <= block.count("\n") + 2 and finding.column >= 1, f"{finding} is not in the text")
    if finding.end_line is not None and finding.end_column is not None:
        hold(
            (finding.end_line, finding.end_column) >= (finding.line, finding.column), f"{finding} ends before it begins"
        )
    hold(finding.repaired != block, f"{finding} repairs nothing")
    hold("\n" not in finding.message and "\n" not in (finding.suggestion or ""), f"{finding} takes several lines")


def hold(sound: bool, otherwise: str) -> None:  # noqa: FBT001 - as an assertion, that no option switches off
    """See that something holds.

    Raises:
        AssertionError: it does not.
    """
    if not sound:
        raise AssertionError(otherwise)


def text_of(data: bytes) -> str:
    """Text as a page can hold it: any character but halves of surrogate pairs."""
    return data.decode("utf-8", "replace")


ATTACKS: dict[str, Attack] = {
    "extract": extract,
    "identify": identity,
    "documents": documents,
    "sitemap": sitemaps,
    "charset": charset,
    "manifest": manifest,
    "config": settings,
    "mangling": mangling,
    "tongues": tags,
    **{language: checker(language) for language in CHECKERS},
}
