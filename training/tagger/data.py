"""Corpora → examples: words, sentences and the labels that each corpus has.

A corpus teaches only what it is annotated for; the other heads are masked for its words.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from onrecord.tag.tokens import split_sentences, tokenize

ENTITY_OF = {
    "PER": "PER", "ORG": "ORG", "LOC": "LOC", "MISC": "MISC",
    "politician": "PER", "person": "PER", "politicalparty": "ORG", "organisation": "ORG",
    "country": "LOC", "location": "LOC", "event": "MISC", "election": "MISC", "misc": "MISC",
}  # fmt: skip
# fmt: off
UPOS = [
    "ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM", "PART", "PRON", "PROPN", "PUNCT", "SCONJ", "SYM",
    "VERB", "X",
]
# fmt: on


@dataclass
class Example:
    """One document: words with sentences, and labels per word where the corpus has them.

    `entities` are (first, after, kind); `relations` (source, cue, content), each a list of (first, after) word ranges;
    `heads` index words of the document (-1 for a root).
    """

    words: list[str]
    sentences: list[tuple[int, int]]
    entities: list[tuple[int, int, str]] | None = None
    relations: list[tuple[list[tuple[int, int]], list[tuple[int, int]], list[tuple[int, int]]]] | None = None
    upos: list[str] | None = None
    xpos: list[str] | None = None
    heads: list[int] | None = None
    deprels: list[str] | None = None
    spans: list[tuple[int, int]] = field(default_factory=list)


def polnear(folder: Path, split: str) -> Iterator[Example]:
    """PolNeAR articles with attribution relations."""
    texts = {row["id"]: row["text"] for row in _rows(folder / split / "docs.jsonl")}
    for row in _rows(folder / split / "gold.jsonl"):
        text = texts[row["id"]]
        tokens = tokenize(text)
        relations = [
            tuple(_ranges(tokens, text, relation[role]) for role in ("source", "cue", "content")) for relation in row["relations"]
        ]
        yield Example(
            [t.of(text) for t in tokens],
            split_sentences(text, tokens),
            relations=[r for r in relations if r[1] and r[2]],
            spans=[(t.start, t.end) for t in tokens],
        )


def _ranges(tokens: list, text: str, spans: list) -> list[tuple[int, int]]:
    """Character spans to word ranges; marks at the edges are left out, as the scorer does."""
    found = []
    for start, end in spans:
        inside = [i for i, t in enumerate(tokens) if t.start < end and start < t.end]
        while inside and not any(c.isalnum() for c in tokens[inside[0]].of(text)):
            inside.pop(0)
        while inside and not any(c.isalnum() for c in tokens[inside[-1]].of(text)):
            inside.pop()
        if inside:
            found.append((inside[0], inside[-1] + 1))
        elif spans and end - start <= 2:  # a cue that is a mark: "Trump: ..."
            found.extend((i, i + 1) for i, t in enumerate(tokens) if t.start < end and start < t.end)
    return found


def conll(file: Path, group: int = 8) -> Iterator[Example]:
    """CoNLL-2003 columns (first the word, last the BIO tag); documents at -DOCSTART-, else `group` sentences each."""
    documents: list[list[list[tuple[str, str]]]] = [[]]
    sentence: list[tuple[str, str]] = []
    for line in [*file.read_text("utf8").splitlines(), ""]:
        columns = line.split()
        if not columns:
            if sentence:
                documents[-1].append(sentence)
            sentence = []
        elif columns[0] == "-DOCSTART-":
            documents.append([])
        else:
            sentence.append((columns[0], columns[-1]))
    for document in documents:
        step = len(document) if len(documents) > 2 else group
        for k in range(0, len(document), step or 1):
            yield _conll_example(document[k : k + step])


def _conll_example(sentences: list[list[tuple[str, str]]]) -> Example:
    words: list[str] = []
    entities: list[tuple[int, int, str]] = []
    ranges = []
    for sentence in sentences:
        first = len(words)
        for word, tag in sentence:
            parts = [s.of(word) for s in tokenize(word)] or [word]
            begin = len(words)
            words.extend(parts)
            if tag == "O":
                continue
            kind = ENTITY_OF[tag[2:]]
            if tag[0] == "I" and entities and entities[-1][1] == begin and entities[-1][2] == kind:
                entities[-1] = (entities[-1][0], len(words), kind)
            else:
                entities.append((begin, len(words), kind))
        ranges.append((first, len(words)))
    return Example(words, ranges, entities=entities)


def conllu(file: Path) -> Iterator[Example]:
    """One CoNLL-U document: parts of speech and dependencies."""
    example = Example([], [], upos=[], xpos=[], heads=[], deprels=[])
    rows: list[list[str]] = []
    for line in [*file.read_text("utf8").splitlines(), ""]:
        if line.startswith("#"):
            continue
        if line:
            columns = line.split("\t")
            if columns[0].isdigit():
                rows.append(columns)
            continue
        if rows:
            base = len(example.words)
            example.sentences.append((base, base + len(rows)))
            for columns in rows:
                head = int(columns[6])
                example.words.append(columns[1])
                example.upos.append(columns[3])
                example.xpos.append(columns[4])
                example.heads.append(base + head - 1 if head else -1)
                example.deprels.append(columns[7])
        rows = []
    yield example


def silver(file: Path, group: int = 12) -> Iterator[Example]:
    """What `tagger.silver` wrote; short texts are joined, `group` at a time, so that windows are full."""
    held: list[Example] = []
    with file.open(encoding="utf8") as lines:
        for line in lines:
            words, sentences, entities = json.loads(line)
            held.append(Example(words, [tuple(s) for s in sentences], entities=[tuple(e) for e in entities]))
            if sum(len(e.words) for e in held) > 300 or len(held) == group:
                yield _joined(held)
                held = []
    if held:
        yield _joined(held)


def plain(file: Path, group: int = 12) -> Iterator[Example]:
    """Texts without labels ({"text"} a line), for a teacher to read; short ones are joined, `group` at a time."""
    held: list[Example] = []
    for row in _rows(file):
        text = row["text"]
        tokens = tokenize(text)
        held.append(Example([t.of(text) for t in tokens], split_sentences(text, tokens)))
        if sum(len(e.words) for e in held) > 300 or len(held) == group:
            yield replace(_joined(held), entities=None)
            held = []
    if held:
        yield replace(_joined(held), entities=None)


def _joined(examples: list[Example]) -> Example:
    whole = Example([], [], entities=[])
    for example in examples:
        base = len(whole.words)
        whole.words.extend(example.words)
        whole.sentences.extend((base + a, base + b) for a, b in example.sentences)
        whole.entities.extend((base + a, base + b, kind) for a, b, kind in example.entities or ())
    return whole


def _rows(file: Path) -> Iterator[dict]:
    with file.open(encoding="utf8") as lines:
        for line in lines:
            if line.strip():
                yield json.loads(line)
