"""A document and its Tagging from words with Penn tags: "Troops/NNS took/VBD Korsk/NNP ./."; heads are left out."""

from __future__ import annotations

from onrecord.records import Document, Place, PlaceKind, Span, Tagging, Token

_UNIVERSAL = {
    tag: pos
    for pos, tags in {
        "PROPN": "NNP NNPS",
        "NOUN": "NN NNS",
        "ADJ": "JJ JJR JJS",
        "NUM": "CD",
        "DET": "DT PDT",
        "PRON": "PRP PRP$ WP WDT WP$ EX",
        "ADP": "IN RP",
        "PART": "TO POS",
        "ADV": "RB RBR RBS WRB",
        "CCONJ": "CC",
        "AUX": "MD",
        "VERB": "VB VBD VBN VBG VBP VBZ",
    }.items()
    for tag in tags.split()
}
_BE_HAVE_DO = frozenset(["be", "is", "are", "was", "were", "been", "being", "has", "have", "had", "do", "does", "did"])
_CLOSE = frozenset([",", ".", ";", ":", "?", "!", "'s", "n't", "%", "-"])


def tagged(notation: str, *, id_: str = "d", published: str | None = None) -> tuple[Document, Tagging]:
    """The text is the words with single spaces, none before marks; a "//" starts a new paragraph and sentence.

    A word without a tag gets none, as from a tagger that knows no parts of speech.
    """
    text, tokens, sentences, first = "", [], [], 0
    for piece in notation.split():
        if piece == "//":
            if len(tokens) > first:
                sentences.append((first, len(tokens)))
                text, first = text + "\n\n", len(tokens)
            continue
        word, _, tag = piece.rpartition("/") if "/" in piece[1:] else (piece, "", "")
        joint = "" if not text or text.endswith(("\n", "-")) or word in _CLOSE else " "
        start = len(text) + len(joint)
        text += joint + word
        pos = "AUX" if word.lower() in _BE_HAVE_DO and tag.startswith("VB") else _UNIVERSAL.get(tag, "PUNCT" if tag else "")
        tokens.append(Token(Span(start, len(text)), pos, tag, -1, ""))
    if len(tokens) > first:
        sentences.append((first, len(tokens)))
    document = Document(id_, text, published=published)
    return document, Tagging(id_, tuple(tokens), tuple(sentences), (), (), "test")


def places_named(text: str, *names: str, literal: bool = True) -> tuple[Place, ...]:
    """A place for every occurrence of the names, in order of appearance, none resolved."""
    found = sorted((start, name) for name in set(names) for start in _starts(text, name))
    return tuple(
        Place(
            (Span(s, s + len(n)),), n, None, PlaceKind.SETTLEMENT, None, None, None, None, None, "not looked up", literal=literal
        )
        for s, n in found
    )


def _starts(text: str, name: str) -> list[int]:
    starts, at = [], text.find(name)
    while at >= 0:
        starts.append(at)
        at = text.find(name, at + 1)
    return starts
