"""WACZ: web archives in a zip file, with a list of digests."""

from __future__ import annotations

import hashlib
import json
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any, BinaryIO

from onrecord.collect import warcs
from onrecord.collect.options import CollectOptions
from onrecord.collect.sources import Source
from onrecord.collect.unpacking import FREE_ALLOWANCE, gunzip
from onrecord.errors import ItemError
from onrecord.records import Collected

_PACKAGE = "datapackage.json"
_PACKAGE_DIGEST = "datapackage-digest.json"
_CHUNK = 1024 * 1024
_LARGEST_LIST = 16 * _CHUNK


def read(source: Source, options: CollectOptions) -> Iterator[Collected | ItemError]:
    """The texts of all `archive/*.warc` and `archive/*.warc.gz` in it, by name; nothing is unpacked to the disk.

    An archive whose digest differs from the one in `datapackage.json` is not read (`digest-mismatch`).

    Raises:
        ItemError: no zip, no WACZ, too much in it, or names that point out of it (`bad-zip`, `unsupported-zip`,
            `unpacks-too-large`, `unsafe-archive-path`).
    """
    with source.open() as stream:
        try:
            with zipfile.ZipFile(stream) as archive:
                members = _checked(archive, source, options)
                digests = _digests(archive, source)
                for member in members:
                    yield from _archive(archive, member, digests.get(member.filename), source, options)
        except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, zlib.error) as error:
            raise ItemError(
                f"{source.location} is a damaged or encrypted zip file ({error}); get the file again",
                code="bad-zip",
                location=source.location,
            ) from error


def _checked(archive: zipfile.ZipFile, source: Source, options: CollectOptions) -> list[zipfile.ZipInfo]:
    """The WARCs in the archive, once its list of contents is known to be harmless."""
    members = archive.infolist()
    if len(members) > options.max_members:
        raise _too_large(source, f"{len(members)} files", f"{options.max_members} files")
    for member in members:
        path = PurePosixPath(member.filename.replace("\\", "/"))
        if path.is_absolute() or ".." in path.parts or ":" in path.parts[0:1]:
            raise ItemError(
                f"{source.location} holds {member.filename!r}, which points out of the archive; do not trust the file",
                code="unsafe-archive-path",
                location=source.location,
                member=member.filename,
            )
    total = sum(m.file_size for m in members)
    limit = min(options.max_unpacked, max(FREE_ALLOWANCE, source.size * options.max_ratio))
    if total > limit:
        raise _too_large(source, f"{total} bytes", f"{limit} bytes")
    found = [m for m in members if m.filename.startswith("archive/") and m.filename.endswith((".warc", ".warc.gz"))]
    if not found:
        raise ItemError(
            f"{source.location} is a zip file but no WACZ; expected archive/*.warc.gz in it, unpack it and add the files",
            code="unsupported-zip",
            location=source.location,
        )
    return sorted(found, key=lambda m: m.filename)


def _too_large(source: Source, found: str, limit: str) -> ItemError:
    return ItemError(
        f"{source.location} unpacks to {found}; {limit} are allowed, unpack it yourself if you trust it",
        code="unpacks-too-large",
        location=source.location,
    )


def _digests(archive: zipfile.ZipFile, source: Source) -> dict[str, str]:
    """Member name → stated SHA-256 in hexadecimal; empty where the archive states none."""
    if _PACKAGE not in archive.namelist():
        return {}
    raw = _small(archive, _PACKAGE, source)
    if _PACKAGE_DIGEST in archive.namelist():
        stated = _parsed(_small(archive, _PACKAGE_DIGEST, source), source).get("hash", "")
        if isinstance(stated, str) and stated.startswith("sha256:") and stated != f"sha256:{hashlib.sha256(raw).hexdigest()}":
            raise _mismatch(source, _PACKAGE)
    resources = _parsed(raw, source).get("resources")
    return {
        r["path"]: r["hash"].removeprefix("sha256:")
        for r in (resources if isinstance(resources, list) else ())
        if isinstance(r, dict) and isinstance(r.get("path"), str) and str(r.get("hash", "")).startswith("sha256:")
    }


def _small(archive: zipfile.ZipFile, name: str, source: Source) -> bytes:
    with archive.open(name) as stream:
        data = stream.read(_LARGEST_LIST + 1)
    if len(data) > _LARGEST_LIST:
        raise _too_large(source, f"more than {_LARGEST_LIST} bytes in {name}", f"{_LARGEST_LIST} bytes")
    return data


def _parsed(raw: bytes, source: Source) -> dict[str, Any]:
    try:
        value = json.loads(raw)
    except (ValueError, RecursionError) as error:
        raise ItemError(
            f"{source.location} has a damaged {_PACKAGE} ({error}); get the file again", code="bad-wacz", location=source.location
        ) from error
    return value if isinstance(value, dict) else {}


def _archive(
    archive: zipfile.ZipFile, member: zipfile.ZipInfo, stated: str | None, source: Source, options: CollectOptions
) -> Iterator[Collected | ItemError]:
    if stated is not None and _digest(archive, member) != stated.lower():
        yield _mismatch(source, member.filename)
        return
    location = f"{source.location}!{member.filename}"
    with archive.open(member) as stream:
        data: BinaryIO | Any = gunzip(stream, location, member.file_size, options) if member.filename.endswith(".gz") else stream  # type: ignore[arg-type]
        yield from warcs.records(data, location, options)


def _digest(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> str:
    digest = hashlib.sha256()
    with archive.open(member) as stream:
        while data := stream.read(_CHUNK):
            digest.update(data)
    return digest.hexdigest()


def _mismatch(source: Source, name: str) -> ItemError:
    return ItemError(
        f"{source.location} holds {name} with another digest than it states; the file was changed or damaged",
        code="digest-mismatch",
        location=source.location,
        member=name,
    )
