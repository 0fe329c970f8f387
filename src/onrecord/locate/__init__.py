"""Step: which place does each name mean?

In: Document, Tagging (its mentions; an empty Tagging is allowed), Gazetteer.
Out: every place name as a Place, in order of appearance; resolved with precision and reasons, or unresolved with the
  reason. `literal` is False for demonyms, parts of other names, actors ("Moscow said"), datelines and comparisons.
Touches: nothing but the gazetteer given to it.
Fails: never on a text; names that are not found are not there.
Judged by: `places` of the scorer over TR-News, LGL, GeoWebNews (detection, resolution, end to end), Ukrainian reports.
"""

from onrecord.locate.locate import locate

__all__ = ["locate"]
