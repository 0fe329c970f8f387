"""JSON Lines: one document a line, its id and text kept to the letter."""

from __future__ import annotations

import codecs
import io
import json
from collections.abc import Iterator
from typing import Any, BinaryIO

from onrecord.collect.documents import Found, document
from onrecord.collect.encodings import BOMS
from onrecord.collect.moments import iso_moment
from onrecord.collect.options import CollectOptions
from onrecord.collect.sources import Source
from onrecord.errors import ItemError
from onrecord.records import Capture, Collected

_STRINGS = ("title", "published", "publisher", "url", "language")
_WIDE_MARKS = tuple(mark for mark, name in BOMS if name != "utf-8")


def read(source: Source, options: CollectOptions) -> Iterator[Collected | ItemError]:
    """The documents of a file in its order; a line that cannot be read is an ItemError and the rest goes on.

    All documents of a file share one capture. A file larger than `options.max_capture` is read as a stream, and each
    line is a capture of its own. Blank lines are passed over, keys that are not known too.
    """
    shared: Capture | None = None
    if source.size <= options.max_capture:
        shared = source.capture(options)
    with source.open() as stream:
        for number, line in _lines(_utf8(stream, source, options), options.max_line):
            where = f"{source.location} line {number}"
            try:
                found = record_of(_parsed(line, where, options.max_line), where)
                yield Collected(document(found, where, options), shared or source.capture_of(line))
            except ItemError as error:
                error.facts.setdefault("line", number)
                yield error


def _lines(stream: BinaryIO, longest: int) -> Iterator[tuple[int, bytes]]:
    """Numbered lines that are not blank, from 1; of one that is longer than `longest`, its first `longest + 1` bytes."""
    number = 0
    while line := stream.readline(longest + 1):
        number += 1
        rest = line
        while len(rest) > longest and not rest.endswith(b"\n"):
            rest = stream.readline(longest + 1)
        if number == 1:
            line = line.removeprefix(codecs.BOM_UTF8)
        if line.strip():
            yield number, line


def _utf8(stream: BinaryIO, source: Source, options: CollectOptions) -> BinaryIO:
    """The stream in UTF-8: JSON Lines saved as UTF-16 or UTF-32 by an editor are turned into it."""
    start = stream.read(4)
    if not start.startswith(_WIDE_MARKS):
        return io.BufferedReader(_Joined(start, stream))
    data = start + source.content(options.max_capture)[4:]
    mark, name = next((m, n) for m, n in BOMS if data.startswith(m))
    return io.BytesIO(data[len(mark) :].decode(name, "replace").encode("utf-8", "surrogatepass"))


class _Joined(io.RawIOBase):
    """Bytes already taken from a stream, then the rest of it."""

    def __init__(self, start: bytes, stream: BinaryIO) -> None:
        self._start = start
        self._stream = stream

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        data = self._start[: len(buffer)] or self._stream.read(len(buffer))
        self._start = self._start[len(data) :] if self._start else b""
        buffer[: len(data)] = data
        return len(data)


def _parsed(line: bytes, where: str, longest: int) -> Any:
    if len(line) > longest:
        raise ItemError(
            f"{where} is longer than {longest} bytes; split the document or raise max_line", code="line-too-long", location=where
        )
    try:
        return json.loads(line.decode("utf-8", "replace"))
    except (ValueError, RecursionError) as error:
        reason = getattr(error, "msg", None) or "nested too deep" if isinstance(error, RecursionError) else str(error)
        raise ItemError(
            f"{where} is not JSON ({reason}), found {_shown(line)}; expected one object a line", code="bad-json", location=where
        ) from error


def _shown(line: bytes) -> str:
    text = line.decode("utf-8", "replace").strip()
    return repr(text if len(text) <= 40 else text[:37] + "...")


def record_of(value: Any, where: str) -> Found:
    """A document of CONTRACT's input form. `text` and `id` are taken as they are.

    Raises:
        ItemError: not an object (`bad-record`), no `text` (`missing-text`), a key with the wrong type (`bad-field`),
            or `published` that is no date (`bad-published`).
    """
    if not isinstance(value, dict):
        raise ItemError(f"{where} is {type(value).__name__}; expected an object with a text", code="bad-record", location=where)
    if value.get("text") is None:
        raise ItemError(
            f"{where} has no text; expected a key 'text' with the words of one document", code="missing-text", location=where
        )
    if not isinstance(value["text"], str):
        raise _bad_field(where, "text", value["text"], "a string")
    for key in _STRINGS:
        if not isinstance(value.get(key), str | None):
            raise _bad_field(where, key, value[key], "a string or null")
    published = value.get("published") or None
    if published and iso_moment(published) is None:
        raise ItemError(
            f"{where} has published {published[:60]!r}; expected an ISO 8601 date or time such as '2022-09-12T10:00:00+00:00'",
            code="bad-published",
            location=where,
            found=published,
        )
    return Found(
        text=value["text"],
        id=_id(value.get("id"), where),
        title=value.get("title"),
        published=published,
        publisher=value.get("publisher") or None,
        authors=_authors(value.get("authors"), where),
        url=value.get("url") or None,
        language=value.get("language") or None,
    )


def _id(value: object, where: str) -> str | None:
    if isinstance(value, str) or value is None:
        return value or None
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    raise _bad_field(where, "id", value, "a string")


def _authors(value: object, where: str) -> tuple[str, ...]:
    if value is None or value == "":
        return ()
    if isinstance(value, str):
        return (value,)
    if isinstance(value, list) and all(isinstance(v, str) for v in value):
        return tuple(value)
    raise _bad_field(where, "authors", value, "a list of strings")


def _bad_field(where: str, key: str, value: object, expected: str) -> ItemError:
    return ItemError(
        f"{where} has {key} {repr(value)[:60]}; expected {expected}",
        code="bad-field",
        location=where,
        field=key,
        found=repr(value)[:200],
    )
