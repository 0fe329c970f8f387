"""What a happening is told with: voice, ids, skipped stretches, places, codes."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from importlib.resources import files
from pathlib import Path

import pytest
from tagged import places_named, tagged

from onrecord.basics.spans import Span
from onrecord.code import code, codebooks
from onrecord.code.coder import innermost
from onrecord.code.codes import codes_of
from onrecord.records import Entity, HappeningType, Skipped, Source, SourceKind, Stance, Statement, Time, TimeType
from onrecord.records.entity import EntityKind
from onrecord.records.time import Precision
from onrecord.register import Register

REGISTER = Register.load([Path(__file__).parents[2] / "golden" / "code" / "register.toml"])
CODES = tomllib.loads(files("onrecord.code").joinpath("codes.toml").read_text(encoding="utf8"))
SUB_EVENTS = {
    "Battles": "Armed clash|Government regains territory|Non-state actor overtakes territory",
    "Explosions/Remote violence": "Air/drone strike|Chemical weapon|Grenade|Remote explosive/landmine/IED"
    "|Shelling/artillery/missile attack|Suicide bomb",
    "Protests": "Excessive force against protesters|Peaceful protest|Protest with intervention",
    "Riots": "Mob violence|Violent demonstration",
    "Strategic developments": "Agreement|Arrests|Change to group/activity|Disrupted weapons use"
    "|Headquarters or base established|Looting/property destruction|Non-violent transfer of territory|Other",
    "Violence against civilians": "Abduction/forced disappearance|Attack|Sexual violence",
}
ACLED = {f"{event}/{sub}" for event, subs in SUB_EVENTS.items() for sub in subs.split("|")}
PLOVER = {
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT", "THREATEN", "PROTEST",
    "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
}  # fmt: skip
SENTENCE = "Borlandic/JJ troops/NNS shelled/VBD Korsk/NNP on/IN Monday/NNP ./."


def _statement(id_: str, start: int, end: int, side: str | None = None) -> Statement:
    source = Source((), None, None, SourceKind.UNNAMED, side=side)
    return Statement(id_, source, (), (Span(start, end),), Stance.ASSERT, False, (), None, None)


def test_happening_belongs_to_the_innermost_statement() -> None:
    """Of two contents that hold the trigger the shorter one tells it; outside of both it is the author's own voice."""
    outer, inner = _statement("outer", 0, 50), _statement("inner", 10, 30)
    assert innermost([outer, inner], Span(12, 15)) is inner
    assert innermost([outer, inner], Span(40, 45)) is outer
    assert innermost([outer, inner], Span(60, 65)) is None


def test_same_text_gives_the_same_ids() -> None:
    """Ids come from document, type and span, not from the run."""
    document, tagging = tagged(SENTENCE)
    first, second = (code(document, tagging, (), (), (), (), REGISTER) for _ in range(2))
    assert [h.id for h in first] == [h.id for h in second] != []


def test_skipped_stretches_tell_of_nothing() -> None:
    """What is not reporting has no happenings."""
    document, tagging = tagged(SENTENCE)
    document = replace(document, skipped=(Skipped(Span(0, len(document.text)), "teaser"),))
    assert code(document, tagging, (), (), (), (), REGISTER) == ()


def test_a_line_in_capitals_inside_an_article_is_skipped() -> None:
    """Capitals inside an article are another article's headline."""
    document, tagging = tagged(f"{SENTENCE} // BORLAND/NNP SHELLS/VBZ MELIN/NNP AGAIN/RB")
    assert len(code(document, tagging, (), (), (), (), REGISTER)) == 1


def test_actor_takes_the_entitys_id_name_and_side() -> None:
    """A pronoun that `identify` resolved brings its entity along."""
    document, tagging = tagged("They/PRP shelled/VBD Korsk/NNP ./.")
    entity = Entity("e-1", "Borlandic army", EntityKind.ORGANISATION, (Span(0, 4),), side="borland")
    (happening,) = code(document, tagging, (), (entity,), places_named(document.text, "Korsk"), (), REGISTER)
    agent = happening.actors[0]
    assert (agent.role, agent.entity, agent.name, agent.side) == ("agent", "e-1", "Borlandic army", "borland")


def test_we_in_a_statement_is_the_sources_side() -> None:
    """Who says "we" means the own side."""
    document, tagging = tagged("We/PRP shelled/VBD Korsk/NNP ./.")
    (happening,) = code(document, tagging, (_statement("s", 0, len(document.text), "arvenia"),), (), (), (), REGISTER)
    assert happening.actors[0].side == "arvenia"


def test_a_place_merely_compared_with_is_left_out() -> None:
    """An area the size of a town is not in that town."""
    document, tagging = tagged("Borlandic/JJ troops/NNS shelled/VBD an/DT area/NN the/DT size/NN of/IN Korsk/NNP ./.")
    places = places_named(document.text, "Korsk", literal=False)
    (happening,) = code(document, tagging, (), (), places, (), REGISTER)
    assert happening.places == ()


def test_a_town_that_stands_for_itself_is_a_place_where_something_happens_to_it() -> None:
    """In "Korsk under fire" the town is what is hit, so the strike is there."""
    document, tagging = tagged("Korsk/NNP shelled/VBN by/IN Borlandic/JJ troops/NNS")
    places = places_named(document.text, "Korsk", literal=False)
    (happening,) = code(document, tagging, (), (), places, (), REGISTER)
    assert [index for index, _ in happening.places] == [0]


def test_happening_has_the_time_of_its_sentence() -> None:
    """The day named in the sentence is the happening's."""
    document, tagging = tagged(SENTENCE)
    start = document.text.index("Monday")
    monday = Time((Span(start, start + 6),), TimeType.DATE, "2022-09-05", "2022-09-05", "2022-09-06", Precision.DAY)
    (happening,) = code(document, tagging, (), (), (), (monday,), REGISTER)
    assert happening.time == monday


@pytest.mark.parametrize("kind", list(HappeningType))
def test_every_type_has_its_codes(kind: HappeningType) -> None:
    """The codebook table covers all types, in names that the codebooks have."""
    acled, plover = codes_of(kind, ())
    assert acled is None or acled in ACLED
    assert plover is None or plover.partition("/")[0] in PLOVER


@pytest.mark.parametrize("row", CODES["modes"], ids=lambda row: f"{row['type']}: {row['words']}")
def test_every_refinement_has_names_of_the_codebooks(row: dict[str, str]) -> None:
    """A row of modes refines a type that exists, by the codebooks' own names."""
    assert row["type"] in {kind.value for kind in HappeningType}
    assert row["acled"] in ACLED | {""}
    assert row["plover"].partition("/")[0] in PLOVER


def test_words_beside_the_trigger_refine_the_code() -> None:
    """A drone makes a strike an air strike."""
    assert codes_of(HappeningType.STRIKE, {"drone"}) == ("Explosions/Remote violence/Air/drone strike", "ASSAULT/aerial")


def test_codebooks_name_their_versions() -> None:
    """Codes say which edition they are from."""
    assert set(codebooks()) == {"acled", "plover"}


def test_a_place_of_the_speaker_is_not_where_it_happens() -> None:
    """ "The head of the Melin region" says that Korsk is held: that is in Korsk."""
    document, tagging = tagged(
        "The/DT head/NN of/IN Melin/NNP said/VBD that/IN Korsk/NNP is/VBZ under/IN Borlandic/JJ control/NN ./."
    )
    text = document.text
    speaker = Source((Span(0, text.index(" said")),), None, "head of Melin", SourceKind.PERSON)
    content = Span(text.index("that"), len(text) - 1)
    statement = Statement("s", speaker, (), (content,), Stance.ASSERT, False, (), None, None)
    places = places_named(text, "Melin", "Korsk")
    (found,) = code(document, tagging, (statement,), (), places, (), REGISTER)
    assert [places[index].name for index, _ in found.places] == ["Korsk"]


def test_what_a_source_did_not_confirm_is_possible() -> None:
    """A statement that leaves its content open makes no actual happening of it."""
    document, tagging = tagged("Borlandic/JJ troops/NNS took/VBD Korsk/NNP ./.")
    open_ = replace(_statement("s", 0, len(document.text)), stance=Stance.QUESTION)
    (found,) = code(document, tagging, (open_,), (), places_named(document.text, "Korsk"), (), REGISTER)
    assert found.modality.value == "possible"


@pytest.mark.parametrize(
    ("sentence", "inside"),
    [
        ("Street/NN fighting/NN raged/VBD in/IN Korsk/NNP ./.", True),
        ("Borlandic/JJ troops/NNS met/VBD house/NN -/HYPH to/TO -/HYPH house/NN fighting/NN in/IN Korsk/NNP ./.", True),
        ("Clashes/NNS broke/VBD out/RP in/IN the/DT centre/NN of/IN Korsk/NNP ./.", True),
        ("Fighting/NN rages/VBZ in/IN the/DT streets/NNS of/IN Korsk/NNP ./.", True),
        ("Fighting/NN went/VBD on/RP inside/IN Korsk/NNP ./.", True),
        ("Heavy/JJ fighting/NN raged/VBD in/IN Korsk/NNP ./.", False),
        ("Fighting/NN raged/VBD near/IN the/DT centre/NN of/IN Korsk/NNP ./.", False),
        ("Fighting/NN went/VBD on/RP inside/IN a/DT steelworks/NNS in/IN Korsk/NNP ./.", False),
    ],
)
def test_fighting_in_the_streets_of_a_place_is_inside_it(sentence: str, inside: bool) -> None:
    """What is fought for or near a town leaves it with its holder; what is fought from house to house does not."""
    document, tagging = tagged(sentence)
    (found,) = code(document, tagging, (), (), places_named(document.text, "Korsk"), (), REGISTER)
    assert (found.type, found.inside) == (HappeningType.CLASH, inside)
    assert found.to_dict().get("inside", False) is inside


def test_only_fighting_is_inside_a_place() -> None:
    """A strike on a street is told by where it hit."""
    document, tagging = tagged("Borlandic/JJ troops/NNS shelled/VBD the/DT streets/NNS of/IN Korsk/NNP ./.")
    assert [h.inside for h in code(document, tagging, (), (), places_named(document.text, "Korsk"), (), REGISTER)] == [False]
