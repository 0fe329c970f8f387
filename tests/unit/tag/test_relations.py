"""Attributions mended by rule."""

from __future__ import annotations

from dataclasses import replace

from spoken import Said, spoken

from onrecord.tag.relations import relations


def mended(text: str, said: list[Said]) -> list[tuple[list[str], list[str], list[str]]]:
    document, tagging = spoken(text, said=said, mended=False)
    return [
        ([s.of(text) for s in a.source], [s.of(text) for s in a.cue], [s.of(text) for s in a.content])
        for a in relations(document, tagging)
    ]


def test_relations_give_a_source_its_noun_back() -> None:
    """A source cut after its article goes on to its noun."""
    ((source, _, _),) = mended("Later the ministry said that all was calm.", [("the", "said", ["that all was calm"])])
    assert source == ["the ministry"]


def test_relations_drop_cues_that_say_nothing() -> None:
    """A verb of trying is no saying."""
    assert mended("The army tried to cross the river.", [("The army", "tried", ["to cross the river"])]) == []


def test_relations_drop_lines_of_capitals_between_others() -> None:
    """A line in capitals among others announces another article."""
    text = "The pier fell on Monday.\n\nMAYOR SAYS NO SHIP WAS LOST\n\nBoats were idle."
    assert mended(text, [("MAYOR", "SAYS", ["NO SHIP WAS LOST"])]) == []


def test_relations_give_a_quotation_to_the_nearest_cue() -> None:
    """Of two statements that claim the same words, the one right beside them keeps these."""
    text = '"The pier fell," the mayor said.\n\n"No ship was lost," the captain said.'
    first, second = '"The pier fell,"', '"No ship was lost,"'
    said: list[Said] = [("the mayor", "said", [first, second]), ("the captain", "said", [second])]
    assert [content for _, _, content in mended(text, said)] == [[first], [second]]


def test_relations_split_a_headline_at_its_colon() -> None:
    """An official before a colon says what follows it."""
    assert mended("Harbour master: pier to reopen soon\n\nBoats wait.", []) == []
    assert mended("Mayor: pier to reopen soon\n\nBoats wait.", []) == [(["Mayor"], [], ["pier to reopen soon"])]


def test_relations_split_a_headline_at_its_dash() -> None:
    """A speaker after a dash at the end of a headline says what stands before it."""
    assert mended("Pier to reopen soon - officials\n\nBoats wait.", []) == [(["officials"], [], ["Pier to reopen soon"])]


def test_relations_part_the_speaker_of_a_headline_from_what_he_speaks_about() -> None:
    """ "Mayor on the pier: ..." is what the mayor says; a report on a pier says nothing."""
    assert mended('Mayor on the pier: "It is safe"\n\nBoats wait.', []) == [(["Mayor"], [], ['"It is safe"'])]
    assert mended("'It is safe' - sailors on the pier\n\nBoats wait.", []) == [(["sailors"], [], ["'It is safe'"])]
    assert mended("Notes on the pier: it is safe\n\nBoats wait.", []) == []


def test_relations_read_a_headline_with_several_blanks_at_its_mark() -> None:
    """Blanks after the dash belong to nobody, also where "on" follows them."""
    assert mended("Pier to reopen soon -  officials\n\nBoats wait.", []) == [(["officials"], [], ["Pier to reopen soon"])]
    assert mended("Pier to reopen soon -  on tour\n\nBoats wait.", []) == []
    assert mended("Mayor  on the pier: it is safe\n\nBoats wait.", []) == [(["Mayor"], [], ["it is safe"])]


def test_relations_give_no_source_to_a_passive_call() -> None:
    """Those who are urged to leave do not urge."""
    text = "Residents urged to leave the port"
    assert mended(text, [("Residents", "urged", ["to leave the port"])]) == [([], ["urged"], ["Residents", "to leave the port"])]


def test_relations_give_no_source_to_those_who_are_told_of() -> None:
    """Those who are expected to do something do not expect it."""
    text = "Troops are expected to leave."
    assert mended(text, [("Troops", "are expected", ["to leave"])]) == [([], ["are expected"], ["Troops", "to leave"])]


def test_relations_keep_an_agent_of_a_passive() -> None:
    """A passive whose agent follows keeps what the tagger found."""
    text = "Troops are expected by officials to leave."
    ((source, _, _),) = mended(text, [("officials", "are expected", ["to leave"])])
    assert source == ["officials"]


def test_relations_put_a_preposition_into_the_cue() -> None:
    """ "called on" is one cue."""
    text = "The mayor called on sailors to help."
    assert mended(text, [("The mayor", "called", ["on sailors to help"])]) == [
        (["The mayor"], ["called on"], ["sailors to help"])
    ]


def test_relations_take_a_quotation_signed_after_a_dash_for_what_its_signer_says() -> None:
    """A line that is a quotation and a name; a dash before a phrase in small letters signs nothing."""
    text = "Voices from the port.\n\n“I saw the whole pier fall.” ― Ana Brill\n“Nothing was left of it.” ― in the end"
    assert mended(text, []) == [(["Ana Brill"], ["―"], ["“I saw the whole pier fall.”"])]


def test_relations_give_a_claim_to_its_owner() -> None:
    """ "Belmark's claim that ..." is what Belmark says, though no verb says it."""
    text = "Belmark's claim that ships left was new"
    document, tagging = spoken(text, mended=False)
    heads = {"Belmark": (2, "nmod:poss", "PROPN"), "'s": (0, "case", "PART"), "claim": (-1, "nsubj", "NOUN")}
    heads |= {"that": (5, "mark", "SCONJ"), "ships": (5, "nsubj", "NOUN"), "left": (2, "acl", "VERB")}
    tokens = [
        token._replace(head=head, deprel=relation, pos=pos)
        for token in tagging.tokens
        for head, relation, pos in (heads.get(token.span.of(text), (-1, "dep", "X")),)
    ]
    (found,) = relations(document, replace(tagging, tokens=tuple(tokens)))
    assert [s.of(text) for s in (*found.source, *found.cue, *found.content)] == ["Belmark", "claim", "that ships left"]


def test_a_gerund_after_denying_is_what_is_denied() -> None:
    """ "denied targeting | the port": the deed belongs to what is said, not to how."""
    text = "Belmark denied targeting the port."
    document, tagging = spoken(text, said=[("Belmark", "denied targeting", ["the port"])], mended=False)
    tokens = tuple(t._replace(tag="VBG") if t.span.of(text) == "targeting" else t for t in tagging.tokens)
    (found,) = relations(document, replace(tagging, tokens=tokens))
    assert ([s.of(text) for s in found.cue], [s.of(text) for s in found.content]) == (["denied"], ["targeting the port"])


def test_without_citing_evidence_cites_nothing() -> None:
    """What somebody did without is no statement."""
    _, tagging = spoken("Belmark spoke of 40 tanks without citing evidence.", said=[("Belmark", "citing", ["evidence"])])
    assert tagging.attributions == ()


def test_a_letterhead_is_no_statement() -> None:
    """A line in capitals above a text is not what one body says of another."""
    text = "MINISTRY OF HEALTH — REPUBLIC OF NORLAND\n\nThe hospital was hit."
    _, tagging = spoken(text, mentions=[("MINISTRY OF HEALTH", "ORG"), ("REPUBLIC OF NORLAND", "ORG")])
    assert tagging.attributions == ()
