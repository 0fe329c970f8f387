"""Following control on from where it was left gives what following it from the start gives."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from readings import BALAKLIIA, IZIUM, report

from onrecord.flow.crosscheck import Sides, refresh
from onrecord.flow.situation import assemble_all, assemble_control
from onrecord.link import sketch, voices
from onrecord.records import BaselineRow, HappeningType, Modality, PlaceKind, Reading, Stance
from onrecord.store import Store, open_store

SIDES = Sides({"ukraine": "UA", "russia": "RU"}, {}, frozenset({"ukraine", "russia"}))
BASELINE = [BaselineRow("town", "Balakliia", 49.4563, 36.8389, "2022-09-01", "RU")]
REGION = replace(
    BALAKLIIA, name="Kharkiv Oblast", admin1="Kharkiv Oblast", id="geonames:706482", kind=PlaceKind.ADMIN1, lat=49.5, lon=36.5
)
UNPLACED = replace(BALAKLIIA, id=None, lat=None, lon=None)
KINDS = [
    HappeningType.CAPTURE,
    HappeningType.HOLD,
    HappeningType.WITHDRAWAL,
    HappeningType.CLASH,
    HappeningType.ENCIRCLEMENT,
    HappeningType.OUTAGE,
    HappeningType.RESTORATION,
]


@st.composite
def reports(draw: st.DrawFn) -> list[Reading]:
    """Reports over three months of a town that the baseline has, one that it lacks, and their region."""
    made = []
    for n in range(draw(st.integers(2, 12))):
        month, day = draw(st.integers(8, 11)), draw(st.integers(1, 28))
        source = draw(st.sampled_from([None, "staff", "ministry"]))
        made.append(
            report(
                f"d{n}",
                type_=draw(st.sampled_from(KINDS)),
                place=draw(st.sampled_from([BALAKLIIA, BALAKLIIA, IZIUM, UNPLACED, REGION])),
                holder=draw(st.sampled_from(["ukraine", "russia", None])),
                share=draw(st.sampled_from([None, None, "total"])),
                publisher=draw(st.sampled_from(["One", "Two", "Three"])),
                published=f"2022-{month:02}-{day:02}T12:00:00+00:00",
                source=source,
                side=draw(st.sampled_from(["ukraine", "russia", None])) if source else None,
                stance=draw(st.sampled_from([Stance.ASSERT, Stance.DENY, Stance.ACKNOWLEDGE])) if source else Stance.ASSERT,
                modality=draw(st.sampled_from([Modality.ACTUAL, Modality.ACTUAL, Modality.NEGATED])),
            )
        )
    return made


def put(store: Store, reading: Reading) -> str:
    """Store what was read of a report; its version."""
    mark = sketch(reading.document.text)
    spoken = voices(reading, text_sketch=mark, parties=SIDES.parties)
    return store.put_reading(reading, spoken, added_at="2022-12-01T00:00:00+00:00", sketch=mark).version


def take_away(store: Store, version: str) -> None:
    """Let a report say nothing any more."""
    reading = store.reading(version)
    assert reading is not None
    store.replace_step(version, "code", replace(reading, happenings=()), ())


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_control_followed_on_is_control_followed_from_the_start(data: st.DataObject) -> None:
    """Reports in order or not, put together at any moments, some of them taken away again: the same as all at once."""
    made = data.draw(reports())
    if data.draw(st.booleans()):
        made.sort(key=lambda r: r.document.published or "")
    stops = data.draw(st.sets(st.integers(0, len(made) - 1)))
    out = data.draw(st.sets(st.integers(0, len(made) - 1), max_size=2))
    with tempfile.TemporaryDirectory() as folder, open_store(Path(folder) / "w.db", create=True) as store:
        store.put_baseline(BASELINE)
        assemble_control(store, SIDES)
        versions = []
        for n, reading in enumerate(made):
            versions.append(put(store, reading))
            if n in stops:
                refresh(store, SIDES)
        refresh(store, SIDES)
        for n in sorted(out):
            take_away(store, versions[n])
            refresh(store, SIDES)
        found = store.control(), store.outages()
        assemble_all(store, SIDES)
        assert found == (store.control(), store.outages())
