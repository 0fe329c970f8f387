"""Who first said it, and who is independent of whom."""

from __future__ import annotations

from dataclasses import replace

from readings import report, voices_of

from onrecord.records import Voice
from onrecord.weigh import with_origins
from onrecord.weigh.origins import independent


def voice(publisher: str, *, source: str | None = None, kind: str = "organisation", **more: object) -> Voice:
    """A voice in an outlet with a text of its own."""
    (made,) = voices_of(
        report("d", publisher=publisher, source=source, known=source and source.lower(), text=f"{publisher} alone writes so")
    )
    return replace(made, **{"document": publisher, "source_kind": kind if source else None, "words": (), **more})  # type: ignore[arg-type]


def origins(*voices: Voice) -> list[str]:
    return [v.origin for v in with_origins(voices)]


def test_a_chain_of_citations_ends_at_the_first() -> None:
    """The third outlet cites the second, which cites the first, which said it itself."""
    first = voice("Wire")
    second = voice("Gazette", source="Wire", kind="outlet")
    third = voice("Courier", source="Gazette", kind="outlet")
    assert origins(first, second, third) == ["outlet:wire"] * 3


def test_outlets_that_cite_each_other_are_one_origin_each_time() -> None:
    """A circle ends, the same for any order."""
    one, other = voice("Gazette", source="Courier", kind="outlet"), voice("Courier", source="Gazette", kind="outlet")
    assert len(origins(one, other)) == len(origins(other, one)) == 2


def test_who_is_cited_is_the_origin_of_what_nobody_named_says() -> None:
    """Unnamed officials and "local media" count as the outlet that they told; a named source stays itself."""
    unnamed = voice("Gazette", source="official", kind="unnamed", via="outlet:wire")
    generic = voice("Courier", source="local media", kind="outlet", via="outlet:wire")
    named = voice("Herald", source="mayor", via="outlet:wire")
    assert origins(unnamed, generic, named) == ["outlet:wire", "outlet:wire", "source:mayor"]


def test_a_spokesman_is_the_body_that_he_speaks_for() -> None:
    """The ministry and its spokesman are one origin."""
    assert (
        origins(voice("Gazette", source="ministry"), voice("Courier", source="ann", body="ministry")) == ["source:ministry"] * 2
    )


def test_a_sentence_that_is_taken_over_is_one_origin() -> None:
    """Seven stems in common and hardly another; a short sentence may be alike by chance."""
    long, short = tuple("abcdefgh"), tuple("abcde")
    assert len(set(origins(voice("Gazette", words=long), voice("Courier", words=long)))) == 1
    assert len(set(origins(voice("Gazette", words=short), voice("Courier", words=short)))) == 2


def test_an_outlet_of_a_side_is_not_independent_of_it() -> None:
    """A state agency and a ministry of one side count once; one that cites somebody else does not speak for it."""
    agency, ministry = voice("Agency", side="russia"), voice("Gazette", source="ministry", side="russia")
    echo = voice("Agency", side="russia", via="outlet:wire")
    assert len(independent(with_origins([agency, ministry]))) == 1
    assert len(independent(with_origins([echo, ministry]))) == 2


def test_what_an_outlet_says_itself_it_has_from_whom_it_quotes_for_it() -> None:
    """A headline leaves out who said so, and the sentence below it tells: one origin."""
    headline = voice("Gazette", at=0)
    quoted = voice("Gazette", source="Staff", statement="s-1", side="north", at=40)
    assert origins(headline, quoted) == ["source:staff"] * 2
    assert independent(with_origins((headline, quoted))[1:]) == {"side:north"}


def test_nobody_without_a_name_takes_back_what_the_outlet_said() -> None:
    """An officer whom the report does not name denies what it says itself: two origins, no retraction."""
    own = voice("Gazette")
    denial = voice("Gazette", source="an officer", kind="unnamed", denies=True)
    assert len(set(origins(own, denial))) == 2
