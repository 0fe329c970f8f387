"""The side that a phrase marks, in the shipped registers."""

import pytest

from onrecord.register import Register, shipped


@pytest.fixture(scope="module")
def ukraine() -> Register:
    return Register.load()


@pytest.fixture(scope="module")
def syria() -> Register:
    return Register.load([shipped()["syria-2011"]])


@pytest.mark.parametrize(
    ("phrase", "side"),
    [
        ("a Ukrainian military official", "ukraine"),
        ("Ukraine's president", "ukraine"),
        ("the president of Ukraine", "ukraine"),
        ("officials in Kyiv", "ukraine"),
        ("an adviser to Zelensky", "ukraine"),
        ("Ukraine's ambassador to Russia", "ukraine"),
        ("the governor of Ukraine's Luhansk region", "ukraine"),
        ("Moscow", "russia"),
        ("Russian-installed head of Kherson", "russia"),
        ("the Moscow-backed authorities", "russia"),
        ("pro-Russian separatists", "russia"),
        ("Russian-backed leader of Ukraine's Donetsk region", "russia"),
        ("authorities in the self-proclaimed Donetsk People's Republic", "russia"),
        ("the Russian-controlled administration of Kherson", "russia"),
        ("a U.S. defense official", "united-states"),
        ("US officials in Ukraine", "united-states"),
        ("UN officials", "un"),
        ("a deputy US security adviser", "united-states"),
        ("two senior NATO diplomats", "nato"),
        ("a U.N. commission on human rights in Syria", "un"),
    ],
)
def test_side_of_reads_adjectives_possessives_and_compounds(ukraine: Register, phrase: str, side: str) -> None:
    """The words of the phrase say for whom the speaker speaks."""
    assert ukraine.side_of(phrase) == side


@pytest.mark.parametrize(
    "phrase",
    [
        "two Western officials",
        "residents of the Ukrainian city of Izium",
        "a Ukrainian woman",
        "Russian-speaking residents",
        "an official in Russian-occupied Kherson",
        "Ukrainian-held territory",
        "anti-Russian protesters",
        "people in Ukraine",
        "told us",
        "",
    ],
)
def test_side_of_gives_none_where_the_words_only_say_where_or_what(ukraine: Register, phrase: str) -> None:
    """Where someone lives, what they speak or whom they oppose is not their side."""
    assert ukraine.side_of(phrase) is None


@pytest.mark.parametrize(
    ("phrase", "side"),
    [
        ("a rebel commander", "syrian-opposition"),
        ("Turkish-backed rebels", "syrian-opposition"),
        ("US-backed Syrian Democratic Forces", "syrian-kurds"),
        ("Syria's foreign ministry", "syrian-government"),
        ("pro-government forces", "syrian-government"),
        ("ISIS fighters", "islamic-state"),
        ("residents of Aleppo", None),
    ],
)
def test_side_of_follows_the_register_of_another_war(syria: Register, phrase: str, side: str | None) -> None:
    """Nothing about sides is in the code: another register brings its own."""
    assert syria.side_of(phrase) == side


def test_parties_and_codes_come_from_the_register(ukraine: Register) -> None:
    """The parties to the conflict and their export codes are data."""
    assert {side.id: side.code for side in ukraine.parties} == {"ukraine": "UA", "russia": "RU"}
