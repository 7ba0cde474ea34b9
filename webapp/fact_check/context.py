"""Of which Games or programme a part of a sentence speaks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from webapp.fact_check.about import Context
from webapp.fact_check.city_games import games_of_city
from webapp.fact_check.facts import Facts, Partnership
from webapp.fact_check.judging import known
from webapp.fact_check.sentence import SentenceView
from webapp.mentions.folding import folded
from webapp.mentions.mention import Mention
from webapp.models.reference_data import slug

_OLYMPIC: Final = re.compile("olymp|olimp|奥运|奥林匹克|奧運|オリンピック|五輪|games|spiele|jeux|juegos")
_PARALYMPIC: Final = re.compile("paralymp|paralimp|残奥|パラリンピック")


def context(view: SentenceView, place: int) -> Context:
    """Return the Games, their bid, or the programme that a word at a place speaks of."""
    part = view.segment(place)
    if part not in view.contexts:
        view.contexts[part] = replace(_context(view, *part), bid=view.bid)
    return view.contexts[part]


def _context(view: SentenceView, first: int, last: int) -> Context:
    domestic = view.has("domestic", first, last) and not view.has("worldwide", first, last)
    paralympic = _is_paralympic(view, first, last)
    if view.has("other_events", first, last) and _named(view, first, last) is None:
        return Context()
    told = _told_here(view, first, last)
    if told is not None and slug(told.programme) == "top" and not told.games:
        part = (first, last) if names_programme(view, first, last) else (view.start, view.end)
        told = replace(told, programme=term_told(view, *part) or told.programme)
    if told is not None:
        return replace(told, domestic=domestic, olympic=True, paralympic=paralympic)
    games, programme = _carried_over(view, first, last)
    if games or programme:
        return Context(games, programme, False, domestic, True, paralympic, carried=True)
    return Context(olympic=_is_olympic(view), paralympic=paralympic, domestic=domestic)


def _is_olympic(view: SentenceView) -> bool:
    """Tell whether a sentence, or one of the last before it, speaks of the Olympics at all."""
    return any(_OLYMPIC.search(back.base.text) for back in view.backwards(_NEAR))


_NEAR: Final = 4
"""Sentences within which a text goes on about the Olympics."""


def _is_paralympic(view: SentenceView, first: int, last: int) -> bool:
    """Tell whether a part of a sentence speaks of the programme of the Paralympics."""
    part = folded_part(view, first, last)
    if _PARALYMPIC.search(part) and not _BOTH_GAMES.search(part):
        return True
    if any(slug(m.iri) == "ipc" and first <= m.start < last for m in view.mentions):
        return True
    return view.paralympic and not _OLYMPIC_ALONE.search(part)


def _told_here(view: SentenceView, first: int, last: int) -> Context | None:
    """Return what a part of a sentence names, else what the sentence does."""
    worldwide = view.has("worldwide", first, last)
    here = _named(view, first, last)
    city = "" if here else games_of_city(view, first, last)
    if worldwide or here:
        games, programme, ioc = here or ((city,) if city else (), "", False)
        return Context(games, programme, worldwide or (ioc and not games and not programme))
    if city:
        return Context((city,), carried=True)
    games, programme, ioc = _named(view, view.start, view.end) or ((), "", False)
    if games or programme or view.cues("worldwide"):
        return Context(games, programme, bool(view.cues("worldwide")) and not games)
    city = "" if ioc else games_of_city(view, view.start, last)
    return Context(top=True) if ioc else Context((city,), carried=True) if city else None


_EDITION: Final = re.compile(
    r"\s?(?:term|phase|edition|cycle|quadrennium|generation|auflage|laufzeit|periode|ausgabe|vierjahresperiode|zyklus"
    r"|cycle|periode|ciclo|fase|edicion|periodo|cuatrienio|期|届|周期|フェーズ|サイクル)"
)
"""What an ordinal counts that are terms of a programme."""


def term_told(view: SentenceView, first: int, last: int) -> str:
    """Return the term of TOP that a part of a sentence names by its number, such as "the first edition"."""
    told = [
        int(key)
        for one, two, key in view.table("ordinals")
        if first <= one < last and _EDITION.match(folded(view.slice(two, two + 20)))
    ]
    if len(told) != 1:
        return ""
    return next((iri for iri in view.facts.catalogue.programmes if slug(iri) == term_slug(told[0])), "")


def term_slug(number: int) -> str:
    """Return the slug of a term of TOP, by its number."""
    return f"top-{number:02}"


def names_programme(view: SentenceView, first: int, last: int) -> bool:
    """Tell whether a part of a sentence names Games, a programme, the IOC, or a worldwide partner."""
    return view.has("worldwide", first, last) or _named(view, first, last) is not None


def _carried_over(view: SentenceView, first: int, last: int) -> tuple[tuple[str, ...], str]:
    """Return the Games or the programme that a part of a sentence goes on about."""
    timed = view.has("since", first, last) or view.has("until", first, last)
    alone = timed and bool(_OLYMPIC.search(folded_part(view, first, last)))
    if view.context and not alone:
        games, programme, _ = _of_mentions(view.context, view.facts)
        tiered = view.has("domestic", first, last) or any(first <= one < last for one, _, _ in view.table("tiers"))
        if not games and tiered and view.home:
            games, programme = (view.home,), ""
        if games or programme:
            return games, programme
    spoken = bool(view.table("tiers") or view.cues("partner"))
    if view.home and not alone and (spoken or _OLYMPIC.search(view.base.text)):
        return (view.home,), ""
    return ((last_named,), "") if spoken and (last_named := _last_named(view)) else ((), "")


def _last_named(view: SentenceView) -> str:
    """Return the Games that the sentences before named last, where they named several."""
    return next((back.of_kind("games")[-1].iri for back in view.earlier() if back.of_kind("games")), "")


_BOTH_GAMES: Final = re.compile(r"(?<!par)(?<!para)olymp|奥运会?[和及、]残|(?:オリンピック|五輪)・パラ|olimpicos y")
_OLYMPIC_ALONE: Final = re.compile(
    r"(?<!par)(?<!para)ol[iy]mp|\btop\b|\bioc\b|\bcio\b|\bcoi\b|奥运|オリンピック|五輪|国際オリ"
)


def speaks_of_paralympics(view: SentenceView) -> bool:
    """Tell whether a sentence, or the one before it, speaks of the programme of the Paralympics alone."""
    text = view.text.lower()
    if _PARALYMPIC.search(text) or any(slug(m.iri) == "ipc" for m in view.mentions):
        return not _OLYMPIC_ALONE.search(_PARALYMPIC.sub(" ", text))
    back = view.previous
    other = _OLYMPIC_ALONE.search(text) or any(m.kind in {"games", "programme"} for m in view.mentions)
    near = back is not None and back.paralympic and back.paragraph >= view.paragraph - 1
    return near and not other and not _was_olympic(view)


def _was_olympic(view: SentenceView) -> bool:
    """Tell whether the last sentence that did not speak of the Paralympics spoke of the Olympics alone."""
    last = next((back for back in view.earlier() if not back.paralympic), None)
    return last is not None and bool(_OLYMPIC_ALONE.search(last.text.lower()))


def folded_part(view: SentenceView, first: int, last: int) -> str:
    """Return a part of a sentence in small letters."""
    return view.slice(first, last).lower()


def _named(view: SentenceView, first: int, last: int) -> tuple[tuple[str, ...], str, bool] | None:
    facts = view.facts
    others = [two for _, two in view.cues("not_subject")]
    inside = [
        mention
        for mention in view.mentions
        if first <= mention.start < last and not any(0 <= mention.start - two <= 5 for two in others)
    ]
    games, programme, ioc = _of_mentions(inside, facts)
    return (games, programme, ioc) if games or programme or ioc else None


def _of_mentions(mentions: Sequence[Mention], facts: Facts) -> tuple[tuple[str, ...], str, bool]:
    games = [mention.iri for mention in mentions if mention.kind == "games"]
    games += [facts.committees[m.iri] for m in mentions if m.kind == "organization" and m.iri in facts.committees]
    programme = next((m.iri for m in mentions if m.kind == "programme"), "")
    if not programme and any(slug(m.iri) == "olympic-channel" for m in mentions):
        programme = next((iri for iri in facts.catalogue.programmes if slug(iri) == "olympic-channel-founding"), "")
    ioc = any(slug(mention.iri) == "ioc" for mention in mentions if mention.kind == "organization")
    return tuple(dict.fromkeys(games)), programme, ioc


def rows_in(facts: Facts, organization: str, where: Context) -> list[Partnership]:
    """Return the partnerships of an organization with what is spoken of."""
    rows = facts.rows_of(organization)
    return _selected(rows, where) or _selected(facts.rows_of_daughters(organization), where)


def _selected(rows: list[Partnership], where: Context) -> list[Partnership]:
    if where.paralympic:
        return [row for row in rows if slug(row.whole) == "ipc-worldwide"]
    if where.top:
        rows = [row for row in rows if slug(row.whole) == "top"]
    if where.programme:
        rows = [row for row in rows if where.programme in {row.programme, row.whole}]
    if where.games:
        rows = [row for row in rows if row.games & set(where.games) or _ahead(row, where)]
    if where.domestic:
        rows = [row for row in rows if slug(row.whole) not in {"top", "ipc-worldwide", "olympic-channel-founding"}]
    beside = {"olympic-channel-founding"} - {slug(where.programme)}
    if where.bid and (bidding := [row for row in rows if row.programme.endswith("-bid")]):
        return bidding
    return [row for row in rows if not row.programme.endswith("-bid") and slug(row.whole) not in beside]


def _ahead(row: Partnership, where: Context) -> bool:
    """Tell whether a row belongs to the programme of coming Games, or to the bid for them."""
    programme = slug(row.programme)
    own = any(programme == f"{slug(iri)}-domestic" for iri in where.games) and not row.games
    return own or (where.bid and any(programme == f"{slug(iri)}-bid" for iri in where.games))


def own_programmes(games: Iterable[str]) -> set[str]:
    """Return the slugs of the programmes of Games, and of the bids for them."""
    return {f"{slug(one)}-{kind}" for one in games for kind in ("domestic", "bid")}


def of_sponsor(view: SentenceView, organization: str, where: Context) -> Context:
    """Return what is spoken of with a sponsor: where it was carried over, what the sponsor has a part in."""
    coming = replace(where, games=(view.dateline,), programme="", top=False)
    if where.carried and _is_coming(view, where) and rows_in(view.facts, organization, coming):
        return coming
    rows = rows_in(view.facts, organization, where)
    if where.carried and rows and not known(rows, view.today):
        return replace(where, games=(), programme="", top=False)
    if not where.carried or rows:
        return where
    for back in view.earlier():
        for mention in reversed(back.mentions):
            games, programme, ioc = _of_mentions([mention], view.facts)
            other = replace(where, games=games, programme=programme, top=ioc and not where.domestic)
            if other.named and rows_in(view.facts, organization, other):
                return other
    return coming if view.dateline and rows_in(view.facts, organization, coming) else where


def _is_coming(view: SentenceView, where: Context) -> bool:
    """Tell whether a dateline names Games that are still to come, where others were over that are spoken of."""
    games = view.facts.games
    if not view.dateline or not view.today or not where.games or view.dateline in where.games:
        return False
    return str(games[view.dateline].year)[:4] >= view.today[:4] > max(str(games[iri].year)[:4] for iri in where.games)


def name_of(where: Context, facts: Facts) -> str:
    """Return what is spoken of in words."""
    label = facts.catalogue.label
    if where.paralympic:
        return "the worldwide programme of the Paralympics"
    if where.games:
        named = " and ".join(label(iri) for iri in where.games)
        return f"TOP at {named}" if where.top else named
    if where.programme:
        return label(where.programme)
    return "the TOP programme" if where.top else "the Games"
