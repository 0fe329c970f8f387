"""The desk: the form by which a person judges one thing. Only a served site has it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from onrecord.publish.contexts import DeskPage, UndoPage
from onrecord.publish.lines import Choice, JudgedThing
from onrecord.publish.pages.judgements import beside, judged, judged_claim, judged_in, number_of, short
from onrecord.publish.pages.parts import claim_place, not_found
from onrecord.publish.words import JUDGEMENT_MEANINGS, KIND_WORDS, country_words
from onrecord.records.claim import Claim
from onrecord.records.happening import HappeningType
from onrecord.records.judgement import JudgementKind
from onrecord.records.place import Place
from onrecord.records.reading import Reading
from onrecord.store.base import ClaimFilter, Store

OFFERED = 40
"""Places, and other claims, that the form offers; any other id can be typed."""

NEAR_DAYS = 7
"""Claims of the same place so many days away are offered as the other of two."""


FIELDS = ("kind", "same", "different", "place", "day", "grade", "note", "by")
"""What can be typed or chosen in the form."""


def desk_page(
    store: Store, name: str, *, token: str, values: Mapping[str, str] | None = None, wrong: str | None = None
) -> DeskPage:
    """The form for a claim, a statement, a happening or a source's key.

    Args:
        token: guards the form against other sites.
        values: what was typed, where the form is shown again because of what was `wrong`.

    Raises:
        UsageError: `not-found`, the casebook has nothing of this id.
    """
    claim = store.claim(name)
    reading = _reading(store, name) if claim is None else None
    source = store.source(name) if claim is None and reading is None else None
    if claim is not None:
        about = JudgedThing(name, "claim", claim.summary, "claims", name, "")
        before = judged_claim(store, name, claim.voices)
    elif reading is not None:
        about = _said(store, name, reading)
        before = beside(judged_in(store, reading), reading).get(name, ())
    elif source is not None:
        about, before = JudgedThing(name, "source", source.name, "sources", name, ""), ()
    else:
        raise not_found("claim, statement or source", name)
    return DeskPage(
        title=f"Judge a {about.what}",
        path=("desk", None),
        about=about,
        kinds=tuple(_kinds(about.what)),
        places=tuple(_places(store, claim, reading)),
        things=tuple(_others(store, claim, reading)),
        judged=before,
        token=token,
        values={**dict.fromkeys(FIELDS, ""), **(values or {})},
        wrong=wrong,
    )


def undo_page(
    store: Store, name: str, *, token: str, values: Mapping[str, str] | None = None, wrong: str | None = None
) -> UndoPage:
    """The form that ends a judgement.

    Raises:
        UsageError: `not-found`, there is no such judgement.
    """
    judgement = store.judgement(name)
    if judgement is None:
        raise not_found("judgement", name)
    return UndoPage(
        "Undo a judgement", ("desk", None), judged(store, judgement), token, {"note": "", "by": "", **(values or {})}, wrong
    )


def _reading(store: Store, name: str) -> Reading | None:
    """The newest version that holds the statement or happening."""
    versions = store.whereabouts(name)
    return store.reading(versions[-1]) if versions else None


def _said(store: Store, name: str, reading: Reading) -> JudgedThing:
    said = next((s for s in reading.statements if s.id == name), None)
    coded = next((h for h in reading.happenings if h.id == name), None)
    spans = said.content if said is not None else coded.trigger if coded is not None else ()
    if coded is not None and coded.statement is not None:
        said = next((s for s in reading.statements if s.id == coded.statement), None)
    words = " … ".join(s.of(reading.document.text) for s in spans)
    anchor = said.id if said is not None else name
    return JudgedThing(name, "statement", short(words), *_page_of(store, name), anchor)


def _page_of(store: Store, name: str) -> tuple[str, str | None]:
    """Kind and key of the page that shows these very words: the document's, or that of one of its older versions."""
    version = store.whereabouts(name)[-1]
    entry = store.document(version)
    if entry is None:
        return "documents", None
    number = number_of(store, version)
    return "documents" if number == entry.number else f"versions/{number}", entry.page


def _kinds(what: str) -> Iterator[Choice]:
    for kind, meaning in JUDGEMENT_MEANINGS.items():
        if (kind is JudgementKind.GRADE) if what == "source" else (what == "claim" or kind is not JudgementKind.GRADE):
            yield Choice(kind.value, meaning)


def _places(store: Store, claim: Claim | None, reading: Reading | None) -> Iterator[Choice]:
    """Places that the documents name, and those that their names could stand for as well, each once."""
    readings = [reading] if reading else []
    if claim is not None:
        found = (store.reading(version) for version in dict.fromkeys(v.version for v in claim.voices[:5]))
        readings = [r for r in found if r is not None]
    offered: dict[str, str] = {}
    for place in (p for r in readings for p in r.places):
        if place.id is not None:
            offered.setdefault(place.id, _place_words(place))
        for other in place.alternatives:
            words = ", ".join(
                part for part in (other.name, KIND_WORDS[other.kind], other.admin1, country_words(other.country)) if part
            )
            offered.setdefault(other.id, words)
    return (Choice(name, words) for name, words in list(offered.items())[:OFFERED])


def _place_words(place: Place) -> str:
    label = claim_place(place).label
    return ", ".join(part for part in (label, KIND_WORDS[place.kind], place.admin1, country_words(place.country)) if part)


def _others(store: Store, claim: Claim | None, reading: Reading | None) -> Iterator[Choice]:
    """Claims that may be the other of two: of the same place and time, or else of the same document."""
    names: list[str] = []
    if claim is not None:
        rivals = claim.standing.rivals if claim.standing else ()
        near = store.neighbours(claim.id, tuple(HappeningType), NEAR_DAYS)
        of_type = {name for name in near if (c := store.claim(name)) and c.type is claim.type}
        names = [*rivals, *sorted(near, key=lambda name: (name not in of_type, name))]
    elif reading is not None:
        names = [entry.claim.id for entry in store.claim_entries(ClaimFilter(document=reading.document.id), limit=OFFERED)]
    found = (store.claim(name) for name in dict.fromkeys(names[:OFFERED]))
    return (Choice(c.id, c.summary) for c in found if c is not None)
