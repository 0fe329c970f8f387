"""A language model behind an OpenAI-compatible service: one question, one answer.

The one module beside `collect` that opens a connection, and only where a person has named an address. Sent are the question
and nothing else; an answer is read up to a size and a time, whatever the server does.
"""

from __future__ import annotations

import ipaddress
import json
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import httpx

from onrecord.errors import ItemError, OnrecordError, RunError, UsageError

MAX_ANSWER = 1024 * 1024
"""Bytes of one answer; a question is about some 1,500 words."""
ATTEMPTS = 3
FIRST_WAIT, LONGEST_WAIT = 1.0, 60.0
"""Seconds before another attempt: the first, four times as long each time, or what the server asks for up to the longest."""
_AGAIN = frozenset({408, 425, 429, 500, 502, 503, 504})
_THIS_ONE = frozenset({400, 413, 422})
"""Statuses that refuse one question: it is too long for the model, or has words that the service answers nothing to."""
_CHUNK = 16 * 1024


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where to ask. `url` is the base, e.g. "http://127.0.0.1:11434/v1"; `timeout` in seconds for one whole answer.

    Raises:
        UsageError: an address or a key that cannot be used (`bad-endpoint`).
    """

    url: str
    model: str
    key: str | None = field(default=None, repr=False)
    timeout: float = 120.0

    def __post_init__(self) -> None:
        try:
            parsed = httpx.URL(self.url)
        except (httpx.InvalidURL, ValueError) as error:
            raise _bad(self.url, f"is no URL ({error}); expected https://host/v1") from error
        if parsed.scheme not in ("http", "https") or not parsed.host or parsed.userinfo or parsed.query or parsed.fragment:
            raise _bad(self.url, "cannot be asked; expected https://host/v1, without a password, a query or a fragment")
        if parsed.scheme == "http" and not is_local(parsed.host):
            raise _bad(self.url, "would send the text unprotected; use https, without which only this machine may be asked")
        if self.key is not None and not (self.key.isascii() and self.key.isprintable() and self.key.strip()):
            raise UsageError(
                "ONRECORD_ENDPOINT_KEY holds a character that no header can carry; set it anew",
                code="bad-endpoint",
            )


def is_local(host: str) -> bool:
    """True for an address of this machine alone."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _bad(url: str, why: str) -> UsageError:
    return UsageError(f"endpoint {url!r} {why}", code="bad-endpoint", url=url)


class _AgainError(Exception):
    """An attempt that may be made again: `wait` is what the server asks for, in seconds."""

    def __init__(self, why: str, wait: float | None = None, error: OnrecordError | None = None) -> None:
        super().__init__(why)
        self.wait, self.error = wait, error


class Chat:
    """Asks one endpoint; keep one for many questions.

    Args:
        endpoint: where, which model, with what key.
        sleep: waits for that many seconds between attempts.
    """

    def __init__(self, endpoint: Endpoint, *, sleep: Callable[[float], None] = time.sleep) -> None:
        self.endpoint = endpoint
        self._sleep = sleep
        self._url = endpoint.url.rstrip("/") + "/chat/completions"
        headers = {"Accept-Encoding": "identity", **({"Authorization": f"Bearer {endpoint.key}"} if endpoint.key else {})}
        proxied = not is_local(httpx.URL(endpoint.url).host)
        self._client = httpx.Client(headers=headers, timeout=endpoint.timeout, trust_env=proxied, follow_redirects=False)

    def ask(self, task: str, text: str) -> str:
        """The model's answer, as it wrote it, to a task over a text.

        Raises:
            RunError: nobody answers there, or nothing may be asked; another text would fare no better
                (`endpoint-unreachable`, `endpoint-refused`).
            ItemError: this answer failed: refused for this text, too slow, too long, not in the chat form, or the server is in
                trouble after `ATTEMPTS` attempts (`endpoint-refused`, `endpoint-timeout`, `endpoint-answer`, `endpoint-busy`).
        """
        question = {
            "model": self.endpoint.model,
            "temperature": 0,
            "seed": 0,
            "response_format": {"type": "json_object"},
            "messages": [{"role": "system", "content": task}, {"role": "user", "content": text}],
        }
        for attempt in range(1, ATTEMPTS):
            try:
                return _words(self._url, self._post(question))
            except _AgainError as again:
                wait = again.wait if again.wait is not None else FIRST_WAIT * 4 ** (attempt - 1)
                self._sleep(min(wait, LONGEST_WAIT))
        try:
            return _words(self._url, self._post(question))
        except _AgainError as last:
            raise last.error or self._item("endpoint-busy", f"{last}, {ATTEMPTS} times; try again later") from last

    def _post(self, question: dict[str, Any]) -> bytes:
        started = time.monotonic()
        try:
            with self._client.stream("POST", self._url, json=question) as response:
                self._check(response)
                return self._body(response, started + self.endpoint.timeout)
        except httpx.TimeoutException as error:
            raise self._late() from error
        except httpx.ConnectError as error:
            why = f"endpoint {self._url!r} cannot be reached ({error}); check that it runs, and the address"
            raise _AgainError(why, error=RunError(why, code="endpoint-unreachable", url=self._url)) from error
        except httpx.HTTPError as error:
            raise _AgainError(f"breaks off ({type(error).__name__})") from error

    def _check(self, response: httpx.Response) -> None:
        status = response.status_code
        if status in _AGAIN:
            raise _AgainError(f"answers with status {status}", _seconds(response.headers.get("retry-after")))
        if status in _THIS_ONE:
            raise self._item(
                "endpoint-refused", f"refuses this text with status {status}; read it with another reader, or see its log"
            )
        if status != 200:
            hint = {401: "check ONRECORD_ENDPOINT_KEY", 403: "check ONRECORD_ENDPOINT_KEY", 404: "check address and model"}
            raise RunError(
                f"endpoint {self._url!r} answers with status {status}; expected 200, {hint.get(status, 'see its log')}",
                code="endpoint-refused",
                url=self._url,
                status=status,
            )

    def _body(self, response: httpx.Response, until: float) -> bytes:
        pieces, size = [], 0
        for piece in response.iter_bytes(_CHUNK):
            pieces.append(piece)
            size += len(piece)
            if size > MAX_ANSWER:
                raise self._item("endpoint-answer", f"answers with more than {MAX_ANSWER} bytes; is it a chat service?")
            if time.monotonic() > until:
                raise self._late()
        return b"".join(pieces)

    def _late(self) -> ItemError:
        return self._item("endpoint-timeout", f"did not answer in full in {self.endpoint.timeout:g} s; raise endpoint-timeout")

    def _item(self, code: str, why: str) -> ItemError:
        return ItemError(f"endpoint {self._url!r} {why}", code=code, url=self._url)


def _seconds(value: str | None) -> float | None:
    """`Retry-After` in seconds; its other form, a date, is not read."""
    return float(value) if value is not None and value.isascii() and value.isdigit() else None


def _words(url: str, body: bytes) -> str:
    """The text of the first choice of a chat completion."""
    try:
        found = json.loads(body)["choices"][0]["message"]["content"]
    except (ValueError, KeyError, IndexError, TypeError, RecursionError):
        found = None
    if not isinstance(found, str):
        raise ItemError(
            f"endpoint {url!r} answers in another form than a chat completion with text; is it a chat service?",
            code="endpoint-answer",
            url=url,
        )
    return found
