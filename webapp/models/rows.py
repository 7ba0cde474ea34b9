# ruff: noqa: N815 - columns are called like the variables of the queries
"""Rows of the queries that pages ask, typed.

Each query has a class, and each column an attribute.

Generated from the files in `queries/` by `make rows`; do not edit.
"""

from typing import NamedTuple


class CategoriesListRow(NamedTuple):
    """A row of `categories-list`."""

    category: str
    categoryLabel: str
    group: str
    partners: str
    partnerships: str


class ClassesInUseRow(NamedTuple):
    """A row of `classes-in-use`."""

    class_: str
    things: str


class CodesListRow(NamedTuple):
    """A row of `codes-list`."""

    code: str


class CompanionsOfPartnerRow(NamedTuple):
    """A row of `companions-of-partner`."""

    other: str
    otherLabel: str
    shared: str


class ContributionsRow(NamedTuple):
    """A row of `contributions`."""

    kind: str
    kindLabel: str
    description: str
    partner: str
    partnerLabel: str
    programme: str
    programmeLabel: str
    contribution: str
    evidence: str
    source: str
    sourceLabel: str


class CountriesListRow(NamedTuple):
    """A row of `countries-list`."""

    country: str
    countryLabel: str
    continent: str
    nocCode: str
    partners: str
    games: str
    events: str


class CountriesOfRow(NamedTuple):
    """A row of `countries-of`."""

    thing: str
    country: str


class CountryCodesRow(NamedTuple):
    """A row of `country-codes`."""

    country: str
    code: str


class CoverageAgainstOfficialCountsRow(NamedTuple):
    """A row of `coverage-against-official-counts`."""

    games: str
    gamesLabel: str
    tier: str
    tierLabel: str
    asOf: str
    known: str
    undated: str
    official: str
    qualifier: str
    qualifierLabel: str
    difference: str
    statistic: str
    evidence: str
    note: str


class CoverageOfPartnerRow(NamedTuple):
    """A row of `coverage-of-partner`."""

    games: str
    gamesLabel: str
    coverage: str


class DataVersionRow(NamedTuple):
    """A row of `data-version`."""

    version: str
    date: str


class DatasetSizeRow(NamedTuple):
    """A row of `dataset-size`."""

    triples: str


class DisagreeingFiguresRow(NamedTuple):
    """A row of `disagreeing-figures`."""

    indicator: str
    indicatorLabel: str
    about: str
    aboutLabel: str
    years: str
    tier: str
    tierLabel: str
    qualifier: str
    qualifierLabel: str
    currency: str
    figures: str
    lowest: str
    highest: str


class DisagreeingReportsRow(NamedTuple):
    """A row of `disagreeing-reports`."""

    about: str
    aboutLabel: str
    programme: str
    programmeLabel: str
    basis: str
    basisLabel: str
    years: str
    currency: str
    reports: str
    lowest: str
    highest: str


class EventsAboutRow(NamedTuple):
    """A row of `events-about`."""

    event: str
    eventLabel: str
    kind: str
    kindLabel: str
    date: str
    place: str
    country: str
    countryLabel: str
    other: str
    otherLabel: str
    role: str
    roleTitle: str


class EventsBesideRow(NamedTuple):
    """A row of `events-beside`."""

    event: str
    eventLabel: str
    kind: str
    kindLabel: str
    date: str
    shared: str
    sharedLabel: str


class EventsListRow(NamedTuple):
    """A row of `events-list`."""

    event: str
    eventLabel: str
    kind: str
    kindLabel: str
    date: str
    place: str
    country: str
    countryLabel: str
    organization: str
    organizationLabel: str


class EvidenceAboutRow(NamedTuple):
    """A row of `evidence-about`."""

    statement: str
    note: str
    source: str


class EvidenceInCountryRow(NamedTuple):
    """A row of `evidence-in-country`."""

    statement: str
    note: str
    source: str


class EvidenceOfPartnershipsRow(NamedTuple):
    """A row of `evidence-of-partnerships`."""

    statement: str
    note: str
    source: str


class EvidenceOfThingRow(NamedTuple):
    """A row of `evidence-of-thing`."""

    statement: str
    note: str
    source: str


class ExclusivityByProgrammeRow(NamedTuple):
    """A row of `exclusivity-by-programme`."""

    programme: str
    programmeLabel: str
    pairs: str
    categories: str


class ExplorerCategoriesRow(NamedTuple):
    """A row of `explorer-categories`."""

    partnership: str
    category: str


class ExplorerCoverageRow(NamedTuple):
    """A row of `explorer-coverage`."""

    partnership: str
    games: str


class ExplorerEvidenceRow(NamedTuple):
    """A row of `explorer-evidence`."""

    statement: str
    note: str
    source: str


class ExplorerLinksRow(NamedTuple):
    """A row of `explorer-links`."""

    thing: str
    class_: str
    property: str
    other: str


class ExplorerLinksOfRow(NamedTuple):
    """A row of `explorer-links-of`."""

    thing: str
    class_: str
    property: str
    other: str


class ExplorerPartnershipsRow(NamedTuple):
    """A row of `explorer-partnerships`."""

    partnership: str
    partner: str
    programme: str
    category: str
    status: str
    tier: str
    start: str
    end: str
    announced: str
    from_: str
    fromBasis: str
    until: str
    untilBasis: str


class ExplorerRolesRow(NamedTuple):
    """A row of `explorer-roles`."""

    role: str
    title: str
    person: str
    organization: str
    start: str
    end: str


class ExplorerRolesOfRow(NamedTuple):
    """A row of `explorer-roles-of`."""

    role: str
    title: str
    person: str
    organization: str
    start: str
    end: str


class ExplorerSharedEventsRow(NamedTuple):
    """A row of `explorer-shared-events`."""

    event: str
    eventLabel: str
    person: str
    organization: str
    date: str


class ExplorerSharedEventsOfRow(NamedTuple):
    """A row of `explorer-shared-events-of`."""

    event: str
    eventLabel: str
    person: str
    organization: str
    date: str


class ExplorerSizeRow(NamedTuple):
    """A row of `explorer-size`."""

    class_: str
    number: str


class ExplorerSourcesRow(NamedTuple):
    """A row of `explorer-sources`."""

    statement: str
    source: str


class ExplorerSourcesOfRow(NamedTuple):
    """A row of `explorer-sources-of`."""

    statement: str
    source: str


class ExplorerThingsRow(NamedTuple):
    """A row of `explorer-things`."""

    thing: str
    thingLabel: str
    class_: str
    from_: str
    fromBasis: str
    until: str
    untilBasis: str


class FactsOfContributionsRow(NamedTuple):
    """A row of `facts-of-contributions`."""

    contribution: str
    partner: str
    description: str


class FactsOfCountriesRow(NamedTuple):
    """A row of `facts-of-countries`."""

    country: str
    name: str
    code: str


class FactsOfEventsRow(NamedTuple):
    """A row of `facts-of-events`."""

    event: str
    title: str
    kind: str
    date: str
    place: str
    country: str
    other: str


class FactsOfEvidenceRow(NamedTuple):
    """A row of `facts-of-evidence`."""

    statement: str
    source: str


class FactsOfFiguresRow(NamedTuple):
    """A row of `facts-of-figures`."""

    statistic: str
    indicator: str
    subject: str
    amount: str
    currency: str
    tier: str
    qualifier: str
    asOf: str
    start: str
    end: str
    note: str


class FactsOfGamesRow(NamedTuple):
    """A row of `facts-of-games`."""

    games: str
    season: str
    year: str
    ordinal: str
    city: str
    country: str
    opening: str
    closing: str
    committee: str


class FactsOfMoneyRow(NamedTuple):
    """A row of `facts-of-money`."""

    value: str
    amount: str
    currency: str
    basis: str
    partner: str
    programme: str
    tier: str
    reportedBy: str
    note: str


class FactsOfOrganizationsRow(NamedTuple):
    """A row of `facts-of-organizations`."""

    organization: str
    kind: str
    country: str


class FactsOfPartnershipLinksRow(NamedTuple):
    """A row of `facts-of-partnership-links`."""

    partnership: str
    link: str
    other: str


class FactsOfPartnershipsRow(NamedTuple):
    """A row of `facts-of-partnerships`."""

    partnership: str
    partner: str
    programme: str
    tier: str
    from_: str
    fromBasis: str
    until: str
    untilBasis: str
    announced: str
    status: str
    endReason: str
    official: str
    note: str


class FactsOfRelationsRow(NamedTuple):
    """A row of `facts-of-relations`."""

    relation: str
    kind: str
    first: str
    second: str


class FiguresAboutRow(NamedTuple):
    """A row of `figures-about`."""

    statistic: str
    indicator: str
    indicatorLabel: str
    subject: str
    subjectLabel: str
    start: str
    end: str
    value: str
    currency: str
    tier: str
    tierLabel: str
    qualifier: str
    qualifierLabel: str
    asOf: str
    note: str


class GamesHostsRow(NamedTuple):
    """A row of `games-hosts`."""

    games: str
    country: str
    countryLabel: str
    continent: str


class GamesListRow(NamedTuple):
    """A row of `games-list`."""

    games: str
    gamesLabel: str
    season: str
    seasonLabel: str
    year: str
    opening: str
    closing: str
    status: str
    statusLabel: str
    partners: str


class IdentifiersOfRow(NamedTuple):
    """A row of `identifiers-of`."""

    identifier: str
    scheme: str
    schemeLabel: str
    value: str
    status: str
    statusLabel: str


class InCountryRow(NamedTuple):
    """A row of `in-country`."""

    class_: str
    thing: str
    thingLabel: str
    kind: str
    kindLabel: str
    date: str


class NamedGraphsRow(NamedTuple):
    """A row of `named-graphs`."""

    graph: str
    triples: str


class OrganizationKindsRow(NamedTuple):
    """A row of `organization-kinds`."""

    organization: str
    kind: str
    kindLabel: str


class ParticipantsRow(NamedTuple):
    """A row of `participants`."""

    event: str
    eventLabel: str
    kind: str
    kindLabel: str
    date: str
    place: str
    country: str
    countryLabel: str
    other: str
    otherLabel: str
    role: str
    roleTitle: str


class PartnerIdentifiersRow(NamedTuple):
    """A row of `partner-identifiers`."""

    partner: str


class PartnersByCountryRow(NamedTuple):
    """A row of `partners-by-country`."""

    term: str
    termLabel: str
    country: str
    countryLabel: str
    partners: str
    leftEarly: str


class PartnersListRow(NamedTuple):
    """A row of `partners-list`."""

    partner: str
    partnerLabel: str
    country: str
    countryLabel: str
    partnerships: str
    gamesCount: str
    first: str
    last: str


class PartnersPerTermRow(NamedTuple):
    """A row of `partners-per-term`."""

    term: str
    termLabel: str
    from_: str
    until: str
    companies: str
    leftEarly: str
    seats: str
    official: str
    qualifier: str
    qualifierLabel: str
    about: str
    aboutLabel: str
    statistic: str
    evidence: str
    note: str


class PartnershipPartsRow(NamedTuple):
    """A row of `partnership-parts`."""

    partnership: str
    partner: str
    programme: str
    main: str
    part: str


class PartnershipsAboutRow(NamedTuple):
    """A row of `partnerships-about`."""

    partnership: str
    property: str
    value: str


class PartnershipsBesideRow(NamedTuple):
    """A row of `partnerships-beside`."""

    partnership: str
    property: str
    value: str


class PartnershipsEndedEarlyRow(NamedTuple):
    """A row of `partnerships-ended-early`."""

    partner: str
    partnerLabel: str
    programme: str
    programmeLabel: str
    category: str
    categoryLabel: str
    categories: str
    start: str
    end: str
    programmeEnd: str
    reason: str
    reasonLabel: str
    partnership: str
    evidence: str
    note: str


class PartnershipsFromCountryRow(NamedTuple):
    """A row of `partnerships-from-country`."""

    partnership: str
    property: str
    value: str


class PartnershipsInFullRow(NamedTuple):
    """A row of `partnerships-in-full`."""

    partnership: str
    property: str
    value: str


class PartnershipsListRow(NamedTuple):
    """A row of `partnerships-list`."""

    partnership: str
    partner: str
    programme: str
    programmeKind: str
    category: str
    status: str
    from_: str
    fromBasis: str
    until: str
    untilBasis: str
    announced: str


class PeopleListRow(NamedTuple):
    """A row of `people-list`."""

    person: str
    personLabel: str
    role: str
    title: str
    organization: str
    organizationLabel: str
    start: str
    end: str
    events: str


class PeopleOfOrganizationRow(NamedTuple):
    """A row of `people-of-organization`."""

    person: str
    personLabel: str
    role: str
    roleTitle: str
    start: str
    end: str


class ProgrammesListRow(NamedTuple):
    """A row of `programmes-list`."""

    programme: str
    programmeLabel: str
    kind: str
    kindLabel: str
    owner: str
    ownerLabel: str
    whole: str
    start: str
    end: str
    games: str
    partners: str


class PropertiesOfClassesRow(NamedTuple):
    """A row of `properties-of-classes`."""

    class_: str
    property: str
    label: str
    definition: str


class PublishedFiguresRow(NamedTuple):
    """A row of `published-figures`."""

    start: str
    end: str
    series: str
    years: str
    about: str
    aboutLabel: str
    tier: str
    tierLabel: str
    qualifier: str
    qualifierLabel: str
    amount: str
    currency: str
    asOf: str
    statistic: str
    evidence: str
    note: str


class RelationsOfRow(NamedTuple):
    """A row of `relations-of`."""

    relation: str
    relationLabel: str
    side: str
    kind: str
    kindLabel: str
    other: str
    otherLabel: str
    start: str
    note: str


class ReportsAboutRow(NamedTuple):
    """A row of `reports-about`."""

    report: str
    property: str
    value: str
    valueLabel: str


class RolesOfPersonRow(NamedTuple):
    """A row of `roles-of-person`."""

    role: str
    roleTitle: str
    organization: str
    organizationLabel: str
    start: str
    end: str


class SourcesBesideRow(NamedTuple):
    """A row of `sources-beside`."""

    source: str


class SourcesListRow(NamedTuple):
    """A row of `sources-list`."""

    source: str
    title: str
    publisher: str
    published: str
    language: str
    url: str


class SourcesPerStatementRow(NamedTuple):
    """A row of `sources-per-statement`."""

    kind: str
    kindLabel: str
    statements: str
    one: str
    two: str
    more: str


class SourcesUseRow(NamedTuple):
    """A row of `sources-use`."""

    source: str
    statements: str


class StatementCountRow(NamedTuple):
    """A row of `statement-count`."""

    statements: str


class StatementSourcesRow(NamedTuple):
    """A row of `statement-sources`."""

    statement: str
    source: str
    fromBasis: str
    untilBasis: str


class StatementsAboutRow(NamedTuple):
    """A row of `statements-about`."""

    subject: str
    graph: str
    property: str
    value: str
    named: str
    namedLabel: str


class StatementsOfSourceRow(NamedTuple):
    """A row of `statements-of-source`."""

    kind: str
    kindLabel: str
    statement: str
    statementLabel: str
    evidence: str
    note: str
    alone: str


class TermsInUseRow(NamedTuple):
    """A row of `terms-in-use`."""

    term: str
    kind: str
    uses: str
    label: str
    definition: str


class ThingMentionsRow(NamedTuple):
    """A row of `thing-mentions`."""

    property: str
    propertyLabel: str
    subject: str
    subjectLabel: str


class ThingStatementsRow(NamedTuple):
    """A row of `thing-statements`."""

    graph: str
    property: str
    propertyLabel: str
    value: str
    valueLabel: str


class ThingsWithPagesRow(NamedTuple):
    """A row of `things-with-pages`."""

    thing: str


class TiersListRow(NamedTuple):
    """A row of `tiers-list`."""

    tier: str
    tierLabel: str
    plural: str
    rank: str


class TiersOfGamesRow(NamedTuple):
    """A row of `tiers-of-games`."""

    games: str
    gamesLabel: str
    year: str
    tier: str
    partners: str


class VocabularyTermsRow(NamedTuple):
    """A row of `vocabulary-terms`."""

    term: str
    label: str
    kind: str
    definition: str
    domain: str
    range: str
    parent: str
    example: str


class WhatIsMissingRow(NamedTuple):
    """A row of `what-is-missing`."""

    what: str
    missing: str
    all: str


QUERIES: dict[type[tuple[str, ...]], str] = {
    CategoriesListRow: "categories-list",
    ClassesInUseRow: "classes-in-use",
    CodesListRow: "codes-list",
    CompanionsOfPartnerRow: "companions-of-partner",
    ContributionsRow: "contributions",
    CountriesListRow: "countries-list",
    CountriesOfRow: "countries-of",
    CountryCodesRow: "country-codes",
    CoverageAgainstOfficialCountsRow: "coverage-against-official-counts",
    CoverageOfPartnerRow: "coverage-of-partner",
    DataVersionRow: "data-version",
    DatasetSizeRow: "dataset-size",
    DisagreeingFiguresRow: "disagreeing-figures",
    DisagreeingReportsRow: "disagreeing-reports",
    EventsAboutRow: "events-about",
    EventsBesideRow: "events-beside",
    EventsListRow: "events-list",
    EvidenceAboutRow: "evidence-about",
    EvidenceInCountryRow: "evidence-in-country",
    EvidenceOfPartnershipsRow: "evidence-of-partnerships",
    EvidenceOfThingRow: "evidence-of-thing",
    ExclusivityByProgrammeRow: "exclusivity-by-programme",
    ExplorerCategoriesRow: "explorer-categories",
    ExplorerCoverageRow: "explorer-coverage",
    ExplorerEvidenceRow: "explorer-evidence",
    ExplorerLinksRow: "explorer-links",
    ExplorerLinksOfRow: "explorer-links-of",
    ExplorerPartnershipsRow: "explorer-partnerships",
    ExplorerRolesRow: "explorer-roles",
    ExplorerRolesOfRow: "explorer-roles-of",
    ExplorerSharedEventsRow: "explorer-shared-events",
    ExplorerSharedEventsOfRow: "explorer-shared-events-of",
    ExplorerSizeRow: "explorer-size",
    ExplorerSourcesRow: "explorer-sources",
    ExplorerSourcesOfRow: "explorer-sources-of",
    ExplorerThingsRow: "explorer-things",
    FactsOfContributionsRow: "facts-of-contributions",
    FactsOfCountriesRow: "facts-of-countries",
    FactsOfEventsRow: "facts-of-events",
    FactsOfEvidenceRow: "facts-of-evidence",
    FactsOfFiguresRow: "facts-of-figures",
    FactsOfGamesRow: "facts-of-games",
    FactsOfMoneyRow: "facts-of-money",
    FactsOfOrganizationsRow: "facts-of-organizations",
    FactsOfPartnershipLinksRow: "facts-of-partnership-links",
    FactsOfPartnershipsRow: "facts-of-partnerships",
    FactsOfRelationsRow: "facts-of-relations",
    FiguresAboutRow: "figures-about",
    GamesHostsRow: "games-hosts",
    GamesListRow: "games-list",
    IdentifiersOfRow: "identifiers-of",
    InCountryRow: "in-country",
    NamedGraphsRow: "named-graphs",
    OrganizationKindsRow: "organization-kinds",
    ParticipantsRow: "participants",
    PartnerIdentifiersRow: "partner-identifiers",
    PartnersByCountryRow: "partners-by-country",
    PartnersListRow: "partners-list",
    PartnersPerTermRow: "partners-per-term",
    PartnershipPartsRow: "partnership-parts",
    PartnershipsAboutRow: "partnerships-about",
    PartnershipsBesideRow: "partnerships-beside",
    PartnershipsEndedEarlyRow: "partnerships-ended-early",
    PartnershipsFromCountryRow: "partnerships-from-country",
    PartnershipsInFullRow: "partnerships-in-full",
    PartnershipsListRow: "partnerships-list",
    PeopleListRow: "people-list",
    PeopleOfOrganizationRow: "people-of-organization",
    ProgrammesListRow: "programmes-list",
    PropertiesOfClassesRow: "properties-of-classes",
    PublishedFiguresRow: "published-figures",
    RelationsOfRow: "relations-of",
    ReportsAboutRow: "reports-about",
    RolesOfPersonRow: "roles-of-person",
    SourcesBesideRow: "sources-beside",
    SourcesListRow: "sources-list",
    SourcesPerStatementRow: "sources-per-statement",
    SourcesUseRow: "sources-use",
    StatementCountRow: "statement-count",
    StatementSourcesRow: "statement-sources",
    StatementsAboutRow: "statements-about",
    StatementsOfSourceRow: "statements-of-source",
    TermsInUseRow: "terms-in-use",
    ThingMentionsRow: "thing-mentions",
    ThingStatementsRow: "thing-statements",
    ThingsWithPagesRow: "things-with-pages",
    TiersListRow: "tiers-list",
    TiersOfGamesRow: "tiers-of-games",
    VocabularyTermsRow: "vocabulary-terms",
    WhatIsMissingRow: "what-is-missing",
}
"""The query of each class."""
