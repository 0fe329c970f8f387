"""Timelines and changes on the site."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from small_casebook import small_casebook

from onrecord.errors import UsageError
from onrecord.publish import as_json, pages, render
from onrecord.records.situation import Course
from onrecord.store import Store, open_store


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """The small casebook: a town that changed hands, an outage with its restoration, a count that grows."""
    folder: Path = tmp_path_factory.mktemp("timelines")
    with open_store(small_casebook(folder / "small.db")) as made:
        yield made


def test_every_timeline_is_listed_and_opens(store: Store) -> None:
    """Outages and each course, whether anything was reported of it or not."""
    listed = pages.timelines_page(store)
    assert [line.name for line in listed.timelines] == ["outages", *Course]
    for line in listed.timelines:
        assert line.title in render(pages.timeline_page(store, line.name), settings=store.settings())


def test_a_timeline_is_newest_first_and_leads_to_its_claims(store: Store) -> None:
    """Each entry has the page of its claim, and its number as words."""
    page = pages.timeline_page(store, "casualties")
    assert [e.day for e in page.entries] == sorted((e.day for e in page.entries), reverse=True)
    html = render(page, settings=store.settings())
    assert all(f"/claims/{e.claims[0]}" in html for e in page.entries)
    assert len(page.entries) > 0


def test_the_changes_of_a_month_are_as_known_then(store: Store) -> None:
    """Who holds what, first, with the rule and the claims that each change rests on."""
    page = pages.changes_page(store, "2031-05")
    assert (page.first, page.last) == ("2031-04-30", "2031-05-31")
    assert {s.what for s in page.sections} >= {"outage", "casualties"}
    assert as_json(page)["kind"] == "changes"
    assert pages.changes_page(store).sections == page.sections


def test_the_changes_of_two_days_are_those_between_their_ends(store: Store) -> None:
    """An interval is a key of its own."""
    page = pages.changes_page(store, "2031-05-09..2031-05-10")
    assert all(c.day == "2031-05-10" for s in page.sections for c in s.changes)


@pytest.mark.parametrize("key", ["2031-13", "soon", "2031-05-10..2031-05-09", "2031-05-10.."])
def test_what_is_no_interval_is_refused(store: Store, key: str) -> None:
    """In one message, no traceback."""
    with pytest.raises(UsageError):
        pages.changes_page(store, key)


def test_there_is_no_timeline_of_gossip(store: Store) -> None:
    """Only those that are listed."""
    with pytest.raises(UsageError, match="no timeline"):
        pages.timeline_page(store, "gossip")


def test_a_year_that_ends_goes_on_with_january(store: Store) -> None:
    """December's changes end with its last day."""
    page = pages.changes_page(store, "2031-12")
    assert (page.first, page.last) == ("2031-11-30", "2031-12-31")


def test_an_empty_casebook_has_no_changes(tmp_path: Path) -> None:
    """The page says so."""
    with open_store(tmp_path / "empty.db", create=True) as empty:
        assert "no dated document" in render(pages.changes_page(empty))


def test_the_situation_of_a_day_is_a_page(store: Store) -> None:
    """Holders with the claims they rest on first, outages, and what is known later of an earlier day."""
    page = pages.situation_page(store, at="2031-05-10")
    assert [bool(span.claims) for span in page.situation.control] == [True, False, False]
    assert [outage.service for outage in page.situation.outages] == ["power"]
    html = render(page, settings=store.settings())
    assert "Orlik" in html
    assert "As known then" in html
    later = render(pages.situation_page(store, at="2031-05-05", as_known="2031-05-10"), settings=store.settings())
    assert "By what had been reported by the end of 10 May 2031" in later
