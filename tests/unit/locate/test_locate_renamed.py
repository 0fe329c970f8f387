"""A town is found by the name that reports use, where the gazetteer's main name is another."""

from __future__ import annotations

import pytest
from spoken import spoken

from onrecord.gazetteer import Gazetteer
from onrecord.locate import locate


def ids(text: str, name: str, label: str) -> list[str | None]:
    """The entries of a name that the tagger gives a label."""
    document, tagging = spoken(text, mentions=[(name, label)], mended=False)
    return [p.id for p in locate(document, tagging, Gazetteer.open()) if p.name == name]


@pytest.mark.parametrize("text", ["Fighting in {}", "{} shelled by artillery", "Shells hit the contested town of {}"])
@pytest.mark.parametrize(
    ("name", "id"),
    [
        ("Severodonetsk", "geonames:691999"),
        ("Sievierodonetsk", "geonames:691999"),
        ("Svitlodarsk", "geonames:692093"),
        ("Khudzhand", "geonames:1514879"),
        ("Leninakan", "geonames:616635"),
    ],
)
def test_a_town_that_alone_has_a_name_is_found_by_it(text: str, name: str, id: str) -> None:
    """The one town that is called so is meant, where names have several romanisations."""
    assert ids(text.format(name), name, "LOC") == [id]


@pytest.mark.parametrize(("name", "label"), [("Hamas", "LOC"), ("Severodonetsk", "ORG"), ("Google", "LOC")])
def test_a_nickname_or_a_body_is_no_town(name: str, label: str) -> None:
    """Elsewhere a rare name of a city says little, and so does a town's name that the tagger calls something else."""
    assert ids(f"The envoy spoke of {name} yesterday.", name, label) == []
