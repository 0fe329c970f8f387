"""The static site: the same pages as files, linked relatively."""

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from small_casebook import ATTACK, small_casebook

from onrecord.errors import UsageError
from onrecord.publish import build
from onrecord.store import open_store


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    folder = tmp_path_factory.mktemp("site")
    with open_store(small_casebook(folder / "small.db", extra=50, judged=True)) as store:
        build(store, folder / "out")
    return folder / "out"


def test_every_link_of_the_static_site_leads_to_a_file(site):
    """Relative links of every page, style sheets and scripts included, name files that were written."""
    missing = set()
    checked = 0
    for page in site.rglob("*.html"):
        for target in re.findall(r'(?:href|src)="([^"]*)"', page.read_text(encoding="utf-8")):
            if target.startswith(("#", "http")):
                continue
            checked += 1
            if not (page.parent / target.split("#")[0]).resolve().is_file():
                missing.add((str(page.relative_to(site)), target))
    assert checked > 1000
    assert missing == set()


def test_every_rule_that_a_line_of_control_names_is_explained(site):
    """The name of a rule leads to its place on the page of words."""
    explained = set(re.findall(r'id="(rule-[\w-]+)"', (site / "about.html").read_text(encoding="utf-8")))
    named = {rule for page in site.rglob("*.html") for rule in re.findall(r"#(rule-[\w-]+)", page.read_text(encoding="utf-8"))}
    assert named
    assert named <= explained


def test_static_pages_carry_the_policy_that_no_server_sets_for_them(site):
    """The site may lie on any web server; what its pages may load, they say themselves."""
    for page in site.rglob("*.html"):
        assert "default-src &#39;none&#39;; script-src &#39;self&#39;" in page.read_text(encoding="utf-8"), page


def test_no_static_page_links_to_the_root_of_a_server(site):
    """The folder can lie anywhere on a server."""
    for page in site.rglob("*.html"):
        assert not re.search(r'(?:href|src|action)="/', page.read_text(encoding="utf-8")), page


def test_nothing_is_written_outside_the_folder(site):
    """Ids with slashes and dots stay names of files."""
    assert {p.name for p in site.parent.iterdir()} <= {"out", "small.db", "small.db-wal", "small.db-shm"}
    assert any("hostile~2F" in p.name for p in (site / "documents").iterdir())


def test_static_pages_escape_hostile_words(site):
    """What attacks a reader of the served site does not in files either."""
    for page in site.rglob("*.html"):
        assert ATTACK not in page.read_text(encoding="utf-8")


def test_building_again_writes_the_same(site, tmp_path):
    """A second build of the same casebook gives the same files."""
    before = {p.relative_to(site): p.read_bytes() for p in site.rglob("*.html")}
    with open_store(site.parent / "small.db", read_only=True) as store:
        build(store, site)
    assert {p.relative_to(site): p.read_bytes() for p in site.rglob("*.html")} == before


def test_a_folder_with_other_files_is_left_alone(tmp_path):
    """A build never writes over what it did not write."""
    (tmp_path / "thesis.txt").write_text("mine", encoding="utf-8")
    with open_store(tmp_path / "c.db", create=True) as store, pytest.raises(UsageError) as caught:
        build(store, tmp_path)
    assert caught.value.code == "folder-in-use"


def test_static_files_are_small():
    """All that the site ships besides pages stays under four megabytes."""
    import onrecord.publish

    static = Path(onrecord.publish.__file__).parent / "static"
    assert sum(p.stat().st_size for p in static.rglob("*") if p.is_file()) < 4_000_000


def test_a_site_that_knows_its_address_has_feeds_that_lead_back_to_its_files(site, tmp_path):
    """Feeds need whole addresses: with one each entry leads to a file, and every page names the feeds; without there are none."""
    with open_store(site.parent / "small.db", read_only=True) as store:
        build(store, tmp_path / "out", address="https://example.org/record/")
    for name in ("claims", "edits"):
        feed = ElementTree.fromstring((tmp_path / "out" / "feeds" / f"{name}.atom").read_bytes())
        links = [link.get("href") for link in feed.iter("{http://www.w3.org/2005/Atom}link")]
        assert len(links) > 2
        for link in links:
            assert (tmp_path / "out" / link.removeprefix("https://example.org/record/").split("#")[0]).is_file()
    page = next((tmp_path / "out" / "claims").glob("*.html")).read_text(encoding="utf-8")
    assert 'type="application/atom+xml" title="Newest claims" href="../feeds/claims.atom"' in page
    assert not (site / "feeds").exists()
    assert "atom+xml" not in (site / "index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("address", ["example.org", "file:///srv/site", "https://example.org/?a=1", "https://exa mple.org"])
def test_an_address_that_is_none_is_told_before_anything_is_written(site, tmp_path, address):
    """One clear error; no folder is made."""
    with open_store(site.parent / "small.db", read_only=True) as store, pytest.raises(UsageError, match="option address"):
        build(store, tmp_path / "out", address=address)
    assert not (tmp_path / "out").exists()
