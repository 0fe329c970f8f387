"""Long documents: mending what the tagger found stays in proportion to their length."""

from __future__ import annotations

import pytest
from lengthy import PIECES, growth

from onrecord.tag.relations import relations

KINDS = ("people", "quotations", "headlines", "signatures", "dialogue", "teasers")


@pytest.mark.parametrize("piece", [PIECES[kind] for kind in KINDS], ids=KINDS)
def test_relations_take_no_more_than_linear_work(piece: str) -> None:
    """Four times the text is about four times the work, in headlines, dialogue and teasers too."""
    assert growth(relations, piece) < 6
