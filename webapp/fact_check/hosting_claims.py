"""Statements on which Games a city or a country held.

A year stands near the place: "Singapore in 2010, then Nanjing in 2014". Only what the graph has is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from webapp.fact_check.city_games import hosted_by
from webapp.fact_check.claim import Claim
from webapp.fact_check.date_roles import is_dateline
from webapp.fact_check.edition_claims import CITIES, HOSTS, edition_spoken_of, games_claim, of_kind, tells_edition
from webapp.fact_check.sentence import SentenceView
from webapp.fact_check.site_words import cities_told
from webapp.mentions.folding import folded
from webapp.mentions.mention import Mention
from webapp.mentions.reader import slug_of
from webapp.models.reference_data import slug

_YEAR: Final = len("2012")

_FAR: Final = 60
"""Characters between a year and the city that held Games in it."""

_HELD: Final = 48
"""Characters between a word for the holding of Games and their city or year."""

_SERIES: Final = re.compile(
    r"\b(?:series|serie|reihe|editions?|ediciones|edicion|ausgaben?|auflagen?|gastier\w*|took place|take place"
    r"|takes place|fand(?:en)?|finden|findet|gab es|ont lieu|eut lieu|eurent lieu|ont eu lieu|tuvieron lugar|tuvo lugar"
    r"|relais|relevo|(?:trug|tragen|tragt)\s[^.;]{1,40}\saus|due in|those of|ceux de|los de|die von)\b"
)
"""Words of a sentence that tells of several Games, or of where they were."""


def hosting_claims(view: SentenceView) -> Iterator[Claim]:
    """Yield which Games a city or a country is said to have held."""
    if view.strong:
        return
    tells = bool(HOSTS.search(view.base.text) or _SERIES.search(view.base.text)) or tells_edition(view)
    if tells:
        yield from _by_year(view)
        yield from _named(view)
    yield from _there(view)
    yield from _in_capital(view)


def _in_capital(view: SentenceView) -> Iterator[Claim]:
    """Yield that the Games spoken of were in the capital of a country: "ended in the Senegalese capital"."""
    edition = edition_spoken_of(view) or view.dateline
    city = slug_of(view.facts.games[edition].city) if edition else ""
    for start, end, told in cities_told(view):
        if told == city and told != view.city and not view.sponsors() and not view.negated(start):
            yield games_claim(view, edition, (start, end), "at", "was held there")


def _by_year(view: SentenceView) -> Iterator[Claim]:
    """Yield the Games of a year that stands beside the name of their city."""
    years = [m for m in view.of_kind("date") if m.id[:4].isdigit() and len(m.id) == _YEAR and not is_dateline(view, m)]
    places = _places(view)
    for year in years:
        place = _place_of(view, year, places)
        edition = hosted_by(view, place).get(int(year.id), "") if place else ""
        if place is None or not edition or view.negated(year.start):
            continue
        ends = min(place.start, year.start), max(place.end, year.end)
        first, last = view.segment(year.start)
        if of_kind(view, edition, (first, last)):
            between = any(ends[0] < m.start < ends[1] for m in (*years, *places) if m not in {year, place})
            told = (year.start, year.end) if between else ends
            yield games_claim(view, edition, told, "at", f"was held in {place.text}")


def _places(view: SentenceView) -> list[Mention]:
    """Return the cities of a sentence, also one for which a company is called: "Singapore staged the first"."""
    named = [m for m in view.of_kind("organization") if slug_of(m.text) in view.facts.host_cities]
    return [m for m in view.mentions if m.kind in CITIES] + [replace(m, id=slug_of(m.text)) for m in named]


def _of_sponsor(view: SentenceView, first: int, last: int) -> bool:
    """Tell whether a part of a sentence names a sponsor, or tells what one does."""
    cities = {m.start for m in _places(view)}
    return view.has("hold", first, last) or any(
        first <= m.start < last and m.start not in cities for m in view.sponsors()
    )


def _place_of(view: SentenceView, year: Mention, places: Sequence[Mention]) -> Mention | None:
    """Return the city nearest to a year, where no sponsor stands in its part of the sentence."""
    first, last = view.segment(year.start)
    if _of_sponsor(view, first, last):
        return None
    inside = [m for m in places if first <= m.start < last]

    def between(place: Mention) -> str:
        return view.slice(*sorted((min(place.end, year.end), max(place.start, year.start))))

    near = [m for m in inside or places if len(between(m)) <= _FAR]
    return min(near, key=lambda m: (bool(_APART.search(folded(between(m)))), len(between(m))), default=None)


_APART: Final = re.compile(r"[,;]|\b(?:and|und|et|y)\b")
"""What stands between a year and a city of another part of a list."""


def _named(view: SentenceView) -> Iterator[Claim]:
    """Yield Games that a sentence names by city and year in words of its own: "Singapour en 2010"."""
    for mention in view.of_kind("games"):
        first, last = view.segment(mention.start)
        other = _of_sponsor(view, first, last)
        if _SPOKEN.search(folded(mention.text)) and not other and not view.negated(mention.start):
            yield games_claim(view, mention.iri, (mention.start, mention.end), "at", "was held there")


_SPOKEN: Final = re.compile(r"^(?:(?!games|spiele|jeux|juegos)[^0-9])+ (?:in|im|en) \d{4}$|^\d{4} (?:in )?[^0-9]+$")
"""A city and a year that are no name of Games, such as "Paris 2024"."""


def _there(view: SentenceView) -> Iterator[Claim]:
    """Yield Games that a city or a country is said to have held, by their name."""
    facts = view.facts
    for match in HOSTS.finditer(view.base.text):
        at = view.start + view.base.span(*match.span())[0]
        first, last = view.segment(at)
        if view.negated(at) or any(first <= m.start < last for m in view.sponsors()):
            continue
        places = [m for m in view.mentions if m.kind in CITIES and first <= m.start < last]
        places = [m for m in places if -_HELD <= m.start - at <= _HELD]
        countries = {m.id for m in view.of_kind("country") if first <= m.start < last}
        countries |= {slug(facts.games[m.iri].country) for m in view.context if m.kind == "games"}
        for games in view.of_kind("games"):
            row = facts.games[games.iri]
            own = {slug(row.country)} & countries or [m for m in places if games.iri in hosted_by(view, m).values()]
            if first <= games.start < last and own:
                yield games_claim(view, games.iri, (games.start, games.end), "at", "was held there")
