"""Compressed input, unpacked under limits so that a small file cannot fill the disk or the memory."""

from __future__ import annotations

import errno
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
_GZIP_WINDOW = 16 + zlib.MAX_WBITS
_IN_MEMORY = 32 * MIB


class Unpacking(io.RawIOBase):
    """The unpacked bytes of a gzip stream, under limits; what comes before a fault in it can still be read.

    Raises, from `read`:
        ItemError: more bytes than allowed (`unpacks-too-large`), data that ends early (`truncated-gzip`), or data
            that is no gzip (`bad-gzip`).
    """

    def __init__(self, stream: BinaryIO, location: str, limit: int) -> None:
        self._stream = stream
        self._location = location
        self._limit = limit
        self._given = 0
        self._packed = b""
        self._member = zlib.decompressobj(_GZIP_WINDOW)
        self._inside = False

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        data = self.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)

    def read(self, size: int | None = -1, /) -> bytes:
        """Up to `size` bytes, fewer only at the end; all of them for a negative size."""
        wanted = self._limit + 1 if size is None or size < 0 else size
        pieces: list[bytes] = []
        while wanted > 0 and (data := self._some(min(wanted, _CHUNK), bool(pieces))):
            pieces.append(data)
            wanted -= len(data)
        return b"".join(pieces)

    def _some(self, most: int, held: bool) -> bytes:
        """The next bytes. Where some are `held` already, a fault waits for the next call, so that they are not lost."""
        try:
            data = self._unpack(most)
        except zlib.error as error:
            return self._fail(held, "is damaged gzip data", "bad-gzip", error)
        except EOFError as error:
            return self._fail(held, "ends in the middle of its gzip data", "truncated-gzip", error)
        self._given += len(data)
        if self._given > self._limit:
            raise ItemError(
                f"{self._location} unpacks to more than {self._limit} bytes; unpack it yourself if you trust it",
                code="unpacks-too-large",
                location=self._location,
                limit=self._limit,
            )
        return data

    def _unpack(self, most: int) -> bytes:
        while True:
            if not self._packed:
                self._packed = self._stream.read(_CHUNK)
                if not self._packed and self._inside:
                    raise EOFError
            if not self._inside:
                # members follow each other, at times with zeros between them
                self._packed = self._packed.lstrip(b"\0") if self._given else self._packed
                if not self._packed and not (more := self._stream.read(_CHUNK)):
                    return b""
                self._packed = self._packed or more
                self._member = zlib.decompressobj(_GZIP_WINDOW)
                self._inside = True
            data = self._member.decompress(self._packed, most)
            self._packed = self._member.unused_data if self._member.eof else self._member.unconsumed_tail
            self._inside = not self._member.eof
            if data:
                return data

    def _fail(self, held: bool, what: str, code: str, cause: Exception) -> bytes:
        if held:
            return b""
        raise ItemError(
            f"{self._location} {what} after {self._given} unpacked bytes; get the file again",
            code=code,
            location=self._location,
            unpacked=self._given,
        ) from cause


def gunzip(stream: BinaryIO, location: str, packed: int, options: CollectOptions) -> Unpacking:
    """Unpack gzip data of any number of members as it is read. `packed` is its size in bytes, which the ratio is taken of."""
    return Unpacking(stream, location, min(options.max_unpacked, max(FREE_ALLOWANCE, packed * options.max_ratio)))


def spool(stream: BinaryIO | Unpacking, location: str, limit: int) -> tuple[BinaryIO, int]:
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
