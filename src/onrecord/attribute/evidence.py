"""What the text cites in support of a statement: by the kind of source, and by words beside the content."""

from __future__ import annotations

import re

from onrecord.attribute.lexicon import LEXICON
from onrecord.attribute.passage import Passage
from onrecord.attribute.sources import classes_of
from onrecord.basics.roles import RoleClass, role_class
from onrecord.records import Evidence, SourceKind, Stance

_OFFICIAL = frozenset({RoleClass.OFFICE, RoleClass.OFFICIAL})
_PRIVATE = frozenset({RoleClass.PRIVATE, RoleClass.MANAGER})
_UNOFFICIAL = frozenset({RoleClass.EXPERT, RoleClass.WITNESS, RoleClass.PRIVATE, RoleClass.PRESS, RoleClass.SOURCE})
_PAST = re.compile(r"(?:former|ex-|retired|ousted|exiled)\b", re.IGNORECASE)
_STUDIES = frozenset({RoleClass.EXPERT, RoleClass.RESEARCH, RoleClass.STUDY})
_REPORTING = frozenset({Stance.ASSERT, Stance.DENY, Stance.ACKNOWLEDGE})


def evidence_of(passage: Passage, stance: Stance) -> tuple[Evidence, ...]:
    """Kinds of evidence in the order of CONTRACT; empty where nothing is cited."""
    found = set()
    classes = classes_of(passage.source)
    if stance in _REPORTING and is_official(passage, classes) and not _is_opinion(passage):
        found.add(Evidence.OFFICIAL)
    if _is_witness(passage, classes):
        found.add(Evidence.EYEWITNESS)
    if (classes & _STUDIES or _cites_study(passage)) and not classes & _OFFICIAL:
        found.add(Evidence.ANALYSIS)
    if LEXICON.cited.search(passage.frame) is not None:
        found |= {kind for kind, pattern in LEXICON.evidence if pattern.search(passage.frame)}
    if passage.source.kind is SourceKind.CHANNEL:
        found.add(Evidence.SOCIAL)
    return tuple(kind for kind in Evidence if kind in found)


def is_official(passage: Passage, classes: frozenset[RoleClass]) -> bool:
    """True if the source speaks for a state, a side or an office."""
    source = passage.source
    if source.kind in (SourceKind.OUTLET, SourceKind.CHANNEL) or not source.spans:
        return False
    if _PAST.match(source.role or "") or _PAST.match(source.name or ""):
        return False
    if LEXICON.not_own.search(source.name or "") is not None:
        return False
    if classes & _OFFICIAL:
        return True
    if classes & _UNOFFICIAL:
        return False
    return source.side is not None and source.kind in (SourceKind.ORGANISATION, SourceKind.PERSON, SourceKind.GROUP)


def _is_witness(passage: Passage, classes: frozenset[RoleClass]) -> bool:
    """People who were there: witnesses by their noun, private people who tell what happened to them."""
    if passage.source.side is not None or classes & (_OFFICIAL | _STUDIES):
        return False
    if passage.source.kind not in (SourceKind.PERSON, SourceKind.GROUP, SourceKind.UNNAMED) or not passage.source.spans:
        return False
    if LEXICON.present.search(passage.text[passage.source.spans[0].start : passage.source.spans[0].end]) is not None:
        return True
    told = LEXICON.first_person.search(passage.words) is not None
    saw = LEXICON.seen.search(passage.words) is not None
    if RoleClass.WITNESS in classes:
        return True
    if classes & _PRIVATE:
        return told or (saw and " we " in f" {passage.words.lower()} ")
    return told and saw


def _is_opinion(passage: Passage) -> bool:
    """True for what a party thinks of the world rather than what it reports."""
    return bool(LEXICON.opinion_cues.intersection(passage.cue)) or LEXICON.opinion.search(passage.opening) is not None


def _cites_study(passage: Passage) -> bool:
    """True if the source's words name a study: "polling by ...", "author of the study"."""
    words = (word for span in passage.source.spans for word in span.of(passage.text).split())
    return any(role_class(word.strip(",.")) is RoleClass.STUDY for word in words)
