"""What every store must do: one body of tests for all of them."""

from __future__ import annotations

import hashlib
from dataclasses import replace

import pytest
from readings import BALAKLIIA, IZIUM, report

from onrecord.errors import UsageError
from onrecord.flow.crosscheck import Sides, crosscheck
from onrecord.link import voices
from onrecord.records import (
    BaselineRow,
    Capture,
    ControlSpan,
    Document,
    HappeningType,
    OutageSpan,
    PlaceKind,
    Reading,
    Relation,
    Stance,
    Status,
)
from onrecord.store import ClaimFilter, ClaimOrder, DocumentFilter, Due, LinkKind, Outcome, Store, Waymark, fingerprint

NOW = "2022-09-10T00:00:00+00:00"
SIDES = Sides({"ukraine": "UA", "russia": "RU"}, {"ukraine": "Ukraine", "russia": "Russia"}, frozenset({"ukraine", "russia"}))


def put(store: Store, *readings: Reading) -> None:
    """Store readings with their voices, and cross-check."""
    for reading in readings:
        store.put_reading(reading, voices(reading), added_at=NOW)
    crosscheck(store, SIDES)


def test_store_gives_a_reading_back_as_it_was_put(store: Store) -> None:
    """Every field of every record survives, scores and empty tuples included."""
    reading = report("a", source="The Ministry", side="ukraine", day="2022-09-07", low=3, high=None)
    store.put_reading(reading, voices(reading), added_at=NOW)
    assert store.reading("a") == reading


@pytest.mark.parametrize(
    "text", ["lone \ud800 surrogate", "nul \x00 inside", "right to left \u202e and \U0001f600", "a\r\nb\u2028c"]
)
def test_store_keeps_a_text_to_the_letter(store: Store, text: str) -> None:
    """Characters that databases stumble over are kept, so that every span still points at its words."""
    put(store, report("a", text=text))
    kept = store.reading("a")
    assert kept is not None
    assert kept.document.text == text
    assert list(store.check()) == []


def test_store_leaves_the_same_document_alone(store: Store) -> None:
    """Adding a document a second time changes nothing and says so."""
    put(store, report("a"))
    before = (store.counts(), store.documents(), store.versions("a"), store.claims())
    again = store.put_reading(report("a"), voices(report("a")), added_at="2030-01-01T00:00:00+00:00")
    assert again.outcome is Outcome.UNCHANGED
    assert (store.counts(), store.documents(), store.versions("a"), store.claims()) == before
    assert store.stale_claims() == ()


def test_store_knows_which_fingerprints_it_has(store: Store) -> None:
    """A stored document is known by its fingerprint before anything is read in it."""
    put(store, report("a"))
    here, other = fingerprint(report("a").document), fingerprint(report("b").document)
    assert store.known([here, other]) == {here}


def test_store_makes_an_edited_text_a_new_version_of_its_page(store: Store) -> None:
    """The same id with another text is version 2; both can be read, the newest by default."""
    put(store, report("a", text="first text of it"), report("a", text="second text of it"))
    assert [v.number for v in store.versions("a")] == [1, 2]
    assert store.reading("a").document.text == "second text of it"  # type: ignore[union-attr]
    assert store.reading("a", number=1).document.text == "first text of it"  # type: ignore[union-attr]
    assert store.count_documents() == 1


def test_store_joins_documents_of_one_url(store: Store) -> None:
    """Two ids with one URL are versions of one page; each id finds its own text."""
    url = "https://example.org/live"
    put(store, report("a", url=url), report("b", url=url))
    assert store.documents()[0].page == "a"
    assert [v.document for v in store.versions("b")] == ["a", "b"]
    assert [d.id for d in store.all_documents()] == ["a", "b"]
    assert store.document("b").number == 2  # type: ignore[union-attr]


def test_store_forgets_nothing_of_an_earlier_version(store: Store) -> None:
    """Going back to an earlier text is a third version, as the page did say something else in between."""
    first, second = report("a", text="one"), report("a", text="two")
    put(store, first, second)
    put(store, replace(first, document=replace(first.document, title="again")))
    assert [v.number for v in store.versions("a")] == [1, 2, 3]


def test_store_rolls_a_failed_transaction_back(store: Store) -> None:
    """An error inside a transaction leaves nothing of it behind."""

    def put_and_fail() -> None:
        with store.transaction():
            put(store, report("a"))
            raise RuntimeError

    with pytest.raises(RuntimeError):
        put_and_fail()
    assert store.counts().documents == 0
    assert store.document("a") is None


@pytest.mark.parametrize(
    ("which", "expected"),
    [
        (DocumentFilter(), ["c", "b", "a"]),
        (DocumentFilter(day="2022-09-08"), ["a"]),
        (DocumentFilter(since="2022-09-09"), ["c", "b"]),
        (DocumentFilter(until="2022-09-09"), ["b", "a"]),
        (DocumentFilter(outlet="Other News"), ["b"]),
        (DocumentFilter(author="A. Writer"), ["c", "b", "a"]),
        (DocumentFilter(author="nobody"), []),
        (DocumentFilter(place=IZIUM.id), ["c"]),
        (DocumentFilter(source="the-mayor"), ["c"]),
        (DocumentFilter(topic=HappeningType.STRIKE), ["b"]),
        (DocumentFilter(outlet="Other News", day="2022-09-08"), []),
    ],
)
def test_store_lists_the_documents_that_fit(store: Store, which: DocumentFilter, expected: list[str]) -> None:
    """Every filter chooses by its field, filters add up, and the newest comes first."""
    put(
        store,
        report("a"),
        report("b", publisher="Other News", published="2022-09-09", type_=HappeningType.STRIKE),
        report("c", published="2022-09-10", place=IZIUM, source="Mayor", known="the-mayor"),
    )
    assert [d.id for d in store.documents(which)] == expected
    assert store.count_documents(which) == len(expected)


def test_store_finds_a_page_by_what_an_earlier_version_said(store: Store) -> None:
    """A page that no longer quotes a source is still found by it, once."""
    put(store, report("a", source="Mayor", known="the-mayor", text="one"), report("a", text="two"), report("a", text="three"))
    assert [d.id for d in store.documents(DocumentFilter(source="the-mayor"))] == ["a"]
    assert store.places()[0].documents == 1
    assert store.topics()[0].documents == 1


def test_store_pages_through_documents(store: Store) -> None:
    """Limit and offset cut the same list into pages."""
    put(store, *(report(f"d{n}", published=f"2022-09-0{n}") for n in range(1, 6)))
    paged = [store.documents(limit=2, offset=n)[0].id for n in range(5)]
    assert paged == [d.id for d in store.documents()]


def test_store_gives_claims_with_voices_and_standing(store: Store) -> None:
    """Two outlets that report one capture make one corroborated claim of two voices."""
    put(store, report("a"), report("b", publisher="Other News", text="an entirely different wording of the event"))
    (claim,) = store.claims()
    assert [v.document for v in claim.voices] == ["a", "b"]
    assert claim.standing is not None
    assert claim.standing.status is Status.CORROBORATED
    assert store.claim(claim.id) == claim


@pytest.mark.parametrize(
    ("which", "expected"),
    [
        (ClaimFilter(place=BALAKLIIA.id), 1),
        (ClaimFilter(type=HappeningType.CAPTURE), 2),
        (ClaimFilter(types=(HappeningType.STRIKE, HappeningType.TALKS)), 1),
        (ClaimFilter(status=Status.DENIED), 1),
        (ClaimFilter(day="2022-09-08"), 3),
        (ClaimFilter(since="2022-09-09"), 0),
        (ClaimFilter(source="the-mayor"), 1),
        (ClaimFilter(side="russia"), 1),
        (ClaimFilter(outlet="The Dispatch"), 3),
        (ClaimFilter(document="b"), 1),
        (ClaimFilter(document="nothing"), 0),
    ],
)
def test_store_lists_the_claims_that_fit(store: Store, which: ClaimFilter, expected: int) -> None:
    """Every filter of claims chooses by its field."""
    put(
        store,
        report("a"),
        report("b", type_=HappeningType.STRIKE, place=IZIUM, holder=None),
        report("c", place=IZIUM, source="Mayor", known="the-mayor", side="russia", stance=Stance.DENY),
    )
    assert len(store.claims(which)) == expected
    assert store.count_claims(which) == expected


def test_store_orders_claims_as_asked(store: Store) -> None:
    """By day the newest comes first; by origins the one with most."""
    put(
        store,
        report("a"),
        report("b", publisher="Other News", text="quite other words about that"),
        report("c", place=IZIUM, published="2022-09-09"),
    )
    assert [c.places[0].name for c in store.claims(order=ClaimOrder.DAY)] == ["Izium", "Balakliia"]
    assert [c.places[0].name for c in store.claims(order=ClaimOrder.ORIGINS)] == ["Balakliia", "Izium"]


def test_store_says_which_claims_a_version_touches(store: Store) -> None:
    """Each happening leads to its claims, for the marks in the text."""
    put(store, report("a"))
    (claim,) = store.claims()
    assert store.version_claims(store.document("a").version) == {"h-1": (claim.id,)}  # type: ignore[union-attr]


def test_store_replaces_the_rows_of_one_step_only(store: Store) -> None:
    """Coding again replaces the happenings, and says by which method; statements stay."""
    put(store, report("a", source="The Ministry"))
    coded = replace(report("a", type_=HappeningType.STRIKE, source="The Ministry"), made_by={"code": "test 2"})
    version = store.document("a").version  # type: ignore[union-attr]
    store.replace_step(version, "code", coded, voices(coded))
    crosscheck(store, SIDES)
    kept = store.reading("a")
    assert kept is not None
    assert [h.type for h in kept.happenings] == [HappeningType.STRIKE]
    assert (kept.made_by["code"], kept.made_by["attribute"]) == ("test 2", "test 1")
    assert [c.type for c in store.claims()] == [HappeningType.STRIKE]


def test_store_refuses_a_step_that_it_does_not_know(store: Store) -> None:
    """A wrong step is the caller's mistake and changes nothing."""
    put(store, report("a"))
    with pytest.raises(UsageError) as caught:
        store.replace_step(store.document("a").version, "guess", report("a"), ())  # type: ignore[union-attr]
    assert caught.value.code == "unknown-step"


def test_store_counts_sources_places_outlets_authors_topics_and_days(store: Store) -> None:
    """The lists of a site have the counts of what was put."""
    put(store, report("a", source="Mayor", known="the-mayor", side="ukraine"), report("b", publisher="Other News"))
    (source,) = store.sources()
    assert (source.key, source.name, source.side, source.statements, source.claims) == ("the-mayor", "Mayor", "ukraine", 1, 1)
    assert store.source("the-mayor") == source
    assert store.sources(side="russia") == ()
    (place,) = store.places()
    assert (place.place.name, place.documents, place.claims) == ("Balakliia", 2, 1)
    assert store.place("geonames:712886") == place
    assert [(o.name, o.documents, o.claims) for o in store.outlets()] == [("Other News", 1, 1), ("The Dispatch", 1, 1)]
    assert [(a.name, a.documents) for a in store.authors()] == [("A. Writer", 2)]
    assert [(t.name, t.documents, t.claims) for t in store.topics()] == [("capture", 2, 1)]
    assert [(d.name, d.documents, d.claims) for d in store.days()] == [("2022-09-08", 2, 1)]
    assert store.claim_places()[0][1] == 1


def test_store_searches_documents_and_claims(store: Store) -> None:
    """Words are found in any case and without accents, in the newest version only, and the excerpt marks them."""
    put(store, report("a", text="The café by the bridge"), report("a", text="The tavern by the bridge"))
    assert store.search("cafe") == ()
    (hit,) = store.search("TAVERN")
    assert (hit.kind, hit.id) == ("document", "a")
    assert "\x02tavern\x03" in hit.excerpt
    assert [h.kind for h in store.search("capture Balakl*", kind="claim")] == ["claim"]
    assert store.search('"by the bridge"')[0].id == "a"


@pytest.mark.parametrize(
    "words", ["", "   ", '"', '"""', "AND", "NEAR(", "*", "a*b", "-x", "title:", "\x00", "'; DROP TABLE claims;--"]
)
def test_store_takes_any_search_for_words(store: Store, words: str) -> None:
    """Nothing that a visitor types is syntax."""
    put(store, report("a"))
    assert isinstance(store.search(words), tuple)


def test_store_keeps_captures_once_and_to_the_byte(store: Store) -> None:
    """Bytes larger than one chunk come back as they were; the same bytes are kept once."""
    content = bytes(range(256)) * 9000
    digest = hashlib.sha256(content).hexdigest()
    capture = Capture(digest, content, "page.html", NOW, "text/html", 200, (("etag", "x"),))
    assert store.put_capture(capture)
    assert not store.put_capture(replace(capture, location="elsewhere"))
    assert store.capture(digest) == capture
    assert store.capture("0" * 64) is None
    assert list(store.check()) == []


def test_store_finds_a_capture_whose_bytes_are_not_its_digest(store: Store) -> None:
    """`check` recomputes digests: bytes under a wrong one are found."""
    store.put_capture(Capture("0" * 64, b"other bytes", "x", NOW))
    assert [p.code for p in store.check()] == ["capture-damaged"]


def test_store_finds_a_span_outside_its_text(store: Store) -> None:
    """`check` reports a record that points outside its document."""
    reading = report("a")
    short = Document("a", "short", published="2022-09-08")
    store.put_reading(replace(reading, document=short), (), added_at=NOW)
    assert {p.code for p in store.check()} == {"span"}


def test_store_keeps_timelines_stories_and_relations_as_put_last(store: Store) -> None:
    """Computed tables are replaced as a whole."""
    put(store, report("a"), report("b"))
    span = ControlSpan("p", "P", 1.0, 2.0, "2022-09-01", "2022-09-05", "UA", ("c-1",), "rule")
    outage = OutageSpan("p", "P", 1.0, 2.0, "power", "total", "2022-09-01", None, ("c-1",))
    for _ in range(2):
        store.put_control([span])
        store.put_outages([outage])
        store.put_stories({"a": "st-1", "b": "st-1"})
        store.put_relations([Relation("a", "b", "agree", (), None, ("c-1",))])
    assert store.control() == (span,)
    assert store.control(day="2022-09-06") == ()
    assert store.outages(day="2023-01-01") == (outage,)
    assert {d.story for d in store.documents(DocumentFilter(story="st-1"))} == {"st-1"}
    assert store.relations("b")[0].relation == "agree"


def test_store_keeps_baseline_settings_and_failures(store: Store) -> None:
    """What an operator brings is kept and can be replaced."""
    row = BaselineRow("p", "P", 1.0, 2.0, "2022-04-04", "UA")
    assert store.put_baseline([row, replace(row, place_id="q")]) == 2
    assert store.put_baseline([row]) == 1
    assert store.baseline() == (row,)
    store.put_setting("side.code.x", "X")
    assert store.settings()["side.code.x"] == "X"
    store.put_setting("side.code.x", "")
    assert "side.code.x" not in store.settings()
    store.put_failure("file", "bad-line", "line 3 is no JSON", NOW)
    store.put_failure("file", "bad-line", "line 3 is no JSON", "2023-01-01T00:00:00+00:00")
    assert [f[:2] for f in store.failures()] == [("file", "bad-line")]


def test_store_finds_claims_near_a_claim(store: Store) -> None:
    """Neighbours are of the types asked for, at the same place, within the days."""
    put(
        store,
        report("a"),
        report("b", holder="russia", type_=HappeningType.HOLD, agent="russia"),
        report("c", published="2022-09-20"),
    )
    first = next(c for c in store.claims() if c.voices[0].document == "a")
    near = store.neighbours(first.id, (HappeningType.HOLD, HappeningType.CAPTURE), 2)
    assert [store.claim(n).voices[0].document for n in near] == ["b"]  # type: ignore[union-attr]


def test_store_says_what_is_due_and_since_when(store: Store) -> None:
    """A report makes its document and its places due from its day on; a region that it may tell of as a whole as well."""
    region = replace(BALAKLIIA, id="geonames:706482", name="Kharkiv Oblast", kind=PlaceKind.ADMIN1)
    put(store, report("a"), report("b", place=region, share="total"), report("c", published="2022-09-01T10:00:00+00:00"))
    assert list(store.due(Due.DOCUMENT)) == ["c", "a", "b"]
    assert store.due(Due.PLACE) == {"geonames:712886": "2022-09-01", "geonames:706482": "2022-09-08"}
    assert store.due(Due.REGION) == {"Kharkiv": "2022-09-08"}
    store.settle(Due.DOCUMENT, ["a"])
    assert list(store.due(Due.DOCUMENT)) == ["c", "b"]
    store.all_due(Due.PLACE)
    assert set(store.due(Due.PLACE).values()) == {""}
    assert store.due(Due.REGION) == {}


def test_store_knows_the_places_that_voices_named(store: Store) -> None:
    """By id, by what lies around, by region, and by name alone where no map has it; also after nobody names them any more."""
    nowhere = replace(IZIUM, id=None, name="Zelenyi Hai, Izium", lat=None, lon=None)
    reading = report("a")
    put(store, reading, report("b", place=IZIUM), report("c", place=nowhere))
    store.replace_step(store.versions("a")[0].id, "code", replace(reading, happenings=()), ())
    assert [p.name for p in store.named_places(["geonames:712886", "geonames:1"])] == ["Balakliia"]
    assert [p.name for p in store.places_around(49.4, 36.8, 0.1)] == ["Balakliia"]
    assert {p.name for p in store.places_in("Kharkiv")} == {"Balakliia", "Izium", "Zelenyi Hai, Izium"}
    assert [p.name for p in store.places_called("zelenyi hai")] == ["Zelenyi Hai, Izium"]


def test_store_tells_what_was_said_of_a_place_and_of_a_region(store: Store) -> None:
    """Voices of a type after a day; of a region those that may mean all of it."""
    region = replace(BALAKLIIA, id="geonames:706482", name="Kharkiv Oblast", kind=PlaceKind.ADMIN1)
    put(store, report("a"), report("b", published="2022-09-09T00:30:00+00:00"), report("c", type_=HappeningType.TALKS))
    put(store, report("d", place=region), report("e", place=region, share="total"))
    capture = [HappeningType.CAPTURE]
    assert [v.document for v in store.told_of(capture, "geonames:712886")] == ["a", "b"]
    assert [v.document for v in store.told_of(capture, "geonames:712886", "2022-09-08")] == ["b"]
    assert [v.document for v in store.told_of_whole(capture, "Kharkiv")] == ["e"]
    (claim,) = store.claims_about(capture, "geonames:712886", "2022-09-08")
    assert {v.document for v in claim.voices} >= {"a", "b"}
    assert store.claims_about(capture, "geonames:712886", "2022-09-10") == ()


def test_store_puts_control_from_a_day_on_and_lets_the_rest_end_later(store: Store) -> None:
    """Spans before the day stay; waymarks say how far a place was followed and when it moves on."""
    first = ControlSpan("p", "P", 1.0, 2.0, "2022-09-01", "2022-09-05", "RU", (), "rule")
    second = replace(first, from_date="2022-09-06", to_date="2022-09-08", holder="UA")
    store.put_control([first, second])
    store.put_control([replace(second, holder="CONTESTED")], {"p": "2022-09-06"})
    assert [s.holder for s in store.control()] == ["RU", "CONTESTED"]
    store.extend_control("2022-09-08", "2022-09-10")
    assert [s.to_date for s in store.control()] == ["2022-09-05", "2022-09-10"]
    assert store.last_control() == "2022-09-10"
    marks = [Waymark("p", "2022-09-01", "2022-09-20", "{}"), Waymark("q", "2022-09-01", None, "{}")]
    store.put_waymarks(marks)
    assert store.waymarks(["p", "x"]) == {"p": marks[0]}
    assert (store.moving("2022-09-19"), store.moving("2022-09-20")) == ((), ("p",))


def test_store_forgets_links_in_both_directions(store: Store) -> None:
    """Of the nodes that are named, those that are weaker."""
    store.put_links(LinkKind.STORY, "a", {"b": 0.5, "c": 0.2})
    store.put_links(LinkKind.STORY, "b", {"a": 0.5, "d": 0.2})
    store.drop_links(LinkKind.STORY, ["a"], 0.4)
    assert [store.links(LinkKind.STORY, node) for node in "abcd"] == [{"b": 0.5}, {"a": 0.5, "d": 0.2}, {}, {"b": 0.2}]
