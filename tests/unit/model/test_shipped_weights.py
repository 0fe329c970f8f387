"""The weights that ship with the package are the ones that their facts name."""

from __future__ import annotations

import hashlib
import json

import pytest

from onrecord.model.network import DATA

SHIPPED = sorted(folder.name for folder in DATA.iterdir() if folder.is_dir())


@pytest.mark.parametrize("name", SHIPPED)
def test_the_version_names_the_weights(name: str) -> None:
    """A reading says by which weights and with which bias it was made: others under the same version would be taken for these."""
    facts = json.loads((DATA / name / "model.json").read_text("utf8"))
    digest = hashlib.sha256(str(facts["cue_bias"]).encode())
    for graph in sorted((DATA / name).glob("*.onnx")):
        digest.update(graph.read_bytes())
    assert facts["version"] == digest.hexdigest()[:8]


def test_both_readers_ship() -> None:
    """The package reads with either, without a download."""
    assert {"careful", "quick"} <= set(SHIPPED)
