"""A document's words with their places: what this room's modules look things up in."""

from __future__ import annotations

from bisect import bisect_right

from onrecord.basics.spans import Span
from onrecord.records import Document, Mention, Tagging


class Text:
    """The tokens as words, by position and by sentence; mentions by the token they lie on."""

    def __init__(self, document: Document, tagging: Tagging, mentions: tuple[Mention, ...]) -> None:
        self.text = document.text
        self.tokens = tagging.tokens
        self.words = [document.text[token.span.start : token.span.end] for token in tagging.tokens]
        self.lower = [word.lower() for word in self.words]
        self.mentions = mentions
        self.sentences = tagging.sentences
        self._index = tagging.token_index
        self._first_tokens = [first for first, _ in tagging.sentences]
        self._mention_of: dict[int, Mention] = {}
        for mention in mentions:
            for i in self.within(mention.span):
                self._mention_of.setdefault(i, mention)

    def within(self, span: Span) -> range:
        """Token indices that `span` touches."""
        return self._index.within(span)

    def sentence_of(self, token: int) -> int:
        """Index of the sentence that the token is in."""
        return max(0, bisect_right(self._first_tokens, token) - 1)

    def mention_at(self, token: int) -> Mention | None:
        """The named mention that the token is part of."""
        return self._mention_of.get(token)

    def word(self, token: int) -> str:
        """The word in lower case; "" outside the document."""
        return self.lower[token] if 0 <= token < len(self.lower) else ""

    def phrase(self, first: int, after: int) -> str:
        """The text of tokens `[first, after)`, white space as one blank."""
        if first >= after:
            return ""
        return " ".join(self.text[self.tokens[first].span.start : self.tokens[after - 1].span.end].split())

    def span(self, first: int, after: int) -> Span:
        """The span of tokens `[first, after)`; at least one."""
        return Span(self.tokens[first].span.start, self.tokens[after - 1].span.end)

    def is_subject(self, token: int) -> bool:
        """True if the parser has the word, or the phrase it closes, as a subject; False where there is no parse."""
        return self.tokens[token].deprel.startswith("nsubj")
