"""What coding gets wrong, by class, in counts: no text of the corpus is printed.

    onrecord read GOLD/docs.jsonl --json > out.jsonl
    python bench/happening_misses.py GOLD/gold.jsonl out.jsonl

The gold file is war-gold's form: one document a line with `happenings` (`type`, `trigger`, `modality`, `agent`, `agent_side`,
`holder`, `places`, `quantity`). A happening is found if its type agrees and its trigger overlaps, each gold one once.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

Row = dict[str, Any]
PRONOUNS = frozenset({"he", "she", "it", "they", "we", "i", "its", "their", "our", "his", "her", "who", "which"})


def rows(path: Path) -> Iterator[Row]:
    """The lines of a JSON Lines file."""
    with path.open(encoding="utf-8") as file:
        yield from (json.loads(line) for line in file if line.strip())


def touch(a: list[int], b: list[int]) -> bool:
    """Do two [start, end) stretches share a code point?"""
    return min(a[1], b[1]) > max(a[0], b[0])


def told(reading: Row) -> list[Row]:
    """A reading's happenings in the gold's terms."""
    found = []
    for h in reading["happenings"]:
        spans = [[s["start"], s["end"]] for p in h["places"] for s in reading["places"][p["place"]]["spans"]]
        sides = [a["side"] for a in h["actors"] if a["role"] == "agent"]
        found.append(
            {
                "type": h["type"],
                "trigger": [h["trigger"][0]["start"], h["trigger"][0]["end"]],
                "modality": h["modality"],
                "side": sides[0] if sides else None,
                "holder": (h["effect"] or {}).get("holder"),
                "places": spans,
                "low": next((q["low"] for q in h["quantities"]), None),
            }
        )
    return found


def pairs(gold: list[Row], system: list[Row]) -> list[tuple[int, int]]:
    """The largest one-to-one match of those that agree in type and overlap (augmenting paths)."""
    fits = [[j for j, s in enumerate(system) if s["type"] == g["type"] and touch(s["trigger"], g["trigger"])] for g in gold]
    owner: dict[int, int] = {}

    def place(i: int, seen: set[int]) -> bool:
        for j in fits[i]:
            if j not in seen:
                seen.add(j)
                if j not in owner or place(owner[j], seen):
                    owner[j] = i
                    return True
        return False

    for i in range(len(gold)):
        place(i, set())
    return [(i, j) for j, i in owner.items()]


def side_class(gold: Row, text: str) -> str:
    """Where the gold names the agent: not at all, by a pronoun, or by a name."""
    if not gold.get("agent"):
        return "agent's side: not named in the sentence"
    start, end = gold["agent"]
    return "agent's side: named by " + ("a pronoun" if text[start:end].lower() in PRONOUNS else "a name or description")


def field_errors(gold: Row, system: Row, text: str) -> Iterator[str]:
    """The classes of what is wrong with a happening that was found."""
    if gold["modality"] != system["modality"]:
        yield f"modality: {gold['modality']} taken for {system['modality']}"
    known = system["side"] if system["side"] in ("ukraine", "russia", None) else "other"
    if gold.get("agent_side") and gold["agent_side"] != known:
        yield side_class(gold, text) + (", none given" if known is None else ", another given")
    if gold.get("holder") and gold["holder"] != system["holder"]:
        yield "holder: " + ("none given" if system["holder"] is None else "another given")
    if gold["places"] and not any(touch(p, q) for p in gold["places"] for q in system["places"]):
        yield "places: " + ("another given" if system["places"] else "none given")
    low = (gold.get("quantity") or {}).get("low")
    if low is not None and low != system["low"]:
        yield "quantity: " + ("none given" if system["low"] is None else "another given")


def unmatched(one: Row, others: list[Row], what: str) -> str:
    """The class of a happening that only one of the two has."""
    beside = sorted({o["type"] for o in others if touch(o["trigger"], one["trigger"])})
    return f"{what} {one['type']}: " + (f"{', '.join(beside)} there instead" if beside else "nothing there")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("gold", type=Path)
    parser.add_argument("system", type=Path)
    args = parser.parse_args()
    readings = {r["document"]["id"]: r for r in rows(args.system)}
    classes: Counter[str] = Counter()
    found = 0
    for document in rows(args.gold):
        reading = readings[document["id"]]
        gold, system = document["happenings"], told(reading)
        matched = pairs(gold, system)
        found += len(matched)
        for i, j in matched:
            classes.update(field_errors(gold[i], system[j], reading["document"]["text"]))
        classes.update(unmatched(g, system, "missed") for i, g in enumerate(gold) if i not in {i for i, _ in matched})
        classes.update(unmatched(s, gold, "false") for j, s in enumerate(system) if j not in {j for _, j in matched})
    for name, n in sorted(classes.items()):
        print(f"{n:4}  {name}")
    print(f"{found} found, {sum(classes.values())} errors")


if __name__ == "__main__":
    main()
