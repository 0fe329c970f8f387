"""What a source does with its content: asserts, denies, concedes, asks, calls for, promises, threatens, praises, mocks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from onrecord.attribute.lexicon import LEXICON
from onrecord.attribute.passage import Passage
from onrecord.attribute.sources import classes_of
from onrecord.basics.lemma import verb_lemma
from onrecord.basics.roles import RoleClass
from onrecord.basics.spans import Span
from onrecord.records import SourceKind, Stance
from onrecord.register import Register

_SUBJECT_WORDS = 8
_THREAT_WORDS = 45
_OFFICES = frozenset({RoleClass.OFFICE, RoleClass.OFFICIAL})
_PRIVATE = frozenset({RoleClass.PRIVATE, RoleClass.WITNESS})
_QUESTION = re.compile(r"^\W*(?:if|whether|why|how|who|what|when|where)\b|\?\W*$", re.IGNORECASE)
_CLAUSE = re.compile(r"(?:that\b|the\b|it\b|\w+ \w+ (?:is|are|was|were|had|has)\b)")
_CONCEDING = frozenset({"admit", "concede", "acknowledge", "acquiesce", "admission", "concession"})
_NOT = re.compile(r"(?:\b(?:not|never)|n['’]t)\s+\w+(?:\s+\w+)?$")
_NEITHER = re.compile(
    r"\b(?:neither|not|n['’]t) (?:to )?(?:confirm|den[iy]|acknowledg)\w* (?:n?or) (?:to )?(?:den[iy]|confirm|reject|refut)\w*",
    re.IGNORECASE,
)
_CLAUSES = re.compile(r"[;.] |;|,? (?:but|while|and that|that) ")
_BEFORE_CUE = 5
_TAKING_PART = re.compile(r"\b(?:participation|attendance|readiness|intention|willingness|commitment|support)\b", re.IGNORECASE)


def stance_of(passage: Passage, register: Register) -> Stance:
    """The stance: by the cue where it is one of its own kind, else by what the content does; else assert."""
    by_cue = _of_cue(passage.cue)
    if by_cue in (Stance.DENY, Stance.ACKNOWLEDGE) and _takes_no_stand(passage):
        return Stance.QUESTION
    if {"confirm", "reiterate", "reaffirm", "express"} & set(passage.cue) and _TAKING_PART.search(
        " ".join(passage.words.split()[:6])
    ):
        return Stance.PROMISE
    if by_cue is not None and by_cue is not Stance.QUESTION and _is_negated(passage):
        by_cue = None
    if by_cue is Stance.CALL and _asks(passage):
        return Stance.QUESTION
    if by_cue is Stance.CALL and not _calls(passage):
        by_cue = None
    if by_cue is Stance.PROMISE and "agree" in passage.cue and _CLAUSE.match(passage.words):
        by_cue = None
    if by_cue is Stance.ACKNOWLEDGE:
        return _acknowledged(passage, register)
    if by_cue is not None and by_cue is not Stance.ASSERT:
        return by_cue
    return _of_content(passage, register)


def _of_cue(cue: Sequence[str]) -> Stance | None:
    """The stance of the longest run of cue words that is listed; fillers ("could not be independently confirmed") apart."""
    return _listed([word for word in cue if word not in LEXICON.cue_fillers]) or _listed(cue)


def _listed(cue: Sequence[str]) -> Stance | None:
    for length in range(min(LEXICON.longest_cue, len(cue)), 0, -1):
        for start in range(len(cue) - length + 1):
            found = LEXICON.cues.get("_".join(cue[start : start + length]))
            if found is not None:
                return found
    return None


def _asks(passage: Passage) -> bool:
    """True for a question put to somebody: "asked whether", "asked why ...?"."""
    return "ask" in passage.cue and _QUESTION.search(passage.words) is not None


def _is_negated(passage: Passage) -> bool:
    """True for "did not rule out", "does not offer"."""
    if not passage.attribution.cue:
        return False
    start, end = passage.attribution.cue[0].start, passage.attribution.cue[-1].end
    return _NOT.search(passage.text[max(0, start - _BEFORE_CUE) : end]) is not None


def _takes_no_stand(passage: Passage) -> bool:
    """True for "neither confirmed nor denied", whichever of the two verbs the cue is."""
    return any(
        cue.overlaps(Span(passage.sentence.start + m.start(), passage.sentence.start + m.end()))
        for m in _NEITHER.finditer(passage.sentence.of(passage.text))
        for cue in passage.attribution.cue
    )


def _calls(passage: Passage) -> bool:
    """True if a cue that can call does: some verbs call only with an infinitive or an addressee ("expects X to leave")."""
    if not LEXICON.needs_infinitive.intersection(passage.cue) or "for" in passage.cue or "on" in passage.cue:
        return True
    if passage.cue[-1:] == ("hope",) or "hope" in passage.cue:
        return " would " in passage.words or " will " in passage.words
    if passage.cue[0] in ("order",):
        return True
    words = passage.words.split()
    if "want" in passage.cue and words[:1] == ["to"]:
        return False
    has_infinitive = any(word == "to" and verb_lemma(after) == after for word, after in pairwise(words[:9]))
    if "expect" in passage.cue:
        return has_infinitive and " not to " in passage.words
    if "warn" in passage.cue:
        return words[:1] != ["that"] and ("against" in words[:6] or " not to " in passage.words)
    return has_infinitive and words[:1] != ["that"] and words[:1] not in (["if"], ["whether"])


def _acknowledged(passage: Passage, register: Register) -> Stance:
    """Acknowledge only what hurts the source's own side; confirming what serves it is an assertion, taking part a promise."""
    if passage.source.side is None or not _is_party(passage.source.side, register):
        plain = _of_content(passage, register)
        conceding = bool(_CONCEDING.intersection(passage.cue))
        return Stance.ACKNOWLEDGE if conceding and plain is Stance.ASSERT and not _is_personal(passage) else plain
    if hurts(passage.words, passage.source.side, register):
        return Stance.ACKNOWLEDGE
    if _CONCEDING.intersection(passage.cue):
        return Stance.ACKNOWLEDGE
    return _of_content(passage, register)


def _is_personal(passage: Passage) -> bool:
    return passage.source.kind is SourceKind.PERSON and passage.source.side is None


def _is_party(side: str, register: Register) -> bool:
    return any(party.id == side for party in register.parties)


def hurts(words: str, side: str, register: Register) -> bool:
    """True if a clause says that forces of `side` gave way or were lost, or that the other party's took something.

    `words` are those of a source of that side: "we" and "its forces" are its own, "the enemy" the other one of two parties.
    """
    for clause in _clauses(words):
        if LEXICON.failed.search(clause) is not None:
            continue
        gave_way = LEXICON.hurt_own.search(clause) or LEXICON.hurt_losses.search(clause)
        if gave_way is not None and _whose(clause, gave_way, side, register) == side:
            return True
        took = LEXICON.hurt_theirs.search(clause)
        taker = None if took is None or LEXICON.people_taken.search(clause) else _whose(clause, took, side, register)
        if _is_other(taker, side, register):
            return True
        fallen = LEXICON.fallen_to.search(clause)
        if fallen is not None and _is_other(_named(fallen.group(1), side, register), side, register):
            return True
    return False


def _whose(clause: str, match: re.Match[str], side: str, register: Register) -> str | None:
    """The side that the subject of the matched words belongs to, in a clause of a source of `side`.

    "Its" and "it" are the source's own only where no side is named before them that they could stand for.
    """
    named = _named(_before(clause, match), side, register)
    if named is not None:
        return named
    others = {register.side_of(word) for word in clause[: match.start()].split() if word[0].isupper()} - {None, side}
    own = LEXICON.ourselves.search(_before(clause, match))
    return side if own is not None and not others else None


def _named(subject: str, side: str, register: Register) -> str | None:
    """The side that a phrase names; "the enemy" is the other one of two parties."""
    found = register.side_of(subject)
    if found is not None or LEXICON.enemy.search(subject) is None:
        return found
    others = [party.id for party in register.parties if party.id != side]
    return others[0] if len(others) == 1 else None


def _is_other(taker: str | None, side: str, register: Register) -> bool:
    return taker is not None and taker != side and _is_party(taker, register)


def _before(clause: str, match: re.Match[str]) -> str:
    """The words up to and with the first word of the match, the last eight of them: where its subject is."""
    return " ".join(clause[: match.end()].split()[-_SUBJECT_WORDS:])


def _clauses(words: str) -> Iterator[str]:
    for part in _CLAUSES.split(words):
        clause = part.strip().removeprefix("that ")
        if clause:
            yield clause


def _of_content(passage: Passage, register: Register) -> Stance:
    words = passage.words
    if len(words.split()) <= _THREAT_WORDS and LEXICON.threat.search(words):
        return Stance.THREATEN
    if LEXICON.praise.search(words):
        return Stance.PRAISE
    if _promises(passage, register):
        return Stance.PROMISE
    if LEXICON.call.search(words) and not classes_of(passage.source) & _PRIVATE:
        return Stance.CALL
    if _denies(passage, register):
        return Stance.DENY
    side = passage.source.side
    concedes = side is not None and _is_party(side, register) and not LEXICON.accusing.intersection(passage.cue)
    if concedes and side is not None and hurts(passage.opening, side, register):
        return Stance.ACKNOWLEDGE
    return Stance.ASSERT


def _speaks_officially(passage: Passage) -> bool:
    if passage.source.kind in (SourceKind.OUTLET, SourceKind.CHANNEL):
        return False
    return passage.source.side is not None or bool(classes_of(passage.source) & _OFFICES)


def _denies(passage: Passage, register: Register) -> bool:
    """Allegations called false by a party, or its own doing negated ("we have not attacked")."""
    if not _speaks_officially(passage):
        return False
    if LEXICON.deny.search(passage.words):
        return True
    start = " ".join(passage.words.split()[:9])
    negated = LEXICON.negated.search(start)
    if negated is None or verb_lemma(negated.group(1)) not in LEXICON.acts:
        return False
    return _is_self(start[: negated.start()], passage, register)


def _promises(passage: Passage, register: Register) -> bool:
    """The source itself, or its side, will do something of its own will."""
    if not _speaks_officially(passage):
        return False
    words = passage.words.lstrip("\"'“‘").split()
    for i, word in enumerate(words[:7]):
        plain = word.lower().replace("’", "'")
        if plain in ("will", "would", "won't") or plain.endswith("'ll"):
            after = [w for w in words[i + 1 : i + 4] if w.lower() not in ("not", "also", "soon", "now", "only")]
            verb = verb_lemma(after[0].strip(",.")) if after else ""
            subject = " ".join(words[:i]) if not plain.endswith("'ll") else word[:-3]
            return verb in LEXICON.promised and _is_self(subject, passage, register)
    head = " ".join(words[:6])
    ready = LEXICON.ready.search(head)
    return ready is not None and _is_self(head[: ready.start()], passage, register)


def _is_self(subject: str, passage: Passage, register: Register) -> bool:
    """True if the subject is the speaker, a pronoun for it, or its side."""
    words = [word.strip(",\"“'’").lower() for word in subject.split() if word.strip(",\"“'’")]
    while words and words[0] in ("that", "and", "the", "yet", "but", "while"):
        words = words[1:]
    if not words:
        return passage.source.kind is not SourceKind.UNNAMED
    if len(words) <= 2 and words[0] in ("i", "we", "it", "he", "she", "they", "government", "its", "our", "his", "her"):
        return True
    name = passage.source.name or ""
    if len(words) <= 3 and words[-1] == name.split()[-1:][0].lower() if name else False:
        return True
    return len(words) <= 3 and register.side_of(subject) == passage.source.side
