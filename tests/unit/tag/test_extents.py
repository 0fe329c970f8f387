"""How far a content reaches."""

from __future__ import annotations

import pytest
from spoken import Said, spoken

from onrecord.tag.extents import quotations
from onrecord.tag.relations import relations


def contents(text: str, said: list[Said]) -> list[list[str]]:
    document, tagging = spoken(text, said=said, mended=False)
    return [[piece.of(text) for piece in a.content] for a in relations(document, tagging)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("“The pier is gone,” he said. “All of it.”", ["“The pier is gone,”", "“All of it.”"]),
        ('He said "no" twice.', ['"no"']),
        ("''It's gone,'' he said.", ["''It's gone,''"]),
        ("“The pier is gone.\n\n“All of it.”", ["“All of it.”"]),
        ("The pier's end", []),
    ],
)
def test_quotations_are_closed_in_their_paragraph(text: str, found: list[str]) -> None:
    """Curly, straight and doubled single marks; an open one is none."""
    assert [span.of(text) for span in quotations(text)] == found


def test_a_part_of_a_quotation_becomes_all_of_it() -> None:
    """Lost first and last words of what is quoted come back."""
    text = "“We saw the pier fall into the cold sea,” Brill said."
    assert contents(text, [("Brill", "said", ["saw the pier fall into"])]) == [["“We saw the pier fall into the cold sea,”"]]


def test_a_quotation_that_holds_the_cue_stays_in_pieces() -> None:
    """What somebody says of another one's words within a quotation does not grow to the whole."""
    text = "“Brill said the pier was safe, and we believed her,” he wrote."
    said: list[Said] = [("Brill", "said", ["the pier was safe"])]
    assert contents(text, said) == [["the pier was safe"]]


def test_a_sentence_in_quotation_marks_takes_no_plain_words_with_it() -> None:
    """Words of the frame around a quotation are not said."""
    text = "“The pier is safe now,” Brill said at a meeting on the new law."
    said: list[Said] = [("Brill", "said", ["“The pier is safe now,”", "on the new law"])]
    assert contents(text, said) == [["“The pier is safe now,”"]]
