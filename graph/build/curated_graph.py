"""The curated graph: the rows of the tables, as statements.

Each has the evidence that the row names. There is a function for each table, and `curate` calls them all. What follows
from several rows is in `graph.build.derived_graph`.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass

import pyoxigraph as ox
from rdflib import DCAT, DCTERMS, OWL, QB, RDFS, SDO, SKOS

from graph.build.cell_types import UNKNOWN
from graph.build.codelists import code_lists
from graph.build.load_tables import Tables
from graph.build.quad_builder import Statements, decimal, integer, moment, plain, text
from graph.build.row_models import SCALES, StatisticRow
from graph.dates import PartialDate
from graph.forms import slug
from graph.iris import compound, mint
from graph.registers import iri_of
from graph.releases.frozen import order
from ontology.namespaces import CURATED_GRAPH, DATASET_IRI, PREFIXES, STATISTICS_DATASET_IRI
from ontology.terms import OP

_DCAT = PREFIXES["dcat"]  # rdflib knows the second version, without releases

ALIAS_PROPERTIES = {
    "name": OP.alternativeName,
    "short": OP.shortName,
    "former": OP.formerName,
    "brand": OP.brandName,
    "transliteration": OP.transliteratedName,
    "other": OP.otherName,
}
"""The property for each kind of alias; all are kinds of `skos:altLabel`."""


KINDS = {
    "events": "event",
    "organizations": "organization",
    "partnerships": "partnership",
    "people": "role",
    "person": "person",
    "tiers": "tier",
}
"""The kind of thing for each table that `replaced` and `withdrawn` name; `person` is a column of `people`."""


@dataclass
class Curation:
    """The work on one set of tables: look-ups that several tables need, and the statements made so far."""

    tables: Tables
    out: Statements

    def __post_init__(self) -> None:
        tables = self.tables
        self.countries = {row.iso_alpha2: mint("country", row.id) for row in tables.countries}
        self.names = {
            "organization": {row.id: row.name for row in tables.organizations},
            "programme": {row.id: row.name for row in tables.programmes},
            "games": {row.id: row.name for row in tables.games},
            "category": {row.id: row.label for row in tables.categories},
            "period": {row.subject: row.subject for row in tables.statistics},
            "country": {row.id: row.name for row in tables.countries},
            "person": {row.person: row.name for row in tables.people},
        }
        self.tiers = {mint("tier", compound(row.programme, row.tier)): row.name for row in tables.tiers}
        self._programmes_of_games: defaultdict[str, list[str]] = defaultdict(list)
        for programme in sorted(tables.programmes, key=lambda row: row.kind != "domestic"):
            for games in programme.games:
                self._programmes_of_games[games].append(programme.id)

    def publishes(self, kind: str, slug: str) -> bool:
        """Tell whether a thing that a row names is published; only organizations may be left out."""
        return kind != "organization" or slug in self.tables.published

    def tier_of(self, row: StatisticRow) -> ox.NamedNode | None:
        """Return the tier whose partners a figure counts: one of its programme, or of a programme of its Games."""
        programmes = [row.subject] if row.scope == "programme" else self._programmes_of_games[row.subject]
        nodes = [mint("tier", compound(programme, row.tier)) for programme in programmes if row.tier]
        return next((node for node in reversed(nodes) if node in self.tiers), None)

    def evidence(self, kind: str, slug: str, label: str, sources: tuple[str, ...], note: str | None = None) -> None:
        """Join the statement `kind/slug` to its sources; `note` is what they say, in our words."""
        node = mint("evidence", compound(kind, slug))
        self.out.add(mint(kind, slug), OP.evidence, node)
        self.out.thing(node, OP.Evidence, text(f"Evidence: {label}"))
        self.out.add(node, OP.note, text(note))
        self.out.add(node, OP.source, *(mint("source", source) for source in sources))


def curate(tables: Tables, take: Callable[[list[ox.Quad]], None]) -> None:
    """Hand over the statements of the curated graph, in the order of the tables, some at a time."""
    work = Curation(tables, Statements(CURATED_GRAPH, take))
    for table in (
        _countries,
        _organizations,
        _relations,
        _categories,
        _sources,
        _games,
        _programmes,
        _tiers,
        _partnerships,
        _people,
        _events,
        _contributions,
        _coverage,
        _reported_values,
        _statistics,
        _aliases,
        _identifiers,
        _releases,
        _replaced,
        _withdrawn,
    ):
        table(work)
    work.out.hand_over()


def _maybe(kind: str, slug: str | None) -> ox.NamedNode | None:
    return mint(kind, slug) if slug else None


def _countries(work: Curation) -> None:
    for row in work.out.each(work.tables.countries):
        node = mint("country", row.id)
        work.out.thing(node, OP.Country, text(row.name))
        work.out.add(node, OP.isoAlpha2, plain(row.iso_alpha2))
        work.out.add(node, OP.isoAlpha3, plain(row.iso_alpha3))
        work.out.add(node, OP.nocCode, plain(row.noc_code))
        work.out.add(node, OP.continent, plain(row.continent))


def _organizations(work: Curation) -> None:
    for row in work.out.each(work.tables.organizations):
        if not work.publishes("organization", row.id):
            continue
        node = mint("organization", row.id)
        work.out.thing(node, OP.Organization, text(row.name))
        work.out.add(node, OP.organizationKind, mint("organization-kind", row.kind))
        work.out.add(node, OP.country, work.countries[row.country] if row.country else None)
        work.out.add(node, OP.homepage, ox.NamedNode(row.homepage) if row.homepage else None)
        work.out.add(node, str(RDFS.comment), text(row.note))
        if row.sources:
            work.evidence("organization", row.id, row.name, row.sources, "Its kind and country")


def _relations(work: Curation) -> None:
    for row in work.out.each(work.tables.organization_relations):
        if not work.publishes("organization", row.organization):
            continue
        slug = compound(row.organization, row.relation, row.other)
        node, names = mint("relation", slug), work.names["organization"]
        kind = code_lists()["organization-relation"][row.relation]
        label = f"{names[row.organization]}, {kind}: {names[row.other]}"
        work.out.thing(node, OP.OrganizationRelation, text(label))
        work.out.add(node, OP.relationOf, mint("organization", row.organization))
        work.out.add(node, OP.relatedTo, mint("organization", row.other))
        work.out.add(node, OP.relationKind, mint("organization-relation", row.relation))
        _period(work, node, row.start, row.end)
        work.out.add(node, str(RDFS.comment), text(row.note))
        if row.sources:
            work.evidence("relation", slug, label, row.sources)


def _categories(work: Curation) -> None:
    scheme = mint("scheme", "category")
    for row in work.out.each(work.tables.categories):
        node = mint("category", row.id)
        work.out.thing(node, OP.Category, text(row.label))
        work.out.thing(node, str(SKOS.Concept), None)
        work.out.add(node, str(SKOS.prefLabel), text(row.label))
        work.out.add(node, str(SKOS.inScheme), scheme)
        work.out.add(node, str(SKOS.broader), _maybe("category", row.broader))
        if row.broader is None:
            work.out.add(node, str(SKOS.topConceptOf), scheme)
            work.out.add(scheme, str(SKOS.hasTopConcept), node)
        work.out.add(node, str(SKOS.scopeNote), text(row.scope_note))


def _sources(work: Curation) -> None:
    for row in work.out.each(work.tables.sources):
        node = mint("source", row.id)
        title = text(row.title, row.title_language or row.language)
        work.out.thing(node, OP.Source, title)
        work.out.add(node, str(DCTERMS.title), title)
        work.out.add(node, str(DCTERMS.publisher), plain(row.publisher))
        work.out.add(node, str(DCTERMS.language), plain(row.language))
        work.out.add(node, OP.published, moment(row.published))
        work.out.add(node, OP.url, ox.NamedNode(row.url) if row.url else None)
        work.out.add(node, OP.sourceKind, mint("source-kind", row.kind))
        work.out.add(node, OP.isCopy, ox.Literal(True) if row.copy_of else None)
        work.out.add(node, OP.copyOf, ox.NamedNode(row.copy_of) if row.copy_of not in (None, UNKNOWN) else None)


def _games(work: Curation) -> None:
    for row in work.out.each(work.tables.games):
        node = mint("games", row.id)
        work.out.thing(node, OP.Games, text(row.name))
        work.out.add(node, OP.season, mint("season", row.season))
        work.out.add(node, OP.ordinal, integer(row.ordinal))
        work.out.add(node, OP.year, moment(row.year))
        work.out.add(node, OP.city, *map(plain, row.city))
        work.out.add(node, OP.country, *(work.countries[code] for code in row.country))
        work.out.add(node, OP.opening, moment(row.opening))
        work.out.add(node, OP.closing, moment(row.closing))
        work.out.add(node, OP.organisingCommittee, _maybe("organization", row.ocog))
        work.out.add(node, OP.nations, integer(row.nations))
        work.out.add(node, OP.athletes, integer(row.athletes))
        work.out.add(node, OP.eventCount, integer(row.events))
        work.out.add(node, OP.gamesStatus, mint("games-status", row.status))
        work.evidence("games", row.id, row.name, row.sources)


def _programmes(work: Curation) -> None:
    for row in work.out.each(work.tables.programmes):
        node = mint("programme", row.id)
        work.out.thing(node, OP.Programme, text(row.name))
        work.out.add(node, OP.programmeKind, mint("programme-kind", row.kind))
        work.out.add(node, OP.partOf, _maybe("programme", row.part_of))
        work.out.add(node, OP.owner, mint("organization", row.owner))
        work.out.add(node, OP.coversGames, *(mint("games", games) for games in row.games))
        _period(work, node, row.start, row.end)
        work.out.add(node, str(RDFS.comment), text(row.note))


def _tiers(work: Curation) -> None:
    for row in work.out.each(work.tables.tiers):
        node = mint("tier", compound(row.programme, row.tier))
        work.out.thing(node, OP.Tier, text(row.name))
        work.out.add(node, OP.tierOf, mint("programme", row.programme))
        work.out.add(node, OP.rank, integer(row.rank))
        work.out.add(node, OP.pluralLabel, text(row.plural))


def _partnerships(work: Curation) -> None:
    for row in work.out.each(work.tables.partnerships):
        node, names = mint("partnership", row.id), work.names
        partner, programme = names["organization"][row.partner], names["programme"][row.programme]
        label = f"{partner} in {programme}: {', '.join(names['category'][category] for category in row.categories)}"
        work.out.thing(node, OP.Partnership, text(label))
        work.out.add(node, OP.partner, mint("organization", row.partner))
        work.out.add(node, OP.programme, mint("programme", row.programme))
        work.out.add(node, OP.tier, mint("tier", compound(row.programme, row.tier)) if row.tier else None)
        work.out.add(node, OP.mainCategory, mint("category", row.categories[0]))
        work.out.add(node, OP.category, *(mint("category", category) for category in row.categories))
        work.out.add(node, OP.officialDesignation, plain(row.category_official))
        _period(work, node, row.start, row.end)
        work.out.add(node, OP.announced, moment(row.announced))
        work.out.add(node, OP.territory, *(work.countries[code] for code in row.territory))
        work.out.add(node, OP.territory, None if row.territory else ox.NamedNode(OP.Worldwide))
        work.out.add(node, OP.jointWith, *(mint("organization", other) for other in row.joint_with))
        work.out.add(node, OP.status, mint("status", row.status))
        work.out.add(node, OP.endReason, _maybe("end-reason", row.end_reason))
        work.out.add(node, OP.remitTo, *(mint("organization", other) for other in row.remit_to))
        work.out.add(node, OP.furtherRole, *map(plain, row.roles))
        work.evidence("partnership", row.id, label, row.sources, row.evidence)


def _period(work: Curation, node: ox.NamedNode, start: PartialDate | None, end: PartialDate | None) -> None:
    work.out.add(node, OP.start, moment(start))
    work.out.add(node, OP.end, moment(end))


def _people(work: Curation) -> None:
    named = set()
    for row in work.out.each(work.tables.people):
        person, role = mint("person", row.person), mint("role", row.id)
        if row.person not in named:
            work.out.thing(person, OP.Person, text(row.name))
            named.add(row.person)
        label = f"{row.name}, {row.role}"
        work.out.thing(role, OP.Role, text(label))
        work.out.add(person, OP.holds, role)
        work.out.add(role, OP.roleHolder, person)
        work.out.add(role, OP.roleTitle, text(row.role))
        work.out.add(role, OP.roleIn, _maybe("organization", row.organization))
        _period(work, role, row.start, row.end)
        work.evidence("role", row.id, label, row.sources)


def _events(work: Curation) -> None:
    for row in work.out.each(work.tables.events):
        node = mint("event", row.id)
        work.out.thing(node, OP.Event, text(row.title))
        work.out.add(node, OP.eventKind, mint("event-kind", row.kind))
        work.out.add(node, OP.date, moment(row.date))
        work.out.add(node, OP.place, plain(row.place))
        work.out.add(node, OP.country, work.countries[row.country] if row.country else None)
        work.out.add(node, OP.involves, *(mint("organization", item) for item in row.organizations))
        work.out.add(node, OP.involves, *(mint("person", item) for item in row.people))
        work.out.add(node, OP.concerns, *(mint("programme", item) for item in row.programmes))
        work.out.add(node, OP.concerns, *(mint("partnership", item) for item in row.partnerships))
        work.evidence("event", row.id, row.title, row.sources)


def _contributions(work: Curation) -> None:
    for row in work.out.each(work.tables.contributions):
        node = mint("contribution", row.id)
        work.out.thing(node, OP.Contribution, text(row.description))
        work.out.add(node, OP.contributionKind, mint("contribution-kind", row.kind))
        work.out.add(node, OP.partner, _maybe("organization", row.partner))
        work.out.add(node, OP.programme, mint("programme", row.programme))
        work.out.add(node, str(DCTERMS.description), text(row.description))
        work.evidence("contribution", row.id, row.description, row.sources)


def _coverage(work: Curation) -> None:
    for row in work.out.each(work.tables.games_covered):
        slug = compound(row.partner, row.programme, row.games)
        node = mint("coverage", slug)
        partner, games = work.names["organization"][row.partner], work.names["games"][row.games]
        label = f"The agreement of {partner} covers {games}"
        work.out.thing(node, OP.Coverage, text(label))
        work.out.add(node, OP.partner, mint("organization", row.partner))
        work.out.add(node, OP.programme, mint("programme", row.programme))
        work.out.add(node, OP.games, mint("games", row.games))
        work.evidence("coverage", slug, label, row.sources)


_BASES = {
    "total": "{}",
    "per-year": "{} a year",
    "per-quadrennium": "{} every four years",
    "minimum": "at least {}",
    "maximum": "at most {}",
}
"""How the label of a reported value says its basis."""


def _reported_values(work: Curation) -> None:
    for row in work.out.each(work.tables.reported_values):
        node = mint("reported-value", row.id)
        money = f"{row.currency} {row.amount:,f}" if row.currency else f"{row.amount:,f}, currency not stated"
        about = work.names["organization"][row.partner] if row.partner else work.names["programme"][row.programme]
        label = f"{about}: {_BASES[row.basis].format(money)}, reported by {row.reported_by}"
        work.out.thing(node, OP.ReportedValue, text(label))
        work.out.add(node, OP.partnership, _maybe("partnership", row.partnership))
        work.out.add(node, OP.partner, _maybe("organization", row.partner))
        work.out.add(node, OP.programme, mint("programme", row.programme))
        work.out.add(node, OP.tier, mint("tier", compound(row.programme, row.tier)) if row.tier else None)
        work.out.add(node, OP.amount, decimal(row.amount))
        work.out.add(node, OP.currency, plain(row.currency))
        work.out.add(node, OP.basis, mint("value-basis", row.basis))
        if row.years:
            _period(work, node, row.years.start, row.years.end)
        work.out.add(node, OP.reportedBy, plain(row.reported_by))
        work.evidence("reported-value", row.id, label, row.sources, row.evidence)


def _statistics(work: Curation) -> None:
    readings: Counter[tuple[str, ...]] = Counter()
    for row in work.out.each(work.tables.statistics):
        figure = (row.measure, row.subject, row.period_start.text, row.period_end.text)
        readings[figure] += 1
        node, label = mint("statistic", row.id), _statistic_label(work, row)
        subject = _statistic_subject(work, row)
        work.out.thing(node, OP.Statistic, text(label))
        work.out.thing(node, str(QB.Observation), None)
        work.out.add(node, str(QB.dataSet), ox.NamedNode(STATISTICS_DATASET_IRI))
        work.out.add(node, OP.indicator, mint("indicator", row.measure))
        work.out.add(node, OP.tier, work.tier_of(row))
        work.out.add(node, OP.qualifier, _maybe("qualifier", row.qualifier))
        work.out.add(node, OP.asOf, moment(row.as_of))
        work.out.add(node, OP.refersTo, subject)
        work.out.add(node, OP.refStart, moment(row.period_start))
        work.out.add(node, OP.refEnd, moment(row.period_end))
        work.out.add(node, OP.reading, integer(readings[figure]))
        work.out.add(node, OP.value, decimal(row.amount * SCALES[row.unit_scale]))
        work.out.add(node, OP.publishedAmount, decimal(row.amount))
        work.out.add(node, OP.unitScale, integer(int(SCALES[row.unit_scale])))
        work.out.add(node, OP.currency, plain(row.currency))
        work.evidence("statistic", row.id, label, row.sources, row.evidence)


def _statistic_subject(work: Curation, row: StatisticRow) -> ox.NamedNode:
    if row.scope in ("games", "programme"):
        return mint(row.scope, row.subject)
    node = mint("period", row.subject)
    first, _, last = row.subject.partition("-")
    work.out.thing(node, OP.Period, text(work.names["period"][row.subject]))
    _period(work, node, PartialDate.parse(first), PartialDate.parse(last or first))
    return node


def _statistic_label(work: Curation, row: StatisticRow) -> str:
    kind = row.scope if row.scope in ("games", "programme") else "period"
    subject, measure = work.names[kind][row.subject], code_lists()["indicator"][row.measure]
    scale = "" if row.unit_scale == "one" else f" {row.unit_scale}"
    unit = f"{row.currency} " if row.currency else ""
    qualifier = f"{code_lists()['qualifier'][row.qualifier]} " if row.qualifier else ""
    tier = work.tier_of(row)
    of = f" ({work.tiers[tier]})" if tier else ""
    return f"{subject}: {measure}{of} {qualifier}{unit}{row.amount:,f}{scale}"


def _aliases(work: Curation) -> None:
    for row in work.out.each(work.tables.aliases):
        if not work.publishes(row.about_kind, row.about):
            continue
        node = mint(row.about_kind, row.about)
        work.out.add(node, ALIAS_PROPERTIES[row.kind], text(row.alias, row.language))


def _identifiers(work: Curation) -> None:
    schemes = code_lists()["identifier-scheme"]
    for row in work.out.each(work.tables.identifiers):
        if not work.publishes(row.about_kind, row.about):
            continue
        identifier = compound(row.about_kind, row.about, row.scheme, slug(row.value))
        node = mint("identifier", identifier)
        label = f"{work.names[row.about_kind][row.about]}: {schemes[row.scheme]} {row.value}"
        work.out.thing(node, OP.Identifier, text(label))
        work.out.add(mint(row.about_kind, row.about), str(SDO.identifier), node)
        work.out.add(node, OP.identifierScheme, mint("identifier-scheme", row.scheme))
        work.out.add(node, OP.identifierValue, plain(row.value))
        work.out.add(node, OP.identifierStatus, mint("identifier-status", row.status))
        iri = iri_of(row.scheme, row.value)
        work.out.add(node, OP.identifierIri, ox.NamedNode(iri) if iri else None)
        work.evidence("identifier", identifier, label, row.source, row.note)


def _releases(work: Curation) -> None:
    dataset, before = ox.NamedNode(DATASET_IRI), None
    for row in sorted(work.tables.releases, key=lambda row: order(row.version)):
        node = ox.NamedNode(f"{DATASET_IRI}/{row.version}")
        work.out.thing(node, str(DCAT.Dataset), text(f"The Olympic Partnership Graph {row.version}"))
        work.out.add(node, str(DCTERMS.isVersionOf), dataset)
        work.out.add(dataset, _DCAT + "hasVersion", node)
        work.out.add(node, _DCAT + "version", plain(row.version))
        work.out.add(node, str(OWL.versionInfo), plain(row.version))
        work.out.add(node, _DCAT + "previousVersion", before)
        work.out.add(node, str(DCTERMS.issued), moment(row.date))
        work.out.add(node, str(DCTERMS.description), text(row.summary))
        before = node


def _replaced(work: Curation) -> None:
    for row in work.out.each(work.tables.replaced):
        kind = KINDS[row.table]
        work.out.add(mint(kind, row.old_id), str(DCTERMS.isReplacedBy), mint(kind, row.new_id))
        work.out.add(mint(kind, row.old_id), OP.replacementReason, text(row.reason))


def _withdrawn(work: Curation) -> None:
    for row in work.out.each(work.tables.withdrawn):
        work.out.add(mint(KINDS[row.table], row.id), OP.withdrawn, text(row.reason))
