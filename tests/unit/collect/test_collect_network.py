"""Which addresses may be connected to."""

from __future__ import annotations

from ipaddress import ip_address, ip_network

import pytest

from onrecord.collect.network import checked, is_public
from onrecord.errors import ItemError


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",
        "224.0.0.1",
        "239.1.1.1",
        "240.0.0.1",
        "255.255.255.255",
        "192.0.2.1",
        "198.18.0.1",
        "::",
        "::1",
        "fe80::1",
        "fc00::1",
        "ff02::1",
        "2001:db8::1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "2002:7f00:1::",
        "2002:a00:1::1",
        "64:ff9b::7f00:1",
        "64:ff9b::a9fe:a9fe",
    ],
)
def test_is_public_refuses_what_is_not_the_open_internet(address: str) -> None:
    """Private, loopback, link-local, shared, multicast, reserved and documentation addresses, also wrapped in IPv6."""
    assert not is_public(ip_address(address))


@pytest.mark.parametrize("address", ["8.8.8.8", "1.1.1.1", "2606:4700:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"])
def test_is_public_accepts_the_open_internet(address: str) -> None:
    """Ordinary addresses of either kind are accepted."""
    assert is_public(ip_address(address))


def test_checked_refuses_a_host_with_one_private_address() -> None:
    """One private address among public ones refuses the host."""
    with pytest.raises(ItemError) as raised:
        checked("mixed.example", 443, (), lambda host, port: ["8.8.8.8", "10.0.0.1"])
    assert (raised.value.code, raised.value.facts["address"]) == ("address-refused", "10.0.0.1")


def test_checked_lets_through_what_the_operator_allows() -> None:
    """An allowed network opens its addresses, in both spellings, and no others."""
    allowed = (ip_network("10.0.0.0/8"),)
    assert checked("intranet", 80, allowed, lambda host, port: ["10.1.1.1", "::ffff:10.1.1.1"]) == ["10.1.1.1", "::ffff:10.1.1.1"]
    with pytest.raises(ItemError):
        checked("intranet", 80, allowed, lambda host, port: ["192.168.0.1"])
