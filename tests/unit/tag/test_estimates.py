"""Who puts a number to something."""

from __future__ import annotations

from dataclasses import replace

import pytest
from spoken import Said, spoken

from onrecord.tag.relations import relations

NUMBERS = frozenset({"40", "two", "dozen", "1,200"})


def told(text: str, said: list[Said] | None = None) -> list[tuple[list[str], str, list[str]]]:
    """Source, cue and content of the attributions."""
    document, tagging = spoken(text, said=said or [], mended=False)
    tokens = []
    for token in tagging.tokens:
        word = token.span.of(text)
        pos = "NUM" if word in NUMBERS else "NOUN" if word in ("dead", "people") else "AUX" if word == "has" else token.pos
        tokens.append(token._replace(pos=pos))
    found = relations(document, replace(tagging, tokens=tuple(tokens)))
    return [([s.of(text) for s in a.source], a.cue[0].of(text), [s.of(text) for s in a.content]) for a in found]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "The ministry put the toll at 40 dead, without naming towns.",
            [(["The ministry"], "put", ["the toll at 40 dead"])],
        ),
        (
            "Governor Mira Tolen has put the number of missing at more than two dozen people",
            [(["Governor Mira Tolen"], "put", ["the number of missing at more than two dozen people"])],
        ),
        ("The ministry put troops at 40 posts.", []),
        ("The ministry put the toll at the end of its report.", []),
        ("Later rain put the toll at 40.", []),
    ],
)  # fmt: skip
def test_a_number_that_somebody_puts_to_a_toll_is_a_statement(text: str, found: list[tuple[list[str], str, list[str]]]) -> None:
    """Only of those who can speak, of what is counted, and with a number."""
    assert told(text) == found


def test_what_the_tagger_saw_is_not_told_twice() -> None:
    """An attribution with this cue makes no other."""
    said: list[Said] = [("Belmark", "put", ["the toll at 40"])]
    assert len(told("Belmark put the toll at 40", said)) == 1
