"""Marking: spans of any shape become well-formed, escaped HTML that gives the text back."""

import re
from html import unescape
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.basics.spans import Span
from onrecord.publish.marking import Mark, mark, paragraphs


class Checker(HTMLParser):
    """Collects the text, and fails on a closing tag that does not match the innermost open one."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.stack: list[str] = []
        self.ids: list[str] = []
        self.links_inside_links = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a" and "a" in self.stack:
            self.links_inside_links += 1
        self.stack.append(tag)
        self.ids += [value or "" for name, value in attrs if name == "id"]

    def handle_endtag(self, tag: str) -> None:
        assert self.stack.pop() == tag


def strip(html: str) -> str:
    return unescape(re.sub(r"<[^>]*>", "", html))


ALPHABET = "ab <>&\"'\n é😀\u202e"
TEXTS = st.text(alphabet=ALPHABET, min_size=1, max_size=60)


@st.composite
def marked_texts(draw):
    """A text with up to eight marks of one to three pieces, linked or not, and up to two skipped stretches."""
    text = draw(TEXTS)

    def span():
        start = draw(st.integers(0, len(text) - 1))
        return Span(start, draw(st.integers(start + 1, len(text) + 3)))

    marks = []
    for number in range(draw(st.integers(0, 8))):
        pieces = tuple(span() for _ in range(draw(st.integers(1, 3))))
        linked = draw(st.booleans())
        marks.append(Mark(f"m-{number}", pieces, "mark" if linked else "span", "x", href="/claims/c-1" if linked else None))
    skipped = [(span(), "author box") for _ in range(draw(st.integers(0, 2)))]
    return text, marks, skipped


@given(marked_texts())
def test_taking_the_tags_away_gives_the_text_back(case):
    """Every paragraph's HTML holds exactly its stretch of the text, and only white space lies between paragraphs."""
    text, marks, skipped = case
    at = 0
    for block in mark(text, marks, skipped):
        assert text[at : block.start].strip() == ""
        assert strip(block.html) == text[block.start : block.end]
        at = block.end
    assert text[at:].strip() == ""


@given(marked_texts())
def test_tags_nest_links_never_hold_links_and_ids_are_unique(case):
    """Crossing and repeated spans still give well-formed HTML with each id once."""
    text, marks, skipped = case
    checker = Checker()
    for block in mark(text, marks, skipped):
        checker.feed(block.html)
        assert checker.stack == []
    assert checker.links_inside_links == 0
    assert len(checker.ids) == len(set(checker.ids))


@given(marked_texts())
def test_every_visible_mark_has_its_id_and_begins_once(case):
    """A mark with a character in a paragraph can be jumped to, and belongs to one paragraph's notes."""
    text, marks, _ = case
    blocks = mark(text, marks)
    begun = [name for block in blocks for name in block.begins]
    assert len(begun) == len(set(begun))
    visible = {m.id for m in marks for s in m.spans for b in blocks if s.start < b.end and b.start < s.end}
    for name in visible:
        assert sum(block.html.count(f'id="{name}"') for block in blocks) == 1


def test_crossing_marks_are_closed_and_opened_again():
    """Of two marks that cross, the later one is cut at the earlier one's end."""
    (block,) = mark("abcdef", [Mark("one", (Span(0, 4),), href="/1"), Mark("two", (Span(2, 6),), href="/2")])
    assert block.html == (
        '<mark id="one"><a href="/1">ab</a><mark id="two"><a href="/2">cd</a></mark></mark>'
        '<mark data-of="two"><a href="/2" tabindex="-1">ef</a></mark>'
    )


def test_hostile_text_is_escaped_inside_and_outside_marks():
    """Markup in a document is shown, not obeyed."""
    text = "<script>alert(1)</script> <img src=x onerror=alert(2)>"
    (block,) = mark(text, [Mark('"><b', (Span(0, 8),), href="javascript:x\"'", label="<i>")])
    assert "<script" not in block.html
    assert "<img" not in block.html
    assert "<b" not in block.html
    assert "<i>" not in block.html


def test_a_wholly_skipped_paragraph_says_why():
    """A paragraph inside a skipped stretch carries the reason instead of a wrapped span."""
    blocks = mark("Report.\n\nAbout the author.", [], [(Span(9, 26), "author box")])
    assert [(b.skipped, b.html) for b in blocks] == [(None, "Report."), ("author box", "About the author.")]


def test_part_of_a_paragraph_can_be_skipped():
    """A skipped stretch inside a paragraph is wrapped, with its reason."""
    (block,) = mark("By A. Writer. Report.", [], [(Span(0, 13), "byline")])
    assert block.html == '<span id="skip-0" class="skipped" data-why="byline">By A. Writer.</span> Report.'


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("one\ntwo", ["one", "two"]),
        ("one\nstill one\n\ntwo", ["one\nstill one", "two"]),
        ("  \n\n one \n \n", ["one"]),
        ("", []),
    ],
)
def test_paragraphs_follow_blank_lines_where_there_are_any(text, expected):
    """Line ends separate paragraphs only in a text without blank lines."""
    assert [span.of(text) for span in paragraphs(text)] == expected
