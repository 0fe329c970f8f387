"""Linking what is new: keys of voices into claims, documents into stories, by the links around them only.

Both are graphs that the store keeps. A node that is new or has changed is compared with those near it; then the blocks that
this touches are cut and grouped anew. What comes out depends on what is in the casebook, not on the order in which it came.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import partial
from itertools import product
from math import inf

import numpy as np

from onrecord import link
from onrecord.basics.ids import content_id
from onrecord.flow.decisions import Decisions
from onrecord.link import propositions, stories
from onrecord.records import Document
from onrecord.records.judgement import Constraint
from onrecord.store import Gist, LinkKind, Store

BATCH = 500
"""Nodes linked in one transaction: what they touch is grouped anew once a batch."""

TOGETHER = 400
"""Documents that are compared with others in one go."""

HELD = 50_000
"""Propositions kept at hand within a run."""

UNPACKED = 10_000
"""Documents that others are compared with in one go, at most 6 kB each."""

Progress = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class _Graph:
    """How one kind of node is linked. `compare` gives each node with its links, None for a node that is no more; `group` groups
    a block. A graph that `only_grows` keeps no link that decides nothing as long as nodes and links only come: where they go, its
    blocks stay cut as they are until all is linked anew."""

    kind: LinkKind
    ladder: Sequence[float]
    most: int
    compare: Callable[[Sequence[str]], Iterable[tuple[str, Mapping[str, float] | None]]]
    group: Callable[[Sequence[str]], None]
    only_grows: bool


def link_claims(store: Store, decisions: Decisions, progress: Progress | None = None) -> None:
    """Say which claim each voice that is new is of, and each that this touches; claims that change become stale."""
    claims = _Claims(store, decisions.constraints)
    graph = _Graph(LinkKind.CLAIM, propositions.LADDER, propositions.MOST, claims.compare, claims.group, False)
    _link(store, graph, progress)


def link_stories(store: Store, progress: Progress | None = None) -> None:
    """Say which story each document that is new is of, and each that this touches."""
    documents = _Stories(store)
    graph = _Graph(LinkKind.STORY, stories.LADDER, stories.MOST, documents.compare, documents.group, True)
    _link(store, graph, progress)


def put_gist(store: Store, document: Document, keys: Iterable[str]) -> None:
    """Keep what a document is compared by when it is grouped into stories: its words, and the keys of what it says happened
    where."""
    vector = link.vector(f"{document.title or ''}\n{document.text}", sorted(set(keys)))
    store.put_gist(Gist(document.id, _day(document), vector.to_bytes()), stories.found_by(vector))


def _day(document: Document) -> str | None:
    moment = link.moment_of(document)
    return moment[:10] if moment else None


def _link(store: Store, graph: _Graph, progress: Progress | None) -> None:
    done = 0
    while nodes := store.unlinked(graph.kind, limit=BATCH):
        with store.transaction():
            run = _Run(store, graph)
            gone = {node for node, found in graph.compare(nodes) if not run.put(node, found)}
            store.put_blocks(graph.kind, dict.fromkeys(gone))
            run.regroup(gone)
            store.put_linked(graph.kind, nodes)
        done += len(nodes)
        if progress is not None:
            progress(done)


class _Run:
    """The nodes of one transaction: their links, and what these group anew."""

    def __init__(self, store: Store, graph: _Graph) -> None:
        self._store, self._graph = store, graph
        self._touched: set[str] = set()
        self._blocks: set[str] = set()
        self._cut: dict[str, int] = {}

    def put(self, node: str, found: Mapping[str, float] | None) -> bool:
        """Store a node's links, and keep in mind what they may group anew. False for a node that is no more.

        A block changes where a link as strong as its rung comes or goes.
        """
        graph = self._graph
        placed = self._store.blocks_of(graph.kind, [node, *(found or {})])
        now = self._in_use(node, found or {}, placed)
        before = self._store.put_links(graph.kind, node, now)
        weaker = [other for other in before if before[other] > now.get(other, 0.0)]
        placed |= self._store.blocks_of(graph.kind, weaker)
        self._touched |= {node, *weaker}
        self._blocks |= {placed[n][0] for n in (node, *weaker) if n in placed}
        for other, strength in (found or {}).items():
            block, rung = placed.get(other, ("", len(graph.ladder)))
            if rung < len(graph.ladder) and strength >= graph.ladder[rung] and strength > before.get(other, 0.0):
                self._blocks.add(block)
        return found is not None

    def _in_use(self, node: str, found: Mapping[str, float], placed: Mapping[str, tuple[str, int]]) -> Mapping[str, float]:
        """The links that are kept. Where the node is cut higher than another one that it is linked with, so is that one."""
        if not self._graph.only_grows:
            return found
        ladder = self._graph.ladder
        cut = {other: self._cut.get(other, placed[other][1] if other in placed else 0) for other in found}
        kept, first = link.in_use(found, cut, ladder)
        self._cut[node] = first
        for other, strength in found.items():
            reached = min(bisect_right(ladder, strength), first)
            if reached > cut[other]:
                self._cut[other] = reached
                self._touched.add(other)
                self._blocks |= {placed[other][0]} if other in placed else set()
        return kept

    def regroup(self, gone: Set[str]) -> None:
        """Group anew what the links touch, and forget the links that decide nothing any more."""
        store, graph = self._store, self._graph
        nodes = (self._touched | set(store.block_members(graph.kind, sorted(self._blocks)))) - gone
        for block in link.blocks(nodes, partial(store.links, graph.kind), graph.ladder, graph.most, self._first_rung):
            store.put_blocks(graph.kind, dict.fromkeys(block.nodes, (block.nodes[0], block.rung)))
            if graph.only_grows and block.rung > 0:
                store.drop_links(graph.kind, block.nodes, graph.ladder[block.rung] if block.rung < len(graph.ladder) else inf)
            graph.group(block.nodes)

    def _first_rung(self, node: str) -> int:
        if not self._graph.only_grows:
            return 0
        if node not in self._cut:
            placed = self._store.blocks_of(self._graph.kind, [node])
            self._cut[node] = placed[node][1] if node in placed else 0
        return self._cut[node]


class _Claims:
    """Keys of voices, compared as propositions and grouped into claims."""

    def __init__(self, store: Store, constraints: Sequence[Constraint]) -> None:
        self._store = store
        self._held: dict[str, propositions.Proposition | None] = {}
        self._together = {pair for c in constraints if c.same for pair in self._same(c)}
        self._apart = {pair for c in constraints if not c.same for pair in self._different(c)}

    def compare(self, keys: Sequence[str]) -> Iterator[tuple[str, Mapping[str, float] | None]]:
        return ((key, self._links(key)) for key in keys)

    def _links(self, key: str) -> Mapping[str, float] | None:
        one = self._get([key])[key]
        if one is None:
            return None
        found = dict.fromkeys((b if a == key else a for a, b in self._together if key in (a, b)), 1.0)
        window = one.window()
        if window is not None and one.area is not None:
            near = [k for k in self._store.near_keys(one.area, one.type, *window) if k != key]
            for other in self._get(near).values():
                score = propositions.compare(one, other).score if other else 0.0
                if other is not None and score >= propositions.LADDER[0]:
                    found.setdefault(other.key, round(score, 6))
        return found

    def group(self, keys: Sequence[str]) -> None:
        some = [p for p in self._get(keys).values() if p is not None]
        self._store.join_keys(propositions.joined(some, together=self._together, apart=self._apart))

    def _get(self, keys: Sequence[str]) -> dict[str, propositions.Proposition | None]:
        """The propositions of keys; None for a key that has no voice."""
        if len(self._held) > HELD:
            self._held.clear()
        missing = [key for key in keys if key not in self._held]
        found = self._store.key_voices(missing, propositions.HEARD)
        self._held |= {key: propositions.proposition(key, found[key]) if key in found else None for key in missing}
        return {key: self._held[key] for key in keys}

    def _same(self, constraint: Constraint) -> list[tuple[str, str]]:
        """The keys of two voices that a person joined: of happenings at several places, those that are likest."""
        some, others = (self._store.keys_of(*voice) for voice in (constraint.a, constraint.b))
        pairs = [(a, b) for a, b in product(some, others) if a != b]
        if not pairs or set(some) & set(others):
            return []
        known = self._get([*some, *others])

        def likeness(pair: tuple[str, str]) -> float:
            one, other = known[pair[0]], known[pair[1]]
            return propositions.compare(one, other).score if one and other else 0.0

        return [max(sorted(pairs), key=likeness)]

    def _different(self, constraint: Constraint) -> list[tuple[str, str]]:
        """The keys of two voices that a person told apart; where they share one, the second voice gets one of its own."""
        some, others = (self._store.keys_of(*voice) for voice in (constraint.a, constraint.b))
        for key in set(some) & set(others):
            self._store.rekey(*constraint.b, key, content_id("c", key, *constraint.b, digits=16))
        others = self._store.keys_of(*constraint.b)
        return [(a, b) for a, b in product(some, others) if a != b]


class _Stories:
    """Documents, compared by their words and grouped into stories."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def compare(self, documents: Sequence[str]) -> Iterator[tuple[str, Mapping[str, float] | None]]:
        for start in range(0, len(documents), TOGETHER):
            some = documents[start : start + TOGETHER]
            gists = self._store.gists(some)
            made = (gists.get(document) or self._made(document) for document in some)
            found = self._links([_item(gist) for gist in made if gist is not None])
            yield from ((document, found.get(document)) for document in some)

    def _links(self, items: Sequence[link.StoryItem]) -> dict[str, dict[str, float]]:
        """The links of each of the documents."""
        found: dict[str, dict[str, float]] = {item.document: {} for item in items}
        keys = [stories.found_by(item.vector) for item in items]
        looked_at = stories.candidates(keys, self._store.holders(sorted({word for some in keys for word in some})))
        numbers = sorted({number for some in looked_at for number in some.tolist()})
        for start in range(0, len(numbers), UNPACKED):
            chunk = numbers[start : start + UNPACKED]
            gists = self._store.numbered_gists(chunk)
            others = stories.Others([_item(gists[number]) for number in chunk])
            for item, some in zip(items, looked_at, strict=True):
                here = some[(some >= chunk[0]) & (some <= chunk[-1])]
                found[item.document] |= others.links(item, np.searchsorted(chunk, here))
        return found

    def group(self, documents: Sequence[str]) -> None:
        self._store.put_stories(stories.grouped([_item(gist) for gist in self._store.gists(documents).values()]))

    def _made(self, document: str) -> Gist | None:
        """The gist of the newest version that has this very id: of a page, documents of several ids may be versions."""
        versions = [v.id for v in self._store.versions(document) if v.document == document]
        reading = self._store.reading(versions[-1]) if versions else None
        if reading is None:
            return None
        keys = {key for h in reading.happenings if h.places for key in self._store.keys_of(versions[-1], h.id)}
        put_gist(self._store, reading.document, keys)
        return self._store.gists([document])[document]


def _item(gist: Gist) -> link.StoryItem:
    return link.StoryItem(gist.document, link.Vector.from_bytes(gist.vector), gist.day)
