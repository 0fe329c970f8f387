"""The gazetteer's file: a header in JSON and plain little-endian arrays, mapped into memory and never parsed.

Layout: 8 bytes of magic, a 4-byte header length, the header, then each array at the offset that the header gives, 8-byte
aligned. Entries are sorted by latitude, so that a band of it is a slice. `keys` are 64-bit digests of folded names,
sorted, one for each pair of name and entry; `posts` is the entry's number with how the name is meant in its top bits.
`shaped` are the entries with an outline, `shape_at` where each begins in `shapes`: the number of parts, and for each its
number of points and their longitudes and latitudes in hundredths of degrees. `listed` are the sorted codes of settlements that
an official list gives, `listed_row` their entries.
"""

from __future__ import annotations

import hashlib
import json
import mmap
import struct
import sys
from array import array
from pathlib import Path
from typing import Any, Literal, cast

from onrecord.errors import RunError

MAGIC = b"ORGAZ\x00\x00\x01"
HOW_SHIFT = 28
NUMBER_MASK = (1 << HOW_SHIFT) - 1
COLUMNS = (
    ("lat", "f"), ("lon", "f"), ("population", "I"), ("kind", "B"), ("country", "B"), ("parent", "I"), ("radius", "H"),
    ("geonameid", "I"), ("name_at", "I"), ("known", "B"), ("by_id", "I"), ("keys", "Q"), ("posts", "I"), ("names", "B"),
    ("shaped", "I"), ("shape_at", "I"), ("shapes", "h"), ("listed", "Q"), ("listed_row", "I"),
)  # fmt: skip


def digest(folded: str) -> int:
    """The 64-bit key of a folded name. A million names collide with a chance of about one in forty million."""
    return int.from_bytes(hashlib.blake2b(folded.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little")


def write_file(path: Path, columns: dict[str, array[Any] | bytes], header: dict[str, Any]) -> None:
    """Write arrays and header, and put the file in place whole: who has the old one mapped keeps it. Same input, same bytes."""
    placed: dict[str, tuple[int, int]] = {}
    at = 0
    for name, _ in COLUMNS:
        size = len(memoryview(columns[name]).cast("B"))
        placed[name] = (at, size)
        at += size + (-size) % 8
    text = json.dumps({**header, "columns": placed}, ensure_ascii=False, sort_keys=True).encode()
    text += b" " * ((-len(text) - len(MAGIC) - 4) % 8)
    unfinished = path.with_name(path.name + ".new")
    with unfinished.open("wb") as out:
        out.write(MAGIC + struct.pack("<I", len(text)) + text)
        for name, _ in COLUMNS:
            data = bytes(memoryview(columns[name]).cast("B"))
            out.write(data + bytes((-len(data)) % 8))
    unfinished.replace(path)


def map_file(path: Path) -> tuple[dict[str, memoryview[Any]], dict[str, Any]]:
    """Map the file and give its arrays and header.

    Raises:
        RunError: missing, cut short, or not a gazetteer of this version.
    """
    try:
        with path.open("rb") as source:
            mapped = memoryview(mmap.mmap(source.fileno(), 0, access=mmap.ACCESS_READ))
    except (OSError, ValueError) as error:
        raise RunError(
            f"cannot open gazetteer {str(path)!r}: {error}; reinstall onrecord or give another file",
            code="gazetteer-unreadable", path=str(path),
        ) from error  # fmt: skip
    if bytes(mapped[:8]) != MAGIC or sys.byteorder != "little":
        raise RunError(
            f"gazetteer {str(path)!r} starts with {bytes(mapped[:8])!r}, expected {MAGIC!r}; build it again with this version",
            code="gazetteer-unreadable", path=str(path),
        )  # fmt: skip
    length = struct.unpack("<I", mapped[8:12])[0]
    start = 12 + length
    header = json.loads(bytes(mapped[12:start]))
    end = max(start + at + size for at, size in header["columns"].values())
    if end > len(mapped):
        raise RunError(
            f"gazetteer {str(path)!r} has {len(mapped)} bytes, expected {end}; it was cut short, copy it again",
            code="gazetteer-unreadable", path=str(path),
        )  # fmt: skip
    arrays: dict[str, memoryview[Any]] = {}
    for name, code in COLUMNS:
        at, size = header["columns"].get(name, (0, 0))  # files of earlier versions lack the last ones
        view = mapped[start + at : start + at + size].cast(cast(Literal["I"], code))
        arrays[name] = cast("memoryview[Any]", view)
    return arrays, header
