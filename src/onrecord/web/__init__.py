"""Serves a casebook's site and its data on this machine.

In: a store and settings. Out: HTML, JSON of the same context records under `/api`, an Atom feed; judgements from its desk, into
the store. Touches: a socket on
127.0.0.1 while `serve` runs. Fails: `address-in-use` (RunError); every error page has one shape. Judged by:
tests/unit/web, tests/browser.
"""

from onrecord.web.app import Settings, create_app
from onrecord.web.serve import serve

__all__ = ["Settings", "create_app", "serve"]
