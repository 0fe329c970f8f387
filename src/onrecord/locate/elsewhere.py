"""What a text's other mentions say of a word: that it is part of a person's full name, or of a body's, or a place by itself."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.locate.find import Found
from onrecord.records import Label, Mention

_KINDS = {
    (Label.PERSON, True): "in a person's full name elsewhere",
    (Label.PERSON, False): "a person elsewhere",
    (Label.ORGANISATION, True): "in a body's name elsewhere",
    (Label.LOCATION, False): "a place elsewhere",
}
"""Label, and whether of a name of several words → the feature."""


class Elsewhere:
    """The words of a text's mentions, with where each mention is. Linear in the mentions."""

    def __init__(self, text: str, mentions: Sequence[Mention]) -> None:
        self._found: dict[str, list[tuple[Mention, str]]] = {}
        for mention in mentions:
            words = mention.span.of(text).split()
            kind = _KINDS.get((mention.label, len(words) > 1))
            if kind is not None:
                for word in set(words):
                    self._found.setdefault(word.strip(".,"), []).append((mention, kind))

    def features(self, one: Found) -> dict[str, float]:
        """What the mentions that do not cover a name of one word say of it."""
        found = self._found.get(one.name)
        if found is None:
            return {}
        kinds = {kind: 1.0 for mention, kind in found if not mention.span.overlaps(one.span)}
        if one.label == Label.LOCATION and _KINDS[Label.PERSON, True] in kinds:
            kinds["called a place, and in a person's full name elsewhere"] = 1.0
        return kinds
