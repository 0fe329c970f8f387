"""Stages that read a small notation instead of a language, so that flow can be tested without trained weights.

A text such as "capture|Balakliia|ukraine" is a happening of that type, at that place, with that holder. "fail" fails.
"""

from __future__ import annotations

from dataclasses import replace

from readings import BALAKLIIA, IZIUM, report

from onrecord.errors import ItemError
from onrecord.flow.stages import Draft, Stage, Tools
from onrecord.records import HappeningType

PLACES = {"Balakliia": BALAKLIIA, "Izium": IZIUM}


def read_notation(draft: Draft, _tools: Tools) -> Draft:
    """What the notation says, as the records of all steps."""
    text = draft.document.text
    if text.startswith("fail"):
        raise ZeroDivisionError("a fault of a step")
    if text.startswith("refuse"):
        raise ItemError(f"document {draft.document.id!r} cannot be read", code="refused", location=draft.document.id)
    kind, place, holder = text.split("|")[:3]
    made = report(draft.document.id, text=text, type_=HappeningType(kind), place=PLACES[place], holder=holder, agent=holder)
    return replace(
        draft,
        places=made.places,
        happenings=made.happenings,
        made_by={**draft.made_by, "locate": "notation 1", "code": "notation 1"},
    )


STAGES = (Stage("code", read_notation),)
