# ruff: noqa: SIM905 (a string of words reads better than a page of quotation marks)
"""The table of what is known to be no reporting: each rule is a pattern for a whole line, and the reason it gives.

English, Ukrainian and Russian. A rule that could fit a sentence of a report does not belong here: its cost is a
statement that nobody reads. Patterns are matched without regard to case unless they say otherwise.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum


class Where(StrEnum):
    """How far from the ends of a text a rule may apply."""

    ANYWHERE = "anywhere"
    EDGES = "edges"
    """Among the first eight lines or the last eight."""
    TOP = "top"
    """Among the first eight lines."""
    END = "end"
    """Among the last eight lines."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A line that `pattern` fits whole is skipped as `why`."""

    why: str
    pattern: re.Pattern[str]
    where: Where = Where.ANYWHERE


def _rule(why: str, pattern: str, where: Where = Where.ANYWHERE) -> Rule:
    return Rule(why, re.compile(rf"(?:{pattern})\s*", re.IGNORECASE), where)


MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan січня января", "february feb лютого февраля", "march mar березня марта", "april apr квітня апреля",
            "may травня мая", "june jun червня июня", "july jul липня июля", "august aug серпня августа",
            "september sept sep вересня сентября", "october oct жовтня октября", "november nov листопада ноября",
            "december dec грудня декабря",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
"""Months as datelines name them, in lower case, and their numbers."""

_MONTH = rf"(?:{'|'.join(sorted(MONTHS, key=len, reverse=True))})\.?"
_WEEKDAY = (
    r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?"
    r"|понеділок|вівторок|середа|четвер|п[’'ʼ]ятниця|субота|неділя|понедельник|вторник|среда|четверг|пятница|суббота|воскресенье)\.?"
)
_CLOCK = r"(?:\d{1,2}[:.]\d{2}(?::\d{2})?\s*(?:[ap]\.?m\.?)?|\d{1,2}\s*[ap]\.?m\.?)"
_ZONE = r"(?:gmt|utc|bst|est|edt|et|cet|cest|eet|eest|msk|pt|pst|pdt)(?:[+-]\d+)?"
_YEAR = r"\d{4}(?:\s*(?:року|р\.|года|г\.))?"
_DAY = (
    rf"(?:{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?,?(?:\s+{_YEAR})?|\d{{1,2}}(?:st|nd|rd|th)?\s+{_MONTH},?(?:\s+{_YEAR})?"
    r"|\d{4}-\d\d-\d\d|\d{1,2}[./]\d{1,2}[./]\d{2,4})"
)
_STAMP = rf"(?:(?:{_WEEKDAY},?|{_DAY}|{_CLOCK}|\(?{_ZONE}\)?|at|on|,|\||[-–—•·])\s*){{1,12}}"
_DATE_LED = (
    rf"(?:first\s+)?(?:published|posted|updated|last\s+(?:updated|modified)|modified|created|date)\s*(?:on|at)?\s*:?\s*{_STAMP}"
)

_OURS = (
    r"(?:our|us|newsletters?|inbox|app|channel|facebook|twitter|telegram|whatsapp|instagram|youtube"
    r"|notifications?|mailing\s+list|membership)"
)

_SHORT = r"\S(?:[^.!?\n]|(?<=\b\w)\.|(?<=\b\w\w)\.){1,70}"
"""A name or two, with their initials, but no sentence."""

RULES: tuple[Rule, ...] = (
    _rule(
        "note on the text",
        r"(?:(?:this\s+is\s+an?\s+)?(?:summary|abridg(?:ed|ement)|translat(?:ed|ion)|compiled|adapted)\s+(?:by|from)\s+[^\n]{1,160})",
        Where.END,
    ),
    _rule(
        "note on the text",
        r"(?:corrections?|clarifications?|editor[’']?s[’']?\s+note|(?:від|от)\s+редак[цт]\w+)\s*:\s*\S[^\n]{4,500}"
        r"|(?:(?:an\s+earlier|a\s+previous|the\s+original)\s+version\s+of\s+)?this\s+(?:article|story|report|post|page|headline)"
        r"\s+(?:was|has\s+been|is)\s+(?:amended|corrected|updated|edited|clarified)\b[^\n]{0,300}"
        r"|(?:an\s+earlier|a\s+previous)\s+version\s+of\s+this\s+(?:article|story|report|post|headline)\b[^\n]{4,400}",
        Where.EDGES,
    ),
    _rule(
        "note on the text",
        r"(?:(?:media|press)\s+)?(?:contacts?|enquiries|inquiries)\s*:[^\n]{0,120}(?:@\w|\+?\d[\d\s()-]{6,})[^\n]{0,120}",
        Where.EDGES,
    ),
    _rule("note on the text", r"(?:for\s+immediate\s+release|press\s+release|embargoed?\b[^.\n]{0,60})\W*", Where.TOP),
    _rule("note on the text", r"\W{0,3}(?:ends?|###)\W{0,3}|notes?\s+(?:to|for)\s+editors\W*", Where.END),
    _rule("page navigation", r"(?:back|return|go)\s+to\s+(?:the\s+)?top(?:\s+(?:button|of\s+page))?|(?:to\s+)?top\s+of\s+page"),
    _rule("page navigation", r"skip\s+to\s+(?:main\s+|the\s+)?(?:content|navigation|search|footer|article)|jump\s+to\s+\w+"),
    _rule(
        "page navigation",
        r"(?:main\s+|open\s+|close\s+|toggle\s+)?(?:menu|navigation|search)|(?:next|previous)\s+(?:article|post|story|page)",
    ),
    _rule("page navigation", r"(?:scroll\s+down\s+for\s+more|load\s+more|show\s+more|view\s+all|see\s+all|loading\W*)"),
    _rule("page navigation", r"(?:tags?|topics?|filed\s+under|categor(?:y|ies)|keywords?|теги|темы|теми)\s*:\s*\S.{0,300}"),
    _rule("page navigation", r"(?:наверх|нагору|вверх|вгору|догори)"),
    _rule("page navigation", r"(?:image|photo|slide)\s+\d+\s+of\s+\d+(?:\s+(?:next|prev(?:ious)?))*"),
    _rule("page navigation", r"(?:the\s+)?(?:continuation|rest)\s+of\s+the\s+(?:article|text|material|story)\b.{0,40}"),
    _rule("advertisement", r"\W*(?:advertise?ment|sponsored(?:\s+content)?|promoted(?:\s+content)?|реклама)\W*"),
    _rule(
        "advertisement",
        r"\W*(?:(?:article|story|report)\s+continues\s+(?:below|after).{0,40}|continue\s+reading(?:\s+(?:below|the\s+main\s+story))?)\W*",
    ),
    _rule(
        "cookie or consent notice",
        r"(?:we|this\s+(?:web)?site|our\s+(?:web)?site|by\s+(?:continuing|using|clicking|browsing)|please\s+accept)\b"
        r"[^\n]{0,200}\b(?:cookies?|terms\s+of\s+(?:use|service)|privacy\s+(?:policy|notice))\b[^\n]{0,300}",
    ),
    _rule(
        "cookie or consent notice",
        r"(?:(?:accept|reject|allow|manage|decline)(?:\s+(?:all|my|your))?(?:\s+(?:cookies|preferences|settings|choices))|accept\s+all|reject\s+all"
        r"|cookie\s+(?:policy|settings|preferences|notice)|(?:about\s+)?cookies|your\s+privacy(?:\s+choices)?|i\s+(?:agree|accept))",
    ),
    _rule(
        "cookie or consent notice",
        r"[^\n]{0,80}\b(?:используе[тм]|використову[єю]\w*)\s+(?:файл[иы]\s+)?(?:cookies?|куки)\b[^\n]{0,200}",
    ),
    _rule(
        "legal links",
        r"(?:(?:privacy(?:\s+(?:policy|notice))?|terms(?:\s+(?:and|&)\s+conditions|\s+of\s+(?:use|service))?|contact(?:\s+us)?|about\s+us"
        r"|advertise(?:\s+with\s+us)?|accessibility|site\s*map|careers|help|imprint|do\s+not\s+sell\s+my\s+personal\s+information)\s*[|•·,/]?\s*){2,12}"
        r"|(?:privacy\s+(?:policy|notice)|terms\s+(?:of\s+(?:use|service)|(?:and|&)\s+conditions)|contact\s+us|about\s+us)",
    ),
    _rule(
        "subscription notice",
        rf"(?:please\s+)?(?:subscribe|sign\s+up|register|join|follow|download|connect\s+with|stay\s+up\s+to\s+date)(?=\s)"
        rf"(?=[^\n]{{0,160}}\b{_OURS}\b)(?:[^\n.!]{{0,200}}[.!]?){{1,2}}",
        Where.EDGES,
    ),
    _rule(
        "subscription notice",
        r"(?:(?:please\s+)?(?:like|find|get|support|contact)\s+(?:us|our)\b|like\s+[^,.\n]{2,40}\bon\s+facebook\b)[^,\n]{0,120}",
        Where.EDGES,
    ),
    _rule("subscription notice", rf"(?:subscribe|sign\s+up)\b[^\n]{{0,60}}\b{_OURS}\b[^\n]{{0,80}}"),
    _rule(
        "subscription notice",
        r"(?:subscribe(?:\s+(?:now|today|here))?|sign\s+(?:in|up)|log\s+in|register|newsletter|donate(?:\s+now)?|already\s+a\s+subscriber\?.{0,60}"
        r"|this\s+(?:article|story|content)\s+is\s+(?:for\s+subscribers|only\s+available\s+to).{0,60}|enter\s+your\s+e-?mail(?:\s+address)?.{0,60})",
    ),
    _rule(
        "subscription notice",
        r"[^\n]{0,80}\b(?:sign\s+up\s+for|subscribe\s+to)\b[^\n]{0,40}\b(?:newsletter|channel|podcast|alert)s?\b[^\n]{0,100}",
        Where.EDGES,
    ),
    _rule("subscription notice", r"(?:підпис(?:уйтесь|атис[ья]|уйтеся)|подпи(?:сывайтесь|шитесь|саться))\b[^\n]{0,200}"),
    _rule(
        "subscription notice",
        r"got\s+a\s+(?:news\s+)?(?:tip|story)\?.{0,200}|(?:do\s+you\s+have|have)\s+a\s+(?:news\s+)?(?:tip|story)\b.{0,40}\?.{0,160}",
        Where.EDGES,
    ),
    _rule(
        "share bar",
        r"(?:share|tweet|pin|print|email)(?:\s+(?:this|the|it|on|via|with|to|by|your|friends|article|story|post|page|link)\b.{0,60})?",
    ),
    _rule(
        "share bar",
        r"\d[\d.,]*[km]?\s+(?:shares?|likes?|views?|retweets?|comments?)|copy\s+link(?:\s+to\s+clipboard)?|link\s+copied\W*",
    ),
    _rule("share bar", r"(?:поділи(?:тис[ья]|ться)|поширити|поделиться)(?:\s.{0,60})?"),
    _rule(
        "comments",
        r"(?:(?:leave|post|write|add)\s+a\s+(?:comment|reply)|(?:no|view|show|hide|see)\s+(?:all\s+)?comments?|comments?\s*\(?\d*\)?"
        r"|(?:join|start)\s+the\s+(?:conversation|discussion)|comments\s+are\s+closed\W*|(?:комментарии|коментарі)(?:\s*\(?\d*\)?)?)",
    ),
    _rule(
        "teaser",
        r"(?:read\s+(?:more|also|next|the\s+full\s+(?:story|article))|also\s+read|see\s+also|more\s+on\s+this|related|recommended|watch|listen|don[’']t\s+miss"
        r"|читайте\s+(?:також|также)|чита[йт]+е?\s+ще|(?:дивіться|смотрите)\s+(?:також|также))\s*(?::|\||>|»|→|[-–—]\s)\s*\S.{2,250}",
    ),
    _rule(
        "teaser",
        r"(?:read|see)\s+(?:more|also)(?:\s+(?:here|about\s+this))?\W*|(?:click|tap)\s+here\b.{0,120}|читайте\s+(?:також|также)\W*",
    ),
    _rule(
        "teaser",
        r"(?:read\s+)?more\s+(?:[\w-]+\s+){0,10}?(?:can\s+be\s+found\s+)?(?:on|at)\s+.{0,60}\b(?:home|main)\s*page\b.{0,20}"
        r"|(?:for|find)\s+more\s+(?:information|news|details|stories|on\s+this)\b,?\s*(?:please\s+)?(?:visit|see|click|read|follow|here|at)\b.{0,100}"
        r"|you\s+can\s+(?:find|read|follow|track|watch|see)\s+(?:more|all|our|the\s+(?:full|latest)|information)\b.{0,120}"
        r"|read\s+(?:the|our)\s+(?:full\s+)?(?:story|report|article|interview|coverage)\b.{0,200}",
    ),
    _rule(
        "teaser",
        r"(?:see|watch|view)\s+(?:the\s+|also\s+)?video\b.{0,200}|watch\s+(?:\w+\s+){0,4}(?:live|online)\b.{0,60}|\d{1,2}:\d{2}\s+.{3,150}[-–—]\s*video",
    ),
    # the caption after the credit tells what the picture shows, and stays
    _rule("image credit", r"(?P<cut>image\s+(?:copyright|source|credit)\b,?\s*[^\n]{1,60}?\s+image\s+caption\b[,:]?)\s+\S.*"),
    _rule("image credit", r"image\s+(?:copyright|source|credit)\b,?\s*[^.!?\n]{1,60}"),
    _rule(
        "image credit",
        r"[\[(]?\s*(?:(?:cover|main|featured|lead|top|title)\s+)?"
        r"(?:photo(?:graph)?|image|picture|illustration|graphic|video|map|фото|відео|видео|ілюстрація|иллюстрация)s?\s*"
        rf"(?:by|credits?|source|courtesy(?:\s+of)?|provided\s+by|copyright)?\s*[:/©|]\s*{_SHORT}[\])]?",
    ),
    _rule(
        "image credit",
        rf"[\[(]?\s*(?:picture|photo)\s+(?:source|credit|copyright|courtesy(?:\s+of)?)\s*[:,]?\s*{_SHORT}[\])]?"
        rf"|(?:photo|image|picture)s\s+(?:by|courtesy\s+of)\s+{_SHORT}",
    ),
    _rule(
        "image credit",
        r"[\[(]?(?:[\w.’'-]+\s+){0,4}(?:[\w.’'-]+)?\s*/\s*(?:ap|afp|reuters|getty(?:\s+images)?|epa(?:-efe)?|shutterstock|anadolu|tass|sputnik)\b[^.\n]{0,60}[\])]?",
    ),
    _rule(
        "image credit",
        r"[\[(]?\s*(?:©\s*)?(?:(?:ap|afp|epa)(?:[-\s]efe)?\s+photo|ap|afp|reuters|getty\s+images|afp\s+via\s+getty\s+images|epa(?:-efe)?)\s*(?:/\s*\S.{1,80})?[\])]?",
    ),
    _rule("image credit", r"(?:file|handout|stock)\s+(?:photo|image|picture)\W*(?:[:/]\s*.{1,80})?"),
    _rule(
        "copyright line",
        r"(?:©|\(c\)\s|copyright\b)\s*(?:(?:©|\(c\))\s*)?(?:(?=[^\n]{0,80}\b(?:19|20)\d\d\b)[^\n]{0,250}|[^.!?\n]{1,60}\.?)",
    ),
    _rule("copyright line", r"[^\n]{0,200}\ball\s+rights\s+reserved\b[^\n]{0,200}"),
    _rule("copyright line", r"this\s+(?:material|article|content)\s+(?:may\s+not\s+be|is\s+protected\s+by)\b.{0,200}"),
    _rule(
        "copyright line",
        r"(?:this\s+(?:article|story|post|piece)\s+(?:was\s+)?(?:first|originally)\s+(?:appeared|published)\s+(?:on|in|at|by)\b.{0,160})",
        Where.EDGES,
    ),
    _rule("byline", r"authors?(?:\s*/\s*authors?)?\s*:\s*\S[^.!?]{0,100}", Where.EDGES),
    _rule("byline", r"sources?\s*:\s*\S[^.!?]{1,60}", Where.END),
    _rule("byline", r"\((?-i:[A-Z]{2,4}|[a-z]{2,4})(?:\s*/\s*\w{2,5})?\)", Where.END),
    _rule("dateline", _DATE_LED),
    # a day or an hour alone further down heads a part of a live report or a chronology
    _rule("dateline", rf"(?=[^\n]*{_DAY}){_STAMP}", Where.TOP),
    _rule(
        "dateline", r"(?:\d+|one|two|three|four|five)[\s-]min(?:ute)?s?\s+read|(?:reading\s+time|read\s+time)\s*:?\s*\d.{0,20}"
    ),
    _rule("dateline", r"(?:\d+|an?)\s+(?:minutes?|mins?|hours?|hrs?|days?|weeks?)\s+ago(?:\s*[|•·]\s*.{0,60})?", Where.EDGES),
)
"""Tried in this order on each line; the first that fits wins."""

RELATED_HEADING = re.compile(
    r"(?:related(?:\s+(?:articles?|stor(?:y|ies)|posts?|content|topics?|coverage|news|links?|reading|internet\s+links))?"
    r"|more\s+(?:on\s+this\s+story|from\s+(?:the\s+)?[\w ]{2,30}|stories|news|like\s+this|in\s+[\w ]{2,30})"
    r"|you\s+(?:may|might|could)\s+also\s+(?:like|be\s+interested\s+in|enjoy)|recommended(?:\s+(?:for\s+you|stories|articles|reading))?"
    r"|most\s+(?:read|popular|viewed|shared|watched)(?:\s+(?:stories|news|articles))?|trending(?:\s+(?:now|stories|news))?|popular\s+(?:posts?|stories|articles|now)"
    r"|editor[’']?s[’']?\s+(?:picks?|choice)|top\s+stories|latest\s+(?:news|stories|posts|articles|headlines)|what\s+to\s+read\s+next|read\s+(?:next|more)|see\s+also|further\s+reading"
    r"|around\s+the\s+web|from\s+around\s+the\s+web|in\s+other\s+news|don[’']t\s+miss|(?:читайте\s+(?:також|также))"
    r"|(?:новини|новости|статті|статьи|матеріали|материалы)\s+(?:за|по)\s+тем[іеою]+|(?:схожі|похожие)\s+(?:новини|новости|матеріали|материалы))\s*[:»>]?\s*",
    re.IGNORECASE,
)
"""A heading over links to other articles."""

SHARE_WORDS = frozenset(
    (
        "share shares tweet post save this article story page on via with to by facebook twitter x whatsapp telegram email "
        "e-mail mail copy link print linkedin pinterest reddit pocket messenger instagram youtube tiktok viber vk tumblr "
        "flipboard threads bluesky mastodon signal like follow us icon open new window rss skype sms xing line wechat more "
        "button and or"
    ).split()
)
"""A line of nothing but these is a share bar, if two or more of them name a service or an act of sharing."""

SHARE_FILLERS = frozenset(
    ("this article story page on via with to by us icon open new window more and or line post x button like").split()
)
