"""What other mentions of a word in a text say of it."""

from onrecord.gazetteer import Gazetteer
from onrecord.locate import locate
from onrecord.locate.elsewhere import Elsewhere
from onrecord.locate.find import Found
from onrecord.records import Document, Label, Mention, Span, Tagging

PERSON = "in a person's full name elsewhere"


def mention(text: str, words: str, label: Label, at: int = 0) -> Mention:
    start = text.index(words, at)
    return Mention(Span(start, start + len(words)), label, 0.8)


def test_a_word_of_a_persons_full_name_is_noted_where_it_stands_alone() -> None:
    """A first name that is also a country is told from it by the full name."""
    text = "Georgia Miles won again. Georgia trains at home."
    words = Elsewhere(text, [mention(text, "Georgia Miles", Label.PERSON)])
    assert PERSON in words.features(Found(Span(25, 32), "Georgia", (), 4, 5))


def test_a_mention_says_nothing_of_itself() -> None:
    """Only what stands elsewhere counts: the features of the mention itself say what the tagger calls it."""
    text = "Georgia Miles won again."
    words = Elsewhere(text, [mention(text, "Georgia Miles", Label.PERSON)])
    assert words.features(Found(Span(0, 7), "Georgia", (), 0, 1)) == {}


def test_a_skater_is_no_country() -> None:
    """A name that the tagger takes for a place is none where the text has it as a person's."""
    text = "Georgia Miles won the junior title. On Sunday Georgia travels home, and her coach is proud."
    mentions = (mention(text, "Georgia Miles", Label.PERSON), mention(text, "Georgia", Label.LOCATION, 20))
    found = locate(Document("d", text), Tagging("d", (), (), mentions, (), "none"), Gazetteer.open())
    assert [place.spans[0].start for place in found] == []
