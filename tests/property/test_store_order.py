"""The order in which documents arrive changes no claim; adding again changes nothing; records come back as they went in."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from readings import BALAKLIIA, IZIUM, report

from onrecord.flow.crosscheck import Sides, crosscheck
from onrecord.link import sketch, voices
from onrecord.records import Document, HappeningType, Modality, Reading, Stance
from onrecord.store import open_store
from onrecord.store.codec import pack, unpack

SIDES = Sides({"ukraine": "UA", "russia": "RU"}, {}, frozenset({"ukraine", "russia"}))
NOW = "2022-10-01T00:00:00+00:00"


@st.composite
def reports(draw: st.DrawFn) -> list[Reading]:
    """A handful of reports of few things, so that they agree, echo and contradict each other."""
    made = []
    for n in range(draw(st.integers(2, 8))):
        source = draw(st.sampled_from([None, "staff", "ministry", "mayor"]))
        made.append(
            report(
                f"d{n}",
                type_=draw(st.sampled_from([HappeningType.CAPTURE, HappeningType.HOLD, HappeningType.CASUALTIES])),
                place=draw(st.sampled_from([BALAKLIIA, IZIUM])),
                holder=draw(st.sampled_from(["ukraine", "russia", None])),
                publisher=draw(st.sampled_from(["One", "Two", "Three", None])),
                published=f"2022-09-08T{draw(st.integers(0, 23)):02}:00:00+00:00",
                source=source,
                side=draw(st.sampled_from(["ukraine", "russia", None])) if source else None,
                stance=draw(st.sampled_from([Stance.ASSERT, Stance.DENY, Stance.ACKNOWLEDGE])),
                modality=draw(st.sampled_from([Modality.ACTUAL, Modality.NEGATED])),
                low=draw(st.sampled_from([None, 1.0, 5.0])),
                text=draw(st.sampled_from(["the same words", None])),
            )
        )
    return made


def claims_of(readings: list[Reading], stops: set[int]) -> list[dict]:
    """The claims after adding in this order, cross-checking at the stops and at the end."""
    with tempfile.TemporaryDirectory() as folder, open_store(Path(folder) / "w.db", create=True) as store:
        for n, reading in enumerate(readings):
            mark = sketch(reading.document.text)
            store.put_reading(reading, voices(reading, text_sketch=mark), added_at=NOW, sketch=mark)
            if n in stops:
                crosscheck(store, SIDES)
        crosscheck(store, SIDES)
        assert crosscheck(store, SIDES) == 0
        return [claim.to_dict() for claim in store.all_claims()]


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_claims_do_not_depend_on_the_order_of_arrival(data: st.DataObject) -> None:
    """Any order, cross-checked at any moments on the way, gives the same claims with the same standing and history."""
    made = data.draw(reports())
    shuffled = data.draw(st.permutations(made))
    stops = data.draw(st.sets(st.integers(0, len(made) - 1)))
    assert claims_of(list(shuffled), stops) == claims_of(made, set())


@settings(max_examples=200, deadline=None)
@given(text=st.text(), title=st.none() | st.text(), authors=st.lists(st.text(), max_size=3))
def test_a_document_comes_back_as_it_was_packed(text: str, title: str | None, authors: list[str]) -> None:
    """Any text at all: packing and unpacking are exact."""
    document = Document("x", text, title=title, authors=tuple(authors))
    assert unpack(Document, pack(document)) == document


@settings(max_examples=40, deadline=None)
@given(text=st.text(st.characters(codec=None), min_size=1))
def test_a_stored_text_is_the_text_to_the_letter(text: str) -> None:
    """Any text at all, lone surrogates and controls included, comes out of the casebook as it went in."""
    with tempfile.TemporaryDirectory() as folder, open_store(Path(folder) / "w.db", create=True) as store:
        reading = Reading(Document("x", text), (), (), (), (), (), {"collect": "test 1"})
        store.put_reading(reading, (), added_at=NOW)
        assert store.reading("x") == reading
        assert list(store.check()) == []
