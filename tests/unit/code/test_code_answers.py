"""Who denies or confirms what another said, without saying it again."""

from __future__ import annotations

from pathlib import Path

import pytest
from tagged import places_named, tagged

from onrecord.basics.spans import Span
from onrecord.code import code
from onrecord.records import Modality, Source, SourceKind, Stance, Statement
from onrecord.register import Register

REGISTER = Register.load([Path(__file__).parents[2] / "golden" / "code" / "register.toml"])
TOLD = "Arvenia/NNP said/VBD its/PRP$ troops/NNS captured/VBD Korsk/NNP ./. "


def statement(text: str, name: str, cue: str, content: str, stance: Stance) -> Statement:
    """Somebody's, by the words that name him, attribute and tell."""
    who, how, what = (Span(at := text.rindex(words), at + len(words)) for words in (name, cue, content))
    source = Source((who,), f"e-{name}", name, SourceKind.ORGANISATION)
    return Statement(f"s-{name}", source, (how,), (what,), stance, False, (), None, None)


def answered(notation: str, cue: str, content: str, stance: Stance) -> list[tuple[str, Modality]]:
    """(trigger, modality) of what the second source says."""
    document, tagging = tagged(TOLD + notation)
    text = document.text
    first = statement(text, "Arvenia", "said", "its troops captured Korsk", Stance.ASSERT)
    answer = statement(text, "Borland", cue, content, stance)
    found = code(document, tagging, (first, answer), (), places_named(text, "Korsk"), (), REGISTER)
    assert {h.type.value for h in found} == {"capture"}
    return [(h.trigger[0].of(text), h.modality) for h in found if h.statement == answer.id]


@pytest.mark.parametrize(
    ("notation", "cue", "content", "words"),
    [
        ("Borland/NNP denied/VBD this/DT ./.", "denied", "this", "this"),
        ("Borland/NNP rejected/VBD the/DT claim/NN ./.", "rejected", "the claim", "the claim"),
        ("Borland/NNP called/VBD the/DT report/NN false/JJ ./.", "called", "the report false", "the report"),
    ],
)
def test_a_denial_that_points_back_denies_what_was_told(notation: str, cue: str, content: str, words: str) -> None:
    """The words that point are its trigger."""
    assert answered(notation, cue, content, Stance.DENY) == [(words, Modality.NEGATED)]


def test_a_confirmation_that_points_back_says_so_too() -> None:
    """ "Confirmed it" tells it as actual."""
    assert answered("Borland/NNP confirmed/VBD it/PRP ./.", "confirmed", "it", Stance.ASSERT) == [("it", Modality.ACTUAL)]


def test_who_speaks_of_something_else_answers_nothing() -> None:
    """A claim of its own points to none that was told."""
    assert (
        answered(
            "Borland/NNP denied/VBD the/DT claim/NN that/IN it/PRP slept/VBD ./.",
            "denied",
            "the claim that it slept",
            Stance.DENY,
        )
        == []
    )
