"""What holds for statements of any text and any attributions."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from spoken import two_islands

from onrecord.attribute import attribute
from onrecord.basics.spans import Span
from onrecord.identify import identify
from onrecord.records import Attribution, Document, Label, Mention, Statement, Tagging, Token
from onrecord.tag.tokens import split_sentences, tokenize

REGISTER = two_islands()
WORDS = ["Arvania", "Mira", "Tolen", "the", "ministry", "said", "that", "He", "they", "troops", "left", "US", "may", "of", "Ян"]
WORDS += ['"', "“", "”", ",", ".", "\n\n", "'s", ":", "–", "officials"]


@st.composite
def readings(draw: st.DrawFn) -> tuple[Document, Tagging]:
    """A text of a few words with any mentions and attributions over its tokens."""
    text = "So " + " ".join(draw(st.lists(st.sampled_from(WORDS), min_size=3, max_size=40)))
    spans = tokenize(text)
    position = st.integers(0, len(spans) - 1)

    def stretch() -> Span:
        first, last = sorted((draw(position), draw(position)))
        return Span(spans[first].start, spans[last].end)

    def some(most: int) -> tuple[Span, ...]:
        return tuple(sorted({stretch() for _ in range(draw(st.integers(0, most)))}))

    mentions = tuple(Mention(span, draw(st.sampled_from(list(Label))), 0.9) for span in some(4))
    attributions = tuple(Attribution(some(2), some(2), some(3), 0.9) for _ in range(draw(st.integers(0, 4))))
    tokens = tuple(Token(span, draw(st.sampled_from(["NOUN", "VERB", "PROPN", "DET"])), "X", -1, "dep") for span in spans)
    document = Document("d", text, published="2023-03-10")
    return document, Tagging("d", tokens, tuple(split_sentences(text, spans)), mentions, attributions, "test")


def read(document: Document, tagging: Tagging) -> tuple[Statement, ...]:
    return attribute(document, tagging, identify(document, tagging, REGISTER), (), REGISTER)


@given(readings())
@settings(max_examples=150, deadline=None)
def test_attribute_never_fails_and_its_spans_lie_in_the_text(reading: tuple[Document, Tagging]) -> None:
    """Any tagging gives statements whose spans point into the text."""
    document, tagging = reading
    spans = [span for s in read(document, tagging) for span in (*s.source.spans, *s.cue, *s.content)]
    assert all(span.end <= len(document.text) for span in spans)


@given(readings())
@settings(max_examples=100, deadline=None)
def test_attribute_gives_the_same_again(reading: tuple[Document, Tagging]) -> None:
    """A second run changes nothing, ids included."""
    assert read(*reading) == read(*reading)


@given(readings())
@settings(max_examples=100, deadline=None)
def test_attribute_parents_are_statements_of_the_same_document(reading: tuple[Document, Tagging]) -> None:
    """A parent is another statement, and nobody is his own ancestor."""
    statements = {s.id: s for s in read(*reading)}
    for statement in statements.values():
        seen = {statement.id}
        parent = statement.parent
        while parent is not None:
            assert parent not in seen
            seen.add(parent)
            parent = statements[parent].parent
