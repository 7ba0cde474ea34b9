"""The code lists are whole, well-formed SKOS, and in step with the tables that use them."""

import csv

import pytest
from rdflib import BNode, Literal, Namespace, URIRef
from rdflib.namespace import DCTERMS, OWL, QB, RDF, RDFS, SKOS

from graph.dates import Basis
from graph.paths import TABLES
from ontology.files import CONCEPTS
from ontology.namespaces import CODE_LIST_KINDS, ID_BASE, SCHEME_BASE, STATISTICS_DATASET_IRI, STATISTICS_STRUCTURE_IRI
from tests.each import each
from tests.ontology import graphs
from tests.some import any_number, some

SCHEME = Namespace(SCHEME_BASE)

#: Where each code list is used: its table and column.
USES = {
    "status": ("partnerships", "status"),
    "games-status": ("games", "status"),
    "organization-kind": ("organizations", "kind"),
    "programme-kind": ("programmes", "kind"),
    "season": ("games", "season"),
    "contribution-kind": ("contributions", "kind"),
    "event-kind": ("events", "kind"),
    "value-basis": ("reported_values", "basis"),
    "indicator": ("statistics", "measure"),
    "end-reason": ("partnerships", "end_reason"),
    "organization-relation": ("organization_relations", "relation"),
    "source-kind": ("sources", "kind"),
    "qualifier": ("statistics", "qualifier"),
    "identifier-status": ("identifiers", "status"),
    "identifier-scheme": ("identifiers", "scheme"),
}

#: The code list of which the build itself gives the values.
DERIVED = "date-basis"

every_scheme = each("scheme", graphs.schemes(), ids=graphs.name)
every_list = each("kind", CODE_LIST_KINDS)
every_concept = each(
    "concept",
    sorted(c for c in graphs.concepts().subjects(RDF.type, SKOS.Concept) if isinstance(c, URIRef)),
    ids=lambda concept: concept.removeprefix(ID_BASE),
)


def test_each_code_list_has_its_scheme_and_no_scheme_is_left_over() -> None:
    assert set(graphs.schemes()) == {SCHEME[kind] for kind in (*CODE_LIST_KINDS, "category")}
    assert {*USES, DERIVED} == set(CODE_LIST_KINDS)


@every_scheme
def test_each_scheme_says_what_it_is(scheme: URIRef) -> None:
    for predicate in (RDFS.label, SKOS.prefLabel, DCTERMS.title, SKOS.definition, DCTERMS.license):
        assert graphs.concepts().value(scheme, predicate, any=False) is not None


@every_concept
def test_each_concept_is_whole(concept: URIRef) -> None:
    graph = graphs.concepts()
    kind, _, slug = concept.removeprefix(ID_BASE).partition("/")
    label, definition = graph.value(concept, RDFS.label), graph.value(concept, SKOS.definition)
    assert isinstance(label, Literal)
    assert isinstance(definition, Literal)
    assert label.language == definition.language == "en"
    assert list(graph.objects(concept, SKOS.prefLabel)) == [label]
    assert list(graph.objects(concept, SKOS.notation)) == [Literal(slug)]
    assert list(graph.objects(concept, SKOS.inScheme)) == [SCHEME[kind]]
    assert definition.endswith(".")
    assert definition.lower().rstrip(".") != label.lower() or definition in {"Money."}


@every_concept
def test_each_concept_is_at_the_top_or_under_another_of_its_scheme(concept: URIRef) -> None:
    graph = graphs.concepts()
    (scheme,) = graph.objects(concept, SKOS.inScheme)
    tops = list(graph.objects(concept, SKOS.topConceptOf))
    broader = list(graph.objects(concept, SKOS.broader))
    assert (concept in set(graph.objects(scheme, SKOS.hasTopConcept))) == (tops == [scheme])
    assert bool(tops) != bool(broader)
    assert all((other, SKOS.inScheme, scheme) in graph for other in any_number(broader))
    assert concept not in set(graph.transitive_objects(concept, SKOS.broader)) - {concept}


@every_list
def test_no_two_concepts_of_a_list_share_a_label(kind: str) -> None:
    graph = graphs.concepts()
    labels = [str(graph.value(c, SKOS.prefLabel)).lower() for c in graph.subjects(SKOS.inScheme, SCHEME[kind])]
    assert len(labels) == len(set(labels)) > 0


@pytest.mark.parametrize("kind", USES)
def test_the_list_has_what_the_table_uses(kind: str) -> None:
    """A concept that no row uses any more stays: its IRI was published."""
    table, column = USES[kind]
    with (TABLES / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        used = {row[column] for row in csv.DictReader(file)} - {""}
    graph = graphs.concepts()
    assert set(some(used)) <= {str(graph.value(c, SKOS.notation)) for c in graph.subjects(SKOS.inScheme, SCHEME[kind])}


def test_the_build_uses_the_bases_of_dates() -> None:
    graph = graphs.concepts()
    assert {str(graph.value(c, SKOS.notation)) for c in graph.subjects(SKOS.inScheme, SCHEME[DERIVED])} == set(Basis)


def test_the_structure_of_the_statistics_keeps_the_rules_of_the_data_cube_vocabulary() -> None:
    """Integrity constraints 2 to 7, as far as they are about the structure."""
    graph = graphs.concepts() + graphs.ontology()
    structure = URIRef(STATISTICS_STRUCTURE_IRI)
    assert list(graph.objects(URIRef(STATISTICS_DATASET_IRI), QB.structure)) == [structure]
    components = list(graph.objects(structure, QB.component))
    dimensions = {d for c in components for d in graph.objects(c, QB.dimension)}
    measures = {m for c in components for m in graph.objects(c, QB.measure)}
    assert [graphs.name(measure) for measure in measures] == ["value"]
    assert {graphs.name(d) for d in dimensions} == {"indicator", "refersTo", "refStart", "refEnd", "reading"}
    for dimension in some(dimensions):
        assert (dimension, RDF.type, QB.DimensionProperty) in graph
        assert (dimension, RDFS.range, None) in graph
        coded = (dimension, RDFS.range, SKOS.Concept) in graph
        assert coded == ((dimension, QB.codeList, None) in graph)
    orders = [graph.value(component, QB.order) for component in components]
    assert sorted(int(str(order)) for order in orders) == list(range(1, len(components) + 1))


def test_concepts_have_no_blank_nodes_and_no_stray_terms() -> None:
    graph = graphs.concepts()
    assert not [node for node in graph.all_nodes() if isinstance(node, BNode)]
    known = set(graphs.terms())
    assert {term for term in graph.subjects() if isinstance(term, URIRef) and "/ontology#" in term} <= known
    assert (None, RDF.type, OWL.Class) not in graph
    assert CONCEPTS.read_text(encoding="utf-8").startswith("# Code lists")
