"""Addresses of pages: one scheme for the server and for the static files.

A page is named by a kind and a key ("claims", "c-3f9a"). Keys come from outside (a document's id may hold anything), so they
are written with letters, digits, `-`, `.`, `_` and `~` alone, reversibly.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from urllib.parse import urlencode, urlsplit

_SAFE = re.compile(r"[A-Za-z0-9-]")
_SHORT = {" ": "_", ":": "."}
_LONG = {short: plain for plain, short in _SHORT.items()}
_LONGEST_NAME = 120
_ESCAPE = re.compile(r"~([0-9A-F]{2})")


def key_to_slug(key: str) -> str:
    """A key as one path segment: "geonames:1" → "geonames.1", "The Paper" → "The_Paper", "a/b" → "a~2Fb"."""
    if set(key) <= {":"}:
        return "".join(_escaped(c) for c in key)  # "." and ".." are no names of pages or files
    return "".join(c if _SAFE.fullmatch(c) else _SHORT.get(c) or _escaped(c) for c in key)


def _escaped(character: str) -> str:
    return "".join(f"~{byte:02X}" for byte in character.encode("utf-8", "surrogatepass"))


def slug_to_key(slug: str) -> str:
    """The key that a path segment stands for. What no key gives comes back with replacement characters and finds nothing."""
    raw = bytearray()
    at = 0
    while at < len(slug):
        found = _ESCAPE.match(slug, at)
        if found:
            raw.append(int(found[1], 16))
            at = found.end()
        else:
            raw += _LONG.get(slug[at], slug[at]).encode("utf-8", "surrogatepass")
            at += 1
    try:
        return raw.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return raw.decode("utf-8", "replace")


def safe_link(url: str | None) -> str | None:
    """The URL if a page may link to it: http or https with a host; else None."""
    if not url:
        return None
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return None
    good = parts.scheme.lower() in {"http", "https"} and bool(parts.hostname)
    return url.strip() if good and not re.search(r"[\x00-\x20\x7f<>\"\\]", url.strip()) else None


@dataclass(frozen=True, slots=True)
class Links:
    """Where pages are. `static` writes addresses relative to a page `depth` folders down, ending in `.html`.

    `feeds` says that the site has feeds; files have them where the site's own address is known.
    """

    static: bool = False
    depth: int = 0
    feeds: bool = True

    def to(self, kind: str, key: str | None = None, /, **query: object) -> str:
        """The address of a page: of a list ("claims"), one thing ("claims", id), or the front page ("")."""
        wanted = {name: str(value) for name, value in query.items() if value not in (None, "", 1)}
        path = kind if key is None else f"{kind}/{key_to_slug(key)}"
        if self.static:
            return self._file(path, wanted)
        return f"/{path}" + (f"?{urlencode(wanted)}" if wanted else "")

    def asset(self, name: str) -> str:
        """The address of a file of the site itself."""
        return f"{'../' * self.depth}static/{name}" if self.static else f"/static/{name}"

    def feed(self, name: str) -> str:
        """The address of a feed: "claims" or "edits"."""
        return f"{'../' * self.depth}feeds/{name}.atom" if self.static else f"/feeds/{name}.atom"

    def _file(self, path: str, query: dict[str, str]) -> str:
        return "../" * self.depth + file_name(path, query)


def file_name(path: str, query: dict[str, str]) -> str:
    """The static file of a page: its path, and what the query asks for, in order of name."""
    extra = "".join(f"--{name}-{key_to_slug(value)}" for name, value in sorted(query.items()))
    folder, _, name = f"{path or 'index'}{extra}".rpartition("/")
    if len(name) > _LONGEST_NAME:  # file systems stop at 255 bytes
        name = f"{name[:40]}-{hashlib.sha256(name.encode()).hexdigest()[:24]}"
    return f"{folder}/{name}.html" if folder else f"{name}.html"
