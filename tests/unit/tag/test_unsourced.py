"""What is told without saying by whom."""

from __future__ import annotations

from dataclasses import replace

import pytest
from spoken import Said, spoken

from onrecord.tag.relations import relations

Parse = dict[str, tuple[str, str, str | None, str]]
"""Word → part of speech, Penn tag, head word, relation."""


def told(text: str, parse: Parse, said: list[Said] | None = None) -> list[tuple[list[str], list[str]]]:
    """Cue and content of the attributions without a source; words not in `parse` hang on the word before them."""
    document, tagging = spoken(text, said=said or [], mended=False)
    words = [token.span.of(text) for token in tagging.tokens]
    tokens = []
    for at, token in enumerate(tagging.tokens):
        pos, tag, head, relation = parse.get(words[at], (token.pos, "X", None, "dep"))
        above = words.index(head) if head is not None else (-1 if words[at] in parse or at == 0 else at - 1)
        tokens.append(token._replace(pos=pos, tag=tag, head=above, deprel=relation))
    found = relations(document, replace(tagging, tokens=tuple(tokens)))
    return [([s.of(text) for s in a.cue], [s.of(text) for s in a.content]) for a in found if not a.source]


CLAIMS: Parse = {
    "Claims": ("NOUN", "NNS", None, "nsubj"),
    "of": ("ADP", "IN", "raid", "case"),
    "a": ("DET", "DT", "raid", "det"),
    "raid": ("NOUN", "NN", "Claims", "nmod"),
    "spread": ("VERB", "VBD", None, "root"),
}
OWNED: Parse = {**CLAIMS, "Belmark": ("PROPN", "NNP", "Claims", "nmod:poss"), "'s": ("PART", "POS", "Belmark", "case")}
FEARS: Parse = {
    "Fears": ("NOUN", "NNS", None, "nsubj"),
    "that": ("SCONJ", "IN", "fall", "mark"),
    "ports": ("NOUN", "NNS", "fall", "nsubj"),
    "fall": ("VERB", "VBP", "Fears", "acl"),
    "grew": ("VERB", "VBD", None, "root"),
}
ADVERB: Parse = {
    "Ships": ("NOUN", "NNS", "left", "nsubj"),
    "reportedly": ("ADV", "RB", "left", "advmod"),
    "left": ("VERB", "VBD", None, "root"),
    "early": ("ADV", "RB", "left", "advmod"),
}


@pytest.mark.parametrize(
    ("text", "parse", "found"),
    [
        ("Claims of a raid spread", CLAIMS, [(["Claims of"], ["a raid"])]),
        ("Belmark 's Claims of a raid spread", OWNED, []),
        ("Fears that ports fall grew", FEARS, [(["Fears"], ["that ports fall"])]),
        ("Ships reportedly left early", ADVERB, [(["reportedly"], ["Ships", "left early"])]),
        ("Ships quietly left early", {**ADVERB, "quietly": ADVERB["reportedly"]}, []),
    ],
)
def test_words_that_tell_without_a_teller_attribute(text: str, parse: Parse, found: list[tuple[list[str], list[str]]]) -> None:
    """Nouns that nobody owns, adverbs and passives that are listed; an owner or an unlisted word gives nothing."""
    assert told(text, parse) == found


def test_what_the_tagger_has_already_is_not_told_twice() -> None:
    """A listed word that is a cue of an attribution makes no other."""
    said: list[Said] = [(None, "reportedly", ["left early"])]
    assert told("Ships reportedly left early", ADVERB, said) == [(["reportedly"], ["left early"])]
