"""Two versions of a text as one."""

from __future__ import annotations

import re
from html import unescape

import pytest

from onrecord.publish.worddiff import MOST_PAIRS, Stretch, word_diff


def side(found: tuple[Stretch, ...], gone: str) -> str:
    """The words of one version: without what only the other has."""
    html = "".join(stretch.html for stretch in found)
    return unescape(re.sub("<[^>]*>", "", re.sub(f"<{gone}>.*?</{gone}>", "", html, flags=re.DOTALL)))


def test_words_are_marked_and_the_same_paragraphs_counted() -> None:
    """What stays is neither."""
    found = word_diff("The town fell.\nAll was quiet.\nIt rained.", "The town held.\nAll was quiet.\nIt rained.")
    assert found == (Stretch("The town <del>fell</del><ins>held</ins>."), Stretch("", 2))


@pytest.mark.parametrize(("before", "after"), [("1,000", "2,000"), ("3.5", "3.7"), ("14:05", "14:30"), ("50", "70")])
def test_a_number_changes_as_a_whole(before: str, after: str) -> None:
    """Never a digit of it: no reader should have to put two numbers together."""
    (found,) = word_diff(f"About {before} came.", f"About {after} came.")
    assert found.html == f"About <del>{before}</del><ins>{after}</ins> came."


def test_numbers_of_one_sentence_change_each_for_itself() -> None:
    """A toll that rises is seen at once."""
    (found,) = word_diff("The mayor said that 3 were killed and 5 hurt.", "The mayor said that 4 were killed and 6 hurt.")
    assert found.html == "The mayor said that <del>3</del><ins>4</ins> were killed and <del>5</del><ins>6</ins> hurt."


def test_a_sentence_written_anew_is_shown_as_one_change() -> None:
    """Words that both have by chance would make a riddle of it."""
    (found,) = word_diff("Kyiv was warned of smoke from the depot.", "Troops of the enemy enter the key town.")
    assert found.html == "<del>Kyiv was warned of smoke from the depot.</del><ins>Troops of the enemy enter the key town.</ins>"


def test_what_would_be_markup_is_escaped() -> None:
    """Both what went and what came."""
    (found,) = word_diff("see <b>", "see <i>&")
    assert "<b>" not in found.html
    assert "<i>" not in found.html
    assert (side((found,), "ins"), side((found,), "del")) == ("see <b>", "see <i>&")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("na " * 1500, "na na na no " * 400),
        ("\n".join(["na"] * 1500), "\n".join(["na", "na", "no"] * 500)),
        ("\n".join(f"{n} " + "na " * 500 for n in range(8)), "\n".join(f"{n}a " + "na no " * 300 for n in range(8))),
    ],
)
def test_a_text_that_repeats_itself_costs_no_more_than_what_is_looked_at(
    monkeypatch: pytest.MonkeyPatch, before: str, after: str
) -> None:
    """Pairs that are compared stay under the most of them, in words and in paragraphs, over all stretches; no word is lost."""
    compared: list[int] = []
    real = word_diff.__globals__["SequenceMatcher"]

    def counted(junk: None, old: list[str], new: list[str], autojunk: bool) -> object:
        compared.append(sum(old.count(piece) * new.count(piece) for piece in set(old)))
        return real(junk, old, new, autojunk)

    monkeypatch.setattr("onrecord.publish.worddiff.SequenceMatcher", counted)
    found = word_diff(before, after)
    assert sum(compared) <= 2 * MOST_PAIRS
    assert side(found, "ins").split() == before.split()
    assert side(found, "del").split() == after.split()
