"""What every answer carries, and which requests are refused before a page is made."""

from __future__ import annotations

import logging
from collections.abc import Collection, Sequence
from ipaddress import ip_address

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from onrecord.publish.policy import POLICY
from onrecord.web.errors import refusal

_LOG = logging.getLogger("onrecord.web")

_HEADERS = {
    "content-security-policy": f"{POLICY}; frame-ancestors 'none'",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}


class Shield:
    """Refuses foreign hosts and methods that write, and sets the headers of every answer.

    `forms` are the paths that a form may be sent to; they check for themselves who sends it.
    The host check keeps a page of another site from reading this one through a name that points at this machine
    (DNS rebinding). With `any_address`, which listening on all of a machine's addresses takes, any address in numbers will do as
    well: no name can be made to point elsewhere by it.
    """

    def __init__(self, app: ASGIApp, hosts: Sequence[str], forms: Collection[str] = (), any_address: bool = False) -> None:
        self.app = app
        self.any_address = any_address
        self.forms = frozenset(forms)
        self.hosts = frozenset(host.lower() for host in hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers[name] = value
                if scope["path"].startswith("/desk"):
                    # Under "no-referrer" a browser hides from the site that its own form comes from itself.
                    headers["referrer-policy"] = "same-origin"
            await send(message)

        host = host_name(Headers(scope=scope).get("host", ""))
        if host not in self.hosts and not (self.any_address and is_address(host)):
            answer = refusal(
                scope, f"host {host!r} is not served here; expected {', '.join(sorted(self.hosts))}", "wrong-host", 421
            )
        elif scope["method"] not in {"GET", "HEAD"} and not (scope["method"] == "POST" and scope["path"] in self.forms):
            answer = refusal(
                scope, f"method {scope['method']!r} is not allowed; the site is only read", "method-not-allowed", 405
            )
        else:
            await self._guarded(scope, receive, send_with_headers)
            return
        await answer(scope, receive, send_with_headers)

    async def _guarded(self, scope: Scope, receive: Receive, send: Send) -> None:
        """The web's outer edge: a fault goes to the log, and the reader gets the one error shape with every header."""
        started = False

        async def noted(message: Message) -> None:
            nonlocal started
            started = started or message["type"] == "http.response.start"
            await send(message)

        try:
            await self.app(scope, receive, noted)
        except Exception:
            _LOG.exception("cannot make the page at %r", scope["path"])
            if started:
                raise
            await refusal(scope, "the page could not be made; the server's log says why", "internal-error", 500)(
                scope, receive, send
            )


def is_address(host: str) -> bool:
    """True for an IP address as a Host header has it."""
    try:
        return bool(ip_address(host.removeprefix("[").removesuffix("]")))
    except ValueError:
        return False


def host_name(value: str) -> str:
    """The host of a Host header, without its port, in lower case; brackets of an IPv6 address stay."""
    value = value.strip().lower()
    if value.startswith("["):
        return value.partition("]")[0] + "]"
    return value.partition(":")[0]
