"""What is particular to a casebook in one file."""

from __future__ import annotations

import sqlite3
import threading
from pathlib import Path

import pytest
from readings import report

from onrecord.errors import RunError, UsageError
from onrecord.link import voices
from onrecord.store import open_store
from onrecord.store.sqlite import database
from onrecord.store.sqlite.claims import match_of

NOW = "2022-09-10T00:00:00+00:00"


def filled(path: Path, *names: str) -> None:
    """A casebook with one report for each name."""
    with open_store(path, create=True) as store:
        for name in names:
            store.put_reading(report(name), voices(report(name)), added_at=NOW)


def test_open_store_wants_a_casebook_that_is_there(tmp_path: Path) -> None:
    """Reading a casebook that does not exist is a mistake in the call, and makes no file."""
    with pytest.raises(UsageError) as caught:
        open_store(tmp_path / "none.db")
    assert caught.value.code == "casebook-missing"
    assert not (tmp_path / "none.db").exists()


def test_open_store_refuses_an_address_that_it_does_not_know() -> None:
    """An unknown scheme is named with what is known; a password in it is not repeated."""
    with pytest.raises(UsageError) as caught:
        open_store("oracle://user:secret@host/db")
    assert caught.value.code == "no-such-store"
    assert "secret" not in str(caught.value)


def test_open_store_refuses_a_file_that_is_no_database(tmp_path: Path) -> None:
    """A text file is not overwritten."""
    path = tmp_path / "notes.txt"
    path.write_text("dear diary " * 100)
    with pytest.raises(RunError) as caught:
        open_store(path, create=True)
    assert caught.value.code == "casebook-damaged"
    assert path.read_text() == "dear diary " * 100


def test_open_store_refuses_a_database_of_another_program(tmp_path: Path) -> None:
    """Tables of another program are left alone."""
    path = tmp_path / "other.db"
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE bookmarks (url TEXT)")
    other.close()
    with pytest.raises(RunError) as caught:
        open_store(path, create=True)
    assert caught.value.code == "casebook-damaged"


def test_open_store_refuses_a_casebook_of_a_newer_version(tmp_path: Path) -> None:
    """A schema that this version does not know is not touched."""
    path = tmp_path / "new.db"
    filled(path, "a")
    with sqlite3.connect(path) as raw:
        raw.execute("PRAGMA user_version = 999")
    raw.close()
    with pytest.raises(RunError) as caught:
        open_store(path)
    assert caught.value.code == "casebook-newer"


def test_open_store_runs_each_migration_once(tmp_path: Path) -> None:
    """Opening again changes no schema, and the table of migrations says what ran."""
    path = tmp_path / "w.db"
    for _ in range(3):
        with open_store(path, create=True) as store:
            assert store.schema_version == database._migrations()[-1][0]
    with sqlite3.connect(path) as raw:
        assert [row[0] for row in raw.execute("SELECT number FROM migrations ORDER BY number")] == [
            number for number, _, _ in database._migrations()
        ]
    raw.close()


def test_read_only_store_cannot_be_written(tmp_path: Path) -> None:
    """A site that only reads cannot damage anything."""
    path = tmp_path / "w.db"
    filled(path, "a")
    with open_store(path, read_only=True) as store:
        assert store.document("a") is not None
        with pytest.raises(RunError) as caught:
            store.put_setting("x", "y")
    assert caught.value.code == "casebook-unwritable"


def test_full_disk_keeps_what_was_stored(tmp_path: Path) -> None:
    """When the file cannot grow the run ends with status 3, and the casebook is whole without the last document."""
    path = tmp_path / "w.db"
    filled(path, "a")
    with open_store(path) as store:
        pages = store._db.one("PRAGMA page_count")[0]  # type: ignore[attr-defined]
        store._db.one(f"PRAGMA max_page_count = {pages + 2}")  # type: ignore[attr-defined]
        big = report("b", text="many words " * 40_000)
        with pytest.raises(RunError) as caught:
            store.put_reading(big, voices(big), added_at=NOW)
        assert (caught.value.code, caught.value.exit_status) == ("casebook-full", 3)
        assert store.counts().documents == 1
        assert list(store.check()) == []


def test_second_writer_is_told_to_wait(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two writers at once do not mix; the second one gets a clear error when its patience ends."""
    monkeypatch.setattr(database, "BUSY_MS", 50)
    path = tmp_path / "w.db"
    filled(path, "a")
    with open_store(path) as first, open_store(path) as second, first.transaction():
        first.put_setting("x", "1")
        with pytest.raises(RunError) as caught:
            second.put_setting("x", "2")
    assert caught.value.code == "casebook-locked"


def test_reader_sees_whole_documents_while_a_writer_writes(tmp_path: Path) -> None:
    """Pages can be read during a run: no lock, no half-written document, counts only grow."""
    path = tmp_path / "w.db"
    filled(path, "a")
    seen: list[int] = []
    done = threading.Event()

    def read() -> None:
        with open_store(path, read_only=True) as store:
            while not done.is_set():
                seen.append(store.counts().documents)
                for entry in store.documents(limit=-1):
                    reading = store.reading(entry.id)
                    assert reading is not None
                    assert len(reading.happenings) == entry.happenings == 1

    reader = threading.Thread(target=read)
    reader.start()
    try:
        filled(path, *(f"d{n}" for n in range(60)))
    finally:
        done.set()
        reader.join()
    assert seen == sorted(seen)
    assert seen[0] >= 1


def test_one_store_serves_several_threads(tmp_path: Path) -> None:
    """A site's threads share one store; each has a connection of its own."""
    path = tmp_path / "w.db"
    filled(path, "a", "b")
    found: list[int] = []
    with open_store(path, read_only=True) as store:
        threads = [threading.Thread(target=lambda: found.append(len(store.documents()))) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert found == [2] * 8


@pytest.mark.parametrize(
    ("words", "match"),
    [
        ("Izium fell", '"Izium" "fell"'),
        ('"white phosphorus" use', '"white phosphorus" "use"'),
        ("balak*", '"balak"*'),
        ("O'Neill-Smith", '"O Neill Smith"'),
        ("()*+:^", ""),
    ],
)
def test_match_of_quotes_every_word(words: str, match: str) -> None:
    """What a visitor types becomes words and phrases, never syntax."""
    assert match_of(words) == match


def test_damaged_text_is_found(tmp_path: Path) -> None:
    """A text changed behind the store's back no longer has its digest."""
    path = tmp_path / "w.db"
    filled(path, "a")
    with sqlite3.connect(path) as raw:
        raw.execute("UPDATE versions SET text = text || '!'")
    raw.close()
    with open_store(path) as store:
        assert {p.code for p in store.check()} >= {"text-digest"}
