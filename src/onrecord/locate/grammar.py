"""What the tagger's dependencies say of a name's part in its sentence."""

from __future__ import annotations

from onrecord.records import Span, Tagging

_SUBJECTS = frozenset({"nsubj"})
_HARMLESS = frozenset({"be", "is", "was", "are", "were", "been", "has", "have", "had", "remains", "remained", "lies", "borders"})
"""Verbs whose subject can well be the place itself: "Ukraine is", "Ukraine has", "Ukraine borders"."""


class Grammar:
    """Subjects and agents of a text. Empty for a text that was not tagged: then nothing is known."""

    def __init__(self, text: str, tagging: Tagging) -> None:
        self._text = text
        self._tokens = tagging.tokens
        self._at = {token.span.start: number for number, token in enumerate(tagging.tokens)}
        self.tagged = len(tagging.mentions) > 0

    def subject_of(self, span: Span) -> str | None:
        """The verb, in lower case, that a name is the subject of, alone or in a list; None where it is none."""
        number = self._at.get(span.start)
        for _ in range(2):
            if number is None:
                return None
            token = self._tokens[number]
            if token.deprel in _SUBJECTS and token.head >= 0:
                head = self._tokens[token.head]
                return head.span.of(self._text).casefold() if head.pos == "VERB" else None
            number = token.head if token.deprel == "conj" and token.head >= 0 else None
        return None

    def is_agent(self, span: Span) -> bool:
        """True if a name does something: it is the subject of a verb in the active voice that a place cannot well have."""
        verb = self.subject_of(span)
        return verb is not None and verb not in _HARMLESS
