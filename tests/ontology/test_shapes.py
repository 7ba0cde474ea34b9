"""The shapes find what they are meant to find, say so in words, and mean the same to every engine.

`shapes/valid/world.ttl` is a small world without a fault. Each other file under `shapes/` adds to it; a file under
`shapes/invalid/` says in its head, line by line, all that must then be found, and nothing else may be.
"""

import re
from pathlib import Path

import pyoxigraph as ox
import pyshacl
import pytest
from rdflib import BNode, Graph, URIRef
from rdflib.namespace import RDF
from rdflib.term import Node

from graph.build.snapshot import Snapshot
from graph.build.validate import validate
from ontology.namespaces import CURATED_GRAPH, PREFIXES
from tests.abuse.lengths import sample
from tests.ontology import graphs
from tests.ontology.engines import SH, Result, fast, reference
from tests.some import some

EXAMPLES = Path(__file__).parent / "shapes"
WORLD = EXAMPLES / "valid" / "world.ttl"
VALID = sorted(EXAMPLES.glob("valid/*.ttl"))
INVALID = sorted(EXAMPLES.glob("invalid/*.ttl"))
EXPECTATION = re.compile(r"^# (Violation|Warning) at ([\w-]+):(\S+): (.+)$", re.MULTILINE)

#: The constraints of SHACL Core that the shapes use; one of them in a property shape calls for a message.
CONSTRAINTS = {
    *(SH[name] for name in ("minCount", "maxCount", "class", "datatype", "nodeKind", "in", "or", "equals", "disjoint")),
    *(SH[name] for name in ("hasValue", "pattern", "minLength", "languageIn", "minInclusive", "lessThanOrEquals")),
}


def world_and(*examples: Path) -> Graph:
    """Return the code lists and the small world, with examples added."""
    data = Graph()
    for part in (graphs.concepts(), *map(graphs.parsed, dict.fromkeys((WORLD, *examples)))):
        data += part
    return data


def expected(example: Path) -> set[Result]:
    """Return what the head of an invalid example says must be found."""
    found = EXPECTATION.findall(example.read_text(encoding="utf-8"))
    return {Result(severity, PREFIXES[kind] + slug, message) for severity, kind, slug, message in found}


def ntriples(data: Graph) -> str:
    """Serialize for the fast engine."""
    return data.serialize(format="nt")


@pytest.mark.parametrize("example", VALID, ids=lambda path: path.stem)
def test_what_is_right_passes(example: Path) -> None:
    assert fast(ntriples(world_and(example))) == set()


@pytest.mark.parametrize("example", INVALID, ids=lambda path: path.stem)
def test_what_is_wrong_is_found_and_nothing_else(example: Path) -> None:
    assert expected(example), "an invalid example says what must be found"
    assert fast(ntriples(world_and(example))) == expected(example)


def test_each_example_says_what_it_shows() -> None:
    for path in some((*VALID, *INVALID)):
        first = path.read_text(encoding="utf-8").partition("\n")[0]
        assert re.fullmatch(r"# [A-Z].+\.", first), path.name


def test_each_message_is_shown_by_an_example() -> None:
    shown = {result.message for example in INVALID for result in expected(example)}
    for template in some(graphs.shapes().objects(None, SH.message)):
        pattern = re.compile(re.sub(r"\\\{\\\?\w+\\\}", ".+", re.escape(str(template))))
        assert any(pattern.fullmatch(message) for message in shown), template


@pytest.fixture(scope="module")
def faults() -> str:
    """All the wrong examples together, as N-Triples."""
    return ntriples(world_and(*INVALID))


@pytest.fixture(scope="module")
def results_of_data(snapshot: Snapshot) -> set[Result]:
    """What is found in the data as a whole."""
    return fast(_union(snapshot))


@pytest.mark.slow
def test_both_engines_find_the_same_in_wrong_examples_at_once() -> None:
    """One graph with the faults together, since pySHACL takes seconds for each graph; `make abuse` has all of them.

    What the examples do to each other there adds findings that none has alone.
    """
    examples = sample(INVALID)
    data = world_and(*examples)
    results = fast(ntriples(data))
    assert results == reference(data)
    assert len(results) > sum(len(expected(example)) for example in examples) / 2


@pytest.mark.slow
@pytest.mark.parametrize("most", sample([1, 30, 1_000], long=[1]))
def test_the_build_finds_part_by_part_what_the_whole_has(faults: str, tmp_path: Path, most: int) -> None:
    lines = sorted(line for line in faults.splitlines() if line)
    nquads = "".join(f"{line.removesuffix(' .')} <{CURATED_GRAPH}> .\n" for line in lines)
    path = tmp_path / "dataset.nq"
    path.write_text(nquads, encoding="utf-8")
    reports = [validate(path, most=most), validate(path, most=20 * most, here=0)]
    report = reports[0]
    assert reports == [report, report]
    found = {Result(str(finding.severity), finding.focus, finding.message) for finding in report.findings}
    assert found == fast(faults)


@pytest.mark.slow
@pytest.mark.parametrize("most", sample([2_000, 20_000], long=[20_000]))
def test_the_build_finds_in_the_data_what_the_whole_has(
    results_of_data: set[Result], snapshot: Snapshot, most: int
) -> None:
    whole = {result.focus for result in results_of_data}
    assert {finding.focus for finding in validate(snapshot.nquads, most=most).findings} == whole


@pytest.mark.slow
def test_the_data_has_findings_and_no_violation(results_of_data: set[Result]) -> None:
    assert {result.severity for result in results_of_data} <= {"Warning"}
    assert any("Canon" in one.message and "Fuji" in one.message for one in results_of_data), "Los Angeles 1984"


@pytest.mark.parametrize(
    "shape", sorted(s for s in graphs.shapes().subjects(SH.sparql) if isinstance(s, URIRef)), ids=graphs.name
)
def test_each_rule_is_one_query_for_all_its_focus_nodes(shape: URIRef, everything: ox.Store) -> None:
    """Run without $this bound, a query finds its own targets only: that is what lets a rule run once, not per node."""
    graph = graphs.shapes()
    (constraint,) = graph.objects(shape, SH.sparql)
    query = str(graph.value(constraint, SH.select))
    solutions = everything.query(query, prefixes=_declared_prefixes(graph, constraint))
    assert isinstance(solutions, ox.QuerySolutions)
    found = {solution["this"] for solution in solutions}
    assert found, "the wrong examples break every rule"
    assert found <= _targets(shape, everything)


@pytest.fixture(scope="module")
def everything(faults: str) -> ox.Store:
    """All the wrong examples together, in a SPARQL store."""
    store = ox.Store()
    store.load(faults, format=ox.RdfFormat.N_TRIPLES)
    return store


def test_each_constraint_has_a_message_and_a_severity() -> None:
    graph = graphs.shapes()
    constrained = {node for node, _ in graph.subject_objects(SH.property)} | set(graph.objects(None, SH.property))
    for node in some(constrained - set(graph.subjects(RDF.type, SH.NodeShape))):
        assert any((node, constraint, None) in graph for constraint in CONSTRAINTS)
        _assert_speaks(graph, node)
    for shape, constraint in some(graph.subject_objects(SH.sparql)):
        assert graph.value(shape, SH.severity) in {SH.Violation, SH.Warning}
        _assert_message(graph, constraint)


@pytest.mark.slow
def test_the_shapes_are_well_formed() -> None:
    """The shapes of SHACL itself, as pySHACL has them, find nothing wrong with ours."""
    conforms, _, text = pyshacl.validate(Graph(), shacl_graph=graphs.shapes(), meta_shacl=True)
    assert conforms, text


def test_each_class_has_its_shape() -> None:
    targets = set(graphs.shapes().objects(None, SH.targetClass))
    never_alone = {"Territory"}
    assert {graphs.name(c) for c in graphs.classes()} - {graphs.name(t) for t in targets} == never_alone


def test_shapes_use_terms_that_exist() -> None:
    graph, known = graphs.shapes(), set(graphs.terms())
    used = {node for node in graph.all_nodes() if isinstance(node, URIRef) and "/ontology#" in node}
    assert {node for node in used if not node.endswith("#")} <= known
    for query in some(graph.objects(None, SH.select)):
        names = set(re.findall(r"\bop:(\w+)", str(query)))
        assert names <= {graphs.name(term) for term in known}, query


def _assert_speaks(graph: Graph, node: Node) -> None:
    assert graph.value(node, SH.severity) in {SH.Violation, SH.Warning}
    _assert_message(graph, node)


def _assert_message(graph: Graph, node: Node) -> None:
    (message,) = graph.objects(node, SH.message)
    assert getattr(message, "language", None) == "en"
    assert str(message).endswith(".")


def _declared_prefixes(graph: Graph, constraint: Node) -> dict[str, str]:
    (prefixes,) = graph.objects(constraint, SH.prefixes)
    declarations = [node for node in graph.objects(prefixes, SH.declare) if isinstance(node, BNode)]
    return {str(graph.value(d, SH.prefix)): str(graph.value(d, SH.namespace)) for d in declarations}


def _targets(shape: URIRef, store: ox.Store) -> set[object]:
    graph = graphs.shapes()
    found: set[object] = set()
    for target in graph.objects(shape, SH.targetClass):
        found |= {q.subject for q in store.quads_for_pattern(None, ox.NamedNode(RDF.type), ox.NamedNode(str(target)))}
    for predicate in graph.objects(shape, SH.targetSubjectsOf):
        found |= {q.subject for q in store.quads_for_pattern(None, ox.NamedNode(str(predicate)), None)}
    return found


def _union(snapshot: Snapshot) -> str:
    quads = ox.parse(path=str(snapshot.nquads), format=ox.RdfFormat.N_QUADS)
    text = ox.serialize((quad.triple for quad in quads), format=ox.RdfFormat.N_TRIPLES)
    assert text is not None
    return text.decode()
