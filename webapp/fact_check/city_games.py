"""The Games that the name of a city stands for.

An example is "In Athens Hyundai had the cars".
"""

from __future__ import annotations

import re
from typing import Final

from webapp.fact_check.sentence import SentenceView
from webapp.mentions.folding import folded
from webapp.mentions.mention import Mention

_IN: Final = re.compile(r"(?:^|\b)(?:in|at|for|after|a|en|pour|apres|para|tras|nach|von|zu|fur|de|在|于)\s?$")
"""What stands before a city where Games were."""

_SIGNED: Final = ("sign", "renew", "seat", "create", "replace", "attend")
"""Words for what happens in a city without Games."""

_AHEAD: Final = 8
"""Years before Games in which a text speaks of them by their city."""


def games_of_city(view: SentenceView, first: int, last: int) -> str:
    """Return the Games of a host city that a part of a sentence names, where nothing was signed."""
    places = [m for m in view.of_kind("place") if first <= m.start < last and _IN.search(_before(view, m))]
    if len(places) != 1 or any(view.has(name, first, last) for name in _SIGNED):
        return ""
    return games_in(view, places[0])


def games_in(view: SentenceView, place: Mention) -> str:
    """Return the Games of a city: those of a year that the sentence names, else the only ones, or those nearest."""
    hosted = hosted_by(view, place)
    told = {int(m.id[:4]) for m in view.of_kind("date") if m.id}
    if told and not any(abs(year - one) <= _AHEAD for year in hosted for one in told):
        return ""
    years = [year for year in hosted if year in told] or list(hosted)
    if len(years) != 1 and view.today:
        now = int(view.today[:4])
        years = sorted((year for year in years if year <= now + _AHEAD), key=lambda year: abs(year - now))[:1]
    return hosted[years[0]] if len(years) == 1 else ""


def hosted_by(view: SentenceView, place: Mention) -> dict[int, str]:
    """Return the Games of a city by their year."""
    return {
        int(row.year[:4]): iri
        for iri, row in view.facts.games.items()
        if _city(row.city) == place.id and row.year[:4].isdigit()
    }


def _before(view: SentenceView, place: Mention) -> str:
    return folded(view.slice(max(view.start, place.start - 8), place.start))


def _city(name: str) -> str:
    from webapp.mentions.reader import slug_of

    return slug_of(name)
