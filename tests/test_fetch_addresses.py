"""Which addresses belong to the open Internet."""

from __future__ import annotations

import ipaddress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harvest.fetch.addresses import Doors, check_scheme, is_public
from harvest.fetch.errors import FetchError, RefusedError

PRIVATE = [
    "127.0.0.1", "127.8.8.8", "10.1.2.3", "172.16.0.1", "192.168.1.1", "100.64.0.1", "0.0.0.0",  # noqa: S104 - nobody binds to it
    "169.254.169.254", "100.100.100.200", "168.63.129.16", "192.0.0.192", "224.0.0.1", "239.255.255.250",
    "240.0.0.1", "255.255.255.255", "198.18.0.1", "192.0.2.1",
    "::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1", "fd00:ec2::254", "ff02::1", "fec0::1", "2001:db8::1",
    "::ffff:127.0.0.1", "::ffff:169.254.169.254", "::127.0.0.1", "2002:7f00:1::1", "64:ff9b::7f00:1",
    "64:ff9b:1::1", "2001:0:7f00:1::1", "100::1", "5f00::1",
]  # fmt: skip
PUBLIC = ["8.8.8.8", "1.1.1.1", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808", "2002:808:808::1"]


@pytest.mark.parametrize("address", PRIVATE)
def test_what_is_not_public_is_told(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", PUBLIC)
def test_what_is_public_is_told(address: str) -> None:
    assert is_public(address)


@given(st.ip_addresses(v=4))
def test_an_address_is_judged_the_same_within_another(address: ipaddress.IPv4Address) -> None:
    assert is_public(f"::ffff:{address}") == is_public(str(address))
    assert is_public(str(ipaddress.IPv6Address((0x2002 << 112) | (int(address) << 80)))) == is_public(str(address))


@pytest.mark.parametrize("host", ["2130706433", "0x7f000001", "0177.0.0.1", "127.1", "localhost"])
def test_every_way_to_write_loopback_is_refused(host: str) -> None:
    with pytest.raises(FetchError):
        Doors().addresses(host, 80)


def test_of_several_addresses_the_public_ones_are_asked() -> None:
    doors = Doors(resolve=lambda host, port: ["10.0.0.1", "8.8.8.8"])  # noqa: ARG005 - a resolver's two words
    assert doors.addresses("mixed.example", 80) == ["8.8.8.8"]


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("file:///etc/passwd", "scheme 'file'"),
        ("//host/path", "scheme ''"),
        ("http://user:word@host/", "user name or password"),
        ("http://host:99999/", "not a URL"),
        ("http://", "without a host"),
    ],
)
def test_a_url_that_is_not_followed_says_why(url: str, reason: str) -> None:
    with pytest.raises(RefusedError, match=reason):
        check_scheme(url)


def test_a_password_is_not_repeated() -> None:
    with pytest.raises(RefusedError) as caught:
        check_scheme("http://user:word@host/")
    assert "word@" not in str(caught.value)


@given(st.text())
def test_any_text_is_a_url_or_refused_in_one_line(text: str) -> None:
    said = ""
    try:
        check_scheme(f"http://{text}")
    except RefusedError as error:
        said = str(error)
    assert "\n" not in said
