"""Pages of the record: what each shows, as HTML, as data, and as a folder of files.

In: a casebook (`onrecord.store`), only read. Out: context records (`pages`), HTML (`render`), an Atom feed (`render_feed`),
a static site (`build`). Touches: the folder that `build` is given. Fails: `not-found`, `bad-day`, `folder-in-use`
(UsageError); `site-unwritable` (RunError). Judged by: tests/unit/publish, tests/browser.
"""

from onrecord.publish import pages
from onrecord.publish.build import build
from onrecord.publish.contexts import Page
from onrecord.publish.data import as_json
from onrecord.publish.links import Links
from onrecord.publish.rendering import render, render_edits_feed, render_feed

__all__ = ["Links", "Page", "as_json", "build", "pages", "render", "render_edits_feed", "render_feed"]
