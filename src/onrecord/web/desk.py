"""The desk: the only part of the site that writes. A person judges, or undoes a judgement, by a form without a script.

Guarded in four ways: a page of another site can neither read the form's token (same origin) nor send one (`Origin` and
`Sec-Fetch-Site` are checked, cookies are `SameSite=Strict`), and by default only a site on this machine's own address has a desk.
"""

from __future__ import annotations

import hashlib
import hmac
import logging
import secrets
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from threading import Lock
from urllib.parse import parse_qsl, quote, unquote

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from onrecord.errors import OnrecordError, UsageError
from onrecord.flow.crosscheck import Sides, crosscheck, store_sides
from onrecord.flow.due import DUE
from onrecord.flow.judging import Wanted, ended, judge, undo
from onrecord.flow.situation import assemble_all
from onrecord.flow.stages import ReadOptions
from onrecord.gazetteer import Gazetteer
from onrecord.publish import Page, pages, render
from onrecord.records import JudgementKind
from onrecord.records.judgement import PAIRS
from onrecord.store.base import Store
from onrecord.web.errors import refusal

_LOG = logging.getLogger("onrecord.web")

PATHS = frozenset({"/desk", "/desk/undo"})
"""Where forms are sent; nothing else of the site takes anything."""

LARGEST = 64 * 1024
"""Bytes of a form; the longest note is far shorter."""

_VISITOR, _NAME = "onrecord-desk", "onrecord-by"
_CORRECTIONS = {
    JudgementKind.WRONG_PLACE: "place",
    JudgementKind.WRONG_TIME: "day",
    JudgementKind.GRADE: "grade",
}
"""Which field holds the correction of each kind."""


class Desk:
    """What the desk needs while the site is served: a secret of this run, and one writer at a time."""

    def __init__(self, store: Store, options: ReadOptions) -> None:
        self._store, self._options = store, options
        self._secret = secrets.token_bytes(32)
        self._writing = Lock()
        self._worker = ThreadPoolExecutor(1, "onrecord-desk")
        self._sides: Sides | None = None

    def token(self, visitor: str) -> str:
        """What a form of this visitor carries."""
        return hmac.new(self._secret, visitor.encode("utf-8", "replace"), hashlib.sha256).hexdigest()

    def knows(self, visitor: str, token: str) -> bool:
        return bool(visitor) and hmac.compare_digest(self.token(visitor).encode(), token.encode("utf-8", "replace"))

    def judge(self, wanted: Wanted) -> str:
        """Record a judgement; its id. Claims are weighed at once; what rests on them follows in the background."""
        with self._writing:
            made = judge(self._store, wanted, self._known_sides(), gazetteer=self._gazetteer, then=crosscheck)
        self._put_together()
        return made.id

    def undo(self, judgement: str, by: str, note: str) -> None:
        """End a judgement."""
        with self._writing:
            undo(self._store, judgement, ended(by, note), self._known_sides(), then=crosscheck)
        self._put_together()

    def _known_sides(self) -> Sides:
        if self._sides is None:
            self._sides = store_sides(self._store, self._options)
        return self._sides

    def _gazetteer(self) -> Gazetteer:
        return Gazetteer.open(self._options.gazetteer)

    def _put_together(self) -> None:
        """Put stories, relations, control and outages together anew, one after the other, while the answer goes out."""
        self._worker.submit(self._settle)

    def close(self) -> None:
        """Wait until what was begun is done; before the casebook is closed."""
        self._worker.shutdown()

    def _settle(self) -> None:
        """Put together what is due. Where it fails, or the program ends before, the next `onrecord add` does it."""
        try:
            if self._store.settings().get(DUE) == "yes":
                assemble_all(self._store, self._known_sides())
        except OnrecordError:
            _LOG.exception("cannot put together what rests on the claims")


def routes() -> list[Route]:
    """The desk's addresses."""
    return [
        Route("/desk", _form, methods=["GET"]),
        Route("/desk", _judge, methods=["POST"]),
        Route("/desk/undo", _undo, methods=["POST"]),
        Route("/desk/undo/{key}", _undo_form, methods=["GET"]),
    ]


# ---- forms -------------------------------------------------------------------------------------------------


async def _form(request: Request) -> Response:
    name = request.query_params.get("about", "")
    return await _shown(request, lambda store, token, given: pages.desk_page(store, name, token=token, values=given))


async def _undo_form(request: Request) -> Response:
    name = request.path_params["key"]
    return await _shown(request, lambda store, token, given: pages.undo_page(store, name, token=token, values=given))


async def _shown(
    request: Request, read: Callable[[Store, str, Mapping[str, str]], Page], given: Mapping[str, str] | None = None
) -> Response:
    """A form, with the visitor's token; the name that was given last stands in it."""
    visitor = request.cookies.get(_VISITOR) or secrets.token_urlsafe(16)
    store, desk = request.app.state.store, request.app.state.desk
    values = given if given is not None else {"by": unquote(request.cookies.get(_NAME, ""))}

    def made() -> bytes:
        page = read(store, desk.token(visitor), values)
        return render(page, settings=store.settings(), desk=True).encode("utf-8", "replace")

    response = HTMLResponse(await run_in_threadpool(made), 400 if given is not None else 200)
    response.headers["cache-control"] = "no-store"
    response.set_cookie(_VISITOR, visitor, path="/desk", httponly=True, samesite="strict")
    return response


# ---- what is sent ------------------------------------------------------------------------------------------


async def _judge(request: Request) -> Response:
    sent = await _sent(request)
    if isinstance(sent, Response):
        return sent
    desk: Desk = request.app.state.desk
    try:
        made = await run_in_threadpool(lambda: desk.judge(_wanted(sent)))
    except UsageError as error:
        about, wrong = sent.get("about", ""), str(error)
        return await _shown(
            request, lambda store, token, given: pages.desk_page(store, about, token=token, values=given, wrong=wrong), sent
        )
    return _done(sent, f"/judgements#{quote(made)}")


async def _undo(request: Request) -> Response:
    sent = await _sent(request)
    if isinstance(sent, Response):
        return sent
    desk: Desk = request.app.state.desk
    name = sent.get("judgement", "")
    try:
        await run_in_threadpool(desk.undo, name, sent.get("by", ""), sent.get("note", ""))
    except UsageError as error:
        wrong = str(error)
        return await _shown(
            request, lambda store, token, given: pages.undo_page(store, name, token=token, values=given, wrong=wrong), sent
        )
    return _done(sent, f"/judgements#{quote(name)}")


def _wanted(sent: Mapping[str, str]) -> Wanted:
    """The judgement that a form asks for.

    Raises:
        UsageError: `bad-judgement`, no kind was chosen.
    """
    chosen = sent.get("kind", "")
    if chosen not in list(JudgementKind):
        raise UsageError(f"judgement: kind is {chosen[:40]!r}; choose what you judge", code="bad-judgement", field="kind")
    kind = JudgementKind(chosen)
    about = [sent.get("about", "")]
    if kind in PAIRS:
        about.append(sent.get(kind.value, ""))
    return Wanted(kind, tuple(about), sent.get("by", ""), sent.get("note", ""), sent.get(_CORRECTIONS.get(kind, "")) or None)


def _done(sent: Mapping[str, str], target: str) -> Response:
    """On to the list, so that loading the page again sends nothing again; the name is kept for the next form."""
    response = RedirectResponse(target, 303)
    response.set_cookie(_NAME, quote(sent.get("by", "").strip()), path="/desk", httponly=True, samesite="strict")
    return response


async def _sent(request: Request) -> dict[str, str] | Response:
    """The form as sent, or the refusal of what no form of this site sent."""
    if not _from_here(request):
        return refusal(request.scope, "the form was sent from another site; nothing was recorded", "foreign-form", 403)
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != "application/x-www-form-urlencoded":
        return refusal(request.scope, "what was sent is no form of this site; nothing was recorded", "bad-form", 400)
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > LARGEST:
            return refusal(request.scope, f"the form is over {LARGEST} bytes; shorten the note", "bad-form", 413)
    try:
        fields = dict(parse_qsl(body.decode("utf-8"), keep_blank_values=True, max_num_fields=40))
    except ValueError:
        return refusal(request.scope, "what was sent is no form of this site; nothing was recorded", "bad-form", 400)
    if not request.app.state.desk.knows(request.cookies.get(_VISITOR, ""), fields.get("token", "")):
        told = "the form is not one that this site gave out since it was started; load its page again and send it anew"
        return refusal(request.scope, told, "foreign-form", 403)
    return fields


def _from_here(request: Request) -> bool:
    """True if the browser says that a page of this site sent the form. One that says nothing at all is not believed."""
    origin, site = request.headers.get("origin"), request.headers.get("sec-fetch-site")
    own = f"{request.url.scheme}://{request.headers.get('host', '')}"
    return (origin is not None or site is not None) and origin in (None, own) and site in (None, "same-origin")
