"""The facts of the graph with which texts are compared.

They are read once for each version.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

from webapp.fact_check.note_words import usage
from webapp.mentions.folding import folded
from webapp.mentions.name_index import text_index
from webapp.mentions.patterns import Patterns
from webapp.mentions.reader import slug_of
from webapp.models.grouping import grouped_by
from webapp.models.once import once_per_version
from webapp.models.reference_data import ReferenceData, slug
from webapp.models.rows import (
    CoverageAgainstOfficialCountsRow,
    FactsOfContributionsRow,
    FactsOfEventsRow,
    FactsOfEvidenceRow,
    FactsOfFiguresRow,
    FactsOfGamesRow,
    FactsOfMoneyRow,
    FactsOfOrganizationsRow,
    FactsOfPartnershipLinksRow,
    FactsOfPartnershipsRow,
    FactsOfRelationsRow,
    PeopleListRow,
)

_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_SAME = frozenset({"brand-of", "division-of", "renamed-to", "merged-into"})
_GENERIC = frozenset(
    "official exclusive product supplier provider sponsor partner supporter timekeeper licensee of and national".split()  # noqa: SIM905
)
"""Words of which the names of tiers are made that are not of single Games."""

_COMMITTEES = frozenset({"ocog", "noc", "governing-body"})


@dataclass(frozen=True, slots=True)
class Partnership:
    """A partnership as it is stated; `whole` is the programme that its own is part of, or its own."""

    iri: str
    partner: str
    programme: str
    whole: str
    tier: str
    start: str
    start_basis: str
    end: str
    end_basis: str
    announced: str
    status: str
    end_reason: str
    official: str
    texts: str
    categories: frozenset[str]
    games: frozenset[str]
    joint: frozenset[str]
    remit_to: frozenset[str]

    @property
    def starts(self) -> str:
        """The first day, where a source states it."""
        return self.start if self.start_basis == "stated" else ""

    @property
    def ends(self) -> str:
        """The last day, where a source states it."""
        return self.end if self.end_basis == "stated" else ""


@dataclass(slots=True)
class Event:
    """An event with all who took part."""

    iri: str
    title: str
    kind: str
    date: str
    place: str
    country: str
    others: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Money:
    """An amount of money that somebody reported, or that was published about a programme or Games."""

    iri: str
    amount: Decimal
    currency: str
    basis: str
    partner: str
    about: frozenset[str]
    indicator: str
    by: str
    note: str


@dataclass(frozen=True, slots=True)
class Count:
    """A published number of partners, of a tier or of all."""

    iri: str
    indicator: str
    subject: str
    number: int
    tier: str
    qualifier: str
    as_of: str
    note: str


@dataclass(frozen=True, slots=True)
class Role:
    """An office that somebody holds or held."""

    iri: str
    person: str
    title: str
    organization: str
    start: str
    end: str


class Facts:
    """The statements of one version of the graph, by what they are about."""

    def __init__(self, catalogue: ReferenceData) -> None:
        self.catalogue = catalogue
        self.words: dict[str, str] = {}
        self.spans: dict[tuple[str, ...], str] = {}
        self._in_category: dict[str, list[str]] = {}
        self._counts_naming: dict[str, list[Count]] = {}
        self.complete = _complete(catalogue)
        self.category_words = text_index(catalogue).category_words
        self.trades = Patterns(self.category_words)
        self.games = {row.games: row for row in catalogue.ask.rows(FactsOfGamesRow)}
        labels = {re.sub(r" \(.*", "", catalogue.label(iri)) for iri in self.games}
        self.games_named = re.compile("|".join(map(re.escape, sorted(labels, key=len, reverse=True))))
        self.committees = {row.committee: row.games for row in self.games.values() if row.committee}
        self._read_partnerships()
        self._read_figures()
        self._read_organizations()

    def _read_partnerships(self) -> None:
        ask = self.catalogue.ask
        self.sources: dict[str, list[str]] = defaultdict(list)
        for row in ask.rows(FactsOfEvidenceRow):
            self.sources[row.statement].append(row.source)
        self.partnerships = grouped_by(_partnerships(self.catalogue), lambda one: one.partner)
        self.events: dict[str, list[Event]] = defaultdict(list)
        for event in _events(ask.rows(FactsOfEventsRow)):
            for other in event.others:
                self.events[other].append(event)

    def _read_figures(self) -> None:
        ask = self.catalogue.ask
        figures = ask.rows(FactsOfFiguresRow)
        self.money = [*_reports(ask.rows(FactsOfMoneyRow)), *_published(figures)]
        self.money_of = grouped_by(self.money, lambda one: one.partner)
        self.counts = list(_counts(figures))
        self.contributions: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for row in ask.rows(FactsOfContributionsRow):
            self.contributions[row.partner].append((row.contribution, row.description))

    def _read_organizations(self) -> None:
        ask = self.catalogue.ask
        roles = (
            Role(row.role, row.person, row.title, row.organization, row.start, row.end)
            for row in ask.rows(PeopleListRow)
            if row.role
        )
        self.roles = grouped_by(roles, lambda one: one.person)
        names = (name for name in self.catalogue.names.entries if len(name.text) > 2)
        self._names = grouped_by(names, lambda one: one.iri)
        self.kinds: dict[str, str] = {}
        self.countries: dict[str, set[str]] = defaultdict(set)
        for organization in ask.rows(FactsOfOrganizationsRow):
            self.kinds[organization.organization] = slug(organization.kind)
            if organization.country:
                self.countries[organization.organization].add(slug(organization.country))
        self.same: dict[str, set[str]] = defaultdict(set)
        self.related: dict[str, set[str]] = defaultdict(set)
        self.successors: set[tuple[str, str, str]] = set()
        for relation in ask.rows(FactsOfRelationsRow):
            self._relate(relation)

    def _relate(self, relation: FactsOfRelationsRow) -> None:
        kind, one, other = slug(relation.kind), relation.first, relation.second
        self.related[one].add(other)
        self.related[other].add(one)
        if kind in _SAME:
            self.same[one].add(other)
            self.same[other].add(one)
        if kind in {"successor", "renamed-to", "merged-into", "acquired-by"}:
            self.successors.add((one, other, relation.relation))

    @cached_property
    def tier_names(self) -> Patterns[str]:
        """The own names of tiers at single Games, such as "Sydney 2000 Supplier", with the ends of their slugs."""
        names = {
            folded(re.sub(r" \(.*", "", tier.label)): slug(iri).rpartition("--")[2]
            for iri, tier in self.catalogue.tiers.items()
            if "-domestic--" in slug(iri) or slug(iri).startswith("ipc-")
        }
        own = {name: key for name, key in names.items() if " " in name and not set(name.split()) <= _GENERIC}
        return Patterns(own)

    @cached_property
    def host_cities(self) -> frozenset[str]:
        """The slugs of the cities that held Games or are to hold them."""
        return frozenset(slug_of(row.city) for row in self.games.values()) - {""}

    @cached_property
    def note_words(self) -> Mapping[str, frozenset[str]]:
        """The sponsors by the words of the notes on their partnerships."""
        every = (row for rows in self.partnerships.values() for row in rows)
        return usage((row.partner, f"{row.official} {row.texts}") for row in every)

    def is_committee(self, organization: str) -> bool:
        """Tell whether an organization runs programmes rather than sponsors them."""
        runs = self.kinds.get(organization) in _COMMITTEES or "/ioc-" in organization
        return runs or slug(organization) == "olympic-channel"

    def names_of(self, organization: str) -> list[str]:
        """Return the names of an organization that are longer than two characters."""
        return [name.text for name in self._names.get(organization, ())]

    def counts_naming(self, organization: str) -> list[Count]:
        """Return the published numbers whose notes name an organization."""
        if organization not in self._counts_naming:
            names = self.names_of(organization)
            self._counts_naming[organization] = [
                count for count in self.counts if any(name in count.note for name in names)
            ]
        return self._counts_naming[organization]

    def partners_in(self, categories: tuple[str, ...]) -> list[str]:
        """Return the organizations that have a partnership in a category, themselves or by those related to them."""
        found: dict[str, None] = {}
        for category in categories:
            if category not in self._in_category:
                self._in_category[category] = [
                    partner
                    for partner in self.partnerships
                    if any(
                        category in row.categories for row in (*self.rows_of(partner), *self.rows_of_daughters(partner))
                    )
                ]
            found |= dict.fromkeys(self._in_category[category])
        return list(found)

    def rows_of_daughters(self, organization: str) -> list[Partnership]:
        """Return the partnerships of related organizations whose names begin with the name of this one."""
        label = self.catalogue.label
        named = (
            one for one in sorted(self.related.get(organization, ())) if label(one).startswith(label(organization))
        )
        return [row for other in named for row in self.partnerships.get(other, ())]

    def rows_of(self, organization: str) -> list[Partnership]:
        """Return the partnerships of an organization, and of its brands and divisions."""
        rows = list(self.partnerships.get(organization, ()))
        for other in sorted(self.same.get(organization, ())):
            rows += self.partnerships.get(other, ())
        return rows

    def tiers_of(self, programme: str) -> list[str]:
        """Return the tiers of a programme."""
        return [iri for iri in self.catalogue.tiers if slug(iri).startswith(f"{slug(programme)}--")]


def _complete(catalogue: ReferenceData) -> frozenset[str]:
    """Return the programmes of which all partners are known: the terms, and those that reach an official count."""
    terms = {iri for iri, programme in catalogue.programmes.items() if programme.kind == "term"}
    games = {
        row.games
        for row in catalogue.ask.rows(CoverageAgainstOfficialCountsRow)
        if not row.tier and not row.qualifier and not row.asOf and row.difference and int(row.difference) >= 0
    }
    domestic = {
        iri
        for iri, programme in catalogue.programmes.items()
        if programme.kind == "domestic" and set(programme.games) & games and "-bid" not in iri
    }
    return frozenset(terms | domestic)


def _partnerships(catalogue: ReferenceData) -> Iterable[Partnership]:
    links: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for link in catalogue.ask.rows(FactsOfPartnershipLinksRow):
        links[link.partnership][link.link.rpartition("#")[2]].add(link.other)
    for row in catalogue.ask.rows(FactsOfPartnershipsRow):
        linked = links[row.partnership]
        yield Partnership(
            row.partnership,
            row.partner,
            row.programme,
            catalogue.programmes[row.programme].whole or row.programme,
            row.tier,
            str(row.from_),
            slug(row.fromBasis),
            str(row.until),
            slug(row.untilBasis),
            str(row.announced),
            slug(row.status),
            slug(row.endReason),
            row.official,
            f"{row.official}. {row.note}",
            frozenset(linked["category"]),
            frozenset(linked["coversGames"]),
            frozenset(linked["jointWith"]),
            frozenset(linked["remitTo"]),
        )


def _events(rows: Iterable[FactsOfEventsRow]) -> Iterable[Event]:
    found: dict[str, Event] = {}
    for row in rows:
        event = found.setdefault(
            row.event, Event(row.event, row.title, slug(row.kind), row.date, row.place, slug(row.country))
        )
        event.others.add(row.other)
    return found.values()


def _reports(rows: Iterable[FactsOfMoneyRow]) -> Iterable[Money]:
    for row in rows:
        if not _NUMBER.fullmatch(row.amount):
            continue
        about = frozenset(filter(None, (row.programme, row.tier)))
        yield Money(
            row.value,
            Decimal(row.amount),
            row.currency,
            slug(row.basis),
            row.partner,
            about,
            "",
            row.reportedBy,
            row.note,
        )


def _published(rows: Iterable[FactsOfFiguresRow]) -> Iterable[Money]:
    for row in rows:
        if row.currency and _NUMBER.fullmatch(row.amount):
            about = frozenset({row.subject})
            yield Money(
                row.statistic,
                Decimal(row.amount),
                row.currency,
                slug(row.qualifier),
                "",
                about,
                slug(row.indicator),
                "",
                row.note,
            )


def _counts(rows: Iterable[FactsOfFiguresRow]) -> Iterable[Count]:
    for row in rows:
        if slug(row.indicator) in {"domestic-partners", "top-partners", "partners", "licensees"} and re.fullmatch(
            r"\d+(\.0)?", row.amount
        ):
            yield Count(
                row.statistic,
                slug(row.indicator),
                row.subject,
                int(Decimal(row.amount)),
                slug(row.tier),
                slug(row.qualifier),
                row.asOf or row.end,
                row.note,
            )


@once_per_version
def facts_of(catalogue: ReferenceData) -> Facts:
    """Return the facts of a version of the graph."""
    return Facts(catalogue)
