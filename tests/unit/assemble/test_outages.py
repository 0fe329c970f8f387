"""Which services were out, from when until when."""

from __future__ import annotations

from dataclasses import replace

import pytest
from readings import IZIUM, report, voices_of

from onrecord.assemble import outages
from onrecord.link import claim_of
from onrecord.records import Claim, HappeningType, Modality, Reading
from onrecord.weigh import weigh


def claims(*readings: Reading) -> list[Claim]:
    """The claims of the reports, weighed."""
    spoken = voices_of(*readings)
    return [weigh(claim_of([v for v in spoken if v.claim == name])) for name in sorted({v.claim for v in spoken})]


def out(name: str, day: str, **more) -> Reading:
    """A report that the power is out."""
    return report(name, type_=HappeningType.OUTAGE, holder=None, published=day, **{"service": "power", **more})


def back(name: str, day: str, **more) -> Reading:
    """A report that it is back."""
    return report(name, type_=HappeningType.RESTORATION, holder=None, published=day, **{"service": "power", **more})


def lines(*readings: Reading) -> list[tuple[str, str, str, str | None]]:
    """(place, service, from, to) of every outage."""
    return [(s.name, s.service, s.from_date, s.to_date) for s in outages(claims(*readings))]


def test_an_outage_lasts_until_its_restoration() -> None:
    """From the first report of it to the day on which the service is back, citing both claims."""
    (span,) = outages(claims(out("a", "2022-09-11"), back("b", "2022-09-12")))
    assert (span.from_date, span.to_date, span.extent, len(span.claims)) == ("2022-09-11", "2022-09-12", "total", 2)


def test_an_outage_that_was_taken_back_is_none() -> None:
    """Who said it no longer does, and nobody else ever did."""
    said = voices_of(out("a", "2022-09-11"))
    corrected = [replace(v, withdrawn="2022-09-12T08:00:00+00:00") for v in said]
    assert list(outages([weigh(claim_of(corrected))])) == []


@pytest.mark.parametrize(
    ("readings", "expected"),
    [
        ([out("a", "2022-09-11")], [("Balakliia", "power", "2022-09-11", None)]),
        ([out("a", "2022-09-11"), out("b", "2022-09-12")], [("Balakliia", "power", "2022-09-11", None)]),
        ([back("a", "2022-09-11")], []),
        ([out("a", "2022-09-11"), back("b", "2022-09-11")], [("Balakliia", "power", "2022-09-11", "2022-09-11")]),
        (
            [out("a", "2022-09-11"), back("b", "2022-09-12", service="water")],
            [("Balakliia", "power", "2022-09-11", None)],
        ),
        (
            [out("a", "2022-09-11"), back("b", "2022-09-12", place=IZIUM)],
            [("Balakliia", "power", "2022-09-11", None)],
        ),
        (
            [out("a", "2022-09-11"), back("b", "2022-09-12"), out("c", "2022-09-20")],
            [("Balakliia", "power", "2022-09-11", "2022-09-12"), ("Balakliia", "power", "2022-09-20", None)],
        ),
        ([out("a", "2022-09-11", modality=Modality.NEGATED)], []),
        ([out("a", "2022-09-11", place=None)], []),
    ],
    ids=["open", "still on", "back without outage", "one day", "other service", "other place", "twice", "denied", "nowhere"],
)
def test_outages_follow_their_reports(readings: list[Reading], expected: list[tuple[str, str, str, str | None]]) -> None:
    """One line for each stretch without the service."""
    assert lines(*readings) == expected


def test_a_counted_restoration_leaves_the_rest_out() -> None:
    """ "80% restored": the outage goes on as a partial one, until somebody says that it is over."""
    part = back("b", "2022-09-12", low=80, unit="percent")
    (span,) = outages(claims(out("a", "2022-09-11"), part))
    assert (span.to_date, span.extent, span.restored, len(span.claims)) == (None, "partial", 80, 2)
    (span,) = outages(claims(out("a", "2022-09-11"), part, back("c", "2022-09-14")))
    assert (span.to_date, span.restored, len(span.claims)) == ("2022-09-14", 80, 3)


def test_homes_that_have_power_again_are_no_end_of_the_outage() -> None:
    """A number of homes is not everybody's, and no share."""
    (span,) = outages(claims(out("a", "2022-09-11"), back("b", "2022-09-12", low=40_000, unit="homes")))
    assert (span.to_date, span.extent, span.restored) == (None, "partial", None)
