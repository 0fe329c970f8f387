"""Runs the site on this machine."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import uvicorn

from onrecord.errors import RunError
from onrecord.store import open_store
from onrecord.web.app import Settings, create_app

DEFAULT_PORT = 8650


def serve(
    casebook: str | Path, host: str = "127.0.0.1", port: int = DEFAULT_PORT, *, ready: Callable[[str], None] | None = None
) -> None:
    """Serve a casebook's site until interrupted. Pages show what other programs write into it meanwhile.

    Args:
        casebook: path of the casebook.
        host: address to listen on; anything but this machine's own makes the record readable to others.
        port: port; 0 takes a free one.
        ready: told the site's address once it answers.

    Raises:
        UsageError: `casebook-missing`. RunError: `address-in-use`, `casebook-damaged`.
    """
    open_store(casebook).close()  # says what is wrong before a server starts, and brings the schema up to date
    shown = f"[{host}]" if ":" in host else host
    settings = Settings(hosts=tuple(dict.fromkeys((*Settings().hosts, shown))))
    app = create_app(lambda: open_store(casebook), settings)
    config = uvicorn.Config(
        app, host=host, port=port, log_level="warning", access_log=False, server_header=False, date_header=True, lifespan="on"
    )
    server = _Server(config, ready)
    try:
        server.run()
    except SystemExit as error:  # uvicorn's way to say that it could not listen; it has written why to its log
        raise RunError(
            f"cannot listen on {shown}:{port}; is another program there? choose another port with --port",
            code="address-in-use",
            host=host,
            port=port,
        ) from error


class _Server(uvicorn.Server):
    """A uvicorn server that says when and where it answers."""

    def __init__(self, config: uvicorn.Config, ready: Callable[[str], None] | None) -> None:
        super().__init__(config)
        self._ready = ready

    async def startup(self, sockets: list[object] | None = None) -> None:  # type: ignore[override]
        await super().startup(sockets=sockets)  # type: ignore[arg-type]
        if self.started and self._ready is not None:
            host, port = self.servers[0].sockets[0].getsockname()[:2]
            self._ready(f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}")
