"""The names of countries in many languages, from the Unicode CLDR."""

from __future__ import annotations

from functools import cache
from typing import Final

from babel import Locale

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
        territories = Locale.parse(language).territories
        for code, slug in codes:
            more = _MORE.get(code, "") if language == "en" else ""
            for name in (territories.get(code, ""), *map(str.strip, more.split("|"))):
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
    english = Locale.parse("en")
    for language in LANGUAGES:
        locale = Locale.parse(language)
        for zone, names in locale.time_zones.items():
            city = english.time_zones.get(zone, {}).get("city") or zone.rpartition("/")[2].replace("_", " ")
            if "city" in names:
                found.setdefault(city, set()).add(names["city"])
    return {city: frozenset(names) for city, names in found.items()}
