"""Keeping only the links that decide something cuts the same blocks as keeping all, in whatever order nodes come."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.flow import linking
from onrecord.link import blocks
from onrecord.store import Gist, LinkKind, open_store

LADDER = (0.0, 0.2, 0.4, 0.6, 0.8)


@st.composite
def graphs(draw: st.DrawFn) -> dict[str, dict[str, float]]:
    """Up to thirty nodes, each linked with some of those before it."""
    found: dict[str, dict[str, float]] = {}
    for n in range(draw(st.integers(2, 30))):
        others = draw(st.lists(st.integers(0, n - 1), unique=True, max_size=8)) if n else []
        found[f"n{n:02}"] = {}
        for other in others:
            strength = draw(st.integers(1, 20)) / 20
            found[f"n{n:02}"][f"n{other:02}"] = found[f"n{other:02}"][f"n{n:02}"] = strength
    return found


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_blocks_need_no_more_than_the_links_in_use(data: st.DataObject) -> None:
    """Nodes that come a few at a time, in any order: the blocks are those of the whole graph, and links lie inside them."""
    whole = data.draw(graphs())
    most = data.draw(st.integers(1, 6))
    order = data.draw(st.permutations(sorted(whole)))
    at_once = data.draw(st.integers(1, 5))
    with tempfile.TemporaryDirectory() as folder, open_store(Path(folder) / "w.db", create=True) as store:
        here: set[str] = set()
        graph = linking._Graph(
            LinkKind.STORY,
            LADDER,
            most,
            lambda nodes: [(n, {o: s for o, s in whole[n].items() if o in here}) for n in nodes],
            lambda _nodes: None,
            True,
        )
        for start in range(0, len(order), at_once):
            for node in order[start : start + at_once]:
                store.put_gist(Gist(node, None, b""), {})
                here.add(node)
            linking._link(store, graph, None)
        found = store.blocks_of(LinkKind.STORY, order)
        expected = {n: (b.nodes[0], b.rung) for b in blocks(order, whole.__getitem__, LADDER, most) for n in b.nodes}
        assert found == expected
        for node in order:
            for other, strength in store.links(LinkKind.STORY, node).items():
                assert found[other] == found[node]
                assert strength >= LADDER[found[node][1]]
