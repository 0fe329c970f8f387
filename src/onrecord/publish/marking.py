"""Text and spans to safe nested HTML, whatever the spans do: nest, cross, repeat, come in pieces.

Every character of the text comes out once, escaped, in order: taking the tags away gives the text back.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise

from onrecord.basics.spans import Span

_BLANK_LINE = re.compile(r"\n[^\S\n]*\n\s*")
_LINE = re.compile(r"\n\s*")


@dataclass(frozen=True, slots=True)
class Mark:
    """Something to be marked: its pieces, and how they look.

    `id` becomes the `id` of its first piece; "" gives none. A `linked` mark wraps its words in a link to `href`; where two
    of them share words, the inner one's link wins. Marks that are not linked lie inside those that are.
    """

    id: str
    spans: tuple[Span, ...]
    tag: str = "mark"
    classes: str = ""
    href: str | None = None
    label: str = ""
    number: int | None = None

    @property
    def linked(self) -> bool:
        return self.href is not None


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph: `text[start:end]` as HTML, the ids of the marks that begin in it, and why it is skipped, if it is."""

    start: int
    end: int
    html: str
    begins: tuple[str, ...]
    skipped: str | None = None


@dataclass(frozen=True, slots=True)
class _Piece:
    """One span of one mark, cut to one paragraph."""

    start: int
    end: int
    order: int
    mark: Mark


@dataclass(frozen=True, slots=True)
class _Open:
    """One open element. `key` says which it is, so that an element that goes on is left open."""

    key: tuple[object, ...]
    tag: str
    piece: _Piece


def paragraphs(text: str) -> Iterator[Span]:
    """The paragraphs of a text, without the white space between them.

    Blank lines separate them where there are any (a text with hard-wrapped lines keeps its lines together); else line ends do.
    """
    gap = _BLANK_LINE if _BLANK_LINE.search(text.strip()) else _LINE
    start = 0
    for found in [*gap.finditer(text), None]:
        end = found.start() if found else len(text)
        piece = text[start:end]
        lead = len(piece) - len(piece.lstrip())
        kept = piece.strip()
        if kept:
            yield Span(start + lead, start + lead + len(kept))
        start = found.end() if found else end


def mark(text: str, marks: Sequence[Mark], skipped: Iterable[tuple[Span, str]] = ()) -> tuple[Block, ...]:
    """Cut a text into paragraphs and write the marks into them.

    Args:
        text: the document's text.
        marks: in any order; spans count code points of `text`, and what reaches past its end is cut off.
        skipped: stretches that are not reporting, with the reason. Parts of paragraphs are wrapped; whole ones say so in the
            block.

    Returns:
        The paragraphs in order. A mark's `id` is given out once, at its first piece, also where it crosses paragraphs.
    """
    stretches = [*skipped]
    extra = [Mark(f"skip-{n}", (span,), "span", "skipped", label=why) for n, (span, why) in enumerate(stretches)]
    pieces = sorted(_pieces(marks, extra), key=lambda p: (p.start, -p.end, p.order))
    seen: set[str] = set()
    blocks = []
    for span in paragraphs(text):
        why = next((w for s, w in stretches if s.contains(span)), None)
        inside = [_cut(p, span) for p in pieces if p.start < span.end and span.start < p.end]
        if why is not None:
            inside = [p for p in inside if p.mark.classes != "skipped"]
        before = set(seen)
        html = _write(text, span, inside, seen)
        begins = tuple(dict.fromkeys(p.mark.id for p in inside if p.mark.id not in before and p.mark.linked))
        blocks.append(Block(span.start, span.end, html, begins, why))
    return tuple(blocks)


def _pieces(marks: Sequence[Mark], extra: Sequence[Mark]) -> Iterator[_Piece]:
    for order, item in enumerate([*marks, *extra]):
        for span in sorted(item.spans):
            yield _Piece(span.start, span.end, order, item)


def _cut(piece: _Piece, span: Span) -> _Piece:
    return _Piece(max(piece.start, span.start), min(piece.end, span.end), piece.order, piece.mark)


def _write(text: str, span: Span, pieces: Sequence[_Piece], seen: set[str]) -> str:
    """One paragraph. At each place where a piece begins or ends, only what must change is closed and opened."""
    cuts = sorted({span.start, span.end, *(p.start for p in pieces), *(p.end for p in pieces)})
    out: list[str] = []
    open_now: list[_Open] = []
    for start, end in pairwise(cuts):
        wanted = _wanted([p for p in pieces if p.start <= start and end <= p.end])
        keep = 0
        while keep < min(len(open_now), len(wanted)) and open_now[keep].key == wanted[keep].key:
            keep += 1
        out += [f"</{item.tag}>" for item in reversed(open_now[keep:])]
        out += [_opening(item, seen) for item in wanted[keep:]]
        out.append(escape(text[start:end]))
        open_now = wanted
    out += [f"</{item.tag}>" for item in reversed(open_now)]
    return "".join(out)


def _wanted(active: Sequence[_Piece]) -> list[_Open]:
    """The elements that should be open over a stretch, outermost first: linked marks, one link, then the others."""
    linked = [p for p in active if p.mark.linked]
    stack = [_Open(("m", p.order, p.start), p.mark.tag, p) for p in linked]
    if linked:
        stack.append(_Open(("a", linked[-1].order, linked[-1].start), "a", linked[-1]))
    stack += [_Open(("m", p.order, p.start), p.mark.tag, p) for p in active if not p.mark.linked]
    return stack


def _opening(item: _Open, seen: set[str]) -> str:
    mark_ = item.piece.mark
    if item.tag == "a" and item.key[0] == "a":
        return _link(mark_, seen)
    first = mark_.id not in seen
    seen.add(mark_.id)
    attributes = ""
    if mark_.id:
        attributes += f' {"id" if first else "data-of"}="{escape(mark_.id)}"'
    if mark_.classes:
        attributes += f' class="{escape(mark_.classes)}"'
    if mark_.number is not None and first:
        attributes += f' data-n="{mark_.number}"'
    if mark_.label and not mark_.linked:
        attributes += f' data-why="{escape(mark_.label)}"'
    return f"<{mark_.tag}{attributes}>"


def _link(mark_: Mark, seen: set[str]) -> str:
    """A link to the mark's page. Only a mark's first one is a stop of the tab key, so that one mark is one stop."""
    first = f"a {mark_.id}" not in seen
    seen.add(f"a {mark_.id}")
    label = f' title="{escape(mark_.label)}"' if mark_.label and first else ""
    stop = "" if first else ' tabindex="-1"'
    return f'<a href="{escape(mark_.href or "")}"{label}{stop}>'
