"""Runs the site on this machine."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import uvicorn

from onrecord.errors import RunError, UsageError
from onrecord.flow.stages import ReadOptions
from onrecord.store import open_store
from onrecord.web.app import Settings, create_app

DEFAULT_PORT = 8650
_LAST_PORT = 65_535


def serve(
    casebook: str | Path,
    host: str = "127.0.0.1",
    port: int = DEFAULT_PORT,
    *,
    names: Sequence[str] = (),
    desk: bool | None = None,
    reading: ReadOptions | None = None,
    ready: Callable[[str], None] | None = None,
) -> None:
    """Serve a casebook's site until interrupted. Pages show what other programs write into it meanwhile.

    Args:
        casebook: path of the casebook.
        host: address to listen on; anything but this machine's own makes the record readable to others.
        port: port; 0 takes a free one.
        names: by which other machines, or a proxy, ask for the site, beside this machine's own.
        desk: whether readers may judge; None lets them where only this machine can ask (a loopback address, no `names`).
        reading: the register and gazetteer with which judgements are put to use.
        ready: told the site's address once it answers.

    Raises:
        UsageError: `casebook-missing`, `bad-option` for a port that is none. RunError: `address-in-use`, `casebook-damaged`.
    """
    Running(casebook, host, port, names=names, desk=desk, reading=reading, ready=ready).run()


class Running:
    """A site that holds its address from the moment it is made; `run` answers there until `stop` or an interrupt."""

    def __init__(
        self,
        casebook: str | Path,
        host: str = "127.0.0.1",
        port: int = DEFAULT_PORT,
        *,
        names: Sequence[str] = (),
        desk: bool | None = None,
        reading: ReadOptions | None = None,
        ready: Callable[[str], None] | None = None,
    ) -> None:
        if not 0 <= port <= _LAST_PORT:
            raise UsageError(f"option port is {port}; expected 0 to {_LAST_PORT}", code="bad-option", option="port")
        open_store(casebook).close()  # says what is wrong before a server starts, and brings the schema up to date
        shown = f"[{host}]" if ":" in host else host
        settings = Settings(
            hosts=tuple(dict.fromkeys((*Settings().hosts, shown.lower(), *(name.lower() for name in names)))),
            any_address=is_unspecified(host),
            desk=is_loopback(host) and not names if desk is None else desk,
            reading=reading or ReadOptions(),
        )
        app = create_app(lambda: open_store(casebook), settings)
        config = uvicorn.Config(app, host, port, log_level="warning", access_log=False, server_header=False)
        self._socket = _bound(config)
        self.address = f"http://{shown}:{self._socket.getsockname()[1]}"
        self._server = _Server(config, self.address, ready)

    def run(self) -> None:
        """Answer until told to stop."""
        with self._socket:
            self._server.run(sockets=[self._socket])

    def stop(self) -> None:
        """Let `run` finish what it is answering, and return; safe from any thread."""
        self._server.should_exit = True


def is_loopback(host: str) -> bool:
    """True if an address is one that only this machine can reach; a name other than "localhost" is not looked up."""
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host.lower() == "localhost"


def is_unspecified(host: str) -> bool:
    """True if an address stands for all that this machine has: 0.0.0.0 or ::."""
    try:
        return ip_address(host.strip("[]")).is_unspecified
    except ValueError:
        return False


class _Server(uvicorn.Server):
    """A uvicorn server that says when it answers."""

    def __init__(self, config: uvicorn.Config, address: str, ready: Callable[[str], None] | None) -> None:
        super().__init__(config)
        self._address, self._told = address, ready

    async def startup(self, sockets: list[Any] | None = None) -> None:
        await super().startup(sockets=sockets)
        if self.started and self._told is not None:
            self._told(self._address)


def _bound(config: uvicorn.Config) -> Any:
    """A socket that holds the address.

    Raises:
        RunError: `address-in-use`, another program has it or this machine has no such address.
    """
    log = logging.getLogger("uvicorn.error")
    log.disabled = True  # it would tell the same in its own words
    try:
        return config.bind_socket()
    except SystemExit as error:
        raise RunError(
            f"cannot listen on {config.host}:{config.port}, which another program holds or this machine does not have;"
            " choose another port with --port",
            code="address-in-use",
            host=config.host,
            port=config.port,
        ) from error
    finally:
        log.disabled = False
