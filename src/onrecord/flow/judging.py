"""A person decides: judgements recorded, undone, brought in from a file, and put to use."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from enum import StrEnum
from pathlib import Path
from unicodedata import category

from onrecord.errors import UsageError
from onrecord.flow.crosscheck import Sides, refresh
from onrecord.flow.decisions import Decisions, find
from onrecord.flow.due import DUE
from onrecord.flow.judged import anchor
from onrecord.flow.linking import put_gist
from onrecord.gazetteer import Gazetteer
from onrecord.link import METHOD, sketch
from onrecord.records import Anchor, Claim, ClaimPlace, Judgement, JudgementKind, Reading, Undoing
from onrecord.records.judgement import PAIRS
from onrecord.store import Store

ANCHORS = 200
"""Voices of a claim that a judgement about it keeps the words of."""

LONGEST_NAME, LONGEST_NOTE = 120, 4000
"""Most characters of a person's name and of a note."""

Follow = Callable[[Store, Sides], object]
"""What is done once a judgement is recorded: `refresh`, or a part of it."""

_GRADE = {True: re.compile("[1-6]"), False: re.compile("[A-F]")}
"""What a claim (True) and a source (False) can be graded."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a person decides, as typed: `about` are ids, `correction` a place id, a day or a grade. See `Judgement`."""

    kind: JudgementKind
    about: tuple[str, ...]
    by: str
    note: str = ""
    correction: str | None = None


class State(StrEnum):
    """What has become of a judgement."""

    IN_FORCE = "in force"
    UNDONE = "undone"
    DANGLING = "dangling"
    """In force, but what it is about is no longer found in the casebook."""


@dataclass(frozen=True, slots=True)
class Brought:
    """What importing judgements did: how many were new, how many the casebook had, and those that dangle, by id."""

    new: int
    known: int
    dangling: tuple[str, ...]

    def to_dict(self) -> dict[str, object]:
        return {"new": self.new, "known": self.known, "dangling": list(self.dangling)}


def _utc_now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def judge(
    store: Store,
    wanted: Wanted,
    sides: Sides,
    *,
    gazetteer: Callable[[], Gazetteer] = Gazetteer.open,
    now: Callable[[], str] = _utc_now,
    then: Follow = refresh,
) -> Judgement:
    """Record a judgement, and cross-check again what it changes.

    Args:
        store: the casebook, open for writing.
        wanted: what is decided.
        sides: those of the casebook (`store_sides`).
        gazetteer: opens the one that a right place's id is of; only asked for a wrong place.
        now: the time that is recorded, ISO 8601 in UTC.
        then: what is done with the claims that it touches; whoever passes `crosscheck` puts the rest together later.

    Raises:
        UsageError: `nothing-to-judge` for an id that the casebook does not have; `bad-judgement` for a value that does not fit.
    """
    judgement = prepared(store, wanted, gazetteer=gazetteer, at=now())
    with store.transaction():
        store.put_judgement(judgement)
        _hear_again(store, sides, [judgement])
    then(store, sides)
    return judgement


def undo(store: Store, judgement: str, undone: Undoing, sides: Sides, *, then: Follow = refresh) -> bool:
    """Say that a judgement no longer counts, and cross-check again what it had changed. False if it was undone before.

    Raises:
        UsageError: `unknown-judgement`; `bad-judgement` without a name.
    """
    clean = replace(undone, by=_text("by", undone.by, LONGEST_NAME, least=1), note=_text("note", undone.note, LONGEST_NOTE))
    with store.transaction():
        if not store.undo_judgement(judgement, clean):
            return False
        ended = store.judgement(judgement)
        _hear_again(store, sides, [ended] if ended else [])
    then(store, sides)
    return True


def ended(by: str, note: str = "", *, now: Callable[[], str] = _utc_now) -> Undoing:
    """An undoing as of now."""
    return Undoing(by, now(), note)


def bring(path: Path, store: Store, sides: Sides) -> Brought:
    """Take judgements from a file that `export judgements --format jsonl` wrote; what is known already stays as it is.

    Raises:
        UsageError: `judgements-missing`, `bad-judgement`; names file and line. Nothing is stored then.
    """
    read = list(_read(path))
    with store.transaction():
        new = [j for j in read if store.put_judgement(j)]
        _hear_again(store, sides, new)
    if new:
        refresh(store, sides)
    dangling = (j.id for j in read if state_of(store, j) is State.DANGLING)
    return Brought(len(new), len(read) - len(new), tuple(dangling))


def listed(store: Store) -> Iterator[tuple[Judgement, State]]:
    """Every judgement, newest first, with what has become of it."""
    return ((judgement, state_of(store, judgement)) for judgement in store.judgements())


def state_of(store: Store, judgement: Judgement) -> State:
    """In force, undone, or dangling: then one of the things that it is about is nowhere to be found."""
    if not judgement.in_force:
        return State.UNDONE
    anchored = {a.about for a in judgement.anchors}
    found = {one.reached.about for one in find(store, judgement)}
    there = all(about in found or (about not in anchored and _known(store, about)) for about in judgement.about)
    return State.IN_FORCE if there else State.DANGLING


def _known(store: Store, name: str) -> bool:
    """True for a source, or a claim, of which a judgement keeps no words."""
    return store.source(name) is not None or store.claim(name) is not None


# ---- what a judgement says ---------------------------------------------------------------------------------


def prepared(store: Store, wanted: Wanted, *, gazetteer: Callable[[], Gazetteer] = Gazetteer.open, at: str) -> Judgement:
    """The judgement as it would be recorded: checked, with the words that it rests on.

    Raises:
        UsageError: `nothing-to-judge`, `bad-judgement`.
    """
    about = tuple(name.strip() for name in wanted.about)
    if len(set(about)) != (2 if wanted.kind in PAIRS else 1):
        raise _bad("about", " and ".join(about), "two different things" if wanted.kind in PAIRS else "one thing")
    things = [_Thing.find(store, name, graded=wanted.kind is JudgementKind.GRADE) for name in about]
    correction, place = _correction(wanted, things[0], gazetteer)
    return Judgement(
        kind=wanted.kind,
        about=about,
        by=_text("by", wanted.by, LONGEST_NAME, least=1),
        at=at,
        note=_text("note", wanted.note, LONGEST_NOTE),
        correction=correction,
        place=place,
        anchors=tuple(one for thing in things for one in thing.anchors),
    )


@dataclass(frozen=True, slots=True)
class _Thing:
    """What an id stands for: a claim, or a statement or happening, or a source; with its words."""

    claim: bool
    anchors: tuple[Anchor, ...]

    @classmethod
    def find(cls, store: Store, name: str, *, graded: bool) -> _Thing:
        claim = store.claim(name)
        if claim is not None:
            return cls(True, tuple(_anchors(store, claim)))
        readings = [r for r in map(store.reading, store.whereabouts(name)) if r is not None]
        if readings and not graded:
            return cls(False, tuple(anchor(name, reading, name) for reading in readings))
        if graded and store.source(name) is not None:
            return cls(False, ())
        wanted = "a claim or a source's key" if graded else "a claim, a statement or a happening"
        raise UsageError(
            f"nothing in {store.location!r} has the id {name!r}; expected {wanted}", code="nothing-to-judge", id=name
        )


def _anchors(store: Store, claim: Claim) -> Iterator[Anchor]:
    """The words of a claim's voices, the first ones of a large claim."""
    readings: dict[str, Reading | None] = {}
    for voice in claim.voices[:ANCHORS]:
        if voice.version not in readings:
            readings[voice.version] = store.reading(voice.version)
        reading = readings[voice.version]
        place = (voice.place.id or voice.place.name) if voice.place else None
        if reading is not None:
            yield anchor(claim.id, reading, voice.happening, place=place)


def _correction(wanted: Wanted, thing: _Thing, gazetteer: Callable[[], Gazetteer]) -> tuple[str | None, ClaimPlace | None]:
    """The correction as it is kept, and the place that it names."""
    given = (wanted.correction or "").strip() or None
    if wanted.kind is JudgementKind.WRONG_PLACE and given is not None:
        entry = gazetteer().entry(given)
        if entry is None:
            raise _bad("place", given, "the id of a place in the gazetteer, such as geonames:712886")
        kept = ClaimPlace(entry.id, entry.name, entry.kind, entry.lat, entry.lon, entry.country, entry.admin1, entry.radius_m)
        return entry.id, kept
    if wanted.kind is JudgementKind.WRONG_TIME and given is not None:
        return _day(given), None
    if wanted.kind is JudgementKind.GRADE:
        grade = (given or "").upper()
        if not _GRADE[thing.claim].fullmatch(grade):
            raise _bad("grade", given or "", "1 to 6 for a claim" if thing.claim else "A to F for a source")
        return grade, None
    if given is not None and wanted.kind not in (JudgementKind.WRONG_PLACE, JudgementKind.WRONG_TIME):
        raise _bad("correction", given, f"none: {wanted.kind.value!r} takes no correction")
    return None, None


def _day(value: str) -> str:
    try:
        day = date.fromisoformat(value)
    except ValueError as error:
        raise _bad("day", value, "a day such as 2022-09-08") from error
    if not 1 < day.year < 9999:
        raise _bad("day", value, "a day of a year from 2 to 9998")
    return day.isoformat()


def _text(name: str, value: str, most: int, *, least: int = 0) -> str:
    """The text without white space around it and without control characters and lone surrogates; its line breaks stay."""
    clean = "".join(c for c in value.replace("\r\n", "\n").strip() if c == "\n" or category(c) not in ("Cc", "Cs"))
    if not least <= len(clean) <= most:
        found = f"{len(clean)} characters" if clean else "nothing"
        raise _bad(name, found, f"{least} to {most} characters")
    return clean


def _bad(what: str, found: str, expected: str) -> UsageError:
    return UsageError(
        f"judgement: {what} is {found[:80]!r}; expected {expected}", code="bad-judgement", field=what, found=found[:80]
    )


# ---- what follows from it ----------------------------------------------------------------------------------


def _hear_again(store: Store, sides: Sides, judgements: Iterable[Judgement]) -> None:
    """Make the voices of every document that the judgements touch anew, so that their claims are joined and weighed again."""
    documents = dict.fromkeys(a.document for j in judgements for a in j.anchors)
    decisions = Decisions(store)
    if documents:
        store.put_setting(DUE, "yes")
    for version in dict.fromkeys(v.id for d in documents for v in store.versions(d)):
        reading = store.reading(version)
        if reading is not None:
            made = replace(reading, made_by={**reading.made_by, "link": METHOD})
            spoken = decisions.voices(made, sides, sketch(made.document.text))
            store.replace_step(version, "code", made, spoken)
            newest = store.document(made.document.id)
            if newest is not None and newest.version == version:
                put_gist(store, made.document, (v.key for v in spoken if v.place))


def _read(path: Path) -> Iterator[Judgement]:
    try:
        lines = path.read_text("utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        found = error.strerror if isinstance(error, OSError) else str(error)
        raise UsageError(
            f"judgements {str(path)!r} cannot be read: {found}; expected what 'onrecord export judgements' writes",
            code="judgements-missing",
            path=str(path),
        ) from error
    for number, line in enumerate(lines, 1):
        if line.strip():
            yield _parsed(path, number, line)


def _parsed(path: Path, number: int, line: str) -> Judgement:
    try:
        return Judgement.from_dict(json.loads(line))
    except (AttributeError, KeyError, RecursionError, TypeError, ValueError) as error:
        raise UsageError(
            f"judgements {str(path)!r}, line {number}: no judgement: {error}; expected what 'onrecord export judgements' writes",
            code="bad-judgement",
            path=str(path),
            line=number,
        ) from error
