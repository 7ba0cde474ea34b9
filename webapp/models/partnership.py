"""Partnerships and their tiers, as pages show them.

Each partnership is one object made of its statements.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import cast

from graph.collation import collation_key
from graph.stores.store import AnswerTooLargeError, StoreTimeoutError
from webapp.models.grouping import grouped_by
from webapp.models.once import once_per_build, once_per_version
from webapp.models.query_client import values_by_thing
from webapp.models.reference_data import ReferenceData, slug
from webapp.models.result_file import ByKey, OneByOne, shared
from webapp.models.rows import (
    CompanionsOfPartnerRow,
    ExplorerSizeRow,
    PartnershipsAboutRow,
    PartnershipsBesideRow,
    PartnershipsFromCountryRow,
)
from webapp.text.dates import dated, period_by_basis, with_assumed, years
from webapp.text.english import integer

_ENDINGS = {
    "expired": "the agreement ran out",
    "withdrew": "the partner left or did not renew",
    "ended-by-organiser": "the organiser ended it",
    "merged": "the partner became part of another company",
    "insolvent": "the partner could not pay",
    "dispute": "the two sides fell out",
    "replaced": "another partner took the field over",
}
"""The words for the reasons of an end: the code list `end-reason`."""


NOT_STATED = frozenset({"assumed", "unknown"})
"""Bases of days that no source states: of the code list `date-basis`."""

PARTNERS_OF_GAMES = (
    "An organization counts as a partner of a Games if a partnership recorded here was in force during them. "
    "It counts once, however many tiers and programmes it was in. One that left before the opening does not count."
)
"""The one definition of a total of partners of a Games, for pages to say."""


@shared
@dataclass(frozen=True, slots=True)
class LabelledIri:
    """An IRI with its label."""

    iri: str
    label: str


@shared
@dataclass(frozen=True, slots=True)
class Partnership:
    """One partner in one programme, with what is known of it.

    `category` is the main one of its `categories`. `start`, `end` and `announced` are dates as sources give them.
    `first_day` and `last_day` are days. Each is empty where unknown. `from_basis` and `until_basis` say what the
    days rest on: see the code list `date-basis`.
    """

    iri: str
    partner: LabelledIri
    programme: LabelledIri
    programme_kind: str
    tier: LabelledIri | None
    rank: int
    category: LabelledIri
    categories: tuple[LabelledIri, ...]
    group: str
    designation: str
    start: str
    end: str
    announced: str
    first_day: str
    last_day: str
    from_basis: str
    until_basis: str
    status: str
    further_roles: tuple[str, ...]
    end_reason: str
    remit_to: tuple[LabelledIri, ...]
    joint: tuple[LabelledIri, ...]
    games: tuple[str, ...]

    def by_category(self) -> list[Partnership]:
        """Return it once for each of its categories, as if that were the main one."""
        return [replace(self, category=category) for category in self.categories]

    @property
    def assumed_start(self) -> bool:
        """Whether its beginning is taken from its programme, or not known at all."""
        return self.from_basis in NOT_STATED

    @property
    def assumed_end(self) -> bool:
        """Whether its end is taken from its programme, or not known at all."""
        return self.until_basis in NOT_STATED

    @property
    def dates(self) -> str:
        """When it began and ended, and what that rests on, in words."""
        begins = {"stated": self.start, "announced": self.announced}.get(self.from_basis, self.first_day)
        ends = self.end if self.until_basis == "stated" else self.last_day
        return period_by_basis(begins, self.from_basis, ends, self.until_basis)

    @property
    def ending(self) -> str:
        """Why it ended, in words; nothing where no source says it."""
        if self.end_reason == "withdrew" and self.status == "terminated":
            return "the partner left"
        return _ENDINGS.get(self.end_reason, self.end_reason.replace("-", " "))

    @property
    def fields(self) -> str:
        """The names of all its categories."""
        return ", ".join(category.label for category in self.categories)


@dataclass(frozen=True, slots=True)
class PartnershipIndex:
    """All partnerships of a version, in the order in which they began, and those of each thing by its IRI.

    Things are partners, their countries, Games, programmes and categories. A programme stands for its terms too, and
    a category for the narrower ones under it.
    """

    of: Mapping[str, Sequence[Partnership]]

    @classmethod
    def read(cls, catalogue: ReferenceData) -> PartnershipIndex:
        """Read them all from the store, which takes seconds where there are many thousands."""
        found: dict[str, list[Partnership]] = {}
        for deal in _made(catalogue.values_of_partnerships(), catalogue):
            for thing in {*_things(deal, catalogue)} - {""}:
                found.setdefault(thing, []).append(deal)
        return cls(ByKey({thing: OneByOne(deals) for thing, deals in found.items()}))


def _things(deal: Partnership, catalogue: ReferenceData) -> Iterable[str]:
    """Return the IRIs of what a partnership is about."""
    programme, partner = deal.programme.iri, deal.partner.iri
    categories = [category.iri for category in deal.categories]
    whole = catalogue.programmes[programme].whole
    country = catalogue.partner_countries.get(partner, "")
    groups = (catalogue.groups[category] for category in categories)
    return partner, country, programme, whole, *deal.games, *categories, *groups


_INDEX = ("partnerships in memory",)
"""Where the reference data has the index, among the results of its version."""


@once_per_build
def sizes(catalogue: ReferenceData) -> dict[str, int]:
    """Return how many partnerships, people and organizations there are, by the names of the classes."""
    return {row.class_.rpartition("#")[2]: integer(row.number) for row in catalogue.ask.rows(ExplorerSizeRow)}


@once_per_build
def every_partnership(catalogue: ReferenceData) -> PartnershipIndex:
    """Return all partnerships, which are read once for a version, when first asked for."""
    return PartnershipIndex.read(catalogue)


def hold_all(catalogue: ReferenceData) -> None:
    """Read all partnerships, so that pages look up what they show instead of asking the store for it."""
    catalogue.results[_INDEX] = every_partnership(catalogue)


def _held(catalogue: ReferenceData) -> PartnershipIndex | None:
    if catalogue.is_remote:
        return _read_from_server(catalogue)
    if catalogue.file is not None:
        return every_partnership(catalogue)
    return cast("PartnershipIndex | None", catalogue.results.get(_INDEX))


_MOST_READ = 20_000
"""Partnerships up to which all are read from a server when one is needed. To read these takes some seconds."""


@once_per_version
def _read_from_server(catalogue: ReferenceData) -> PartnershipIndex | None:
    """Return all partnerships of a server; nothing where there are very many, or it does not give all of them."""
    if sizes(catalogue).get("Partnership", 0) > _MOST_READ:
        return None
    try:
        return every_partnership(catalogue)
    except (AnswerTooLargeError, StoreTimeoutError):
        return None


def partnerships_about(catalogue: ReferenceData, iri: str) -> list[Partnership]:
    """Return the partnerships of a partner, Games, programme or category, in the order in which they began."""
    if held := _held(catalogue):
        return list(held.of.get(iri, ()))
    return _read(catalogue.ask.rows(PartnershipsAboutRow, about=iri), catalogue)


def partnerships_beside(catalogue: ReferenceData, partner: str) -> list[Partnership]:
    """Return all partnerships in the categories of a partner, in the order in which they began."""
    if held := _held(catalogue):
        own = {category.iri for deal in held.of.get(partner, ()) for category in deal.categories}
        every = {deal.iri: deal for iri in own for deal in held.of.get(iri, ())}.values()
        return sorted((deal for deal in every if own.intersection(_iris(deal.categories))), key=_beginning)
    return _read(catalogue.ask.rows(PartnershipsBesideRow, partner=partner), catalogue)


def holds_all(catalogue: ReferenceData) -> bool:
    """Tell whether the site looks partnerships up, and does not ask the store for them."""
    return _held(catalogue) is not None


def partners_at_same_games(catalogue: ReferenceData, partner: str) -> list[tuple[LabelledIri, int]]:
    """Return the other partners of the Games of a partner, each with the number of these Games."""
    held = _held(catalogue)
    if held is None:
        rows = catalogue.ask.rows(CompanionsOfPartnerRow, partner=partner)
        return [(LabelledIri(row.other, row.otherLabel), integer(row.shared)) for row in rows]
    found: dict[LabelledIri, int] = {}
    for games in {games for deal in held.of.get(partner, ()) for games in deal.games}:
        for other in {deal.partner for deal in held.of.get(games, ()) if deal.partner.iri != partner}:
            found[other] = found.get(other, 0) + 1
    return list(found.items())


def is_explorable(catalogue: ReferenceData, iri: str) -> bool:
    """Tell whether the explorer can begin with a thing, as it can with all that has a partnership."""
    held = _held(catalogue)
    return (held is not None and iri in held.of) or catalogue.is_explorable(iri)


def partnerships_from(catalogue: ReferenceData, country: str) -> list[Partnership]:
    """Return the partnerships of the partners from a country, in the order in which they began."""
    if held := _held(catalogue):
        return list(held.of.get(country, ()))
    return _read(catalogue.ask.rows(PartnershipsFromCountryRow, country=country), catalogue)


def games_of_partners(catalogue: ReferenceData) -> Iterable[tuple[LabelledIri, str, int]]:
    """Yield each partner with its country and the number of Games that its partnerships cover."""
    held = _held(catalogue)
    if held is None or not catalogue.is_large:
        for row in catalogue.partner_rows:
            yield LabelledIri(row.partner, row.partnerLabel), row.country, integer(row.gamesCount)
        return
    for iri, deals in held.of.items():  # which has them without asking for all names
        if iri == deals[0].partner.iri:
            games = {games for deal in deals for games in deal.games}
            yield deals[0].partner, catalogue.partner_countries.get(iri, ""), len(games)


def tiers_at(catalogue: ReferenceData, games: Sequence[str]) -> dict[str, dict[str, int]] | None:
    """Return how many partners each of these Games had in each kind of tier, by the rule of `tiers-of-games`.

    It is nothing where the site does not hold the partnerships.
    """
    held = _held(catalogue)
    return None if held is None else {one: shares for one in games if (shares := _tiers(held.of.get(one, ())))}


def _tiers(deals: Sequence[Partnership]) -> dict[str, int]:
    highest: dict[str, int] = {}
    for deal in deals:
        if deal.programme_kind and deal.partner.iri:
            rank = _WORLDWIDE if deal.programme_kind != "domestic" else deal.rank or _NO_RANK
            place = rank if rank in _PLACES else _LOWER
            highest[deal.partner.iri] = min(place, highest.get(deal.partner.iri, place))
    found: dict[str, int] = {}
    for place in highest.values():
        found[_PLACES[place]] = found.get(_PLACES[place], 0) + 1
    return found


_WORLDWIDE, _LOWER, _NO_RANK = 0, 4, 9
_PLACES = {_WORLDWIDE: "worldwide", 1: "first", 2: "second", 3: "third", _LOWER: "lower", _NO_RANK: "not stated"}
"""The kinds of tiers by their rank, as the query `tiers-of-games` calls them."""


def _iris(things: Iterable[LabelledIri]) -> set[str]:
    return {thing.iri for thing in things}


def _beginning(deal: Partnership) -> tuple[str, str, str]:
    return deal.first_day or deal.last_day or "0000", deal.last_day or "9999", deal.iri


def _read(
    rows: Iterable[PartnershipsAboutRow | PartnershipsBesideRow | PartnershipsFromCountryRow], catalogue: ReferenceData
) -> list[Partnership]:
    """Gather the rows, of which each value of a property has one."""
    return _made(values_by_thing(rows), catalogue)


def _made(found: Iterable[tuple[str, Mapping[str, list[str]]]], catalogue: ReferenceData) -> list[Partnership]:
    """Make partnerships of their values, in the order in which they began."""
    named: dict[str, LabelledIri] = {}

    def thing(iri: str) -> LabelledIri:
        if iri not in named:
            named[iri] = LabelledIri(iri, catalogue.label(iri))
        return named[iri]

    return sorted((_partnership(iri, values, catalogue, thing) for iri, values in found), key=_beginning)


@once_per_version
def _role(catalogue: ReferenceData, role: str) -> str:
    """Return a designation beside the tier in words, with the names of Games as they are written."""
    words = role.replace("-", " ")
    for games in catalogue.games.values():
        words = words.replace(games.label.lower(), games.label)
    return words


def _partnership(
    iri: str, values: Mapping[str, list[str]], catalogue: ReferenceData, thing: Callable[[str], LabelledIri]
) -> Partnership:
    def one(name: str) -> str:
        return values.get(name, [""])[0]

    def named(name: str, what: str = "") -> LabelledIri:
        found = thing(one(name))
        return found if found.label else LabelledIri(found.iri, f"a {what or name} that is not stated")

    def things(name: str) -> tuple[LabelledIri, ...]:
        return tuple(map(thing, values.get(name, ())))

    main = named("mainCategory", "category")

    tier = catalogue.tiers[one("tier")] if one("tier") else None
    return Partnership(
        iri=iri,
        partner=named("partner"),
        programme=named("programme"),
        programme_kind=catalogue.programmes[one("programme")].kind,
        tier=LabelledIri(one("tier"), tier.label) if tier else None,
        rank=tier.rank if tier else 0,
        category=main,
        categories=(main, *(category for category in things("category") if category != main)),
        group=catalogue.groups[main.iri],
        designation=one("officialDesignation"),
        start=dated(one("start")),
        end=dated(one("end")),
        announced=dated(one("announced")),
        first_day=dated(one("from")),
        last_day=dated(one("until")),
        from_basis=slug(one("fromBasis")) or "unknown",
        until_basis=slug(one("untilBasis")) or "unknown",
        status=slug(one("status")),
        further_roles=tuple(_role(catalogue, role) for role in values.get("furtherRole", ())),
        end_reason=slug(one("endReason")),
        remit_to=things("remitTo"),
        joint=things("jointWith"),
        games=tuple(values.get("coversGames", ())),
    )


def years_of(deals: Sequence[Partnership]) -> str:
    """Say over which years partnerships ran, and which end of that is assumed or not recorded."""
    first = min(deals, key=lambda deal: deal.first_day or deal.last_day or "9999")
    last = max(deals, key=lambda deal: (deal.last_day, not deal.assumed_end))
    known = years(first.first_day or first.last_day, last.last_day)
    return with_assumed(known, start=first.assumed_start, end=last.assumed_end and bool(last.last_day))


def grouped_by_partner(deals: Sequence[Partnership]) -> dict[LabelledIri, list[Partnership]]:
    """Return the partnerships of each partner, partners in the order of their labels."""
    ordered = sorted(deals, key=lambda deal: (collation_key(deal.partner.label), deal.first_day))
    return grouped_by(ordered, lambda deal: deal.partner)


PROGRAMME_KINDS = ("term", "worldwide", "domestic")
"""The kinds of programmes, in the order in which they are shown."""

_UNRANKED = 99


@dataclass(frozen=True, slots=True)
class Tier:
    """One tier of one programme with its partnerships; `tier` is None for those whose tier no source names."""

    programme: LabelledIri
    programme_kind: str
    tier: LabelledIri | None
    rank: int
    partnerships: tuple[Partnership, ...]

    @property
    def label(self) -> str:
        """The name of the tier, as the organiser gave it."""
        return self.tier.label if self.tier else "Tier not stated"

    @property
    def partners(self) -> int:
        """How many organizations are in it."""
        return len({deal.partner.iri for deal in self.partnerships})

    def by_partner(self) -> list[tuple[LabelledIri, list[Partnership]]]:
        """Return each partner with its partnerships in this tier."""
        return list(grouped_by_partner(self.partnerships).items())


def by_tier(partnerships: Sequence[Partnership]) -> list[Tier]:
    """Share partnerships out to tiers. The worldwide programme and the highest tiers come first."""
    groups = grouped_by(
        partnerships, lambda deal: (deal.programme, deal.programme_kind, deal.tier, deal.rank or _UNRANKED)
    )
    tiers = [Tier(*key, tuple(deals)) for key, deals in groups.items()]
    return sorted(
        tiers,
        key=lambda tier: (
            kind_order(tier.programme_kind),
            tier.programme.label,
            tier.tier is None,
            tier.rank,
            tier.label,
        ),
    )


def kind_order(kind: str) -> int:
    """Return the place of a kind of programmes among `PROGRAMME_KINDS`; others come last."""
    return PROGRAMME_KINDS.index(kind) if kind in PROGRAMME_KINDS else len(PROGRAMME_KINDS)
