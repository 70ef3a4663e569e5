"""URL -> Document: the cache, the host's wishes, redirects hop by hop, another try where it helps."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self
from urllib.parse import urlsplit

from msgspec import Struct

from harvest.errors import SourceError
from harvest.fetch.addresses import Doors, Resolve, check_scheme, joined, resolve
from harvest.fetch.answers import Answer, Tally
from harvest.fetch.errors import FetchError
from harvest.fetch.limits import FetchLimits
from harvest.fetch.turns import Turns
from harvest.model import Document

if TYPE_CHECKING:
    from concurrent.futures import Future

    from harvest.fetch.client import Client
    from harvest.fetch.robots import Robots


class Target(Struct, frozen=True):
    """A document to fetch."""

    url: str
    source: str


class Fetcher:
    """Fetches documents over http and https.

    Args:
        limits: what is too much, too long or too often.
        max_bytes: of one document, after decompression.
        cache: folder of the HTTP cache; without one, answers are remembered until the end only.
        offline: answer from the cache alone.
        resolve: host and port -> addresses; the system's resolver unless another is given.
    """

    def __init__(
        self,
        limits: FetchLimits | None = None,
        *,
        max_bytes: int = 20_000_000,
        cache: Path | None = None,
        offline: bool = False,
        resolve: Resolve = resolve,
    ) -> None:
        self._limits = limits or FetchLimits()
        self._max_bytes = max_bytes
        self._cache = cache
        self._offline = offline
        self._closing = threading.Event()
        self._making = threading.Lock()
        self._made: Client | None = None
        self._rules: Robots | None = None
        self._doors = Doors(self._limits.hosts, resolve)
        self._turns = Turns(self._limits, self._closing)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._closing.set()
        if self._made is not None:
            self._made.close()

    def fetch(self, url: str, source: str, *, trusted: bool = False) -> Document:
        """Fetch one document.

        Args:
            url: where it is.
            source: as the user named it.
            trusted: the user wrote this URL, so its host may lie in a private network.

        Raises:
            FetchError: it did not arrive; the message is the reason.
            RefusedError: it was not asked for.
            StoreError: the cache's folder cannot be written.
        """
        if trusted:
            self._doors.open(url)
        seen = [url := url.partition("#")[0]]
        while len(seen) <= self._limits.redirects + 1:
            check_scheme(url)
            answer = self._stored(url) if self._offline else self._asked(url)
            if answer.location is None:
                return Document(source=source, url=url, content_type=answer.content_type, body=answer.body)
            url = joined(url, answer.location)
            if url in seen:
                raise FetchError("a redirect loop", status=answer.status)
            seen.append(url)
        raise FetchError(f"more than {self._limits.redirects} redirects")

    @property
    def tally(self) -> Tally:
        """The requests that were answered so far."""
        return self._made.tally if self._made is not None else Tally()

    def fetch_many(self, targets: Iterable[Target]) -> Iterator[tuple[Target, Document | SourceError]]:
        """Fetch documents that a page, feed or sitemap points to; yield them in the order of the targets."""
        from concurrent.futures import ThreadPoolExecutor

        waiting: deque[tuple[Target, Future[Document | SourceError]]] = deque()
        pool = ThreadPoolExecutor(self._limits.workers, thread_name_prefix="fetch")
        try:
            for target in targets:
                waiting.append((target, pool.submit(self._fetch_or_say, target)))
                if len(waiting) > self._limits.workers:
                    done, future = waiting.popleft()
                    yield done, future.result()
            for done, future in waiting:
                yield done, future.result()
        except KeyboardInterrupt:
            self._closing.set()
            raise
        finally:
            pool.shutdown(cancel_futures=True)

    def _fetch_or_say(self, target: Target) -> Document | SourceError:
        try:
            return self.fetch(target.url, target.source)
        except SourceError as error:
            return error

    def _stored(self, url: str) -> Answer:
        answer = self._client.stored(url)
        if answer is None:
            raise FetchError("not in the cache, and the network is off")
        return answer

    def _asked(self, url: str) -> Answer:
        delay = self._limits.delay
        if self._limits.robots:
            delay = max(delay, self._robots.check(url))
        return self._repeatedly(url, delay)

    def _repeatedly(self, url: str, delay: float, *, fresh: bool = True) -> Answer:
        """Ask, and ask again where that may help, after the wait that the server asks for or a growing one."""
        import tenacity

        def wait(state: tenacity.RetryCallState) -> float:
            error = state.outcome.exception() if state.outcome else None
            asked = error.wait if isinstance(error, FetchError) else None
            return self._limits.backoff * 2.0 ** (state.attempt_number - 1) if asked is None else asked

        host = urlsplit(url).netloc
        self._turns.check(host)
        retrying = tenacity.Retrying(
            retry=tenacity.retry_if_exception(self._worth_another),
            stop=tenacity.stop_after_attempt(self._limits.retries + 1),
            wait=wait,
            sleep=tenacity.sleep_using_event(self._closing),
            reraise=True,
        )
        try:
            answer = retrying(self._once, url, delay, fresh=fresh)
        except FetchError as error:
            (self._turns.failed if error.passing else self._turns.answered)(host)
            raise
        self._turns.answered(host)
        return answer

    def _worth_another(self, error: BaseException) -> bool:
        return (
            isinstance(error, FetchError) and error.passing and (error.wait or 0) <= self._limits.patience
        ) and not self._closing.is_set()

    def _once(self, url: str, delay: float, *, fresh: bool) -> Answer:
        host = urlsplit(url).netloc
        with self._turns.turn(host, delay):
            try:
                return self._client.ask(url, fresh=fresh)
            except FetchError as error:
                if error.wait:
                    self._turns.put_off(host, error.wait)
                raise

    def _robots_txt(self, url: str) -> bytes:
        """A robots.txt, from the cache while it is fresh; the RFC follows five redirects, wherever they lead."""
        for _ in range(6):
            answer = self._repeatedly(url, self._limits.delay, fresh=False)
            if answer.location is None:
                return answer.body
            url = joined(url, answer.location)
            check_scheme(url)
        raise FetchError("too many redirects", status=404)

    @property
    def _client(self) -> Client:
        """The client, made when it is first needed; threads share one."""
        with self._making:
            if self._made is None:
                from harvest.fetch.client import Client

                self._made = Client(self._limits, self._max_bytes, self._doors, self._cache, self._closing)
            return self._made

    @property
    def _robots(self) -> Robots:
        with self._making:
            if self._rules is None:
                from harvest.fetch.robots import Robots

                self._rules = Robots(self._robots_txt)
            return self._rules
