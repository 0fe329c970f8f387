"""Two versions of a text as one, with what went and what came marked word by word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from html import escape

from onrecord.publish.marking import paragraphs

MOST_WORDS = 3000
"""Words of one changed stretch that are compared one by one; a longer one is shown as gone and come as a whole."""

_WORD = re.compile(r"\s+|\w+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Stretch:
    """Paragraphs that changed, as HTML with `del` and `ins`; or `same` paragraphs in a row that did not, and then no HTML."""

    html: str
    same: int = 0


def word_diff(before: str, after: str) -> tuple[Stretch, ...]:
    """What changed from one text to another, paragraph by paragraph, in the order of the later one.

    Every word of a changed paragraph comes out, escaped; paragraphs that are in both are only counted.

    Cost: quadratic in the paragraphs, and in the words of one changed stretch up to `MOST_WORDS`.
    """
    old, new = ([span.of(text) for span in paragraphs(text)] for text in (before, after))
    return tuple(_stretches(old, new))


def _stretches(old: Sequence[str], new: Sequence[str]) -> Iterator[Stretch]:
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            yield Stretch("", b - a)
        else:
            yield Stretch(_words("\n".join(old[a:b]), "\n".join(new[c:d])))


def _words(old: str, new: str) -> str:
    one, other = _WORD.findall(old), _WORD.findall(new)
    if len(one) + len(other) > MOST_WORDS:
        return _gone(old) + _come(new)
    out: list[str] = []
    for tag, a, b, c, d in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        if tag == "equal":
            out.append(escape("".join(one[a:b])))
        else:
            out += [_gone("".join(one[a:b])), _come("".join(other[c:d]))]
    return "".join(out)


def _gone(words: str) -> str:
    return f"<del>{escape(words)}</del>" if words else ""


def _come(words: str) -> str:
    return f"<ins>{escape(words)}</ins>" if words else ""
