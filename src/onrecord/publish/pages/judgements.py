"""What people decided, as pages show it: the list of all, and what stands beside a claim, a voice or a note."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from onrecord.flow.decisions import find
from onrecord.flow.judged import Reached, reach
from onrecord.flow.judging import state_of
from onrecord.publish.contexts import JudgementsPage
from onrecord.publish.lines import Judged, JudgedThing
from onrecord.publish.pages.parts import PAGE_SIZE, pager
from onrecord.publish.words import JUDGEMENT_WORDS, day_words, interval_words
from onrecord.records.claim import Voice
from onrecord.records.judgement import Judgement, JudgementKind
from onrecord.records.reading import Reading
from onrecord.store.base import Store

WORDS = 160
"""Most characters of the words that a judgement is about."""


def judgements_page(store: Store, *, page: int = 1) -> JudgementsPage:
    """Every judgement, newest first, those undone or dangling too."""
    where = pager(page, store.count_judgements(), PAGE_SIZE)
    some = store.judgements(limit=where.size, offset=where.offset)
    return JudgementsPage("What people judged", ("judgements", None), tuple(judged(store, j) for j in some), where)


def judged(store: Store, judgement: Judgement) -> Judged:
    """A judgement with what has become of it, and where what it is about stands."""
    return line(judgement, state_of(store, judgement).value, tuple(thing(store, judgement, name) for name in judgement.about))


def line(judgement: Judgement, state: str = "in force", about: tuple[JudgedThing, ...] = ()) -> Judged:
    """A judgement as pages show it."""
    return Judged(
        id=judgement.id,
        kind=judgement.kind.value,
        words=JUDGEMENT_WORDS[judgement.kind],
        about=about,
        correction=_correction(judgement),
        note=judgement.note,
        by=judgement.by,
        at=judgement.at,
        state=state,
        undone=judgement.undone,
    )


def _correction(judgement: Judgement) -> str | None:
    """What is right instead, in words; "" where a place or time is wrong and the right one is not known."""
    if judgement.kind is JudgementKind.WRONG_PLACE:
        return judgement.place.label if judgement.place else ""
    if judgement.kind is JudgementKind.WRONG_TIME:
        return day_words(judgement.correction)
    return judgement.correction


def thing(store: Store, judgement: Judgement, name: str) -> JudgedThing:
    """What an id of a judgement stands for, and the page that shows it."""
    claim = store.claim(name)
    if claim is not None:
        return JudgedThing(name, "claim", claim.summary, "claims", name, "")
    source = store.source(name) if judgement.kind is JudgementKind.GRADE else None
    if source is not None:
        return JudgedThing(name, "source", source.name, "sources", name, "")
    words = next((a.words for a in judgement.anchors if a.about == name), "")
    for one in find(store, judgement):
        entry = store.document(one.version) if one.reached.about == name else None
        if entry is not None:
            anchor = one.reached.statement or one.reached.happenings[0]
            return JudgedThing(name, "statement", short(words), f"versions/{number_of(store, one.version)}", entry.page, anchor)
    return JudgedThing(name, "", short(words), None, None, "")


def number_of(store: Store, version: str) -> int:
    """Which version of its page this is."""
    return next(v.number for v in store.versions(version) if v.id == version)


def short(words: str) -> str:
    """The words in one line, cut off where they are long."""
    flat = " ".join(words.split())
    return flat if len(flat) <= WORDS else flat[:WORDS].rsplit(" ", 1)[0] + " …"


# ---- beside what is judged ---------------------------------------------------------------------------------


def judged_in(store: Store, reading: Reading) -> tuple[Reached, ...]:
    """What the judgements in force reach in a reading."""
    return reach(store.judgements([reading.document.id]), reading)


def beside(reached: Iterable[Reached], reading: Reading) -> Mapping[str, tuple[Judged, ...]]:
    """Judgements by the id of each statement or happening that they reach, with what was read before they were made."""
    found: dict[str, dict[str, Judged]] = {}
    for one in reached:
        shown = replace(line(one.judgement), original=_original(one, reading))
        for name in {one.statement, *one.happenings} - {None}:
            found.setdefault(str(name), {})[one.judgement.id] = shown
    return {name: tuple(lines.values()) for name, lines in found.items()}


def _original(one: Reached, reading: Reading) -> str:
    """The places or times that were read, for a judgement that corrects them."""
    happenings = [h for h in reading.happenings if h.id in one.happenings]
    if one.judgement.kind is JudgementKind.WRONG_PLACE:
        places = [reading.places[i] for h in happenings for i, _ in h.places if i < len(reading.places)]
        return ", ".join(dict.fromkeys(p.name for p in places if one.place in (None, p.id, p.name)))
    if one.judgement.kind is JudgementKind.WRONG_TIME:
        return ", ".join(dict.fromkeys(interval_words(h.time.start, h.time.end) for h in happenings if h.time))
    return ""


def judged_claim(store: Store, claim: str, voices: Sequence[Voice]) -> tuple[Judged, ...]:
    """Judgements in force about a claim itself, oldest first; those about single voices stand beside these."""
    documents = {v.document for v in voices}
    about = [j for j in store.judgements([claim, *documents]) if j.in_force]
    mine = [j for j in about if claim in j.about or _of_claim(store, j, voices)]
    return tuple(judged(store, j) for j in reversed(mine))


def _of_claim(store: Store, judgement: Judgement, voices: Sequence[Voice]) -> bool:
    """True if the judgement was about a claim, under an older id, that most of these voices made."""
    if all(a.about in (a.statement, a.happening) for a in judgement.anchors):
        return False
    here = {(v.version, v.happening) for v in voices}
    keys = [key for one in find(store, judgement) for key in one.keys]
    return bool(keys) and sum(key in here for key in keys) * 2 > len(keys) and not any(map(store.claim, judgement.about))
