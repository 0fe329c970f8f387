"""Long documents of many names: the work stays in proportion to their length."""

from __future__ import annotations

import pytest
from lengthy import PIECES, growth
from spoken import two_islands

from onrecord.identify import identify

REGISTER = two_islands()
KINDS = ("people", "one surname", "bodies", "acronyms", "offices", "pronouns", "papers", "bare bodies", "spokesmen")


@pytest.mark.parametrize("piece", [PIECES[kind] for kind in KINDS], ids=KINDS)
def test_identify_takes_no_more_than_linear_work(piece: str) -> None:
    """Four times the text is about four times the work, whoever is named in it."""
    assert growth(lambda document, tagging: identify(document, tagging, REGISTER), piece) < 6
