"""Tokens by position, for rules that read a tagging."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from functools import cached_property
from importlib.resources import files

from onrecord.basics.roles import role_class
from onrecord.basics.spanindex import SpanIndex
from onrecord.basics.spans import Span
from onrecord.records.tagging import Tagging

LISTS: dict[str, str] = tomllib.loads(files("onrecord.tag").joinpath("relations.toml").read_text(encoding="utf-8"))
"""The word lists of relations.toml by name; words parted by white space."""
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})


class Words:
    """The tokens of one document by position, with their sentences."""

    def __init__(self, text: str, tagging: Tagging) -> None:
        self.text = text
        self.tokens = tagging.tokens
        self.forms = [text[token.span.start : token.span.end] for token in tagging.tokens]
        self.sentences = tagging.sentences
        self._index = SpanIndex([token.span for token in tagging.tokens])
        self._starts = SpanIndex(
            [Span(tagging.tokens[a].span.start, tagging.tokens[b - 1].span.end) for a, b in tagging.sentences]
        )

    @cached_property
    def _places(self) -> dict[str, list[int]]:
        places: dict[str, list[int]] = {}
        for at, form in enumerate(self.forms):
            places.setdefault(form, []).append(at)
        return places

    def which(self, test: Callable[[str], bool]) -> list[int]:
        """Places of the words that pass a test of how they are written, in order; each form is tested once."""
        return sorted(at for form, places in self._places.items() if test(form) for at in places)

    def within(self, span: Span) -> range:
        """Indices of the tokens that `span` touches."""
        return self._index.within(span)

    def sentence(self, token: int) -> tuple[int, int]:
        """The sentence of a token, `[first, after)`."""
        return self.sentences[self._starts.at(self.tokens[token].span.start)]

    def word(self, token: int) -> str:
        """The word as written; "" outside the document."""
        return self.forms[token] if 0 <= token < len(self.forms) else ""

    def is_nominal(self, token: int) -> bool:
        """True for a noun, name or pronoun, by tag or by what the word is listed as."""
        word = self.word(token)
        return self.tokens[token].pos in _NOMINAL or role_class(word) is not None
