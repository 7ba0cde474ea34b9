"""Words that stand for a city.

They are "here" for that of the dateline, and "the Russian capital".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from webapp.fact_check.sentence import SentenceView
from webapp.mentions import data_files
from webapp.mentions.reader import slug_of

_HERE: Final = re.compile(r"(?<!\w)(?<!headquarters )(?<!offices )(?:here|hier|ici(?: meme)?|aqui)(?!\w)")
_CAPITAL: Final = re.compile(r"\s(?:hauptstadt|capital|metropole)\b")
_CAPITAL_OF: Final = re.compile(r"\b(?:capitale|capital)\s(?:de (?:la )?|du )?$")
_OF_OWN: Final = re.compile(
    r"(?<!\w)(?:in (?:the|its|their) capital of (?:its|their) country|in the capital of the country"
    r"|in der hauptstadt (?:seines|ihres|des) landes|dans la capitale de (?:son|leur) pays"
    r"|en la capital de su pais)(?!\w)"
)
_IN: Final = re.compile(r"(?:\b(?:in the|in der|in ihrer|in seiner|in its|dans la|en la|a la)\s)$")
_REACH: Final = 24


def cities_told(view: SentenceView) -> Iterator[tuple[int, int, str]]:
    """Yield start and end of words that stand for a city, with the slug of its name."""
    low = view.low
    if len(low) != len(view.text) or view.forms.unspaced:
        return
    for match in _HERE.finditer(low) if view.city else ():
        if match[0] == "hier" and view.forms.language != "de":  # yesterday, in French
            continue
        yield view.start + match.start(), view.start + match.end(), view.city
    for start, end, country in view.table("countries"):
        behind = _CAPITAL.match(low, end - view.start)
        before = _CAPITAL_OF.search(low[max(0, start - view.start - _REACH) : start - view.start])
        city = capital_of(country)
        if city and (behind or before):
            first = start - len(before[0]) if before else start
            lead = _IN.search(low[max(0, first - view.start - _REACH) : first - view.start])
            if lead:
                yield first - len(lead[0]), view.start + behind.end() if behind else end, city
    for match in _OF_OWN.finditer(low):
        for country in _countries(view):
            if city := capital_of(country):
                yield view.start + match.start(), view.start + match.end(), city


def _countries(view: SentenceView) -> list[str]:
    """Return the countries of the sponsor spoken of, where it is one alone."""
    named = list(dict.fromkeys(m.iri for m in view.sponsors())) or list(view.subject)
    return sorted(view.facts.countries.get(named[0], ())) if len(named) == 1 else []


def capital_of(country: str) -> str:
    """Return the slug of the capital of a country, or nothing."""
    return slug_of(str(data_files.words_of("capitals").get(country, "")))
