"""Files are checked as they are read, and shipped registers are what they promise."""

import re
from datetime import date
from pathlib import Path

import pytest

from onrecord.errors import UsageError
from onrecord.register import ActorKind, Register, shipped

SIDE = "[sides.north]\ncode = 'NO'\nnames = ['Northland']\n"
ACTOR = "[actors.a]\nnames = ['Anna Ahrens']\nkind = 'person'\n"


def load(folder: Path, *texts: str) -> Register:
    for number, text in enumerate(texts):
        (folder / f"{number}.toml").write_text(text, "utf-8")
    return Register.load([folder])


@pytest.mark.parametrize(
    ("text", "code", "words"),
    [
        ("[actors.a]\nnames = []\nkind = 'person'", "register-entry", "'names' of 'a'"),
        ("[actors.a]\nnames = ['A']\nkind = 'human'", "register-entry", "person or organisation"),
        ("[actors.A_b]\nnames = ['A']\nkind = 'person'", "register-entry", "'A_b'"),
        (ACTOR + "wikidata = '212'", "register-entry", "'Q212'"),
        (ACTOR + "colour = 'red'", "register-entry", "colour"),
        (ACTOR + "side = 'west'", "register-reference", "'west'"),
        (ACTOR + "affiliations = ['b']", "register-reference", "'b'"),
        (ACTOR + "roles = [{title = 'mayor', from = '2021-13'}]", "register-entry", "roles.from"),
        (ACTOR + "roles = [{title = 'mayor', from = 2022, to = '2021-05'}]", "register-entry", "roles.to"),
        (ACTOR + "roles = [{from = 2022}]", "register-entry", "roles.title"),
        ("[actors.a]\nnames = ['A']\nkind = 'group'\ngender = 'male'", "register-entry", "only persons"),
        ("[sides.north]\nnames = ['N']", "register-entry", "'code' of 'north'"),
        ("[people.a]\n", "register-entry", "people"),
        ("[actors.a", "register-file", "no TOML"),
    ],
)
def test_load_says_which_field_of_which_entry_is_wrong(tmp_path: Path, text: str, code: str, words: str) -> None:
    """A wrong file is refused with file, entry, field, found and expected."""
    with pytest.raises(UsageError, match=re.escape(words)) as caught:
        load(tmp_path, text)
    assert caught.value.code == code


def test_load_refuses_a_missing_file(tmp_path: Path) -> None:
    """A path that is not there is the caller's mistake; the shipped registers are named."""
    with pytest.raises(UsageError, match="ukraine-2022") as caught:
        Register.load([tmp_path / "none.toml"])
    assert caught.value.code == "register-file"


def test_load_adds_up_what_several_files_say_of_one_actor(tmp_path: Path) -> None:
    """A user's file extends a shipped entry; it cannot turn it into something else."""
    more = "[actors.a]\nnames = ['Anna B. Ahrens']\nkind = 'person'\nside = 'north'\nroles = [{title = 'mayor of Elmstadt'}]\n"
    actor = load(tmp_path, SIDE + ACTOR, more).find("the mayor of Elmstadt", at=date(2021, 1, 1))
    assert actor is not None
    assert (actor.names, actor.side) == (("Anna Ahrens", "Anna B. Ahrens"), "north")
    with pytest.raises(UsageError, match="another file"):
        load(tmp_path, SIDE + ACTOR, more, "[actors.a]\nnames = ['Anna']\nkind = 'outlet'\n")


@pytest.mark.parametrize(
    ("name", "at_least", "parties"),
    [("ukraine-2022", 400, {"ukraine", "russia"}), ("syria-2011", 120, {"syrian-government", "syrian-opposition"})],
)
def test_shipped_registers_are_large_enough_and_cite_their_source(name: str, at_least: int, parties: set[str]) -> None:
    """Both shipped registers load, name their licence and hold what they promise."""
    register = Register.load([shipped()[name]])
    assert len(register) >= at_least
    assert parties <= {side.id for side in register.parties}
    assert [(about["name"], about["licence"]) for about in register.about] == [(name, "CC0-1.0")]
    assert {actor.kind for actor in register} >= {ActorKind.PERSON, ActorKind.ORGANISATION, ActorKind.GROUP, ActorKind.OUTLET}


def test_shipped_registers_can_be_read_together() -> None:
    """Two wars share leaders, agencies and outlets; their entries agree."""
    both = Register.load(list(shipped().values()))
    assert len(both) > max(len(Register.load([path])) for path in shipped().values())


@pytest.mark.parametrize("name", sorted(shipped()))
def test_every_person_of_a_shipped_register_has_a_gender_for_pronouns(name: str) -> None:
    """Pronouns can be resolved to every shipped person."""
    persons = [actor for actor in Register.load([shipped()[name]]) if actor.kind is ActorKind.PERSON]
    assert [actor.id for actor in persons if actor.gender is None] == []


@pytest.mark.parametrize("name", sorted(shipped()))
def test_no_two_entries_of_a_shipped_register_share_a_wikidata_id(name: str) -> None:
    """A Wikidata id stands for one thing."""
    ids = [actor.wikidata for actor in Register.load([shipped()[name]]) if actor.wikidata is not None]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize(
    ("day", "holder"),
    [(date(2022, 2, 24), "valerii-zaluzhnyi"), (date(2024, 2, 8), None), (date(2024, 2, 9), "oleksandr-syrskyi")],
)
def test_an_office_changes_hands_on_its_day(day: date, holder: str | None) -> None:
    """On the day of the change both held the office, so neither is named for it."""
    actor = Register.load().find("the commander-in-chief of the Ukrainian armed forces", at=day)
    assert (None if actor is None else actor.id) == holder


def test_a_shipped_register_is_found_by_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The name stands for the folder that comes with the package, unless a file of that name is at hand."""
    monkeypatch.chdir(tmp_path)
    assert set(Register.load([Path("syria-2011")]).sides) == set(Register.load([shipped()["syria-2011"]]).sides)
    Path("syria-2011").write_text(SIDE, "utf-8")
    assert set(Register.load([Path("syria-2011")]).sides) == {"north"}
