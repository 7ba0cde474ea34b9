"""The vocabulary as rdflib terms: `OP.Partnership`, `OP.partner` and so on.

The namespace is closed: a term that the ontology does not have raises AttributeError where it is written.
`tests/ontology/test_terms.py` keeps this list and ontology.ttl the same.
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
    Organization: URIRef
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

    # Time
    announced: URIRef
    closing: URIRef
    date: URIRef
    end: URIRef
    opening: URIRef
    published: URIRef
    start: URIRef
    until: URIRef
    year: URIRef

    # Partnerships and what they join
    category: URIRef
    jointWith: URIRef
    officialDesignation: URIRef
    partner: URIRef
    programme: URIRef
    status: URIRef
    territory: URIRef
    tier: URIRef

    # Programmes and tiers
    coversGames: URIRef
    owner: URIRef
    partOf: URIRef
    pluralLabel: URIRef
    programmeKind: URIRef
    rank: URIRef
    tierOf: URIRef

    # Organizations, people and roles
    holds: URIRef
    homepage: URIRef
    organizationKind: URIRef
    parent: URIRef
    roleHolder: URIRef
    roleIn: URIRef
    roleTitle: URIRef
    successor: URIRef

    # Names
    alternativeName: URIRef
    brandName: URIRef
    formerName: URIRef
    otherName: URIRef
    shortName: URIRef
    transliteratedName: URIRef

    # Games and countries
    athletes: URIRef
    city: URIRef
    continent: URIRef
    country: URIRef
    eventCount: URIRef
    gamesStatus: URIRef
    isoAlpha2: URIRef
    isoAlpha3: URIRef
    nations: URIRef
    nocCode: URIRef
    ordinal: URIRef
    organisingCommittee: URIRef
    season: URIRef

    # Events, contributions and coverage
    contributionKind: URIRef
    eventKind: URIRef
    games: URIRef
    involves: URIRef
    place: URIRef

    # Money and figures
    amount: URIRef
    basis: URIRef
    currency: URIRef
    indicator: URIRef
    partnership: URIRef
    publishedAmount: URIRef
    reading: URIRef
    refEnd: URIRef
    refersTo: URIRef
    refStart: URIRef
    reportedBy: URIRef
    unitScale: URIRef
    value: URIRef

    # Evidence and sources
    evidence: URIRef
    note: URIRef
    source: URIRef
    url: URIRef

    # Shortcuts worked out at build time
    participatesIn: URIRef
    partnerOf: URIRef
    renews: URIRef
    succeeds: URIRef

    # `from` is a keyword of Python: written OP["from"]
    _extras = ["from"]  # noqa: RUF012 - the name and type that rdflib looks for
