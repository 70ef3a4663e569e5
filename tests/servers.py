"""Real servers on this machine: a web site that plays every case, and a mail server that keeps what it is given."""

from __future__ import annotations

import gzip
import hashlib
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Self

from msgspec import Struct

from harvest.fetch.fetcher import Fetcher
from harvest.fetch.limits import FetchLimits
from harvest.model import Document

QUICK = FetchLimits(delay=0.0, backoff=0.01, timeout=1.0, seconds=1.0)
"""Limits for a server that is on this machine."""

Play = Callable[["Visit"], None]
"""How a path answers."""


class Seen(Struct, frozen=True):
    """A request, and what it was answered."""

    path: str
    status: int
    headers: dict[str, str]
    body: bytes


class Visit(BaseHTTPRequestHandler):
    """One request, answered by the play of its path."""

    protocol_version = "HTTP/1.1"
    site: Site
    received = b""

    def do_GET(self) -> None:
        self._play()

    def do_POST(self) -> None:
        self.received = self.rfile.read(int(self.headers["Content-Length"]))
        self._play()

    def _play(self) -> None:
        play = self.site.plays.get(self.path, missing)
        try:
            play(self)
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True

    def answer(self, status: int, body: bytes = b"", **headers: str) -> None:
        """Send a whole answer; `Content_Type="..."` stands for a header."""
        self.start(status, Content_Length=str(len(body)), **headers)
        self.wfile.write(body)

    def start(self, status: int, **headers: str) -> None:
        """Send the head of an answer."""
        headers_sent = {name.lower(): value for name, value in self.headers.items()}
        self.site.seen.append(Seen(self.path, status, headers_sent, self.received))
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
        """Say nothing."""


class _Server(ThreadingHTTPServer):
    def handle_error(self, request: object, client_address: object) -> None:
        """A client that went away is no error of ours."""


class Site:
    """A web site: `site["/path"] = play`."""

    def __init__(self, tls: ssl.SSLContext | None = None) -> None:
        self.plays: dict[str, Play] = {}
        self.seen: list[Seen] = []
        self._server = _Server(("127.0.0.1", 0), type("Visit", (Visit,), {"site": self}))
        self._server.daemon_threads = True
        self._server.block_on_close = False
        self.port: int = self._server.server_port
        self.root = f"{'https' if tls else 'http'}://127.0.0.1:{self.port}"
        if tls:
            self._server.socket = tls.wrap_socket(self._server.socket, server_side=True)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True)

    def __setitem__(self, path: str, play: Play) -> None:
        self.plays[path] = play

    def __delitem__(self, path: str) -> None:
        del self.plays[path]

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    def statuses(self, path: str) -> list[int]:
        """What each request for a path was answered."""
        return [seen.status for seen in self.seen if seen.path == path]


def missing(visit: Visit) -> None:
    visit.answer(404, b"no such page")


def page(body: bytes | str, **headers: str) -> Play:
    """A page that knows its ETag and answers 304 to whoever has it."""
    raw = body.encode() if isinstance(body, str) else body
    tag = f'"{hashlib.sha256(raw).hexdigest()[:16]}"'

    def play(visit: Visit) -> None:
        if visit.headers["If-None-Match"] == tag:
            visit.answer(304, ETag=tag)
        else:
            visit.answer(200, raw, **{"ETag": tag, "Content_Type": "text/html; charset=utf-8", **headers})

    return play


def dated(body: bytes, modified: str) -> Play:
    """A page that knows only when it was changed."""

    def play(visit: Visit) -> None:
        if visit.headers["If-Modified-Since"] == modified:
            visit.answer(304, Last_Modified=modified)
        else:
            visit.answer(200, body, Last_Modified=modified)

    return play


def in_turn(*plays: Play) -> Play:
    """One play after the other; the last one stays."""
    left = list(plays)

    def play(visit: Visit) -> None:
        (left.pop(0) if len(left) > 1 else left[0])(visit)

    return play


def status(code: int, **headers: str) -> Play:
    return lambda visit: visit.answer(code, b"", **headers)


def redirect(to: str, code: int = 302) -> Play:
    return status(code, Location=to)


def drip(visit: Visit) -> None:
    """A byte now and then, each in time, all together never."""
    visit.start(200, Content_Length="100000")
    for _ in range(1000):
        visit.wfile.write(b"x")
        visit.wfile.flush()
        time.sleep(0.05)


def drip_head(visit: Visit) -> None:
    """The same before the body."""
    visit.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
    for _ in range(1000):
        visit.wfile.write(b"x")
        visit.wfile.flush()
        time.sleep(0.05)


def endless(visit: Visit) -> None:
    """A body that says no length and has none."""
    visit.start(200, Transfer_Encoding="chunked")
    chunk = b"%x\r\n%s\r\n" % (65536, b"x" * 65536)
    while True:
        visit.wfile.write(chunk)


def truncated(visit: Visit) -> None:
    """Half of what was promised."""
    visit.start(200, Content_Length="1000")
    visit.wfile.write(b"<p>half")
    visit.close_connection = True


def bomb(encoding: str) -> Play:
    """Kilobytes that unpack to 200 MB of zeros."""
    packed = _packed(encoding)
    return lambda visit: visit.answer(200, packed, Content_Encoding=encoding)


def _packed(encoding: str) -> bytes:
    zeros = bytes(200_000_000)
    if encoding == "gzip":
        return gzip.compress(zeros, 6)
    if encoding == "br":
        import brotli

        return bytes(brotli.compress(zeros, quality=1))
    from backports import zstd

    return bytes(zstd.compress(zeros))


class Mail(Struct, frozen=True):
    """A message as a mail server got it."""

    sender: str
    recipients: tuple[str, ...]
    content: bytes


@contextmanager
def mail_server(
    tls: ssl.SSLContext | None = None, login: tuple[str, str] | None = None
) -> Iterator[tuple[int, list[Mail]]]:
    """A mail server; yields its port and the messages that it was given. With a login it takes no others."""
    from aiosmtpd.controller import Controller
    from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

    kept: list[Mail] = []

    class Keep:
        async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802, ARG002
            content = envelope.content or b""
            raw = content if isinstance(content, bytes) else content.encode()
            kept.append(Mail(envelope.mail_from or "", tuple(envelope.rcpt_tos), raw))
            return "250 OK"

    def known(server: SMTP, session: Session, envelope: Envelope, mechanism: str, words: object) -> AuthResult:  # noqa: ARG001
        return AuthResult(handled=False, success=words == LoginPassword(*(word.encode() for word in login or ("", ""))))

    controller = Controller(
        Keep(),
        hostname="127.0.0.1",
        port=_free_port(),
        tls_context=tls,
        require_starttls=tls is not None,
        authenticator=known if login else None,
        auth_required=login is not None,
    )
    controller.start()
    try:
        yield controller.port, kept
    finally:
        controller.stop()


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        return int(free.getsockname()[1])


def get(fetcher: Fetcher, site: Site, path: str) -> Document:
    """Fetch what a site of ours has at a path."""
    return fetcher.fetch(site.root + path, "the source", trusted=True)
