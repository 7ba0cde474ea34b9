"""What FOOPS! and OOPS! ask of an ontology, as far as it can be asked without a network.

FOOPS! (https://foops.linkeddata.es) checks metadata, licence, versions and documentation of terms; OOPS!
(https://oops.linkeddata.es) lists common pitfalls, whose numbers stand beside the tests.
"""

import re
from collections import Counter

import pytest
from rdflib import Graph, Literal, Namespace, URIRef
from rdflib.namespace import DCTERMS, OWL, RDF, RDFS, SKOS, XSD

from ontology import namespaces
from ontology.files import ONTOLOGY
from tests.each import each
from tests.ontology import graphs
from tests.ontology.graphs import HEADER
from tests.some import some

SCHEMA = Namespace("https://schema.org/")
VANN = Namespace("http://purl.org/vocab/vann/")

#: https://www.w3.org/TR/owl2-syntax/#Datatype_Maps, as far as anybody would use it here.
OWL_DATATYPES = {XSD.string, XSD.decimal, XSD.integer, XSD.boolean, XSD.anyURI, XSD.dateTime, RDFS.Literal}
#: Languages whose terms need no declaration.
BUILT_IN = (str(RDF), str(OWL), str(XSD))
#: Their values are IRIs of web pages, of whatever kind.
WITHOUT_RANGE = {"identifierIri", "homepage", "copyOf", "url"}

every_term = each("term", graphs.terms(), ids=graphs.name)
every_class = each("term", graphs.classes(), ids=graphs.name)
every_property = each("term", graphs.properties(), ids=graphs.name)


@pytest.mark.parametrize(
    "predicate",
    [
        RDFS.label,
        DCTERMS.title,
        DCTERMS.description,
        DCTERMS.abstract,
        DCTERMS.creator,
        DCTERMS.publisher,
        DCTERMS.license,
        DCTERMS.created,
        DCTERMS.issued,
        DCTERMS.modified,
        DCTERMS.bibliographicCitation,
        OWL.versionIRI,
        OWL.versionInfo,
        VANN.preferredNamespacePrefix,
        VANN.preferredNamespaceUri,
    ],
    ids=graphs.name,
)
def test_the_header_is_complete(predicate: URIRef) -> None:
    assert len(list(graphs.ontology().objects(HEADER, predicate))) == 1


def test_the_header_agrees_with_the_code() -> None:
    header = {str(p): str(o) for p, o in graphs.ontology().predicate_objects(HEADER)}
    assert header[str(VANN.preferredNamespaceUri)] == namespaces.ONTOLOGY_NAMESPACE
    assert namespaces.PREFIXES[header[str(VANN.preferredNamespacePrefix)]] == namespaces.ONTOLOGY_NAMESPACE
    assert header[str(OWL.versionIRI)] == namespaces.ONTOLOGY_VERSION_IRI
    assert header[str(OWL.versionInfo)] == namespaces.ONTOLOGY_VERSION
    assert namespaces.ONTOLOGY_VERSION_IRI in header[str(DCTERMS.bibliographicCitation)]
    assert header[str(DCTERMS.license)] == "https://creativecommons.org/licenses/by/4.0/"


def test_the_dates_of_the_header_are_in_order() -> None:
    created, issued, modified = (
        graphs.ontology().value(HEADER, date) for date in (DCTERMS.created, DCTERMS.issued, DCTERMS.modified)
    )
    for date in (created, issued, modified):
        assert isinstance(date, Literal)
        assert date.datatype == XSD.date
    assert str(created) <= str(issued) <= str(modified)


@every_term
def test_each_term_is_labelled_defined_and_says_by_whom(term: URIRef) -> None:
    graph = graphs.ontology()
    assert [label.language for label in _literals(graph, term, RDFS.label)] == ["en"]
    assert [definition.language for definition in _literals(graph, term, SKOS.definition)] == ["en"]
    assert list(graph.objects(term, RDFS.isDefinedBy)) == [HEADER]


@every_term
def test_each_definition_is_a_sentence_of_its_own(term: URIRef) -> None:
    graph = graphs.ontology()
    (definition,) = _literals(graph, term, SKOS.definition)
    assert definition.endswith(".")
    assert definition.lower().rstrip(".") != str(graph.value(term, RDFS.label)).lower()
    assert list(graph.subjects(SKOS.definition, definition)) == [term]


@pytest.mark.parametrize("kind", [graphs.classes, graphs.properties], ids=["classes", "properties"])
def test_no_two_terms_of_a_kind_share_a_label(kind: object) -> None:
    assert callable(kind)
    labels = Counter(str(graphs.ontology().value(term, RDFS.label)).lower() for term in kind())
    assert [label for label, count in labels.items() if count > 1] == []


@every_class
def test_names_of_classes_begin_with_a_capital(term: URIRef) -> None:
    """OOPS! P22: one naming convention."""
    assert re.fullmatch(r"[A-Z][A-Za-z]+", graphs.name(term))


@every_property
def test_names_of_properties_begin_with_a_small_letter(term: URIRef) -> None:
    """OOPS! P22: one naming convention."""
    assert re.fullmatch(r"[a-z][A-Za-z0-9]+", graphs.name(term))


@every_property
def test_each_property_says_what_it_joins(term: URIRef) -> None:
    """OOPS! P11: missing domain or range."""
    graph = graphs.ontology()
    assert (term, RDFS.domain | SCHEMA.domainIncludes, None) in graph
    if (term, RDF.type, OWL.AnnotationProperty) not in graph and graphs.name(term) not in WITHOUT_RANGE:
        assert (term, RDFS.range | SCHEMA.rangeIncludes, None) in graph


@every_property
def test_no_property_has_two_domains_or_ranges(term: URIRef) -> None:
    """OOPS! P19: several domains mean their intersection, which is rarely meant."""
    for predicate in (RDFS.domain, RDFS.range):
        assert len(list(graphs.ontology().objects(term, predicate))) <= 1


def test_what_several_classes_share_has_no_domain() -> None:
    graph = graphs.ontology()
    classes = Counter(graph.subjects(SCHEMA.domainIncludes, None))
    for term in some(term for term, count in classes.items() if count > 1):
        assert (term, RDFS.domain, None) not in graph, term


@every_property
def test_each_property_is_of_one_kind(term: URIRef) -> None:
    """OWL 2 DL forbids the same IRI for properties of two kinds."""
    kinds = set(graphs.ontology().objects(term, RDF.type)) & set(graphs.PROPERTY_KINDS)
    assert len(kinds) == 1


def test_ranges_are_datatypes_that_owl_knows() -> None:
    graph = graphs.ontology()
    for term in some(graph.subjects(RDF.type, OWL.DatatypeProperty)):
        assert set(graph.objects(term, RDFS.range)) <= OWL_DATATYPES, term


@every_class
def test_no_class_stands_alone(term: URIRef) -> None:
    """OOPS! P04: unconnected elements."""
    graph = graphs.ontology()
    links = (
        RDFS.domain | RDFS.range | SCHEMA.domainIncludes | SCHEMA.rangeIncludes | RDFS.subClassOf | OWL.someValuesFrom
    )
    assert (None, links, term) in graph or term in _in_unions(graph)


def test_no_circle_of_classes_and_no_property_its_own_inverse() -> None:
    """OOPS! P06 and P25."""
    graph = graphs.ontology()
    for term in some(graphs.classes()):
        assert term not in set(graph.transitive_objects(term, RDFS.subClassOf)) - {term}
        assert (term, RDFS.subClassOf, term) not in graph
    for one, other in some(graph.subject_objects(OWL.inverseOf)):
        assert one != other


def test_everything_of_others_is_declared() -> None:
    """OOPS! P34 and P35, and a condition of OWL 2 DL."""
    graph = graphs.ontology()
    used = {predicate for predicate in graph.predicates() if not str(predicate).startswith(BUILT_IN)} - {
        RDFS.subClassOf
    }
    used -= {RDFS.subPropertyOf, RDFS.domain, RDFS.range}
    for predicate in some(used):
        assert (predicate, RDF.type, None) in graph, predicate


def test_the_file_is_readable() -> None:
    text = ONTOLOGY.read_text(encoding="utf-8")
    assert text.startswith("# The Olympic Partnership Ontology")
    assert text.count("\n####") >= 20, "sections have headers"
    assert "\t" not in text


def _literals(graph: Graph, subject: URIRef, predicate: URIRef) -> list[Literal]:
    return [value for value in graph.objects(subject, predicate) if isinstance(value, Literal)]


def _in_unions(graph: Graph) -> set[object]:
    return {item for union in graph.objects(None, OWL.unionOf) for item in graph.items(union)}
