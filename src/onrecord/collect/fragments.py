# ruff: noqa: SIM905 (a string of words reads better than a page of quotation marks)
"""Bits of HTML, as feeds and Markdown give them, to plain text with a blank line between paragraphs."""

from __future__ import annotations

import re

from lxml import etree, html

from onrecord.errors import ItemError

_BLOCKS = frozenset(
    (
        "address article aside blockquote body br dd details div dl dt fieldset figcaption footer form h1 h2 h3 h4 h5 h6 "
        "header hr li main nav ol p pre section summary table tbody td tfoot th thead tr ul"
    ).split()
)
_SILENT = frozenset(("script style noscript template iframe object embed svg math head select textarea button figure").split())
_BREAK = "\n\n"


def parse(markup: str, location: str) -> html.HtmlElement:
    """The element tree of a page or fragment; nothing outside it is ever loaded.

    Raises:
        ItemError: no element at all (`no-text`), or nested deeper than 2,048 (`html-too-deep`).
    """
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, huge_tree=True)
    try:
        tree = html.document_fromstring(markup.replace("\0", "").encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError) as error:
        tree = None
        reason = str(error)
    if any("Excessive depth" in entry.message for entry in parser.error_log):
        raise ItemError(
            f"{location} nests HTML elements more than 2048 deep; no page does so, look at where it comes from",
            code="html-too-deep",
            location=location,
        )
    if tree is None:
        raise ItemError(f"{location} has no text in its HTML ({reason})", code="no-text", location=location)
    return tree


def to_text(markup: str, location: str) -> str:
    """The words of a fragment of HTML, paragraphs separated by one blank line; text without markup as it is."""
    if not re.search(r"<[a-zA-Z!/]|&[#\w]+;", markup):
        return markup.strip()
    if not re.sub(r"<[^<>]*+>", "", markup).strip():
        return ""
    pieces: list[str] = []
    silent = 0
    for event, element in etree.iterwalk(parse(markup, location), events=("start", "end")):
        if element.tag in _SILENT:
            silent += 1 if event == "start" else -1
        elif element.tag in _BLOCKS:
            pieces.append(_BREAK)
        words = element.text if event == "start" else element.tail
        if words and silent == 0:
            pieces.append(words.replace("\r", ""))
    return paragraphs("".join(p if p == _BREAK else re.sub(r"\s+", " ", p) for p in pieces))


def paragraphs(text: str) -> str:
    """`text` with one blank line between its lines and no white space around them."""
    return _BREAK.join(line for raw in text.split("\n") if (line := raw.strip()))


def headed(title: str | None, text: str) -> str:
    """`text` under its title, as on the page, unless it already begins with it."""
    title = (title or "").strip()
    return text if not title or text.startswith(title) else f"{title}{_BREAK}{text}".strip()
