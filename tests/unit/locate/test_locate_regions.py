"""Regions that a text names in Ukrainian and Russian, and what they do for the names in them."""

import pytest

from onrecord.gazetteer import Gazetteer
from onrecord.locate import locate
from onrecord.records import Document, Place, PlaceKind, Tagging


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.open()


def places(text: str, gazetteer: Gazetteer) -> dict[str, Place]:
    return {place.name: place for place in locate(Document("d", text), Tagging("d", (), (), (), (), ""), gazetteer)}


def test_a_village_of_many_namesakes_is_found_in_the_region_that_the_text_names(gazetteer: Gazetteer) -> None:
    """Of more villages of one name than are weighed, those in a named region are weighed too."""
    found = places("Сьогодні у Мар'янівці Рівненської області горить склад.", gazetteer)["Мар'янівці"]
    assert found.admin1 == "Rivne Oblast"


def test_a_list_of_adjectives_before_one_noun_names_regions(gazetteer: Gazetteer) -> None:
    """Each adjective of a list stands for a region, though the noun comes once."""
    found = places("Сумська, Харківська, Полтавська області залишаються без світла.", gazetteer)
    assert [place.kind for place in found.values()] == [PlaceKind.ADMIN1] * 3


def test_an_office_named_after_a_region_locates_nothing(gazetteer: Gazetteer) -> None:
    """The adjective of a regional administration is part of its name."""
    found = places("Про це повідомив очільник Рівненської ОВА у п'ятницю. У Рівному тихо.", gazetteer)
    assert not any(place.literal for name, place in found.items() if name.startswith("Рівненськ"))


@pytest.mark.parametrize("text", ["Обстріляно Марганецьку громаду.", "Shells fell on the Marhanets hromada on Friday."])
def test_a_community_is_a_region(text: str, gazetteer: Gazetteer) -> None:
    """Communities of the official list are areas, wider than the town that is their seat."""
    (found,) = places(text, gazetteer).values()
    assert found.id is not None
    assert found.id.startswith("katottg:")
    assert found.kind is PlaceKind.REGION
