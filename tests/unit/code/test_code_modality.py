"""Did it happen, as the words have it?"""

from __future__ import annotations

from pathlib import Path

import pytest
from tagged import places_named, tagged

from onrecord.basics.spans import Span
from onrecord.code import code
from onrecord.records import Modality, Source, SourceKind, Stance, Statement
from onrecord.register import Register

REGISTER = Register.load([Path(__file__).parents[2] / "golden" / "code" / "register.toml"])


def _modalities(notation: str, *statements: Statement) -> list[str]:
    document, tagging = tagged(notation)
    places = places_named(document.text, "Korsk")
    return [h.modality.value for h in code(document, tagging, statements, (), places, (), REGISTER)]


@pytest.mark.parametrize(
    ("notation", "modality"),
    [
        ("Troops/NNS captured/VBD Korsk/NNP", "actual"),
        ("Troops/NNS will/MD capture/VB Korsk/NNP", "planned"),
        ("Troops/NNS plan/VBP to/TO capture/VB Korsk/NNP", "planned"),
        ("Troops/NNS were/VBD ordered/VBN to/TO capture/VB Korsk/NNP", "planned"),
        ("Borland/NNP to/TO deploy/VB troops/NNS near/IN Korsk/NNP", "planned"),
        ("Troops/NNS may/MD capture/VB Korsk/NNP", "possible"),
        ("Troops/NNS threatened/VBD to/TO capture/VB Korsk/NNP", "possible"),
        ("If/IN troops/NNS capture/VBP Korsk/NNP ,/, trade/NN stops/VBZ", "possible"),
        ("Traders/NNS wait/VBP until/IN troops/NNS capture/VBP Korsk/NNP", "possible"),
        ("People/NNS slept/VBD until/IN troops/NNS captured/VBD Korsk/NNP", "actual"),
        ("Troops/NNS did/VBD not/RB capture/VB Korsk/NNP", "negated"),
        ("Troops/NNS failed/VBD to/TO capture/VB Korsk/NNP", "negated"),
        ("Troops/NNS appear/VBP to/TO have/VB captured/VBN Korsk/NNP", "actual"),
        ("Troops/NNS managed/VBD to/TO capture/VB Korsk/NNP", "actual"),
        ("Fears/NNS of/IN shelling/NN in/IN Korsk/NNP", "possible"),
        ("Plans/NNS for/IN a/DT referendum/NN in/IN Korsk/NNP", "planned"),
        ("No/DT plans/NNS for/IN a/DT referendum/NN in/IN Korsk/NNP", "negated"),
        ("Korsk/NNP lived/VBD through/IN the/DT night/NN without/IN shelling/NN", "negated"),
        ("Homes/NNS in/IN Korsk/NNP are/VBP without/IN power/NN", "actual"),
    ],
)
def test_modality_of_the_words(notation: str, modality: str) -> None:
    """Modals, governing verbs and nouns, conditions and negations decide."""
    assert _modalities(notation) == [modality]


@pytest.mark.parametrize(
    ("stance", "modality"),
    [(Stance.DENY, Modality.NEGATED), (Stance.CALL, Modality.POSSIBLE), (Stance.PROMISE, Modality.PLANNED)],
)
def test_modality_of_a_statements_stance(stance: Stance, modality: Modality) -> None:
    """What a source denies did not happen as it tells it; what it calls for is possible."""
    content = Span(0, len("Troops shelled Korsk"))
    statement = Statement("s", Source((), None, None, SourceKind.UNNAMED), (), (content,), stance, False, (), None, None)
    assert _modalities("Troops/NNS shelled/VBD Korsk/NNP", statement) == [modality.value]
