"""Does this installation work?"""

from pathlib import Path

from onrecord.flow.doctor import doctor
from onrecord.flow.stages import ReadOptions


def test_every_part_of_this_installation_works(tmp_path: Path) -> None:
    """All checks pass, and the sample sentence gives its one statement."""
    checks = {check.name: check for check in doctor(ReadOptions(), tmp_path)}
    assert [name for name, check in checks.items() if not check.ok] == []
    assert checks["reading"].found.startswith("1 statement")


def test_a_model_that_is_not_there_is_said_with_what_to_do(tmp_path: Path) -> None:
    """A part that fails says what was found and what helps; the other parts are checked all the same."""
    checks = {check.name: check for check in doctor(ReadOptions(reader="oracle"), tmp_path)}
    failed = checks["model, gazetteer and register"]
    assert (failed.ok, failed.advice) == (False, "reinstall onrecord")
    assert "oracle" in failed.found
    assert checks["casebook"].ok
