"""The vocabulary as rdflib terms, such as `OP.Partnership` and `OP.partner`.

`make terms` writes this file. The namespace is closed: a term that the ontology does not have raises AttributeError
where it is written.
"""

# ruff: noqa: N815 - the names are the terms' own, and RDF properties are written in mixed case

from rdflib import URIRef
from rdflib.namespace import DefinedNamespace, Namespace

from ontology.namespaces import ONTOLOGY_NAMESPACE


class OP(DefinedNamespace):
    """Terms of the Olympic Partnership Ontology."""

    _fail = True
    _NS = Namespace(ONTOLOGY_NAMESPACE)

    # Classes
    Category: URIRef
    Contribution: URIRef
    Country: URIRef
    Coverage: URIRef
    Event: URIRef
    Evidence: URIRef
    Games: URIRef
    Identifier: URIRef
    Organization: URIRef
    OrganizationRelation: URIRef
    Partnership: URIRef
    Period: URIRef
    Person: URIRef
    Programme: URIRef
    ReportedValue: URIRef
    Role: URIRef
    Source: URIRef
    Statistic: URIRef
    Territory: URIRef
    Tier: URIRef

    # Individuals
    Worldwide: URIRef

    # Properties
    alternativeName: URIRef
    amount: URIRef
    announced: URIRef
    asOf: URIRef
    athletes: URIRef
    basis: URIRef
    brandName: URIRef
    category: URIRef
    categoryNames: URIRef
    city: URIRef
    closing: URIRef
    concerns: URIRef
    continent: URIRef
    contributionKind: URIRef
    copyOf: URIRef
    country: URIRef
    coversGames: URIRef
    currency: URIRef
    date: URIRef
    digest: URIRef
    end: URIRef
    endReason: URIRef
    eventCount: URIRef
    eventKind: URIRef
    evidence: URIRef
    formerName: URIRef
    fromBasis: URIRef
    furtherRole: URIRef
    games: URIRef
    gamesStatus: URIRef
    holds: URIRef
    homepage: URIRef
    identifierIri: URIRef
    identifierScheme: URIRef
    identifierStatus: URIRef
    identifierValue: URIRef
    indicator: URIRef
    involves: URIRef
    isCopy: URIRef
    isoAlpha2: URIRef
    isoAlpha3: URIRef
    jointWith: URIRef
    mainCategory: URIRef
    nations: URIRef
    nocCode: URIRef
    note: URIRef
    officialDesignation: URIRef
    opening: URIRef
    ordinal: URIRef
    organisingCommittee: URIRef
    organizationKind: URIRef
    otherName: URIRef
    owner: URIRef
    parent: URIRef
    partOf: URIRef
    participantRole: URIRef
    participatesIn: URIRef
    partner: URIRef
    partnerOf: URIRef
    partnership: URIRef
    place: URIRef
    pluralLabel: URIRef
    programme: URIRef
    programmeKind: URIRef
    published: URIRef
    publishedAmount: URIRef
    qualifier: URIRef
    rank: URIRef
    reading: URIRef
    refEnd: URIRef
    refStart: URIRef
    refersTo: URIRef
    relatedTo: URIRef
    relationKind: URIRef
    relationOf: URIRef
    remitTo: URIRef
    renews: URIRef
    replacementReason: URIRef
    reportedBy: URIRef
    roleHolder: URIRef
    roleIn: URIRef
    roleTitle: URIRef
    season: URIRef
    shortName: URIRef
    source: URIRef
    sourceKind: URIRef
    start: URIRef
    status: URIRef
    succeeds: URIRef
    successor: URIRef
    territory: URIRef
    tier: URIRef
    tierOf: URIRef
    transliteratedName: URIRef
    unitScale: URIRef
    until: URIRef
    untilBasis: URIRef
    url: URIRef
    value: URIRef
    withdrawn: URIRef
    year: URIRef

    # Keywords of Python, written as in OP["from"]
    _extras = ["from"]  # noqa: RUF012 - the name and type that rdflib looks for
