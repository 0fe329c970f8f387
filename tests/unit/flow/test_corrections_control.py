"""A correction reaches the timeline of control: what a page took back counts until then."""

from __future__ import annotations

from pathlib import Path

from readings import report

from onrecord.flow.crosscheck import Sides, refresh
from onrecord.flow.situation import assemble_control
from onrecord.link import sketch, voices
from onrecord.records import BaselineRow, Modality, Reading
from onrecord.store import Store, open_store

SIDES = Sides({"ukraine": "UA", "russia": "RU"}, {}, frozenset({"ukraine", "russia"}))
BASELINE = [BaselineRow("town", "Balakliia", 49.4563, 36.8389, "2022-09-01", "RU")]
PAGE = "https://example.org/town"
WRONG = "Ukrainian forces took Balakliia."
RIGHT = "Ukrainian forces are near Balakliia. Correction: an earlier version of this article said that they took Balakliia."


def put(store: Store, reading: Reading) -> None:
    """Store a report and put together what rests on it."""
    spoken = voices(reading, text_sketch=sketch(reading.document.text), parties=SIDES.parties)
    store.put_reading(reading, spoken, added_at="2022-10-01T00:00:00+00:00", sketch="")
    refresh(store, SIDES)


def held(store: Store) -> list[tuple[str, str]]:
    """(first day, holder) of each span."""
    return [(span.from_date, span.holder) for span in store.control()]


def test_a_page_that_takes_its_claim_back_holds_no_town(tmp_path: Path) -> None:
    """The town was known as taken until the correction, and as before from then on."""
    with open_store(tmp_path / "w.db", create=True) as store:
        store.put_baseline(BASELINE)
        assemble_control(store, SIDES)
        put(store, report("a", url=PAGE, text=WRONG, published="2022-09-08T10:00:00+00:00"))
        put(store, report("other", published="2022-09-20T10:00:00+00:00", place=None, holder=None))
        assert held(store)[-1] == ("2022-09-08", "UA")
        put(store, report("a", url=PAGE, text=RIGHT, published="2022-09-12T10:00:00+00:00", modality=Modality.PLANNED))
        assert held(store) == [("2022-09-01", "RU"), ("2022-09-08", "UA"), ("2022-09-12", "RU")]
