"""The names of countries in many languages, from the Unicode CLDR."""

from __future__ import annotations

from functools import cache
from typing import Final

from webapp.mentions.cldr import names_in
from webapp.mentions.folding import folded

LANGUAGES: Final = tuple(
    """en de fr es zh zh_Hant ja ko ru uk bg sr mk el it pt nl sv da nb fi is pl cs sk sl hr hu ro tr ar fa he hi ur bn
    th vi id ms ca eu et lv lt sq ka hy kk az uz sw af""".split()  # noqa: SIM905 - so they are read
)
"""The languages whose names of countries, cities and months are read."""

_MORE: Final = {
    "US": """USA|U.S.|U.S|US|U.S.A.|United States of America|Vereinigte Staaten|Etats-Unis|EE.UU.|EEUU|米国|アメリカ
    |アメリカ合衆国""",
    "GB": "UK|U.K.|Great Britain|Britain|Großbritannien|Grande-Bretagne|Gran Bretaña|英国|イギリス|英國",
    "KR": "South Korea|Südkorea|Corée du Sud|Corea del Sur|韩国|韓国|韓國|한국|대한민국",
    "RU": "Russian Federation",
    "CZ": "Czech Republic",
    "NL": "Holland|the Netherlands",
    "CN": "中国|中國|PRC",
    "AE": "UAE",
}
"""Names that people write beside those of CLDR."""

_SHORT: Final = 4
_NOT_NAMES: Final = frozenset({"swiss", "man", "mali", "cuba", "fin", "ma", "chad", "guam", "is", "de", "brasilia"})


@cache
def country_names(codes: tuple[tuple[str, str], ...]) -> dict[str, tuple[str, bool]]:
    """Return the country's slug, and whether only capitals will do, by the folded name.

    `codes` are pairs of ISO 3166-1 code and slug.
    """
    found: dict[str, tuple[str, bool]] = {}
    for language in LANGUAGES:
        countries = names_in(language).countries
        for code, slug in codes:
            more = _MORE.get(code, "") if language == "en" else ""
            for name in (countries.get(code, ""), *map(str.strip, more.split("|"))):
                key = folded(name)
                capitals = name.replace(".", "").isupper() and len(key) <= _SHORT and name.isascii()
                if _readable(key, language):
                    found.setdefault(key, (slug, capitals))
    return found


def _readable(key: str, language: str) -> bool:
    if not key or (key in _NOT_NAMES and language != "en"):
        return False
    return len(key) >= _SHORT or not key.isascii() or language == "en"


@cache
def city_names() -> dict[str, frozenset[str]]:
    """Return the names in other languages of the cities that stand for time zones, by their English name."""
    found: dict[str, set[str]] = {}
    english = names_in("en").cities
    for language in LANGUAGES:
        for zone, name in names_in(language).cities.items():
            city = english.get(zone) or zone.rpartition("/")[2].replace("_", " ")
            found.setdefault(city, set()).add(name)
    return {city: frozenset(names) for city, names in found.items()}
