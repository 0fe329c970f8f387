"""URLs in the one form that ids are made of."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

_TRACKING = re.compile(
    r"(utm_\w+|fbclid|gclid|yclid|dclid|msclkid|mc_[ce]id|igshid|ref_src|cmpid|ns_\w+|at_\w+|ocid|__twitter_impression)", re.I
)
_SAME_SITE = re.compile(r"^(www|m|mobile|amp|edition)\.")


def is_web(value: object) -> bool:
    """True for an absolute http or https URL with a host."""
    if not isinstance(value, str) or len(value) > 4096 or any(c.isspace() for c in value):
        return False
    try:
        parts = urlsplit(value)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.hostname)


def normal(url: str) -> str:
    """`url` without fragment and tracking parameters, scheme and host in lower case, https for http.

    Two addresses of one page get one id by this; it is never used to fetch.
    """
    parts = urlsplit(url)
    kept = [(k, v) for k, v in parse_qsl(parts.query, keep_blank_values=True) if not _TRACKING.fullmatch(k)]
    host = (parts.netloc.rpartition("@")[2]).lower().removesuffix(":80").removesuffix(":443")
    return urlunsplit(("https", host, parts.path or "/", urlencode(kept), ""))


def same_site(a: str, b: str) -> bool:
    """True if both lie on one host, `www.`, `m.` and `amp.` aside."""
    hosts = [_SAME_SITE.sub("", (urlsplit(u).hostname or "").lower()) for u in (a, b)]
    return hosts[0] == hosts[1]
