"""The dataset as bytes: the same whatever the machine's hash seed, sorted, and described by true numbers."""

import os
import subprocess
import sys
from hashlib import sha256

import pyoxigraph as ox
import pytest

from graph.build.snapshot import Snapshot
from graph.stores.store import EmbeddedStore
from tests.abuse.lengths import FULL
from tests.graph.build.test_curated_graph import pairs, select
from tests.some import some

pytestmark = pytest.mark.slow

PROGRAM = "import sys; from graph.build.build_dataset import assemble; sys.stdout.buffer.write(assemble().nquads)"


def test_builds_with_other_hash_seeds_give_the_same_bytes(snapshot: Snapshot) -> None:
    expected = snapshot.nquads.read_bytes()
    for seed in some(["4242", "0"] if FULL else ["4242"]):  # the snapshot itself has any other
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        run = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, check=True, env=environment)
        assert run.stdout == expected, f"PYTHONHASHSEED={seed}"


def test_statements_are_sorted_and_none_stands_twice(snapshot: Snapshot) -> None:
    lines = snapshot.nquads.read_bytes().splitlines()
    assert lines == sorted(set(lines))


def test_no_statement_stands_in_two_graphs(snapshot: Snapshot) -> None:
    quads = list(ox.parse(path=str(snapshot.nquads), format=ox.RdfFormat.N_QUADS))
    assert len({quad.triple for quad in quads}) == len(quads)


OWN_DIGEST = b"<https://w3id.org/olympic-partnerships/dataset> <https://w3id.org/olympic-partnerships/ontology#digest> "


def test_the_version_is_the_digest_of_all_other_statements(snapshot: Snapshot) -> None:
    lines = snapshot.nquads.read_bytes().splitlines(keepends=True)
    others = [line for line in lines if not line.startswith(OWN_DIGEST)]
    assert len(lines) - len(others) == 1
    assert sha256(b"".join(others)).hexdigest() == snapshot.version


def test_the_description_gives_the_real_numbers(store: EmbeddedStore) -> None:
    void = "PREFIX void: <http://rdfs.org/ns/void#> "
    for graph in ("ontology", "curated", "derived"):
        [(stated, counted)] = select(
            store,
            f"{void} SELECT ?stated ?counted {{ graph:{graph} void:triples ?stated {{ SELECT (COUNT(*) AS ?counted) "
            f"{{ GRAPH graph:{graph} {{ ?s ?p ?o }} }} }} }}",
        )
        assert stated == counted
    stated_classes = pairs(
        store, f"{void} SELECT ?class ?n {{ ?d void:classPartition [ void:class ?class ; void:entities ?n ] }}"
    )
    counted_classes = pairs(
        store,
        """SELECT ?class (COUNT(*) AS ?n) { VALUES ?g { graph:ontology graph:curated graph:derived }
        GRAPH ?g { ?s a ?class } FILTER(isIRI(?class)) } GROUP BY ?class""",
    )
    assert stated_classes == counted_classes
