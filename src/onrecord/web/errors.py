"""Errors in one shape: {"ok": false, "error", "code", "status"} for programs, the same facts as a page for people."""

from __future__ import annotations

from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.types import Scope

from onrecord.publish import render
from onrecord.publish.contexts import ErrorPage

STATUS_OF_CODE = {"not-found": 404, "bad-day": 400, "bad-page": 400, "method-not-allowed": 405, "wrong-host": 421}
_TITLES = {
    400: "That cannot be read",
    403: "Not recorded",
    404: "Not found",
    405: "Only reading",
    413: "Too long",
    421: "Not served here",
    500: "Something broke",
}


def refusal(scope: Scope, error: str, code: str, status: int) -> Response:
    """The answer to a request that cannot be met: JSON under /api, a page elsewhere."""
    if scope["path"].startswith("/api"):
        return JSONResponse({"ok": False, "error": error, "code": code, "status": status}, status)
    page = ErrorPage(_TITLES.get(status, "Not possible"), ("error", None), error, code, status)
    return HTMLResponse(render(page).encode("utf-8", "replace"), status)
