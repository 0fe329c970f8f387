"""Long documents made of one sentence again and again, with other names each time: what a fuzzer or a careless page sends."""

from __future__ import annotations

import re
from collections.abc import Callable

from work import lines_run

from onrecord.basics.spans import Span
from onrecord.records import Attribution, Document, Label, Mention, Tagging, Token
from onrecord.tag.tokens import split_sentences, tokenize

PIECES = {
    "people": "[PER Mira {a}] said that the pier of [LOC {b}] fell on Friday.\n",
    "one surname": "[PER {a} Tolen] said that the pier fell on Friday.\n",
    "bodies": "The [ORG {a} {b} Ministry] denied that the pier fell.\n",
    "acronyms": "The [ORG {A}] denied that the pier fell.\n",
    "offices": "The {a} finance minister said that the pier fell.\n",
    "pronouns": "[PER Mira {a}] said that the pier fell. He said that it stood. They said that it shook.\n",
    "papers": "[PER Mira {a}] said that the pier fell. The statement said that it stood.\n",
    "bare bodies": "The ministry said that the pier fell. The group said that it stood.\n",
    "spokesmen": "The [ORG {a} Agency] said that the pier fell. The {a} agency spokesman said that it stood.\n",
    "recordings": "[LOC Norland] posted a video. Soldiers said that the pier fell.\n",
    "quotations": '"We saw the pier of {a} fall at night," [PER Mira {a}] said. "It shook."\n',
    "headlines": "[PER Mira {a}]: the pier of {b} fell\n",
    "signatures": "“We saw the pier of {b} fall at night.” ― Mira {a}\n",
    "dialogue": "- We saw the pier of {b} fall - said the mayor.\n",
    "teasers": "READ MORE ABOUT THE PIER\n",
}
_MARKED = re.compile(r"\[(\w+) ([^\]]*)\]")
_LABELS = {"PER": Label.PERSON, "ORG": Label.ORGANISATION, "LOC": Label.LOCATION}
_SAID = re.compile(r"(?m)([^\n.\"]*?) ((?:said|denied)) (that [^\n.]*|in)")


def lengthy(piece: str, times: int) -> tuple[Document, Tagging]:
    """A document of the piece so many times, tagged: names as marked, and who "said" or "denied" what."""
    parts, mentions, at = [], [], 0
    for number in range(times):
        name = _name(number)
        for plain in _parts(piece.format(a=name, b=name[::-1].capitalize(), A=name.upper())):
            label, words = plain
            if label is not None:
                mentions.append(Mention(Span(at, at + len(words)), _LABELS[label], 0.9))
            parts.append(words)
            at += len(words)
    text = "".join(parts)
    words = tokenize(text)
    tokens = tuple(Token(span, _pos(span.of(text)), "NN", -1, "nsubj" if at % 3 == 0 else "obj") for at, span in enumerate(words))
    sentences = tuple(split_sentences(text, words))
    return Document("long", text), Tagging("long", tokens, sentences, tuple(mentions), tuple(_attributions(text)), "test")


def documents(piece: str) -> list[tuple[Document, Tagging]]:
    """A document of the piece, and one four times as long."""
    return [lengthy(piece, times) for times in (200, 800)]


def growth(call: Callable[[Document, Tagging], object], piece: str) -> float:
    """By how much the lines run grow from one of the `documents` to the other: 4 if work is linear, 16 if it is a square."""
    short, long = (lines_run(lambda given=given: call(*given)) for given in documents(piece))
    return long / short


def _name(number: int) -> str:
    """Another name for each number, of letters alone."""
    letters = ""
    for _ in range(4):
        number, letter = divmod(number, 20)
        letters += "bdfghklmnprstvzjwxqc"[letter] + "aeiou"[letter % 5]
    return letters.capitalize()


def _parts(piece: str) -> list[tuple[str | None, str]]:
    found: list[tuple[str | None, str]] = []
    end = 0
    for match in _MARKED.finditer(piece):
        found += [(None, piece[end : match.start()]), (match.group(1), match.group(2))]
        end = match.end()
    return [*found, (None, piece[end:])]


def _attributions(text: str) -> list[Attribution]:
    found = []
    for match in _SAID.finditer(text):
        source, cue, content = (Span(*match.span(group)) if match.group(group).strip() else None for group in (1, 2, 3))
        if source is not None and cue is not None and content is not None:
            start = source.start + len(match.group(1)) - len(match.group(1).lstrip())
            found.append(Attribution((Span(start, source.end),), (cue,), (content,), 0.9))
    return found


def _pos(word: str) -> str:
    if not word[0].isalnum():
        return "PUNCT"
    return "VERB" if word in ("said", "denied", "fell", "stood") else "PROPN" if word[0].isupper() else "NOUN"
