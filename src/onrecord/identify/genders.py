"""Which pronoun a person's name, title or description calls for."""

from __future__ import annotations

import re

from onrecord.basics.lemma import noun_lemma
from onrecord.identify.references import Form, Reference
from onrecord.identify.words import WORDS
from onrecord.records.entity import EntityKind
from onrecord.register.actors import Gender

_FEMALE_SURNAME = re.compile(r"(?:ova|eva|ina|yna|ska|skaya|skaia|ckaya|aya|ivna)$")


def of_reference(reference: Reference) -> Gender | None:
    """The gender that the words tell, None where they do not."""
    if reference.form is Form.PRONOUN:
        return _of_pronoun(reference.head)
    if reference.kind is not EntityKind.PERSON:
        return None
    told = _of_words(reference.role or "") or (_of_words(reference.name) if reference.form is Form.DESCRIPTION else None)
    return told or (_of_name(reference.name) if reference.form is Form.NAME else None)


def _of_pronoun(word: str) -> Gender | None:
    if word in WORDS.male:
        return Gender.MALE
    return Gender.FEMALE if word in WORDS.female else None


def _of_words(phrase: str) -> Gender | None:
    words = {noun_lemma(word.strip(".,")) for word in phrase.split()}
    if words & WORDS.female_titles:
        return Gender.FEMALE
    return Gender.MALE if words & WORDS.male_titles else None


def _of_name(name: str) -> Gender | None:
    """By the given name's list or ending, and the surname's feminine ending; a lone surname tells little."""
    words = [word.strip(".").lower() for word in name.split()]
    if len(words) < 2:
        return Gender.FEMALE if _FEMALE_SURNAME.search(words[0]) else None
    given = words[0]
    if given in WORDS.male_names:
        return Gender.MALE
    if given in WORDS.female_names or given.endswith(("a", "ia", "ya")) or _FEMALE_SURNAME.search(words[-1]):
        return Gender.FEMALE
    return None
