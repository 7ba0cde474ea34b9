"""The links to other vocabularies are modest, reasoned, and about terms that exist."""

import pytest
from rdflib import URIRef
from rdflib.namespace import OWL, RDF, RDFS, SKOS

from ontology.files import ALIGNMENTS
from ontology.namespaces import ONTOLOGY_NAMESPACE
from tests.each import each
from tests.ontology import graphs
from tests.some import some

PARAGRAPHS = [p for p in ALIGNMENTS.read_text(encoding="utf-8").split("\n\n") if p.strip()]
STATEMENTS = [p for p in PARAGRAPHS if " rdfs:sub" in p or " rdfs:seeAlso " in p]


def test_only_terms_of_ours_are_spoken_of() -> None:
    graph = graphs.alignments()
    declared = set(graph.subjects(RDF.type, None))
    ours = {s for s in graph.subjects() if isinstance(s, URIRef)} - declared
    assert {term for term in ours if term.startswith(ONTOLOGY_NAMESPACE)} <= set(graphs.terms())
    concepts = {term for term in ours if not term.startswith(ONTOLOGY_NAMESPACE)}
    assert concepts <= set(graphs.concepts().subjects())


@pytest.mark.parametrize(
    "claim",
    [OWL.equivalentClass, OWL.equivalentProperty, OWL.sameAs, SKOS.exactMatch, SKOS.closeMatch, OWL.imports],
    ids=graphs.name,
)
def test_nothing_is_claimed_to_be_the_same(claim: URIRef) -> None:
    assert (None, claim, None) not in graphs.alignments()


def test_what_others_define_is_declared_and_used() -> None:
    graph = graphs.alignments()
    targets = set(graph.objects(None, RDFS.subClassOf | RDFS.subPropertyOf))
    named = {target for target in targets if isinstance(target, URIRef)}
    declared = set(graph.subjects(RDF.type, None)) | set(graphs.ontology().subjects(RDF.type, None))
    assert named <= declared
    for term in some(set(graph.subjects(RDF.type, None)) - {RDFS.seeAlso}):
        assert term in named, f"{term} is declared and never used"


def test_kinds_of_properties_agree() -> None:
    """A datatype property under an object property would be no OWL 2 DL, and no reasoner would say so kindly."""
    both = graphs.alignments() + graphs.ontology()
    for pair in some(pair for pair in both.subject_objects(RDFS.subPropertyOf) if isinstance(pair[1], URIRef)):
        kinds = [set(both.objects(term, RDF.type)) & set(graphs.PROPERTY_KINDS) for term in pair]
        assert kinds[0] == kinds[1], pair


@each("paragraph", STATEMENTS, ids=lambda text: text.strip().splitlines()[-1][:50])
def test_each_link_has_its_reason(paragraph: str) -> None:
    assert paragraph.lstrip().startswith(("# ", "####"))
    first = next(line for line in paragraph.strip().splitlines() if not line.startswith("####"))
    assert first.startswith("# ")
    assert paragraph.count("rdfs:s") >= 1


@pytest.mark.parametrize(
    "vocabulary",
    [
        "https://schema.org/",
        "http://www.w3.org/ns/org#",
        "http://www.w3.org/ns/prov#",
        "http://xmlns.com/foaf/0.1/",
        "http://purl.org/dc/terms/",
        "https://sportschema.org/ontologies/main/",
        "http://www.wikidata.org/entity/",
        "http://purl.org/linked-data/sdmx/2009/measure#",
    ],
)
def test_the_neighbours_are_reached(vocabulary: str) -> None:
    assert any(str(target).startswith(vocabulary) for target in graphs.alignments().objects())


def test_skos_and_the_data_cube_are_part_of_the_model_itself() -> None:
    used = {str(node) for node in graphs.ontology().objects()}
    assert {str(SKOS.Concept), str(SKOS.altLabel), "http://purl.org/linked-data/cube#Observation"} <= used
