"""What in plain text is not reporting."""

from __future__ import annotations

import pytest

from onrecord.collect import find_skipped
from onrecord.collect.furniture import byline_names

REPORT = (
    "The bridge at Dorn was reopened on Monday, the mayor said.\n\n"
    "Lorries had waited on both banks since the flood.\n\n"
    "Engineers will inspect the piers again in October, the ministry announced.\n\n"
    "Residents said that the detour had cost them an hour a day."
)


def skipped(text: str, title: str | None = None) -> list[tuple[str, str]]:
    return [(s.why, s.span.of(text)) for s in find_skipped(text, title=title)]


def under(*lines: str) -> str:
    """The report with these lines below it."""
    return "\n\n".join([REPORT, *lines])


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("Back to top", "page navigation"),
        ("Translated by Anna Dorn.", "note on the text"),
        ("Summary by the desk of what the Harbour Post wrote; the original is at the link.", "note on the text"),
        ("Back to top button", "page navigation"),
        ("Skip to main content", "page navigation"),
        ("Tags: bridges, floods", "page navigation"),
        ("Advertisement", "advertisement"),
        ("Article continues below", "advertisement"),
        ("We use cookies to improve your experience. Read our privacy policy.", "cookie or consent notice"),
        ("By continuing to use this site you agree to our terms of use.", "cookie or consent notice"),
        ("Accept all cookies", "cookie or consent notice"),
        ("Ми використовуємо файли cookie для роботи сайту.", "cookie or consent notice"),
        ("Privacy Policy | Terms of Use | Contact us", "legal links"),
        ("Subscribe to our newsletter", "subscription notice"),
        ("Sign up for the morning newsletter and never miss a story.", "subscription notice"),
        ("Follow Dorn Post on Twitter and Facebook.", "subscription notice"),
        ("Підписуйтесь на наш канал", "subscription notice"),
        ("Share this article", "share bar"),
        ("Facebook Twitter WhatsApp Copy link", "share bar"),
        ("Share on Facebook | Share on X", "share bar"),
        ("Поділитися", "share bar"),
        ("1.2k shares", "share bar"),
        ("Leave a comment", "comments"),
        ("Comments (12)", "comments"),
        ("Read more: Dam holds, engineers say", "teaser"),
        ("READ ALSO: Dam holds, engineers say", "teaser"),
        ("Читайте також: Гребля стоїть, кажуть інженери", "teaser"),
        ("Photo: Maria Vance/Dorn Post", "image credit"),
        ("(AP Photo/Maria Vance)", "image credit"),
        ("Maria Vance/AFP via Getty Images", "image credit"),
        ("Image source, Getty Images", "image credit"),
        ("Фото: Марія Ванс", "image credit"),
        ("© 2022 Dorn Post", "copyright line"),
        ("Copyright Dorn Post. All rights reserved.", "copyright line"),
        ("This article was originally published on Dorn Post.", "copyright line"),
        ("(Reporting by Maria Vance; Editing by Jon Ek)", "byline"),
        ("Jon Ek in Lund contributed to this report.", "byline"),
        ("Published: 12 September 2022 at 18:30 GMT", "dateline"),
        ("Last updated on Mon 12 Sep 2022 09.15 BST", "dateline"),
        ("4 min read", "dateline"),
        ("You may also like", "related articles"),
    ],
)
def test_find_skipped_knows_what_pages_put_around_reports(line: str, why: str) -> None:
    """Each kind of page furniture is skipped with its reason, and nothing else is."""
    assert skipped(under(line)) == [(why, line)]


@pytest.mark.parametrize(
    "line",
    [
        "By Friday the bridge was closed again.",
        "By Monday Morning",
        "Share prices fell by a tenth, the bank said.",
        "Follow-up talks are to be held in October, he told us.",
        "Like the governor before him, he blamed the channel on Telegram, which had posted the video.",
        "Read the ministry's answer and you see that it denies nothing, she said.",
        "Photographs of the bridge show two holes, according to the institute.",
        "The Facebook page of the ministry said that power was back.",
        "Watch towers were built along the river, residents said.",
        "Related talks broke down, the envoy said.",
        "Cookies and blankets were handed out to the refugees, the Red Cross said.",
        "We use every shell that we get, the commander said.",
        "Sources: two officials said that the dam was mined, which the army denied.",
        "He is the editor of a paper in Dorn.",
        "Support for the channel on Telegram has fallen, analysts said.",
        "The author said the video was old.",
        "Advertisements for soldiers hang in the metro, the paper reported.",
        "Image rights were not discussed, the federation said.",
        "Top of the agenda was the exchange of prisoners.",
        "More on the main front: shelling went on near Dorn, the staff said.",
        "I am a doctor and I have seen forty wounded, she told reporters.",
    ],
)
def test_find_skipped_leaves_reporting_alone(line: str) -> None:
    """Sentences that begin like page furniture stay, in the middle and at the end of a report."""
    assert skipped(f"{REPORT}\n\n{line}\n\n{REPORT}") == []
    assert skipped(under(line)) == []


def test_find_skipped_takes_an_author_box_in_the_first_person() -> None:
    """A name on its own line and what its bearer says of themselves go together."""
    life = "I am a writer with ten years of practice. I love to report on rivers and bridges."
    assert skipped(under("Maria Vance", life)) == [("author box", f"Maria Vance\n\n{life}")]


def test_find_skipped_takes_an_author_box_in_the_third_person() -> None:
    """So do a name and what the paper says of its bearer."""
    life = "Maria Vance is a reporter at Dorn Post covering rivers. Follow her on Twitter."
    assert skipped(under("About the author", life)) == [("author box", f"About the author\n\n{life}")]
    assert skipped(under(life)) == [("author box", life)]


def test_find_skipped_keeps_a_witness_under_a_heading() -> None:
    """A name as a heading over somebody's own words is no author box."""
    assert skipped(under("Maria Vance", "I am a baker and I have lost my shop, she told the paper.")) == []


def test_find_skipped_takes_the_headlines_below_related_articles() -> None:
    """The list under such a heading goes with it; a paragraph below it does not."""
    below = ("Related Articles", "Dam holds, engineers say", "Power back in Dorn")
    assert skipped(under(*below)) == [("related articles", "\n\n".join(below))]
    assert skipped(f"{REPORT}\n\nRead more\n\n{REPORT}") == [("teaser", "Read more")]


def test_find_skipped_takes_links_in_capitals_between_paragraphs() -> None:
    """A headline in capitals between sentences leads to another article; short headings and texts in capitals stay."""
    link = "DAM HOLDS AS WATER RISES, ENGINEERS SAY"
    assert skipped(f"{REPORT}\n\n{link}\n\n{REPORT}") == [("teaser", link)]
    assert skipped(f"{REPORT}\n\nTHE DAM HOLDS\n\n{REPORT}") == []
    assert skipped(f"{REPORT}\n\n{link}\n\n{REPORT}".upper()) == []


def test_find_skipped_cuts_a_credit_off_its_caption() -> None:
    """What the picture shows stays, the credit before it goes."""
    line = "Image source, Getty Images Image caption, Two spans of the bridge lie in the river"
    assert skipped(under(line)) == [("image credit", "Image source, Getty Images Image caption,")]


@pytest.mark.parametrize("headline", ["Video: Bridge falls into river", "Watch: Bridge falls into river"])
def test_find_skipped_keeps_the_headline(headline: str) -> None:
    """The first line of a text is its headline even if it begins like a teaser; so is what equals the title."""
    assert skipped(f"{headline}\n\n{REPORT}") == []
    assert skipped(f"Dorn\n\n{headline}\n\n{REPORT}", title=headline) == []


def test_find_skipped_keeps_a_text_that_would_vanish() -> None:
    """A text of nothing but such lines, as a short message may be, is left whole."""
    assert skipped("Share this article\n\nBack to top") == []


def test_find_skipped_leaves_lines_of_a_wrapped_text() -> None:
    """Where paragraphs are broken by width, a line is a part of a sentence."""
    text = (
        "The mayor of Dorn said on Monday that the bridge would be reopened\n"
        "within a week, and that the news would be spread on the channels of\n"
        "the town, the ministry and the grid operator, among others on\n"
        "Facebook and Twitter\n"
        "and on the radio. He asked the residents of both banks for patience\n"
        "with the works, which had been held up by the flood that came down\n"
        "the valley at the end of August and took the temporary bridge with\n"
        "it, as the engineers of the army had feared when they built it last\n"
        "year on the orders of the governor, who has since left his office.\n"
    )
    assert skipped(text) == []


def test_find_skipped_joins_neighbours_of_one_kind() -> None:
    """Lines that follow each other for one reason are one stretch."""
    assert skipped(under("Share this article", "Facebook Twitter")) == [("share bar", "Share this article\n\nFacebook Twitter")]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (f"By Maria Vance and Jon Ek\n\n{REPORT}", ("Maria Vance", "Jon Ek")),
        (f"Bridge reopened\n\nBy Maria Vance, Dorn\n\n{REPORT}", ("Maria Vance",)),
        (f"{REPORT}\n\nMaria Vance\n\nI am a writer and I love rivers.", ("Maria Vance",)),
        (REPORT, ()),
    ],
)
def test_byline_names_reads_bylines_and_author_boxes(text: str, names: tuple[str, ...]) -> None:
    """Authors are those of the byline, else of the author box."""
    assert byline_names(text) == names


def test_all_who_sign_from_different_places_are_authors() -> None:
    """Each name stands before the place that it writes from."""
    text = f"Bridge shut\n\nBy Anna Lind in Port Lomna, Tom Verner in Dorn and Eva Roy in Brill\n\n{REPORT}"
    assert byline_names(text) == ("Anna Lind", "Tom Verner", "Eva Roy")


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("Correction: An earlier version of this article misstated the day. It was Monday.", "note on the text"),
        ("This article was amended on 4 March 2019 to correct the name of the bridge.", "note on the text"),
        ("Additional reporting by S. Bell. Editing by M. Cole.", "byline"),
        ("-ENDS-", "note on the text"),
        ("Press contact: press@ministry.test", "note on the text"),
        ("\U0001f449 Subscribe", "subscription notice"),
    ],
)
def test_what_editors_add_below_a_report_is_skipped(line: str, why: str) -> None:
    """A note on a mistake repeats the mistake; it is no new report of it."""
    assert skipped(under(line)) == [(why, line)]


@pytest.mark.parametrize(
    "line", ["The correction was late: two days, he said.", "The war ends here, he said.", "\u26a1 The bridge is open."]
)
def test_sentences_that_resemble_such_notes_stay(line: str) -> None:
    """Only whole lines of the known forms go."""
    assert skipped(under(line)) == []
