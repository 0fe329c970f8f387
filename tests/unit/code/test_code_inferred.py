"""Who must have done it, where no words of the happening name an agent, and what the record says about that."""

from __future__ import annotations

from pathlib import Path

import pytest
from tagged import places_named, tagged

from onrecord.basics.spans import Span
from onrecord.code import code
from onrecord.records import Happening, HappeningType, Source, SourceKind, Stance, Statement
from onrecord.register import Register

REGISTER = Register.load([Path(__file__).parents[2] / "golden" / "code" / "register.toml"])


def _coded(notation: str, *statements: Statement) -> tuple[Happening, ...]:
    document, tagging = tagged(notation)
    return code(document, tagging, statements, (), places_named(document.text, "Korsk"), (), REGISTER)


def _agent(happening: Happening) -> str | None:
    return next((a.side for a in happening.actors if a.role == "agent"), None)


def _said(start: int, end: int, side: str, stance: Stance = Stance.ASSERT) -> Statement:
    source = Source((Span(0, start - 1),), None, "somebody", SourceKind.GROUP, side=side)
    return Statement("s", source, (), (Span(start, end),), stance, False, (), None, None)


@pytest.mark.parametrize(
    ("notation", "side", "why"),
    [
        ("Missiles/NNS strike/VBP Arvenia/NNP", "borland", "by whom it meets"),
        ("Arvenia/NNP repelled/VBD an/DT assault/NN", "arvenia", None),
        ("Borland/NNP fired/VBD rockets/NNS ,/, 9/CD were/VBD shot/VBN down/RP", "arvenia", "by who sent it"),
        ("Blast/NN in/IN Korsk/NNP // A/DT Borlandic/JJ strike/NN hit/VBD it/PRP", "borland", "named in the story below"),
        ("Borland/NNP shells/VBZ Korsk/NNP // Rockets/NNS hit/VBD a/DT school/NN", "borland", "named with the same before"),
    ],
)
def test_an_agent_that_no_words_name_is_told_by_something_that_why_names(notation: str, side: str, why: str | None) -> None:
    """The record says from what the agent was inferred, and nothing where words name it."""
    wanted = [h for h in _coded(notation) if _agent(h) == side]
    assert wanted
    assert any((f"agent: {why}" in h.why) if why else ("agent:" not in h.why) for h in wanted)


def test_without_a_party_nobody_is_inferred() -> None:
    """A town struck by missiles tells of no side."""
    (happening,) = _coded("Missiles/NNS hit/VBD Korsk/NNP")
    assert _agent(happening) is None


def test_nobody_is_taken_to_harm_the_own_side() -> None:
    """The only party in sight is the one that suffers, so it is not who did it."""
    (happening,) = _coded("Arvenian/JJ soldiers/NNS were/VBD killed/VBN near/IN Korsk/NNP")
    assert _agent(happening) is None


def test_bare_forces_are_those_of_the_side_that_tells() -> None:
    """ "Forces make progress", told of by a party, are its own."""
    notation = "Arvenians/NNPS say/VBP forces/NNS captured/VBD Korsk/NNP"
    (happening,) = _coded(notation, _said(14, 35, "arvenia"))
    assert (_agent(happening), happening.type) == ("arvenia", HappeningType.CAPTURE)


def test_they_in_a_denial_are_not_who_denies() -> None:
    """ "The ministry denied that they had left" tells of others."""
    notation = "Arvenia/NNP denied/VBD they/PRP had/VBD captured/VBN Korsk/NNP"
    (happening,) = _coded(notation, _said(15, 38, "arvenia", Stance.DENY))
    assert _agent(happening) != "arvenia"
