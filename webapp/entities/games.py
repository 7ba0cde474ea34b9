"""The page about an edition of the Games, partners by tier."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence, Set

from webapp.components.charts import ChartFigure, shares_of, tiers_by_games
from webapp.components.page_pictures import games_network
from webapp.entities.entity_page import EntityPage, entity_page
from webapp.models.colour_families import legend
from webapp.models.entity import Entity
from webapp.models.grouping import beside
from webapp.models.look_ups import Game
from webapp.models.partnership import LabelledIri, Tier, by_tier, partnerships_about, tiers_at
from webapp.models.reference_data import slug
from webapp.models.rows import FiguresAboutRow, TiersOfGamesRow
from webapp.models.site import SiteData
from webapp.models.urls import subject_of
from webapp.text.dates import from_to
from webapp.text.english import count_phrase, join_words, the_country

_ORDINAL = re.compile("[0-9]{1,3}")
_COLUMNS = 40
"""Games in one chart: a season with more shows the nearest."""

_NUMERALS = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


def render(here: SiteData, subject: Entity) -> EntityPage:
    """Return the page; four queries besides the one of the subject."""
    ask, catalogue = here.ask, here.catalogue
    deals = partnerships_about(catalogue, subject.iri)
    tiers = by_tier(deals)
    own = catalogue.games[subject.iri]
    same = [game for game in catalogue.games.values() if game.order and game.season == own.season]
    before, after = beside(same, own)
    return entity_page(
        subject,
        "entities/games.html",
        ordinal=roman(subject.text("ordinal")),
        summary=summary(subject, tiers),
        tiers=tiers,
        partners=len({deal.partner.iri for deal in deals}),
        programmes=[programme for programme in catalogue.programmes.values() if subject.iri in programme.games],
        drawing=games_network(catalogue, LabelledIri(subject.iri, subject.label), tiers),
        families=legend({catalogue.families[deal.category.iri] for deal in deals}),
        figures=ask.rows(FiguresAboutRow, about=subject.iri),
        compared=_compared(here, subject, same) if tiers else None,
        refs=catalogue.citations(subject.iri),
        before=before,
        after=after,
    )


def _compared(here: SiteData, subject: Entity, same: Sequence[Game]) -> ChartFigure | None:
    """Draw the partners by tier of a Games beside the nearest Games of its season."""
    season = here.catalogue.games[subject.iri].season
    iri = subject_of("season", season)
    if not iri:
        return None
    nearest = [game.iri for game in _nearest(same, subject.iri)]
    found = tiers_at(here.catalogue, nearest)
    if found is None:
        only = {"games": ",".join(map(slug, nearest))} if len(nearest) < len(same) else {}
        found = shares_of(here.ask.rows(TiersOfGamesRow, season=iri, **only))
    return tiers_by_games(here.catalogue, found, season, subject.iri)


def _nearest(same: Sequence[Game], iri: str) -> Sequence[Game]:
    """Return the nearest Games of a season, if a chart has no room for all."""
    place = next((place for place, game in enumerate(same) if game.iri == iri), 0)
    start = max(min(place - _COLUMNS // 2, len(same) - _COLUMNS), 0)
    return same[start : start + _COLUMNS]


def roman(ordinal: str) -> str:
    """Write an ordinal of the Games as the movement does; nothing where it is none.

    >>> roman("32"), roman("14"), roman("")
    ('XXXII', 'XIV', '')
    """
    number = int(ordinal) if _ORDINAL.fullmatch(ordinal) else 0
    text = ""
    for value, numeral in _NUMERALS:
        while number >= value:
            text, number = text + numeral, number - value
    return text


def summary(subject: Entity, tiers: Sequence[Tier]) -> list[str]:
    """Say where and when the Games were, and how many partners of which kind are recorded."""
    state = slug(subject.text("gamesStatus"))
    sentences = [_held(subject, state)]
    if state == "cancelled":
        sentences.append("They were cancelled.")
    if not tiers:
        return [*sentences, "No partnership is recorded for them."]
    partners = len({deal.partner.iri for tier in tiers for deal in tier.partnerships})
    number = count_phrase(partners, "of their partners is", "of their partners are")
    return [*sentences, f"{number.capitalize()} recorded here{_shares(tiers)}."]


def _held(subject: Entity, state: str) -> str:
    """Say where and when they were, are to be, or were to be, as far as the graph says it."""
    cities = join_words([the_country(city) for city in subject.texts("city")])
    year = subject.text("year")
    when = from_to(subject.text("opening"), subject.text("closing")) or (f"in {year}" if year else "")
    where = " ".join(filter(None, (f"in {cities}" if cities else "", when)))
    if not where:
        return "Neither the place nor the days of these Games are stated."
    verbs = {"scheduled": "are to be held", "cancelled": "were to be held", "": "are recorded"}
    return f"The Games {verbs.get(state, 'were held')} {where}."


def _shares(tiers: Sequence[Tier]) -> str:
    """Say how many partners there are of each kind of programme, as the end of a sentence."""
    shares: list[tuple[int, str, str]] = []
    groups: list[set[str]] = []
    for kind, words in (
        ("term", "worldwide (TOP)"),
        ("worldwide", "of another worldwide programme"),
        ("domestic", "domestic"),
    ):
        own = [tier for tier in tiers if tier.programme_kind == kind]
        partners = {deal.partner.iri for tier in own for deal in tier.partnerships}
        named = [tier for tier in own if tier.tier]
        spread = f" in {count_phrase(len(named), 'tier')}" if kind == "domestic" and len(named) > 1 else ""
        if partners:
            shares.append((len(partners), words, spread))
            groups.append(partners)
    if len(shares) == 1:
        [(number, words, spread)] = shares
        who = "both" if number == 2 else "all"
        return f", {who} of them {words}{',' if spread else ''}{spread}" if number > 1 else f", {words}"
    return f": {join_words([f'{number} {words}{spread}' for number, words, spread in shares])}{overlap(groups)}"


def overlap(groups: Sequence[Set[str]]) -> str:
    """Say how many are in several groups, if there are any.

    So a reader sees that the parts add up.

    >>> overlap([{"a", "b"}, {"b", "c"}]), overlap([{"a"}, {"b"}, {"a"}]), overlap([{"a"}, {"b"}])
    ('; one partner is in both', '; one partner is in two of these', '')
    """
    times = Counter(member for group in groups for member in group)
    most = max(times.values(), default=0)
    if most < 2:
        return ""
    where = "both" if len(groups) == 2 else "two of these" if most == 2 else "several of these"
    return f"; {count_phrase(sum(number > 1 for number in times.values()), 'partner is', 'partners are')} in {where}"
