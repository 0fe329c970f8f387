"""Two who speak in one sentence."""

from __future__ import annotations

from dataclasses import replace

import pytest
from spoken import Said, spoken

from onrecord.tag.relations import relations

TENSES = {
    "says": "VBZ",
    "claims": "VBZ",
    "denies": "VBZ",
    "concedes": "VBZ",
    "said": "VBD",
    "denied": "VBD",
    "warned": "VBD",
    "blamed": "VBD",
}
Told = tuple[list[str], str, list[str]]


def told(text: str, said: list[Said]) -> list[Told]:
    """Source, cue and content of all attributions, given those that the tagger saw."""
    document, tagging = spoken(text, said=said, mended=False)
    words = [token.span.of(text) for token in tagging.tokens]
    tokens = [
        token._replace(pos="VERB", tag=TENSES[word]) if word in TENSES else token
        for token, word in zip(tagging.tokens, words, strict=True)
    ]
    found = relations(document, replace(tagging, tokens=tuple(tokens)))
    return [([s.of(text) for s in a.source], a.cue[0].of(text), [s.of(text) for s in a.content]) for a in found]


@pytest.mark.parametrize(
    ("text", "said", "found"),
    [
        (
            "Belmark says the bridge fell as Tolen concedes a retreat",
            [("Belmark", "says", ["the bridge fell as Tolen concedes a retreat"])],
            [(["Belmark"], "says", ["the bridge fell"]), (["Tolen"], "concedes", ["a retreat"])],
        ),
        (
            "Belmark claims control of Arvik while Harwick says fighting goes on",
            [],
            [(["Belmark"], "claims", ["control of Arvik"]), (["Harwick"], "says", ["fighting goes on"])],
        ),
        (
            "Belmark said the bridge fell, but Harwick denied any strike.",
            [("Belmark", "said", ["the bridge fell, but Harwick denied any strike"]), ("Harwick", "denied", ["any strike"])],
            [(["Belmark"], "said", ["the bridge fell"]), (["Harwick"], "denied", ["any strike"])],
        ),
        (
            "Residents said the lights went out; the company blamed shelling.",
            [
                ("Residents", "said", ["the lights went out; the company blamed shelling"]),
                ("the company", "blamed", ["shelling"]),
            ],
            [(["Residents"], "said", ["the lights went out"]), (["the company"], "blamed", ["shelling"])],
        ),
    ],
)
def test_what_another_speaker_tells_beside_it_is_a_statement_of_its_own(text: str, said: list[Said], found: list[Told]) -> None:
    """Neither side is credited with what the other one says, whether the tagger saw both, one or none."""
    assert told(text, said) == found


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Belmark said that Tolen denied a retreat", ("Belmark", "said", ["that Tolen denied a retreat"])),
        (
            "Belmark said the strike came as Tolen warned neighbours",
            ("Belmark", "said", ["the strike came as Tolen warned neighbours"]),
        ),
        ('Belmark says "we hold on as Tolen says little"', ("Belmark", "says", ['"we hold on as Tolen says little"'])),
    ],
)
def test_what_one_says_about_another_stays_whole(text: str, said: Said) -> None:
    """A speaker inside of what is said, of a quotation, or of a story told in the past is not beside it."""
    assert [content for source, _, content in told(text, [said]) if source == ["Belmark"]] == [said[2]]


def test_a_clause_of_telling_without_anything_told_is_none() -> None:
    """ "As Tolen says." tells nothing."""
    assert told("It was late, as Tolen says.", []) == []


def test_a_place_before_a_colon_does_not_speak_if_somebody_else_does() -> None:
    """The label of a headline says where; without a speaker behind it, it stays one who may speak."""
    text = "Arvik: Belmark says troops have left"
    said: list[Said] = [("Arvik", ":", ["Belmark says troops have left"]), ("Belmark", "says", ["troops have left"])]
    document, tagging = spoken(text, said=said, mentions=[("Arvik", "LOC")])
    assert [a.source[0].of(text) for a in relations(document, tagging)] == ["Belmark"]


def test_a_perfect_tense_is_a_cue_with_what_helps_it() -> None:
    """A speaker inside of another one's words makes a statement of its own, which the outer one keeps."""
    text = "Tolen said that commanders had admitted privately that the bridge was lost."
    document, tagging = spoken(
        text, said=[("Tolen", "said", ["that commanders had admitted privately that the bridge was lost"])], mended=False
    )
    tags = {"said": ("VERB", "VBD"), "admitted": ("VERB", "VBN"), "privately": ("ADV", "RB")}
    words = [token.span.of(text) for token in tagging.tokens]
    tokens = [
        token._replace(pos=tags[word][0], tag=tags[word][1]) if word in tags else token
        for token, word in zip(tagging.tokens, words, strict=True)
    ]
    inner = relations(document, replace(tagging, tokens=tuple(tokens)))[1]
    assert [[s.of(text) for s in part] for part in (inner.source, inner.cue, inner.content)] == [
        ["commanders"], ["had admitted"], ["the bridge was lost"],
    ]  # fmt: skip
