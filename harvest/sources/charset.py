"""Bytes of a page -> text, by BOM, header, meta and content, as browsers do.

The steps are those of the HTML Standard, "determining the character encoding".
"""

from __future__ import annotations

import codecs
import re

from harvest.errors import SourceError

_BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_BROWSERS_READ = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "shift_jis": "cp932",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "euc_kr": "cp949",
    "big5": "big5hkscs",
}
"""What the Encoding Standard reads under another codec's label; Python's own normalised names."""
_OF_THE_WEB = re.compile(
    r"utf-8|utf-16|ascii|iso8859-\d+|cp125\d|cp866|cp874|koi8-[ru]|mac-\w+|\w*shift_?jis\w*|cp932|euc_jp|iso2022_jp|gb\w+|big5\w*|euc_kr|cp949"
)
"""The Encoding Standard's encodings; Python knows others (`idna`, `unicode_escape`) that no page may choose."""
_ESCAPE = b"\x1b"
"""In bytes that could be UTF-8 it may be one of ISO 2022's shifts."""
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)


def decode(body: bytes, content_type: str | None) -> str:
    """Decode a page; bytes that its encoding does not know become U+FFFD, as in a browser.

    Args:
        body: the page.
        content_type: the HTTP header, where there was one.

    Raises:
        SourceError: the encoding that it declares is unknown.
    """
    for bom, encoding in _BOMS:
        if body.startswith(bom):
            return body[len(bom) :].decode(encoding, "replace")
    text = _utf8(body)
    if text is not None and _ESCAPE not in body:
        return text
    declared = _from_header(content_type) or _from_markup(body)
    codec = _codec(declared) if declared else "cp1252"
    return text if text is not None and codec != "iso2022_jp" else body.decode(codec, "replace")


def _from_header(content_type: str | None) -> str | None:
    found = _CHARSET.search(content_type or "")
    return found[1] if found else None


def _from_markup(body: bytes) -> str | None:
    """What a `meta` or an XML declaration says."""
    from bs4.dammit import EncodingDetector

    return EncodingDetector.find_declared_encoding(body, is_html=True)


def _utf8(body: bytes) -> str | None:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        return None


def _codec(label: str) -> str:
    try:
        name = codecs.lookup(label).name
    except (LookupError, ValueError):  # a NUL in the label
        name = ""
    if not _OF_THE_WEB.fullmatch(name):
        raise SourceError(f"unknown encoding {label!r}")
    # a page cannot be UTF-16 where its meta could be read as ASCII
    return "utf-8" if name.startswith("utf-16") else _BROWSERS_READ.get(name, name)
