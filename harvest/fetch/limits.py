"""How patient, how polite and how trusting the network is: `fetch:` in config."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta, Struct

from harvest import __version__

AGENT = "snippet-harvest"
"""The word that a robots.txt calls us by."""
_Some = Annotated[int, Meta(ge=1)]
_Wait = Annotated[float, Meta(ge=0, le=86_400)]
_Time = Annotated[float, Meta(gt=0, le=86_400)]


class FetchLimits(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What is too much, too long or too often."""

    timeout: _Time = 20.0
    """Seconds for a connection, and for each wait for more bytes."""
    seconds: _Time = 90.0
    """For one answer from its first byte sent to its last received."""
    redirects: Annotated[int, Meta(ge=0)] = 5
    """Followed from one address; each must be one that may be asked."""
    retries: Annotated[int, Meta(ge=0)] = 3
    """Asked again after a time-out, a broken connection, 408, 425, 429, 500, 502, 503 and 504."""
    failures: _Some = 8
    """Documents of one host that did not arrive, in a row, after which it is not asked again."""
    backoff: _Wait = 1.0
    """Seconds before the first retry; doubled each time."""
    patience: _Wait = 120.0
    """The longest wait, in seconds, that a server's Retry-After is granted."""
    delay: _Wait = 0.5
    """Seconds between two requests to one host; its robots.txt may ask for more."""
    per_host: _Some = 2
    """Requests to one host at the same time."""
    workers: _Some = 8
    """Requests at the same time."""
    robots: bool = True
    """Obey robots.txt."""
    hosts: tuple[str, ...] = ()
    """Further hosts (`wiki.internal`, `localhost:8000`) that may lie in a private network."""
    user_agent: str = f"{AGENT}/{__version__}"
    """What servers are told that we are; rules for `snippet-harvest` in a robots.txt count whatever this says."""
