"""The words of a text that stand for somebody or something: names, descriptions, pronouns."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum, auto

from onrecord.basics.roles import BODIES, PAPERS, PEOPLE, is_plural, role_class
from onrecord.basics.spans import Span
from onrecord.identify import phrases
from onrecord.identify.text import Text
from onrecord.identify.words import WORDS
from onrecord.records import Attribution, Label, Mention
from onrecord.records.entity import EntityKind


class Form(Enum):
    """How a reference refers."""

    NAME = auto()
    DESCRIPTION = auto()
    PRONOUN = auto()


@dataclass(frozen=True, slots=True)
class Reference:
    """One expression that stands for somebody or something.

    Attributes:
        span: the words to show.
        name: the words as a name: white space as one blank, no article.
        kind: what it stands for; None for a pronoun that leaves it open.
        head: lemma of a description's head noun, the pronoun itself, "" for a name.
        role: words beside a name that say what it is ("Russian foreign minister"), or None.
        article: the lower-case article or possessive that opens a description, or "".
        plural: the description or pronoun means several.
        sentence, token: index of its sentence, and of its first token.
        subject: the parser has it as a subject.
        says: the source spans that it is the head of.
    """

    span: Span
    form: Form
    name: str
    kind: EntityKind | None
    head: str
    role: str | None
    article: str
    plural: bool
    sentence: int
    token: int
    subject: bool
    says: tuple[Span, ...] = ()


_KIND_OF_LABEL = {
    Label.PERSON: EntityKind.PERSON,
    Label.ORGANISATION: EntityKind.ORGANISATION,
    Label.LOCATION: EntityKind.PLACE,
    Label.OTHER: EntityKind.OTHER,
}


_HE_OR_SHE = WORDS.male | WORDS.female
_PRONOUNS = WORDS.pronouns


def find_references(text: Text, attributions: tuple[Attribution, ...]) -> list[Reference]:
    """Every reference of the document in order of appearance: sources first read as wholes, then other names and pronouns."""
    found: dict[Span, Reference] = {}
    for attribution in attributions:
        if attribution.source:
            _add(found, read_source(text, attribution.source[0]))
    for mention in text.mentions:
        if mention.span not in found:
            _add(found, _name(text, mention))
    for token in [token for token, word in enumerate(text.lower) if word in _HE_OR_SHE]:
        _add(found, _pronoun(text, token))
    taken: dict[int, list[Span]] = {}
    for span, reference in found.items():
        taken.setdefault(reference.sentence, []).append(span)
    for description in _descriptions(text):
        near = taken.setdefault(description.sentence, [])
        if not any(description.span.overlaps(span) for span in near):
            _add(found, description)
            near.append(description.span)
    return sorted(found.values(), key=lambda r: (r.span.start, r.span.end))


def _add(found: dict[Span, Reference], reference: Reference | None) -> None:
    if reference is None:
        return
    known = found.get(reference.span)
    if known is None:
        found[reference.span] = reference
    else:
        says = tuple(dict.fromkeys((*known.says, *reference.says)))
        found[reference.span] = replace(known, says=says, role=known.role or reference.role)


def read_source(text: Text, span: Span) -> Reference | None:
    """The reference that heads a source phrase; None if it has no word."""
    tokens = text.within(span)
    if len(tokens) == 0:
        return None
    first, after = phrases.trimmed(text, tokens.start, tokens.stop)
    if first >= after:
        return None
    reference = _read_phrase(text, first, after)
    subject = reference.subject or any(text.is_subject(i) for i in tokens)
    return replace(reference, says=(span,), subject=subject)


def _read_phrase(text: Text, first: int, after: int) -> Reference:
    if after - first == 1 and text.word(first) in _PRONOUNS and not _is_acronym(text.words[first]):
        return _pronoun(text, first)
    person = phrases.head_person(text, first, after)
    if person is not None:
        return _named(text, person, phrases.role_around(text, person, first))
    head = phrases.head_token(text, first, after)
    kind = role_class(text.words[head])
    if kind in PAPERS:
        issuer = phrases.issuer(text, first, after, head)
        if issuer is not None:
            return _read_phrase(text, *issuer)
    if kind is None:
        owner = phrases.owner(text, first, head)
        if owner is not None:
            return _read_phrase(text, first, owner)
    mention = text.mention_at(head)
    if mention is not None and phrases.is_modifier(text, head, after):
        mention = None
    if mention is not None and kind not in PEOPLE and mention.label is not Label.OTHER:
        return _named_body(text, mention, first, after)
    return _description(text, first, after, head)


def _is_acronym(word: str) -> bool:
    """True for "US" and "WHO", which are no pronouns."""
    return len(word) > 1 and word.isupper()


def _named_body(text: Text, mention: Mention, first: int, after: int) -> Reference:
    """A body or place with the words around it: all are its name if they hold a noun for a body, else they describe it."""
    tokens = text.within(mention.span)
    before = text.lower[first : tokens.start]
    if any(role_class(word) in BODIES | PEOPLE for word in before) and role_class(text.words[tokens.stop - 1]) not in BODIES:
        return _named(text, mention, text.phrase(first, tokens.start))
    end = phrases.name_end(text, tokens.stop, after)
    hyphened = any(text.word(i) == "-" for i in range(first, tokens.start))
    start = first if phrases.is_plain(text, first, tokens.start) and not hyphened else tokens.start
    start = phrases.without_article(text, start, end)
    reference = _named(text, mention, None)
    return replace(reference, span=text.span(start, end), name=phrases.plain_name(text.phrase(start, end)), token=start)


def _name(text: Text, mention: Mention) -> Reference | None:
    tokens = text.within(mention.span)
    if len(tokens) == 0:
        return None
    if mention.label is Label.OTHER and all(text.tokens[i].pos == "ADJ" for i in tokens):
        return None
    role = phrases.role_beside(text, tokens.start, tokens.stop) if mention.label is Label.PERSON else None
    return _named(text, mention, role)


def _named(text: Text, mention: Mention, role: str | None) -> Reference:
    tokens = text.within(mention.span)
    name = phrases.plain_name(" ".join(mention.span.of(text.text).split()))
    subject = any(text.is_subject(i) for i in tokens)
    sentence = text.sentence_of(tokens.start)
    return Reference(
        mention.span, Form.NAME, name, _KIND_OF_LABEL[mention.label], "", role, "", False, sentence, tokens.start, subject
    )


def _pronoun(text: Text, token: int) -> Reference:
    word = text.word(token)
    kind = EntityKind.PERSON if word in _HE_OR_SHE else None
    plural = word in WORDS.several
    sentence = text.sentence_of(token)
    span = text.tokens[token].span
    return Reference(span, Form.PRONOUN, text.words[token], kind, word, None, "", plural, sentence, token, text.is_subject(token))


def _description(text: Text, first: int, after: int, head: int) -> Reference:
    start = phrases.without_article(text, first, after)
    article = text.word(first) if start > first else ""
    noun = text.words[head]
    amount = phrases.is_amount(text, start, head)
    plural = phrases.is_several(text, start, head, noun)
    kind = _kind_of_noun(noun, plural=plural or amount)
    name = phrases.plain_name(text.phrase(start, after))
    span = text.span(first, after)
    return Reference(
        span,
        Form.DESCRIPTION,
        name,
        kind,
        phrases.lemma(noun),
        None,
        article,
        kind is EntityKind.GROUP,
        text.sentence_of(first),
        first,
        any(text.is_subject(i) for i in range(first, after)),
    )


def _kind_of_noun(noun: str, *, plural: bool) -> EntityKind:
    known = role_class(noun)
    if known in PAPERS:
        return EntityKind.OTHER
    if known in PEOPLE:
        return EntityKind.GROUP if plural else EntityKind.PERSON
    if known in BODIES:
        return (
            EntityKind.GROUP
            if plural and is_plural(noun) and noun.lower() not in ("forces", "troops")
            else EntityKind.ORGANISATION
        )
    if plural:
        return EntityKind.GROUP
    return EntityKind.PERSON if noun.lower().endswith(("er", "or", "ist", "man", "woman", "old")) else EntityKind.OTHER


def _descriptions(text: Text) -> Iterator[Reference]:
    """Definite descriptions of office-holders and bodies that are no source: "the minister", "the ministry"."""
    for first in [first for first, word in enumerate(text.lower) if word == "the"]:
        after = phrases.noun_phrase_end(text, first + 1)
        if after is not None:
            yield _description(text, first, after, after - 1)
