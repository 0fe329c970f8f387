"""What a store keeps of links; part of `onrecord.store.base.Store`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from onrecord.records.claim import Voice
from onrecord.records.happening import HappeningType


class LinkKind(StrEnum):
    """What a graph of links joins."""

    CLAIM = "claim"
    """Keys of voices, into claims."""
    STORY = "story"
    """Documents, into stories."""


@dataclass(frozen=True, slots=True)
class Gist:
    """What a document is compared by: its day of publication (ISO 8601) and a vector as `onrecord.link` packs it."""

    document: str
    day: str | None
    vector: bytes


class Links(Protocol):
    """What is linked with what: keys of voices, into claims, and documents, into stories."""

    def unlinked(self, kind: LinkKind, limit: int = 200) -> tuple[str, ...]:
        """Nodes that are new or have changed since they were last linked, in order of id."""
        ...

    def put_linked(self, kind: LinkKind, nodes: Iterable[str]) -> None:
        """Say that nodes have been linked."""
        ...

    def links(self, kind: LinkKind, node: str) -> dict[str, float]:
        """The nodes that a node is linked with, and how strongly."""
        ...

    def put_links(self, kind: LinkKind, node: str, found: Mapping[str, float]) -> dict[str, float]:
        """Put a node's links, in both directions, in place of those stored. Returns those that it had before."""
        ...

    def drop_links(self, kind: LinkKind, nodes: Iterable[str], below: float) -> None:
        """Forget the links of nodes, in both directions, that are weaker than this."""
        ...

    def blocks_of(self, kind: LinkKind, nodes: Sequence[str]) -> dict[str, tuple[str, int]]:
        """The block that each node is in, and the rung at which it was cut; a node that is in none yet is left out."""
        ...

    def block_members(self, kind: LinkKind, blocks: Sequence[str]) -> tuple[str, ...]:
        """The nodes of the blocks."""
        ...

    def put_blocks(self, kind: LinkKind, placed: Mapping[str, tuple[str, int] | None]) -> None:
        """Say which blocks nodes are in; None forgets a node."""
        ...

    def key_voices(self, keys: Sequence[str], most: int) -> dict[str, tuple[Voice, ...]]:
        """At most so many voices of each key, those that were reported first; a key without any is left out."""
        ...

    def near_keys(self, area: str, type_: HappeningType, since: str, until: str) -> tuple[str, ...]:
        """Keys of voices of a type about an area ("UA/Kharkiv": country and first-level region) on these days, both included."""
        ...

    def keys_of(self, version: str, happening: str) -> tuple[str, ...]:
        """The keys of the voices of one happening."""
        ...

    def rekey(self, version: str, happening: str, key: str, other: str) -> None:
        """Give a voice another key, so that it can be of another claim than those that share its own."""
        ...

    def join_keys(self, claims: Mapping[str, str]) -> None:
        """Say which claims keys belong to (key → claim id); claims that lose or gain a voice become stale."""
        ...

    def put_gist(self, gist: Gist, words: Mapping[int, float]) -> None:
        """Keep what a document is compared by, and the words (by number, with weights) that it is found by; mark it unlinked."""
        ...

    def gists(self, documents: Sequence[str]) -> dict[str, Gist]:
        """What documents are compared by; one without is left out."""
        ...

    def holders(self, words: Sequence[int]) -> Sequence[tuple[int, int, float]]:
        """Which documents are found by these words: (word, number of the document's gist, weight), in no particular order."""
        ...

    def numbered_gists(self, numbers: Sequence[int]) -> dict[int, Gist]:
        """What documents are compared by, by the numbers that `holders` gives."""
        ...

    def put_stories(self, stories: Mapping[str, str]) -> None:
        """Say which stories these documents belong to (document id → story id); others stay as they are."""
        ...

    def stories(self, documents: Sequence[str]) -> dict[str, str]:
        """The stories that documents belong to, by document id; one that is in none yet is left out."""
        ...

    def forget_links(self) -> None:
        """Forget every link and block, so that all is linked anew."""
        ...
