"""One request, one answer: conditional where the cache knows the page, read up to its limit, every failure named."""

from __future__ import annotations

import re
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from http.cookiejar import CookieJar, DefaultCookiePolicy
from pathlib import Path

import httpcore2
import httpx2

from harvest.fetch.addresses import Doors
from harvest.fetch.answers import Answer, Tally
from harvest.fetch.cache import Cache, extensions
from harvest.fetch.errors import FetchError, RefusedError
from harvest.fetch.limits import FetchLimits
from harvest.fetch.transport import Transport, at_most

_ASK_AGAIN = {408, 425, 429, 500, 502, 503, 504}
_TIMEOUTS = (httpx2.TimeoutException, httpcore2.TimeoutException)
_BROKEN = (httpx2.NetworkError, httpcore2.NetworkError)
_MALFORMED = (httpx2.ProtocolError, httpcore2.ProtocolError)


class Client:
    """Sends requests, through the cache, to hosts that the doors are open to."""

    def __init__(
        self, limits: FetchLimits, max_bytes: int, doors: Doors, cache: Path | None, closing: threading.Event
    ) -> None:
        self._limits = limits
        self._max_bytes = max_bytes
        self._cache = Cache(cache, max_bytes)
        self._tally = Tally()
        self._lock = threading.Lock()
        self._client = httpx2.Client(
            transport=self._cache.over(Transport(doors, limits.workers, closing)),
            headers={"User-Agent": limits.user_agent, "Accept": "*/*", "Accept-Encoding": "gzip, br, zstd"},
            timeout=limits.timeout,
            cookies=CookieJar(DefaultCookiePolicy(allowed_domains=[])),
            trust_env=False,
        )

    def close(self) -> None:
        """Close all connections and the cache."""
        self._client.close()

    def ask(self, url: str, *, fresh: bool) -> Answer:
        """Send one request.

        Args:
            url: of scheme http or https.
            fresh: ask the server even where the cache holds an answer that has not yet expired.

        Raises:
            FetchError: there was no answer, or none of use.
        """
        before = self._cache.entries(url)
        headers = {"Cache-Control": "no-cache"} if fresh else {}
        with at_most(self._limits.seconds), _named(), self._sent(url, headers) as response:
            answer = self._read(response)
        self._cache.settle(url, before)
        return answer

    def stored(self, url: str) -> Answer | None:
        """What the cache holds of a URL."""
        response = self._cache.answer(url)
        return None if response is None else self._read(response)

    @property
    def tally(self) -> Tally:
        """The requests so far."""
        return self._tally

    def _count(self, response: httpx2.Response) -> None:
        caching = response.extensions["caching"]
        if caching["from_cache"] and not caching["revalidated"]:
            return
        size = 0 if caching["from_cache"] else response.num_bytes_downloaded
        with self._lock:
            now = self._tally
            self._tally = Tally(now.requests + 1, now.unchanged + caching["from_cache"], now.bytes + size)

    @contextmanager
    def _sent(self, url: str, headers: dict[str, str]) -> Iterator[httpx2.Response]:
        with self._client.stream("GET", url, headers=headers, extensions=extensions(url)) as response:
            try:
                yield response
            finally:
                self._count(response)

    def _read(self, response: httpx2.Response) -> Answer:
        location = response.headers.get("location") if response.has_redirect_location else None
        if response.status_code != HTTPStatus.OK and location is None:
            raise _status_error(response)
        body = bytearray()
        for chunk in response.iter_bytes():
            body += chunk
            if len(body) > self._max_bytes:
                raise FetchError(f"larger than {self._max_bytes:,} bytes", status=response.status_code)
        return Answer(response.status_code, response.headers.get("content-type"), location, bytes(body))


@contextmanager
def _named() -> Iterator[None]:
    """Turn what the network did into one error with a reason."""
    try:
        yield
    except _TIMEOUTS:
        raise FetchError("took too long", passing=True) from None
    except _BROKEN as error:
        raise _broken(error) from None
    except _MALFORMED as error:
        raise FetchError(f"broken answer: {_plain(error)}", passing=True) from None
    except httpx2.DecodingError as error:
        raise FetchError(f"cannot be decompressed: {_plain(error)}") from None
    except (httpx2.InvalidURL, httpx2.UnsupportedProtocol) as error:
        raise RefusedError(f"not a URL: {_plain(error)}") from None


def _broken(error: Exception) -> FetchError:
    cause: BaseException | None = error
    while cause is not None and not isinstance(cause, ssl.SSLError):
        cause = cause.__cause__ or cause.__context__
    if isinstance(cause, ssl.SSLCertVerificationError):
        return FetchError(f"TLS: {cause.verify_message}")
    if isinstance(cause, ssl.SSLError):
        return FetchError(f"TLS: {_plain(cause.reason or cause)}")
    return FetchError(f"no connection: {_plain(error)}", passing=True)


def _status_error(response: httpx2.Response) -> FetchError:
    status = response.status_code
    phrase = HTTPStatus(status).phrase if status in HTTPStatus._value2member_map_ else ""
    wait = _retry_after(response.headers.get("retry-after"))
    later = f", asks to wait {wait:.0f} s" if wait else ""
    return FetchError(
        f"HTTP {status} {phrase}".rstrip() + later, status=status, passing=status in _ASK_AGAIN, wait=wait
    )


def _retry_after(value: str | None) -> float | None:
    """Seconds (RFC 9110, 10.2.3): a number, or a date."""
    if value is None:
        return None
    if re.fullmatch(r"[0-9]{1,9}", value):
        return float(value)
    try:
        at = parsedate_to_datetime(value)
    except (ValueError, OverflowError):
        return None
    return max(0.0, (at.replace(tzinfo=at.tzinfo or UTC) - datetime.now(UTC)).total_seconds())


def _plain(error: object) -> str:
    """A library's words, on one line; they may quote what the server sent."""
    words = re.sub(r"[^ -~]+", " ", str(error) or type(error).__name__)
    return words.strip()[:200]
