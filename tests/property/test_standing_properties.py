"""What holds for the standing and the grade of any claim, whoever says what in whatever order."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from onrecord.link import claim_of
from onrecord.records import Claim, ClaimPlace, HappeningType, Modality, PlaceKind, Stance, Voice
from onrecord.records.grade import WORSE
from onrecord.weigh import credibility, weigh

PARTIES = frozenset({"ukraine", "russia"})
PLACE = ClaimPlace("geonames:1", "Town", PlaceKind.SETTLEMENT, 49.0, 36.0, "UA", "Region", 3000)
FRESH = ("reporter on the spot", "observers", "aid group")
"""Names that no drawn voice has."""


@st.composite
def voice(draw: st.DrawFn, type_: HappeningType) -> Voice:
    """A voice of an outlet, or of a source that it quotes, for or against the claim."""
    source = draw(st.sampled_from([None, "staff", "ministry", "mayor", "monitor"]))
    side = {"staff": "ukraine", "mayor": "ukraine", "ministry": "russia"}.get(source or "")
    denies = draw(st.booleans()) if source else False
    number = draw(st.sampled_from([None, 3.0, 5.0, 40.0])) if type_ is HappeningType.CASUALTIES else None
    hour = draw(st.integers(0, 23))
    at = f"2022-09-08T{hour:02}:00:00+00:00"
    return Voice(
        claim="c-1",
        document=f"d-{draw(st.integers(0, 99))}",
        version="v",
        happening=f"h-{draw(st.integers(0, 10**6))}",
        statement="s-1" if source else None,
        type=type_,
        modality=Modality.ACTUAL,
        place=PLACE,
        day="2022-09-08",
        publisher=draw(st.sampled_from(["Gazette", "Courier", "Herald"])),
        source=source,
        source_key=source,
        source_kind="organisation" if source else None,
        side=side,
        stance=Stance.DENY if denies else draw(st.sampled_from([Stance.ASSERT, Stance.ACKNOWLEDGE])),
        denies=denies,
        hedged=draw(st.booleans()),
        evidence=draw(st.sampled_from([(), ("video",), ("official",)])),
        said=None,
        reported_at=at,
        agents=draw(st.sampled_from([(), ("russia",), ("ukraine",)])),
        holder="ukraine" if type_ is HappeningType.CAPTURE else None,
        low=number,
        high=number,
        unit="people" if number else "",
        via=draw(st.sampled_from(["", "outlet:courier", "source:staff"])),
        withdrawn=draw(st.sampled_from([None, None, "2022-09-09T00:00:00+00:00"])),
    )


@st.composite
def claim(draw: st.DrawFn) -> Claim:
    """A claim with one to six voices."""
    type_ = draw(st.sampled_from([HappeningType.CAPTURE, HappeningType.STRIKE, HappeningType.CASUALTIES]))
    return claim_of(draw(st.lists(voice(type_), min_size=1, max_size=6, unique_by=lambda v: (v.document, v.happening))))


@given(claim(), st.randoms())
def test_the_order_of_arrival_changes_no_standing(found: Claim, random) -> None:
    """Shuffled voices come to the same standing, history and grade."""
    shuffled = list(found.voices)
    random.shuffle(shuffled)
    again = weigh(claim_of(shuffled), parties=PARTIES)
    once = weigh(found, parties=PARTIES)
    assert again == once
    assert credibility(again) == credibility(once)


@given(claim(), st.sampled_from(FRESH), st.data())
def test_one_more_independent_confirmation_worsens_no_grade(found: Claim, name: str, data: st.DataObject) -> None:
    """Somebody whom nobody has quoted says, without doubt and in other words, what an origin of the claim said last."""
    once = weigh(found, parties=PARTIES)
    latest = {v.origin: v for v in once.voices if not v.withdrawn}
    making = [v for v in latest.values() if not v.denies]
    if not making:
        return
    same = data.draw(st.sampled_from(making))
    also = replace(
        same,
        document="d-new",
        happening="h-new",
        statement="s-1",
        publisher="Tribune",
        source=name,
        source_key=name,
        source_kind="person",
        side=None,
        body=None,
        via="",
        stance=Stance.ASSERT,
        hedged=False,
        reported_at="2022-09-10T00:00:00+00:00",
    )
    after = credibility(weigh(claim_of([*found.voices, also]), parties=PARTIES))
    assert WORSE.index(after.code) <= WORSE.index(credibility(once).code)


@given(claim())
def test_no_more_origins_are_independent_than_there_are(found: Claim) -> None:
    """Independent ones are some of the origins, and a standing has a history that ends with its status."""
    standing = weigh(found, parties=PARTIES).standing
    assert standing is not None
    assert standing.independent <= standing.origins
    assert standing.independent_against <= standing.denials
    assert standing.history[-1].status is standing.status
    assert [c.at for c in standing.history] == sorted(c.at for c in standing.history)
