"""onrecord.gazetteer.fold: spellings of one name come together."""

from __future__ import annotations

import pytest

from onrecord.gazetteer import fold
from onrecord.gazetteer.fold import loose, nominatives, unwrapped


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("São Tomé", "sao tome"),
        ("Mar’inka", "Marʼinka"),
        ("Saint-Denis", "St. Denis"),
        ("U.S.", "US"),
        ("ІЗЮМ", "Ізюм"),
        ("Łódź", "Lodz"),
        ("Fort  Worth", "Ft. Worth"),
    ],
)
def test_spellings_of_one_name_fold_to_one_form(one: str, other: str) -> None:
    """Case, accents, apostrophes, points, hyphens and "Saint" do not tell names apart."""
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("one", "other"), [("Izium", "Izyum"), ("Kharkiv", "Harkiv"), ("Zaporizhzhia", "Zaporizhzhya"), ("Odesa", "Odessa")]
)
def test_romanisations_share_a_loose_form(one: str, other: str) -> None:
    """y and i, kh and h, single and double letters are one where letters are romanised."""
    assert loose(fold(one)) == loose(fold(other))


@pytest.mark.parametrize(
    ("name", "bare", "kind"),
    [
        ("Kharkiv Oblast", "kharkiv", "area"),
        ("Province of Trento", "trento", "area"),
        ("city of Trento", "trento", "town"),
        ("the Crimea", "crimea", None),
        ("місто Суми", "суми", "town"),
        ("Сумська область", "сумська", "area"),
        ("Trento", "trento", None),
    ],
)
def test_a_wrapper_comes_off_and_says_what_the_place_is(name: str, bare: str, kind: str | None) -> None:
    """ "Oblast" and "Province of" make an area, "city of" a town; an article makes nothing."""
    assert unwrapped(fold(name)) == (bare, kind)


@pytest.mark.parametrize(
    ("declined", "nominative"),
    [
        ("Києві", "Київ"),
        ("Харкова", "Харків"),
        ("Балаклії", "Балаклія"),
        ("Кривому Розі", "Кривий Ріг"),
        ("Луганской области", "Луганская область"),
        ("Старицях", "Стариці"),
        ("Краматорском", "Краматорск"),
    ],
)
def test_the_nominative_is_among_the_guesses(declined: str, nominative: str) -> None:
    """Ukrainian and Russian cases are undone, adjectives along with their noun."""
    assert fold(nominative) in nominatives(fold(declined))


def test_other_scripts_are_not_declined() -> None:
    """A Latin name has no nominatives to try."""
    assert nominatives("warszawie") == []
