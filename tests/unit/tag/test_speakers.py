"""Who says it, where layout or parse tell it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from spoken import Said, spoken

from onrecord.tag.relations import relations

Parse = dict[str, tuple[str, str, str | None, str]]
"""Word → part of speech, Penn tag, head word, relation."""


def mended(text: str, said: list[Said], parse: Parse | None = None) -> list[tuple[list[str], list[str], list[str]]]:
    document, tagging = spoken(text, said=said, mended=False)
    words = [token.span.of(text) for token in tagging.tokens]
    tokens = list(tagging.tokens)
    for word, (pos, tag, head, relation) in (parse or {}).items():
        at = words.index(word)
        tokens[at] = tokens[at]._replace(pos=pos, tag=tag, head=-1 if head is None else words.index(head), deprel=relation)
    return [
        ([s.of(text) for s in a.source], [s.of(text) for s in a.cue], [s.of(text) for s in a.content])
        for a in relations(document, replace(tagging, tokens=tuple(tokens)))
    ]


def test_a_speech_after_a_dash_is_that_of_who_stands_behind_its_verb() -> None:
    """The tagger saw nobody speak in a line of dialogue."""
    text = "- We heard two blasts - recalls the nurse Ana Brill.\n\nShe left."
    assert mended(text, []) == [(["the nurse Ana Brill"], ["recalls"], ["We heard two blasts"])]


def test_a_wish_within_a_speech_does_not_run_into_its_speaker() -> None:
    """What the tagger took for the content of "would like" ends before the dash."""
    text = "- I would like to leave - admits nurse Ana Brill."
    said: list[Said] = [("I", "would like", ["to leave - admits nurse Ana Brill"])]
    assert mended(text, said) == [
        (["nurse Ana Brill"], ["admits"], ["I would like to leave"]),
        (["I"], ["would like"], ["to leave"]),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The road is open - repairs go on.",
        "A well-known port was closed.",
        "The port is closed - says who?",
        "The port - Says the Mayor - opens.",
    ],
)
def test_a_dash_without_a_verb_of_saying_and_a_speaker_attributes_nothing(text: str) -> None:
    """A clause after a dash, a hyphen, and a name of a programme are no speakers."""
    assert mended(text, []) == []


def test_what_is_set_beside_a_source_goes_with_it() -> None:
    """ "According to the author, the surgeon Ana Brill, ..." names the author."""
    text = "According to the author, the surgeon Ana Brill, half of them left."
    said: list[Said] = [("the author", "According to", ["the surgeon Ana Brill, half of them left"])]
    assert mended(text, said) == [(["the author, the surgeon Ana Brill"], ["According to"], ["half of them left"])]


def test_a_phrase_before_a_passive_is_no_source() -> None:
    """ "The minister was said to have left" is not what the minister says."""
    text = "The minister was said to have left."
    parse: Parse = {"said": ("VERB", "VBN", None, "root")}
    said: list[Said] = [(None, "was said", ["The minister", "to have left"])]
    assert mended(text, said, parse) == [([], ["was said"], ["The minister", "to have left"])]


def test_the_agent_of_a_passive_says_it() -> None:
    """ "by neighbours" at the end of the content is the source, and not content."""
    text = "The envoy was called a liar by neighbours."
    parse: Parse = {
        "called": ("VERB", "VBN", None, "root"),
        "neighbours": ("NOUN", "NNS", "called", "obl:agent"),
        "by": ("ADP", "IN", "neighbours", "case"),
    }
    said: list[Said] = [(None, "was called", ["The envoy", "a liar by neighbours"])]
    assert mended(text, said, parse) == [(["neighbours"], ["was called"], ["The envoy", "a liar"])]


def test_a_channel_on_which_something_is_reported_reports_it() -> None:
    """ "reported on local channels" names who reports, "reported on Monday" does not."""
    text = "Blasts in Lowfield reported on local channels"
    parse: Parse = {
        "reported": ("VERB", "VBD", None, "root"),
        "channels": ("NOUN", "NNS", "reported", "obl"),
        "on": ("ADP", "IN", "channels", "case"),
        "local": ("ADJ", "JJ", "channels", "amod"),
    }
    said: list[Said] = [(None, "reported", ["Blasts in Lowfield"])]
    assert mended(text, said, parse) == [(["local channels"], ["reported"], ["Blasts in Lowfield"])]
    monday: Parse = {**parse, "Monday": ("PROPN", "NNP", "reported", "obl"), "on": ("ADP", "IN", "Monday", "case")}
    del monday["channels"], monday["local"]
    assert mended("Blasts in Lowfield reported on Monday", said, monday)[0][0] == []


def test_one_who_appears_to_suggest_suggests() -> None:
    """A verb of saying after "appeared to" has a speaker; "appeared" alone has none."""
    text = "Brill appeared to suggest that ships had left."
    said: list[Said] = [("Brill", "appeared to suggest", ["that ships had left"])]
    assert mended(text, said) == [(["Brill"], ["appeared to suggest"], ["that ships had left"])]
    seeming: list[Said] = [("Ships", "appeared", ["to leave"])]
    assert mended("Ships appeared to leave.", seeming) == [([], ["appeared"], ["Ships", "to leave"])]


def test_a_cue_ends_before_the_phrase_that_follows_it() -> None:
    """ "said in a" is cut to the verb; "focused on" keeps its preposition."""
    ((_, cue, _),) = mended("Brill said in a letter that ships left.", [("Brill", "said in a", ["that ships left"])])
    assert cue == ["said"]
    ((_, cue, _),) = mended("Brill insisted on a new vote.", [("Brill", "insisted on", ["a new vote"])])
    assert cue == ["insisted on"]
