"""The tagger's mentions with labels that register, titles and the rest of the document settle."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from onrecord.basics.roles import BODIES, PEOPLE, role_class
from onrecord.basics.spanindex import Overlaps
from onrecord.basics.spans import Span
from onrecord.identify.lookups import Answers
from onrecord.identify.words import WORDS
from onrecord.records import Label, Mention, Place, Tagging
from onrecord.register.actors import ActorKind

_LONGEST_NAME = 3
"""Words of a source that is looked up in the register where the tagger sees no name in it."""
_SURE = 0.95
"""Score from which a person is no place. Of ten below it that were found to be places, in 600 articles, eight were."""
_KNOWN = 0.5
"""Score of a name that only the register knows."""


def corrected_mentions(text: str, tagging: Tagging, known: Answers, day: date | None) -> tuple[Mention, ...]:
    """The mentions with one label for one name: what the register knows it as, else person after a title or an office, else
    the label that the tagger gives it most surely over the document. Forms of address and offices alone are no mention.
    """
    named = sorted([*_joined(text, tagging.mentions), *_known_sources(text, tagging, known, day)], key=lambda m: m.span)
    kept = [m for m in named if _is_name(m.span.of(text)) and not _is_office(m, text)]
    people = {m.span.of(text) for m in kept if m.label is Label.PERSON}
    surnames = {name.split()[-1] for name in people if " " in name and not _ends_in_body(name)}
    votes: dict[str, dict[Label, float]] = defaultdict(lambda: defaultdict(float))
    for mention in kept:
        votes[mention.span.of(text)][mention.label] += mention.score
    labels = {name: _label(name, given, known, day, people, surnames) for name, given in votes.items()}
    found = []
    for mention in kept:
        name = mention.span.of(text)
        label, sure = labels[name]
        is_name = not sure and label not in (Label.OTHER, Label.PERSON) and not (" " in name and _ends_in_body(name))
        if is_name and _follows_office(text, tagging, mention):
            label = Label.PERSON
        found.append(mention if label is mention.label else replace(mention, label=label))
    return tuple(found)


def without_placed_persons(tagging: Tagging, places: Sequence[Place]) -> Tagging:
    """The tagging with persons that are found to be places called so: "Kramatorsk and Sloviansk came under fire".

    One who says something stays a person, and so do one that the tagger is sure of and a place that is none: an actor, part
    of a name.
    """
    found = {place.spans[0] for place in places if place.id is not None and place.literal}
    sources = Overlaps(span for attribution in tagging.attributions for span in attribution.source)
    doubtful = [m.span for m in tagging.mentions if m.label is Label.PERSON and m.score < _SURE]
    wrong = {span for span in doubtful if span in found and not sources.touches(span)}
    if not wrong:
        return tagging
    mentions = tuple(replace(m, label=Label.LOCATION) if m.span in wrong else m for m in tagging.mentions)
    return replace(tagging, mentions=mentions)


def _known_sources(text: str, tagging: Tagging, known: Answers, day: date | None) -> list[Mention]:
    """Sources that are a name of the register and that the tagger took for no name."""
    found = []
    seen = Overlaps(mention.span for mention in tagging.mentions)
    for span in {span for attribution in tagging.attributions for span in attribution.source}:
        words = span.of(text).split()
        if len(words) > _LONGEST_NAME or not all(word[0].isupper() for word in words):
            continue
        actor = known.find(span.of(text), day)
        if actor is None or seen.touches(span):
            continue
        found.append(Mention(span, Label.PERSON if actor.kind is ActorKind.PERSON else Label.ORGANISATION, _KNOWN))
    return found


def _joined(text: str, mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions, with whose it is joined to a body's name: "Norlandic" and "Foreign Ministry" are one name."""
    joined: list[Mention] = []
    for mention in mentions:
        owner = joined[-1] if joined else None
        if (
            owner is not None
            and mention.label is Label.ORGANISATION
            and owner.label is not Label.PERSON
            and text[owner.span.end : mention.span.start] == " "
            and role_class(mention.span.of(text).split()[-1]) in BODIES
        ):
            joined[-1] = replace(mention, span=Span(owner.span.start, mention.span.end))
        else:
            joined.append(mention)
    return joined


def _is_name(name: str) -> bool:
    """True for words with letters that are more than forms of address."""
    words = [word for word in name.split() if any(c.isalpha() for c in word)]
    return any(word.lower().strip(".") not in WORDS.titles for word in words)


def _is_office(mention: Mention, text: str) -> bool:
    """True for an office taken for a body: "EU High Representative"."""
    return mention.label is not Label.PERSON and role_class(mention.span.of(text).split()[-1]) in PEOPLE


def _follows_office(text: str, tagging: Tagging, mention: Mention) -> bool:
    """True after "spokesman", "Dr", "President": a noun for a person that no country's name parts from the name."""
    before = tagging.token_index.within(mention.span).start - 1
    while before >= 0 and tagging.tokens[before].span.of(text) == ".":
        before -= 1
    word = tagging.tokens[before].span.of(text) if before >= 0 else ""
    return word.lower() in WORDS.titles or role_class(word) in PEOPLE


def _label(
    name: str, votes: dict[Label, float], known: Answers, day: date | None, people: set[str], surnames: set[str]
) -> tuple[Label, bool]:
    """The label of a name, and whether the register is sure of it."""
    if known.government(name) is not None:
        return Label.LOCATION, True
    actor = known.find(name, day)
    if actor is None and name.isalpha() and not name.isupper() and known.side_of(name) is not None:
        return Label.OTHER, True
    if actor is not None and name[:1].isupper():
        return (Label.PERSON if actor.kind is ActorKind.PERSON else Label.ORGANISATION), True
    label = max(votes, key=lambda label: votes[label])
    if name in surnames or (label is Label.ORGANISATION and _is_full_name(name, people)):
        label = Label.PERSON
    elif label is Label.PERSON and " " in name and _ends_in_body(name):
        label = Label.ORGANISATION
    return label, False


def _ends_in_body(name: str) -> bool:
    """True for a name such as "Resistance Committee"."""
    return role_class(name.rpartition(" ")[2]) in BODIES


def _is_full_name(name: str, people: set[str]) -> bool:
    """True for a given name and the surname by which the text names a person elsewhere."""
    words = name.split()
    return len(words) in (2, 3) and words[-1] in people and words[0].lower() in WORDS.male_names | WORDS.female_names
