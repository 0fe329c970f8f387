"""What is done with a casebook besides adding to it: the baseline, and checking that nothing is damaged."""

from __future__ import annotations

import csv
import math
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from onrecord.errors import UsageError
from onrecord.flow.crosscheck import sides_of
from onrecord.link import claim_of
from onrecord.records import BaselineRow, Problem
from onrecord.records.situation import CONTESTED, UNKNOWN
from onrecord.store import Store

COLUMNS = ("place_id", "name", "lat", "lon", "date", "holder")


def import_baseline(path: Path, store: Store) -> int:
    """Take who held what at the start from a CSV file, in place of what the casebook had. Returns how many places.

    Columns: place_id, name, lat and lon (degrees, WGS 84), date (ISO 8601), holder (the code of a side, CONTESTED or UNKNOWN).

    Raises:
        UsageError: `baseline-missing`, `baseline-column`, `baseline-value`, `baseline-twice`; names file, line and column.
            Nothing is stored then.
    """
    from onrecord.flow.situation import assemble_control

    sides = sides_of(store.settings())
    holders = {*sides.codes.values(), CONTESTED, UNKNOWN}
    rows = list(read_baseline(path, holders if sides.codes else None))
    with store.transaction():
        count = store.put_baseline(rows)
        assemble_control(store, sides)
    return count


def read_baseline(path: Path, holders: set[str] | None) -> Iterator[BaselineRow]:
    """The rows of a baseline file, each checked; `holders` are the codes that may stand in it, None for any."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            reader = csv.DictReader(stream, strict=True)
            missing = [c for c in COLUMNS if c not in (reader.fieldnames or ())]
            if missing:
                raise UsageError(
                    f"baseline {str(path)!r}, line 1: column {missing[0]!r} is missing; expected {','.join(COLUMNS)}",
                    code="baseline-column",
                    path=str(path),
                    line=1,
                    column=missing[0],
                )
            yield from _rows(path, reader, holders)
    except OSError as error:
        raise UsageError(
            f"baseline {str(path)!r} cannot be read: {error.strerror}; expected a CSV file with {','.join(COLUMNS)}",
            code="baseline-missing",
            path=str(path),
        ) from error
    except (UnicodeDecodeError, csv.Error) as error:
        raise UsageError(
            f"baseline {str(path)!r} is not CSV in UTF-8: {error}; save it as UTF-8 and try again",
            code="baseline-value",
            path=str(path),
        ) from error


def _rows(path: Path, reader: csv.DictReader[str], holders: set[str] | None) -> Iterator[BaselineRow]:
    seen: dict[str, int] = {}
    for raw in reader:
        line = reader.line_num
        row = {column: (raw.get(column) or "").strip() for column in COLUMNS}
        for column in ("place_id", "name"):
            if not row[column]:
                raise _wrong(path, line, column, row[column], "some text")
        if row["place_id"] in seen:
            first = seen[row["place_id"]]
            raise _wrong(path, line, "place_id", row["place_id"], f"a place once, it is in line {first}", "baseline-twice")
        seen[row["place_id"]] = line
        if holders is not None and row["holder"] not in holders:
            raise _wrong(path, line, "holder", row["holder"], f"one of {', '.join(sorted(holders))}")
        try:
            day = date.fromisoformat(row["date"]).isoformat()
        except ValueError as error:
            raise _wrong(path, line, "date", row["date"], "a day such as 2022-04-04") from error
        lat, lon = (_degrees(path, line, name, row[name], most) for name, most in (("lat", 90), ("lon", 180)))
        yield BaselineRow(row["place_id"], row["name"], lat, lon, day, row["holder"])


def _degrees(path: Path, line: int, column: str, value: str, most: int) -> float:
    try:
        number = float(value)
    except ValueError as error:
        raise _wrong(path, line, column, value, "a number of degrees") from error
    if not math.isfinite(number) or abs(number) > most:
        raise _wrong(path, line, column, value, f"degrees from -{most} to {most}")
    return number


def _wrong(path: Path, line: int, column: str, value: str, expected: str, code: str = "baseline-value") -> UsageError:
    return UsageError(
        f"baseline {str(path)!r}, line {line}, column {column!r}: {value!r}; expected {expected}",
        code=code,
        path=str(path),
        line=line,
        column=column,
        found=value,
    )


def verify(store: Store) -> Iterator[Problem]:
    """Everything that is wrong with a casebook: the store's own checks, then that each claim follows from its voices."""
    yield from store.check()
    names = sides_of(store.settings()).names
    stale = set(store.stale_claims(limit=-1))
    for claim in store.all_claims():
        if claim.id in stale:
            continue
        if not claim.voices:
            yield Problem("claim-without-voice", f"claim {claim.id}", "no voice", "at least one")
            continue
        joined = claim_of(claim.voices, names)
        if (joined.summary, joined.start, joined.places) != (claim.summary, claim.start, claim.places):
            yield Problem("claim-differs", f"claim {claim.id}", claim.summary, joined.summary)
