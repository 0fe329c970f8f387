"""What the words around a happening make of it."""

from __future__ import annotations

import pytest

from onrecord.basics.spans import Span
from onrecord.link.wording import counted, is_date, takes_back, used_to_say
from onrecord.records import Happening, HappeningType, Modality, Quantity, Source, SourceKind, Stance, Statement


def happening(text: str, word: str, type_: HappeningType = HappeningType.CASUALTIES) -> Happening:
    """One whose trigger is the word."""
    at = text.index(word)
    return Happening("h", None, type_, None, None, (Span(at, at + len(word)),), (), (), None, Modality.ACTUAL, (), None, "test")


def number(text: str, digits: str) -> Quantity:
    at = text.index(digits)
    return Quantity((Span(at, at + len(digits)),), float(digits), float(digits), "people", "civilians")


def test_a_date_that_lost_its_blank_is_no_number_of_dead() -> None:
    """ "Oct 032017" is a day, and "at least 18" a count."""
    text = "Updated at Oct 032017 a strike killed 18 civilians"
    assert is_date(number(text, "032017"), (), text)
    assert not is_date(number(text, "18"), (), text)


def test_a_number_of_dead_and_wounded_counts_both() -> None:
    """It is no number of dead, so it does not stand beside one."""
    text = "The shells killed and injured 5 civilians."
    assert counted(happening(text, "killed"), number(text, "5"), text) == "killed and wounded civilians"
    alone = "The shells killed 5 civilians."
    assert counted(happening(alone, "killed"), number(alone, "5"), alone) == "civilians"


def test_what_an_earlier_version_said_is_not_said_now() -> None:
    """Only what stands after those words in their sentence."""
    text = "Two died. An earlier version of this report said that ten were killed."
    assert used_to_say(text, happening(text, "killed"))
    assert not used_to_say(text, happening(text, "died"))


@pytest.mark.parametrize(
    ("text", "back"),
    [
        ("We reported in error that the town was taken.", True),
        ("This article wrongly said that the town was taken.", True),
        ("We reported on Friday that the town was taken.", False),
    ],
)
def test_an_outlet_takes_back_what_it_says_it_got_wrong(text: str, back: bool) -> None:
    """By an adverb beside its own verb of saying."""
    verb = "reported" if "reported" in text else "said"
    cue = Span(text.index(verb), text.index(verb) + len(verb))
    source = Source((Span(0, 2),), None, None, SourceKind.UNNAMED)
    statement = Statement("s", source, (cue,), (Span(cue.end + 1, len(text)),), Stance.ASSERT, False, (), None, None)
    assert takes_back(statement, text) is back
