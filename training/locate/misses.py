"""Sort what `locate` misses into classes, over the folder that `train.py --folds` wrote.

    python training/locate/misses.py CORPORA FOLDER [--sample 60]

A miss is a place name of the gold that was not found with exactly its extent, or was found and put elsewhere (neither the
gold's GeoNames id nor within 161 km). Prints how many misses are in each class, of all and of a random sample with a fixed seed.
"""

from __future__ import annotations

import argparse
import json
import random
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from onrecord.gazetteer import distance_km
from onrecord.locate.lexicon import LEXICON

CORPORA = ("trnews", "lgl", "geowebnews")
LEFT_OUT = ("Non_Literal_Modifier", "Demonym", "Homonym", "Language")
RIGHT_KM = 161.0


def misses(folder: Path, system: Path, corpus: str) -> Iterator[str]:
    """The class of each miss, in the order of the texts."""
    texts = {d["id"]: d["text"] for d in map(json.loads, (folder / corpus / "dev/docs.jsonl").open(encoding="utf-8"))}
    gold = {g["id"]: g["toponyms"] for g in map(json.loads, (folder / corpus / "dev/gold.jsonl").open(encoding="utf-8"))}
    for line in map(json.loads, (system / f"{corpus}.tagged.jsonl").open(encoding="utf-8")):
        name = line["document"]["id"]
        places = {(s["start"], s["end"]): p for p in line["places"] for s in p["spans"]}
        wanted = {(t["start"], t["end"]): t for t in sorted(gold[name], key=lambda t: t["lat"] is not None) if counts(t)}
        for span, toponym in sorted(wanted.items()):
            words = texts[name][slice(*span)]
            if span not in places:
                yield unfound(span, words, toponym, places)
            elif toponym["lat"] is not None and (found := misplaced(toponym, places[span])):
                yield found


def counts(toponym: dict) -> bool:
    return toponym["type"] not in LEFT_OUT and not str(toponym["type"]).endswith("_Expression")


def unfound(span: tuple[int, int], words: str, toponym: dict, places: dict[tuple[int, int], dict]) -> str:
    last = words.split()[-1].casefold().strip(".")
    if toponym["type"] == "Non_Toponym":
        return "an organisation's whole name, which the corpus counts as a place"
    if any(start < span[1] and span[0] < end for start, end in places):
        return "found with another extent"
    if last in LEXICON.features or any(c.isdigit() for c in words):
        return "a street, road or water, not found"
    if last in LEXICON.buildings:
        return "a building or ground, not found"
    if toponym["type"].startswith("Embedded"):
        return "part of a longer name, taken for no place"
    return "a settlement or region, taken for no place"


def misplaced(toponym: dict, place: dict) -> str | None:
    def right(entry: dict) -> bool:
        same = toponym["geonameid"] and str(entry["id"]).rpartition(":")[2] == str(toponym["geonameid"])
        return bool(same) or distance_km(toponym["lat"], toponym["lon"], entry["lat"], entry["lon"]) <= RIGHT_KM

    if place["lat"] is not None and right(place):
        return None
    if any(right(entry) for entry in place["alternatives"]):
        return "a namesake was chosen" if place["lat"] is not None else "left unresolved, the right one was a candidate"
    return "a namesake was chosen, the right one is not known" if place["lat"] is not None else "no entry is known"


def main() -> None:
    arguments = argparse.ArgumentParser()
    arguments.add_argument("corpora", type=Path)
    arguments.add_argument("folder", type=Path)
    arguments.add_argument("--sample", type=int, default=60)
    given = arguments.parse_args()
    found = [(corpus, kind) for corpus in CORPORA for kind in misses(given.corpora, given.folder, corpus)]
    sample = Counter(kind for _, kind in random.Random(1).sample(found, min(given.sample, len(found))))
    table = Counter(found)
    print(f"{'':66}{' '.join(f'{c:>10}' for c in CORPORA)} {'all':>6} {'sample':>6}")
    for kind in sorted({kind for _, kind in found}, key=lambda k: -sum(table[c, k] for c in CORPORA)):
        each = [table[corpus, kind] for corpus in CORPORA]
        print(f"{kind:66}{' '.join(f'{n:10}' for n in each)} {sum(each):6} {sample[kind]:6}")
    print(f"{'':66}{' '.join(f'{sum(c == corpus for c, _ in found):10}' for corpus in CORPORA)} {len(found):6}")


if __name__ == "__main__":
    main()
