"""Cases of how sides contradict and concede, as plain text: reports in, the standing of claims out.

    register syria-2011                             # for the cases that follow; ukraine-2022 until one is named
    == why the case is there
    [2022-09-08 09:00 Gazette] the text, on one line // a paragraph of its own: what stands before it is the headline
    [2022-09-08 15:00 Gazette #town] a text at an address of its own; the same address again is an edited version
    = capture Balakliia by ukraine: disputed; sides russia, ukraine; origins 1; denials 1; numbers 1/2/3
    = capture Izium: no claim

A claim is known by its type ("a|b": either) and the name of its place, and the side that gains or loses it where "by" names
one. What a line does not mention is not checked.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from onrecord.basics.fold import folded
from onrecord.records import Claim

_REPORT = re.compile(r"\[(\d{4}-\d\d-\d\d) (\d\d:\d\d) ([^\]#]+?)(?: #(\w+))?\] (.+)")
_WANTED = re.compile(r"= ([a-z|-]+)(?: (.+?))?(?: by ([\w-]+))?: (.+)")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What one claim should come to. `statuses` are those that fit; empty for no claim at all."""

    types: frozenset[str]
    place: str
    holder: str | None
    statuses: frozenset[str]
    details: dict[str, str]

    def of(self, claims: list[Claim]) -> Claim | None:
        """The claim that is meant: of those that fit, the one that most documents make or deny, then the earliest."""
        fitting = [c for c in claims if self._fits(c)]
        return min(fitting, key=lambda c: (-len({v.document for v in c.voices}), c.start or "", c.id), default=None)

    def _fits(self, claim: Claim) -> bool:
        if claim.type.value not in self.types:
            return False
        names = {folded(v.place.name) for v in claim.voices if v.place} | {folded(p.name) for p in claim.places}
        if self.place and folded(self.place) not in names:
            return False
        return self.holder is None or self.holder in {v.holder for v in claim.voices}


@dataclass(slots=True)
class Case:
    """A few reports and what should come of them."""

    file: str
    why: str
    register: str
    documents: list[dict[str, str]] = field(default_factory=list)
    wanted: list[Wanted] = field(default_factory=list)

    @property
    def title(self) -> str:
        """What names it in lists."""
        return f"{self.file}: {self.why}"

    def write(self, path: Path) -> Path:
        """The reports as JSON Lines."""
        path.write_text("".join(json.dumps(d, ensure_ascii=False) + "\n" for d in self.documents), "utf8")
        return path

    def check(self, claims: list[Claim]) -> tuple[list[str], list[str]]:
        """(what is wrong with statuses, what is wrong with the rest), a line each; two empty lists where all is as expected."""
        statuses: list[str] = []
        details: list[str] = []
        for wanted in self.wanted:
            claim = wanted.of(claims)
            standing = claim.standing if claim else None
            found = standing.status.value if standing else "no claim"
            label = f"{'|'.join(sorted(wanted.types))} {wanted.place} {wanted.holder or ''}".strip()
            if found not in (wanted.statuses or {"no claim"}):
                statuses.append(f"{label}: {found}, expected {'|'.join(sorted(wanted.statuses)) or 'no claim'}")
            if standing is not None:
                got = _details(standing)
                details += [f"{label}: {k} {got[k]!r}, expected {v!r}" for k, v in wanted.details.items() if got[k] != v]
        return statuses, details


def _details(standing: object) -> dict[str, str]:
    bounds = getattr(standing, "quantities", None)
    return {
        "sides": ", ".join(getattr(standing, "sides", ())),
        "origins": str(getattr(standing, "origins", 0)),
        "denials": str(getattr(standing, "denials", 0)),
        "numbers": "/".join(f"{n:g}" if n is not None else "?" for n in (bounds.low, bounds.best, bounds.high)) if bounds else "",
    }


def cases(folder: Path) -> Iterator[Case]:
    """The cases of every file of a folder, in order."""
    for file in sorted(folder.glob("*.txt")):
        register, current = "ukraine-2022", None
        for number, line in enumerate(file.read_text("utf8").splitlines(), 1):
            if line.startswith("register "):
                register = line.split()[1]
            elif line.startswith("== "):
                if current is not None:
                    yield current
                current = Case(file.stem, line[3:], register)
            elif line and not line.startswith("#") and (current is None or not _take(current, line)):
                raise ValueError(f"{file}, line {number}: no part of a case: {line[:60]!r}")
        if current is not None:
            yield current


def _take(case: Case, line: str) -> bool:
    report = _REPORT.fullmatch(line)
    if report is not None:
        day, hour, publisher, page, text = report.groups()
        name, text = page or f"d{len(case.documents)}", text.replace(" // ", "\n\n")
        case.documents.append({"id": name, "text": text, "published": f"{day}T{hour}:00+00:00", "publisher": publisher})
        return True
    wanted = _WANTED.fullmatch(line)
    if wanted is None:
        return False
    types, place, holder, rest = wanted.groups()
    status, *details = [part.strip() for part in rest.split(";")]
    statuses = frozenset() if status == "no claim" else frozenset(status.split("|"))
    named = dict(part.split(" ", 1) for part in details)
    case.wanted.append(Wanted(frozenset(types.split("|")), place or "", holder, statuses, named))
    return True
