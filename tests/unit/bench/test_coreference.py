"""Reading ECB+ and joining mentions, on made-up documents in the corpus's form."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from bench.coreference import joined, log_odds, stems, stories_of
from bench.coreference_corpus import Article, Mention, by_chain, grouped_by, read_article, read_split

WORDS = {
    "36_1ecb": [["Fire", "destroyed", "the", "mill"], ["The", "blaze", "killed", "two"]],
    "36_1ecbplus": [["http", ":", "/"], ["Mill", "burned", "down"], ["Police", "said", "so"]],
}
MARKED = {
    "36_1ecb": [
        ("ACTION_OCCURRENCE", (0, [1])),
        ("ACTION_OCCURRENCE", (1, [1])),
        ("NEG_ACTION_STATE", (1, [2])),
        ("LOC", (0, [3])),
    ],
    "36_1ecbplus": [("ACTION_OCCURRENCE", (1, [1, 2])), ("ACTION_REPORTING", (2, [1]))],
}
RELATIONS = {
    "36_1ecb": [("CROSS_DOC_COREF", "ACT1", [0, 1]), ("INTRA_DOC_COREF", None, [3])],
    "36_1ecbplus": [("CROSS_DOC_COREF", "ACT1", [0])],
}


def written(folder: Path, name: str) -> Path:
    """One document as the corpus writes it."""
    lines, number = [], {}
    for sentence, words in enumerate(WORDS[name]):
        for place, word in enumerate(words):
            number[sentence, place] = len(number) + 1
            lines.append(f'<token t_id="{len(number)}" sentence="{sentence}" number="{place}">{word}</token>')
    lines.append("<Markables>")
    for n, (tag, (sentence, places)) in enumerate(MARKED[name]):
        anchors = "".join(f'<token_anchor t_id="{number[sentence, p]}"/>' for p in places)
        lines.append(f'<{tag} m_id="{n}">{anchors}</{tag}>')
    lines.append('<ACTION_OCCURRENCE m_id="99" TAG_DESCRIPTOR="fire"/></Markables><Relations>')
    for n, (tag, note, sources) in enumerate(RELATIONS[name]):
        inner = "".join(f'<source m_id="{s}"/>' for s in sources) + '<target m_id="99"/>'
        lines.append(f'<{tag} r_id="{n}"' + (f' note="{note}"' if note else "") + f">{inner}</{tag}>")
    path = folder / f"{name}.xml"
    path.write_text("<Document>" + "\n".join(lines) + "</Relations></Document>", "utf8")
    return path


def test_read_article_takes_happenings_of_validated_sentences_only(tmp_path):
    """A place is no happening, nor is the target of a relation, and a sentence that is not validated gives none."""
    _, found = read_article(written(tmp_path, "36_1ecb"), frozenset({1}))
    assert [(m.sentence, m.words) for m in found] == [(1, (1,)), (1, (2,))]


def test_read_split_joins_chains_across_documents_and_keeps_single_mentions_apart(tmp_path):
    """The corpus's id of a happening counts across documents; what is in no relation is a happening of its own."""
    topic = tmp_path / "ECB+_LREC2014" / "ECB+" / "36"
    topic.mkdir(parents=True)
    for name in WORDS:
        written(topic, name)
    rows = ["36,1ecb,0", "36,1ecb,1", "36,1ecbplus,1", "36,1ecbplus,2"]
    (tmp_path / "ECBplus_coreference_sentences.csv").write_text("Topic,File,Sentence Number\n" + "\n".join(rows), "utf8")
    articles, mentions = read_split(tmp_path, "test")
    assert [a.half for a in articles] == ["36ecb", "36ecbplus"]
    assert sorted(map(len, by_chain(mentions))) == [1, 1, 3]


def test_the_address_above_a_text_is_not_part_of_it(tmp_path):
    """Stories must not be found by the web address that the corpus's second half puts first."""
    article, _ = read_article(written(tmp_path, "36_1ecbplus"), frozenset({1}))
    assert article.text == "Mill burned down\nPolice said so"


def test_stems_of_one_verb_are_the_same():
    """The baseline joins "burned" and "burns"."""
    article = Article("1_1ecb", 1, (("It", "burned", "and", "Burns"),), frozenset({0}))
    assert stems(article, Mention("1_1ecb", 0, (1,), "a")) == stems(article, Mention("1_1ecb", 0, (3,), "b"))


def test_stories_of_parts_texts_about_different_things():
    """Two reports of a fire are one story, a report of an election another."""
    texts = {
        "a": "Firefighters battled a blaze at the Melin paper mill on Tuesday while smoke drifted over the harbour",
        "b": "Smoke drifted over the harbour as firefighters fought the blaze at the paper mill in Melin on Tuesday",
        "c": "Voters elected a new mayor after a long campaign about taxes schools and the price of housing",
    }
    story = stories_of([Article(name, 1, (tuple(text.split()),), frozenset()) for name, text in texts.items()])
    assert story["a"] == story["b"] != story["c"]


def test_log_odds_are_the_mean_over_files_whatever_their_order_of_pairs(tmp_path):
    """Each file is read by its own pairs; a pair that one lacks counts there as none."""
    np.savez(tmp_path / "a.npz", left=[0, 1], right=[1, 2], logit=[2.0, 4.0])
    np.savez(tmp_path / "b.npz", left=[1, 0], right=[2, 1], logit=[0.0, 1.0])
    table = log_odds([tmp_path / "a.npz", tmp_path / "b.npz"], 3)
    assert (table[0, 1], table[2, 1]) == pytest.approx((1.5, 2.0))
    assert table[0, 2] < -20


def test_joined_needs_a_likely_mean_and_one_story():
    """A chain of likely pairs is cut where the mean is low, and nothing is joined across stories."""
    table = np.full((4, 4), 5.0)
    table[0, 2] = table[2, 0] = -9.0
    assert grouped_by(joined(["x", "x", "x", "y"], table, 0.6)) == [[0, 1], [2], [3]]
    assert grouped_by(joined(["x", "x", "x", "y"], table, 0.4)) == [[0, 1, 2], [3]]
