"""Silent edits: the versions of a document compared at the level of claims."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from onrecord.basics.numbers import range_words
from onrecord.basics.spans import hull
from onrecord.records import Reading, Voice
from onrecord.records.document import parse_moment
from onrecord.records.edit import ClaimEdit, Edit, EditKind, Wording
from onrecord.records.listing import VersionEntry
from onrecord.store import Store

ALIKE = 0.6
"""Words at least so alike (share of those in common, 0..1) are one sentence before and after it was edited."""

LONGEST = 400
"""Most characters of the words that are compared and shown."""

MOST_PAIRS = 20_000
"""Claims before, times claims after, that are compared by their words; of more, those of one claim are paired as they come."""

STOPS = ".!?…\n"


def edits(store: Store, document: str | None = None, *, limit: int = -1, offset: int = 0) -> Iterator[Edit]:
    """Every later version beside the one before it, the newest first; those of one document, oldest first, if it is named."""
    if document is not None:
        later = [v for v in store.versions(document) if v.number > 1]
    else:
        later = list(store.edited(limit=limit, offset=offset))
    for version in later:
        before = next((v for v in store.versions(version.id) if v.number == version.number - 1), None)
        if before is not None:
            yield edit(store, before, version)


def edit(store: Store, before: VersionEntry, after: VersionEntry) -> Edit:
    """One version beside the one before it."""
    one, other = store.reading(before.id), store.reading(after.id)
    at, seen = _moment(before, after, other)
    claims = _compared(_worded(store, before.id, one), _worded(store, after.id, other)) if one and other else ()
    publisher = other.document.publisher if other else None
    return Edit(after.page, after.document, after.number, after.title, publisher, at, seen, tuple(claims))


def _moment(before: VersionEntry, after: VersionEntry, reading: Reading | None) -> tuple[str, bool]:
    """When the text was changed as far as the outlet says, else when the change came into the casebook."""
    told = reading.document.edited if reading else None
    if told is None and after.published and after.published != before.published:
        told = after.published
    try:
        return (parse_moment(told).isoformat(), False) if told else (after.added_at, True)
    except (ValueError, OverflowError):
        return after.added_at, True


def _worded(store: Store, version: str, reading: Reading | None) -> list[tuple[Voice, Wording]]:
    """The voices of a version with their words, in the order of the text."""
    if reading is None:
        return []
    claims = sorted({c for names in store.version_claims(version).values() for c in names})
    spoken = [v for found in store.voices(claims).values() for v in found if v.version == version]
    return [(v, _wording(v, reading)) for v in sorted(spoken, key=lambda v: (v.at, v.happening, v.claim))]


def _wording(voice: Voice, reading: Reading) -> Wording:
    place = voice.place.label if voice.place else ""
    said = "in its own voice" if voice.statement is None else voice.source or "source not named"
    says = {
        "source": said,
        "stance": voice.stance.value + (", denied" if voice.denies else ""),
        "doubt": "marked" if voice.hedged else "none",
        "number": _number(voice),
        "place": place,
        "day": voice.day or "",
        "holder": voice.holder or "",
        "evidence": ", ".join(voice.evidence),
    }
    return Wording(voice.claim, voice.happening, voice.statement, _words(voice, reading), tuple(says.items()))


def _number(voice: Voice) -> str:
    if voice.low is None and voice.high is None:
        return ""
    return f"{range_words(voice.low, voice.high)} {voice.unit}".strip()


def _words(voice: Voice, reading: Reading) -> str:
    """The words of the statement with those that attribute it, or the sentence of the happening."""
    said = next((s for s in reading.statements if s.id == voice.statement), None)
    coded = next((h for h in reading.happenings if h.id == voice.happening), None)
    text = reading.document.text
    if said is not None:
        whole = hull((*said.source.spans, *said.cue, *said.content)) or said.content[0]
        return _flat(text[whole.start : whole.end])
    at = coded.trigger[0].start if coded is not None and coded.trigger else voice.at
    start = max((text.rfind(stop, 0, at) for stop in STOPS), default=-1) + 1
    ends = [n for n in (text.find(stop, at) for stop in STOPS) if n >= 0]
    return _flat(text[start : min(ends, default=len(text)) + 1])


def _flat(words: str) -> str:
    flat = " ".join(words.split())
    return flat if len(flat) <= LONGEST else flat[:LONGEST].rsplit(" ", 1)[0] + " …"


# ---- comparing ---------------------------------------------------------------------------------------------


def _compared(before: Sequence[tuple[Voice, Wording]], after: Sequence[tuple[Voice, Wording]]) -> Iterator[ClaimEdit]:
    """Pairs that tell the same first, then what is left alone on either side; what is equal says nothing."""
    pairs = _paired(before, after)
    matched = {id(w) for pair in pairs for w in pair}
    for one, other in pairs:
        what = tuple(name for (name, old), (_, new) in zip(one.says, other.says, strict=True) if old != new)
        if what:
            yield ClaimEdit(EditKind.CHANGED, what, one, other)
    for _, wording in before:
        if id(wording) not in matched:
            yield ClaimEdit(EditKind.VANISHED, (), wording, None)
    for _, wording in after:
        if id(wording) not in matched:
            yield ClaimEdit(EditKind.APPEARED, (), None, wording)


def _paired(before: Sequence[tuple[Voice, Wording]], after: Sequence[tuple[Voice, Wording]]) -> list[tuple[Wording, Wording]]:
    """Each voice with what became of it: those that stayed as they were, then the likeliest pairs of one type."""
    pairs = _unchanged(before, after)
    taken, found = {n for n, _ in pairs}, {m for _, m in pairs}
    left = [(n, *one) for n, one in enumerate(before) if n not in taken]
    right = [(m, *other) for m, other in enumerate(after) if m not in found]
    read = len(left) * len(right) <= MOST_PAIRS
    scored = []
    for n, old, one in left:
        for m, new, other in right:
            if old.type is new.type and (read or old.claim == new.claim):
                like = _likeness(one.words, other.words) if read else 0.0
                if like >= ALIKE or old.claim == new.claim:
                    scored.append((-like, -((old.claim == new.claim) + (_where(old) == _where(new))), n, m))
    for _, _, n, m in sorted(scored):
        if n not in taken and m not in found:
            pairs.append((n, m))
            taken.add(n)
            found.add(m)
    return [(before[n][1], after[m][1]) for n, m in sorted(pairs)]


def _unchanged(before: Sequence[tuple[Voice, Wording]], after: Sequence[tuple[Voice, Wording]]) -> list[tuple[int, int]]:
    """Which voice of `before` is which of `after`, for those of one claim and place in the same words: most of an edited text."""
    waiting: dict[tuple[object, ...], deque[int]] = defaultdict(deque)
    for m, (voice, wording) in enumerate(after):
        waiting[(voice.type, voice.claim, _where(voice), wording.words)].append(m)
    found = []
    for n, (voice, wording) in enumerate(before):
        same = waiting.get((voice.type, voice.claim, _where(voice), wording.words))
        if same:
            found.append((n, same.popleft()))
    return found


def _where(voice: Voice) -> str | None:
    return (voice.place.id or voice.place.name) if voice.place else None


def _likeness(one: str, other: str) -> float:
    """Words in common and in order, of those of both: 0..1."""
    return 1.0 if one == other else SequenceMatcher(None, one.split(), other.split(), autojunk=False).ratio()
