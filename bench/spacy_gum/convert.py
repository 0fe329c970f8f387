"""GUM's CoNLL-U files → spaCy's training data: `python convert.py GUM_FOLDER OUT_FOLDER`.

Tags, lemmas, parts of speech and dependencies as annotated. A name is a run of proper nouns; its label is the type of the
innermost mention around it: PER, ORG, LOC, else MISC. Every tenth document is for development.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

import spacy
from spacy.tokens import Doc, DocBin, Span

LABELS = {"person": "PER", "organization": "ORG", "place": "LOC"}
SENTENCES = 10
"""In one training document."""
_BRACKET = re.compile(r"\((\d+(?:\[\d+/\d+\])?)-(\w+)|(\d+)\)|(\))")


def main(folder: Path, out: Path) -> None:
    vocabulary = spacy.blank("en").vocab
    bins = {"train": DocBin(store_user_data=False), "dev": DocBin(store_user_data=False)}
    for number, file in enumerate(sorted(folder.glob("*.conllu"))):
        sentences = list(read(file))
        for first in range(0, len(sentences), SENTENCES):
            docs = [made(vocabulary, rows) for rows in sentences[first : first + SENTENCES]]
            bins["dev" if number % 10 == 9 else "train"].add(Doc.from_docs(docs))
    out.mkdir(parents=True, exist_ok=True)
    for name, docs in bins.items():
        docs.to_disk(out / f"{name}.spacy")


def read(file: Path) -> Iterator[list[list[str]]]:
    """Sentences as rows of ten columns; ranges and empty nodes are left out, their missing blank kept."""
    for block in file.read_text("utf8").split("\n\n"):
        rows = [line.split("\t") for line in block.splitlines() if line and not line.startswith("#")]
        glued = {int(r[0].split("-")[1]) for r in rows if "-" in r[0] and "SpaceAfter=No" in r[9]}
        inner = {n for r in rows if "-" in r[0] for n in range(int(r[0].split("-")[0]), int(r[0].split("-")[1]))}
        kept = [r for r in rows if r[0].isdigit()]
        for row in kept:
            if int(row[0]) in glued | inner:
                row[9] += "|SpaceAfter=No"
        if kept:
            yield kept


def made(vocabulary: spacy.vocab.Vocab, rows: list[list[str]]) -> Doc:
    doc = Doc(
        vocabulary,
        words=[r[1] for r in rows],
        spaces=["SpaceAfter=No" not in r[9] for r in rows],
        lemmas=[r[2] for r in rows],
        pos=[r[3] for r in rows],
        tags=[r[4] for r in rows],
        heads=[int(r[6]) - 1 if r[6] != "0" else n for n, r in enumerate(rows)],
        deps=["ROOT" if r[6] == "0" else r[7] for r in rows],
    )
    doc.ents = list(names(doc, mentions(rows)))
    return doc


def mentions(rows: list[list[str]]) -> list[tuple[int, int, str]]:
    """Every mention as first token, last token and type, from the brackets of the `Entity` field."""
    found, open_ones = [], []
    for n, row in enumerate(rows):
        field = next((f[7:] for f in row[9].split("|") if f.startswith("Entity=")), "")
        for opened, kind, closed, _bare in _BRACKET.findall(field):
            if opened:
                open_ones.append((opened, n, kind))
            if closed or _bare:
                at = next((k for k in reversed(range(len(open_ones))) if not closed or open_ones[k][0] == closed), None)
                if at is not None:
                    _, first, kind = open_ones.pop(at)
                    found.append((first, n, kind))
    return found


def names(doc: Doc, around: list[tuple[int, int, str]]) -> Iterator[Span]:
    first = None
    for n in range(len(doc) + 1):
        proper = n < len(doc) and doc[n].pos_ == "PROPN"
        if proper and first is None:
            first = n
        if not proper and first is not None:
            inside = [(last - start, kind) for start, last, kind in around if start <= first and n - 1 <= last]
            if inside:
                yield Span(doc, first, n, LABELS.get(min(inside)[1], "MISC"))
            first = None


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
