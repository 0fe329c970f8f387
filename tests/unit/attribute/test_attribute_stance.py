"""Stance, doubt and evidence of single statements."""

from __future__ import annotations

import pytest
from spoken import spoken, two_islands

from onrecord.attribute import attribute
from onrecord.attribute.stance import hurts
from onrecord.identify import identify
from onrecord.records import Evidence, Stance, Statement

REGISTER = two_islands()


def said(source: str, cue: str, content: str) -> Statement:
    text = f"{source} {cue} {content}."
    mentions = [(name, "LOC") for name in ("Norland", "Arvania", "Belmark") if name in text]
    document, tagging = spoken(text, mentions=mentions, said=[(source, cue, [content])])
    (statement,) = attribute(document, tagging, identify(document, tagging, REGISTER), (), REGISTER)
    return statement


@pytest.mark.parametrize(
    ("source", "cue", "content", "stance"),
    [
        ("Norland", "urged", "both sides to talk", Stance.CALL),
        ("Norland", "asked", "Belmark to return the ship", Stance.CALL),
        ("Norland", "asked", "whether the ship was lost", Stance.QUESTION),
        ("Norland", "expects", "the harvest to be small", Stance.ASSERT),
        ("Norland", "warned", "Belmark against closing the strait", Stance.CALL),
        ("Norland", "warned", "that the strait was mined", Stance.ASSERT),
        ("Norland", "pledged", "to send doctors", Stance.PROMISE),
        ("Norland", "said", "it will continue to send doctors", Stance.PROMISE),
        ("Norland", "said", "the storm will continue until Monday", Stance.ASSERT),
        ("Norland", "confirmed", "its participation in the talks", Stance.PROMISE),
        ("Norland", "rejected", "the accusation", Stance.DENY),
        ("Belmark", "said", "the reports of a raid are false", Stance.DENY),
        ("Belmark", "said", "Belmark has not attacked any port", Stance.DENY),
        ("Norland", "welcomed", "the truce", Stance.PRAISE),
        ("Norland", "wants", "to end the blockade", Stance.ASSERT),
        ("Norland", "wants", "Belmark to end the blockade", Stance.CALL),
        ("Norland", "agreed", "that the plan was outdated", Stance.ASSERT),
        ("Norland", "agreed", "to send a ship", Stance.PROMISE),
        ("Norland", "did not rule out", "a blockade", Stance.ASSERT),
        ("Belmark", "accused", "Arvanian troops, who now control the harbour, of theft", Stance.ASSERT),
        ("Norland", "mocked", "the parade", Stance.MOCK),
        ("Norland", "doubts", "that the truce will hold", Stance.QUESTION),
        ("Belmark", "admitted", "that its fleet had lost two frigates", Stance.ACKNOWLEDGE),
        ("Belmark's navy", "said", "Belmarkian sailors were killed when their frigate sank", Stance.ACKNOWLEDGE),
        ("Arvania", "said", "Belmarkian troops now control the harbour", Stance.ACKNOWLEDGE),
        ("Arvania", "said", "Belmarkian troops failed to take the harbour", Stance.ASSERT),
    ],
)
def test_attribute_reads_the_stance(source: str, cue: str, content: str, stance: Stance) -> None:
    """Cue and content together give the stance."""
    assert said(source, cue, content).stance is stance


@pytest.mark.parametrize(
    ("words", "side", "hurt"),
    [
        ("Belmarkian forces have retreated from the hills", "belmark", True),
        ("Belmarkian forces have retreated from the hills", "arvania", False),
        ("Arvanian soldiers captured a Belmarkian soldier", "belmark", False),
        ("Arvanian troops entered the town", "belmark", True),
        ("Arvanian troops tried to enter the town", "belmark", False),
    ],
)
def test_hurts_needs_own_loss_or_the_other_partys_gain(words: str, side: str, hurt: bool) -> None:
    """Only what harms the very side counts, and attempts do not."""
    assert hurts(words, side, REGISTER) is hurt


@pytest.mark.parametrize(
    ("content", "hedged"),
    [
        ("the bridge may be closed", True),
        ("the bridge could fall", True),
        ("the bridge could not be saved", False),
        ("the bridge is believed to be mined", True),
        ("the bridge allegedly fell", True),
        ("the bridge fell in May", False),
    ],
)
def test_attribute_reads_doubt(content: str, hedged: bool) -> None:
    """Words of doubt hedge; the month and a negated ability do not."""
    assert said("Norland", "said", content).hedged is hedged


@pytest.mark.parametrize(
    ("cue", "content", "hedged"),
    [
        ("reportedly", "the bridge fell", True),
        ("is believed", "to have fallen", True),
        ("was reported", "that the bridge fell", False),
        ("was told", "that the bridge fell", False),
    ],
)
def test_attribute_reads_doubt_of_the_cue(cue: str, content: str, hedged: bool) -> None:
    """ "Reportedly" and "is believed to" doubt what they introduce; a report that nobody is named for does not."""
    text = f"It {cue} {content}."
    document, tagging = spoken(text, said=[(None, cue, [content])])
    (statement,) = attribute(document, tagging, identify(document, tagging, REGISTER), (), REGISTER)
    assert statement.hedged is hedged


@pytest.mark.parametrize(
    ("source", "cue", "content", "evidence"),
    [
        ("A resident", "said", "the tower fell", (Evidence.EYEWITNESS,)),
        ("Norland's army", "said", "two bridges fell", (Evidence.OFFICIAL,)),
        ("Norland's army", "said in a letter that", "two bridges fell", (Evidence.OFFICIAL, Evidence.DOCUMENT)),
        ("Satellite images", "showed", "two bridges fell", (Evidence.PHOTO, Evidence.SATELLITE)),
        ("A military analyst", "said", "two bridges fell", (Evidence.ANALYSIS,)),
        ("A teacher", "said", "two bridges fell", ()),
        ("Captured soldiers", "said", "two bridges fell", ()),
    ],
)
def test_attribute_reads_evidence(source: str, cue: str, content: str, evidence: tuple[Evidence, ...]) -> None:
    """Kind of source and words beside the content tell what is cited."""
    assert said(source, cue, content).evidence == evidence
