"""Context records: what each page says about a casebook."""

import json
import re
from dataclasses import replace
from html import unescape

import pytest
from small_casebook import EDITED_DOCUMENT, small_casebook

from onrecord.errors import UsageError
from onrecord.publish import as_json, pages, render
from onrecord.publish.pages.parts import claim_line, entry_line
from onrecord.publish.pages.quotes import PARAGRAPHS, article_page_number
from onrecord.records import EditKind, HappeningType, PlaceKind
from onrecord.records.claim import Status
from onrecord.store import open_store


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    with open_store(small_casebook(tmp_path_factory.mktemp("pages") / "small.db", extra=90)) as made:
        yield made


@pytest.fixture(scope="module")
def capture(store):
    return next(c for c in store.all_claims() if c.type is HappeningType.CAPTURE)


def test_lines_of_lists_equal_those_made_from_voices(store):
    """A claim listed without its voices shows the same outlets, counts and days as one read with them."""
    listed = {e.claim.id: _plain(entry_line(e)) for e in store.claim_entries(limit=-1)}
    assert listed == {c.id: _plain(claim_line(c)) for c in store.all_claims()}
    capture = next(e for e in store.claim_entries(limit=-1) if e.claim.type is HappeningType.CAPTURE)
    assert capture.outlets == ("Northern Herald", "Southern Monitor", "Wire Desk")


def _plain(line):
    """The line with its outlets in order of name: those that report on the same day have no other order."""
    return replace(line, outlets=tuple(sorted(line.outlets)))


def test_front_page_shows_newest_first_and_the_last_days_situation(store):
    """The front page leads with the last change, and counts claims by how they stand."""
    page = pages.front_page(store)
    assert page.last_day == "2031-05-10"
    assert page.latest[0].changed == max(line.changed for line in page.latest)
    assert [line.status for line in page.conceded] == [Status.CONCEDED]
    assert dict(page.statuses)[Status.CONCEDED] == 1
    assert dict(page.holders) == {"NO": 2, "SO": 1}
    assert [span.name for span in page.control] == ["Orlik"]
    assert [span.service for span in page.outages] == ["power"]


def test_claim_page_parts_voices_and_counts_echoes_once(store, capture):
    """Who makes and who denies a claim stand apart; an echo names the voice that it repeats."""
    page = pages.claim_page(store, capture.id)
    assert [(line.ordinal, line.source, line.same_as) for line in page.makes] == [
        (1, "Mira Holt", None),
        (3, "Mira Holt", 1),
        (4, "Petr Lund", None),
    ]
    assert [(line.ordinal, line.source) for line in page.denies] == [(2, "Petr Lund")]
    assert [change.status for change in page.history] == [Status.REPORTED, Status.DISPUTED, Status.CONCEDED]
    assert page.makes[1].summary_of == "Wire Desk"


def test_claim_page_says_what_no_voice_tells_and_which_words_were_taken_back(store, capture):
    """Both as the cross-check found them; without either there is no word of it."""
    page = pages.claim_page(store, capture.id)
    assert page.unknown == capture.standing.unknown
    told = replace(page, unknown=("nobody says where",), makes=(replace(page.makes[0], withdrawn="2031-05-09T10:00:00+00:00"),))
    html = render(told, settings=store.settings())
    assert re.search(r'id="unknown">What is not known</h2><ul><li>nobody says where</li></ul>', html)
    assert "withdrawn 9 May 2031" in html
    bare = render(replace(told, unknown=(), makes=page.makes), settings=store.settings())
    assert 'id="unknown"' not in bare
    assert "withdrawn" not in bare


def test_quotes_hold_the_whole_sentence_and_mark_its_content(store, capture):
    """A voice shows the sentence that it stands in, with what is said marked and who says it around."""
    first = pages.claim_page(store, capture.id).makes[0].quote
    assert first.text.strip() == "Northern troops have taken Orlik after four days of fighting, Mira Holt said on Thursday."
    assert first.html.startswith("<mark>Northern troops have taken Orlik after four days of fighting</mark>, Mira")


def test_article_notes_stand_beside_the_paragraph_where_their_words_begin(store):
    """Each statement and own-voice happening has one note; nested ones say inside which."""
    page = pages.article_page(store, "herald-1")
    notes = [(row.notes, row) for row in page.rows if row.notes]
    assert [[note.number for note in some] for some, _ in notes] == [[1, 2], [3, 4], [5]]
    nested = notes[1][0][1]
    assert (nested.source, nested.nested_in, nested.evidence) == ("residents", 3, ("eyewitness",))
    own = notes[2][0][0]
    assert (own.own, own.source, own.happenings[0].type) == (True, "Northern Herald", HappeningType.STRIKE)
    assert own.happenings[0].places[0].id is None
    assert [row.block.skipped for row in page.rows if row.block.skipped] == ["byline", "author box"]
    assert page.rows[0].repeats_title


def test_article_links_marks_to_their_claims(store, capture):
    """Words that a claim rests on lead to it; words without a claim lead to their own note."""
    html = "".join(row.block.html for row in pages.article_page(store, "herald-1").rows)
    assert f'href="/claims/{capture.id}"' in html
    assert 'href="#note-s-' in html


def test_versions_are_shown_apart_and_claims_lead_to_the_one_they_were_read_from(store):
    """An edited document's first version stays readable, and its claims lead there."""
    newest, first = pages.article_page(store, EDITED_DOCUMENT), pages.article_page(store, EDITED_DOCUMENT, number=1)
    assert (newest.number, newest.newest, first.newest) == (2, True, False)
    assert not any(row.notes for row in newest.rows)
    claim = next(c for c in store.all_claims() if c.type is HappeningType.ENCIRCLEMENT)
    (gone,) = newest.edit.edit.claims
    assert (gone.kind, gone.before.claim, gone.after) == (EditKind.VANISHED, claim.id, None)
    assert first.edit is None
    assert pages.claim_page(store, claim.id).makes[0].version == 1


def test_map_shows_each_day_as_it_was_known_then(store):
    """Turned back, the map shows the status and the holder of that day and nothing reported later."""
    early = {place.name: place for place in pages.map_page(store, day="2031-05-08").places}
    late = {place.name: place for place in pages.map_page(store).places}
    assert (early["Orlik"].holder, late["Orlik"].holder) == ("CONTESTED", "NO")
    capture = {claim.type: claim.status for claim in early["Orlik"].claims}[HappeningType.CAPTURE]
    assert capture is Status.DISPUTED
    assert HappeningType.RESTORATION not in {claim.type for claim in early["Duby"].claims}
    assert HappeningType.RESTORATION in {claim.type for claim in late["Duby"].claims}
    assert early["Orlik"].radius_m == 2500


@pytest.mark.parametrize(
    ("id_", "kind", "drawn_as"),
    [
        ("geonames:706482", PlaceKind.ADMIN1, "Polygon"),
        ("onrecord:oskil-river", PlaceKind.RIVER, "LineString"),
        ("geonames:706483", PlaceKind.SETTLEMENT, None),
        ("geonames:1", PlaceKind.REGION, None),
        (None, PlaceKind.REGION, None),
    ],
    ids=["region", "river", "settlement", "unknown-id", "no-id"],
)
def test_map_gives_regions_and_rivers_as_they_lie(store, id_, kind, drawn_as):
    """A region has its outline and a river its course beside the point; everything else is left to the ring."""
    page = pages.map_page(store)
    html = render(replace(page, places=(replace(page.places[0], id=id_, kind=kind),)), settings=store.settings())
    found = re.search(r'data-outline="([^"]+)"', html)
    assert (found is not None) == (drawn_as is not None)
    if found is not None:
        drawn = json.loads(unescape(found.group(1)))
        assert drawn["type"] == drawn_as
        assert any(
            36 < lon < 38.5 and 49 < lat < 51
            for part in drawn["coordinates"]
            for lon, lat in (part if drawn_as == "Polygon" else [part])
        )


def test_map_before_the_record_holds_no_claim(store):
    """A day before every report shows only what the baseline says."""
    assert [(p.name, p.count) for p in pages.map_page(store, day="2031-03-01").places] == []
    assert [(p.name, p.count, p.holder) for p in pages.map_page(store, day="2031-05-02").places if p.holder] == [
        ("Duby", 28, "SO"),
        ("Selo", 0, "NO"),
        ("Orlik", 0, "SO"),
    ]


def test_a_place_that_only_the_baseline_names_has_a_page(store):
    """Every place on the map leads somewhere, named in a document or not."""
    page = pages.place_page(store, "geonames:1009")
    assert (page.title, page.place.documents, [span.holder for span in page.control]) == ("Selo", 0, ["NO"])
    with pytest.raises(UsageError):
        pages.place_page(store, "geonames:404")


def test_lists_page_through_everything_once(store):
    """All pages of a list together hold every document once."""
    seen: list[str] = []
    number, last = 1, 2
    while number <= last:
        page = pages.documents_page(store, page=number)
        last = page.pager.pages
        seen += [entry.page for entry in page.documents]
        number += 1
    assert len(seen) == len(set(seen)) == store.count_documents()


@pytest.mark.parametrize("page", [0, -1, 99])
def test_pages_that_a_list_has_not_are_not_found(store, page):
    """A list says that it has no such page, whichever list it is."""
    for read in (pages.documents_page, pages.claims_page, pages.sources_page, pages.places_page):
        with pytest.raises(UsageError) as caught:
            read(store, page=page)
        assert caught.value.code == "not-found"


def test_long_articles_are_cut_into_pages():
    """Words late in a long text are on the page that their paragraph falls on."""
    text = "\n\n".join(f"Paragraph {n}." for n in range(3 * PARAGRAPHS))
    assert article_page_number(text, 0) == 1
    assert article_page_number(text, text.index(f"Paragraph {PARAGRAPHS}.")) == 2
    assert article_page_number(text, len(text) - 1) == 3


def test_every_context_is_plain_json(store, capture):
    """The API's form of a page holds nothing that JSON has no word for, and says its kind."""
    for page in (
        pages.front_page(store),
        pages.claim_page(store, capture.id),
        pages.article_page(store, "herald-1"),
        pages.map_page(store),
    ):
        data = json.loads(json.dumps(as_json(page)))
        assert data["kind"] == page.kind
        assert data["title"] == page.title


def test_summaries_say_whose_report_they_sum_up(store):
    """A document that only sums up what an outlet published says so, with a link to the original."""
    html = render(pages.article_page(store, "wire-1"))
    assert "Summary by Onrecord of what <bdi>Wire Desk</bdi> published." in html
    assert '<a href="https://wire.example/2" rel="noopener nofollow ugc">Read the original</a>' in html


def test_text_from_right_to_left_says_its_language_and_direction(store):
    """An Arabic document's text carries its own lang and dir; the notes beside it do not."""
    html = render(pages.article_page(store, "ar-1"))
    assert '<div class="rows" lang="ar" dir="rtl">' in html
    assert '<details class="notes" open lang="en" dir="ltr">' in html


def test_an_empty_casebook_has_a_front_page_and_a_map(tmp_path):
    """Before the first document every page still answers, and the front page says how to begin."""
    with open_store(tmp_path / "empty.db", create=True) as store:
        assert "onrecord add" in render(pages.front_page(store))
        for read in (
            pages.map_page,
            pages.claims_page,
            pages.documents_page,
            pages.sources_page,
            pages.places_page,
            pages.about_page,
        ):
            assert render(read(store)).rstrip().endswith("</html>")


def test_the_desk_leads_back_to_the_version_that_holds_the_words(store):
    """Words that an edit took out stand in the older version alone."""
    for edited in store.edited():
        versions = [store.reading(version.id) for version in store.versions(edited.page)]
        names = [{said.id for said in reading.statements} | {h.id for h in reading.happenings} for reading in versions]
        for gone in names[0] - names[-1]:
            about = pages.desk_page(store, gone, token="t").about
            assert (about.kind, about.key) == ("versions/1", edited.page)
            return
    pytest.fail("no edit of the small casebook takes anything out")


def test_what_the_baseline_alone_says_is_folded_away(store):
    """The situation and the map lead with what rests on claims, and keep the rest in a list of names."""
    for page in (pages.situation_page(store), pages.map_page(store)):
        html = render(page)
        table, _, folded = html.partition('<details class="folded"')
        assert "Orlik" in table
        assert "as at the start of the record" in folded
        assert folded.count("/places/") >= 1


def test_pages_tell_programs_what_they_are(store, capture):
    """A description for search engines and previews, and no searching of forms and errors."""
    claim = render(pages.claim_page(store, capture.id))
    assert '<meta name="description" content="Conceded: ' in claim
    assert '<meta property="og:title" content="Capture of Orlik' in claim
    assert '<meta name="robots" content="noindex">' in render(pages.search_page(store, "Orlik"))
    assert "noindex" not in claim
