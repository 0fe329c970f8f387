"""Train the weights of `locate`: src/onrecord/locate/data/weights.json.

    python training/locate/train.py CORPORA [--folds 5]

CORPORA holds trnews, lgl, geowebnews and geovirus, each with dev/docs.jsonl and dev/gold.jsonl, ner-uk/train.iob, and
ukraine-2022/reports-uk-ru.jsonl with reports-uk-ru.places.jsonl, whose places train the choice in Cyrillic texts.
Features are readable and
none is a name (see locate/features.py), so that no answer can be learnt by heart. With --folds, articles are dealt
into folds by a digest of their id, each fold is read with weights trained on the others, and the result is written to
--out-folder as one file a corpus for the scorer; the weights written at the end are trained on all articles.
Articles are read by the tagger that the package ships: train it first, and these weights again whenever it changes.
Seeds: none, the objective is convex and starts at zero. Log-linear models, L2, by Newton's friend L-BFGS of scipy.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import asdict, replace
from pathlib import Path

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from onrecord.gazetteer import AREAS, Gazetteer, distance_km
from onrecord.locate import locate
from onrecord.locate.choose import all_features, choose, none_features
from onrecord.locate.features import fit_features
from onrecord.locate.find import Found
from onrecord.locate.locate import look
from onrecord.locate.names import Name, group, name_key
from onrecord.locate.weights import WEIGHTS, Weights
from onrecord.records import Document, PlaceKind, Span, Tagging
from onrecord.tag import Tagger

CORPORA = ("trnews", "lgl", "geowebnews", "geovirus")
LEFT_OUT = ("Non_Literal_Modifier", "Demonym", "Homonym", "Language")
RIGHT_KM = 40.0
SENTENCES = 20
"""Sentences that make one text where a corpus does not say where texts begin."""
EMPTY = Weights({}, {}, {}, {}, "1")
NO_DEMONYMS = frozenset({"geovirus"})
"""Corpora that do not count demonyms and names inside other names; they train the choice, not the finding."""


SET = {"bare, and holds a town of the name": -1.5, "only listed, and a city bears the name": -1.0}
"""Added by hand: "in Kherson" is in the city and not in the oblast, and "in Poltava" not in a village of the name in the one
region that the text names. The corpora have too few of these to learn it."""
TEXTS_OF_A_NAME = 3
"""At most so many reports of one given place, so that often struck towns do not outweigh the rest."""
GIVEN_KM = 10.0
"""How near the entry of a given name must be: its gold was geocoded by machine, and names the wrong village where none is."""


class Article:
    """A text with its gold. `given` is a place name that the text is about and need not contain."""

    def __init__(self, corpus: str, doc: dict, gold: list[dict], tagging: Tagging | None, given: str | None = None) -> None:
        self.corpus, self.gold, self.given, self.trains = corpus, gold, given, True
        language = doc.get("language", "en")
        self.document = Document(doc["id"], doc["text"], title=doc.get("title"), url=doc.get("url"), language=language)
        self.best = tagging or Tagging(doc["id"], (), (), (), (), "none")
        self.ways = {
            doc.get("way", "plain"): Tagging(doc["id"], (), (), (), (), "none"),
            **({"tagged": tagging} if tagging else {}),
        }
        if given:
            self.ways = {}
        self.fold = int(hashlib.sha256(f"{corpus} {doc['id']}".encode()).hexdigest(), 16)


def read(folder: Path) -> list[Article]:
    out, tagger = [], Tagger.load()
    for corpus in CORPORA:
        gold = {g["id"]: g["toponyms"] for g in map(json.loads, (folder / corpus / "dev/gold.jsonl").open(encoding="utf-8"))}
        docs = map(json.loads, (folder / corpus / "dev/docs.jsonl").open(encoding="utf-8"))
        out += [Article(corpus, d, gold[d["id"]], tagger.tag(Document(d["id"], d["text"]))) for d in docs if d["id"] in gold]
    return out + list(read_iob(folder / "ner-uk/train.iob")) + list(read_given(folder / "ukraine-2022"))


def read_given(folder: Path) -> Iterator[Article]:
    """Short reports in Ukrainian and Russian, each with the name and position of one place that it is about."""
    docs = {d["id"]: d for d in map(json.loads, (folder / "reports-uk-ru.jsonl").open(encoding="utf-8"))}
    seen: Counter[str] = Counter()
    for gold in map(json.loads, (folder / "reports-uk-ru.places.jsonl").open(encoding="utf-8")):
        seen[gold["name"]] += 1
        if gold["lat"] is not None and gold["name"]:
            article = Article("reports-uk-ru", docs[gold["id"]], [gold], None, gold["name"])
            article.trains = seen[gold["name"]] <= TEXTS_OF_A_NAME
            yield article


def read_iob(path: Path) -> Iterator[Article]:
    """Ukrainian texts with their places marked but not resolved; they train only the finding, in Cyrillic."""
    sentences = [s for s in re.split(r"\n\s*\n", path.read_text(encoding="utf-8")) if s.strip()]
    for number in range(0, len(sentences), SENTENCES):
        text, gold = "", []
        for sentence in sentences[number : number + SENTENCES]:
            text += "\n" if text else ""
            for line in sentence.splitlines():
                token, _, label = line.rpartition(" ")
                glue = "" if not text or text[-1] in "(«\n" or token in ".,;:!?)»…" else " "
                start = len(text) + len(glue)
                text += glue + token
                if label == "B-LOC":
                    gold.append({"start": start, "end": len(text), "lat": None, "type": "LOC"})
                elif label == "I-LOC" and gold:
                    gold[-1]["end"] = len(text)
        yield Article("ner-uk", {"id": str(number), "text": text, "way": "cyrillic"}, gold, None)


def spans(article: Article) -> tuple[dict, set]:
    """Gold names by span, and the spans that the scorer leaves out."""
    keep, skip = {}, set()
    for t in sorted(article.gold, key=lambda t: t["lat"] is not None):
        span = (t["start"], t["end"])
        if str(t["type"]).endswith("_Expression") or t["type"] in LEFT_OUT:
            skip.add(span)
        else:
            keep[span] = t
    return keep, skip - keep.keys()


def fit(rows: list[list[dict[str, float]]], right: list[int], strength: float) -> dict[str, float]:
    """Weights of a conditional logit: in each group of alternatives the one at index `right` is true."""
    names: dict[str, int] = {}
    data, at, starts, group_of = [], [], [0], []
    for g, alternatives in enumerate(rows):
        for f in alternatives:
            for k, v in f.items():
                if v:
                    at.append(names.setdefault(k, len(names)))
                    data.append(v)
            starts.append(len(at))
            group_of.append(g)
    x = csr_matrix((data, at, starts), shape=(len(group_of), len(names)))
    group_of = np.array(group_of)
    first = np.concatenate([[0], np.cumsum([len(r) for r in rows])])[:-1]
    truth = first + np.array(right)
    observed = np.asarray(x[truth].sum(0)).ravel()

    def loss(w: np.ndarray) -> tuple[float, np.ndarray]:
        s = x @ w
        top = np.maximum.reduceat(s, first)
        e = np.exp(s - top[group_of])
        z = np.add.reduceat(e, first)
        p = e / z[group_of]
        value = float((np.log(z) + top).sum() - s[truth].sum() + strength / 2 * (w @ w))
        return value, x.T @ p - observed + strength * w

    w = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B", options={"maxiter": 400}).x
    return {k: round(float(w[i]), 4) for k, i in sorted(names.items()) if abs(w[i]) > 1e-3}


def detection_rows(articles: Iterable[Article], gazetteer: Gazetteer, way: str, w: Weights, *, fitted: bool) -> tuple[list, list]:
    """Features and truth of every candidate, of the first look or (fitted) of the second."""
    rows, right = [], []
    for a in articles:
        if way not in a.ways or a.corpus in NO_DEMONYMS:
            continue
        names, found, words, _ = look(a.document, a.ways[way], gazetteer, w)
        keep, skip = spans(a)
        if fitted:
            choose(names, words, a.document, w)
        for one in found:
            span = (one.span.start, one.span.end)
            if span not in skip:
                rows.append([fit_features(one, names[name_key(one)]) if fitted else one.features, {}])
                true = span in keep or (way == "cyrillic" and any(s <= span[0] and span[1] <= e for s, e in keep))
                right.append(0 if true else 1)  # NER-UK's spans join a district and the region that holds it
    return rows, right


def answer(a: Article, name: Name) -> int | None:
    """Index of the right candidate, their number for none of them, or None where the gold says nothing."""
    keep, _ = spans(a)
    gold = next((t for f in name.found if (t := keep.get((f.span.start, f.span.end))) and t["lat"] is not None), None)
    if gold is None:
        return None
    for i, c in enumerate(name.candidates):
        if c.entry.id == f"geonames:{gold['geonameid']}":
            return i
    near = [(distance_km(gold["lat"], gold["lon"], c.entry.lat, c.entry.lon), i) for i, c in enumerate(name.candidates)]
    best = min(near, default=(1e9, -1))
    if best[0] <= RIGHT_KM:
        return best[1]
    for km, i in sorted(near):  # centres of areas and rivers differ between sources
        entry = name.candidates[i].entry
        own = entry.id.startswith("onrecord:") and entry.kind is not PlaceKind.FACILITY
        if km * 1000 <= entry.radius_m and (own or (gold["geonameid"] is None and entry.kind in AREAS)):
            return i
    return len(name.candidates)


def given_name(a: Article, found: list[Found], gazetteer: Gazetteer) -> dict[str, Name]:
    """The given name as one more of those that the text contains, under a key of its own."""
    if not a.given:
        return {}
    span = Span(0, len(a.given))
    given = Found(span, a.given, gazetteer.matches(a.given), 0, 1, chance=0.99, exact=bool(gazetteer.exact(a.given)))
    name = group([*found, given], gazetteer)[name_key(given)]
    name.key, name.found = f"given {name.key}", []  # it stands nowhere in the text
    return {name.key: name}


def answer_given(a: Article, name: Name) -> int | None:
    """Index of the candidate at the given place; None where no candidate is there, which says nothing of the others."""
    gold = a.gold[0]
    near = [(distance_km(gold["lat"], gold["lon"], c.entry.lat, c.entry.lon), i) for i, c in enumerate(name.candidates)]
    km, at = min(near, default=(1e9, -1))
    return at if km <= GIVEN_KM else None


def choose_given(a: Article, gazetteer: Gazetteer, w: Weights) -> dict:
    """The entry that a given name gets, in the form of a scorer's line."""
    names, found, words, _ = look(a.document, a.best, gazetteer, w)
    about = given_name(a, found, gazetteer)
    choose(names | about, words, a.document, w)
    (name,) = about.values()
    best = max(name.candidates, key=lambda c: (c.score, -c.number), default=None)
    entry = None if best is None else best.entry
    found = entry and {"id": entry.id, "lat": entry.lat, "lon": entry.lon, "admin1": entry.admin1, "none": name.none}
    return {"id": a.document.id, "name": a.given, "place": found}


def train(articles: list[Article], gazetteer: Gazetteer, strength: float) -> Weights:
    articles = [a for a in articles if a.trains]
    ways = sorted({way for a in articles for way in a.ways})
    w = EMPTY
    w = replace(w, name={way: fit(*detection_rows(articles, gazetteer, way, EMPTY, fitted=False), strength) for way in ways})
    for stage in ("alone", "rank", "rank"):  # the last on the context that the one before gives
        rows, right = [], []
        for a in articles:
            names, found, words, _ = look(a.document, a.best, gazetteer, w)
            about = given_name(a, found, gazetteer)
            choose(names | about, words, a.document, w)
            for name in (about or names).values():
                at = answer_given(a, name) if about else answer(a, name)
                if at is not None and name.candidates:
                    candidates = [c.alone if stage == "alone" else all_features(c) for c in name.candidates]
                    rows.append([*candidates, none_features(name)])
                    right.append(at)
        w = replace(w, **{stage: fit(rows, right, strength)})
    w = with_set(w)
    return replace(w, fit={way: fit(*detection_rows(articles, gazetteer, way, w, fitted=True), strength) for way in ways})


def with_set(w: Weights) -> Weights:
    """The weights with those set by hand added."""
    return replace(w, **{part: {**getattr(w, part), **{k: getattr(w, part).get(k, 0.0) + v for k, v in SET.items()}}
                         for part in ("alone", "rank")})  # fmt: skip


def main() -> None:
    arguments = argparse.ArgumentParser()
    arguments.add_argument("corpora", type=Path)
    arguments.add_argument("--folds", type=int, default=0)
    arguments.add_argument("--strength", type=float, default=1.0)
    arguments.add_argument("--out", type=Path, default=WEIGHTS)
    arguments.add_argument("--out-folder", type=Path)
    given = arguments.parse_args()
    gazetteer = Gazetteer.open()
    articles = read(given.corpora)
    for fold in range(given.folds):
        w = train([a for a in articles if a.fold % given.folds != fold], gazetteer, given.strength)
        for a in articles:
            if a.fold % given.folds == fold and a.given:
                with (given.out_folder / "reports-uk-ru.given.jsonl").open("a", encoding="utf-8") as out:
                    out.write(json.dumps(choose_given(a, gazetteer, w), ensure_ascii=False) + "\n")
            elif a.fold % given.folds == fold:
                for kind, tagging in a.ways.items():
                    if kind != "none":
                        places = locate(a.document, tagging, gazetteer, w)
                        with (given.out_folder / f"{a.corpus}.{kind}.jsonl").open("a", encoding="utf-8") as out:
                            out.write(
                                json.dumps({"document": a.document.to_dict(), "places": [p.to_dict() for p in places]}) + "\n"
                            )
    w = train(articles, gazetteer, given.strength)
    given.out.write_text(json.dumps(asdict(w), indent=0, ensure_ascii=False, sort_keys=True) + "\n", encoding="utf-8")
    print(given.out, given.out.stat().st_size)


if __name__ == "__main__":
    main()
