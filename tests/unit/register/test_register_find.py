"""Names, descriptions and offices to known actors."""

import pickle
from datetime import date
from pathlib import Path

import pytest

from onrecord.register import ActorKind, Gender, Register

FILE = """
[register]
name = 'harbour-war'
title = 'A made-up war'
source = 'made up'
licence = 'CC0-1.0'

[spellings]
ostmark = ['Ostmarck']

[sides.north]
code = 'NO'
party = true
names = ['Northland']
capitals = ['Norburg']
adjectives = ['Northern', 'Northlander']
marks = ['Highlanders']

[sides.south]
code = 'SO'
party = true
names = ['Southland', 'SL']
capitals = ['Sudburg']
adjectives = ['Southern']

[actors.northland]
names = ['Northland']
kind = 'government'
side = 'north'

[actors.north-defence]
names = ['Ministry of Defence of Northland', 'NDM']
kind = 'organisation'
side = 'north'
affiliations = ['northland']
descriptions = ['defence ministry', 'MoD']

[actors.south-defence]
names = ['Southern Ministry of Defence']
kind = 'organisation'
side = 'south'
descriptions = ['defence ministry', 'MoD']

[actors.ada-example]
names = ['Ada Příkladová', 'Ada Prikladova']
kind = 'person'
side = 'north'
gender = 'female'
roles = [
    {title = 'mayor of Ostmark', of = 'northland', from = 2010, to = '2015-06'},
    {title = 'defence minister', of = 'north-defence', from = 2015-07-01},
]

[actors.bo-sample]
names = ['Bo Sample']
kind = 'person'
side = 'north'
gender = 'male'
roles = [{title = 'mayor of Ostmark', of = 'northland', from = '2015-07'}]

[actors.cy-sample]
names = ['Cy Sample']
kind = 'person'
side = 'south'
roles = [
    {title = 'spokesperson for the ministry', also = ['defence ministry spokesperson'], of = 'south-defence', from = 2020},
]

[actors.dmytro-vzirenko]
names = ['Dmytro Vzirenko', 'Дмитро Взіренко']
kind = 'person'

[actors.the-harbour-times]
names = ['The Harbour Times']
kind = 'outlet'

[actors.who]
names = ['World Harbour Office', 'WHO']
kind = 'organisation'
"""


@pytest.fixture
def register(tmp_path: Path) -> Register:
    path = tmp_path / "harbour.toml"
    path.write_text(FILE, "utf-8")
    return Register.load([path])


def found(register: Register, name: str, at: date | None = None, side: str | None = None) -> str | None:
    actor = register.find(name, at=at, side=side)
    return None if actor is None else actor.id


@pytest.mark.parametrize(
    "name",
    [
        "Ada Příkladová",
        "ADA PRIKLADOVA",
        "Ada Prikladova’s",
        "Mayor Ada Prikladova",
        "Ms. Prikladova",
        "Northland's Prikladova",
        "Northland's defence minister, Ada Prikladova,",
        "the mayor of Ostmark, Ada Prikladova",
        "Minister of Defence Ada Prikladova",
        "Prikladova",
    ],
)
def test_find_knows_a_person_whatever_stands_around_the_name(register: Register, name: str) -> None:
    """Case, accents, possessives, titles and appositions do not hide a name."""
    assert found(register, name) == "ada-example"


@pytest.mark.parametrize(
    "name",
    [
        "spokesman for Mayor Prikladova",
        "husband of Ada Prikladova",
        "aide to President Prikladova",
        "Eve Prikladova",
        "prikladova",
    ],
)
def test_find_does_not_take_someone_near_the_name_for_its_bearer(register: Register, name: str) -> None:
    """Another person who is described by, or shares, a name is not the one filed."""
    assert found(register, name) is None


@pytest.mark.parametrize(
    "name",
    [
        "Northland's defence ministry",
        "Northern Defense Ministry",
        "the Northern Ministry of Defense",
        "Northern MoD",
        "Norburg's defence ministry",
        "Ministry of Defence of Northland",
        "NDM",
    ],
)
def test_find_knows_a_body_by_its_words_in_any_order(register: Register, name: str) -> None:
    """A side's word and the body's noun are enough, British or American, possessive or adjective."""
    assert found(register, name) == "north-defence"


def test_find_leaves_a_bare_description_open_unless_the_side_is_known(register: Register) -> None:
    """ "The defence ministry" is nobody's until the context gives a side."""
    assert found(register, "the defence ministry") is None
    assert found(register, "the defence ministry", side="south") == "south-defence"


@pytest.mark.parametrize(
    ("day", "holder"),
    [
        (date(2009, 12, 31), None),
        (date(2010, 3, 1), "ada-example"),
        (date(2015, 6, 30), "ada-example"),
        (date(2015, 7, 1), "bo-sample"),
    ],
)
def test_find_gives_an_office_to_its_holder_of_the_day(register: Register, day: date, holder: str | None) -> None:
    """Who "the mayor of Ostmark" is depends on the day; both ends of a partial date belong to the office."""
    assert found(register, "the mayor of Ostmark", day) == holder
    assert found(register, "Ostmarck's mayor", day) == holder


def test_find_does_not_name_the_holder_for_one_of_several(register: Register) -> None:
    """ "A spokesman" need not be the spokesman."""
    assert found(register, "a Southern defence ministry spokeswoman", date(2021, 1, 1)) is None
    assert found(register, "the Southern defence ministry spokesman", date(2021, 1, 1)) == "cy-sample"


def test_find_refuses_a_shared_surname_and_reports_it(register: Register) -> None:
    """Two people of one surname: nobody is guessed, the list says why; side or day can decide."""
    assert found(register, "Sample") is None
    assert register.ambiguities() == {"sample": ("bo-sample", "cy-sample")}
    assert found(register, "Sample", side="south") == "cy-sample"
    assert found(register, "Sample", date(2016, 1, 1)) == "bo-sample"


@pytest.mark.parametrize(
    "name", ["Dmitriy Vzirenko", "Dmitry Vzyrenko", "Dmytro Vzirenko", "Mr Vzyrenko", "Vzyrenko", "Взіренко"]
)
def test_find_knows_other_romanisations_of_a_name(register: Register, name: str) -> None:
    """Outlets romanise differently and exchange a given name for its cousin in another language."""
    assert found(register, name) == "dmytro-vzirenko"


def test_find_does_not_take_another_given_name_for_a_romanisation(register: Register) -> None:
    """A shared surname is no identity."""
    assert found(register, "Oleksandr Vzirenko") is None


@pytest.mark.parametrize(("name", "expected"), [("WHO", "who"), ("who", None), ("Who", None)])
def test_find_keeps_acronyms_and_common_words_apart(register: Register, name: str, expected: str | None) -> None:
    """An acronym is only found in capitals."""
    assert found(register, name) == expected


@pytest.mark.parametrize(
    "name",
    [
        "Harbour Times",
        "The Harbour Times",
        "the newspaper Harbour Times",
        "Southern daily Harbour Times",
        "Harbour Times newspaper",
    ],
)
def test_find_knows_an_outlet_beside_common_nouns(register: Register, name: str) -> None:
    """Words such as "newspaper" before or after a name are no part of it."""
    assert found(register, name) == "the-harbour-times"


def test_government_is_meant_by_country_capital_and_phrase_but_not_by_find(register: Register) -> None:
    """Places that act are a matter of their own: a place name alone may as well be the place."""
    for name in ("Northland", "Norburg's", "the Northern government"):
        actor = register.government(name)
        assert actor is not None
        assert (actor.id, actor.kind) == ("northland", ActorKind.GOVERNMENT)
    assert found(register, "Norburg") is None
    assert register.government("Sudburg") is None


def test_actor_tells_role_affiliation_and_pronouns(register: Register) -> None:
    """What the other steps need of an actor is on the record."""
    ada = register.actor("ada-example")
    assert ada is not None
    role = ada.role_at(date(2012, 1, 1))
    assert role is not None
    assert role.title == "mayor of Ostmark"
    assert ada.role_at(date(2000, 1, 1)) is None
    assert ada.affiliation_at(date(2020, 1, 1)) == "north-defence"
    assert register.affiliation_name(ada, date(2020, 1, 1)) == "Ministry of Defence of Northland"
    assert (ada.gender, ada.pronouns) == (Gender.FEMALE, frozenset({"she"}))
    assert register.actor("nobody") is None


def test_find_can_be_held_to_kinds(register: Register) -> None:
    """A name that the text uses for a person is not sought among bodies."""
    assert register.find("NDM", kinds={ActorKind.PERSON}) is None
    actor = register.find("NDM", kinds={ActorKind.ORGANISATION, ActorKind.GROUP})
    assert actor is not None


def test_register_travels_to_other_processes(register: Register) -> None:
    """Engines hand a register to worker processes, before and after it was used."""
    assert found(pickle.loads(pickle.dumps(register)), "Ada Prikladova") == "ada-example"
    assert found(register, "Ada Prikladova") == "ada-example"
    assert found(pickle.loads(pickle.dumps(register)), "Ada Prikladova") == "ada-example"


@pytest.mark.parametrize(
    ("name", "known"),
    [
        ("the mayor of Ostmark", True),
        ("Prikladova", True),
        ("WHO", True),
        ("Mira Tolen", False),
        ("the harbour", False),
        ("", False),
    ],
)
def test_knows_tells_whether_anybody_has_a_name_on_any_day(register: Register, name: str, known: bool) -> None:
    """False only where `find` gives nobody whatever the day: an office is known before it is told whose day it is."""
    assert register.knows(name) == known
    days = [date(year, 7, 15) for year in range(2009, 2024)]
    assert known or all(found(register, name, day) is None for day in days)
