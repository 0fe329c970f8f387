"""What speaks for a candidate being a place name, and for a name standing for one entry rather than another.

Features are named so that the weights in `data/weights.json` can be read. None of them is a name.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from onrecord.gazetteer import KINDS, Gazetteer, How
from onrecord.locate.find import Found
from onrecord.locate.lexicon import LEXICON
from onrecord.locate.names import Name
from onrecord.locate.words import Word
from onrecord.records import PlaceKind


def lower_words(words: Sequence[Word]) -> frozenset[str]:
    """Words that the text also writes in lower case."""
    return frozenset(w.text for w in words if not w.upper)


def name_features(
    found: Found, words: Sequence[Word], gazetteer: Gazetteer, lower: frozenset[str], *, tagged: bool
) -> dict[str, float]:
    """Features of "is this a place name"; weights are learnt apart for tagged and untagged texts."""
    f: dict[str, float] = {"bias": 1.0}
    if tagged:
        f[f"tag {found.label or 'none'} {found.part}"] = 1.0
        if found.label:
            f["tagger's doubt"] = 1.0 - found.score
    _known_features(f, found, gazetteer)
    _word_features(f, found, words[found.first], lower)
    _before_features(f, found, words)
    _after_features(f, found, words)
    if found.area:
        f["area word"] = 1.0
    if found.after_name:
        f["a name and a comma before"] = 1.0
    if found.before_name:
        f["a comma and a name after"] = 1.0
    if not found.exact:
        f["not as written"] = 1.0
    if found.feature:
        f[f"ends in: {found.feature}" if found.feature in _LAST else "ends in: other"] = 1.0
    return f


def _word_features(f: dict[str, float], found: Found, word: Word, lower: frozenset[str]) -> None:
    if found.after - found.first > 1:
        f["words"] = 1.0
        return
    folded = word.text.casefold()
    f["one word"] = 1.0
    if folded in LEXICON.plain:
        f["plain word"] = 1.0
    if folded in lower:
        f["in lower case elsewhere"] = 1.0
        if word.first:
            f["plain and begins"] = 1.0
    if word.first:
        f["begins a sentence"] = 1.0
    if len(found.name) <= 3:
        f["up to 3 letters"] = 1.0
    elif found.name.isupper():
        f["capitals"] = 1.0


def _before_features(f: dict[str, float], found: Found, words: Sequence[Word]) -> None:
    before = words[found.first - 1] if found.first else None
    if before is not None and before.gap in _HYPHENS:
        f["hyphen before"] = 1.0
    if before is None or before.gap != " " or words[found.first].first:
        f["nothing before"] = 1.0
        return
    text = before.text.casefold()
    if before.upper:
        f["another name before" if found.adjacent else "capital before"] = 1.0
        if text in LEXICON.titles:
            f["title before"] = 1.0
    f[f"before: {text}" if text in LEXICON.before else "before: other"] = 1.0


def _after_features(f: dict[str, float], found: Found, words: Sequence[Word]) -> None:
    if found.after >= len(words):
        return
    after, gap = words[found.after], words[found.after - 1].gap
    if gap in _HYPHENS:
        f["hyphen after"] = 1.0
    if gap != " ":
        f["after: " + ("comma" if gap.startswith(",") else "stop")] = 1.0
        return
    text = after.text.casefold()
    if after.upper:
        f["capital after"] = 1.0
        if text in LEXICON.bodies:
            f["body after"] = 1.0
        if "capital before" in f:
            f["capitals around"] = 1.0
    f[f"after: {text}" if text in LEXICON.after else "after: other"] = 1.0


_HOW = {how: f"how {how.name.lower()}" for how in How}
_A_KIND = [(KINDS.index(k), f"a {k}") for k in (PlaceKind.COUNTRY, PlaceKind.ADMIN1, PlaceKind.ADMIN2, PlaceKind.REGION)]
_COUNTRY = KINDS.index(PlaceKind.COUNTRY)
_LAST = LEXICON.features | LEXICON.buildings
_HYPHENS = ("-", "–")
_FIT = (
    "other names in its country", "other names in its region", "text names its region", "text names its country",
    "near another name", "is inside what follows", "follows what is inside it", "outlet's country",
)  # fmt: skip


def fit_features(found: Found, name: Name) -> dict[str, float]:
    """Features of "is this a place name" once entries are chosen: the mention's own and its name's."""
    return {**mention_features(found, name), **entry_features(name)}


def mention_features(found: Found, name: Name) -> dict[str, float]:
    """How likely the mention looked by its words alone, and how sure other mentions of the name are."""
    return {
        "fit bias": 1.0,
        "alone": math.log((found.chance + 1e-4) / (1 - found.chance + 1e-4)),
        "surest other mention": name.chances[1] if found.chance >= name.chances[0] else name.chances[0],
    }


def entry_features(name: Name) -> dict[str, float]:
    """How well the likeliest entry of a name fits the text; the same for all of its mentions."""
    f = {"no other mention": float(len(name.found) == 1), "none of its entries fits": name.none if name.candidates else 0.0}
    best = max(name.candidates, key=lambda c: (c.score, -c.number), default=None)
    if best is not None:
        for key in _FIT:
            f[f"fit: {key}"] = best.fit.get(key, 0.0)
        if best.entry.kind is not PlaceKind.FACILITY:
            f[f"fit: {best.entry.kind}"] = 1.0
        f[f"fit: by {best.how.name.lower()}"] = 1.0
        f["fit: people"] = best.alone["people"]
    return f


def _known_features(f: dict[str, float], found: Found, gazetteer: Gazetteer) -> None:
    if not found.matches:
        f["unknown"] = 1.0
        return
    top = found.matches[0]
    how = min([m.how for m in found.matches]) if top.how is not How.DEMONYM else top.how
    kinds = {gazetteer.kind_number(m.number) for m in found.matches}
    f[_HOW[how]] = 1.0
    for kind, name in _A_KIND:
        if kind in kinds:
            f[name] = 1.0
    if top.how is How.ABBREVIATION:
        points = "with" if found.name.endswith(".") else "without"
        f[f"abbreviation {points} point"] = 1.0
        f["abbreviation of a country"] = float(_COUNTRY in kinds)
        f["abbreviation after a name"] = float(found.after_name)
    f["people"] = math.log10(1 + gazetteer.population[top.number]) / 7
    known = max([gazetteer.known[m.number] for m in found.matches[:10]])
    f["names on record"] = math.log10(1 + known) / 2
    f["candidates"] = math.log10(len(found.matches))
    if how <= How.OTHER and found.exact:
        if known >= 30:
            f["known in 30 names"] = 1.0
        if known >= 80:
            f["known in 80 names"] = 1.0
