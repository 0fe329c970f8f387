"""The Starlette application: addresses to pages."""

from __future__ import annotations

import hashlib
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from time import monotonic
from typing import Any

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, JSONResponse, PlainTextResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from onrecord.errors import OnrecordError, UsageError
from onrecord.flow.stages import ReadOptions
from onrecord.publish import Page, as_json, claims_feed, edits_feed, pages, render
from onrecord.publish.links import slug_to_key
from onrecord.store.base import Store
from onrecord.web import desk
from onrecord.web.desk import Desk
from onrecord.web.errors import STATUS_OF_CODE, refusal
from onrecord.web.shield import Shield

_STATIC = Path(__file__).parent.parent / "publish" / "static"
_LAST_PAGE = 1_000_000
_MAP_SECONDS = 20.0

Read = Callable[[Store, Request], Page]


@dataclass(frozen=True, slots=True)
class Settings:
    """How the site is served.

    `hosts` are the names in the Host header that are answered, with `any_address` any address in numbers too. `desk` lets
    readers judge; `reading` says with which register and gazetteer their judgements are put to use.
    """

    hosts: tuple[str, ...] = ("127.0.0.1", "localhost", "[::1]")
    any_address: bool = False
    desk: bool = False
    reading: ReadOptions = field(default_factory=ReadOptions)


def create_app(store_factory: Callable[[], Store], settings: Settings | None = None) -> Starlette:
    """The site and the API of one casebook.

    Args:
        store_factory: opens the casebook when the application starts; it is closed when the application stops.
        settings: hosts that are answered, and whether there is a desk.
    """
    chosen = settings or Settings()

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        with store_factory() as store:
            app.state.store = store
            app.state.map_rows = _MapRows()
            judging = app.state.desk = Desk(store, chosen.reading) if chosen.desk else None
            yield
            if judging is not None:
                judging.close()

    return Starlette(
        debug=False,
        routes=[*(desk.routes() if chosen.desk else ()), *_routes()],
        lifespan=lifespan,
        middleware=[
            Middleware(Shield, hosts=chosen.hosts, forms=desk.PATHS if chosen.desk else (), any_address=chosen.any_address),
            Middleware(GZipMiddleware, minimum_size=1024, compresslevel=5),
        ],
        exception_handlers={HTTPException: _on_http_error, OnrecordError: _on_error},
    )


class _MapRows:
    """What every day's map is made of, kept for `_MAP_SECONDS`, so that turning the map back reads the casebook once."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._rows: tuple[pages.MapRow, ...] = ()
        self._until = 0.0

    def of(self, store: Store) -> tuple[pages.MapRow, ...]:
        with self._lock:
            if monotonic() >= self._until:
                self._rows = pages.map_rows(store)
                self._until = monotonic() + _MAP_SECONDS
            return self._rows


def _routes() -> list[Route | Mount]:
    shown: list[Route | Mount] = []
    for path, read in _PAGES.items():
        shown.append(Route(path, _page_endpoint(read)))
        shown.append(Route(f"/api{path}", _data_endpoint(read)))
    return [
        *shown,
        Route("/feeds/claims.atom", _feed),
        Route("/feeds/edits.atom", _edits_feed),
        Route("/robots.txt", _robots),
        Route("/favicon.ico", _favicon),
        Mount("/static", StaticFiles(directory=_STATIC)),
    ]


# ---- endpoints -------------------------------------------------------------------------------------------


def _page_endpoint(read: Read) -> Callable[[Request], Response]:
    def endpoint(request: Request) -> Response:
        store: Store = request.app.state.store
        page, judging = read(store, request), request.app.state.desk is not None
        body = render(page, settings=store.settings(), desk=judging).encode("utf-8", "replace")
        return _tagged(request, HTMLResponse(body), body)

    return endpoint


def _data_endpoint(read: Read) -> Callable[[Request], Response]:
    def endpoint(request: Request) -> Response:
        response = JSONResponse({"ok": True, **as_json(read(request.app.state.store, request))})
        return _tagged(request, response, bytes(response.body))

    return endpoint


def _tagged(request: Request, response: Response, body: bytes) -> Response:
    """The answer with its tag; no body where the reader has it already."""
    tag = f'W/"{hashlib.sha256(body).hexdigest()[:24]}"'
    if tag in [part.strip() for part in request.headers.get("if-none-match", "").split(",")]:
        response = Response(status_code=304)
    response.headers["etag"] = tag
    response.headers["cache-control"] = "no-cache"
    return response


def _feed(request: Request) -> Response:
    text = claims_feed(request.app.state.store, str(request.base_url))
    return Response(text.encode("utf-8", "replace"), media_type="application/atom+xml")


def _edits_feed(request: Request) -> Response:
    text = edits_feed(request.app.state.store, str(request.base_url))
    return Response(text.encode("utf-8", "replace"), media_type="application/atom+xml")


def _robots(_: Request) -> Response:
    """Search pages and data are not for crawlers; everything else is."""
    return PlainTextResponse("User-agent: *\nDisallow: /search\nDisallow: /api/\n")


def _favicon(_: Request) -> Response:
    return FileResponse(_STATIC / "favicon.svg", media_type="image/svg+xml")


# ---- reading a request -----------------------------------------------------------------------------------


def _key(request: Request) -> str:
    return slug_to_key(request.path_params["key"])


def _number(request: Request) -> int:
    """The page asked for, 1 if none.

    Raises:
        UsageError: `bad-page`.
    """
    value = request.query_params.get("page", "1")
    if not (value.isascii() and value.isdigit() and 1 <= int(value[:9]) <= _LAST_PAGE and len(value) < 9):
        raise UsageError(f"page {value[:40]!r} is no page; expected a number from 1", code="bad-page", page=value)
    return int(value)


def _query(request: Request, name: str) -> str | None:
    return request.query_params.get(name) or None


def _days_asked(request: Request) -> str | None:
    """The two days of a form as the key of their page; None where it asks for none."""
    first, last = _query(request, "from"), _query(request, "to")
    return f"{first or ''}..{last or ''}" if first or last else None


def _version(request: Request) -> int:
    return int(request.path_params["number"])


_PAGES: dict[str, Read] = {
    "/": lambda s, _: pages.front_page(s),
    "/about": lambda s, _: pages.about_page(s),
    "/documents": lambda s, r: pages.documents_page(s, page=_number(r)),
    "/documents/{key}": lambda s, r: pages.article_page(s, _key(r), page=_number(r)),
    "/versions/{number:int}/{key}": lambda s, r: pages.article_page(s, _key(r), number=_version(r), page=_number(r)),
    "/claims": lambda s, r: pages.claims_page(s, status=_query(r, "status"), type_name=_query(r, "type"), page=_number(r)),
    "/claims/{key}": lambda s, r: pages.claim_page(s, _key(r), page=_number(r)),
    "/sources": lambda s, r: pages.sources_page(s, page=_number(r)),
    "/sources/{key}": lambda s, r: pages.source_page(s, _key(r), page=_number(r)),
    "/places": lambda s, r: pages.places_page(s, page=_number(r)),
    "/places/{key}": lambda s, r: pages.place_page(s, _key(r), page=_number(r)),
    "/outlets": lambda s, r: pages.index_page(s, "outlets", page=_number(r)),
    "/outlets/{key}": lambda s, r: pages.outlet_page(s, _key(r), page=_number(r)),
    "/authors": lambda s, r: pages.index_page(s, "authors", page=_number(r)),
    "/authors/{key}": lambda s, r: pages.author_page(s, _key(r), page=_number(r)),
    "/topics": lambda s, r: pages.index_page(s, "topics", page=_number(r)),
    "/topics/{key}": lambda s, r: pages.topic_page(s, _key(r), page=_number(r)),
    "/days": lambda s, r: pages.index_page(s, "days", page=_number(r)),
    "/days/{key}": lambda s, r: pages.day_page(s, _key(r), page=_number(r)),
    "/edits": lambda s, r: pages.edits_page(s, page=_number(r)),
    "/edits/{key}": lambda s, r: pages.document_edits_page(s, _key(r)),
    "/corrections": lambda s, r: pages.corrections_page(s, page=_number(r)),
    "/judgements": lambda s, r: pages.judgements_page(s, page=_number(r)),
    "/situation": lambda s, r: pages.situation_page(
        s, at=_query(r, "at"), as_known=_query(r, "as_known"), place=_query(r, "place")
    ),
    "/timelines": lambda s, _: pages.timelines_page(s),
    "/timelines/{key}": lambda s, r: pages.timeline_page(s, _key(r), page=_number(r)),
    "/changes": lambda s, r: pages.changes_page(s, _days_asked(r)),
    "/changes/{key}": lambda s, r: pages.changes_page(s, _key(r)),
    "/map": lambda s, r: pages.map_page(s, day=_query(r, "day"), rows=r.app.state.map_rows.of(s)),
    "/search": lambda s, r: pages.search_page(s, _query(r, "q") or "", only=_query(r, "kind"), page=_number(r)),
}
"""Every page of the site, and under /api the same as data."""


# ---- errors ----------------------------------------------------------------------------------------------


def _on_http_error(request: Request, error: Any) -> Response:
    status = int(error.status_code)
    path = request.url.path
    if status == 404:
        return refusal(request.scope, f"no page at {path!r}; the front page leads to all", "not-found", 404)
    return refusal(request.scope, str(error.detail).lower(), "bad-request", status)


def _on_error(request: Request, error: Any) -> Response:
    status = STATUS_OF_CODE.get(error.code, 500 if not isinstance(error, UsageError) else 400)
    return refusal(request.scope, str(error), error.code, status)
