"""The description graph (VoID, DCAT). It says what the dataset is, its licence, and how much of what it holds."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

import pyoxigraph as ox
from rdflib import DCAT, DCTERMS, OWL, VOID

from graph.build.quad_builder import Statements, integer, moment, plain, text
from graph.build.row_models import ReleaseRow
from graph.build.survey import Survey
from graph.build.void_linksets import LINKS, describe_linksets
from graph.build.void_partitions import partition
from graph.iris import mint
from graph.version_digest import DIGEST
from ontology.namespaces import (
    CURATED_GRAPH,
    DATA_LICENCE_IRI,
    DATASET_IRI,
    DERIVED_GRAPH,
    DESCRIPTION_GRAPH,
    ID_BASE,
    ONTOLOGY_GRAPH,
    ONTOLOGY_IRI,
    PREFIXES,
)

_TITLE = "The Olympic Partnership Graph"
_DESCRIPTION = (
    "Who has sponsored the Olympic Games and the Olympic Movement, in which tier and product category, "
    "from which country, when, and according to which source."
)
_PARTS = {
    ONTOLOGY_GRAPH: ("Ontology", "The vocabulary, its code lists and its alignments with other vocabularies."),
    CURATED_GRAPH: ("Curated data", "The facts of the tables, each with its evidence."),
    DERIVED_GRAPH: ("Derived data", "What follows from the facts and makes simple questions simple."),
}


def describe(lines: Iterable[bytes], releases: Sequence[ReleaseRow] = ()) -> list[ox.Quad]:
    """Return the statements of the description graph for the releases and the other graphs.

    `lines` are those of sorted N-Quads, and can be read several times.
    """
    out = Statements(DESCRIPTION_GRAPH)
    dataset = ox.NamedNode(DATASET_IRI)
    _introduce(out, dataset)
    _dates(out, dataset, releases)
    survey = Survey.of(lines, LINKS)
    _count(out, dataset, survey)
    describe_linksets(out, survey.linked)
    return out.quads


def examples(path: Path) -> list[ox.Quad]:
    """Return the statements of a Turtle file of example queries for the description graph; none without the file."""
    if not path.exists():
        return []
    graph = ox.NamedNode(DESCRIPTION_GRAPH)
    read = ox.parse(path=str(path), format=ox.RdfFormat.TURTLE)
    return [ox.Quad(quad.subject, quad.predicate, quad.object, graph) for quad in read]


def version_statements(version: str) -> list[ox.Quad]:
    """Return the statements that name the version of the dataset: the number of a release, or what came from it."""
    out = Statements(DESCRIPTION_GRAPH)
    out.add(ox.NamedNode(DATASET_IRI), PREFIXES["dcat"] + "version", plain(version))
    out.add(ox.NamedNode(DATASET_IRI), str(OWL.versionInfo), plain(version))
    return out.quads


def digest_statement(digest: str) -> ox.Quad:
    """Return the statement of the digest of all other statements."""
    graph = ox.NamedNode(DESCRIPTION_GRAPH)
    return ox.Quad(ox.NamedNode(DATASET_IRI), ox.NamedNode(DIGEST), ox.Literal(digest), graph)


def _dates(out: Statements, dataset: ox.NamedNode, releases: Sequence[ReleaseRow]) -> None:
    """State when the data was published first, and as of when it holds: the date of the newest release."""
    days = sorted((row.date for row in releases), key=lambda day: day.text)
    if days:
        out.add(dataset, str(DCTERMS.issued), moment(days[0]))
        out.add(dataset, str(DCTERMS.modified), moment(days[-1]))


def _introduce(out: Statements, dataset: ox.NamedNode) -> None:
    out.thing(dataset, str(DCAT.Dataset), text(_TITLE))
    out.thing(dataset, str(VOID.Dataset), None)
    out.add(dataset, str(DCTERMS.title), text(_TITLE))
    out.add(dataset, str(DCTERMS.description), text(_DESCRIPTION))
    out.add(dataset, str(DCTERMS.license), ox.NamedNode(DATA_LICENCE_IRI))
    for role in (DCTERMS.creator, DCTERMS.publisher):
        out.add(dataset, str(role), plain("The Olympic Partnership Graph contributors"))
    out.add(dataset, str(DCTERMS.language), plain("en"))
    out.add(dataset, str(DCTERMS.conformsTo), ox.NamedNode(ONTOLOGY_IRI))
    out.add(dataset, str(VOID.uriSpace), plain(ID_BASE))
    out.add(dataset, str(VOID.exampleResource), mint("organization", "alibaba"), mint("partnership", "top-09--alibaba"))
    vocabularies = ("op", "skos", "dct", "prov", "schema", "org", "qb")
    out.add(dataset, str(VOID.vocabulary), *(ox.NamedNode(PREFIXES[prefix]) for prefix in vocabularies))
    for graph, (label, description) in _PARTS.items():
        part = ox.NamedNode(graph)
        out.add(dataset, str(VOID.subset), part)
        out.thing(part, str(VOID.Dataset), text(label))
        out.add(part, str(DCTERMS.description), text(description))


def _count(out: Statements, dataset: ox.NamedNode, survey: Survey) -> None:
    """State the sizes of the parts and of the whole; no statement stands in two graphs."""
    for graph in _PARTS:
        out.add(ox.NamedNode(graph), str(VOID.triples), integer(survey.graphs[f"<{graph}>".encode()]))
    out.add(dataset, str(VOID.triples), integer(survey.graphs.total()))
    out.add(dataset, str(VOID.distinctSubjects), integer(survey.subjects))
    partition(out, survey)
