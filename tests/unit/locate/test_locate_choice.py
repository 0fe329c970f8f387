"""onrecord.locate: which place a name means, over the bundled gazetteer."""

from __future__ import annotations

import pytest

from onrecord.gazetteer import Gazetteer
from onrecord.locate import locate
from onrecord.locate.context import outlet_country
from onrecord.locate.locate import way_of_reading
from onrecord.locate.words import split_words
from onrecord.records import Document, Label, Mention, Place, Skipped, Span, Tagging

NOT_TAGGED = Tagging("d", (), (), (), (), "none")


@pytest.fixture(scope="module")
def world() -> Gazetteer:
    """The bundled gazetteer."""
    return Gazetteer.open()


def places(text: str, world: Gazetteer, **more: object) -> dict[str, Place]:
    """Places of a text by name, the last of each."""
    return {p.name: p for p in locate(Document("d", text, **more), NOT_TAGGED, world)}  # type: ignore[arg-type]


def test_what_follows_a_name_decides(world: Gazetteer) -> None:
    """ "Paris, Texas" is not in France."""
    assert places("A storm hit Paris, Texas, on Monday, police in Dallas said.", world)["Paris"].admin1 == "Texas"


def test_the_region_named_beside_it_decides(world: Gazetteer) -> None:
    """Two towns of one name are told apart by the region that the text names."""
    text = "Shells fell on New York in Donetsk Oblast, and on Toretsk and Bakhmut nearby."
    assert places(text, world)["New York"].id == "geonames:699751"
    assert places("Shares fell in New York, and on exchanges in Chicago and Boston.", world)["New York"].country == "US"


def test_one_name_has_one_sense_in_a_document(world: Gazetteer) -> None:
    """Every mention of a name stands for the same entry."""
    found = locate(Document("d", "Paris, Texas, floods. Later Paris was dry, and Dallas too."), NOT_TAGGED, world)
    assert len({p.id for p in found if p.name == "Paris"}) == 1


def test_the_others_are_given_with_their_scores(world: Gazetteer) -> None:
    """A name of many places comes with at most five alternatives, likeliest first, none of them the choice."""
    place = places("The mayor of Springfield spoke in Springfield on Friday.", world)["Springfield"]
    scores = [a.score for a in place.alternatives]
    assert 1 <= len(scores) <= 5
    assert scores == sorted(scores, reverse=True)
    assert place.id not in {a.id for a in place.alternatives}


def test_a_region_is_an_area(world: Gazetteer) -> None:
    """ "the Kharkiv region" has the region's radius, not the city's."""
    place = places("Troops left towns in the Kharkiv region on Friday, officials in Ukraine said.", world)["Kharkiv"]
    assert place.kind.value == "admin1"
    assert place.radius_m is not None
    assert place.radius_m > 50_000


def test_a_comparison_is_not_literal(world: Gazetteer) -> None:
    """A place that only measures another is listed and flagged."""
    found = places("The fire in Portugal burnt land the size of Belgium.", world)
    assert (found["Portugal"].literal, found["Belgium"].literal) == (True, False)
    assert "compared" in found["Belgium"].why


def test_demonyms_are_not_literal(world: Gazetteer) -> None:
    """An adjective leads to the country and locates nothing."""
    place = places("A Peruvian ship sank off Chile.", world)["Peruvian"]
    assert (place.country, place.literal) == ("PE", False)


def test_skipped_stretches_have_no_places(world: Gazetteer) -> None:
    """Names in an author box are not places of the report."""
    text = "Floods hit Peru. Ann Roe is a writer in Chile."
    document = Document("d", text, skipped=(Skipped(Span(17, len(text)), "author box"),))
    assert [p.name for p in locate(document, NOT_TAGGED, world)] == ["Peru"]


def test_a_location_that_nobody_knows_is_unresolved_with_the_reason(world: Gazetteer) -> None:
    """The tagger's name is kept; there is no guess."""
    text = "Soldiers entered Qwrtzburgh in Ukraine on Monday."
    mentions = (Mention(Span(17, 27), Label.LOCATION, 0.99), Mention(Span(31, 38), Label.LOCATION, 0.99))
    found = {p.name: p for p in locate(Document("d", text), Tagging("d", (), (), mentions, (), "t"), world)}
    place = found["Qwrtzburgh"]
    assert (place.id, place.lat, place.lon, place.radius_m) == (None, None, None, None)
    assert "no place called 'Qwrtzburgh'" in place.why


def test_a_body_that_has_a_place_in_its_name_is_not_there(world: Gazetteer) -> None:
    """The place inside an organisation's name is listed, not literal."""
    text = "The Lima City Council met in Cusco, Peru."
    mentions = (
        Mention(Span(4, 21), Label.ORGANISATION, 0.9),
        Mention(Span(29, 34), Label.LOCATION, 0.9),
        Mention(Span(36, 40), Label.LOCATION, 0.9),
    )
    found = {p.name: p for p in locate(Document("d", text), Tagging("d", (), (), mentions, (), "t"), world)}
    assert found["Cusco"].literal is True
    assert all(not p.literal for name, p in found.items() if name.startswith("Lima"))


@pytest.mark.parametrize(("url", "country"), [
    ("https://news.example.co.uk/a", "GB"), ("https://example.com.au/", "AU"), ("https://example.com/", None),
    ("https://paper.io/", None), (None, None),
])  # fmt: skip
def test_an_outlets_address_can_tell_its_country(url: str | None, country: str | None) -> None:
    """Endings of countries count, those that anyone uses do not."""
    assert outlet_country(Document("d", "x", url=url)) == country


@pytest.mark.parametrize(("text", "way"), [("Rain in Lima", "plain"), ("У Києві дощ", "cyrillic"), ("", "plain")])
def test_the_way_of_reading_follows_the_script(text: str, way: str) -> None:
    """Texts in Cyrillic have weights of their own."""
    assert way_of_reading(split_words(text), NOT_TAGGED) == way


@pytest.mark.parametrize("text", [
    "Blackouts hit the Kharkiv, Sumy and Poltava regions of Ukraine.", "Troops entered the region of Sumy in Ukraine.",
])  # fmt: skip
def test_an_area_word_counts_for_a_whole_list(text: str, world: Gazetteer) -> None:
    """One "regions" after a list, or "region of" before a name, makes areas of the names."""
    mentions = tuple(
        Mention(Span(text.index(n), text.index(n) + len(n)), Label.LOCATION, 0.9)
        for n in ("Kharkiv", "Sumy", "Poltava", "Ukraine")
        if n in text
    )
    found = locate(Document("d", text), Tagging("d", (), (), mentions, (), "t"), world)
    assert {p.kind.value for p in found if p.name != "Ukraine"} == {"admin1"}


@pytest.mark.parametrize(("word", "kind"), [("region", "admin1"), ("Oblast", "admin1"), ("Raion", "admin2")])
def test_an_area_word_tells_the_level(word: str, kind: str, world: Gazetteer) -> None:
    """A region of the first level is meant by "region" and "Oblast", one of the second by "Raion"."""
    text = f"Troops left towns in the Kharkiv {word} on Friday, officials in Ukraine said."
    [place] = [p for p in locate(Document("d", text), NOT_TAGGED, world) if p.name.startswith("Kharkiv")]
    assert place.kind.value == kind
