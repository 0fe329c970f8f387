"""Tokens by position, for rules that read a tagging."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
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
        self._bases: dict[Callable[[str], str], dict[str, list[str]]] = {}
        self._starts = SpanIndex(
            [Span(tagging.tokens[a].span.start, tagging.tokens[b - 1].span.end) for a, b in tagging.sentences]
        )

    def which(self, listed: frozenset[str], base: Callable[[str], str] | None = None) -> list[int]:
        """Places of the words that are listed, in order; with `base` (`verb_lemma`), of those whose base form is.

        Each form is looked at once, however many lists are asked for.
        """
        forms = self._distinct & listed if base is None else self._with_base(listed, base)
        return [at for at, form in enumerate(self.forms) if form in forms] if forms else []

    def _with_base(self, listed: frozenset[str], base: Callable[[str], str]) -> frozenset[str]:
        bases = self._bases.get(base)
        if bases is None:
            bases = self._bases[base] = {}
            for form in self._distinct:
                bases.setdefault(base(form), []).append(form)
        return frozenset(form for key in bases.keys() & listed for form in bases[key])

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
