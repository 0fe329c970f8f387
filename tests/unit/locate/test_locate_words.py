"""onrecord.locate.words"""

from __future__ import annotations

from onrecord.locate.words import split_words


def test_initials_stay_together_and_possessives_come_off() -> None:
    """ "U.S." is one word, and "Peru's" is "Peru"."""
    assert [w.text for w in split_words("The U.S. and Peru’s navy")] == ["The", "U.S.", "and", "Peru", "navy"]


def test_a_word_knows_if_a_sentence_could_begin_there() -> None:
    """After a full stop, a line break, a quotation mark at the start; not after a comma or an opening bracket in a sentence."""
    words = split_words("“Snow fell. Then Lima\nWaits, (Cusco) too.")
    assert [w.text for w in words if w.first] == ["Snow", "Then", "Waits"]


def test_gaps_are_cut_short() -> None:
    """What follows a word is kept up to four code points."""
    first, second = split_words("Lima          Cusco")
    assert (first.gap, second.gap) == ("    ", "")
