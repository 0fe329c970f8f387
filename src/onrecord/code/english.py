"""Word lists of English grammar, from english.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files


@cache
def _sections() -> Mapping[str, Mapping[str, str]]:
    return tomllib.loads(files("onrecord.code").joinpath("english.toml").read_text(encoding="utf-8"))


def words_of(section: str, name: str) -> frozenset[str]:
    """The words of one list."""
    return frozenset(_sections()[section][name].split())


def names_of(section: str) -> Mapping[str, str]:
    """Word → the list of the section that it is in."""
    return {word: name for name, words in _sections()[section].items() for word in words.split()}
