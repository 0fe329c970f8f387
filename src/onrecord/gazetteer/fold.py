"""Bring the spellings of one name together: case, accents, apostrophes, hyphens, transliteration, wrappers, declension.

`fold` is what the gazetteer file is keyed by. `loose` joins romanisations that differ only in how they write the same
letter, and Ukrainian and Russian spellings of one name. `unwrapped` takes "Oblast", "County", "city of" off a name.
`nominatives` undoes Ukrainian and Russian declension.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from onrecord.gazetteer.tables import DATA, read_table

_APOSTROPHES = dict.fromkeys(map(ord, "'’‘ʼʹ`´ʻ′."))
_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d", "ə": "a", "&": " and "}
)
_ASCII = {at: "" if at in _APOSTROPHES else " and " if chr(at) == "&" else " " for at in range(128) if not chr(at).isalnum()}
_WORDS = {"saint": "st", "sainte": "ste", "mount": "mt", "fort": "ft"}


@lru_cache(maxsize=65536)
def fold(name: str) -> str:
    """The name without case, accents, apostrophes, points and hyphens; "Saint" is "st". Folding twice changes nothing."""
    if name.isascii():
        words = name.lower().translate(_ASCII).split()
    else:
        plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", name).casefold()).casefold()
        plain = "".join(c for c in plain if not unicodedata.combining(c)).translate(_APOSTROPHES).translate(_LETTERS)
        words = "".join(c if c.isalnum() else " " for c in plain).split()
    return " ".join(_WORDS.get(word, word) for word in words)


_LOOSE = [
    (re.compile(pattern), new)
    for pattern, new in (
        ("tsch|tch", "ch"),
        ("shch|sch", "sh"),
        ("kh", "h"),
        ("zh", "z"),
        ("ts|tz", "c"),
        ("w", "v"),
        ("ks", "x"),
        ("q", "k"),
        ("o[ou]", "u"),
        (r"(?<=[ae])h\b", ""),
        ("i?[yj]", "i"),
        ("(?<=[aeou])ie", "e"),
        (r"(.)\1+", r"\1"),
    )
]


_LOOSE_CYRILLIC = [
    (re.compile(pattern), new)
    for pattern, new in (
        ("[іы]", "и"),
        ("[єэ]", "е"),
        ("ґ", "г"),
        ("[ьъ]", ""),
        ("(?<=[жчшщ])о", "е"),
        (r"(?<=\w)[оеи]в(?=к|$)", "ов"),
        (r"ое\b|ее\b", "е"),
        (r"ая\b", "а"),
        (r"[ио]и\b", "и"),
        (r"(.)\1+", r"\1"),
    )
]
"""What Ukrainian and Russian write differently in one name: і and и, чорн- and черн-, -івка and -овка, -не and -ное."""


def loose(folded: str) -> str:
    """A folded name with the letters that spellings disagree on made one.

    In Latin script those of romanisations: y, i, ii, j; kh, h; ts, tz; doubles. In Cyrillic those of Ukrainian and Russian.
    """
    for pattern, new in _LOOSE_CYRILLIC if is_cyrillic(folded) else _LOOSE:
        folded = pattern.sub(new, folded)
    return folded


def is_cyrillic(name: str) -> bool:
    """True if a name begins with a Cyrillic letter."""
    return "Ѐ" <= name[:1] <= "ӿ"


_AREAS = (
    "autonomous republic|autonomous region|metropolitan area|regional unit|urban hromada|hromada|oblast|oblasts|region|regions|"
    "province|provinces|county|counties|parish|district|districts|raion|rayon|prefecture|governorate|krai|voivodeship|department|"
    "state|states|municipality|borough|territory|republic|canton|область|області|областi|області|області|района|район|районі|району|"
    "области|областью|край|громада|громаді|громади"
)
_AREA_AFTER = re.compile(rf"^(.+) (?:{_AREAS})$")
_AREA_BEFORE = re.compile(
    r"^(?:the )?(?:state|province|region|county|republic|oblast|district|governorate|department|canton|principality|kingdom|"
    r"commonwealth|autonomous republic|islamic republic|peoples republic|democratic republic|federal republic) of (?:the )?(.+)$"
)
_TOWN_BEFORE = re.compile(
    r"^(?:the )?(?:city|town|village|municipality|borough|port|metropolis|settlement) of (?:the )?(.+)$|"
    r"^(?:місто|місті|м|село|селі|с|смт|город|городе|г|поселок|пгт|деревня) (.+)$"
)
_TOWN_AFTER = re.compile(r"^(.+) (?:city|town|village)$")
_ARTICLE = re.compile(r"^(?:the|greater|downtown) (.+)$")


def unwrapped(folded: str) -> tuple[str, str | None]:
    """The bare name and what the wrapper says it is: "area", "town", or None where nothing was taken off."""
    for pattern, kind in ((_AREA_BEFORE, "area"), (_TOWN_BEFORE, "town"), (_AREA_AFTER, "area"), (_TOWN_AFTER, "town")):
        if found := pattern.match(folded):
            return next(g for g in found.groups() if g), kind
    if found := _ARTICLE.match(folded):
        return found.group(1), None
    return folded, None


@lru_cache(maxsize=1)
def _endings() -> dict[str, list[tuple[str, list[str]]]]:
    """`data/endings.csv`: "last" or "first" word → (declined ending, endings of the nominative), longest first."""
    table: dict[str, list[tuple[str, list[str]]]] = {"last": [], "first": []}
    for line in read_table(DATA / "endings.csv"):
        table[line["word"]].append((line["ending"], line["nominative"].split("|")))
    return {word: sorted(rows, key=lambda row: -len(row[0])) for word, rows in table.items()}


def nominatives(folded: str) -> list[str]:
    """Nominatives that a Ukrainian or Russian name in another case could have, likeliest first; [] for other scripts.

    Only the last word is undone, with the first made to agree where both are declined ("Білій Церкві" → "Біла Церква").
    """
    if not folded or not "а" <= folded[0] <= "ґ":
        return []
    head, _, last = folded.rpartition(" ")
    found: dict[str, None] = {}
    for ending, news in _endings()["last"]:
        if last.endswith(ending) and len(last) >= max(3, len(ending)):
            for new in news:
                found[last[: -len(ending)] + new] = None
    if not head:
        return list(found)
    heads = [head, *(_undeclined_adjective(head))]
    return [f"{h} {word}" for word in (*found, last) for h in heads if f"{h} {word}" != folded]


def _undeclined_adjective(word: str) -> list[str]:
    for ending, news in _endings()["first"]:
        if word.endswith(ending):
            return [word[: -len(ending)] + new for new in news]
    return []
