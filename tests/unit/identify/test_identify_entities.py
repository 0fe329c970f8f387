"""Who is who in a document."""

from __future__ import annotations

from dataclasses import replace

import pytest
from spoken import Said, spoken, two_islands

from onrecord.basics.spans import Span
from onrecord.identify import identify
from onrecord.records import Attribution, Entity, Label, Mention
from onrecord.records.entity import EntityKind

REGISTER = two_islands()


def entities_of(text: str, mentions: list[tuple[str, str]], said: list[Said] | None = None) -> list[Entity]:
    document, tagging = spoken(text, mentions=mentions, said=said or [])
    return list(identify(document, tagging, REGISTER))


def speaker(entities: list[Entity], text: str, words: str) -> Entity | None:
    return next((e for e in entities if any(span.of(text) == words for span in e.says)), None)


def test_identify_gives_every_mention_of_a_person_in_order() -> None:
    """Full name, surname and pronoun are one entity with its mentions in order."""
    text = "Mira Tolen visited Lowfield. Tolen met sailors. She left at noon."
    entities = entities_of(text, [("Mira Tolen", "PER"), ("Tolen", "PER"), ("Lowfield", "LOC")])
    tolen = next(e for e in entities if e.known == "mira-tolen")
    assert [span.of(text) for span in tolen.mentions if span.of(text) != "Tolen" or span.start > 10] == [
        "Mira Tolen",
        "Tolen",
        "She",
    ]


def test_identify_joins_spelling_variants() -> None:
    """Two romanisations of a town are one entity."""
    entities = entities_of("Shells hit Izium. Later Izyum was quiet.", [("Izium", "LOC"), ("Izyum", "LOC")])
    assert [len(e.mentions) for e in entities] == [2]


def test_identify_takes_role_and_side_from_words_before_a_name() -> None:
    """An unknown spokesman has the role that stands before the name, and the side that it tells."""
    entities = entities_of("Belmarkian army spokesman Jon Hask spoke.", [("Jon Hask", "PER"), ("Belmarkian", "MISC")])
    hask = next(e for e in entities if e.name == "Jon Hask")
    assert (hask.role, hask.side) == ("Belmarkian army spokesman", "belmark")


def test_identify_takes_role_from_an_apposition() -> None:
    """A role between commas after the name counts."""
    entities = entities_of("Jon Hask, a Norlandic defence analyst, disagreed.", [("Jon Hask", "PER"), ("Norlandic", "MISC")])
    hask = next(e for e in entities if e.name == "Jon Hask")
    assert hask.role == "Norlandic defence analyst"


def test_identify_gives_no_side_to_an_analyst() -> None:
    """People who speak from study speak for no side, whatever their nationality."""
    entities = entities_of("Jon Hask, a Norlandic defence analyst, disagreed.", [("Jon Hask", "PER"), ("Norlandic", "MISC")])
    assert next(e for e in entities if e.name == "Jon Hask").side is None


def test_identify_finds_the_office_holder_of_the_day() -> None:
    """ "Belmark's foreign minister" in 2023 is whom the register has in that office then."""
    text = "Belmark's foreign minister said that ships had left."
    entities = entities_of(text, [("Belmark", "LOC")], [("Belmark's foreign minister", "said", ["that ships had left"])])
    found = speaker(entities, text, "Belmark's foreign minister")
    assert found is not None
    assert found.known == "oskar-venn"


def test_identify_does_not_know_a_former_office_holder() -> None:
    """The finance minister of 2020 is not found under that office in 2023."""
    text = "Belmark's finance minister said that taxes would rise."
    entities = entities_of(text, [("Belmark", "LOC")], [("Belmark's finance minister", "said", ["that taxes would rise"])])
    found = speaker(entities, text, "Belmark's finance minister")
    assert found is not None
    assert found.known is None


def test_identify_resolves_a_possessive_office_through_its_country() -> None:
    """ "its foreign minister" is that of the country named before it."""
    text = "Belmark is calm, its foreign minister said."
    entities = entities_of(text, [("Belmark", "LOC")], [("its foreign minister", "said", ["Belmark is calm"])])
    found = speaker(entities, text, "its foreign minister")
    assert found is not None
    assert found.known == "oskar-venn"


def test_identify_corrects_a_label_that_the_register_knows_better() -> None:
    """A known person tagged as a place is a person."""
    entities = entities_of("Mira Tolen spoke.", [("Mira Tolen", "LOC")])
    assert [e.kind for e in entities] == [EntityKind.PERSON]


def test_identify_keeps_a_capital_apart_from_its_country() -> None:
    """The capital named as a government is not merged into the country's name."""
    text = "Port Arvo said that Arvania would hold."
    entities = entities_of(text, [("Port Arvo", "LOC"), ("Arvania", "LOC")], [("Port Arvo", "said", ["that Arvania would hold"])])
    found = speaker(entities, text, "Port Arvo")
    assert found is not None
    assert found.name == "Port Arvo"


@pytest.mark.parametrize(("pronoun", "name"), [("He", "Oskar Venn"), ("She", "Mira Tolen")])
def test_identify_resolves_a_pronoun_by_gender(pronoun: str, name: str) -> None:
    """Of two people named before, the pronoun's gender decides."""
    text = f"Mira Tolen met Oskar Venn in Norstad. {pronoun} said that talks were short."
    mentions = [("Mira Tolen", "PER"), ("Oskar Venn", "PER"), ("Norstad", "LOC")]
    entities = entities_of(text, mentions, [(pronoun, "said", ["that talks were short"])])
    found = speaker(entities, text, pronoun)
    assert found is not None
    assert found.name == name


def test_identify_resolves_a_group_pronoun_to_the_group_quoted_last() -> None:
    """ "They" after a group's statement is that group."""
    text = "Port officials said that the pier burned. They said that nobody was hurt."
    said: list[Said] = [("Port officials", "said", ["that the pier burned"]), ("They", "said", ["that nobody was hurt"])]
    entities = entities_of(text, [], said)
    found = speaker(entities, text, "They")
    assert found is not None
    assert found.name == "Port officials"


def test_identify_resolves_a_statement_to_its_issuer() -> None:
    """ "The statement" is said by the body that was quoted before."""
    text = 'Arvania said that ships had sailed. "All is calm," the statement said.'
    said: list[Said] = [("Arvania", "said", ["that ships had sailed"]), ("the statement", "said", ['"All is calm,"'])]
    found = speaker(entities_of(text, [("Arvania", "LOC")], said), text, "the statement")
    assert found is not None
    assert found.name == "Arvania"


def test_identify_takes_a_speaker_in_a_quotation_from_who_says_it() -> None:
    """ "We" as the source of a belief inside somebody's words stands for that somebody."""
    text = '"We believe that the strait is mined," Oskar Venn said.'
    quote = '"We believe that the strait is mined,"'
    document, tagging = spoken(text, mentions=[("Oskar Venn", "PER")], said=[("Oskar Venn", "said", [quote])])
    inner = Attribution((Span(1, 3),), (Span(4, 11),), (Span(12, 36),), 1.0)
    nested = replace(tagging, attributions=(*tagging.attributions, inner))
    found = speaker(list(identify(document, nested, REGISTER)), text, "We")
    assert found is not None
    assert found.name == "Oskar Venn"


def test_identify_reads_us_in_capitals_as_a_name() -> None:
    """An acronym that spells a pronoun is no pronoun."""
    text = "NL said that US ships had left. US said that it was untrue."
    entities = entities_of(text, [("US", "LOC")], [("US", "said", ["that it was untrue"])])
    found = speaker(entities, text, "US")
    assert found is not None
    assert found.name == "US"


def test_identify_ids_do_not_change_between_runs() -> None:
    """The same document gives the same entities, ids included."""
    mentions = [("Mira Tolen", "PER")]
    assert entities_of("Mira Tolen spoke.", mentions) == entities_of("Mira Tolen spoke.", mentions)


def test_identify_follows_those_who_changed_sides() -> None:
    """A foreign commander who pledged allegiance to a party speaks for it."""
    text = "A Norlandic commander, Jon Hask, pledged allegiance to Arvania."
    said: list[Said] = [("A Norlandic commander, Jon Hask", "pledged", ["allegiance to Arvania"])]
    entities = entities_of(text, [("Jon Hask", "PER"), ("Norlandic", "MISC"), ("Arvania", "LOC")], said)
    assert next(e for e in entities if e.name == "Jon Hask").side == "arvania"


def test_identify_gives_a_body_the_side_of_its_spokesman() -> None:
    """A body whose own name tells no side has that of the known person who speaks for it."""
    text = "The agency said that ships had left. The agency's spokesman, Oskar Venn, said more."
    said: list[Said] = [("The agency", "said", ["that ships had left"]), ("The agency's spokesman, Oskar Venn", "said", ["more"])]
    found = speaker(entities_of(text, [("Oskar Venn", "PER")], said), text, "The agency")
    assert found is not None
    assert found.side == "belmark"


def test_identify_knows_a_second_name() -> None:
    """A nickname that the text gives stands for the one it was given to."""
    text = 'Jon Hask was nicknamed "Heron". Heron said that the sea was calm.'
    entities = entities_of(text, [("Jon Hask", "PER"), ("Heron", "PER")], [("Heron", "said", ["that the sea was calm"])])
    found = speaker(entities, text, "Heron")
    assert found is not None
    assert found.name == "Jon Hask"


def test_identify_takes_a_name_from_the_text_rather_than_from_a_headline_in_capitals() -> None:
    """The dateline or headline in capitals is the same town, not its name."""
    entities = entities_of("LOWFIELD, 3 May. Lowfield was quiet.", [("LOWFIELD", "LOC"), ("Lowfield", "LOC")])
    assert [e.name for e in entities] == ["Lowfield"]


def test_who_stands_for_a_person_and_not_for_the_body_behind_the_name() -> None:
    """In "Tolen, a spokeswoman for the Coast Guard, who said" the spokeswoman speaks."""
    text = "It was denied by Mira Tolen, of the Coast Guard, who said that the port was calm."
    mentions = [("Mira Tolen", "PER"), ("Coast Guard", "ORG")]
    entities = entities_of(text, mentions, [("who", "said", ["that the port was calm"])])
    found = speaker(entities, text, "who")
    assert found is not None
    assert found.name == "Mira Tolen"


def test_identify_names_nobody_by_what_a_clause_tells_of_them() -> None:
    """A description ends where a clause about it begins."""
    text = "Two officers close to the staff, who asked not to be named, said that the port was calm."
    words = "Two officers close to the staff, who asked not to be named"
    found = speaker(entities_of(text, [], [(words, "said", ["that the port was calm"])]), text, words)
    assert found is not None
    assert found.name == "officers close to the staff"


def test_a_name_that_ends_in_a_body_is_no_person() -> None:
    """A committee that the tagger takes for a man stays a committee, also behind an adjective."""
    text = "The roof is gone, the local Housing Committee said."
    words = "the local Housing Committee"
    found = speaker(entities_of(text, [("Housing Committee", "PER")], [(words, "said", ["The roof is gone"])]), text, words)
    assert found is not None
    assert found.kind is EntityKind.ORGANISATION


def test_a_name_ends_before_a_bracket_that_does_not_close() -> None:
    """The tagger can stop inside of a bracket."""
    entities = entities_of("The Harbour Office (HO) was shut.", [("Harbour Office (HO", "ORG")])
    assert [e.name for e in entities if "Harbour" in e.name] == ["Harbour Office"]


def test_identify_gives_a_retired_officer_no_side() -> None:
    """A former office speaks for nobody."""
    entities = entities_of("Retired Arvanian general Jon Hask spoke.", [("Jon Hask", "PER"), ("Arvanian", "MISC")])
    assert next(e for e in entities if e.name == "Jon Hask").side is None


def test_identify_does_not_take_an_owner_for_the_speaker() -> None:
    """In "Tolen's spokesman" and "the Tolen administration" somebody else than Tolen speaks."""
    text = "The Tolen administration said that ships had left."
    entities = entities_of(text, [("Tolen", "PER")], [("The Tolen administration", "said", ["that ships had left"])])
    found = speaker(entities, text, "The Tolen administration")
    assert found is not None
    assert found.known != "mira-tolen"


def test_the_owner_of_a_thought_is_its_source() -> None:
    """ "Tolen's assumptions" are Tolen's; "Tolen's spokesman" is somebody else, see above."""
    text = "Tolen's assumptions implied that ships had left."
    entities = entities_of(text, [("Tolen", "PER")], [("Tolen's assumptions", "implied", ["that ships had left"])])
    found = speaker(entities, text, "Tolen's assumptions")
    assert found is not None
    assert found.known == "mira-tolen"


def test_identify_reads_a_body_past_a_hyphened_place() -> None:
    """ "The Norland-based monitor" is no statement of Norland."""
    text = "The Norland-based monitor said that ships had left."
    entities = entities_of(text, [("Norland", "LOC")], [("The Norland-based monitor", "said", ["that ships had left"])])
    found = speaker(entities, text, "The Norland-based monitor")
    assert found is not None
    assert found.name == "Norland-based monitor"


def test_whose_a_body_is_belongs_to_its_name_where_the_tagger_parts_them() -> None:
    """ "Norlandic" and "Defence Ministry" tagged as two names are one body, and later "the ministry" is it."""
    text = "The Norlandic Defence Ministry said that it had agreed. The ministry gave no date."
    document, tagging = spoken(text, mentions=[("Norlandic", "ORG"), ("Defence Ministry", "ORG")], said=[])
    found = identify(document, tagging, two_islands())
    named = [e for e in found if "Ministry" in e.name]
    assert [e.name for e in named] == ["Norlandic Defence Ministry"]
    assert named[0].side == "norland"


def test_a_full_name_taken_for_a_body_is_the_person_named_by_its_surname() -> None:
    """ "Denys Krell" tagged as a body joins the Krell that is tagged as a person."""
    text = "Arvanian officer Denys Krell arrived. Krell said that ships had left."
    said: list[Said] = [("Krell", "said", ["that ships had left"])]
    document, tagging = spoken(text, mentions=[("Denys Krell", "ORG"), ("Arvanian", "MISC")], said=said)
    mention = Mention(Span(text.rindex("Krell"), text.rindex("Krell") + 5), Label.PERSON, 1.0)
    found = identify(document, replace(tagging, mentions=(*tagging.mentions, mention)), REGISTER)
    assert [(e.name, e.side) for e in found if "Krell" in e.name] == [("Denys Krell", "arvania")]


def test_the_statement_is_not_that_of_the_paper_that_prints_it() -> None:
    """Who issued "the statement" is the body quoted before, not the newspaper quoted last."""
    text = "The Arvanian ministry said that ships had left, the Norland daily reported. The statement said they were two."
    said: list[Said] = [
        ("The Arvanian ministry", "said", ["that ships had left"]),
        ("the Norland daily", "reported", ["that ships had left"]),
        ("The statement", "said", ["they were two"]),
    ]
    entities = entities_of(text, [("Arvanian", "MISC"), ("Norland daily", "ORG")], said)
    found = speaker(entities, text, "The statement")
    assert found is not None
    assert found.side == "arvania"


def test_a_source_that_the_register_names_is_known_though_the_tagger_saw_no_name() -> None:
    """A surname in a headline that is tagged as nothing is the person filed under it; a word of another kind is not."""
    text = "Venn calls the raid a lie. Harbour calls it true."
    said: list[Said] = [("Venn", "calls", ["the raid a lie"]), ("Harbour", "calls", ["it true"])]
    entities = entities_of(text, [], said)
    venn, harbour = speaker(entities, text, "Venn"), speaker(entities, text, "Harbour")
    assert venn is not None
    assert harbour is not None
    assert (venn.known, venn.kind, harbour.known) == ("oskar-venn", EntityKind.PERSON, None)
