"""Where bytes come from, and the capture that is made of them."""

from __future__ import annotations

import hashlib
import io
import os
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import BinaryIO

from onrecord.collect.moments import now
from onrecord.collect.options import CollectOptions
from onrecord.errors import ItemError
from onrecord.records import Capture

HEAD = 64 * 1024


@dataclass(frozen=True, slots=True)
class Source:
    """One input of bytes that can be opened again and again.

    `open` gives the bytes to read, `original` the bytes as found (the compressed ones of a `.gz`). `size` is that of
    the original. `name` is the path or URL that its extension is taken from; `url` is set where it was fetched.
    """

    location: str
    open: Callable[[], BinaryIO]
    size: int
    original: Callable[[], BinaryIO]
    name: str = ""
    url: str | None = None
    media_type: str | None = None
    charset: str | None = None
    status: int | None = None
    headers: tuple[tuple[str, str], ...] = ()
    fetched_at: str = field(default_factory=now)

    def head(self) -> bytes:
        """The first 64 KiB, to tell the format by."""
        with self.open() as stream:
            return stream.read(HEAD)

    def content(self, limit: int) -> bytes:
        """All bytes, if they are no more than `limit`.

        Raises:
            ItemError: more than that (`document-too-large`).
        """
        with self.open() as stream:
            data = stream.read(limit + 1)
        if len(data) > limit:
            raise ItemError(
                f"{self.location} holds more than {limit} bytes; a document of this format may have that many, "
                "raise max_document or split the file",
                code="document-too-large",
                location=self.location,
                limit=limit,
            )
        return data

    def capture(self, options: CollectOptions) -> Capture:
        """The bytes as found, with their digest.

        Raises:
            ItemError: more than `options.max_capture` (`capture-too-large`).
        """
        if self.size > options.max_capture:
            raise ItemError(
                f"{self.location} has {self.size} bytes; expected at most {options.max_capture}, raise max_capture or split it",
                code="capture-too-large",
                location=self.location,
                size=self.size,
                limit=options.max_capture,
            )
        with self.original() as stream:
            content = stream.read()
        return self.capture_of(content)

    def capture_of(self, content: bytes) -> Capture:
        """A capture of `content` that says the same about where it comes from."""
        return Capture(
            hashlib.sha256(content).hexdigest(),
            content,
            self.location,
            self.fetched_at,
            self.media_type,
            self.status,
            self.headers,
        )

    def unpacked(self, stream: BinaryIO, name: str) -> Source:
        """The same source with what a compressed file held; `stream` is kept open and read from its start each time."""
        return replace(self, open=lambda: _rewound(stream), name=name)


class _Rewound(io.RawIOBase):
    """A view of a seekable stream that starts at its beginning and leaves it open when it is closed itself."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        stream.seek(0)

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET, /) -> int:
        return self._stream.seek(offset, whence)

    def tell(self) -> int:
        return self._stream.tell()

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        data = self._stream.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)


def _rewound(stream: BinaryIO) -> BinaryIO:
    return io.BufferedReader(_Rewound(stream))


def of_spool(location: str, stream: BinaryIO, size: int) -> Source:
    """A source of a seekable stream that stays open while the source is used."""
    return Source(location, lambda: _rewound(stream), size, lambda: _rewound(stream))


def of_bytes(location: str, content: bytes, **known: object) -> Source:
    """A source of bytes in memory."""
    stream: Callable[[], BinaryIO] = lambda: io.BytesIO(content)  # noqa: E731
    return replace(Source(location, stream, len(content), stream, name=location), **known)  # type: ignore[arg-type]


def of_file(path: Path) -> Source:
    """A source of a file, opened when read.

    Raises:
        ItemError: not there, not readable, or not an ordinary file (`not-found`, `cannot-read`, `not-a-file`).
    """
    location = shown(path)
    try:
        if not path.is_file():
            code = "not-a-file" if path.exists() else "not-found"
            found = "is not an ordinary file" if path.exists() else "does not exist"
            raise ItemError(f"{location} {found}; expected a readable file", code=code, location=location)
        size = path.stat().st_size
        with path.open("rb"):
            pass
    except OSError as error:
        raise cannot_read(location, error) from error
    return Source(location, lambda: path.open("rb"), size, lambda: path.open("rb"), name=location)


def shown(path: Path) -> str:
    """A path as text that can be printed and stored in one line: bytes that are no UTF-8, and line ends, are escaped."""
    return os.fsencode(path).decode("utf-8", "backslashreplace").replace("\n", "\\n").replace("\r", "\\r")


def cannot_read(location: str, error: OSError) -> ItemError:
    """The one-line form of what the operating system said about a path."""
    return ItemError(
        f"{location} cannot be read: {(error.strerror or str(error)).lower()}; check its permissions",
        code="cannot-read",
        location=location,
        errno=error.errno,
    )
