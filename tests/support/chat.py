"""A small chat-completions server on 127.0.0.1 that answers as a test tells it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import Any


@dataclass
class Reply:
    """One answer: `body` as it is sent; `hangs` sends nothing, `drips` one byte after another, until the server stops."""

    body: bytes
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    hangs: bool = False
    drips: bool = False


def says(content: object, **more: Any) -> Reply:
    """A completion whose message is `content`, as JSON unless it is text."""
    text = content if isinstance(content, str) else json.dumps(content)
    choice = {"index": 0, "message": {"role": "assistant", "content": text}, "finish_reason": "stop"}
    return Reply(json.dumps({"object": "chat.completion", "choices": [choice]}).encode(), **more)


def statements(*rows: tuple[str, str, list[str]]) -> Reply:
    """A completion that lists statements: source, cue, pieces of content."""
    return says({"statements": [{"source": s, "cue": c, "content": pieces} for s, c, pieces in rows]})


@dataclass
class ChatServer:
    """Gives its replies one after another, the last one for ever; keeps what it was asked."""

    url: str
    replies: list[Reply]
    asked: list[dict[str, Any]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    over: Event = field(default_factory=Event)


@contextmanager
def chat_server(*replies: Reply) -> Iterator[ChatServer]:
    """Serve until the block is left."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    server.daemon_threads = True
    state = ChatServer(f"http://127.0.0.1:{server.server_port}/v1", list(replies))
    server.state = state  # type: ignore[attr-defined]
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield state
    finally:
        state.over.set()
        server.shutdown()
        server.server_close()
        thread.join()


class _Handler(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        state: ChatServer = self.server.state  # type: ignore[attr-defined]
        body = self.rfile.read(int(self.headers["Content-Length"]))
        state.asked.append({"path": self.path, **json.loads(body)})
        state.headers.append({name.lower(): value for name, value in self.headers.items()})
        reply = state.replies.pop(0) if len(state.replies) > 1 else state.replies[0]
        if reply.hangs:
            state.over.wait()
            return
        self.send_response(reply.status)
        for name, value in {"Content-Length": str(len(reply.body)), **reply.headers}.items():
            self.send_header(name, value)
        self.end_headers()
        try:
            if reply.drips:
                for at in range(len(reply.body)):
                    self.wfile.write(reply.body[at : at + 1])
                    self.wfile.flush()
                    if state.over.wait(0.02):
                        return
            else:
                self.wfile.write(reply.body)
        except OSError:
            return  # the asker has gone

    def log_message(self, *_arguments: object) -> None:
        """Nothing on standard error."""
