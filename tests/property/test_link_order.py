"""Linking what is new gives what linking everything gives, in whatever order documents come and whenever they are linked."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from readings import BALAKLIIA, IZIUM, report

from onrecord.flow.crosscheck import Sides, refresh, relink
from onrecord.flow.situation import assemble_all, assemble_control
from onrecord.link import sketch, voices
from onrecord.records import BaselineRow, HappeningType, Modality, Reading, Stance
from onrecord.store import Store, open_store

SIDES = Sides({"ukraine": "UA", "russia": "RU"}, {}, frozenset({"ukraine", "russia"}))
BASELINE = [BaselineRow("town", "Balakliia", 49.4563, 36.8389, "2022-09-01", "RU")]
WORDS = ["flag", "river", "bridge", "governor", "column", "shelling", "hospital", "market", "convoy", "hangar", "station"]


@st.composite
def reports(draw: st.DrawFn) -> list[Reading]:
    """Reports of two towns over a week, alike and unlike, so that they join, part, update and contradict each other."""
    made = []
    for n in range(draw(st.integers(2, 9))):
        source = draw(st.sampled_from([None, "staff", "ministry"]))
        words = " ".join(draw(st.lists(st.sampled_from(WORDS), min_size=2, max_size=6)))
        made.append(
            report(
                f"d{n}",
                type_=draw(
                    st.sampled_from([HappeningType.CAPTURE, HappeningType.HOLD, HappeningType.CASUALTIES, HappeningType.OUTAGE])
                ),
                place=draw(st.sampled_from([BALAKLIIA, IZIUM])),
                holder=draw(st.sampled_from(["ukraine", "russia", None])),
                publisher=draw(st.sampled_from(["One", "Two", "Three", None])),
                published=f"2022-09-{draw(st.integers(6, 12)):02}T{draw(st.integers(0, 23)):02}:00:00+00:00",
                day=draw(st.sampled_from([None, None, "2022-09-07", "2022-09-08"])),
                source=source,
                side=draw(st.sampled_from(["ukraine", "russia", None])) if source else None,
                stance=draw(st.sampled_from([Stance.ASSERT, Stance.DENY])) if source else Stance.ASSERT,
                modality=draw(st.sampled_from([Modality.ACTUAL, Modality.NEGATED])),
                low=draw(st.sampled_from([None, 1.0, 5.0])),
                text=f"{words}. {draw(st.sampled_from(WORDS))} {draw(st.sampled_from(WORDS))}",
            )
        )
    return made


def put(store: Store, reading: Reading) -> None:
    """What adding stores of a reading."""
    mark = sketch(reading.document.text)
    spoken = voices(reading, text_sketch=mark, parties=SIDES.parties)
    store.put_reading(reading, spoken, added_at="2022-10-01T00:00:00+00:00", sketch=mark)


def state(store: Store) -> dict[str, object]:
    """All that linking, weighing and putting together made."""
    return {
        "claims": [claim.to_dict() for claim in store.all_claims()],
        "stories": {d.id: d.story for d in sorted(store.all_documents(), key=lambda d: d.id)},
        "relations": store.relations(),
        "control": store.control(),
        "outages": store.outages(),
    }


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_linking_does_not_depend_on_the_order_of_arrival(data: st.DataObject) -> None:
    """Added in any order, linked at any moments on the way: the same claims, stories, relations and timelines as at once."""
    made = data.draw(reports())
    stops = data.draw(st.sets(st.integers(0, len(made) - 1)))
    shuffled = data.draw(st.permutations(made))
    with (
        tempfile.TemporaryDirectory() as folder,
        open_store(Path(folder) / "one.db", create=True) as one,
        open_store(Path(folder) / "two.db", create=True) as two,
    ):
        for store in (one, two):
            store.put_baseline(BASELINE)
            assemble_control(store, SIDES)
        for reading in made:
            put(one, reading)
        refresh(one, SIDES)
        for n, reading in enumerate(shuffled):
            put(two, reading)
            if n in stops:
                refresh(two, SIDES)
        refresh(two, SIDES)
        found = state(two)
        for name, whole in state(one).items():
            assert found[name] == whole, name
        assemble_all(two, SIDES)
        for name, whole in state(two).items():
            assert found[name] == whole, f"{name}, put together anew"
        relink(two, SIDES)
        for name, whole in state(two).items():
            assert found[name] == whole, f"{name}, linked anew"
