"""Adding documents to a casebook."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from plain_stages import STAGES

from onrecord.engine import Engine, Inline, Processes
from onrecord.flow import AddReport, Kind, Progress, add, export, verify
from onrecord.flow.exports import Format
from onrecord.records import Status
from onrecord.store import Store, open_store

NOW = "2022-10-01T00:00:00+00:00"
TAKEN, HELD = "capture|Balakliia|ukraine|told by the first", "hold|Balakliia|russia|told by the second"


def lines(path: Path, *documents: dict) -> str:
    """A JSON Lines file; documents without more are dated and have an outlet."""
    usual = {"published": "2022-09-08T10:00:00+00:00", "publisher": "The Dispatch"}
    path.write_text("".join(json.dumps({**usual, **d}) + "\n" for d in documents))
    return str(path)


def add_to(path: Path, *locations: str, engine: Engine | None = None) -> AddReport:
    """Add to the casebook at the path."""
    with open_store(path, create=True) as store:
        return add(locations, store, stages=STAGES, engine=engine, now=lambda: NOW)


def exports(store: Store) -> dict[str, list[str]]:
    """All that a casebook says, but when it was told."""
    return {kind.value: list(export(store, kind, Format.JSONL)) for kind in Kind}


def test_add_stores_reads_and_crosschecks(tmp_path: Path) -> None:
    """Two outlets of two sides that contradict each other: two documents, two disputed claims."""
    file = lines(tmp_path / "in.jsonl", {"id": "a", "text": TAKEN}, {"id": "b", "text": HELD, "publisher": "Other News"})
    report = add_to(tmp_path / "w.db", file)
    assert (report.added, report.new_versions, report.unchanged, report.failed, report.claims) == (2, 0, 0, [], 2)
    with open_store(tmp_path / "w.db") as store:
        assert {c.standing.status for c in store.claims() if c.standing} == {Status.DISPUTED}
        assert [d.id for d in store.all_documents()] == ["a", "b"]
        assert list(verify(store)) == []


def test_add_again_changes_nothing(tmp_path: Path) -> None:
    """The same file again: nothing added, nothing weighed, not a byte of any export different."""
    file = lines(tmp_path / "in.jsonl", {"id": "a", "text": TAKEN}, {"id": "b", "text": HELD})
    add_to(tmp_path / "w.db", file)
    with open_store(tmp_path / "w.db") as store:
        before = exports(store)
    report = add_to(tmp_path / "w.db", file)
    assert (report.added, report.unchanged, report.claims) == (0, 2, 0)
    with open_store(tmp_path / "w.db") as store:
        assert exports(store) == before


def test_add_makes_an_edit_a_version(tmp_path: Path) -> None:
    """The same id with a new text is a version, and its claims join those of the page."""
    add_to(tmp_path / "w.db", lines(tmp_path / "1.jsonl", {"id": "a", "text": TAKEN}))
    report = add_to(tmp_path / "w.db", lines(tmp_path / "2.jsonl", {"id": "a", "text": TAKEN + " again"}))
    assert (report.added, report.new_versions) == (0, 1)
    with open_store(tmp_path / "w.db") as store:
        assert len(store.versions("a")) == 2


@pytest.mark.parametrize(("text", "code"), [("fail", "step-failed"), ("refuse", "refused")])
def test_add_goes_on_after_a_document_that_fails(tmp_path: Path, text: str, code: str) -> None:
    """One bad document is counted with its code and kept as a failure; the others are stored, each with its own bytes."""
    file = lines(tmp_path / "in.jsonl", {"id": "a", "text": TAKEN}, {"id": "bad", "text": text}, {"id": "c", "text": HELD})
    missing = str(tmp_path / "missing.txt")
    report = add_to(tmp_path / "w.db", missing, file)
    assert report.added == 2
    assert code in report.codes
    assert len(report.failed) == 2
    with open_store(tmp_path / "w.db") as store:
        assert {f[1] for f in store.failures()} == set(report.codes)
        assert all(v.capture for d in ("a", "c") for v in store.versions(d))


@pytest.mark.parametrize("published", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00", "9999-12-31"])
def test_a_strange_year_of_publication_stops_nothing(tmp_path: Path, published: str) -> None:
    """The document is stored as of no day; the others are cross-checked."""
    file = lines(tmp_path / "in.jsonl", {"id": "a", "text": TAKEN, "published": published}, {"id": "b", "text": HELD})
    report = add_to(tmp_path / "w.db", file)
    assert report.added + len(report.failed) == 2
    assert report.claims >= 1


def test_a_document_that_failed_is_tried_again(tmp_path: Path) -> None:
    """A failure is no record of a document: the next run reads it again."""
    file = lines(tmp_path / "in.jsonl", {"id": "bad", "text": "fail"})
    assert len(add_to(tmp_path / "w.db", file).failed) == 1
    assert len(add_to(tmp_path / "w.db", file).failed) == 1


def test_a_run_that_ended_before_everything_was_put_together_is_finished_by_the_next(tmp_path: Path) -> None:
    """Documents without any claim leave nothing stale, and yet their stories are due."""
    file = lines(tmp_path / "in.jsonl", {"id": "a", "text": TAKEN})
    with open_store(tmp_path / "w.db", create=True) as store:

        def stop(progress: Progress) -> None:
            if progress.doing == "cross-checking":
                raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            add([file], store, stages=STAGES, progress=stop, now=lambda: NOW)
        assert store.stale_claims() == ()
        assert store.document("a").story is None  # type: ignore[union-attr]
        add([file], store, stages=STAGES, now=lambda: NOW)
        assert store.document("a").story is not None  # type: ignore[union-attr]


def test_add_is_the_same_through_every_engine(tmp_path: Path) -> None:
    """Inline and in two processes: the same exports, in the same order."""
    file = lines(tmp_path / "in.jsonl", *({"id": f"d{n}", "text": f"{TAKEN} {n}"} for n in range(40)))
    found = []
    for name, engine in (("inline", Inline()), ("processes", Processes(2))):
        add_to(tmp_path / f"{name}.db", file, engine=engine)
        with open_store(tmp_path / f"{name}.db") as store:
            found.append(exports(store))
    assert found[0] == found[1]


def test_add_tells_how_far_it_is(tmp_path: Path) -> None:
    """Progress counts every document, then the claims."""
    file = lines(tmp_path / "in.jsonl", {"id": "a", "text": TAKEN}, {"id": "b", "text": HELD})
    told: list[Progress] = []
    with open_store(tmp_path / "w.db", create=True) as store:
        add([file], store, stages=STAGES, progress=told.append, now=lambda: NOW)
    assert [p.done for p in told if p.doing == "reading"] == [1, 2]
    assert told[-1] == Progress("cross-checking", 2)


def test_captures_are_kept_as_they_were_found(tmp_path: Path) -> None:
    """The bytes of the file can be had back by the digest that its documents name."""
    file = lines(tmp_path / "in.jsonl", {"id": "a", "text": TAKEN})
    add_to(tmp_path / "w.db", file)
    with open_store(tmp_path / "w.db") as store:
        digest = store.versions("a")[0].capture
        assert digest is not None
        assert store.capture(digest).content == Path(file).read_bytes()  # type: ignore[union-attr]
