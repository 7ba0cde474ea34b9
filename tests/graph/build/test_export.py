"""Every export parses back, with two libraries, to the graph that was exported.

The exports of the whole graph are its files for download, which a build has written already. pyoxigraph reads them back
in a second. rdflib takes five to twelve for each, so it reads exports of a sample in which everything occurs that
could be written or read in another way.
"""

import hashlib
import io
import json
import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
from rdflib import Dataset, Graph
from rdflib.plugins.serializers.jsonld import from_rdf

from graph.build import downloads
from graph.build.export import FORMATS, export
from graph.build.snapshot import Snapshot, current
from graph.version_digest import file_version
from graph.xml_text import UnwritableError
from ontology.namespaces import CURATED_GRAPH, GRAPHS
from tests.abuse import lengths
from tests.some import some
from tests.webapp.cuts import Quads, everything

pytestmark = pytest.mark.slow


def canonical(quads: Quads) -> set[ox.Quad]:
    """The statements with canonical blank node labels (RDFC-1.0), so that isomorphic graphs are equal.

    Labels depend on no statement without blank nodes, so only the others are looked at.
    """
    ground = {quad for quad in quads if not has_blank_nodes(quad)}
    dataset = ox.Dataset(quad for quad in quads if quad not in ground)
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return ground.union(dataset)


def has_blank_nodes(quad: ox.Quad) -> bool:
    return isinstance(quad.subject, ox.BlankNode) or isinstance(quad.object, ox.BlankNode)


@cache
def exported(snapshot: Snapshot, name: str, *graphs: str) -> bytes:
    output = io.BytesIO()
    export(snapshot, name, output, graphs)
    return output.getvalue()


def downloaded(snapshot: Snapshot, name: str) -> bytes:
    """Return the export of the whole graph that is its file for download."""
    path = downloads.find(f"olympic-partnerships.{FORMATS[name].suffix}", snapshot, downloads.folder_of(snapshot))
    assert path is not None
    return path.read_bytes()


def originals(quads: Quads) -> dict[bool, set[ox.Quad]]:
    """What was exported: with the named graphs that the statements are in, and without."""
    return {True: canonical(quads), False: canonical([ox.Quad(*quad.triple) for quad in quads])}


@pytest.fixture(scope="module")
def whole(snapshot: Snapshot) -> Quads:
    """All statements."""
    return everything(snapshot.nquads)


@pytest.fixture(scope="module")
def of_the_whole(whole: Quads) -> dict[bool, set[ox.Quad]]:
    return originals(whole)


@pytest.mark.parametrize("name", lengths.sample(FORMATS))
def test_pyoxigraph_reads_back_the_same_graph(
    name: str, snapshot: Snapshot, of_the_whole: dict[bool, set[ox.Quad]]
) -> None:
    data, form = downloaded(snapshot, name), FORMATS[name]
    assert canonical(read_by_pyoxigraph(data, form.media_type)) == of_the_whole[form.named_graphs]


@pytest.fixture(scope="module")
def sample(whole: Quads, tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    """A snapshot with three statements of each sort, all with blank nodes, and three with each character.

    The sort of a statement is its graph, its predicate, and what its object is. A character counts where it is: in an
    IRI or in a literal.
    """
    counts: Counter[object] = Counter()
    kept = [quad for quad in whole if is_new(quad, counts) or has_blank_nodes(quad)]
    assert len(kept) < len(whole) / 5
    return holding(kept, tmp_path_factory.mktemp("sample"))


def holding(quads: Iterable[ox.Quad], folder: Path) -> Snapshot:
    """A snapshot with some statements."""
    (folder / "dataset.nq").write_bytes(ox.serialize(quads, format=ox.RdfFormat.N_QUADS) or b"")
    return Snapshot(file_version(folder / "dataset.nq"), "", folder)


def is_new(quad: ox.Quad, counts: Counter[object]) -> bool:
    """Count what is in a statement, and tell whether there is something of which there are few so far."""
    value = quad.object
    literal = isinstance(value, ox.Literal)
    sort = (value.datatype, value.language) if isinstance(value, ox.Literal) else type(value)
    found: set[object] = {(quad.graph_name, quad.predicate, sort)}
    found |= {(literal, character) for character in getattr(value, "value", "")}
    found |= {(False, character) for character in getattr(quad.subject, "value", "")}
    counts.update(found)
    return min(counts[item] for item in found) <= 3


@pytest.mark.parametrize("name", lengths.sample(name for name in FORMATS if name not in ("nquads", "ntriples")))
def test_rdflib_reads_back_the_same_graph(name: str, sample: Snapshot) -> None:
    """N-Quads and N-Triples have no other way to write what is in the snapshot."""
    data, form = exported(sample, name), FORMATS[name]
    expected = originals(everything(sample.nquads))[form.named_graphs]
    assert canonical(read_by_rdflib(data, form.media_type, form.named_graphs)) == expected


def read_by_pyoxigraph(data: bytes, media_type: str) -> Quads:
    rdf_format = ox.RdfFormat.from_media_type(media_type)
    assert rdf_format is not None
    return list(ox.parse(data, format=rdf_format))


def read_by_rdflib(data: bytes, media_type: str, named_graphs: bool) -> Quads:
    read = (Dataset() if named_graphs else Graph()).parse(data=data, format=media_type)
    written = read.serialize(format="nquads" if named_graphs else "nt", encoding="utf-8")
    return list(ox.parse(written, format=ox.RdfFormat.N_QUADS))


def test_turtle_is_for_people(snapshot: Snapshot) -> None:
    text = downloaded(snapshot, "turtle").decode()
    prefixes = text.count("@prefix")
    head, body = text.split("\n", prefixes)[:-1], text.split("\n", prefixes)[-1]
    assert "@prefix op: <https://w3id.org/olympic-partnerships/ontology#> ." in head
    outside_texts = re.sub(r'"(?:[^"\\]|\\.)*"', '""', body)
    assert "<https://w3id.org/olympic-partnerships/id/" not in outside_texts
    assert 'organization:alibaba a op:Organization ;\n\trdfs:label "Alibaba Group"@en' in body
    assert "阿里巴巴集团" in body


def test_jsonld_is_compacted_with_the_context(snapshot: Snapshot) -> None:
    document = json.loads(downloaded(snapshot, "jsonld"))
    assert "op" in json.dumps(document["@context"])
    assert "Alibaba Group" in json.dumps(document, ensure_ascii=False)


def test_jsonld_is_what_rdflib_makes_of_its_own_store(sample: Snapshot) -> None:
    """Ours reads plain dictionaries instead, and writes the JSON itself."""
    dataset = Dataset()
    dataset.parse(sample.nquads, format="nquads")
    data = exported(sample, "jsonld")
    document = json.loads(data)
    theirs = json.dumps(from_rdf(dataset, document["@context"]))  # type: ignore[no-untyped-call]
    assert by_name(document) == by_name(json.loads(theirs))
    assert data == json.dumps(document, ensure_ascii=False, indent=2, sort_keys=True).encode()


def by_name(document: dict[str, Any]) -> dict[str, Counter[str]]:
    """Return the things of each graph of a JSON-LD document, with values in an order."""
    return {
        graph["id"]: Counter(str(sorted_(thing)) for thing in some(graph["@graph"])) for graph in document["@graph"]
    }


def sorted_(value: object) -> object:
    """Return values in an order, without the names of blank nodes, which each reader gives anew."""
    if isinstance(value, dict):
        return {name: sorted_(value[name]) for name in sorted(value)}
    if isinstance(value, list):
        return sorted((sorted_(each) for each in value), key=str)
    return "_:" if isinstance(value, str) and value.startswith("_:") else value


@pytest.mark.parametrize("graph", GRAPHS)
def test_a_single_graph_can_be_exported(graph: str, snapshot: Snapshot) -> None:
    read = list(ox.parse(exported(snapshot, "nquads", graph), format=ox.RdfFormat.N_QUADS))
    assert {quad.graph_name.value for quad in read if isinstance(quad.graph_name, ox.NamedNode)} == {GRAPHS[graph]}


def of_one_text(tmp_path: Path, text: str) -> Snapshot:
    """A snapshot with a single statement."""
    quad = ox.Quad(ox.NamedNode("urn:s"), ox.NamedNode("urn:p:p"), ox.Literal(text), ox.NamedNode(CURATED_GRAPH))
    return holding([quad], tmp_path)


@pytest.mark.parametrize("name", FORMATS)
def test_a_carriage_return_comes_back(name: str, tmp_path: Path) -> None:
    """Finding 19: in RDF/XML it came back as a line feed."""
    data = exported(of_one_text(tmp_path, "a\rb\r\n"), name)
    assert [quad.object for quad in read_by_pyoxigraph(data, FORMATS[name].media_type)] == [ox.Literal("a\rb\r\n")]
    if name == "rdfxml":
        assert [str(value) for value in Graph().parse(data=data, format="xml").objects()] == ["a\rb\r\n"]


def test_what_xml_cannot_hold_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnwritableError, match=r"U\+0001.*Turtle"):
        exported(of_one_text(tmp_path, "\x01"), "rdfxml")


def test_every_export_is_the_same_each_time(few_built: Path) -> None:
    snapshot = current(few_built)
    assert snapshot is not None
    program = (
        "import hashlib, io, sys; from pathlib import Path; from graph.build.export import FORMATS, export\n"
        "from graph.build.snapshot import current\n"
        "snapshot = current(Path(sys.argv[1]))\n"
        "for name in FORMATS:\n"
        "    output = io.BytesIO(); export(snapshot, name, output)\n"
        "    print(name, hashlib.sha256(output.getvalue()).hexdigest())\n"
    )
    command = [sys.executable, "-c", program, str(snapshot.home)]
    variables = {**os.environ, "PYTHONHASHSEED": "1"}
    elsewhere = subprocess.run(command, env=variables, capture_output=True, text=True, check=True).stdout
    here = {name: hashlib.sha256(exported(snapshot, name)).hexdigest() for name in FORMATS}
    assert elsewhere.splitlines() == [f"{name} {digest}" for name, digest in here.items()]
