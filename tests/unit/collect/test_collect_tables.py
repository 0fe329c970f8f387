"""Tables of reports, as spreadsheets save them."""

from __future__ import annotations

from pathlib import Path

import pytest


def test_each_row_is_a_document_with_its_title_first(tmp_path: Path, collected) -> None:
    """Columns are found by their names, in any case; cells may hold commas, quotes and line ends."""
    file = tmp_path / "reports.csv"
    file.write_text(
        'ID,Date,Outlet,Headline,Body,Mood\n7,2019-03-04,The Lomna Post,"Bridge, shut","He said ""no"".\nAgain.",grim\n'
    )
    [found] = collected(file)
    document = found.document
    assert (document.id, document.published, document.publisher) == ("7", "2019-03-04", "The Lomna Post")
    assert document.text == 'Bridge, shut\n\nHe said "no".\nAgain.'


@pytest.mark.parametrize("separator", [";", "\t"])
def test_other_separators_are_seen_from_the_first_row(tmp_path: Path, collected, separator: str) -> None:
    """Spreadsheets separate by semicolons in many countries, and by tabs."""
    file = tmp_path / "reports.csv"
    file.write_text(f"title{separator}published\nBridge, shut{separator}2019-03-04\n", encoding="utf-8-sig")
    assert [(d.document.text, d.document.published) for d in collected(file)] == [("Bridge, shut", "2019-03-04")]


def test_a_row_with_a_doubtful_day_is_named_and_the_rest_is_read(tmp_path: Path, codes) -> None:
    """The third of April or the fourth of March: nobody knows."""
    file = tmp_path / "reports.csv"
    file.write_text("id,text,date\na,One.,04/03/2019\n\nb,Two.,2019-03-04 08:00\nc,,\n")
    assert codes(file) == ["bad-published", "b", "no-text"]


@pytest.mark.parametrize("content", ["place_id,name,lat\n1,Dorn,2.0\n", "text\n" + "a" * 9_000_000, ",,\n"])
def test_what_is_no_table_of_reports_is_said_in_one_line(tmp_path: Path, codes, content: str) -> None:
    """No column of texts, or a cell without an end."""
    file = tmp_path / "places.csv"
    file.write_text(content)
    assert codes(file) == ["bad-table"]
