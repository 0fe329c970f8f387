"""Pages of the record: what each shows, as HTML, as data, and as a folder of files.

In: a casebook (`onrecord.store`), only read. Out: context records (`pages`), HTML (`render`), Atom feeds (`claims_feed`,
`edits_feed`), a static site (`build`). Touches: the folder that `build` is given. Fails: `not-found`, `bad-day`, `bad-option`,
`folder-in-use` (UsageError); `site-unwritable` (RunError). Judged by: tests/unit/publish, tests/browser.
"""

from onrecord.publish import pages
from onrecord.publish.build import build
from onrecord.publish.contexts import Page
from onrecord.publish.data import as_json
from onrecord.publish.feeds import claims_feed, edits_feed
from onrecord.publish.links import Links
from onrecord.publish.rendering import render

__all__ = ["Links", "Page", "as_json", "build", "claims_feed", "edits_feed", "pages", "render"]
