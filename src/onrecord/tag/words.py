"""Tokens by position, for rules that read a tagging."""

from __future__ import annotations

import tomllib
from collections import defaultdict
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
        self._index = tagging.token_index
        self._distinct = frozenset(self.forms)
        self._starts = SpanIndex(
            [Span(tagging.tokens[a].span.start, tagging.tokens[b - 1].span.end) for a, b in tagging.sentences]
        )

    def which(self, listed: frozenset[str]) -> list[int]:
        """Places of the words that are listed as they are written, in order."""
        forms = self._distinct & listed
        return [at for at, form in enumerate(self.forms) if form in forms] if forms else []

    def of_kind(self, *kinds: str) -> list[int]:
        """Places of the words with one of the parts of speech ("VERB") or Penn tags ("VBD"), in order."""
        return sorted({at for kind in kinds for at in self._kinds.get(kind, ())})

    @cached_property
    def _kinds(self) -> dict[str, list[int]]:
        kinds: dict[str, list[int]] = defaultdict(list)
        for at, (_, pos, tag, _, _) in enumerate(self.tokens):
            kinds[pos].append(at)
            kinds[tag].append(at)
        return kinds

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
