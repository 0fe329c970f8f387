"""What each page shows, read from a casebook: functions from a store to a frozen context record."""

from onrecord.publish.pages.article import article_page
from onrecord.publish.pages.claim import claim_page
from onrecord.publish.pages.desk import desk_page, undo_page
from onrecord.publish.pages.edits import corrections_page, document_edits_page, edits_page
from onrecord.publish.pages.front import about_page, front_page
from onrecord.publish.pages.judgements import judgements_page
from onrecord.publish.pages.lists import (
    author_page,
    claims_page,
    day_page,
    documents_page,
    index_page,
    outlet_page,
    place_page,
    places_page,
    search_page,
    source_page,
    sources_page,
    topic_page,
)
from onrecord.publish.pages.map import MapRow, map_page, map_rows, trimmed_days
from onrecord.publish.pages.timelines import changes_page, situation_page, timeline_page, timelines_page

__all__ = [
    "MapRow",
    "about_page",
    "article_page",
    "author_page",
    "changes_page",
    "claim_page",
    "claims_page",
    "corrections_page",
    "day_page",
    "desk_page",
    "document_edits_page",
    "documents_page",
    "edits_page",
    "front_page",
    "index_page",
    "judgements_page",
    "map_page",
    "map_rows",
    "outlet_page",
    "place_page",
    "places_page",
    "search_page",
    "situation_page",
    "source_page",
    "sources_page",
    "timeline_page",
    "timelines_page",
    "topic_page",
    "trimmed_days",
    "undo_page",
]
