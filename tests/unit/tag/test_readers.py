"""The table of readers."""

from pathlib import Path

import pytest

from onrecord.errors import RunError, UsageError
from onrecord.model import Model
from onrecord.records import Document
from onrecord.tag import METHODS, load_reader

TEXT = 'The mayor said that the bridge was closed. "It is not safe," she added. Lowfield\'s council denied it.'


def test_every_trained_reader_of_the_table_is_shipped_whole() -> None:
    """A name is offered only where all files of its model are there; the most accurate one comes first."""
    assert next(iter(METHODS)) == "careful"
    assert all(Model.is_shipped(name) for name in METHODS if name != "endpoint")
    assert not Model.is_shipped("oracle")


def test_an_unknown_reader_is_refused_with_the_known_ones() -> None:
    """The message says which names there are."""
    with pytest.raises(UsageError, match="unknown reader 'oracle'; known: careful") as caught:
        load_reader("oracle")
    assert caught.value.code == "unknown-method"


@pytest.mark.parametrize("name", [name for name in METHODS if name != "endpoint"])
def test_a_trained_reader_keeps_the_contract(name: str) -> None:
    """Tokens, names and attributions lie in the text, each attribution has a content, and reading again gives the same."""
    reader = load_reader(name)
    document = Document("d", TEXT)
    tagging = reader.tag(document)
    spans = [s for a in tagging.attributions for s in (*a.source, *a.cue, *a.content)] + [t.span for t in tagging.tokens]
    assert all(0 <= span.start < span.end <= len(TEXT) for span in spans)
    assert len(tagging.attributions) >= 2
    assert all(a.content for a in tagging.attributions)
    assert tagging.made_by == reader.made_by
    assert name in tagging.made_by
    assert reader.tag(document) == tagging


def test_an_empty_text_gives_an_empty_tagging() -> None:
    """No word, no sentence, no error."""
    tagging = load_reader("careful").tag(Document("d", " \n "))
    assert (tagging.tokens, tagging.sentences, tagging.mentions, tagging.attributions) == ((), (), (), ())


def test_a_model_without_its_files_is_refused_with_what_to_do(tmp_path: Path) -> None:
    """The message names the first missing file."""
    with pytest.raises(RunError, match=r"encoder\.onnx.*reinstall") as caught:
        Model(tmp_path)
    assert caught.value.code == "model-file-missing"
