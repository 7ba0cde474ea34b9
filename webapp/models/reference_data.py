"""The reference data that every page needs of the whole graph.

It holds names, partners, the calendar of Games and the tree of categories. It belongs to one store, whose statements
never change, so it is made once, when first needed. Its size is bounded by the number of names.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from functools import cached_property, lru_cache
from typing import Final, ParamSpec, TypeVar

from graph.collation import collation_key
from graph.stores.store import EmbeddedStore
from ontology.namespaces import ID_BASE
from queries.search.name_index import NameIndex
from queries.search.names_of import names_of
from webapp.models.colour_families import family_of
from webapp.models.data_version import DataVersion, data_version, not_stated
from webapp.models.evidence import CitationNumbers, EvidenceRow, Source
from webapp.models.large_lists import (
    SourceNumbers,
    exclusivity,
    organization_kinds,
    partner_rows,
    partnership_rows,
    source_numbers,
    source_uses,
    sources_per_statement,
)
from webapp.models.look_ups import Game, Lookup, Programme, TierName
from webapp.models.once import once_per_build
from webapp.models.query_client import QueryClient, compact, grouped, one_each, values_by_thing
from webapp.models.result_file import ByKey, Results
from webapp.models.rows import (
    CategoriesListRow,
    EvidenceAboutRow,
    EvidenceInCountryRow,
    EvidenceOfPartnershipsRow,
    EvidenceOfThingRow,
    ExclusivityByProgrammeRow,
    GamesHostsRow,
    GamesListRow,
    OrganizationKindsRow,
    PartnerIdentifiersRow,
    PartnershipsInFullRow,
    PartnershipsListRow,
    PartnersListRow,
    ProgrammesListRow,
    SourcesBesideRow,
    SourcesListRow,
    SourcesPerStatementRow,
    SourcesUseRow,
    StatementCountRow,
    TiersListRow,
)
from webapp.models.stored_things import ReadSingly, StoredThings
from webapp.models.urls import Urls, subject_of
from webapp.models.write_result_file import ResultWriter
from webapp.text.dates import dated
from webapp.text.english import integer

_LABELS: Final = 20_000
"""How many labels are remembered; to read one takes some microseconds."""

T = TypeVar("T")
P = ParamSpec("P")


class ReferenceData:
    """The look-ups, each made from one named query when it is first used."""

    def __init__(self, ask: QueryClient, file: Results | None = None, writer: ResultWriter | None = None) -> None:
        self.ask = ask
        self.file, self.writer = file, writer
        self.results: dict[tuple[object, ...], object] = {}  # of functions with `once_per_version`
        self.locks: dict[tuple[object, ...], threading.RLock] = {}  # of those that are worked out now

    @cached_property
    def has_own_content(self) -> bool:
        """Whether there is anything here that the site has pages for; it may be served with any other data, too."""
        return self.ask.truth("own-content")

    @cached_property
    def version(self) -> DataVersion:
        """The number and the day of the data."""
        return data_version(self.ask)

    @cached_property
    def not_stated(self) -> list[str]:
        """The names of the properties that the newest release has, and an older one that is shown does not have."""
        return not_stated(self.ask) if self.version.newest else []

    @cached_property
    def statements(self) -> int:
        """How many statements there are."""
        return integer(self.ask.rows(StatementCountRow)[0].statements)

    def shows(self, address: str) -> bool:
        """Tell whether there is a page about a thing with a name at an address, such as `/partner/alibaba`."""
        kind, _, slug = address.strip("/").partition("/")
        iri = subject_of(kind, slug)
        return bool(self._label(iri)) and self.urls.page(iri) == address

    @cached_property
    def names(self) -> NameIndex:
        """Every name of everything that people search for."""
        return names_of(self.ask.store)

    @cached_property
    def stored(self) -> StoredThings | None:
        """What reads single things, unless a server has the store: it would be asked for each of them."""
        return StoredThings(self.ask.store) if isinstance(self.ask.store, EmbeddedStore) else None

    @property
    def is_large(self) -> bool:
        """Whether the graph has more than is held in memory, so that things are looked up one by one."""
        return isinstance(self.ask.store, EmbeddedStore) and self.ask.store.on_disk

    @property
    def is_remote(self) -> bool:
        """Whether a server has the graph, so that each question to it takes milliseconds."""
        return not isinstance(self.ask.store, EmbeddedStore)

    @property
    def _stored_if_large(self) -> StoredThings | None:
        return self.stored if self.is_large else None

    def _label(self, iri: str) -> str:
        """Return the label of a thing with a name, or nothing."""
        if self._singly and not self._has_all_names and self.file is None:
            return self._singly[0](iri)
        return self.names.labels.get(iri, "")

    @property
    def _has_all_names(self) -> bool:
        """Whether all names are in memory by now; those of a large graph may be in a file."""
        return "names" in vars(self) and not self.is_large

    @cached_property
    def _singly(self) -> tuple[Callable[[str], str], Callable[[str], str]] | None:
        """What reads the label and the short name of one thing, and keeps the latest."""
        if self.stored is None:
            return None
        return lru_cache(_LABELS)(self.stored.label), lru_cache(_LABELS)(self.stored.short_name)

    @cached_property
    def _short_names(self) -> dict[str, str]:
        english = (name for name in self.names.entries if name.kind == "shortName" and name.language == "en")
        return {name.iri: name.text for name in reversed(tuple(english))}

    def short(self, iri: str, label: str) -> str:
        """Return a thing's short English name for use in pictures, or else its label."""
        if self._singly and not self._has_all_names:
            return self._singly[1](iri) or label
        return self._short_names.get(iri, label)

    @cached_property
    def partners(self) -> Container[str]:
        """The IRIs of the organizations that are partners."""
        if self.file is not None:
            return frozenset(partner_iris(self))
        if stored := self._stored_if_large:
            return ReadSingly(lambda iri: stored.is_partner(iri) or None, lambda _: False)
        return frozenset(partner_iris(self))

    def is_explorable(self, iri: str) -> bool:
        """Tell whether the explorer can begin with a thing, as it can with every partner that has a name."""
        return (iri in self.partners and bool(self._label(iri))) or self.ask.truth("is-explorable", thing=iri)

    @cached_property
    def partner_rows(self) -> list[PartnersListRow]:
        """The rows of the list of all partners."""
        stored = self._stored_if_large
        rows = partner_rows(stored, self.label) if stored else compact(one_each(self.ask.rows(PartnersListRow)))
        return sorted(rows, key=lambda row: (collation_key(row.partnerLabel), row.partner))

    def citations(self, iri: str, more: Iterable[EvidenceRow] = ()) -> CitationNumbers:
        """Return the numbered evidence of what is stated about a thing, and `more` that its page rests on."""
        return CitationNumbers([*self.ask.rows(EvidenceAboutRow, thing=iri), *more], self.sources)

    def citations_of(self, iri: str, partnerships: Iterable[str], more: Iterable[EvidenceRow] = ()) -> CitationNumbers:
        """Return the numbered evidence of a thing itself, of these partnerships, and `more` that its page rests on.

        A page that shows a part of what is stated about a thing needs no more than this.
        """
        rows = (row for deal in dict.fromkeys(partnerships) for row in self.evidence_by_partnership.get(deal, ()))
        return CitationNumbers([*self.ask.rows(EvidenceOfThingRow, thing=iri), *rows, *more], self.sources)

    def evidence_in(self, country: str, things: Sequence[str]) -> Sequence[EvidenceRow]:
        """Return the evidence of things that have a country, such as Games and events."""
        if self.stored:
            return [row for thing in things for row in self.stored.evidence(thing)]
        names = ",".join(thing.removeprefix(ID_BASE) for thing in things)
        return self.ask.rows(EvidenceInCountryRow, country=country, things=names) if things else []

    @cached_property
    def evidence_by_partnership(self) -> dict[str, list[EvidenceOfPartnershipsRow]]:
        """The rows of `evidence-of-partnerships` by partnership; of a large graph those that were asked for."""
        if stored := self._stored_if_large:
            return ReadSingly(stored.evidence_of_partnership, lambda _: [])
        return grouped(self.ask.rows(EvidenceOfPartnershipsRow))

    @cached_property
    def tiers(self) -> Lookup[TierName]:
        """Names and rank of each tier by IRI."""
        return Lookup(_tiers(self), lambda iri: TierName(slug(iri), slug(iri), 0))

    @cached_property
    def sources(self) -> dict[str, Source]:
        """Every source by IRI; of a large graph those that were asked for."""
        if self.file is not None:
            return ReadSingly(known_sources(self).get, Source.unknown)
        if stored := self._stored_if_large:
            return ReadSingly(stored.source, Source.unknown)
        return self.every_source

    def sources_beside(self, source: str, publishers: Iterable[str]) -> list[str]:
        """Return the other sources of the publishers of one, in the order of their days."""
        if self.stored:
            found = {pair for publisher in publishers for pair in self.sources_by_publisher.get(publisher, ())}
        else:
            rows = self.ask.rows(SourcesBesideRow, source=source)
            found = {(self.sources[row.source].published or "9999", row.source) for row in rows}
        return [other for _, other in sorted(found) if other != source]

    @property
    def sources_by_publisher(self) -> Mapping[str, Sequence[tuple[str, str]]]:
        """The sources of each publisher with their days, in the order of these; nothing over a server."""
        return _sources_by_publisher(self)

    @cached_property
    def every_source(self) -> Lookup[Source]:
        """Every source by IRI."""
        return Lookup(known_sources(self), Source.unknown)

    def label(self, iri: str) -> str:
        """Return the label of something with a name, or the end of its IRI."""
        return self._label(iri) or slug(iri)

    @cached_property
    def urls(self) -> Urls:
        """The addresses of pages."""
        return Urls(self.partners)

    @cached_property
    def games(self) -> Lookup[Game]:
        """All Games by IRI, in the order of their opening."""
        found = []
        for row in self.games_rows:
            order = dated(row.opening) or dated(f"{row.year}-{'02' if 'winter' in row.season else '07'}")
            found.append(Game(row.games, row.gamesLabel, slug(row.season), order))
        known = {game.iri: game for game in sorted(found, key=lambda game: game.order)}
        return Lookup(known, lambda iri: Game(iri, self.label(iri), "", ""))

    @cached_property
    def games_rows(self) -> list[GamesListRow]:
        """The rows of the list of all Games."""
        return _games_rows(self)

    @cached_property
    def programmes(self) -> Lookup[Programme]:
        """All programmes by IRI, in the order of their first Games."""
        return Lookup(_programmes(self), self._unknown_programme)

    def _unknown_programme(self, iri: str) -> Programme:
        label = self.label(iri) or "a programme that is not stated"
        return Programme(iri, label, "", "", "", "", "", (), 0, label, "", _programme_order("", iri))

    def programme(self, rows: list[ProgrammesListRow]) -> Programme:
        """Return the programme that the rows of one describe."""
        first = one_each(rows)[0]
        kind = slug(first.kind)
        games = sorted({row.games: None for row in rows if row.games}, key=lambda iri: self.games[iri].order)
        start, end = dated(first.start), dated(first.end)
        short = first.programmeLabel
        if kind == "domestic" and games:
            short = self.games[games[0]].label + (" bid" if "-bid" in first.programme else " domestic")
        begins = (self.games[games[0]].order if games else "") or start or end
        return Programme(
            first.programme,
            first.programmeLabel,
            kind,
            first.owner,
            first.whole,
            start,
            end,
            tuple(games),
            integer(first.partners),
            short.replace(" (Youth Olympic Games)", " Youth"),
            begins,
            _programme_order(begins, first.programme),
        )

    @property
    def organization_kinds(self) -> list[OrganizationKindsRow]:
        """The kind of each organization, in the order of their IRIs."""
        stored = self._stored_if_large
        return organization_kinds(stored, stored.any_label) if stored else self.ask.rows(OrganizationKindsRow)

    @property
    def sources_per_statement(self) -> list[SourcesPerStatementRow]:
        """On how many sources the statements of each kind rest."""
        if stored := self._stored_if_large:
            return sources_per_statement(self._source_numbers, stored.any_label)
        return self.ask.rows(SourcesPerStatementRow)

    @property
    def source_uses(self) -> list[SourcesUseRow]:
        """How many statements rest on each source."""
        return source_uses(self._source_numbers) if self.is_large else self.ask.rows(SourcesUseRow)

    @cached_property
    def _source_numbers(self) -> SourceNumbers:
        return source_numbers(self.stored) if self.stored else SourceNumbers()

    @property
    def exclusivity(self) -> list[ExclusivityByProgrammeRow]:
        """How many partnerships of each programme should exclude each other."""
        stored = self._stored_if_large
        return exclusivity(stored, stored.any_label) if stored else self.ask.rows(ExclusivityByProgrammeRow)

    @property
    def partnership_rows(self) -> list[PartnershipsListRow]:
        """The rows of the list of all partnerships."""
        return self._rows_of_large if self.is_large else self.ask.rows(PartnershipsListRow)

    @cached_property
    def _rows_of_large(self) -> list[PartnershipsListRow]:
        return partnership_rows(self._stored_if_large) if self._stored_if_large else []

    @cached_property
    def partnerships_by_date(self) -> list[PartnershipsListRow]:
        """The rows of the list of all partnerships, the oldest first."""
        return sorted(
            compact(one_each(self.partnership_rows)),
            key=lambda row: (row.from_ or row.until or row.announced or "9999", row.partnership),
        )

    def values_of_partnerships(self) -> Iterable[tuple[str, Mapping[str, list[str]]]]:
        """Return all partnerships with their values, by the names of the properties.

        Those of a large graph are read one after the other.
        """
        if stored := self._stored_if_large:
            return stored.partnerships()
        return values_by_thing(self.ask.rows(PartnershipsInFullRow))

    @cached_property
    def partner_countries(self) -> dict[str, str]:
        """The country of each partner, by IRI; empty where it is not stated."""
        if stored := self._stored_if_large:
            return ReadSingly(stored.country, lambda _: "")
        return {row.partner: row.country for row in self.partner_rows}

    @cached_property
    def category_rows(self) -> list[CategoriesListRow]:
        """The rows of the list of all categories."""
        return _category_rows(self)

    @cached_property
    def groups(self) -> Lookup[str]:
        """The group of each category, by IRI; a group is its own."""
        if self.stored:
            return Lookup(self.stored.groups(), str)
        return Lookup({row.category: row.group or row.category for row in self.category_rows}, str)

    @cached_property
    def families(self) -> Lookup[str]:
        """The colour family of each category, by IRI."""
        known = {category: family_of(slug(group)) for category, group in self.groups.items()}
        return Lookup(known, lambda category: family_of(slug(category)))


@once_per_build
def _tiers(catalogue: ReferenceData) -> dict[str, TierName]:
    rows = one_each(catalogue.ask.rows(TiersListRow))
    return {row.tier: TierName(row.tierLabel, row.plural or row.tierLabel, integer(row.rank)) for row in rows}


@once_per_build
def _games_rows(catalogue: ReferenceData) -> list[GamesListRow]:
    return one_each(catalogue.ask.rows(GamesListRow))


@once_per_build
def games_hosts(catalogue: ReferenceData) -> ByKey[list[GamesHostsRow]]:
    """Return the countries of each Games that has some."""
    return ByKey(grouped(catalogue.ask.rows(GamesHostsRow)))


@once_per_build
def _programmes(catalogue: ReferenceData) -> dict[str, Programme]:
    found = (catalogue.programme(rows) for rows in grouped(catalogue.ask.rows(ProgrammesListRow)).values())
    return {programme.iri: programme for programme in sorted(found, key=lambda programme: programme.order)}


@once_per_build
def _category_rows(catalogue: ReferenceData) -> list[CategoriesListRow]:
    rows = one_each(catalogue.ask.rows(CategoriesListRow))
    return sorted(rows, key=lambda row: (collation_key(row.categoryLabel), row.category))


@once_per_build
def partner_iris(catalogue: ReferenceData) -> list[str]:
    """Return the IRIs of the organizations that are partners, in their order."""
    if catalogue.is_large and catalogue.stored:
        return sorted(catalogue.stored.partners())
    return sorted({str(row.partner) for row in catalogue.ask.rows(PartnerIdentifiersRow)})


def _iri(source: Source) -> str:
    return source.iri


@once_per_build
def known_sources(catalogue: ReferenceData) -> ByKey[Source]:
    """Return every source by IRI."""
    if catalogue.is_large and catalogue.stored:
        return ByKey({source.iri: source for source in sorted(catalogue.stored.sources(), key=_iri)})
    rows = one_each(catalogue.ask.rows(SourcesListRow))
    return ByKey({row.source: Source.read(row) for row in rows})


@once_per_build
def _sources_by_publisher(catalogue: ReferenceData) -> ByKey[list[tuple[str, str]]]:
    return ByKey(catalogue.stored.sources_by_publisher() if catalogue.stored else {})


def _programme_order(begins: str, iri: str) -> str:
    return f"{begins or '9999'} {iri}"


def slug(iri: str) -> str:
    """Return the last part of an IRI.

    >>> slug("https://w3id.org/olympic-partnerships/id/season/summer-youth")
    'summer-youth'
    """
    return iri.rsplit("/", 1)[-1]
