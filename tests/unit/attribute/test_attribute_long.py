"""Long documents of many statements: the work stays in proportion to their length."""

from __future__ import annotations

import pytest
from lengthy import PIECES, documents, growth
from spoken import two_islands

from onrecord.attribute import attribute
from onrecord.basics.spans import Span
from onrecord.identify import identify
from onrecord.records import Document, Precision, Time, TimeType

REGISTER = two_islands()
KINDS = ("people", "recordings", "quotations", "papers")


def times_of(document: Document) -> tuple[Time, ...]:
    day = "2023-03-10"
    starts = [at for at in range(len(document.text)) if document.text.startswith("Friday", at)]
    return tuple(Time((Span(at, at + 6),), TimeType.DATE, day, day, day, Precision.DAY) for at in starts)


@pytest.mark.parametrize("piece", [PIECES[kind] for kind in KINDS], ids=KINDS)
def test_attribute_takes_no_more_than_linear_work(piece: str) -> None:
    """Four times the text is about four times the work, whatever is said in it, and when."""
    given = {
        len(document.text): (identify(document, tagging, REGISTER), times_of(document)) for document, tagging in documents(piece)
    }
    assert growth(lambda document, tagging: attribute(document, tagging, *given[len(document.text)], REGISTER), piece) < 6
