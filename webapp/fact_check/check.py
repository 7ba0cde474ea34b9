"""The check of a text: mentions, statements and verdicts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from webapp.fact_check.ago_claims import ago_claims
from webapp.fact_check.apart_claims import apart_claims
from webapp.fact_check.between_claims import between_claims
from webapp.fact_check.body_claims import body_claims
from webapp.fact_check.cash_claims import cash_claims
from webapp.fact_check.certainty import certain
from webapp.fact_check.city_games import games_of_city
from webapp.fact_check.claim import Claim
from webapp.fact_check.companion_claims import companion_claims
from webapp.fact_check.consistency import consistent
from webapp.fact_check.context import speaks_of_paralympics
from webapp.fact_check.countdown_claims import countdown_claims
from webapp.fact_check.country_rank_claims import country_rank_claims
from webapp.fact_check.cover_claims import cover_claims
from webapp.fact_check.day_claims import day_claims
from webapp.fact_check.deed_claims import deed_claims
from webapp.fact_check.description_claims import country_claims, seat_claims
from webapp.fact_check.descriptions import described_before
from webapp.fact_check.detail_claims import detail_claims
from webapp.fact_check.doubled_claims import without_doubled
from webapp.fact_check.early_claims import early_claims
from webapp.fact_check.edition_claims import edition_claims
from webapp.fact_check.facts import Facts, facts_of
from webapp.fact_check.first_claims import first_claims
from webapp.fact_check.forms import forms, language_of
from webapp.fact_check.founding_claims import founding_claims
from webapp.fact_check.games_claims import day_of_games_claims, games_claims, held_claims
from webapp.fact_check.games_of_claims import games_of_claims
from webapp.fact_check.hosting_claims import hosting_claims
from webapp.fact_check.likewise_claims import likewise_claims
from webapp.fact_check.list_claims import list_claims
from webapp.fact_check.listed_claims import listed_claims
from webapp.fact_check.lower_claims import lower_claims
from webapp.fact_check.maker_claims import maker_claims
from webapp.fact_check.meant_claims import (
    carried_country_claims,
    country_noun_claims,
    further_trade_claims,
    meant_claims,
    trade_of_country_claims,
)
from webapp.fact_check.member_claims import member_claims
from webapp.fact_check.money_claims import money_claims
from webapp.fact_check.named_claims import named_claims
from webapp.fact_check.note_claims import note_claims, official_claims
from webapp.fact_check.number_claims import number_claims
from webapp.fact_check.office_claims import office_claims
from webapp.fact_check.parent_claims import parent_claims
from webapp.fact_check.partner_claims import category_claims, partner_claims
from webapp.fact_check.place_claims import place_claims
from webapp.fact_check.presence_claims import presence_claims
from webapp.fact_check.reason_claims import reason_claims
from webapp.fact_check.relation_claims import programme_claims, share_claims
from webapp.fact_check.relative_claims import relative_claims
from webapp.fact_check.repeated_claims import repeated_claims
from webapp.fact_check.role_claims import role_claims
from webapp.fact_check.seat_taken_claims import seat_taken_claims
from webapp.fact_check.sentence import SentenceView
from webapp.fact_check.spot_claims import spot_claims
from webapp.fact_check.subjects import companions, sponsor_groups
from webapp.fact_check.succession_claims import succession_claims
from webapp.fact_check.term_claims import term_claims
from webapp.fact_check.term_list_claims import term_list_claims
from webapp.fact_check.tier_claims import tier_claims
from webapp.fact_check.tier_list_claims import roster_claims, tier_list_claims, without_other_tiers
from webapp.fact_check.time_claims import time_claims
from webapp.fact_check.understood import understood
from webapp.mentions.folding import fold
from webapp.mentions.mention import Mention
from webapp.mentions.reader import ReadText, read, slug_of
from webapp.models.reference_data import ReferenceData

LONGEST: Final = 100_000
"""Bytes of a text in UTF-8, at most."""

READERS: Final = (
    partner_claims,
    tier_claims,
    lower_claims,
    deed_claims,
    category_claims,
    listed_claims,
    companion_claims,
    likewise_claims,
    list_claims,
    time_claims,
    place_claims,
    relative_claims,
    ago_claims,
    between_claims,
    repeated_claims,
    number_claims,
    money_claims,
    cash_claims,
    succession_claims,
    share_claims,
    country_claims,
    seat_claims,
    role_claims,
    presence_claims,
    body_claims,
    programme_claims,
    cover_claims,
    term_list_claims,
    maker_claims,
    founding_claims,
    parent_claims,
    reason_claims,
    games_claims,
    held_claims,
    day_of_games_claims,
    edition_claims,
    hosting_claims,
    countdown_claims,
    detail_claims,
    early_claims,
    first_claims,
    note_claims,
    official_claims,
)
"""The readers of each kind of statement, in the order in which their statements are told."""

_DESCRIBED: Final = 40
"""Characters at the beginning of a sentence in which a description stands for a sponsor."""

_CARRIED: Final = frozenset({"games", "programme"})


@dataclass(frozen=True, slots=True)
class Checked:
    """A text with what it names and states; `today` is its day, or nothing.

    A day that cannot be placed, such as "last year" in a text without a date, is no mention.
    """

    text: str
    today: date | None
    mentions: tuple[Mention, ...]
    claims: tuple[Claim, ...]


def check_text(catalogue: ReferenceData, text: str, today: date | None = None) -> Checked:
    """Check a text against the graph; `today` is the day on which it was written."""
    found = read(catalogue, text, today)
    facts = facts_of(catalogue)
    claims: list[Claim] = []
    spoken_of: set[str] = set()
    for view in sentence_views(found, facts):
        told = [claim for reader in READERS for claim in reader(view)]
        judged = list(certain(view, consistent(view, _once(told))))
        judged += named_claims(view, judged, spoken_of)
        judged += spot_claims(view, [*told, *judged])
        judged += day_claims(view, judged)
        judged += term_claims(view, judged)
        judged += games_of_claims(view, judged)
        judged += meant_claims(view, judged)
        judged += carried_country_claims(view, judged)
        judged += country_noun_claims(view, judged)
        judged += trade_of_country_claims(view, judged)
        judged += further_trade_claims(view, judged)
        judged += seat_taken_claims(view, judged)
        judged = _replaced(judged, list(country_rank_claims(view, judged)))
        judged = _with_tiers(judged, list(tier_list_claims(view, judged)))
        judged = _with_tiers(judged, list(roster_claims(view, judged)))
        judged = _with_tiers(judged, list(member_claims(view, judged)))
        judged = list(without_doubled(view, list(without_other_tiers(view, judged))))
        judged += apart_claims(view, judged)
        judged = _replaced(judged, list(office_claims(view, judged)))
        spoken_of |= _told_of(view, judged)
        claims += sorted(understood(view, judged), key=lambda claim: (claim.start, claim.end))
    named = (mention for mention in found.mentions if _is_told(mention, claims))
    return Checked(text, today, tuple(named), tuple(claims))


def _replaced(claims: Sequence[Claim], told: Sequence[Claim]) -> list[Claim]:
    """Return claims with further ones, without open ones of their kind on the same words."""
    places = [(one.kind, one.start, one.end) for one in told]
    kept = (
        c for c in claims if not any(c.kind == kind and c.start < end and start < c.end for kind, start, end in places)
    )
    return [*kept, *told]


def _with_tiers(claims: Sequence[Claim], tiers: Sequence[Claim]) -> list[Claim]:
    """Return claims with those on tiers, without bare ones and open ones on the same names."""
    names = {(one.start, one.end) for one in tiers}
    return [c for c in claims if c.kind not in {"partner", "tier"} or (c.start, c.end) not in names] + [*tiers]


def _told_of(view: SentenceView, claims: Sequence[Claim]) -> set[str]:
    """Return the sponsors of a sentence of which something is told."""
    named = {m.iri for m in view.sponsors() if any(c.start < m.end and m.start < c.end for c in claims)}
    return named | {claim.who.iri for claim in claims if claim.who is not None}


def _is_told(mention: Mention, claims: Sequence[Claim]) -> bool:
    """Tell whether a mention is shown: words for categories and "this year" only where a statement has them."""
    if mention.kind == "date" and not mention.id:
        return False
    vague = mention.kind == "date" and len(mention.id) == len("2012") and not re.search(r"\d", mention.text)
    if not vague and mention.kind != "category":
        return True
    return any(one.start < mention.end and mention.start < one.end for one in claims)


def _once(claims: Sequence[Claim]) -> list[Claim]:
    """Return claims without those that are read twice."""
    found: dict[tuple[int, int, str, str], Claim] = {}
    noted = [claim for claim in claims if claim.only_describes]
    for claim in claims:
        open_ = claim.kind == "category" and claim.finding.verdict == "not-recorded"
        if open_ and any(_tells_more(one, claim) for one in noted):
            continue
        inside = claim.kind == "category" and any(
            one.kind == "category" and one.start < claim.end and claim.start < one.end for one in found.values()
        )
        if not (inside and claim.only_describes):
            found.setdefault((claim.start, claim.end, claim.kind, claim.reads), claim)
    return list(found.values())


def _tells_more(one: Claim, other: Claim) -> bool:
    """Tell whether a description tells of more words than an open category, or of another sponsor or in a note."""
    if not (one.start < other.end and other.start < one.end):
        return False
    same = one.who is not None and other.who is not None and one.who.iri == other.who.iri
    longer = one.start < other.start or one.end > other.end
    return not same or longer or ": a note tells of " in one.reads


def sentence_views(found: ReadText, facts: Facts) -> Iterator[SentenceView]:
    """Yield the sentences of a text, each with what is carried over from those before."""
    previous: SentenceView | None = None
    day = found.today.isoformat() if found.today else ""
    language = language_of(found.folded.text[:20_000])
    tiers, bodies = _tiers(found, language or "en"), _bodies(found, facts)
    mentions = list(found.mentions)
    at = 0
    for part in found.sentences:
        inside: list[Mention] = []
        while at < len(mentions) and mentions[at].start < part.end:
            if mentions[at].start >= part.start:
                inside.append(mentions[at])
            at += 1
        base = fold(found.folded.original[part.start : part.end])
        spoken = language_of(base.text, language or "en")
        if not inside and previous is None:
            continue
        if not spoken:
            continue
        view = SentenceView(part.start, part.end, part.paragraph, base, forms(spoken), inside, facts, day, previous)
        view.context = _context(previous, facts)
        view.told_tiers, view.told_bodies = tiers, bodies
        view.paralympic = speaks_of_paralympics(view)
        own = _home(view)
        view.home = own if own or previous is None else _last_games(previous)
        view.dateline = (previous.dateline if previous else "") or own
        view.city = (previous.city if previous else "") or _city(view)
        view.bid = _speaks_of_bid(view)
        view.subject = _subject(view)
        if not any(not facts.is_committee(m.iri) for m in view.of_kind("organization")):
            described = described_before(view, view.end)
            view.subject = (described.iri,) if described else view.subject
        yield view
        previous = view
        _forget(view)


def _bodies(found: ReadText, facts: Facts) -> frozenset[str]:
    """Return the organizations that a text names anywhere, with the committees of the Games that it names."""
    named = {iri for m in found.mentions if m.kind == "organization" for iri in m.iris}
    return frozenset(named | {facts.games[m.iri].committee for m in found.mentions if m.kind == "games"} - {""})


def _tiers(found: ReadText, language: str) -> frozenset[str]:
    """Return the tiers that a text names anywhere."""
    pattern, names = forms(language).tables["tiers"]
    return frozenset(names[match.lastgroup] for match in pattern.finditer(found.folded.text) if match.lastgroup)


def _forget(view: SentenceView) -> None:
    """Let go of what lies more than a few sentences back."""
    *_, last = view.backwards(_WITHIN)
    last.previous = None


_WITHIN: Final = 9
"""Sentences, at most, that readers go through backwards."""


def _context(previous: SentenceView | None, facts: Facts) -> tuple[Mention, ...]:
    """Return the Games or the programme that the sentences before spoke of, or the committee of Games."""
    if previous is None:
        return ()
    named = tuple(m for m in previous.mentions if m.kind in _CARRIED or m.iri in facts.committees)
    if len({mention.iri for mention in named}) == 1:
        return named[:1]
    return () if named or _city_spoken_of(previous) else previous.context


_DATELINE: Final = re.compile(r"[^a-z]*(?:[(,][^)]{0,24}\)?)?\s*[-–—.:]\s|[^a-z]*\d+日电")  # noqa: RUF001
"""What follows the city of a dateline."""


def _city(view: SentenceView) -> str:
    """Return the city of a dateline."""
    places = [m for m in view.of_kind("place") if m.start - view.start <= 1]
    return places[0].id if places and _DATELINE.match(view.slice(places[0].end, view.end)) else ""


def _home(view: SentenceView) -> str:
    """Return the Games of the city in a dateline, where they are near the day of the text."""
    city = _city(view)
    if not city or not view.today:
        return ""
    year = int(view.today[:4])
    near = {
        int(row.year[:4]): iri
        for iri, row in view.facts.games.items()
        if slug_of(row.city) == city != _SEAT and row.year[:4].isdigit() and -1 <= int(row.year[:4]) - year <= _AHEAD
    }
    return near[min(near)] if near else ""


_SEAT: Final = "lausanne"
"""The seat of the IOC, whose datelines tell of no Games."""

_AHEAD: Final = 8
"""Years before Games in which a dateline of their city speaks of them."""


def _last_games(previous: SentenceView) -> str:
    """Return the Games that were named last, or those of a dateline."""
    facts = previous.facts
    named = {m.iri for m in previous.of_kind("games")} | {
        facts.committees[m.iri] for m in previous.mentions if m.iri in facts.committees
    }
    if not named and (city := _city_spoken_of(previous)):
        return city
    return next(iter(named)) if len(named) == 1 else "" if named else previous.home


def _city_spoken_of(view: SentenceView) -> str:
    """Return the Games that a sentence on Games names by their city alone."""
    return games_of_city(view, *_whole(view)) if _HELD.search(view.base.text) else ""


def _whole(view: SentenceView) -> tuple[int, int]:
    return view.start, view.end


_BID: Final = re.compile(r"\bbids?\b|candidatur|bewerbung|申办|招致")
_HELD: Final = re.compile(r"\bgames\b|spiele\b|\bjeux\b|\bjuegos\b|olymp|olimp|奥运|五輪|オリンピック")
"""Words for a bid, and for the Games themselves."""


def _speaks_of_bid(view: SentenceView) -> bool:
    """Tell whether a sentence speaks of the bid for Games, or goes on about it without naming Games."""
    if _BID.search(view.base.text):
        return True
    return bool(view.previous and view.previous.bid) and not _HELD.search(view.base.text)


def _subject(view: SentenceView) -> tuple[str, ...]:
    """Return the sponsors that a sentence names, or those of the sentence before where it names none."""
    beside = companions(view)
    groups = [group for group in sponsor_groups(view) if group[0] not in beside]
    named = [mention for group in groups for mention in group]
    named = named or [m for m in view.sponsors() if m not in beside]
    if named:
        return tuple(dict.fromkeys(mention.iri for mention in named))
    return view.previous.subject if view.previous and view.previous.paragraph >= view.paragraph - 1 else ()
