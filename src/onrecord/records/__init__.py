"""The nouns: what one step hands to the next. Frozen, validated, and nothing else.

Every record has `to_dict`; the forms that leave the program are those of CONTRACT (reference page "The record").
"""

from onrecord.basics.spans import Span
from onrecord.records.capture import Capture, Collected
from onrecord.records.claim import Bounds, Change, Claim, ClaimPlace, Standing, Status, Voice
from onrecord.records.document import Document, Skipped
from onrecord.records.edit import ClaimEdit, Edit, EditKind, Wording
from onrecord.records.entity import Entity
from onrecord.records.happening import Actor, Effect, Happening, HappeningType, Modality, PlaceRole, Quantity
from onrecord.records.judgement import Anchor, Constraint, Judgement, JudgementKind, Undoing
from onrecord.records.listing import (
    ClaimEntry,
    CountEntry,
    Counts,
    DocumentEntry,
    Hit,
    PlaceEntry,
    Problem,
    SourceEntry,
    VersionEntry,
)
from onrecord.records.place import Alternative, Place, PlaceKind, PlaceRelation, PlaceRelationKind, Shape
from onrecord.records.reading import Reading
from onrecord.records.situation import (
    BaselineRow,
    ControlSpan,
    Course,
    Difference,
    OutageSpan,
    Relation,
    Situation,
    TimelineEntry,
)
from onrecord.records.statement import Evidence, Source, SourceKind, Stance, Statement
from onrecord.records.tagging import Attribution, Label, Mention, Tagging, Token
from onrecord.records.time import Precision, Time, TimeType

__all__ = [
    "Actor",
    "Alternative",
    "Anchor",
    "Attribution",
    "BaselineRow",
    "Bounds",
    "Capture",
    "Change",
    "Claim",
    "ClaimEdit",
    "ClaimEntry",
    "ClaimPlace",
    "Collected",
    "Constraint",
    "ControlSpan",
    "CountEntry",
    "Counts",
    "Course",
    "Difference",
    "Document",
    "DocumentEntry",
    "Edit",
    "EditKind",
    "Effect",
    "Entity",
    "Evidence",
    "Happening",
    "HappeningType",
    "Hit",
    "Judgement",
    "JudgementKind",
    "Label",
    "Mention",
    "Modality",
    "OutageSpan",
    "Place",
    "PlaceEntry",
    "PlaceKind",
    "PlaceRelation",
    "PlaceRelationKind",
    "PlaceRole",
    "Precision",
    "Problem",
    "Quantity",
    "Reading",
    "Relation",
    "Shape",
    "Situation",
    "Skipped",
    "Source",
    "SourceEntry",
    "SourceKind",
    "Span",
    "Stance",
    "Standing",
    "Statement",
    "Status",
    "Tagging",
    "Time",
    "TimeType",
    "TimelineEntry",
    "Token",
    "Undoing",
    "VersionEntry",
    "Voice",
    "Wording",
]
