"""When two spellings are one name."""

import pytest

from onrecord.identify.names import aliases, is_acronym, name_key, person_words, same_body, same_person


@pytest.mark.parametrize(
    ("one", "other"),
    [("Izium", "Izyum"), ("Kupyansk", "Kupiansk"), ("Zelenskyy", "Zelensky"), ("Kharkiv", "Kharkov"), ("Luhans'k", "Luhansk")],
)
def test_name_key_joins_romanisations(one: str, other: str) -> None:
    """Two usual romanisations of one name have one key."""
    assert name_key(one) == name_key(other)


def test_name_key_keeps_different_names_apart() -> None:
    """Towns whose names only look alike stay two."""
    assert name_key("Kherson") != name_key("Kharkiv")


def test_person_words_leave_titles_out() -> None:
    """A form of address or an office before the name is not part of it."""
    assert person_words("President Mira Tolen") == person_words("Mira Tolen")


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Tolen", "Mira Tolen", True),
        ("M. Tolen", "Mira Tolen", True),
        ("Oskar Tolen", "Mira Tolen", False),
        ("Mira Tolen", "Mira Ann Tolen", True),
        ("Venn", "Mira Tolen", False),
    ],
)
def test_same_person_compares_surname_and_given_name(one: str, other: str, same: bool) -> None:
    """A surname fits a full name, an initial fits a given name, another given name does not."""
    assert same_person(person_words(one), person_words(other)) is same


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ministry of Defence of Arvania", "Arvania Defense Ministry"),
        ("Arvanian Defence Ministry", "Arvania's Ministry of Defense"),
        ("EBU", "European Broadcasting Union"),
    ],
)
def test_same_body_joins_forms_of_a_name(one: str, other: str) -> None:
    """Order of words, British and American spelling, adjective or country, and initials do not matter."""
    assert same_body(one, other)


def test_same_body_keeps_two_ministries_apart() -> None:
    """The defence ministry is not the health ministry of the same country."""
    assert not same_body("Arvanian Defence Ministry", "Arvanian Health Ministry")


def test_is_acronym_needs_every_capital() -> None:
    """Initials that leave a capitalised word out are no acronym of the name."""
    assert not is_acronym("EU", "European Broadcasting Union")


def test_aliases_finds_a_second_name() -> None:
    """A nickname that the text gives is found with its place."""
    text = 'The gunner, nicknamed "Heron", said so.'
    assert list(aliases(text)) == [(("heron",), text.index("Heron"))]
