"""Collect: one location to the documents that it holds.

In: a path, a folder, an http or https URL, or "-" for standard input.
Out: Collected (a Document and the Capture it was read from) one by one, or an ItemError in its place.
Touches: files, and the network through `Fetcher` alone; keeps nothing, stores nothing.
Fails: ItemError for each input that cannot be read, and the rest goes on; UsageError where nothing could be tried;
    RunError where the disk is full.
Judged by: tests/golden/collect (documents out of small files of every format), tests/unit/collect (hostile input),
    tests/property (text kept to the letter; spans of what is skipped).

Formats: plain text, Markdown, HTML, JSON Lines, JSON, CSV, mail, Telegram Desktop's result.json, RSS, Atom, JSON Feed, WARC,
WACZ, each also in gzip. Given ids and texts are kept to the letter. Where the input has a title apart from its words (HTML,
feeds, tables, mail), the title is the first line of the text too, as it is on the page, since headlines attribute as well.
"""

from onrecord.collect.fetching import Fetcher
from onrecord.collect.furniture import find_skipped
from onrecord.collect.gathering import collect
from onrecord.collect.options import CollectOptions, Format

__all__ = ["CollectOptions", "Fetcher", "Format", "collect", "find_skipped"]
