"""The files of the ontology as rdflib graphs, parsed once; callers must not change them."""

from functools import cache
from pathlib import Path

from rdflib import Graph, URIRef
from rdflib.namespace import OWL, RDF, SKOS

from ontology.files import ALIGNMENTS, CONCEPTS, ONTOLOGY, SHAPES
from ontology.namespaces import ONTOLOGY_IRI, ONTOLOGY_NAMESPACE

HEADER = URIRef(ONTOLOGY_IRI)
PROPERTY_KINDS = (OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)


@cache
def parsed(path: Path) -> Graph:
    """Parse a Turtle file."""
    return Graph().parse(path, format="turtle")


def ontology() -> Graph:
    """Classes and properties."""
    return parsed(ONTOLOGY)


def concepts() -> Graph:
    """Code lists and the structure of the statistics."""
    return parsed(CONCEPTS)


def alignments() -> Graph:
    """Links to other vocabularies."""
    return parsed(ALIGNMENTS)


def shapes() -> Graph:
    """Rules for the data."""
    return parsed(SHAPES)


def own(graph: Graph, *kinds: URIRef) -> list[URIRef]:
    """Return the op: terms that the graph declares to be of one of the kinds, sorted."""
    terms = {term for kind in kinds for term in graph.subjects(RDF.type, kind) if isinstance(term, URIRef)}
    return sorted(term for term in terms if term.startswith(ONTOLOGY_NAMESPACE))


def classes() -> list[URIRef]:
    """Return the classes of the ontology."""
    return own(ontology(), OWL.Class)


def properties() -> list[URIRef]:
    """Return the properties of the ontology."""
    return own(ontology(), *PROPERTY_KINDS)


def individuals() -> list[URIRef]:
    """Return the named individuals of the ontology."""
    return own(ontology(), OWL.NamedIndividual)


def terms() -> list[URIRef]:
    """Return everything that the ontology defines."""
    return [*classes(), *properties(), *individuals()]


def schemes() -> list[URIRef]:
    """Return the concept schemes."""
    return sorted(s for s in concepts().subjects(RDF.type, SKOS.ConceptScheme) if isinstance(s, URIRef))


def name(term: object) -> str:
    """Return the local name of an IRI, for the ids of tests."""
    return str(term).rpartition("#")[2].rpartition("/")[2]
