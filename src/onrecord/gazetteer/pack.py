"""Turn rows, one at a time, into the arrays of a gazetteer's file.

Numbers are packed as the rows come, at about 40 bytes a row and 13 a name; the rows themselves are never held. Sorting them at
the end takes as much again and more: about 400 bytes a place at the peak.
"""

from __future__ import annotations

from array import array
from typing import Any

import numpy as np
from numpy.typing import NDArray

from onrecord.errors import UsageError
from onrecord.gazetteer.file import HOW_SHIFT, digest
from onrecord.gazetteer.gazetteer import CAPITAL, LISTED, NO_PARENT, OWN

Outline = tuple[tuple[tuple[float, float], ...], ...]
_LIST = 1 << 60
_NOTHING = (1 << 63) - 1
_MOST_NAMES = 1_000_000
"""Distinct names remembered to write equal ones once; more are written again."""


class Packer:
    """The columns of a file under way. `add` rows in any order, then take the `columns`."""

    def __init__(self) -> None:
        self.number: dict[str, array[Any]] = {
            name: array(code)
            for name, code in (
                ("lat", "f"), ("lon", "f"), ("population", "I"), ("kind", "B"), ("country", "B"), ("id", "q"), ("parent", "q"),
                ("radius", "H"), ("known", "B"), ("name_at", "I"), ("key", "Q"), ("key_row", "I"), ("how", "B"),
            )
        }  # fmt: skip
        self._countries: dict[str, int] = {}
        self._own: dict[str, int] = {}
        self._names = bytearray()
        self._seen: dict[bytes, int] = {}
        self._outlines: dict[int, Outline] = {}

    def __len__(self) -> int:
        return len(self.number["lat"])

    def add(
        self, *, id: str, name: str, kind: int, lat: float, lon: float, country: str, parent: str | None, population: int,
        radius_m: int, known: int, capital: bool, keys: dict[str, int], outline: Outline,
    ) -> None:  # fmt: skip
        """Add one place; `keys` are its folded names with how each is meant."""
        row, number = len(self), self.number
        if outline:
            self._outlines[row] = outline
        for column, value in (
            ("lat", lat), ("lon", lon), ("population", min(population, 0xFFFFFFFF)), ("kind", kind | (CAPITAL if capital else 0)),
            ("country", self._countries.setdefault(country, len(self._countries))), ("id", self._coded(id)),
            ("parent", self._coded(parent) if parent else _NOTHING), ("radius", min(0xFFFF, max(1, round(radius_m / 100)))),
            ("known", min(255, known)), ("name_at", self._named(name.encode()[:255])),
        ):  # fmt: skip
            number[column].append(value)
        for key, how in keys.items():
            number["key"].append(digest(key))
            number["key_row"].append(row)
            number["how"].append(how)

    def _coded(self, id: str) -> int:
        """An id as a number: GeoNames' own, one of the official list above them all, one of our tables below zero."""
        if id.startswith("geonames:"):
            return int(id[9:])
        if id.startswith(LISTED):
            return _LIST | int(id.removeprefix(LISTED))
        return -1 - self._own.setdefault(id, len(self._own))

    def _named(self, text: bytes) -> int:
        at = self._seen.get(text)
        if at is None:
            at = len(self._names)
            self._names += bytes([len(text)]) + text
            if len(self._seen) < _MOST_NAMES:
                self._seen[text] = at
        return at

    def columns(self) -> tuple[dict[str, array[Any] | bytes], dict[str, Any]]:
        """The arrays of the file, and what its header says of countries and of our own ids.

        Raises:
            UsageError: two rows have the same id.
        """
        ids, lat = self._array("id"), self._array("lat")
        order = np.lexsort((ids, lat))
        place = np.empty(len(order), dtype=np.uint32)
        place[order] = np.arange(len(order), dtype=np.uint32)
        by_id = np.argsort(ids, kind="stable")
        if len(ids) > 1 and bool((ids[by_id][1:] == ids[by_id][:-1]).any()):
            raise UsageError("two rows have the same id; give each place one row", code="gazetteer-duplicate-id")
        codes, alphabet = self._alphabet()
        sorted_ids = ids[by_id]
        listed = by_id[sorted_ids >= _LIST]
        out: dict[str, NDArray[Any]] = {
            name: self._array(name)[order] for name in ("lat", "lon", "population", "kind", "radius", "known", "name_at")
        }
        out["country"] = codes[self._array("country")[order]]
        out["parent"] = self._parents(sorted_ids, by_id, place)[order]
        out["geonameid"] = self._stored_ids(ids, listed)[order]
        out["by_id"] = place[by_id[(sorted_ids >= 0) & (sorted_ids < _LIST)]]
        out["listed"], out["listed_row"] = (ids[listed] & ~_LIST).astype(np.uint64), place[listed]
        posts = place[self._array("key_row")] | (self._array("how").astype(np.uint32) << HOW_SHIFT)
        sequence = np.lexsort((posts, self._array("key")))
        out["keys"], out["posts"] = self._array("key")[sequence], posts[sequence]
        shapes = packed_shapes({int(place[row]): outline for row, outline in self._outlines.items()})
        out["name_at"], names = self._in_order(out["name_at"])
        columns = {name: values.tobytes() for name, values in out.items()}
        own = {name: int(place[at]) for name, at in zip(self._own, self._rows_of_own(ids), strict=False) if at >= 0}
        return {**columns, **shapes, "names": names}, {"countries": alphabet, "own": own}

    def _in_order(self, offsets: NDArray[Any]) -> tuple[NDArray[Any], bytes]:
        """The names as the rows need them, one after the other: the file does not tell in which order rows came."""
        moved: dict[int, int] = {}
        names, at = bytearray(), array("I")
        for offset in offsets.tolist():
            if offset not in moved:
                moved[offset] = len(names)
                names += self._names[offset : offset + 1 + self._names[offset]]
            at.append(moved[offset])
        return np.frombuffer(at, dtype=at.typecode) if len(at) else offsets, bytes(names)

    def _array(self, name: str) -> NDArray[Any]:
        values = self.number[name]
        return np.frombuffer(values, dtype=values.typecode) if len(values) else np.empty(0, dtype=values.typecode)

    def _alphabet(self) -> tuple[NDArray[Any], list[str]]:
        """New codes of the countries, in alphabetic order, by the old ones."""
        alphabet = sorted({*self._countries, ""})
        return np.array([alphabet.index(country) for country in self._countries], dtype=np.uint8), alphabet

    def _parents(self, sorted_ids: NDArray[Any], by_id: NDArray[Any], place: NDArray[Any]) -> NDArray[Any]:
        wanted = self._array("parent")
        at = np.minimum(np.searchsorted(sorted_ids, wanted), max(0, len(sorted_ids) - 1))
        return np.where(sorted_ids[at] == wanted, place[by_id[at]], np.uint32(NO_PARENT)).astype(np.uint32)

    @staticmethod
    def _stored_ids(ids: NDArray[Any], listed: NDArray[Any]) -> NDArray[Any]:
        stored = np.where(ids >= 0, ids & 0x7FFFFFFF, OWN).astype(np.uint32)
        stored[listed] = OWN | np.arange(1, len(listed) + 1, dtype=np.uint32)
        return stored

    def _rows_of_own(self, ids: NDArray[Any]) -> list[int]:
        """The row of each of our own ids, -1 for one that is only some row's parent."""
        rows = dict.fromkeys(range(len(self._own)), -1)
        for row in np.flatnonzero(ids < 0).tolist():
            rows[-1 - int(ids[row])] = row
        return list(rows.values())


def packed_shapes(outlines: dict[int, Outline]) -> dict[str, array[Any]]:
    """Rows that have an outline, where each begins, and the points: a part's length, then its points in hundredths of degrees."""
    shaped, at, points = array("I"), array("I"), array("h")
    for number in sorted(outlines):
        shaped.append(number)
        at.append(len(points))
        points.append(len(outlines[number]))
        for part in outlines[number]:
            points.append(len(part))
            points.extend(round(100 * value) for point in part for value in point)
    return {"shaped": shaped, "shape_at": at, "shapes": points}
