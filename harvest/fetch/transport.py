"""The wire: connections only to addresses that were checked, and a deadline that no slow drip outlives."""

from __future__ import annotations

import ssl
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

import httpcore2
import httpx2

from harvest.fetch.addresses import Doors
from harvest.fetch.errors import FetchError

_REDIRECTS = {301, 302, 303, 307, 308}
_BLINK = 0.5
"""Seconds after which a wait looks up: has somebody interrupted us?"""
_deadline: ContextVar[float] = ContextVar("deadline")


@contextmanager
def at_most(seconds: float) -> Iterator[None]:
    """Give everything that this thread asks for within the block so many seconds in all."""
    token = _deadline.set(time.monotonic() + seconds)
    try:
        yield
    finally:
        _deadline.reset(token)


def _left(timeout: float | None) -> float:
    left = _deadline.get() - time.monotonic()
    if left <= 0:
        raise FetchError("took too long", passing=True)
    return left if timeout is None else min(timeout, left)


class _Stream(httpcore2.NetworkStream):
    """A connection whose every wait is bounded by the deadline."""

    def __init__(self, stream: httpcore2.NetworkStream, closing: threading.Event) -> None:
        self._stream = stream
        self._closing = closing

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        end = time.monotonic() + _left(timeout)
        while True:
            try:
                return self._stream.read(max_bytes, min(_BLINK, max(0.01, end - time.monotonic())))
            except httpcore2.ReadTimeout:
                if self._closing.is_set():
                    raise FetchError("interrupted") from None
                if time.monotonic() >= end:
                    raise

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, _left(timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore2.NetworkStream:
        return _Stream(self._stream.start_tls(ssl_context, server_hostname, _left(timeout)), self._closing)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


class _Backend(httpcore2.NetworkBackend):
    """Opens connections through the doors."""

    def __init__(self, doors: Doors, closing: threading.Event) -> None:
        self._doors = doors
        self._closing = closing
        self._sockets = httpcore2.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None,
    ) -> httpcore2.NetworkStream:
        *others, last = self._doors.addresses(host, port)
        for address in others:
            try:
                return self._connect(address, port, timeout, local_address, socket_options)
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout):
                continue
        return self._connect(last, port, timeout, local_address, socket_options)

    def _connect(self, address: str, port: int, timeout: float | None, *rest: Any) -> httpcore2.NetworkStream:
        return _Stream(self._sockets.connect_tcp(address, port, _left(timeout), *rest), self._closing)


class _Body(httpx2.SyncByteStream):
    def __init__(self, stream: Any) -> None:
        self._stream = stream

    def __iter__(self) -> Iterator[bytes]:
        yield from self._stream

    def close(self) -> None:
        self._stream.close()


class Transport(httpx2.BaseTransport):
    """HTTP/1.1 over checked connections, which are kept and used again.

    What should not outlive its night in the cache is marked so: an error is never stored, a redirect always asked anew.
    """

    def __init__(self, doors: Doors, connections: int, closing: threading.Event) -> None:
        self._pool = httpcore2.ConnectionPool(
            ssl_context=httpx2.create_ssl_context(),
            max_connections=connections,
            keepalive_expiry=30.0,
            network_backend=_Backend(doors, closing),
        )

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        """Send a request; the answer's body is still on the wire."""
        url = request.url
        answer = self._pool.handle_request(
            httpcore2.Request(
                method=request.method,
                url=httpcore2.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path),
                headers=request.headers.raw,
                content=request.stream,
                extensions=request.extensions,
            )
        )
        response = httpx2.Response(
            answer.status, headers=answer.headers, stream=_Body(answer.stream), extensions=answer.extensions
        )
        if answer.status in _REDIRECTS:
            response.headers["cache-control"] = "max-age=0"
        elif answer.status not in {200, 304}:
            response.headers["cache-control"] = "no-store"
        return response

    def close(self) -> None:
        """Close all connections."""
        self._pool.close()
