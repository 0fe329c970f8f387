"""What every store must know of edited pages and of who is quoted, and what becomes of a claim that a page takes back."""

from __future__ import annotations

import json
from dataclasses import replace

from readings import report

from onrecord.flow.crosscheck import Sides, crosscheck
from onrecord.flow.exports import Format, Kind, export
from onrecord.link import voices
from onrecord.publish.pages import claim_page
from onrecord.records import HappeningType, Reading, Status
from onrecord.store import Store

NOW = "2022-09-12T00:00:00+00:00"
SIDES = Sides({"ukraine": "UA", "russia": "RU"}, {}, frozenset({"ukraine", "russia"}))
STRIKE = {"type_": HappeningType.STRIKE, "holder": None}


def put(store: Store, *readings: Reading) -> None:
    """Store readings with their voices, and cross-check."""
    for reading in readings:
        store.put_reading(reading, voices(reading), added_at=NOW)
    crosscheck(store, SIDES)


def without(reading: Reading) -> Reading:
    """A reading that finds nothing in its text."""
    return replace(reading, happenings=(), statements=())


def statuses(store: Store) -> dict[str, Status]:
    return {c.type.value: c.standing.status for c in store.all_claims() if c.standing}


def test_store_knows_what_came_after_an_older_version(store: Store) -> None:
    """The newest version's text and time; nothing for a page that was never edited."""
    put(store, report("a", text="first"), report("a", text="second", published="2022-09-09T10:00:00+00:00"), report("b"))
    old, new = (v.id for v in store.versions("a"))
    (only,) = (v.id for v in store.versions("b"))
    (found,) = store.superseded([old, new, only]).values()
    assert (found.version, found.by, found.before, found.after) == (old, new, "first", "second")
    assert found.at == "2022-09-09T10:00:00+00:00"


def test_an_edit_without_a_later_date_counts_from_when_it_was_added(store: Store) -> None:
    """A page that keeps its day of publication tells no other time."""
    put(store, report("a", text="first"), report("a", text="second"))
    old, _ = (v.id for v in store.versions("a"))
    assert store.superseded([old])[old].at == NOW


def test_store_knows_whom_documents_quote_by_name(store: Store) -> None:
    """Keys of the newest version's sources; a document that quotes nobody is left out."""
    put(store, report("a", source="The Ministry", known="ministry"), report("b"))
    assert store.quoted() == {"a": frozenset({"ministry"})}


def test_a_page_that_corrects_itself_takes_its_claim_back(store: Store) -> None:
    """The claim that vanishes under a notice is retracted, though no new voice touches it; the other one stands."""
    first = report("a", text="Troops took Balakliia. Much else.")
    put(store, first)
    assert statuses(store) == {"capture": Status.REPORTED}
    later = "2022-09-09T10:00:00+00:00"
    put(store, without(report("a", text="Much else. Correction: it was wrong about Balakliia.", published=later)))
    assert statuses(store) == {"capture": Status.RETRACTED}
    (claim,) = store.all_claims()
    assert claim.standing is not None
    assert [(c.at, c.because) for c in claim.standing.history][-1] == (later, "withdrawn by The Dispatch")
    assert [line.withdrawn for line in claim_page(store, claim.id).makes] == [later]
    (row,) = export(store, Kind.CLAIMS, Format.JSONL)
    assert [said["withdrawn"] for said in json.loads(row)["statements"]] == [later]


def test_a_page_that_only_drops_a_claim_leaves_it_standing(store: Store) -> None:
    """Live pages drop what scrolls away; and a claim that a third version makes again is back."""
    put(store, report("a", text="Troops took Balakliia."), without(report("a", text="Much else.")))
    assert statuses(store) == {"capture": Status.REPORTED}
    put(store, without(report("a", text="Correction: not Balakliia.", published="2022-09-09T10:00:00+00:00")))
    assert statuses(store) == {"capture": Status.RETRACTED}
    put(store, report("a", text="Troops took Balakliia after all.", published="2022-09-09T12:00:00+00:00", day="2022-09-08"))
    assert statuses(store) == {"capture": Status.REPORTED}
