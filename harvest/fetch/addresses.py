"""Which machines a page may send us to: public ones, and those that the user named."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address, ip_network
from urllib.parse import urljoin, urlsplit

from harvest.fetch.errors import FetchError, RefusedError

Resolve = Callable[[str, int], list[str]]
"""Host and port -> addresses, in the order in which they are to be tried."""

_NOT_FOR_US = tuple(
    ip_network(network)
    for network in (
        "168.63.129.16/32",  # a cloud's host agent, though the address is a public one
        "192.0.0.0/24",  # protocol assignments; another cloud's metadata
        "192.88.99.0/24",  # 6to4 relays
    )
)
_UNICAST = IPv6Network("2000::/3")
_NAT64 = IPv6Network("64:ff9b::/96")
_PORTS = {"http": 80, "https": 443}


def is_public(address: str) -> bool:
    """Whether an IP address belongs to the open Internet, with every IPv4 address that an IPv6 one may carry."""
    parsed = ip_address(address.partition("%")[0])
    if isinstance(parsed, IPv4Address):
        return parsed.is_global and not parsed.is_multicast and not any(parsed in network for network in _NOT_FOR_US)
    carried = list(_carried(parsed))
    if carried:
        return all(is_public(str(inner)) for inner in carried)
    return parsed in _UNICAST and parsed.is_global


def _carried(address: IPv6Address) -> Iterator[IPv4Address]:
    """The IPv4 addresses within: mapped, 6to4, Teredo's server and client, NAT64."""
    if address.ipv4_mapped:
        yield address.ipv4_mapped
    if address.sixtofour:
        yield address.sixtofour
    if address.teredo:
        yield from address.teredo
    if address in _NAT64:
        yield IPv4Address(int(address) & 0xFFFFFFFF)


def resolve(host: str, port: int) -> list[str]:
    """The addresses of a host.

    Raises:
        FetchError: there is none.
    """
    import socket

    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except socket.gaierror as error:
        raise FetchError(f"{host}: {error.strerror}", passing=error.errno == socket.EAI_AGAIN) from None
    except UnicodeError:
        raise RefusedError(f"{host[:100]!r} is not a host name") from None
    return [str(address[4][0]) for address in found]


class Doors:
    """The hosts that the user named, with their ports; all others must be public."""

    def __init__(self, hosts: tuple[str, ...] = (), resolve: Resolve = resolve) -> None:
        self._named: set[tuple[str, int]] = set()
        self._resolve = resolve
        for host in hosts:
            self.open(f"http://{host}")
            self.open(f"https://{host}")

    def open(self, url: str) -> None:
        """Let the host of this URL be asked, wherever it lies. A host named for http may also answer on https."""
        scheme, host, port = _parts(url)
        self._named.add((host, port or _PORTS[scheme]))
        if port is None:
            self._named.add((host, 443))

    def addresses(self, host: str, port: int) -> list[str]:
        """Resolve a host once; who connects to these addresses cannot be led elsewhere by a second answer.

        Raises:
            RefusedError: none of them may be asked.
            FetchError: it has none.
        """
        found = self._resolve(host, port)
        if (host.lower().rstrip("."), port) in self._named:
            return found
        public = [address for address in found if is_public(address)]
        if not public:
            raise RefusedError(
                f"{host} is in a private network ({', '.join(found)}); name it in the configuration to allow it"
            )
        return public


def joined(url: str, location: str) -> str:
    """Where a redirect leads.

    Raises:
        RefusedError: nowhere.
    """
    try:
        return urljoin(url, location).partition("#")[0]
    except ValueError as error:
        raise RefusedError(f"not a URL: {error}") from None


def check_scheme(url: str) -> None:
    """See that a URL is one that we follow.

    Raises:
        RefusedError: it is not http or https, has no host, or carries a password.
    """
    _parts(url)


def _parts(url: str) -> tuple[str, str, int | None]:
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError as error:
        raise RefusedError(f"not a URL: {error}") from None
    if parts.scheme not in _PORTS:
        raise RefusedError(f"the scheme {parts.scheme[:30]!r} is not followed, only http and https")
    if not host:
        raise RefusedError("a URL without a host")
    if "@" in parts.netloc:
        raise RefusedError("a URL with a user name or password is not followed")
    return parts.scheme, host.rstrip("."), port
