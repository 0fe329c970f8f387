"""Context records to HTML: everything is escaped, and no script or style stands in the page itself."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from onrecord.assemble import rules
from onrecord.basics.bars import sparkline
from onrecord.basics.numbers import number_words
from onrecord.publish import words
from onrecord.publish.contexts import Page
from onrecord.publish.links import Links, safe_link
from onrecord.publish.pages.parts import outline, radius, summary_of
from onrecord.publish.policy import POLICY
from onrecord.records.claim import Status
from onrecord.records.document import parse_moment
from onrecord.records.happening import TYPE_NAMES
from onrecord.records.situation import Course
from onrecord.records.statement import Stance

SITE_NAME = "Onrecord"
_SIDE_COLOURS = 4
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def render(page: Page, *, links: Links | None = None, settings: Mapping[str, str] | None = None, desk: bool = False) -> str:
    """One page as a whole HTML document.

    Args:
        page: any context record of `onrecord.publish.contexts`.
        links: how addresses are written; the server's by default.
        settings: the casebook's, which name the sides and their codes.
        desk: whether readers may judge here, so that pages lead to the desk.
    """
    where = links or Links()
    known = settings or {}
    return (
        _environment()
        .get_template(f"{page.kind}.html")
        .render(
            page=page,
            links=where,
            desk=desk,
            url=where.to,
            asset=where.asset,
            side=lambda name: words.side_words(name, known),
            holder=lambda code: words.holder_words(code, known),
            holder_index=lambda code: _holder_index(code, known),
        )
    )


def render_feed(template: str, base: str, links: Links | None = None, **context: Any) -> str:
    """An Atom feed. `base` is the site's own address, `links` how its pages are named, `context` what the template shows."""
    where, root = links or Links(), base.rstrip("/")
    addresses = {
        "url": lambda *path: f"{root}/{where.to(*path).lstrip('/')}",
        "feed": lambda name: f"{root}/{where.feed(name).lstrip('/')}",
    }
    text = _environment().get_template(template).render(**addresses, **context)
    return _NOT_XML.sub("\N{REPLACEMENT CHARACTER}", text)


def found_words(excerpt: str) -> Markup:
    """An excerpt of a search as HTML: escaped first, then what stands between U+0002 and U+0003 is marked."""
    pieces = re.split("\x02([^\x02\x03]*)\x03", excerpt)
    shown = [Markup("<mark>{}</mark>").format(p) if n % 2 else escape(re.sub("[\x02\x03]", "", p)) for n, p in enumerate(pieces)]
    return Markup("").join(shown)


def _holder_index(code: str | None, settings: Mapping[str, str]) -> int:
    """Which of the map's colours a holder has: 0 none, 1 contested or unknown, from 2 on the sides in order of id."""
    sides = list(words.side_codes(settings))
    if code is None:
        return 0
    return 2 + sides.index(code) % _SIDE_COLOURS if code in sides else 1


def _atom_time(value: str | None, otherwise: str) -> str:
    """A time as Atom wants it (RFC 3339); `otherwise` where there is none."""
    try:
        return parse_moment(value).isoformat() if value else otherwise
    except ValueError:
        return otherwise


@cache
def _environment() -> Environment:
    made = Environment(
        loader=PackageLoader("onrecord.publish"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    made.filters.update(_filters())
    made.globals.update(
        site=SITE_NAME,
        policy=POLICY,
        statuses=list(Status),
        RELATION_WORDS=words.RELATION_WORDS,
        ABOUT_WORDS=words.ABOUT_WORDS,
        JUDGEMENT_WORDS={kind.value: label for kind, label in words.JUDGEMENT_WORDS.items()},
        STATUS_WORDS=words.STATUS_WORDS,
        STATUS_MEANINGS=words.STATUS_MEANINGS,
        CONTROL_WEIGHTS=rules.WEIGHTS,
        CONTROL_DECISIONS=rules.DECISIONS,
        TYPE_NAMES=TYPE_NAMES,
        timelines={"outage": "outages", "restoration": "outages", **{course.value: course.value for course in Course}},
    )
    return made


def _filters() -> dict[str, Any]:
    return {
        "day": words.day_words,
        "short_day": lambda value: words.day_words(value, short=True),
        "month": words.month_words,
        "moment": words.moment_words,
        "interval": lambda item: words.interval_words(item.start, item.end),
        "amount": words.amount_words,
        "bars": lambda weeks: sparkline([count for _, count in weeks]),
        "bounds": words.bounds_words,
        "unit": words.unit_words,
        "counted": words.count_words,
        "number": number_words,
        "dir": words.direction,
        "found": found_words,
        "unmarked": lambda excerpt: re.sub("[\x02\x03]", "", excerpt),
        "safe_link": safe_link,
        "topic": lambda name: {t.value: w for t, w in TYPE_NAMES.items()}.get(name, name),
        "html": Markup,
        "items_of": dict,
        "headline": lambda entry: words.headline(entry.title, entry.lead),
        "lead": lambda entry: words.lead(entry.title, entry.lead),
        "gist": lambda page: words.gist(page.title, page.document.lead),
        "country": words.country_words,
        "kind": lambda kind: words.KIND_WORDS[kind],
        "radius": radius,
        "outline": lambda place: outline(place.id, place.kind),
        "stance": lambda name: words.STANCE_WORDS[Stance(name)],
        "atom_time": _atom_time,
        "summary_of": lambda entry: summary_of(entry.authors, entry.publisher),
    }
