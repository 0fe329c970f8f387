"""Statements of small texts, as plain files: text and attributions, and what should come of them."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from spoken import spoken, two_islands

from onrecord.attribute import attribute
from onrecord.identify import identify
from onrecord.records import Statement

CASES = sorted((Path(__file__).parent / "cases").glob("*.toml"))
REGISTER = two_islands()


def _read(path: Path) -> tuple[dict[str, Any], str, list[Statement]]:
    case = tomllib.loads(path.read_text(encoding="utf-8"))
    said = [(s.get("source"), s.get("cue"), s["content"]) for s in case.get("said", [])]
    document, tagging = spoken(case["text"].strip(), mentions=[(m[0], m[1]) for m in case["mentions"]], said=said)
    entities = identify(document, tagging, REGISTER)
    return case, document.text, list(attribute(document, tagging, entities, (), REGISTER))


def _form(statement: Statement) -> dict[str, Any]:
    record = statement.to_dict([])
    source = record["source"]
    return {**{key: source[key] for key in ("name", "kind", "side", "role", "affiliation")}, **record}


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_attribute_gives_the_expected_statements(path: Path) -> None:
    """Every expected field of every case is as its file says, and no statement is made that it does not list."""
    case, text, statements = _read(path)
    by_content = {tuple(span.of(text) for span in s.content): _form(s) for s in statements}
    expected = [(tuple(s["content"]), s["expected"]) for s in case.get("said", []) if "expected" in s]
    expected += [
        (tuple(m["content"]), {k: v for k, v in m.items() if k not in ("source", "content")}) for m in case.get("made", [])
    ]
    for content, fields in expected:
        assert content in by_content, f"no statement says {content}; there are {list(by_content)}"
        assert {key: by_content[content][key] for key in fields} == fields
    assert len(statements) == len(expected)
