"""The verb: one location to the documents that it holds."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from onrecord.collect.fetching import Fetcher
from onrecord.collect.formats import PASSED_OVER, extension, read_as, sniff
from onrecord.collect.options import CollectOptions, Format
from onrecord.collect.sources import Source, cannot_read, of_file, of_spool, shown
from onrecord.collect.unpacking import GZIP_MAGIC, gunzip, spool
from onrecord.errors import ItemError, UsageError
from onrecord.records import Collected

_SCHEME = re.compile(r"(?P<scheme>[A-Za-z][A-Za-z0-9+.-]+)://")
STANDARD_INPUT = "-"


def collect(
    location: str, options: CollectOptions, *, stdin: BinaryIO | None = None, fetcher: Fetcher | None = None
) -> Iterator[Collected | ItemError]:
    """The documents of a file, folder, URL or of standard input ("-"), in their order there.

    Args:
        location: a path, an http or https URL, or "-". A folder is read with all that is below it, by name; hidden
            files, links to folders and links that point out of it are left out, and so are pictures, videos and code.
        options: limits, manners and defaults.
        stdin: what "-" stands for; None is the process's standard input.
        fetcher: shared by the calls of one run, so that each host is asked politely; None makes one for this call.

    Yields:
        Each document with its capture; in its place an ItemError for what could not be read, and then the rest.
        Nothing is held but the document at hand and, for one file, its capture.

    Raises:
        UsageError: no location, or a scheme that is not fetched (`no-location`, `unsupported-scheme`); at once.
        RunError: the disk is full (`disk-full`); while iterating.
    """
    if not location.strip():
        raise UsageError("the location is empty; expected a path, a URL or -", code="no-location")
    if location == STANDARD_INPUT:
        return _guarded(_standard_input(stdin or sys.stdin.buffer, options))
    scheme = _SCHEME.match(location)
    if scheme is None:
        return _guarded(_path(Path(location), options))
    if scheme["scheme"].lower() not in {"http", "https"}:
        raise UsageError(
            f"scheme {scheme['scheme']!r} of {location!r} is not read; expected http, https, or a path",
            code="unsupported-scheme",
            location=location,
        )
    return _guarded(_url(location, options, fetcher or Fetcher(options)))


def _guarded(found: Iterator[Collected | ItemError]) -> Iterator[Collected | ItemError]:
    """What an input failed with becomes its last item."""
    try:
        yield from found
    except ItemError as error:
        yield error


def _path(path: Path, options: CollectOptions) -> Iterator[Collected | ItemError]:
    try:
        is_folder = path.is_dir()
    except (OSError, ValueError) as error:
        raise ItemError(f"{shown(path)!r} is no usable path ({error})", code="cannot-read", location=shown(path)) from error
    if not is_folder:
        yield from _file(path, options)
        return
    root = path.resolve()
    empty = True
    for file in _files(path, root):
        empty = False
        if isinstance(file, ItemError):
            yield file
        else:
            yield from _guarded(_file(file, options))
    if empty:
        raise ItemError(f"{shown(path)} holds no file that may be a report", code="empty-input", location=shown(path))


def _files(folder: Path, root: Path) -> Iterator[Path | ItemError]:
    """Every file below `folder` that may be a report, by name, folders and files in one order."""
    waiting = [folder]
    while waiting:
        path = waiting.pop()
        try:
            if path is not folder and (path.is_symlink() or not path.is_dir()):
                if extension(path.name) not in PASSED_OVER and _stays_inside(path, root):
                    yield path
                continue
            names = sorted(os.listdir(path), reverse=True)
        except OSError as error:
            yield cannot_read(shown(path), error)
            continue
        waiting += [path / name for name in names if not name.startswith(".")]


def _stays_inside(path: Path, root: Path) -> bool:
    """True but for links to folders and links that lead out of the folder that was asked for."""
    if not path.is_symlink():
        return True
    target = Path(os.path.realpath(path))
    return target.is_file() and target.is_relative_to(root)


def _file(path: Path, options: CollectOptions) -> Iterator[Collected | ItemError]:
    source = of_file(path)
    try:
        yield from _source(source, options)
    except OSError as error:
        raise cannot_read(source.location, error) from error


def _standard_input(stdin: BinaryIO, options: CollectOptions) -> Iterator[Collected | ItemError]:
    copy, size = spool(stdin, "standard input", options.max_unpacked)
    with copy:
        yield from _source(of_spool("standard input", copy, size), options)


def _url(location: str, options: CollectOptions, fetcher: Fetcher) -> Iterator[Collected | ItemError]:
    yield from _source(fetcher.fetch(location), options)


def _source(source: Source, options: CollectOptions) -> Iterator[Collected | ItemError]:
    if not source.head().startswith(GZIP_MAGIC):
        yield from read_as(sniff(source, options), source, options)
        return
    with source.open() as packed:
        unpacked = gunzip(packed, source.location, source.size, options)
        if unpacked.read(5) == b"WARC/":
            yield from read_as(Format.WARC, source, options)
            return
    with source.open() as packed:
        copy, _ = spool(gunzip(packed, source.location, source.size, options), source.location, options.max_unpacked)
    with copy:
        inner = source.unpacked(copy, source.name.removesuffix(".gz"))
        yield from read_as(sniff(inner, options), inner, options)
