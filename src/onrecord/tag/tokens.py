"""Words and sentences of running text, as spans.

Word boundaries follow Universal Dependencies' English treebanks where plain rules can: clitics ("n't", "'s") and the
parts of hyphenated words are words of their own. Every pattern is a single character class repeated, so time is linear.
"""

from __future__ import annotations

import re

from onrecord.basics.spans import Span

_WORD = re.compile(
    r"(https?://[^\s<>\"”]+)"  # an address
    r"|[@#]\w+"  # a handle or hashtag
    r"|(?:[^\W\d_]\.){2,}"  # U.S.
    r"|\d+(?:[.,:]\d+)*"  # 2,000 and 12:30
    r"|[^\W_]+((?:['’ʼ][^\W_]+)+)?"  # a word, inner apostrophes included
    r"|\.{2,}|--+"
    r"|\S"
)
_CLITIC = re.compile(r"(?i)(?:n['’]t|['’](?:s|re|ve|ll|d|m))$")
# fmt: off
_ABBREVIATIONS = frozenset({
    "mr", "mrs", "ms", "dr", "prof", "gen", "lt", "col", "maj", "capt", "sgt", "cmdr", "adm", "brig", "rev", "hon",
    "sen", "rep", "gov", "pres", "st", "mt", "no", "vs", "etc", "inc", "corp", "co", "ltd", "jan", "feb", "mar", "apr",
    "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "fig", "approx", "dept", "est", "al",
})
# fmt: on
_ENDERS = frozenset(".!?…")
_CLOSERS = frozenset("\"'”’»)]")
_LAST = _ENDERS | _CLOSERS
_OPENERS = frozenset("\"'“‘«([—–-•")


def tokenize(text: str) -> list[Span]:
    """Words and punctuation marks of `text` in order; white space belongs to none. An abbreviation keeps no full stop."""
    found: list[Span] = []  # of the pattern's forms only those with a group can end in a clitic
    for match in _WORD.finditer(text):
        start, end = match.span()
        if match.lastindex and (cut := _clitic(match.group())):
            found += (Span(start, start + cut), Span(start + cut, end))
        else:
            found.append(Span(start, end))
    return found


def _clitic(word: str) -> int:
    """Where the clitic of a word begins ("isn|'t" at 2, "Kyiv|'s"); 0 if it has none."""
    found = _CLITIC.search(word)
    return found.start() if found else 0


LONGEST = 500
"""Words in one sentence. No report has such a one; steps whose time grows with the square of a sentence stay quick on a list."""


def split_sentences(text: str, tokens: list[Span]) -> list[tuple[int, int]]:
    """Sentences as index pairs `[first, after)` into `tokens`; together they cover every token.

    A sentence ends at an empty line, at a line break before anything but a lower-case letter, or after closing
    punctuation when the next word can begin a sentence; at the latest after `LONGEST` words.
    """
    sentences = []
    first = 0
    before = tokens[0].end if tokens else 0
    for i, token in enumerate(tokens):
        start = token.start
        # Most words follow a letter and one blank: nothing can end there.
        may_end = start > before and (text[before - 1] in _LAST or text[before:start] != " ")
        if i - first == LONGEST or (may_end and _breaks(text, tokens, i)):
            sentences.append((first, i))
            first = i
        before = token.end
    if tokens:
        sentences.append((first, len(tokens)))
    return sentences


def _breaks(text: str, tokens: list[Span], i: int) -> bool:
    """True if a sentence ends in the white space before token `i`."""
    gap = text[tokens[i - 1].end : tokens[i].start]
    following = text[tokens[i].start]
    if "\n" in gap and (gap.count("\n") > 1 or not following.islower()):
        return True
    return _ends_sentence(text, tokens, i - 1) and (following.isupper() or following.isdigit() or following in _OPENERS)


def _ends_sentence(text: str, tokens: list[Span], last: int) -> bool:
    """True if token `last`, closing quotation marks apart, is final punctuation and no abbreviation's full stop."""
    j = last
    while j > 0 and text[tokens[j].start : tokens[j].end] in _CLOSERS and tokens[j - 1].end == tokens[j].start:
        j -= 1
    word = text[tokens[j].start : tokens[j].end]
    if len(word) > 1 and word.count(".") > 1 and word[0].isalpha():  # "U.S." may or may not end one; prefer not
        return False
    if word[-1] not in _ENDERS or word[0] not in _ENDERS:
        return False
    if word != "." or j == 0 or tokens[j - 1].end != tokens[j].start:
        return True
    before = text[tokens[j - 1].start : tokens[j - 1].end]
    return not (before.lower() in _ABBREVIATIONS or (len(before) == 1 and before.isupper()))
