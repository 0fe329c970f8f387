"""The closed word lists of words.toml, read once."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Words:
    """Word lists in lower case; the comments in words.toml say what each is for."""

    speaker: frozenset[str]
    male: frozenset[str]
    female: frozenset[str]
    thing: frozenset[str]
    several: frozenset[str]
    relative: frozenset[str]
    definite: frozenset[str]
    indefinite: frozenset[str]
    boundaries: frozenset[str]
    amounts: frozenset[str]
    generic: frozenset[str]
    dependents: frozenset[str]
    adjectives: frozenset[str]
    domains: frozenset[str]
    force: frozenset[str]
    fight: frozenset[str]
    peace: frozenset[str]
    titles: frozenset[str]
    male_titles: frozenset[str]
    female_titles: frozenset[str]
    female_names: frozenset[str]
    male_names: frozenset[str]
    broader: dict[str, frozenset[str]]

    @property
    def pronouns(self) -> frozenset[str]:
        """Every personal pronoun, relative ones included."""
        return self.speaker | self.male | self.female | self.thing | self.several | self.relative


def _read() -> Words:
    data = tomllib.loads(files("onrecord.identify").joinpath("words.toml").read_text(encoding="utf-8"))

    def listed(table: str, name: str = "words") -> frozenset[str]:
        return frozenset(data[table][name])

    return Words(
        speaker=listed("pronouns", "speaker"),
        male=listed("pronouns", "male"),
        female=listed("pronouns", "female"),
        thing=listed("pronouns", "thing"),
        several=listed("pronouns", "several"),
        relative=listed("pronouns", "relative"),
        definite=listed("articles", "definite"),
        indefinite=listed("articles", "indefinite"),
        boundaries=listed("boundaries"),
        amounts=listed("amounts"),
        generic=listed("generic"),
        dependents=listed("dependents"),
        adjectives=listed("adjectives"),
        domains=listed("domains"),
        force=listed("war", "force"),
        fight=listed("war", "fight"),
        peace=listed("war", "peace"),
        titles=listed("titles"),
        male_titles=listed("titles", "male"),
        female_titles=listed("titles", "female"),
        female_names=frozenset(data["given"]["female"].split()),
        male_names=frozenset(data["given"]["male"].split()),
        broader={word: frozenset(narrower) for word, narrower in data["broader"].items()},
    )


WORDS = _read()
ARTICLES = WORDS.definite | WORDS.indefinite
