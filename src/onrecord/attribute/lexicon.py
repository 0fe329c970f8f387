"""The words of lexicon.toml, compiled once."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

from onrecord.records import Evidence, Stance


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What stance, doubt and evidence are read from; lexicon.toml says what each part is for.

    `cues` is lemma or lemmas joined by "_" → stance; `promised` and `acts` are verb lemmas.
    """

    cues: dict[str, Stance]
    longest_cue: int
    cue_fillers: frozenset[str]
    needs_infinitive: frozenset[str]
    accusing: frozenset[str]
    call: re.Pattern[str]
    threat: re.Pattern[str]
    praise: re.Pattern[str]
    deny: re.Pattern[str]
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
    hedge: re.Pattern[str]
    hedge_cues: frozenset[str]
    hedge_beside: re.Pattern[str]
    evidence: tuple[tuple[Evidence, re.Pattern[str]], ...]
    first_person: re.Pattern[str]
    seen: re.Pattern[str]
    present: re.Pattern[str]
    posting: frozenset[str]
    not_own: re.Pattern[str]
    international: re.Pattern[str]
    where: re.Pattern[str]
    national: re.Pattern[str]
    local: re.Pattern[str]
    installed: re.Pattern[str]
    state_media: re.Pattern[str]
    struck: re.Pattern[str]
    of_states: frozenset[str]
    attack: re.Pattern[str]
    opinion_cues: frozenset[str]
    opinion: re.Pattern[str]


def _any(patterns: Sequence[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{p})" for p in patterns), re.IGNORECASE)


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
        call=_any(content["call"]["patterns"]),
        threat=_any(content["threat"]["patterns"]),
        praise=_any(content["praise"]["patterns"]),
        deny=_any(content["deny"]["patterns"]),
        negated=_any([rf"\b(?:{content['deny']['negated']})\s+(?:\w+ly )?(?:been )?(\w+)"]),
        acts=frozenset(content["deny"]["acts"].split()),
        promised=frozenset(content["promise"]["verbs"].split()),
        ready=_any([content["promise"]["ready"]]),
        hurt_own=_any([hurt["own"]]),
        hurt_losses=_any([hurt["own_losses"]]),
        hurt_theirs=_any([hurt["theirs"]]),
        ourselves=_any([hurt["ourselves"]]),
        enemy=_any([hurt["enemy"]]),
        fallen_to=_any([hurt["fallen_to"]]),
        people_taken=_any([hurt["people_taken"]]),
        failed=_any([hurt["failed"]]),
        hedge=_any([_one_of(hedge["words"].split()), *hedge["patterns"]]),
        hedge_cues=frozenset(hedge["cues"].split()),
        hedge_beside=_any([hedge["beside"]]),
        evidence=tuple((Evidence(name), _any([evidence[name]])) for name in _CITED),
        first_person=re.compile(evidence["first_person"]),
        seen=_any([evidence["seen"]]),
        present=_any([evidence["present"]]),
        posting=frozenset(data["sides"]["posting"].split()),
        not_own=_any([data["sides"]["not_own"]]),
        international=_any([data["sides"]["international"]]),
        where=re.compile(data["sides"]["where"]),
        national=_any([data["sides"]["national"]]),
        local=_any([data["sides"]["local"]]),
        installed=_any([data["sides"]["installed"]]),
        state_media=_any([data["sides"]["state_media"]]),
        struck=_any([data["sides"]["struck"]]),
        of_states=frozenset(data["sides"]["of_states"].split()),
        attack=re.compile(data["sides"]["attack"]),
        opinion_cues=frozenset(data["opinion"]["cues"].split()),
        opinion=_any(data["opinion"]["patterns"]),
    )


_CITED = ("video", "photo", "satellite", "document", "map", "social", "broadcast")
LEXICON = _read()
RECORDING = next(pattern for kind, pattern in LEXICON.evidence if kind is Evidence.VIDEO)
"""A video, a film or the like."""
