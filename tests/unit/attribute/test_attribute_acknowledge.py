"""What a side concedes: its own losses and retreats, and what the other party has won; never its own successes."""

from __future__ import annotations

import pytest
from spoken import spoken, two_islands

from onrecord.attribute import attribute
from onrecord.attribute.stance import hurts
from onrecord.identify import identify
from onrecord.records import Stance

REGISTER = two_islands()


def stance(source: str, cue: str, content: str) -> Stance:
    text = f"{source} {cue} that {content}."
    names = [(name, "LOC") for name in ("Norland", "Arvania", "Belmark")]
    document, tagging = spoken(text, mentions=names, said=[(source, cue, [f"that {content}"])])
    (statement,) = attribute(document, tagging, identify(document, tagging, REGISTER), (), REGISTER)
    return statement.stance


@pytest.mark.parametrize(
    "content",
    [
        "its forces had retreated from the hills",
        "its troops had withdrawn to better positions",
        "it had withdrawn from the island as a gesture",
        "it had lost 500 soldiers",
        "our units were pushed back from the river",
        "Belmarkian units were driven out of the port",
        "nine of its planes were destroyed",
        "its warship had been sunk",
        "63 of its sailors were killed in Lowfield",
        "Belmarkian sailors were killed in a strike",
        "its garrison had left Lowfield",
        "Arvanian forces liberated Haven",
        "Arvania retook the island",
        "the enemy had captured the village",
        "the enemy was advancing",
        "Haven fell to Arvanian troops",
        "Arvanian forces have advanced to the river",
        "the defenders had abandoned the fort",
    ],
)
@pytest.mark.parametrize("cue", ["confirmed", "said"])
def test_a_party_acknowledges_what_hurts_its_own_side(cue: str, content: str) -> None:
    """Own retreats and losses, and places that the other party won, whatever verb tells them."""
    assert stance("Belmark's defence ministry", cue, content) is Stance.ACKNOWLEDGE


@pytest.mark.parametrize(
    "content",
    [
        "it took Lowfield",
        "its troops liberated the village",
        "its forces destroyed 20 tanks",
        "its forces had defeated Arvanian units",
        "Belmarkian troops killed 50 Arvanian soldiers",
        "Arvanian soldiers were killed in a strike",
        "Arvanian forces retreated from the hills",
        "the enemy lost 300 soldiers",
        "the enemy's forces had retreated",
        "it has pushed back Arvanian assaults",
        "it had captured 50 Arvanian soldiers",
        "it controls all of the island",
        "it was withdrawing from the grain deal",
        "it had pulled out of the talks",
        "its troops had not retreated",
        "Arvanian troops tried to enter the town",
        "Arvanian troops were given a week to capture the port",
        "Arvania's demand for advanced rockets is unfair",
        "we have hours left",
        "prisoners were exchanged",
        "Arvania introduces new controls on movement",
        "Arvania must answer for its mistakes",
        "Arvanian forces captured two of our civilians",
    ],
)
@pytest.mark.parametrize("cue", ["confirmed", "said"])
def test_a_party_acknowledges_nothing_that_serves_or_does_not_hurt_it(cue: str, content: str) -> None:
    """Own successes, losses of the other party, what did not come about, and steps out of treaties are no concessions."""
    assert stance("Belmark's defence ministry", cue, content) is not Stance.ACKNOWLEDGE


@pytest.mark.parametrize(
    ("source", "cue", "content", "expected"),
    [
        ("Norland", "confirmed", "Arvanian forces liberated Haven", Stance.ASSERT),
        ("Norland", "said", "Belmarkian sailors were killed in a strike", Stance.ASSERT),
        ("Norland", "admitted", "its ship had entered the strait", Stance.ACKNOWLEDGE),
        ("Belmark", "admitted", "mistakes had been made", Stance.ACKNOWLEDGE),
        ("Belmark", "did not confirm", "its ship was lost", Stance.QUESTION),
        ("Belmark", "denied", "its ship was lost", Stance.DENY),
        ("Arvania", "accused", "Belmarkian troops, who control the harbour, of theft", Stance.ASSERT),
    ],
)
def test_who_speaks_and_how_decides_with_what_is_said(source: str, cue: str, content: str, expected: Stance) -> None:
    """Third states concede nothing for a party; admitting is conceding; a denial stays one."""
    assert stance(source, cue, content) is expected


def test_the_same_words_hurt_one_party_and_serve_the_other() -> None:
    """Whose loss it is depends on who speaks."""
    words = "Arvanian forces liberated Haven"
    assert (hurts(words, "belmark", REGISTER), hurts(words, "arvania", REGISTER)) == (True, False)
