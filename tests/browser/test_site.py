"""The site in a real browser: keys, the map, no scripts, no complaints, nothing from elsewhere."""

from itertools import pairwise
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from small_casebook import EDITED_DOCUMENT, HOSTILE_DOCUMENT, small_casebook

from onrecord.publish.links import key_to_slug
from onrecord.records import HappeningType
from onrecord.store import open_store


@pytest.fixture(scope="module")
def capture(casebook):
    with open_store(casebook) as store:
        return next(c.id for c in store.all_claims() if c.type is HappeningType.CAPTURE)


@pytest.fixture(scope="module")
def kinds(casebook, capture):
    """One address of each kind of page, and those that hold hostile words."""
    with open_store(casebook) as store:
        hostile_claim = next(c.id for c in store.all_claims() if c.type is HappeningType.DAMAGE)
        hostile_source = next(s.key for s in store.sources() if "script" in s.name)
        hostile_place = next(p.place.id for p in store.places() if "script" in p.place.name)
        hostile_outlet = next(o.name for o in store.outlets() if "script" in o.name)
        hostile_author = next(a.name for a in store.authors() if "script" in a.name)
    lists = ["/", "/about", "/documents", "/claims", "/sources", "/places", "/outlets", "/authors", "/topics", "/days", "/map"]
    lists += ["/judgements", "/edits", "/corrections"]
    things = [
        f"/claims/{capture}",
        "/documents/herald-1",
        "/documents/wire-1",
        "/documents/ar-1",
        f"/versions/1/{EDITED_DOCUMENT}",
        f"/edits/{EDITED_DOCUMENT}",
    ]
    hostile = [
        f"/claims/{hostile_claim}",
        f"/documents/{key_to_slug(HOSTILE_DOCUMENT)}",
        f"/sources/{key_to_slug(hostile_source)}",
    ]
    hostile += [f"/places/{key_to_slug(hostile_place)}", f"/outlets/{key_to_slug(hostile_outlet)}"]
    hostile += [f"/authors/{key_to_slug(hostile_author)}", "/search?q=%3Cscript%3Ealert(1)%3C/script%3E", "/search?q=rained"]
    return [*lists, *things, *hostile, "/topics/capture", "/days/2031-05-08", "/places/geonames.1001", "/outlets/Wire_Desk"]


def settled(page):
    """Wait until the page has loaded and its map, if any, is drawn."""
    page.wait_for_load_state("networkidle")
    if page.locator("[data-map]").count() and page.locator("[data-point]").count():
        page.wait_for_selector("[data-map][data-state=drawn]")


def test_no_page_complains_or_asks_elsewhere(open_page, site, kinds):
    """No page has an error, a blocked request, a script that a document brought, or a request outside this machine."""
    watched = open_page()
    for address in kinds:
        watched.page.goto(site + address)
        settled(watched.page)
        assert watched.page.title().endswith("Onrecord"), address
        assert watched.page.title() != "owned"
        assert watched.complaints == [], address
    foreign = [
        url for url in watched.requests if urlsplit(url).hostname != "127.0.0.1" and not url.startswith(("data:", "blob:"))
    ]
    assert foreign == []


@pytest.mark.parametrize("width", [390, 1440])
def test_no_page_scrolls_sideways(open_page, site, kinds, width):
    """Every page fits a phone and a desk, and so does every table in it: on a phone its cells stand under each other."""
    watched = open_page(width)
    for address in kinds:
        watched.page.goto(site + address)
        assert watched.page.evaluate("document.documentElement.scrollWidth") <= width, address
        boxes = "[...document.querySelectorAll('.scroll')].filter((box) => box.scrollWidth > box.clientWidth + 1).length"
        assert watched.page.evaluate(boxes) == 0, address


def test_the_tab_key_reaches_a_mark_and_enter_opens_its_claim(open_page, site, capture):
    """From the top of an article, keys alone lead to the first statement and on to its claim."""
    page = open_page().page
    page.goto(f"{site}/documents/herald-1")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to content"
    page.keyboard.press("Enter")
    for _ in range(12):
        page.keyboard.press("Tab")
        if page.evaluate("!!document.activeElement.closest('.rows mark')"):
            break
    else:
        pytest.fail("no mark has the focus after twelve steps")
    assert "Northern troops have taken Orlik" in page.evaluate("document.activeElement.closest('mark').textContent")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/claims/{capture}")


def test_each_mark_is_one_stop_of_the_tab_key(open_page, site):
    """A statement in two pieces, with a nested one, is passed in as many steps as there are statements."""
    page = open_page().page
    page.goto(f"{site}/documents/herald-1")
    stops = page.locator(".rows .text a:not([tabindex='-1'])").count()
    assert stops == page.locator(".rows .note").count() == 5


def test_a_click_on_a_quotation_leads_back_to_the_words(open_page, site, capture):
    """The sentence on the claim page opens the article at its mark."""
    page = open_page().page
    page.goto(f"{site}/claims/{capture}")
    page.locator("blockquote a").first.click()
    page.wait_for_url("**/documents/herald-1#s-*")
    assert page.locator("mark:target").inner_text().replace("\n", " ").startswith("Northern troops have taken Orlik")
    assert page.evaluate("document.querySelector('mark:target').getBoundingClientRect().top") < 900


def test_mark_and_note_light_up_together(open_page, site):
    """Pointing at words lights their note, all their pieces included."""
    page = open_page().page
    page.goto(f"{site}/documents/herald-1")
    page.locator(".rows mark.said").nth(1).hover()
    page.wait_for_selector(".note.is-lit")
    assert page.locator(".note.is-lit .n").inner_text() == "2"
    assert page.locator("mark.is-lit").count() == 2


def test_everything_can_be_read_without_scripts(open_page, site, capture):
    """With JavaScript off, marks lead to claims, search and days are forms, and the map's list is complete."""
    page = open_page(java_script_enabled=False).page
    page.goto(f"{site}/documents/herald-1")
    assert page.locator(".note").first.is_visible()
    page.locator(".rows mark a").first.click()
    page.wait_for_url(f"**/claims/{capture}")
    page.locator("#q").fill("fairy tale")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=fairy+tale")
    assert page.locator(".hits mark").count() >= 2
    page.goto(f"{site}/map")
    page.locator("#day").fill("2031-05-08")
    page.locator(".day-form button").click()
    page.wait_for_url("**/map?day=2031-05-08")
    assert page.locator(".twin tbody tr").filter(has_text="Orlik").filter(has_text="Contested").count() == 1
    assert page.locator(".map").is_hidden()


def test_the_map_is_drawn_offline_with_named_markers(open_page, site):
    """The base map has land and water in it, and every place of the list has a marker that keys reach."""
    watched = open_page()
    page = watched.page
    page.goto(f"{site}/map")
    settled(page)
    assert page.locator(".marker").count() == page.locator("#known [data-point]").count()
    assert {"Orlik", "Duby"} <= set(page.locator(".marker").all_inner_texts())
    marker = page.get_by_role("button", name="Orlik: what is known")
    marker.focus()
    page.keyboard.press("Enter")
    page.wait_for_selector(".maplibregl-popup a")
    assert "Capture of Orlik" in page.locator(".maplibregl-popup").inner_text()
    assert any(url.endswith("/static/map/world.json") for url in watched.requests)
    picture = page.locator(".maplibregl-canvas").screenshot()
    assert len(set(picture)) > 100


def test_the_slider_turns_the_map_back(open_page, site):
    """Moving the slider changes the day, the list, the markers and the address together."""
    page = open_page().page
    page.goto(f"{site}/map")
    settled(page)
    slider = page.locator("#slide")
    last = int(slider.get_attribute("max"))
    days = [link.get_attribute("data-day") for link in page.locator(".days a").all()]
    slider.focus()
    for _ in range(last - days.index("2031-05-08")):
        page.keyboard.press("ArrowLeft")
    page.wait_for_selector("#known[data-day='2031-05-08']")
    assert page.url.endswith("/map?day=2031-05-08")
    assert page.locator("#slide-day").inner_text() == "8 May 2031"
    row = page.locator(".twin tbody tr").filter(has_text="Orlik")
    assert "Contested" in row.inner_text()
    page.wait_for_function(
        "document.querySelectorAll('.marker').length === document.querySelectorAll('#known [data-point]').length"
    )


def test_notes_wait_behind_their_summary_on_a_phone(open_page, site):
    """On a narrow screen the text can be read through; a tap shows who says it."""
    page = open_page(390).page
    page.goto(f"{site}/documents/herald-1")
    assert page.locator(".note").first.is_hidden()
    page.locator(".notes summary").first.click()
    assert page.locator(".note").first.is_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_all_text_has_enough_contrast(open_page, site, kinds, scheme):
    """Every visible word has a contrast of at least 4.5 to 1 against what lies under it (WCAG 2.2, 1.4.3)."""
    page = open_page(color_scheme=scheme).page
    contrast = (Path(small_casebook.__code__.co_filename).parent / "contrast.js").read_text(encoding="utf-8")
    for address in kinds:
        page.goto(site + address)
        assert page.evaluate(contrast) == [], address


def test_headings_go_down_by_one_and_controls_have_names(open_page, site, kinds):
    """Each page has one first heading, skips no level, has no id twice, and every control has a name."""
    page = open_page().page
    for address in kinds:
        page.goto(site + address)
        levels = page.evaluate("[...document.querySelectorAll('h1,h2,h3,h4')].map(h => Number(h.tagName[1]))")
        assert levels.count(1) == 1, address
        assert all(after - before <= 1 for before, after in pairwise(levels)), (address, levels)
        ids = page.evaluate("[...document.querySelectorAll('[id]')].map(e => e.id)")
        assert len(ids) == len(set(ids)), address
        nameless = page.evaluate(
            "[...document.querySelectorAll('a[href], button, input')].filter(e => e.checkVisibility() && "
            "!(e.textContent.trim() || e.getAttribute('aria-label') || e.labels?.length)).map(e => e.outerHTML)"
        )
        assert nameless == [], address
