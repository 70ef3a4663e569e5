"""Servers that flood, drip or talk nonsense: an error within the deadline, whatever they send and however long."""

from __future__ import annotations

import contextlib
import resource
import socket
import sys
import threading
import time
from collections.abc import Iterator

import pytest
from msgspec.structs import replace
from servers import QUICK

from harvest.fetch.errors import FetchError
from harvest.fetch.fetcher import Fetcher

ONCE = replace(QUICK, retries=0, robots=False)
OK = b"HTTP/1.1 200 OK\r\n"
CHUNKED = OK + b"Transfer-Encoding: chunked\r\n\r\n"
ENDLESS = {
    "headers": (OK, b"X: y\r\n" * 1000, 0.0),
    "one header": (OK + b"X: ", b"y" * 65536, 0.0),
    "a status": (b"HTTP/1.1 200 ", b"y" * 65536, 0.0),
    "continues": (b"", b"HTTP/1.1 100 Continue\r\n\r\n" * 100, 0.0),
    "hints": (b"", b"HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n" * 100, 0.0),
    "noise": (b"", bytes(range(256)) * 100, 0.0),
    "a size of a chunk": (CHUNKED, b"0" * 65536, 0.0),
    "an extension of a chunk": (CHUNKED + b"1;", b"y" * 65536, 0.0),
    "chunks of a byte": (CHUNKED, b"1\r\ny\r\n" * 1000, 0.0),
    "trailers": (CHUNKED + b"0\r\n", b"X: y\r\n" * 1000, 0.0),
    "headers in drips": (OK, b"X: y\r\n", 0.2),
    "continues in drips": (b"", b"HTTP/1.1 100 Continue\r\n\r\n", 0.2),
}


@contextlib.contextmanager
def server(head: bytes, piece: bytes, wait: float) -> Iterator[str]:
    """A server that never stops; its address."""
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def serve() -> None:
            with contextlib.suppress(OSError):
                while True:
                    connection, _ = listening.accept()
                    with connection, contextlib.suppress(OSError):
                        connection.recv(65536)
                        connection.sendall(head)
                        while True:
                            connection.sendall(piece)
                            time.sleep(wait)

        threading.Thread(target=serve, daemon=True).start()
        yield f"http://127.0.0.1:{listening.getsockname()[1]}/"
        listening.shutdown(socket.SHUT_RDWR)


@pytest.mark.skipif(sys.platform == "win32", reason="the sockets are POSIX's")
@pytest.mark.parametrize("name", ENDLESS)
def test_what_has_no_end_has_one(name: str) -> None:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with server(*ENDLESS[name]) as url, Fetcher(ONCE) as fetcher:
        started = time.monotonic()
        with pytest.raises(FetchError):
            fetcher.fetch(url, "s", trusted=True)
        assert time.monotonic() - started < 30
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 100_000
