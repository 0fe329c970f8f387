"""Dictionary forms of verbs and nouns."""

import pytest

from onrecord.basics.lemma import noun_lemma, verb_lemma

VERB_FORMS = [
    ("announced", "announce"),
    ("says", "say"),
    ("Said", "say"),
    ("denied", "deny"),
    ("shelled", "shell"),
    ("controlled", "control"),
    ("stopped", "stop"),
    ("retreating", "retreat"),
    ("invaded", "invade"),
    ("visited", "visit"),
    ("defeated", "defeat"),
    ("captured", "capture"),
    ("entered", "enter"),
    ("mentioned", "mention"),
    ("destroyed", "destroy"),
    ("fled", "flee"),
    ("agreed", "agree"),
    ("seeing", "see"),
    ("withdrew", "withdraw"),
    ("struck", "strike"),
    ("killed", "kill"),
    ("bringing", "bring"),
    ("proceed", "proceed"),
    ("created", "create"),
    ("required", "require"),
    ("pledges", "pledge"),
    ("goes", "go"),
    ("confirm", "confirm"),
    ("is", "be"),
]

NOUN_FORMS = [
    ("ministries", "ministry"),
    ("Spokesmen", "spokesman"),
    ("spokeswomen", "spokeswoman"),
    ("forces", "force"),
    ("losses", "loss"),
    ("aircraft", "aircraft"),
    ("headquarters", "headquarters"),
    ("news", "news"),
    ("people", "person"),
    ("crises", "crisis"),
    ("heroes", "hero"),
    ("houses", "house"),
    ("watch", "watch"),
    ("knives", "knife"),
]


@pytest.mark.parametrize(("form", "lemma"), VERB_FORMS)
def test_verb_lemma_gives_the_infinitive(form: str, lemma: str) -> None:
    """Regular, irregular and doubled forms come back to the infinitive."""
    assert verb_lemma(form) == lemma


@pytest.mark.parametrize(("form", "lemma"), NOUN_FORMS)
def test_noun_lemma_gives_the_singular(form: str, lemma: str) -> None:
    """Regular, irregular and unchanging plurals come back to the singular."""
    assert noun_lemma(form) == lemma
