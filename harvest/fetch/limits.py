"""How patient, how polite and how trusting the network is: `fetch:` in config."""

from __future__ import annotations

from msgspec import Struct

from harvest import __version__

AGENT = "snippet-harvest"
"""The word that a robots.txt calls us by."""


class FetchLimits(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What is too much, too long or too often."""

    timeout: float = 20.0
    """Seconds for a connection, and for each wait for more bytes."""
    seconds: float = 90.0
    """For one answer from its first byte sent to its last received."""
    redirects: int = 5
    retries: int = 3
    """Asked again after a time-out, a broken connection, 408, 425, 429 and 5xx."""
    failures: int = 8
    """Documents of one host that did not arrive, in a row, after which it is not asked again."""
    backoff: float = 1.0
    """Seconds before the first retry; doubled each time."""
    patience: float = 120.0
    """The longest wait, in seconds, that a server's Retry-After is granted."""
    delay: float = 0.5
    """Seconds between two requests to one host; its robots.txt may ask for more."""
    per_host: int = 2
    """Requests to one host at the same time."""
    workers: int = 8
    """Requests at the same time."""
    robots: bool = True
    """Obey robots.txt."""
    hosts: tuple[str, ...] = ()
    """Further hosts (`wiki.internal`, `localhost:8000`) that may lie in a private network."""
    user_agent: str = f"{AGENT}/{__version__}"
