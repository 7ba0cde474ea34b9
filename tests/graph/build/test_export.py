"""Every export parses back, with two libraries, to the graph that was exported."""

import io
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pyoxigraph as ox
import pytest
from rdflib import Dataset, Graph

from graph.build.build_snapshot import build
from graph.build.export import FORMATS, export
from graph.build.snapshot import Snapshot
from graph.xml_text import UnwritableError
from ontology.namespaces import CURATED_GRAPH, GRAPHS

pytestmark = pytest.mark.slow


def canonical(quads: list[ox.Quad]) -> set[str]:
    """The statements with canonical blank node labels (RDFC-1.0), so that isomorphic graphs are equal."""
    dataset = ox.Dataset(quads)
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return {str(quad) for quad in dataset}


def exported(snapshot: Snapshot, name: str, *graphs: str) -> bytes:
    output = io.BytesIO()
    export(snapshot, name, output, graphs)
    return output.getvalue()


@pytest.fixture(scope="module")
def originals(snapshot: Snapshot) -> dict[bool, set[str]]:
    """What was exported: with the named graphs that the statements are in, and without."""
    quads = list(ox.parse(path=str(snapshot.nquads), format=ox.RdfFormat.N_QUADS))
    return {True: canonical(quads), False: canonical([ox.Quad(*quad.triple) for quad in quads])}


@pytest.mark.parametrize("name", FORMATS)
def test_both_libraries_read_back_the_same_graph(
    name: str, snapshot: Snapshot, originals: dict[bool, set[str]]
) -> None:
    data, form = exported(snapshot, name), FORMATS[name]
    assert canonical(read_by_pyoxigraph(data, form.media_type)) == originals[form.named_graphs]
    assert canonical(read_by_rdflib(data, form.media_type, form.named_graphs)) == originals[form.named_graphs]


def read_by_pyoxigraph(data: bytes, media_type: str) -> list[ox.Quad]:
    rdf_format = ox.RdfFormat.from_media_type(media_type)
    assert rdf_format is not None
    return list(ox.parse(data, format=rdf_format))


def read_by_rdflib(data: bytes, media_type: str, named_graphs: bool) -> list[ox.Quad]:
    read = (Dataset() if named_graphs else Graph()).parse(data=data, format=media_type)
    written = read.serialize(format="nquads" if named_graphs else "nt", encoding="utf-8")
    return list(ox.parse(written, format=ox.RdfFormat.N_QUADS))


def test_turtle_is_for_people(snapshot: Snapshot) -> None:
    text = exported(snapshot, "turtle").decode()
    prefixes = text.count("@prefix")
    head, body = text.split("\n", prefixes)[:-1], text.split("\n", prefixes)[-1]
    assert "@prefix op: <https://w3id.org/olympic-partnerships/ontology#> ." in head
    outside_texts = re.sub(r'"(?:[^"\\]|\\.)*"', '""', body)
    assert "<https://w3id.org/olympic-partnerships/id/" not in outside_texts
    assert 'organization:alibaba a op:Organization ;\n\trdfs:label "Alibaba Group"@en' in body
    assert "阿里巴巴集团" in body


def test_jsonld_is_compacted_with_the_context(snapshot: Snapshot) -> None:
    document = json.loads(exported(snapshot, "jsonld", "curated"))
    assert "op" in json.dumps(document["@context"])
    assert "Alibaba Group" in json.dumps(document, ensure_ascii=False)


@pytest.mark.parametrize("graph", GRAPHS)
def test_a_single_graph_can_be_exported(graph: str, snapshot: Snapshot) -> None:
    read = list(ox.parse(exported(snapshot, "nquads", graph), format=ox.RdfFormat.N_QUADS))
    assert {quad.graph_name.value for quad in read if isinstance(quad.graph_name, ox.NamedNode)} == {GRAPHS[graph]}


def of_one_text(tmp_path: Path, text: str) -> Snapshot:
    """A snapshot with a single statement."""
    quad = ox.Quad(ox.NamedNode("urn:s"), ox.NamedNode("urn:p:p"), ox.Literal(text), ox.NamedNode(CURATED_GRAPH))
    snapshot = Snapshot("v", "", tmp_path)
    snapshot.nquads.write_bytes(ox.serialize([quad], format=ox.RdfFormat.N_QUADS) or b"")
    return snapshot


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


def test_every_export_is_the_same_each_time(few_tables: Path, tmp_path: Path) -> None:
    program = (
        "import hashlib, io, sys; from pathlib import Path; from graph.build.export import FORMATS, export\n"
        "from graph.build.snapshot import current\n"
        "snapshot = current(Path(sys.argv[1]))\n"
        "for name in FORMATS:\n"
        "    output = io.BytesIO(); export(snapshot, name, output)\n"
        "    print(name, hashlib.sha256(output.getvalue()).hexdigest())\n"
    )
    home = tmp_path / "home"
    build(home, few_tables)
    command = [sys.executable, "-c", program, str(home)]
    runs = [
        subprocess.run(command, env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, check=True).stdout
        for seed in ("1", "2")
    ]
    assert runs[0].count(b"\n") == len(FORMATS)
    assert runs[0] == runs[1]
