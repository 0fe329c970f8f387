"""Compressed input, unpacked under limits so that a small file cannot fill the disk or the memory."""

from __future__ import annotations

import errno
import gzip
import io
import tempfile
import zlib
from typing import BinaryIO

from onrecord.collect.options import MIB, CollectOptions
from onrecord.errors import ItemError, RunError

GZIP_MAGIC = b"\x1f\x8b"
FREE_ALLOWANCE = 16 * MIB
"""Unpacked bytes that are let through before the ratio counts: short texts pack very well."""
_CHUNK = 256 * 1024
_IN_MEMORY = 32 * MIB


class Bounded(io.RawIOBase):
    """An unpacking stream that stops at the limits and names what is wrong with damaged data.

    Raises, from `read`:
        ItemError: more than `max_unpacked` or `max_ratio` allow (`unpacks-too-large`), data that ends early
            (`truncated-gzip`), or data that is no gzip (`bad-gzip`).
    """

    def __init__(self, stream: BinaryIO, location: str, packed: int, options: CollectOptions) -> None:
        self._stream = stream
        self._location = location
        self._given = 0
        self._limit = min(options.max_unpacked, max(FREE_ALLOWANCE, packed * options.max_ratio))

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        data = self.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)

    def read(self, size: int | None = -1, /) -> bytes:
        if size is None or size < 0:
            return b"".join(iter(lambda: self.read(_CHUNK), b""))
        try:
            data = self._stream.read(min(size, _CHUNK)) or b""
        except EOFError as error:
            raise ItemError(
                f"{self._location} ends in the middle of its gzip data after {self._given} unpacked bytes; get the file again",
                code="truncated-gzip",
                location=self._location,
                unpacked=self._given,
            ) from error
        except (OSError, zlib.error) as error:
            raise ItemError(
                f"{self._location} is damaged gzip data after {self._given} unpacked bytes ({error}); get the file again",
                code="bad-gzip",
                location=self._location,
                unpacked=self._given,
            ) from error
        self._given += len(data)
        if self._given > self._limit:
            raise ItemError(
                f"{self._location} unpacks to more than {self._limit} bytes; unpack it yourself if you trust it",
                code="unpacks-too-large",
                location=self._location,
                limit=self._limit,
            )
        return data

    def close(self) -> None:
        self._stream.close()
        super().close()


def gunzip(stream: BinaryIO, location: str, packed: int, options: CollectOptions) -> Bounded:
    """Unpack gzip data (any number of members) as it is read, under `Bounded`'s limits. `packed` is its size in bytes."""
    return Bounded(gzip.GzipFile(fileobj=stream, mode="rb"), location, packed, options)  # type: ignore[arg-type]


def spool(stream: BinaryIO | Bounded, location: str, limit: int) -> tuple[BinaryIO, int]:
    """Copy a stream that can be read once to one that can be read again, on disk beyond 32 MiB.

    Returns:
        The copy and its size in bytes. It vanishes when it is closed or no longer used.

    Raises:
        ItemError: more than `limit` bytes (`input-too-large`).
        RunError: no room on the disk (`disk-full`).
    """
    copy: BinaryIO = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)  # type: ignore[assignment]  # noqa: SIM115
    size = 0
    while data := stream.read(_CHUNK):
        size += len(data)
        if size > limit:
            raise ItemError(
                f"{location} holds more than {limit} bytes; raise max_unpacked or split it",
                code="input-too-large",
                location=location,
                limit=limit,
            )
        try:
            copy.write(data)
        except OSError as error:
            if error.errno not in (errno.ENOSPC, errno.EDQUOT):
                raise
            raise RunError(
                f"no room in {tempfile.gettempdir()} to unpack {location}; free some or set TMPDIR",
                code="disk-full",
                location=location,
            ) from error
    copy.seek(0)
    return copy, size
