"""Statements: nesting, ids, what is left out, when something was said."""

from __future__ import annotations

from dataclasses import replace

from spoken import Said, spoken, two_islands

from onrecord.attribute import attribute
from onrecord.basics.spans import Span
from onrecord.identify import identify
from onrecord.records import Document, Evidence, Precision, Skipped, Statement, Tagging, Time, TimeType

REGISTER = two_islands()


def statements_of(document: Document, tagging: Tagging, times: tuple[Time, ...] = ()) -> list[Statement]:
    return list(attribute(document, tagging, identify(document, tagging, REGISTER), times, REGISTER))


def read(text: str, said: list[Said], mentions: list[tuple[str, str]] | None = None) -> list[Statement]:
    return statements_of(*spoken(text, mentions=mentions or [], said=said))


NESTED = "Norland said that Belmark denied the raid."
NESTED_SAID: list[Said] = [("Norland", "said", ["that Belmark denied the raid"]), ("Belmark", "denied", ["the raid"])]
COUNTRIES = [("Norland", "LOC"), ("Belmark", "LOC")]


def test_attribute_nests_a_statement_in_the_one_around_its_cue() -> None:
    """The denial lies in what Norland says, and only it has a parent."""
    outer, inner = read(NESTED, NESTED_SAID, COUNTRIES)
    assert (outer.parent, inner.parent) == (None, outer.id)


def test_attribute_ids_do_not_depend_on_the_order_of_attributions() -> None:
    """Turning the tagger's order round changes nothing."""
    document, tagging = spoken(NESTED, mentions=COUNTRIES, said=NESTED_SAID)
    turned = replace(tagging, attributions=tagging.attributions[::-1])
    assert statements_of(document, tagging) == statements_of(document, turned)


def test_attribute_leaves_skipped_stretches_out() -> None:
    """What stands in a stretch that is not reporting is no statement."""
    document, tagging = spoken(NESTED, mentions=COUNTRIES, said=NESTED_SAID)
    skipped = replace(document, skipped=(Skipped(Span(0, len(NESTED)), "author box"),))
    assert statements_of(skipped, tagging) == []


def test_attribute_keeps_a_statement_without_a_source() -> None:
    """A text that names nobody gives a statement with no source spans and no name."""
    (statement,) = read("It was reported that a bridge had fallen.", [(None, "reported", ["that a bridge had fallen"])])
    assert (statement.source.spans, statement.source.name) == ((), None)


def test_attribute_takes_the_time_beside_the_cue() -> None:
    """ "on Friday" after the cue is when it was said; a day inside of the content is not."""
    text = "Norland said on Friday that ships had left on Monday."
    document, tagging = spoken(text, mentions=COUNTRIES[:1], said=[("Norland", "said", ["that ships had left on Monday"])])
    times = tuple(
        Time((Span(at, at + 6),), TimeType.DATE, day, day, day, Precision.DAY)
        for at, day in ((text.index("Friday"), "2023-03-10"), (text.index("Monday"), "2023-03-06"))
    )
    (statement,) = statements_of(document, tagging, times)
    assert statement.said == times[0]


def test_attribute_joins_a_quotation_that_goes_on() -> None:
    """A quoted sentence without a cue of its own, right after a quotation, belongs to it."""
    text = '"The pier is gone," Tolen said. "Nothing is left of it."\n\nBoats were idle.'
    (statement,) = read(text, [("Tolen", "said", ['"The pier is gone,"'])], [("Tolen", "PER")])
    assert [span.of(text) for span in statement.content] == ['"The pier is gone,"', '"Nothing is left of it."']


def test_attribute_does_not_join_what_follows_indirect_speech() -> None:
    """A plain sentence after an indirect statement stays in the author's voice."""
    text = "Tolen said that the pier was gone. Nothing was left of it."
    (statement,) = read(text, [("Tolen", "said", ["that the pier was gone"])], [("Tolen", "PER")])
    assert len(statement.content) == 1


def test_attribute_reads_this_as_the_paragraph_before() -> None:
    """ "said this in a comment" points at what stands before it."""
    text = "The strait will be closed for a week.\n\nTolen said this in a comment."
    (statement,) = read(text, [("Tolen", "said", ["this in a comment"])], [("Tolen", "PER")])
    assert [span.of(text) for span in statement.content] == ["The strait will be closed for a week."]


def _side_in_a_video(speakers: str, posted: str = "posted a video") -> str | None:
    text = f"Belmark {posted} in which {speakers} say that the pier was taken."
    verb, recording = posted.split(" ", 1)
    said: list[Said] = [("Belmark", verb, [recording]), (speakers, "say", ["that the pier was taken"])]
    return read(text, said, [("Belmark", "LOC")])[-1].source.side


def test_attribute_gives_soldiers_in_a_video_the_side_that_posted_it() -> None:
    """Their own words mark no side, so that of the poster is theirs."""
    assert _side_in_a_video("soldiers") == "belmark"


def test_attribute_gives_no_side_of_the_poster_to_captives_or_passers_by() -> None:
    """Prisoners do not speak for those who film them, residents for nobody; those of another side keep it."""
    assert _side_in_a_video("captured soldiers") is None
    assert _side_in_a_video("residents") is None
    assert _side_in_a_video("Arvanian soldiers") == "arvania"


def test_attribute_needs_a_recording_for_the_side_of_its_poster() -> None:
    """A posted letter about soldiers makes them nobody's."""
    assert _side_in_a_video("soldiers", "posted a letter") is None


def test_words_of_a_quotation_are_no_evidence() -> None:
    """ "a story made for television" is what somebody called it, not where it was shown."""
    text = 'Tolen, speaking after "a story made for television", said that the port was calm.'
    (found,) = read(text, [("Tolen", "said", ["that the port was calm"])], [("Tolen", "PER")])
    assert Evidence.BROADCAST not in found.evidence


def test_a_broadcast_beside_the_quotation_is_evidence() -> None:
    """Said on television, with other words in quotation marks beside it."""
    text = 'Tolen, the "harbour man", said on television that the port was calm.'
    (found,) = read(text, [("Tolen", "said", ["that the port was calm"])], [("Tolen", "PER")])
    assert Evidence.BROADCAST in found.evidence
