"""The socket that fetching goes through: it looks names up itself, refuses private addresses, and keeps one deadline.

The address that was checked is the one that is connected to, so a name cannot change its address in between
(DNS rebinding); `Host` and the name of the TLS certificate stay those of the URL.
"""

from __future__ import annotations

import ipaddress
import socket
import ssl
import time
from collections.abc import Callable, Iterable
from typing import Any

import httpcore

from onrecord.collect.options import Network
from onrecord.errors import ItemError

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")


def resolve(host: str, port: int) -> list[str]:
    """All addresses of a host, as the system knows them.

    Raises:
        ItemError: the name is unknown (`dns-failed`).
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise ItemError(f"host {host!r} has no address ({error}); check the URL", code="dns-failed", host=host) from error
    return list(dict.fromkeys(str(info[4][0]).partition("%")[0] for info in found))


def is_public(address: Address) -> bool:
    """True for an address of the open Internet, also when it is wrapped in IPv6 (mapped, 6to4, Teredo, NAT64)."""
    inner = _unwrapped(address)
    if inner is not address:
        return is_public(inner)
    return address.is_global and not (
        address.is_multicast or address.is_reserved or address.is_unspecified or address.is_loopback
    )


def _unwrapped(address: Address) -> Address:
    if isinstance(address, ipaddress.IPv4Address):
        return address
    if address in _NAT64:
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    teredo = address.teredo
    return address.ipv4_mapped or address.sixtofour or (teredo[1] if teredo else address)


def checked(host: str, port: int, allowed: Iterable[Network], look_up: Callable[[str, int], list[str]] = resolve) -> list[str]:
    """The addresses of `host`, each of them public or in a network that the operator allowed.

    Raises:
        ItemError: unknown host, or one address of it is refused, whatever the others are (`dns-failed`, `address-refused`).
    """
    addresses = look_up(host, port)
    for text in addresses:
        address = ipaddress.ip_address(text)
        forms = {address, _unwrapped(address)}
        if not is_public(address) and not any(a in network for network in allowed for a in forms if a.version == network.version):
            raise ItemError(
                f"host {host!r} has address {text}, which is private or reserved; only public ones are fetched, "
                "an operator can allow a network with allow_private_addresses",
                code="address-refused",
                host=host,
                address=text,
            )
    return addresses


class Deadline:
    """A moment on a clock that does not go back."""

    def __init__(self, seconds: float) -> None:
        self._at = time.monotonic() + seconds

    def left(self, most: float | None = None) -> float:
        """Seconds until then, no more than `most`.

        Raises:
            httpcore.ReadTimeout: it has passed.
        """
        left = self._at - time.monotonic()
        if left <= 0:
            raise httpcore.ReadTimeout("the time for this URL is over")
        return left if most is None else min(left, most)


class GuardedBackend(httpcore.NetworkBackend):
    """Connects for httpcore, to checked addresses only and before the deadline only."""

    def __init__(self, allowed: Iterable[Network], deadline: Deadline) -> None:
        self._allowed = tuple(allowed)
        self._deadline = deadline
        self._inner = httpcore.SyncBackend()

    def connect_tcp(
        self, host: str, port: int, timeout: float | None = None, local_address: str | None = None, socket_options: Any = None
    ) -> httpcore.NetworkStream:
        failure: Exception | None = None
        for address in checked(host, port, self._allowed):
            try:
                stream = self._inner.connect_tcp(address, port, self._deadline.left(timeout), local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
            else:
                return _TimedStream(stream, self._deadline)
        raise failure or httpcore.ConnectError(f"no address for {host}")


class _TimedStream(httpcore.NetworkStream):
    """A connection whose every read and write ends by the deadline, so that a server cannot drip its answer for ever."""

    def __init__(self, inner: httpcore.NetworkStream, deadline: Deadline) -> None:
        self._inner = inner
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._inner.read(max_bytes, self._deadline.left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._inner.write(buffer, self._deadline.left(timeout))

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        return _TimedStream(self._inner.start_tls(ssl_context, server_hostname, self._deadline.left(timeout)), self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)
