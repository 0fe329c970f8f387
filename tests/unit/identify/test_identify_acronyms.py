"""Acronyms that the register knows as one body and the text uses for another."""

from __future__ import annotations

from pathlib import Path

import pytest
from spoken import spoken

from onrecord.identify import identify
from onrecord.records import Entity
from onrecord.register import Register


@pytest.fixture(scope="module")
def register(tmp_path_factory: pytest.TempPathFactory) -> Register:
    """One that knows a charity and a newspaper by acronyms, and a party by another."""
    path: Path = tmp_path_factory.mktemp("register") / "seas.toml"
    path.write_text(
        """
        [sides.arvania]
        code = 'AR'
        party = true
        names = ['Arvania']
        [actors.medical-league]
        names = ['Medical League of Aid', 'MLA']
        kind = 'organisation'
        [actors.harbour-times]
        names = ['Harbour Times', 'HT']
        kind = 'outlet'
        [actors.coast-guard]
        names = ['Arvanian Coast Guard', 'ACG']
        kind = 'organisation'
        side = 'arvania'
        """
    )
    return Register.load([path])


def known_as(text: str, register: Register, *names: str) -> set[str | None]:
    """What the register is said to know the entities with these mentions as."""
    document, tagging = spoken(text, mentions=[(name, "ORG") for name in names])
    entities: tuple[Entity, ...] = identify(document, tagging, register)
    return {e.known for e in entities if any(span.of(text) in names for span in e.mentions)}


def test_identify_believes_the_text_about_what_an_acronym_is_short_for(register: Register) -> None:
    """ "Mora Liberation Army (MLA)" is no medical league, neither there nor where the acronym stands alone."""
    text = "The MLA left the pier. The Mora Liberation Army (MLA) gave no reason. The MLA may return."
    assert known_as(text, register, "MLA", "Mora Liberation Army") == {None}


def test_identify_reads_what_an_acronym_is_short_for_where_the_tagger_saw_only_the_acronym(register: Register) -> None:
    """The words before the bracket count, named or not."""
    assert known_as("Men of the Mora Liberation Army (MLA) left.", register, "MLA") == {None}


def test_identify_keeps_the_registers_body_under_a_variant_of_its_name(register: Register) -> None:
    """A name that shares a word with the register's is the same body spelled otherwise."""
    assert known_as("The Medical League Abroad (MLA) came. MLA units left.", register, "MLA") == {"medical-league"}


@pytest.mark.parametrize(
    "text",
    ["MLA fighters held the pier.", "The MLA's drones came back.", "A ceasefire with the MLA was signed.", "HT units retreated."],
)
def test_identify_takes_no_charity_or_newspaper_for_a_body_at_war(text: str, register: Register) -> None:
    """Who has fighters or is made peace with is somebody else of these initials."""
    assert known_as(text, register, "MLA", "HT") == {None}


@pytest.mark.parametrize(
    ("text", "known"),
    [("MLA doctors came.", "medical-league"), ("HT wrote of a truce.", "harbour-times"), ("ACG fighters left.", "coast-guard")],
)
def test_identify_keeps_a_charity_at_work_and_a_party_at_war(text: str, known: str, register: Register) -> None:
    """Without such words the register is right, and with them about a party."""
    assert known_as(text, register, "MLA", "HT", "ACG") == {known}
