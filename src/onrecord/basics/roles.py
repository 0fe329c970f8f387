"""What a common noun says about the source that it stands for: office-holder, official, witness, ministry, newspaper, ..."""

from __future__ import annotations

import tomllib
from enum import StrEnum
from functools import lru_cache
from importlib.resources import files

from onrecord.basics.lemma import noun_lemma


class RoleClass(StrEnum):
    """Classes of nouns in roles.toml; the comments there say what each means."""

    OFFICE = "office"
    MANAGER = "manager"
    OFFICIAL = "official"
    EXPERT = "expert"
    WITNESS = "witness"
    PRIVATE = "private"
    PRESS = "press"
    SOURCE = "source"
    BODY = "body"
    COMPANY = "company"
    OUTLET = "outlet"
    CHANNEL = "channel"
    RESEARCH = "research"
    STUDY = "study"
    PAPER = "paper"


PEOPLE = frozenset(
    {
        RoleClass.OFFICE,
        RoleClass.MANAGER,
        RoleClass.OFFICIAL,
        RoleClass.EXPERT,
        RoleClass.WITNESS,
        RoleClass.PRIVATE,
        RoleClass.PRESS,
        RoleClass.SOURCE,
    }
)
BODIES = frozenset({RoleClass.BODY, RoleClass.COMPANY, RoleClass.OUTLET, RoleClass.CHANNEL, RoleClass.RESEARCH})
PAPERS = frozenset({RoleClass.STUDY, RoleClass.PAPER})


def _read() -> dict[str, RoleClass]:
    table = tomllib.loads(files("onrecord.basics").joinpath("roles.toml").read_text(encoding="utf-8"))
    return {word: RoleClass(name) for name, words in reversed(table.items()) for word in words.split()}


_CLASSES = _read()


@lru_cache(maxsize=20_000)
def role_class(noun: str) -> RoleClass | None:
    """The class of a noun in any number and case ("Spokesmen" → OFFICE); of a hyphenated one by its last part; else None."""
    form = noun.lower()
    lemma = noun_lemma(form)
    found = _CLASSES.get(form) or _CLASSES.get(lemma)
    if found is None and "-" in lemma:
        return _CLASSES.get(lemma.rsplit("-", 1)[1])
    return found


def is_plural(noun: str) -> bool:
    """True if the noun's form is plural: "officials", "people"; not "series", "news"."""
    return noun_lemma(noun) != noun.lower() and noun.lower() not in ("data", "media")
