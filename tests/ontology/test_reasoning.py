"""Ontology and data contradict neither each other nor themselves: OWL 2 RL by owlrl, OWL 2 DL by HermiT.

HermiT is the one that ships with owlready2; it needs Java. Each takes half a minute for much of the data. So they read
a sample, in which there is each sort of thing; `make abuse` has them read more.
"""

import os
import subprocess
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from importlib.util import find_spec
from pathlib import Path

import owlrl
import pyoxigraph as ox
import pytest
from rdflib import Graph, URIRef
from rdflib.namespace import OWL, PROV, RDF

from graph.build.snapshot import Snapshot
from ontology.namespaces import ID_BASE
from ontology.terms import OP
from tests import needs
from tests.abuse.lengths import FULL
from tests.ontology import graphs
from tests.ontology.test_shapes import WORLD
from tests.some import some

pytestmark = pytest.mark.slow

ACME = URIRef(ID_BASE + "organization/acme")
Reasoner = Callable[..., subprocess.CompletedProcess[str]]

_SHORT = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
"""What Java is told for a run of seconds: no time for the best code, and one collector."""

#: A contradiction in a world that is otherwise right; both reasoners must see it, or their silence proves nothing.
CONTRADICTION = (ACME, RDF.type, OP.Games)


def small_world() -> Graph:
    """Return the ontology with its code lists and alignments, and the small world of the shapes' examples."""
    return Graph().parse(WORLD) + graphs.ontology() + graphs.concepts() + graphs.alignments()


class Closure:
    """What follows from a graph by the rules of OWL 2 RL, and the contradictions met on the way."""

    def __init__(self, graph: Graph) -> None:
        rules = owlrl.OWLRL_Semantics(graph, axioms=False, daxioms=False, rdfs=False)
        rules.closure()
        self.graph = graph
        self.contradictions = [str(message) for message in rules.error_messages]


@pytest.fixture(scope="module")
def closure() -> Closure:
    """The closure of the small world."""
    return Closure(small_world())


def test_owl_rl_finds_no_contradiction(closure: Closure) -> None:
    assert closure.contradictions == []
    assert not list(closure.graph.subjects(RDF.type, OWL.Nothing))


def test_owl_rl_would_find_one() -> None:
    assert Closure(small_world().add(CONTRADICTION)).contradictions


def test_owl_rl_makes_nothing_two_things_at_once(closure: Closure) -> None:
    """Domains and ranges are read as rules: none may turn a thing of one class into one of another."""
    before, classes = small_world(), set(graphs.classes())
    for thing in some({s for s in before.subjects(RDF.type) if str(s).startswith(ID_BASE)}):
        asserted = set(before.objects(thing, RDF.type)) & classes
        inferred = set(closure.graph.objects(thing, RDF.type)) & classes
        assert inferred - asserted <= {OP.Territory}, thing


@pytest.mark.skipif(not FULL, reason="only make abuse closes real data: HermiT reads a sample of it in make test")
def test_owl_rl_finds_no_contradiction_around_a_programme(snapshot: Snapshot) -> None:
    """Real data, as much of it as owlrl closes in seconds; for all of it, it takes more than a minute."""
    part = _around(snapshot, URIRef(f"{ID_BASE}programme/top-09"))
    assert set(part.subjects(RDF.type, OP.Partnership))
    closure = Closure(part)
    assert closure.contradictions == []
    assert not list(closure.graph.subjects(RDF.type, OWL.Nothing))


def test_owl_rl_brings_the_alignments_to_life(closure: Closure) -> None:
    schema, org = "https://schema.org/", "http://www.w3.org/ns/org#"
    games, evidence = URIRef(ID_BASE + "games/athens"), URIRef(ID_BASE + "evidence/games--athens")
    notice = URIRef(ID_BASE + "source/notice")
    for triple in (
        (games, RDF.type, URIRef(schema + "SportsEvent")),
        (ACME, RDF.type, URIRef(org + "Organization")),
        (evidence, PROV.wasDerivedFrom, notice),
        (URIRef(ID_BASE + "organization/bolt"), URIRef(schema + "parentOrganization"), ACME),
    ):
        assert triple in closure.graph, triple


def _around(snapshot: Snapshot, centre: URIRef) -> Graph:
    """Return the ontology and all about the partnerships of a programme and what they lead to within two steps."""
    about: defaultdict[object, list[ox.Triple]] = defaultdict(list)
    for quad in ox.parse(path=str(snapshot.nquads), format=ox.RdfFormat.N_QUADS):
        about[quad.subject].append(quad.triple)
    programme, start = ox.NamedNode(str(OP.programme)), ox.NamedNode(str(centre))
    reached: set[object] = {start, *(s for s in about if any(_says(t, programme, start) for t in about[s]))}
    for _ in range(2):
        reached |= {t.object for s in reached for t in about.get(s, ()) if str(t.object).startswith(f"<{ID_BASE}")}
    lines = "".join(f"{triple} .\n" for thing in reached for triple in about.get(thing, ()))
    part = Graph() + graphs.ontology() + graphs.concepts() + graphs.alignments()
    return part.parse(data=lines, format="nt")


def _says(triple: ox.Triple, predicate: ox.NamedNode, value: ox.NamedNode) -> bool:
    return (triple.predicate, triple.object) == (predicate, value)


@pytest.fixture(scope="module")
def hermit() -> Reasoner:
    """Run HermiT with the arguments given; it answers on its error stream."""
    program, package = needs.program("java", "HermiT runs on it"), find_spec("owlready2")
    if package is None or package.origin is None:
        needs.missing("owlready2 is not installed, which brings HermiT")
    folder = Path(package.origin).parent / "hermit"

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        classpath = os.pathsep.join((str(folder), str(folder / "HermiT.jar")))
        java = [program, "-Xmx2g", *_SHORT, "-cp", classpath]
        command = [*java, "org.semanticweb.HermiT.cli.CommandLine", "-v", *arguments]
        return subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)

    return run


@pytest.fixture
def world_file(tmp_path: Path) -> Callable[[Graph], str]:
    """Write a graph where HermiT can read it."""

    def write(graph: Graph) -> str:
        path = tmp_path / "world.nt"
        graph.serialize(path, format="nt", encoding="utf-8")
        return str(path)

    return write


def test_hermit_accepts_the_ontology_and_every_class_can_have_members(
    hermit: Reasoner, world_file: Callable[[Graph], str]
) -> None:
    """Without leave to ignore datatypes: the ontology itself stays within OWL 2 DL."""
    vocabulary = Graph() + graphs.ontology() + graphs.concepts() + graphs.alignments()
    answer = hermit("--consistency", "--unsatisfiable", world_file(vocabulary))
    assert answer.returncode == 0, answer.stderr
    assert "owl#Thing is satisfiable" in answer.stdout
    assert answer.stdout.partition("Classes equivalent to 'owl:Nothing':")[2].split() == ["owl:Nothing"]


def test_hermit_finds_ontology_and_data_consistent(hermit: Reasoner, tmp_path: Path, snapshot: Snapshot) -> None:
    """Literals of xsd:date, gYear and gYearMonth are left out by HermiT, as OWL 2 does not know their datatypes."""
    path = tmp_path / "data.nt"
    triples = [quad.triple for quad in ox.parse(path=str(snapshot.nquads), format=ox.RdfFormat.N_QUADS)]
    sample = triples if FULL else _sample(triples)
    assert len(sample) > len(triples) / 20
    ox.serialize(sample, str(path), format=ox.RdfFormat.N_TRIPLES)
    answer = hermit("--consistency", "--ignoreUnsupportedDatatypes", str(path))
    assert answer.returncode == 0, answer.stderr
    assert "owl#Thing is satisfiable" in answer.stdout + answer.stderr


def _sample(triples: Iterable[ox.Triple]) -> list[ox.Triple]:
    """Return all about one thing of each sort, and the classes of what these lead to.

    The sort of a thing is which properties it has, once or more often, and of which classes or datatypes their values
    are. All that is no thing of ours is kept: the ontology with its blank nodes.
    """
    about: defaultdict[object, list[ox.Triple]] = defaultdict(list)
    for triple in triples:
        about[triple.subject].append(triple)
    classes = {
        thing: frozenset(triple.object for triple in said if triple.predicate.value == str(RDF.type))
        for thing, said in about.items()
    }

    def sort(thing: object) -> object:
        values = ((t.predicate, classes.get(t.object, getattr(t.object, "datatype", None))) for t in about[thing])
        return frozenset((value, min(times, 2)) for value, times in Counter(values).items())

    seen: set[object] = set()
    kept: dict[ox.Triple, None] = {}
    for thing, said in about.items():
        found = sort(thing) if str(thing).startswith(f"<{ID_BASE}") else thing
        if found not in seen:
            seen.add(found)
            led_to = (other for triple in said for other in about.get(triple.object, ()))
            kept |= dict.fromkeys(said)
            kept |= dict.fromkeys(triple for triple in led_to if triple.predicate.value == str(RDF.type))
    return list(kept)


def test_hermit_would_find_a_contradiction(hermit: Reasoner, world_file: Callable[[Graph], str]) -> None:
    world = world_file(small_world().add(CONTRADICTION))
    answer = hermit("--consistency", "--ignoreUnsupportedDatatypes", world)
    output = answer.stdout + answer.stderr
    assert "is not satisfiable" in output or "nconsistent" in output
