"""The words of lexicon.toml, compiled once."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

from onrecord.records import Evidence, Stance


class AnyOf:
    """Patterns in any case, but for those that say `(?-i:`, of which one is looked for.

    A text in small letters is searched twice as fast as one in any case, and `\\b`, asked once for all patterns that open with
    it (each alternative of theirs does), spares most letters of a text the whole list.
    """

    def __init__(self, patterns: Sequence[str]) -> None:
        written = [p for p in patterns if p.startswith("(?-i:")]
        small = [_LETTERS.sub(_lowered, p) for p in patterns if p not in written]
        at_words = [p.removeprefix(r"\b") for p in small if p.startswith(r"\b")]
        others = [p for p in small if not p.startswith(r"\b")]
        self._small = re.compile("|".join((rf"\b(?:{_either(at_words)})", *others) if at_words else others))
        self._written = re.compile(_either(written)) if written else None

    def search(self, text: str) -> re.Match[str] | None:
        """Where one of them stands; in a text in small letters, so only that it does is to be relied on."""
        found = self._small.search(text.lower())
        return self._written.search(text) if found is None and self._written is not None else found


_LETTERS = re.compile(r"\\.|[A-Z]+")
"""What an escape means depends on its letter's case."""


def _lowered(match: re.Match[str]) -> str:
    found = match.group()
    return found if found.startswith("\\") else found.lower()


def _either(patterns: Sequence[str]) -> str:
    return "|".join(f"(?:{p})" for p in patterns)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What stance, doubt and evidence are read from; lexicon.toml says what each part is for.

    `cues` is lemma or lemmas joined by "_" → stance; `promised` and `acts` are verb lemmas; `cited` is any kind of `evidence`.
    """

    cues: dict[str, Stance]
    longest_cue: int
    cue_fillers: frozenset[str]
    needs_infinitive: frozenset[str]
    accusing: frozenset[str]
    call: AnyOf
    threat: AnyOf
    praise: AnyOf
    deny: AnyOf
    negated: re.Pattern[str]
    acts: frozenset[str]
    promised: frozenset[str]
    ready: re.Pattern[str]
    hurt_own: re.Pattern[str]
    hurt_losses: re.Pattern[str]
    hurt_theirs: re.Pattern[str]
    ourselves: re.Pattern[str]
    enemy: re.Pattern[str]
    fallen_to: re.Pattern[str]
    people_taken: re.Pattern[str]
    failed: re.Pattern[str]
    hedge: AnyOf
    hedge_cues: frozenset[str]
    hedge_beside: AnyOf
    evidence: tuple[tuple[Evidence, AnyOf], ...]
    cited: AnyOf
    first_person: re.Pattern[str]
    seen: AnyOf
    present: AnyOf
    posting: frozenset[str]
    not_own: AnyOf
    international: AnyOf
    where: re.Pattern[str]
    national: AnyOf
    local: AnyOf
    installed: AnyOf
    state_media: AnyOf
    struck: AnyOf
    of_states: frozenset[str]
    attack: re.Pattern[str]
    opinion_cues: frozenset[str]
    opinion: AnyOf


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile(_either(patterns), re.IGNORECASE)


def _one_of(words: Sequence[str]) -> str:
    """A pattern of plain words; the look at the first letter spares most words of a text the whole list."""
    return rf"\b(?=[{''.join(sorted({word[0] for word in words}))}])(?:{'|'.join(words)})\b"


def _read() -> Lexicon:
    data: dict[str, Any] = tomllib.loads(files("onrecord.attribute").joinpath("lexicon.toml").read_text(encoding="utf-8"))
    content, hurt, hedge, evidence = data["content"], data["hurt"], data["hedge"], data["evidence"]
    cues = {word: Stance(name) for name, words in data["cues"].items() for word in words.split()}
    return Lexicon(
        cues=cues,
        longest_cue=max(word.count("_") + 1 for word in cues),
        cue_fillers=frozenset(data["cue_fillers"]["words"].split()),
        needs_infinitive=frozenset(data["calls"]["needs_infinitive"].split()),
        accusing=frozenset(data["accusing"]["words"].split()),
        call=AnyOf(content["call"]["patterns"]),
        threat=AnyOf(content["threat"]["patterns"]),
        praise=AnyOf(content["praise"]["patterns"]),
        deny=AnyOf(content["deny"]["patterns"]),
        negated=_any(rf"\b(?:{content['deny']['negated']})\s+(?:\w+ly )?(?:been )?(\w+)"),
        acts=frozenset(content["deny"]["acts"].split()),
        promised=frozenset(content["promise"]["verbs"].split()),
        ready=_any(content["promise"]["ready"]),
        hurt_own=_any(hurt["own"]),
        hurt_losses=_any(hurt["own_losses"]),
        hurt_theirs=_any(hurt["theirs"]),
        ourselves=_any(hurt["ourselves"]),
        enemy=_any(hurt["enemy"]),
        fallen_to=_any(hurt["fallen_to"]),
        people_taken=_any(hurt["people_taken"]),
        failed=_any(hurt["failed"]),
        hedge=AnyOf([_one_of(hedge["words"].split()), *hedge["patterns"]]),
        hedge_cues=frozenset(hedge["cues"].split()),
        hedge_beside=AnyOf([hedge["beside"]]),
        evidence=tuple((Evidence(name), AnyOf([evidence[name]])) for name in _CITED),
        cited=AnyOf([evidence[name] for name in _CITED]),
        first_person=re.compile(evidence["first_person"]),
        seen=AnyOf([evidence["seen"]]),
        present=AnyOf([evidence["present"]]),
        posting=frozenset(data["sides"]["posting"].split()),
        not_own=AnyOf([data["sides"]["not_own"]]),
        international=AnyOf([data["sides"]["international"]]),
        where=re.compile(data["sides"]["where"]),
        national=AnyOf([data["sides"]["national"]]),
        local=AnyOf([data["sides"]["local"]]),
        installed=AnyOf([data["sides"]["installed"]]),
        state_media=AnyOf([data["sides"]["state_media"]]),
        struck=AnyOf([data["sides"]["struck"]]),
        of_states=frozenset(data["sides"]["of_states"].split()),
        attack=re.compile(data["sides"]["attack"]),
        opinion_cues=frozenset(data["opinion"]["cues"].split()),
        opinion=AnyOf(data["opinion"]["patterns"]),
    )


_CITED = ("video", "photo", "satellite", "document", "map", "social", "broadcast")
LEXICON = _read()
RECORDING = next(pattern for kind, pattern in LEXICON.evidence if kind is Evidence.VIDEO)
"""A video, a film or the like."""
