"""The store's own form of records."""

from __future__ import annotations

import pytest
from readings import report

from onrecord.basics.spans import Span
from onrecord.link import voices
from onrecord.records import Document, Effect, Happening, Statement, Voice
from onrecord.store.codec import pack, unpack


def test_pack_and_unpack_give_every_record_back() -> None:
    """Nested records, enums, spans, tuples of pairs and open bounds come back equal."""
    reading = report("a", source="Mayor", day="2022-09-07", low=2, high=None, service="power")
    assert unpack(Happening, pack(reading.happenings[0])) == reading.happenings[0]
    assert unpack(Statement, pack(reading.statements[0])) == reading.statements[0]
    assert unpack(Voice, pack(voices(reading)[0])) == voices(reading)[0]


def test_pack_leaves_defaults_out() -> None:
    """A field that has its default costs nothing, and rows from before it existed read the same."""
    assert pack(Effect(holder="x")) == '{"holder":"x"}'
    assert unpack(Effect, "{}") == Effect()


def test_unpack_passes_over_fields_that_it_does_not_know() -> None:
    """A field that was dropped does not make older rows unreadable."""
    assert unpack(Effect, '{"holder":"x","colour":"red"}') == Effect(holder="x")


def test_pack_keeps_lone_surrogates() -> None:
    """JSON escapes them, so that a text can be given back to the letter."""
    document = Document("a", "x \udcff y")
    assert unpack(Document, pack(document)) == document


@pytest.mark.parametrize("text", ["", "[]", '{"start":1}'])
def test_unpack_refuses_what_pack_never_wrote(text: str) -> None:
    """Damage is an error, never a made-up record."""
    with pytest.raises((ValueError, KeyError, TypeError, AttributeError, IndexError)):
        unpack(Span, text)
