"""Stretches of plain text that are not reporting, as they come along when a page is copied.

Whole lines only: a sentence of the report is never cut. What a line is, its words and its neighbours say; where that
leaves doubt the line stays. Works on any document, since the text itself is not changed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from onrecord.basics.spans import Span, trimmed
from onrecord.collect.furniture_rules import RELATED_HEADING, RULES, SHARE_FILLERS, SHARE_WORDS, Where
from onrecord.records import Skipped

EDGE = 8
"""Lines from either end that count as the edge of a text."""
_LONGEST_LINE = 600
"""Characters; a longer line is a paragraph of the report and no rule looks at it."""
_LONGEST_LIFE = 1200
_MOST_RELATED = 40

_PARTICLE = r"(?:de|del|van|von|der|den|la|le|du|di|da|al|el|bin|ibn|Mc|Mac|O[’'])"
_WORD = r"(?:[^\W\d_a-z](?:[\w’'-]*\w)?\.?)"
_NAME = rf"{_WORD}(?:\s+(?:{_PARTICLE}\s+)?{_WORD}){{1,3}}"
_TAIL = r"(?:\s*(?:,|\||[-–—•·]|\bin\b|\bfor\b|\bat\b|\()\s*[^.!?]{1,80})?"
_BYLINE = re.compile(
    rf"(?P<lead>(?i:by|written\s+by|words\s+by|reported\s+by|posted\s+by|published\s+by|story\s+by|reporting\s+by|additional\s+reporting\s+by"
    rf"|compiled\s+by|edited\s+by|editing\s+by|from|author|автор(?:и|ы)?|reporter|writer)\s*:?\s+)"
    rf"(?P<names>{_NAME}(?:\s*(?:,|and|&|;|та|и)\s+{_NAME}){{0,5}}){_TAIL}\s*"
)
_MORE_NAMES = re.compile(rf"(?:,|;|&|\band|\bта|\bи)\s+(?P<name>{_NAME})(?=\s+(?:in|at|from)\s)")
"""Who else signs, after the place that the one before writes from: "By A in X and B in Y"."""
_CREDITS = re.compile(
    r"\(?(?:(?:additional\s+)?(?:reporting|writing|editing|writing\s+and\s+editing|translation)\s+by\s+(?:[^.!?\n]|(?<=\b\w)\.){3,200}[.;)]*\s*){1,4}"
    r"|[^.!?\n]{3,160}\bcontributed\s+(?:reporting\s+)?to\s+this\s+(?:report|story|article)(?:\s+from\s+[^.!?\n]{2,40})?\.?"
    r"|(?:with\s+)?(?:additional\s+)?(?:reporting|files)\s+from\s+[^.!?\n]{3,120}\.?",
    re.IGNORECASE,
)
_NAME_LINE = re.compile(
    rf"(?:(?i:about|written\s+by|author|posted\s+by)\s*:?\s+)?(?P<name>{_NAME})(?:\s*[,|–—-]\s*[^.!?]{{2,60}})?\s*"
)
_AUTHOR_HEADING = re.compile(
    r"(?:about\s+the\s+(?:authors?|writer)|author\s+(?:bio|profile|archive)|meet\s+the\s+author|про\s+автора|об\s+авторе)\s*:?\s*",
    re.I,
)
_FIRST_PERSON = re.compile(
    r"(?:I\s+am|I[’']m|I\s+have|I[’']ve|I\s+(?:work|write|cover|report|love|like|enjoy|studied|joined)|My\s+name|Hi\b|Hello\b|An?\s+\w+)\b"
)
_FIRST_PERSON_ANYWHERE = re.compile(r"\b(?:I\s+am|I[’']m|I\s+have|I[’']ve|I\s+\w+|my)\b")
_TRADE = re.compile(
    r"\b(?:writ(?:e|er|es|ing)|wrote|journalis[mt]s?|report(?:er|ing|s)?|editor(?:ial)?|author|blog(?:ger|ging)?|content|media|news|correspondent|cover(?:s|ing)?"
    r"|publish(?:ed|ing)?|stories|columnist|freelanc\w+|contribut\w+|student|graduate|passion\w*|articles?)\b",
    re.IGNORECASE,
)
_THIRD_PERSON = re.compile(
    rf"(?P<name>{_NAME}|He|She|They|The\s+(?:author|writer))\s+(?:is|was|has\s+been)\s+(?:an?|the|our)?\s*(?:[\w’'&-]+,?\s+){{0,8}}?"
    r"(?:reporter|journalist|correspondent|columnist|writer|editor|contributor|freelancer|news\s+producer|bureau\s+chief)\b"
    r"(?:\s*\.|\s+(?:at|for|with|in|based|covering|who|and|on|whose)\b|\s*,).*"
)
_CONTACT = re.compile(
    r"(?:follow\s+(?:him|her|them|me|[\w.’'-]+(?:\s+[\w.’'-]+){0,3})\s+on\s+(?:twitter|x|facebook|instagram|telegram|bluesky|mastodon)\b.{0,80}"
    r"|(?:(?:you\s+can\s+)?(?:contact|reach|e-?mail|write\s+to)\s+(?:him|her|them|me|us|the\s+(?:author|writer|newsroom))\b.{0,100})"
    r"|(?:e-?mail|twitter|contact|facebook|website)\s*:\s*\S+(?:\s*[|,]\s*\S.{0,40})?|@\w{2,30}|[\w.+-]+@[\w-]+\.[\w.-]+)\s*",
    re.IGNORECASE,
)
_NOT_NAMES = re.compile(
    r"\b(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday|january|february|march|april|june|july|august|september|october|november|december"
    r"|the|who|what|why|how|when|where|is|are|was|were|has|have|will|says?|said|after|before|over|against|amid)\b",
    re.IGNORECASE,
)
_REPORTS = re.compile(r"\b(?:said|told|announced|claimed|denied|according\s+to|added)\b", re.IGNORECASE)
"""Words by which a sentence shows that it is one of the report, whatever it begins like."""
_SAY_SO = frozenset({"byline", "copyright line"})
_ORNAMENT = re.compile("[\u2190-\u21ff\u2300-\u2bff\ufe0f\u200d\U0001f000-\U0001faff]+\\s*")
"""Arrows, hands and the like that a channel puts before its links."""
_SENTENCE_END = re.compile(r"[.!?…][\"”’'»)\]]*$")


@dataclass(frozen=True, slots=True)
class _Line:
    """A line that is not blank: its place among those lines, its place in the text, its words."""

    index: int
    span: Span
    text: str
    joined: bool
    """No blank line between the line before and this one."""

    @property
    def is_sentence(self) -> bool:
        return _SENTENCE_END.search(self.text) is not None


Found = dict[int, Skipped]
"""Number of a line, and what of it is skipped."""
Hits = Iterator[tuple[int, Skipped]]


def find_skipped(text: str, *, title: str | None = None) -> tuple[Skipped, ...]:
    """The stretches of `text` that are not reporting, in order, none overlapping another.

    Author boxes, bylines, datelines, lists of related articles, teasers, cookie and subscription notices, share bars,
    image credits, copyright lines, page navigation. A line that equals `title` stays, and so does a text that
    would vanish altogether.
    """
    lines = _lines(text)
    found: dict[int, Skipped] = {}
    for find in _FINDERS:
        for index, skipped in find(lines, found):
            found.setdefault(index, skipped)
    kept = {line.index for line in lines if title and line.text == title.strip()} | _wrapped(lines)
    found = {index: skipped for index, skipped in found.items() if index not in kept}
    if len(found) == len(lines):
        return ()
    return tuple(_runs(lines, found))


def byline_names(text: str) -> tuple[str, ...]:
    """The authors that a byline near the top, or a name line over an author box at the end, gives; () if none does."""
    lines = _lines(text)
    for line in lines[:EDGE]:
        if (found := _byline(line)) and not found["lead"].lower().startswith(("edit", "publish", "from")):
            names = [n.strip() for n in re.split(r"\s*(?:,|;|&|\band\b|\bта\b|\bи\b)\s+", found["names"])]
            names += [more["name"] for more in _MORE_NAMES.finditer(line.text, found.end("names"))]
            return tuple(n for n in names if n)
    for index, skipped in _author_boxes(lines, {}):
        name = _NAME_LINE.fullmatch(lines[index].text)
        if skipped.why == "author box" and name:
            return (name["name"],)
    return ()


def _lines(text: str) -> list[_Line]:
    found: list[_Line] = []
    end = -2
    for match in re.finditer(r"[^\n\r]+", text):
        span = trimmed(text, match.start(), match.end(), drop="\u200b\ufeff")
        if span:
            joined = match.start() - end <= 1 or text[end : match.start()] == "\r\n"
            found.append(_Line(len(found), span, span.of(text), joined))
            end = match.end()
    return found


def _wrapped(lines: Sequence[_Line]) -> set[int]:
    """The lines of paragraphs that are broken by width, as in mail: their lines are parts of sentences."""
    goes_on = [a.index for a, b in pairwise(lines) if b.joined and not a.is_sentence and 45 <= len(a.text) <= 100]
    if len(goes_on) < 6 or len(goes_on) * 2 < len(lines):
        return set()
    return {*goes_on, *(index + 1 for index in goes_on)}


def _runs(lines: Sequence[_Line], found: dict[int, Skipped]) -> Iterator[Skipped]:
    """Neighbouring lines skipped whole for one reason become one stretch."""
    run: Skipped | None = None
    for index in sorted(found):
        here = found[index]
        if run and run.why == here.why and index - 1 in found and _between(lines, index) == (run.span.end, here.span.start):
            run = Skipped(Span(run.span.start, here.span.end), here.why)
        else:
            if run:
                yield run
            run = here
    if run:
        yield run


def _between(lines: Sequence[_Line], index: int) -> tuple[int, int]:
    return lines[index - 1].span.end, lines[index].span.start


def _whole(line: _Line, why: str) -> tuple[int, Skipped]:
    return line.index, Skipped(line.span, why)


def _edge(line: _Line, lines: Sequence[_Line]) -> bool:
    return line.index < EDGE or line.index >= len(lines) - EDGE


def _applies(where: Where, line: _Line, lines: Sequence[_Line]) -> bool:
    match where:
        case Where.ANYWHERE:
            return True
        case Where.EDGES:
            return _edge(line, lines)
        case Where.TOP:
            return line.index < EDGE
        case Where.END:
            return line.index >= max(1, len(lines) - EDGE)


def _ruled(lines: Sequence[_Line], _: Found) -> Hits:
    for line in lines:
        if len(line.text) > _LONGEST_LINE:
            continue
        lead = _ORNAMENT.match(line.text)
        begins = lead.end() if lead else 0
        for rule in RULES:
            match = rule.pattern.fullmatch(line.text, begins) if _applies(rule.where, line, lines) else None
            if match is None or (line.is_sentence and rule.why not in _SAY_SO and _REPORTS.search(line.text)):
                continue
            # "Video: ..." or "Watch: ..." on top is the headline
            if line.index > 0 or rule.why not in {"teaser", "image credit"}:
                start, end = match.span("cut") if "cut" in rule.pattern.groupindex else (0, len(line.text))
                yield line.index, Skipped(Span(line.span.start + start, line.span.start + end), rule.why)
            break


def _share_bars(lines: Sequence[_Line], _: Found) -> Hits:
    for line in lines:
        words = [w for w in re.split(r"[^\w-]+", line.text.lower()) if w] if len(line.text) < 200 else []
        if words and not line.is_sentence and SHARE_WORDS.issuperset(words) and len(set(words) - SHARE_FILLERS) >= 2:
            yield _whole(line, "share bar")


def _bylines(lines: Sequence[_Line], _: Found) -> Hits:
    for line in lines:
        if (_edge(line, lines) and _byline(line)) or (len(line.text) <= _LONGEST_LINE and _CREDITS.fullmatch(line.text)):
            yield _whole(line, "byline")


def _byline(line: _Line) -> re.Match[str] | None:
    found = _BYLINE.fullmatch(line.text) if len(line.text) < 200 else None
    return found if found and not _NOT_NAMES.search(found["names"]) else None


def _related(lines: Sequence[_Line], found: Found) -> Hits:
    """A heading such as "Related articles", and the headlines below it."""
    for line in lines:
        if line.index == 0 or not RELATED_HEADING.fullmatch(line.text):
            continue
        yield _whole(line, "related articles")
        below = list(_headlines(lines[line.index + 1 : line.index + 1 + _MOST_RELATED], found))
        # a heading in the middle of a report has a paragraph of it below: then only the heading goes
        if len(below) > 1 or (below and below[-1].index == len(lines) - 1):
            yield from (_whole(b, "related articles") for b in below)


def _headlines(lines: Sequence[_Line], found: Found) -> Iterator[_Line]:
    for line in lines:
        if line.index in found:
            continue
        if len(line.text) > 160 or (line.is_sentence and not line.text.endswith("?")):
            return
        yield line


def _author_boxes(lines: Sequence[_Line], found: Found) -> Hits:
    """A name on its own line and a short life below it; or such a life alone as the last thing in the text."""
    body = [line for line in lines if line.index not in found]
    for here, after in pairwise(body[-EDGE * 4 :]):
        late = here.index >= max(1, len(lines) // 2) and after.index >= len(lines) - EDGE * 2
        heading = bool(_AUTHOR_HEADING.fullmatch(here.text))
        name = _NAME_LINE.fullmatch(here.text) if len(here.text) < 100 and not here.is_sentence else None
        if late and (heading or (name and not _NOT_NAMES.search(name["name"]) and _is_life(after.text, name["name"]))):
            yield _whole(here, "author box")
            yield _whole(after, "author box")
            if heading and name is None and (third := _next(body, after)) and _is_life(third.text, after.text):
                yield _whole(third, "author box")
    for line in body[-3:]:
        if (
            line.index > 0
            and len(line.text) < _LONGEST_LINE
            and (_CONTACT.fullmatch(line.text) or (line is body[-1] and _THIRD_PERSON.fullmatch(line.text)))
        ):
            yield _whole(line, "author box")


def _next(body: Sequence[_Line], line: _Line) -> _Line | None:
    return next((b for b in body if b.index > line.index), None)


def _is_life(text: str, name: str) -> bool:
    """True if `text` tells who the author called `name` is."""
    if len(text) > _LONGEST_LIFE:
        return False
    if _FIRST_PERSON.match(text) and _FIRST_PERSON_ANYWHERE.search(text):
        return _TRADE.search(text) is not None
    found = _THIRD_PERSON.fullmatch(text)
    return found is not None and (found["name"] in name or name in found["name"] or " " not in found["name"])


def _shouted(lines: Sequence[_Line], _: Found) -> Hits:
    """Links to other articles that a page sets in capitals between the paragraphs; a heading has fewer words."""
    loud = [line for line in lines[2:-1] if line.text.isupper() and len(line.text.split()) >= 6]
    if len(loud) * 5 > len(lines):
        return  # a text that is in capitals as a whole
    for line in loud:
        around = lines[line.index - 1], lines[line.index + 1]
        if line.text[0].isalpha() and not line.text.endswith(".") and all(a.is_sentence and not a.text.isupper() for a in around):
            yield _whole(line, "teaser")


_FINDERS = (_ruled, _share_bars, _shouted, _bylines, _related, _author_boxes)
"""In this order; a line that one has found is passed over by those that look at neighbours."""
