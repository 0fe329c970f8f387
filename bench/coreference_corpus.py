"""The ECB+ corpus as the coreference bench needs it: texts, gold mentions of happenings, and the usual split.

Source: Cybulska and Vossen (2014). Only the sentences of the corpus's own list of validated ones have mentions ("cybulska
setup"), as in Barhom et al. (2019) and later work; the whole text of each document is kept for context.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

DEV = frozenset({2, 5, 12, 18, 21, 23, 34, 35})
TEST = frozenset(range(36, 46))
TRAIN = frozenset(range(1, 36)) - DEV
SPLITS = {"train": TRAIN, "dev": DEV, "test": TEST}
HAPPENS = ("ACTION_", "NEG_ACTION_")


@dataclass(frozen=True, slots=True)
class Article:
    """One document: its sentences as lists of words, and which of them are validated."""

    id: str
    topic: int
    sentences: tuple[tuple[str, ...], ...]
    validated: frozenset[int]

    @property
    def text(self) -> str:
        """All words, one sentence a line, without the web address that heads each text of the corpus's second half."""
        first = 1 if "plus" in self.id else 0
        return "\n".join(" ".join(s) for s in self.sentences[first:])

    @property
    def half(self) -> str:
        """The topic's half: both tell of a happening of one kind, mostly of two different ones."""
        return f"{self.topic}{'ecbplus' if 'plus' in self.id else 'ecb'}"


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that tell of a happening. `words` are numbers in the sentence, from 0, rising; `chain` is the gold answer."""

    article: str
    sentence: int
    words: tuple[int, ...]
    chain: str


def read_split(folder: Path, split: str) -> tuple[list[Article], list[Mention]]:
    """Articles and gold mentions of one split, in order of topic, document, sentence and word."""
    validated: dict[str, set[int]] = defaultdict(set)
    with (folder / "ECBplus_coreference_sentences.csv").open(encoding="utf8") as file:
        for row in csv.DictReader(file):
            validated[f"{row['Topic']}_{row['File']}"].add(int(row["Sentence Number"]))
    articles, mentions = [], []
    for topic in sorted(SPLITS[split]):
        for path in sorted((folder / "ECB+_LREC2014" / "ECB+" / str(topic)).glob("*.xml")):
            article, found = read_article(path, frozenset(validated.get(path.stem, ())))
            articles.append(article)
            mentions += found
    return articles, mentions


def read_article(path: Path, validated: frozenset[int]) -> tuple[Article, list[Mention]]:
    """One file of the corpus; mentions of validated sentences only."""
    root = ElementTree.parse(path).getroot()
    words: dict[int, list[str]] = defaultdict(list)
    places: dict[str, tuple[int, int]] = {}
    for token in root.iter("token"):
        sentence = int(token.get("sentence", ""))
        places[token.get("t_id", "")] = (sentence, len(words[sentence]))
        words[sentence].append(token.text or "")
    sentences = tuple(tuple(words[n]) for n in range(max(words) + 1))
    article = Article(path.stem, int(path.stem.split("_")[0]), sentences, validated)
    chains = _chains(root, path.stem)
    found = []
    for markable in root.findall("Markables/*"):
        anchors = [places[a.get("t_id", "")] for a in markable.iter("token_anchor")]
        if not markable.tag.startswith(HAPPENS) or not anchors or anchors[0][0] not in validated:
            continue
        chain = chains.get(markable.get("m_id", ""), f"{path.stem}/{markable.get('m_id')}")
        found.append(Mention(path.stem, anchors[0][0], tuple(sorted(w for _, w in anchors)), chain))
    return article, sorted(found, key=lambda m: (m.sentence, m.words))


def _chains(root: ElementTree.Element, article: str) -> dict[str, str]:
    """Markable → chain, for those in one: across documents by the corpus's id of the happening, else within this one."""
    found = {}
    for relation in root.findall("Relations/*"):
        across = relation.tag == "CROSS_DOC_COREF"
        chain = relation.get("note", "") if across else f"{article}/{relation.get('r_id')}"
        found.update({s.get("m_id", ""): chain for s in relation.iter("source")})
    return found


def by_chain(mentions: Sequence[Mention]) -> list[set[int]]:
    """The gold groups, as sets of indices."""
    groups: dict[str, set[int]] = defaultdict(set)
    for index, mention in enumerate(mentions):
        groups[mention.chain].add(index)
    return list(groups.values())


def grouped_by(labels: Iterable[object]) -> list[list[int]]:
    """Indices with one label, in order of first sight."""
    groups: dict[object, list[int]] = defaultdict(list)
    for index, label in enumerate(labels):
        groups[label].append(index)
    return list(groups.values())
