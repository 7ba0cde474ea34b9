"""The queries with which SIB's editor learns what an endpoint holds (github.com/sib-swiss/sparql-editor).

It sends them when it opens, waits five seconds at most, and completes from what it finds: properties by the class of
the subject, then classes by the property.
"""

from __future__ import annotations

import json
from urllib.parse import urlencode

import pytest
from flask.testing import FlaskClient

from graph.rdf_formats import RESULTS_JSON
from ontology.namespaces import ONTOLOGY_NAMESPACE as OP
from ontology.namespaces import PREFIXES
from tests.some import some

CLASSES_AND_PROPERTIES = """
PREFIX up: <http://purl.uniprot.org/core/>
PREFIX void: <http://rdfs.org/ns/void#>
PREFIX void-ext: <http://ldf.fi/void-ext#>
SELECT DISTINCT ?subjectClass ?prop ?objectClass ?objectDatatype
WHERE {
  {
    ?cp void:class ?subjectClass ;
        void:propertyPartition ?pp .
    ?pp void:property ?prop .
    OPTIONAL {
        {
            ?pp  void:classPartition [ void:class ?objectClass ] .
        } UNION {
            ?pp void-ext:datatypePartition [ void-ext:datatype ?objectDatatype ] .
        }
    }
  } UNION {
    ?ls void:subjectsTarget [ void:class ?subjectClass ] ;
        void:linkPredicate ?prop ;
        void:objectsTarget [ void:class ?objectClass ] .
  }
}"""
"""Of the editor until 2025."""

WITH_LABELS = """
PREFIX owl: <http://www.w3.org/2002/07/owl#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX sh:<http://www.w3.org/ns/shacl#>
PREFIX sd:<http://www.w3.org/ns/sparql-service-description#>
PREFIX void:<http://rdfs.org/ns/void#>
PREFIX void-ext:<http://ldf.fi/void-ext#>
SELECT DISTINCT ?graph ?graphLabel ?subjectClass ?prop ?objectClass ?objectDatatype
?triples ?subjectClassLabel ?objectClassLabel ?subjectClassComment ?objectClassComment ?propLabel ?propComment
WHERE {
      {
        OPTIONAL {
          ?graph sd:graph ?graphDesc .
          OPTIONAL { ?graph rdfs:label ?graphLabel }
          ?graphDesc void:classPartition ?cp .
        }
        ?cp void:class ?subjectClass ;
          void:propertyPartition ?pp .
        OPTIONAL { ?subjectClass rdfs:label ?subjectClassLabel }
        OPTIONAL { ?subjectClass rdfs:comment ?subjectClassComment }

        ?pp void:property ?prop .
        OPTIONAL { ?pp void:triples ?triples }
        OPTIONAL { ?prop rdfs:label ?propLabel }
        OPTIONAL { ?prop rdfs:comment ?propComment }
        OPTIONAL {
          {
            ?pp  void:classPartition [ void:class ?objectClass ] .
            OPTIONAL { ?objectClass rdfs:label ?objectClassLabel }
            OPTIONAL { ?objectClass rdfs:comment ?objectClassComment }
          } UNION {
            ?pp void-ext:datatypePartition [ void-ext:datatype ?objectDatatype ] .
          }
        }
      } UNION {
        ?linkset void:subjectsTarget [ void:class ?subjectClass ] ;
          void:linkPredicate ?prop ;
          void:objectsTarget [ void:class ?objectClass ] .
      }
} ORDER BY ?subjectClass ?objectClass ?objectDatatype ?graph ?triples"""
"""Of the editor since 2025."""

PREFIXES_OF_ENDPOINT = """
PREFIX sh: <http://www.w3.org/ns/shacl#>
SELECT DISTINCT ?prefix ?namespace
WHERE { [] sh:namespace ?namespace ; sh:prefix ?prefix}
ORDER BY ?prefix"""

EXAMPLES = """
PREFIX sh: <http://www.w3.org/ns/shacl#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT DISTINCT ?sq ?comment ?query
WHERE {
  ?sq a sh:SPARQLExecutable ;
    rdfs:comment ?comment ;
    sh:select|sh:ask|sh:construct|sh:describe ?query .
} ORDER BY ?sq"""

OURS = f"PREFIX op: <{OP}> PREFIX void: <{PREFIXES['void']}> PREFIX graph: <{PREFIXES['graph']}> "

CLASSES = "SELECT DISTINCT ?cls WHERE { [] a ?cls . }"
PROPERTIES = "SELECT DISTINCT ?pred WHERE { [] ?pred [] . }"
"""What it asks where it finds no partitions."""


def ask(client: FlaskClient, query: str) -> list[dict[str, str]]:
    """Send a query as the editor does, and return the texts of each row."""
    address = f"/sparql?ac=1&{urlencode({'query': query})}"
    response = client.get(address, headers={"Accept": RESULTS_JSON.media_type})
    assert response.status_code == 200, response.text
    rows = json.loads(response.data)["results"]["bindings"]
    return [{name: term["value"] for name, term in row.items()} for row in some(rows)]


@pytest.mark.parametrize("query", [CLASSES_AND_PROPERTIES, WITH_LABELS])
def test_it_finds_what_each_class_has(asking: FlaskClient, query: str) -> None:
    rows = ask(asking, query)
    values: dict[tuple[str, str], set[str]] = {}
    for row in rows:
        kinds = values.setdefault((row["subjectClass"], row["prop"]), set())
        kinds.update(row[name] for name in ("objectClass", "objectDatatype") if name in row)
    assert values[f"{OP}Partnership", f"{OP}partner"] == {f"{OP}Organization"}
    assert values[f"{OP}Partnership", f"{OP}from"] == {f"{PREFIXES['xsd']}date"}
    assert f"{OP}Programme" in values[f"{OP}Partnership", f"{OP}programme"]
    assert f"{PREFIXES['rdf']}langString" in values[f"{OP}Games", f"{PREFIXES['rdfs']}label"]
    assert not [use for use in values if use == (f"{OP}Games", f"{OP}partner")]


def test_the_partitions_leave_out_no_property_of_a_class(asking: FlaskClient) -> None:
    described = {(row["subjectClass"], row["prop"]) for row in ask(asking, CLASSES_AND_PROPERTIES)}
    used = ask(
        asking,
        OURS + "SELECT DISTINCT ?c ?p { VALUES ?g { graph:curated graph:derived graph:ontology } GRAPH ?g { ?s ?p ?o } "
        "?s a ?c FILTER(ISIRI(?c)) FILTER NOT EXISTS { GRAPH graph:description { ?s a ?c } } }",
    )
    assert {(row["c"], row["p"]) for row in used} == described


def test_its_other_queries_find_ours(asking: FlaskClient) -> None:
    prefixes = {row["prefix"]: row["namespace"] for row in ask(asking, PREFIXES_OF_ENDPOINT)}
    assert prefixes["op"] == OP
    assert "partners-on-date" in {row["sq"].rpartition("/")[2] for row in ask(asking, EXAMPLES)}
    assert f"{OP}Partnership" in {row["cls"] for row in ask(asking, CLASSES)}
    assert f"{OP}partner" in {row["pred"] for row in ask(asking, PROPERTIES)}


def test_sizes_are_those_of_the_graph(asking: FlaskClient) -> None:
    [stated] = ask(
        asking,
        OURS + "SELECT ?n ?all { ?c void:class op:Partnership ; void:entities ?all ; void:propertyPartition ?p . "
        "?p void:property op:partner ; void:classPartition [ void:class op:Organization ; void:triples ?n ] }",
    )
    [counted] = ask(
        asking,
        OURS + "SELECT (COUNT(*) AS ?n) (COUNT(DISTINCT ?s) AS ?all) { ?s a op:Partnership ; op:partner ?o . "
        "?o a op:Organization }",
    )
    assert stated == counted
