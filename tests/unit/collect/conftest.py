"""Fixtures for collecting: files of one's own, and a web server on the loopback address."""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_network
from pathlib import Path

import pytest

from onrecord.collect import CollectOptions, collect
from onrecord.errors import ItemError
from onrecord.records import Collected

Answer = Callable[[BaseHTTPRequestHandler], None]
LOOPBACK = frozenset({ip_network("127.0.0.0/8")})


@pytest.fixture
def collected() -> Callable[..., list[Collected]]:
    """Collect a location and fail on any error."""

    def run(location: object, options: CollectOptions | None = None) -> list[Collected]:
        found = list(collect(str(location), options or CollectOptions()))
        assert [f for f in found if isinstance(f, ItemError)] == []
        return [f for f in found if isinstance(f, Collected)]

    return run


@pytest.fixture
def codes() -> Callable[..., list[str]]:
    """Collect a location; the ids of its documents and the codes of its errors, in order. Messages must be one line."""

    def run(location: object, options: CollectOptions | None = None) -> list[str]:
        found: list[str] = []
        for item in collect(str(location), options or CollectOptions()):
            if isinstance(item, ItemError):
                assert "\n" not in str(item)
                assert not str(item).endswith(".")
                found.append(item.code)
            else:
                found.append(item.document.id)
        return found

    return run


@pytest.fixture
def unprivileged() -> Iterator[Path]:
    """A folder of ours, while this process cannot do more than any user: root may read what it likes."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    is_root = os.geteuid() == 0
    if is_root:
        os.chown(folder, 65534, 65534)
        os.seteuid(65534)
    try:
        yield folder
    finally:
        if is_root:
            os.seteuid(0)
        for path in folder.rglob("*"):
            path.chmod(0o755)
        shutil.rmtree(folder)


@dataclass
class Site:
    """A web server on 127.0.0.1: set `answers[path]`; `asked` lists (path, headers) of the requests it got."""

    port: int = 0
    answers: dict[str, Answer] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    def url(self, path: str = "/", host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.port}{path}"

    def page(
        self, path: str, body: bytes, content_type: str = "text/html; charset=utf-8", status: int = 200, **headers: str
    ) -> None:
        def answer(handler: BaseHTTPRequestHandler) -> None:
            handler.send_response(status)
            handler.send_header("Content-Type", content_type)
            handler.send_header("Content-Length", str(len(body)))
            for name, value in headers.items():
                handler.send_header(name.replace("_", "-"), value)
            handler.end_headers()
            handler.wfile.write(body)

        self.answers[path] = answer

    def redirect(self, path: str, target: str) -> None:
        self.page(path, b"", status=302, Location=target)


@pytest.fixture
def site() -> Iterator[Site]:
    """A running Site without robots.txt, stopped after the test."""
    made = Site()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            made.asked.append((self.path, {k.lower(): v for k, v in self.headers.items()}))
            answer = made.answers.get(self.path)
            if answer is None:
                self.send_error(404)
                return
            # the client hangs up on some of these pages, as it should
            with contextlib.suppress(BrokenPipeError, ConnectionResetError):
                answer(self)

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    made.port = server.server_address[1]
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    try:
        yield made
    finally:
        server.shutdown()
        server.server_close()
