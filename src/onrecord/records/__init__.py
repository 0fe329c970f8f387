"""The nouns: what one step hands to the next. Frozen, validated, and nothing else.

Every record has `to_dict`; the forms that leave the program are those of CONTRACT (docs/reference/record.md).
"""

from onrecord.basics.spans import Span
from onrecord.records.capture import Capture, Collected
from onrecord.records.document import Document, Skipped
from onrecord.records.entity import Entity
from onrecord.records.happening import Actor, Effect, Happening, HappeningType, Modality, PlaceRole, Quantity
from onrecord.records.place import Alternative, Place, PlaceKind
from onrecord.records.reading import Reading
from onrecord.records.statement import Evidence, Source, SourceKind, Stance, Statement
from onrecord.records.tagging import Attribution, Label, Mention, Tagging, Token
from onrecord.records.time import Precision, Time, TimeType

__all__ = [
    "Actor",
    "Alternative",
    "Attribution",
    "Capture",
    "Collected",
    "Document",
    "Effect",
    "Entity",
    "Evidence",
    "Happening",
    "HappeningType",
    "Label",
    "Mention",
    "Modality",
    "Place",
    "PlaceKind",
    "PlaceRole",
    "Precision",
    "Quantity",
    "Reading",
    "Skipped",
    "Source",
    "SourceKind",
    "Span",
    "Stance",
    "Statement",
    "Tagging",
    "Time",
    "TimeType",
    "Token",
]
