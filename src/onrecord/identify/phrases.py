"""Where the head of a noun phrase is, and which words beside a name say what it is."""

from __future__ import annotations

import re

from onrecord.basics.lemma import noun_lemma
from onrecord.basics.roles import BODIES, PEOPLE, is_plural, role_class
from onrecord.identify.text import Text
from onrecord.identify.words import ARTICLES, WORDS
from onrecord.records import Label, Mention

_POSSESSIVES = frozenset({"'s", "’s", "'", "’"})
_HYPHENS = frozenset({"-", "–", "‑"})
_AGE = re.compile(r"\d{1,3}-year-old$")
_EDGE = "\"'“”‘’«»„(),;:.-–— "
_LINKS = frozenset({"of", "for", "and", "&", "-", "the", "to"}) | _POSSESSIVES
_ROLE_WORDS = 14
"""A longer stretch beside a name is no role."""


def lemma(noun: str) -> str:
    """The head noun's lemma; an age ("44-year-old") keeps its number."""
    return noun_lemma(noun)


def plain_name(name: str) -> str:
    """The name without quotation marks, brackets, a final possessive and a leading "the"."""
    name = name.strip(_EDGE)
    if ")" not in name:  # the tagger stopped inside of a bracket
        name = name.partition(" (")[0]
    for ending in ("'s", "’s"):
        name = name.removesuffix(ending)
    return name.removeprefix("the ").removeprefix("The ").strip(_EDGE) or name


def trimmed(text: Text, first: int, after: int) -> tuple[int, int]:
    """The token range without punctuation and prepositions at its edges."""
    while first < after and (not _is_word(text, first) or text.word(first) in ("by", "of", "from", "to", "as")):
        first += 1
    while after > first and not _is_word(text, after - 1):
        after -= 1
    return first, after


def _is_word(text: Text, token: int) -> bool:
    return any(c.isalnum() for c in text.word(token))


def without_article(text: Text, first: int, after: int) -> int:
    """The index after the article or possessive that opens the phrase."""
    if after - first < 2 or text.word(first) not in ARTICLES or text.word(first + 1) == "of":
        return first
    return first + 1


def head_person(text: Text, first: int, after: int) -> Mention | None:
    """The person that the phrase names, not one that it only mentions ("allies of X", "X's spokesman")."""
    seen = None
    for token in range(first, after):
        mention = text.mention_at(token)
        if mention is None or mention is seen or mention.label is not Label.PERSON:
            continue
        seen = mention
        tokens = text.within(mention.span)
        if tokens.stop >= first and not _depends(text, tokens.start, first) and not _owns(text, tokens.stop, after):
            return mention
    return None


def _depends(text: Text, token: int, first: int) -> bool:
    before = token - 1
    while before >= first and (
        text.word(before) in WORDS.titles or text.word(before) == "." or role_class(text.words[before]) in PEOPLE
    ):
        before -= 1
    if before < first:
        return False
    return text.word(before) in WORDS.dependents


def _owns(text: Text, token: int, after: int) -> bool:
    if token < after and role_class(text.words[token]) in BODIES | PEOPLE:
        return True
    return token < after and (text.word(token) in _POSSESSIVES or (text.word(token) == "-" and token + 1 < after))


def head_token(text: Text, first: int, after: int) -> int:
    """The head noun: the last noun for a person or body before the first preposition, comma or relative pronoun.

    "dozens of officials" is read past "of". Without such a noun it is the last word before that boundary.
    """
    start = without_article(text, first, after)
    end = _boundary(text, start, after)
    if end < after and text.word(end) == "of" and text.word(end - 1) in WORDS.amounts and end - start <= 3:
        return head_token(text, end + 1, after) if end + 1 < after else end - 1
    for token in range(end - 1, start - 1, -1):
        known = role_class(text.words[token])
        if known is not None and not is_modifier(text, token, end):
            return token
    return max(start, _last_word(text, start, end))


def _boundary(text: Text, start: int, after: int) -> int:
    for token in range(start + 1, after):
        if text.word(token) in WORDS.boundaries and text.word(token - 1) != "-":
            return token
    return after


def is_modifier(text: Text, token: int, end: int) -> bool:
    """True for a noun that only modifies the next one: a possessive, part of a hyphenated word, or before a name."""
    following = text.word(token + 1) if token + 1 < end else ""
    if following in _POSSESSIVES or following in _HYPHENS:
        return True
    mention = text.mention_at(end - 1)
    return mention is not None and mention.label is not Label.OTHER and token < text.within(mention.span).start


def _last_word(text: Text, start: int, end: int) -> int:
    return next((i for i in range(end - 1, start, -1) if _is_word(text, i) and text.word(i) not in _POSSESSIVES), start)


def is_amount(text: Text, start: int, head: int) -> bool:
    """True if the phrase opens with an amount: "dozens of countries", "two officials"."""
    return start < head and text.word(start) in WORDS.amounts and text.word(start) != "one"


def is_several(text: Text, start: int, head: int, noun: str) -> bool:
    """True if the head noun is plural and not "one of the ...", or the head itself is an amount ("some", "many")."""
    if text.word(start) == "one" and start < head:
        return False
    if text.word(start - 1) == "one" and text.word(start) == "of":
        return False
    return (
        is_plural(noun)
        or noun.lower() in WORDS.amounts - {"one", "member"}
        or noun.lower() in ("those", "others", "people", "locals")
    )


def issuer(text: Text, first: int, after: int, head: int) -> tuple[int, int] | None:
    """Who issued a paper: "a statement by the ministry", "Polling done by X", "the ministry's report", "a UN report"."""
    for token in range(head + 1, after - 1):
        if text.word(token) in ("by", "from"):
            return None if _is_where(text, token + 1, after) else (token + 1, after)
    for token in range(first + 1, head):
        if text.word(token) in _POSSESSIVES:
            return first, token
    for token in range(head + 1, after - 1):
        if text.word(token) == "of":
            return token + 1, after
    named = [i for i in range(first, head) if text.mention_at(i) is not None]
    return (named[0], named[-1] + 1) if named else None


def _is_where(text: Text, first: int, after: int) -> bool:
    """True for a place's name alone, or with what stands there: a video "from the Hantoub bridge" was issued by nobody named."""
    labels = {mention.label for token in range(first, after) if (mention := text.mention_at(token)) is not None}
    return labels == {Label.LOCATION} and role_class(text.word(after - 1)) is None


def owner(text: Text, first: int, head: int) -> int | None:
    """Where the name ends that a thing or thought belongs to: before "'s" in "Tolen's remarks"; None if nobody is named."""
    for token in range(first + 1, head):
        if text.word(token) in _POSSESSIVES and text.mention_at(token - 1) is not None and text.mention_at(head) is None:
            return token
    return None


def name_end(text: Text, token: int, after: int) -> int:
    """Where a body's name that goes on after its first named part ends: "Agency | of the Defense Ministry"."""
    end = token
    while end < after and text.word(end) not in WORDS.boundaries - {"of", "for"}:
        end += 1
    return end


def is_plain(text: Text, first: int, after: int) -> bool:
    """True if nothing but words stands between: no comma, bracket or quotation mark."""
    return all(_is_word(text, i) or text.word(i) in _POSSESSIVES or text.word(i) in "-–" for i in range(first, after))


def role_around(text: Text, person: Mention, first: int) -> str | None:
    """What a source phrase says about the person that it names: the words before the name, else those after a comma."""
    tokens = text.within(person.span)
    given = _fuller(_clean_role(text, first, tokens.start), _role_after(text, tokens.stop))
    return given or role_beside(text, tokens.start, tokens.stop)


def _fuller(before: str | None, after: str | None) -> str | None:
    """The role before the name, unless it is a bare title and the name is followed by a role that says more."""
    if before is None or (after is not None and " " not in before):
        return after
    return before


def role_beside(text: Text, first: int, after: int) -> str | None:
    """The role that stands directly before a name, or after it between commas; None if there is none."""
    return _fuller(_role_before(text, first), _role_after(text, after)) or _role_before_comma(text, first)


def _role_before(text: Text, name: int) -> str | None:
    start = name
    while start > 0 and name - start < _ROLE_WORDS and _can_be_role(text, start - 1):
        start -= 1
    return _clean_role(text, start, name)


def _role_before_comma(text: Text, name: int) -> str | None:
    """The role in "Finance minister of the region, Name, said": a noun phrase between comma or quotation mark and the name."""
    if text.word(name - 1) != ",":
        return None
    start = name - 1
    first = text.sentences[text.sentence_of(name)][0]
    while start > first and name - start < _ROLE_WORDS and (_is_word(text, start - 1) or text.word(start - 1) in _POSSESSIVES):
        start -= 1
    if start == name - 1 or any(text.tokens[i].pos in ("VERB", "AUX") for i in range(start, name - 1)):
        return None
    return _clean_role(text, start, name - 1)


def _can_be_role(text: Text, token: int) -> bool:
    word = text.words[token]
    if token == text.sentences[text.sentence_of(token)][0]:
        listed = role_class(word) is not None or text.word(token) in WORDS.adjectives
        return word[0].isupper() and (listed or text.mention_at(token) is not None)
    return (
        word[0].isupper()
        or text.word(token) in _LINKS
        or role_class(word) in PEOPLE | BODIES
        or text.mention_at(token) is not None
        or word in WORDS.adjectives
    )


def _role_after(text: Text, token: int) -> str | None:
    if text.word(token) == "(" or text.word(token) != ",":
        return None
    end = token + 1
    while (
        end < len(text.words)
        and end - token <= _ROLE_WORDS
        and text.word(end) not in (",", ".", ";", "—", "–", "(", "who", "which", "\n")
    ):
        end += 1
    if end - token > _ROLE_WORDS or text.sentence_of(end - 1) != text.sentence_of(token):
        return None
    opening = text.word(token + 1)
    if (
        opening not in ("a", "an", "the", "one")
        and role_class(opening) is None
        and not _is_capital(text, token + 1)
        and opening not in WORDS.adjectives
    ):
        return None
    return _clean_role(text, token + 1, end)


def _is_capital(text: Text, token: int) -> bool:
    return token < len(text.words) and text.words[token][0].isupper()


def _clean_role(text: Text, first: int, after: int) -> str | None:
    """The stretch as a role if its head is a noun for a person; links and marks at the edges dropped."""
    while first < after and (text.word(first) in _LINKS | ARTICLES or not _is_word(text, first)):
        first += 1
    while after > first and (text.word(after - 1) in (_LINKS | WORDS.titles) or not _is_word(text, after - 1)):
        after -= 1
    if first >= after or not any(role_class(word) in PEOPLE for word in text.words[first:after]):
        return None
    return plain_name(text.phrase(first, after))


def noun_phrase_end(text: Text, token: int) -> int | None:
    """The end of a short noun phrase that opens at `token` and whose head is a noun for an office-holder or a state's body."""
    end = token
    while end < len(text.words) and end - token < 5 and (role_class(text.words[end]) is not None or _modifies(text, end)):
        end += 1
    while end > token and role_class(text.words[end - 1]) not in PEOPLE | BODIES:
        end -= 1
    if end == token or text.word(end) in _POSSESSIVES:
        return None
    return end


def _modifies(text: Text, token: int) -> bool:
    word = text.words[token]
    return (
        word in WORDS.adjectives
        or text.tokens[token].pos == "ADJ"
        or (word[0].isupper() and word.isalpha())
        or bool(_AGE.match(word))
    )
