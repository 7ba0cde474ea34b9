"""Content negotiation and documents: what was asked for comes, and parses back to the same statements."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pyoxigraph as ox
import pytest
from flask.testing import FlaskClient
from pyld import jsonld
from rdflib import DCTERMS, FOAF, VOID, Graph, URIRef

from graph.build.snapshot import current
from graph.stores.store import Term
from ontology.namespaces import BASE, DATA_LICENCE_IRI, DATASET_IRI, ID_BASE
from tests.some import some
from webapp.app import create_app

# rdflib warns of its own calls when it parses JSON-LD.
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8"
PARSERS = {"ttl": "turtle", "jsonld": "json-ld", "nt": "nt", "rdf": "xml"}
TYPES = {
    "html": "text/html",
    "ttl": "text/turtle",
    "json": "application/json",
    "jsonld": "application/ld+json",
    "nt": "application/n-triples",
    "rdf": "application/rdf+xml",
}

ACCEPTS = [
    (BROWSER, "html"),
    ("", "html"),
    ("*/*", "html"),
    ("text/*", "html"),
    ("application/xhtml+xml", "html"),
    ("text/turtle", "ttl"),
    ("text/turtle, */*;q=0.1", "ttl"),
    ("text/turtle;charset=utf-8, */*;q=0.1", "ttl"),
    ('application/ld+json; profile="http://www.w3.org/ns/json-ld#compacted"', "jsonld"),
    ("text/turtle;q=0.5, application/ld+json", "jsonld"),
    ("application/json", "json"),
    ("application/n-triples;q=0.9,text/html;q=0.8", "nt"),
    ("application/rdf+xml", "rdf"),
    ("text/html;q=0.1, application/rdf+xml;q=0.2", "rdf"),
    ("text/turtle, application/x-turtle, */*;q=0.1", "ttl"),
    ("application/ld+json, application/json;q=0.9, */*;q=0.1", "jsonld"),
    ("application/xml", "rdf"),
    ("text/html, application/xml", "html"),
    ("application/*", "jsonld"),
]


@pytest.mark.parametrize(("accept", "suffix"), ACCEPTS)
def test_accept_chooses_the_format(client: FlaskClient, accept: str, suffix: str) -> None:
    response = client.get("/partner/alibaba", headers={"Accept": accept} if accept else {})
    assert response.status_code == 200
    assert response.mimetype == TYPES[suffix] or (accept == "application/*" and response.mimetype in TYPES.values())
    assert "Accept" in response.headers["Vary"]
    if accept != "application/*":
        assert response.headers["Content-Location"] == f"/partner/alibaba.{suffix}"


def test_json_is_the_statements_of_the_page(client: FlaskClient) -> None:
    response = client.get("/partner/alibaba.json")
    assert (response.status_code, response.mimetype) == (200, "application/json")
    assert response.headers["Content-Location"] == "/partner/alibaba.json"
    assert response.get_json()["statements"]
    assert client.get("/id/organization/alibaba.json").headers["Location"] == "/partner/alibaba.json"
    asked = client.get("/partner/alibaba", headers={"Accept": "application/json"})
    assert (asked.mimetype, asked.data) == ("application/json", response.data)


@pytest.mark.parametrize(
    ("accept", "suffix"),
    [
        ("text/plain", "nt"),
        ("text/plain, */*;q=0.1", "nt"),
        ("text/n3, */*;q=0.1", "ttl"),
        ("application/trig, */*;q=0.1", "ttl"),
        ("application/n-quads", "nt"),
    ],
)
def test_old_clients_get_a_format_that_they_can_read(client: FlaskClient, accept: str, suffix: str) -> None:
    """Finding 17: `Accept: text/plain` was 406, and rdflib's `parse(address, format="nt")` got HTML."""
    response = client.get("/partner/alibaba", headers={"Accept": accept})
    assert (response.status_code, response.mimetype) == (200, accept.partition(",")[0])
    assert response.data == client.get(f"/partner/alibaba.{suffix}").data
    assert response.headers["Content-Location"] == f"/partner/alibaba.{suffix}"
    assert client.get("/id/organization/alibaba", headers={"Accept": accept}).headers["Location"].endswith(suffix)


@pytest.mark.parametrize(("accept", "suffix"), [pair for pair in ACCEPTS if pair[0] != "application/*"])
def test_identifiers_answer_see_other(client: FlaskClient, accept: str, suffix: str) -> None:
    response = client.get("/id/organization/alibaba", headers={"Accept": accept} if accept else {})
    assert response.status_code == 303
    assert response.headers["Location"] == "/partner/alibaba" + ("" if suffix == "html" else f".{suffix}")
    assert "Accept" in response.headers["Vary"]


def _graph(client: FlaskClient, address: str, suffix: str) -> Graph:
    response = client.get(f"{address}.{suffix}")
    assert response.status_code == 200
    assert response.mimetype == TYPES[suffix]
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    return Graph().parse(data=response.data, format=PARSERS[suffix])


def canonical(graph: Graph) -> set[str]:
    """Return the statements with canonical labels of blank nodes (RDFC-1.0), the same for isomorphic graphs."""
    dataset = ox.Dataset(ox.parse(graph.serialize(format="nt"), format=ox.RdfFormat.N_TRIPLES))
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return {str(quad) for quad in dataset}


@pytest.mark.parametrize(
    "address", ["/partner/alibaba", "/games/1984-winter", "/category/beer", "/source/itg-2017-01-alibaba"]
)
def test_all_formats_say_the_same(client: FlaskClient, address: str) -> None:
    turtle = canonical(_graph(client, address, "ttl"))
    assert len(turtle) > 5
    for suffix in ("jsonld", "nt", "rdf"):
        assert turtle == canonical(_graph(client, address, suffix)), suffix


def test_turtle_is_pretty(client: FlaskClient) -> None:
    text = client.get("/partner/alibaba.ttl").text
    assert "@prefix op: <https://w3id.org/olympic-partnerships/ontology#> ." in text
    assert "organization:alibaba a op:Organization" in text
    assert 'rdfs:label "Alibaba Group"@en' in text
    assert '"2017-01-19"^^xsd:date' in text
    body = "\n".join(line for line in text.splitlines() if not line.startswith("@prefix"))
    assert f"<{ID_BASE}organization/" not in body, "identifiers are written with their prefixes"


def test_json_ld_is_compacted_with_our_context(client: FlaskClient) -> None:
    document = json.loads(client.get("/partner/alibaba.jsonld").data)
    assert "@context" in document
    assert "https://w3id.org/olympic-partnerships/ontology#partner" not in json.dumps(document["@graph"])


@pytest.mark.parametrize("thing", ["partner/alibaba", "games/1936-winter", "category/beer"])
def test_another_processor_of_json_ld_reads_the_same_triples(client: FlaskClient, thing: str) -> None:
    document = json.loads(client.get(f"/{thing}.jsonld").data)
    read = jsonld.to_rdf(document, {"format": "application/n-quads"})
    assert sorted(read.split("\n")) == sorted(client.get(f"/{thing}.nt").text.split("\n"))


def test_a_document_can_be_read_on_its_own(client: FlaskClient) -> None:
    graph = _graph(client, "/partner/alibaba", "ttl")
    deal = URIRef(ID_BASE + "partnership/top-09--alibaba")
    op = "https://w3id.org/olympic-partnerships/ontology#"
    evidence = graph.value(deal, URIRef(op + "evidence"))
    assert evidence is not None
    source = graph.value(evidence, URIRef(op + "source"))
    assert source is not None
    assert graph.value(source, URIRef("http://purl.org/dc/terms/title")) is not None
    programme = graph.value(deal, URIRef(op + "programme"))
    assert programme is not None
    assert graph.value(programme, URIRef("http://www.w3.org/2000/01/rdf-schema#label")) is not None


def test_links_name_the_other_formats(client: FlaskClient) -> None:
    link = client.get("/partner/alibaba").headers["Link"]
    assert f'<{ID_BASE}organization/alibaba>; rel="cite-as"' in link
    assert '</partner/alibaba>; rel="canonical"' in link
    for suffix in PARSERS:
        assert f'</partner/alibaba.{suffix}>; rel="alternate describedby"; type="{TYPES[suffix]}"' in link
    assert '</partner/alibaba.html>; rel="alternate"' in client.get("/partner/alibaba.ttl").headers["Link"]


@pytest.mark.parametrize(
    "address", ["/partner/alibaba", "/partner/alibaba.ttl", "/", "/ontology", "/country/france.nt"]
)
def test_what_is_known_is_not_sent_again(client: FlaskClient, address: str) -> None:
    first = client.get(address)
    again = client.get(address, headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304
    assert again.data == b""
    assert again.headers["ETag"] == first.headers["ETag"]
    assert client.get(address, headers={"If-None-Match": '"other"'}).status_code == 200


def test_formats_have_tags_of_their_own(client: FlaskClient) -> None:
    tags = {client.get(f"/partner/alibaba.{suffix}").headers["ETag"] for suffix in TYPES}
    assert len(tags) == len(TYPES)


@pytest.mark.parametrize(
    ("address", "target"),
    [
        ("/organization/alibaba", "/partner/alibaba"),
        ("/organization/alibaba.ttl", "/partner/alibaba.ttl"),
        ("/partner/ioc", "/organization/ioc"),
    ],
)
def test_a_thing_has_one_address(client: FlaskClient, address: str, target: str) -> None:
    response = client.get(address)
    assert response.status_code == 301
    assert response.headers["Location"] == target


def test_the_vocabulary_is_negotiated(client: FlaskClient) -> None:
    page = client.get("/ontology", headers={"Accept": BROWSER})
    assert 'id="Partnership"' in page.text
    turtle = client.get("/ontology", headers={"Accept": "text/turtle"})
    graph = Graph().parse(data=turtle.data, format="turtle")
    for suffix in ("jsonld", "nt", "rdf"):
        assert canonical(graph) == canonical(_graph(client, "/ontology", suffix)), suffix


def test_the_shapes_are_there_under_their_name(client: FlaskClient) -> None:
    page = client.get("/shapes", headers={"Accept": BROWSER})
    assert (page.status_code, page.headers["Location"], page.headers["Vary"]) == (303, "/shapes.ttl", "Accept")
    graph = Graph().parse(data=client.get("/shapes", headers={"Accept": "text/turtle"}).data, format="turtle")
    assert (URIRef("https://w3id.org/olympic-partnerships/shapes"), None, None) in graph
    for suffix in ("jsonld", "nt", "rdf"):
        assert canonical(graph) == canonical(_graph(client, "/shapes", suffix)), suffix


@pytest.mark.parametrize("name", ["announcements", "prefixes"])
def test_a_query_is_described_in_the_document_about_all(client: FlaskClient, name: str) -> None:
    response = client.get(f"/queries/{name}", headers={"Accept": "text/turtle"})
    assert (response.status_code, response.headers["Location"]) == (303, "/queries.ttl")
    graph = Graph().parse(data=client.get("/queries.ttl").data, format="turtle")
    assert (URIRef(f"https://w3id.org/olympic-partnerships/queries/{name}"), None, None) in graph
    page = client.get(f"/queries/{name}", headers={"Accept": BROWSER}, follow_redirects=True)
    assert page.status_code == 200
    assert "Accept" in page.headers["Vary"]


def test_every_term_has_an_anchor(client: FlaskClient) -> None:
    page = client.get("/ontology").text
    graph = Graph().parse(data=client.get("/ontology.ttl").data, format="turtle")
    start = "https://w3id.org/olympic-partnerships/ontology#"
    for term in some({str(subject) for subject in graph.subjects() if str(subject).startswith(start)}):
        assert f'id="{term.removeprefix(start)}"' in page, term


@pytest.mark.parametrize(
    "address",
    ["/partner/alibaba", "/games/1984-winter", "/status/active", "/graph/curated", "/dataset", "/organization/ioc"],
)
@pytest.mark.parametrize("suffix", PARSERS)
def test_every_document_names_licence_and_dataset(client: FlaskClient, address: str, suffix: str) -> None:
    """Finding 17: entity Turtle named neither."""
    store = ox.Store()
    store.load(client.get(f"{address}.{suffix}").data, format=ox.RdfFormat.from_media_type(TYPES[suffix]))
    document = ox.NamedNode(BASE + address.removeprefix("/"))

    def said(property_: str) -> list[Term]:
        return [quad.object for quad in store.quads_for_pattern(document, ox.NamedNode(property_), None)]

    (topic,) = said(FOAF.primaryTopic)
    assert not isinstance(topic, ox.Literal)
    assert list(store.quads_for_pattern(topic, None, None))
    assert said(DCTERMS.license) == [ox.NamedNode(DATA_LICENCE_IRI)]
    assert said(VOID.inDataset) == [ox.NamedNode(DATASET_IRI)]
    assert client.get(address, headers={"Accept": "text/turtle"}).status_code == 200


def test_the_context_is_served(client: FlaskClient) -> None:
    """Finding 17: `context.jsonld` was served nowhere."""
    response = client.get("/context.jsonld")
    assert (response.status_code, response.mimetype) == (200, "application/ld+json")
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    document = json.loads(client.get("/partner/alibaba.jsonld").data)
    assert document["@context"] == response.get_json()["@context"]
    assert 'href="/context.jsonld"' in client.get("/ontology").text


@pytest.mark.slow
def test_a_document_is_the_same_from_every_worker(few_home: Path) -> None:
    """Workers have other hash seeds, and so other orders of sets."""
    program = (
        "from graph.build.snapshot import current; from pathlib import Path; import hashlib, sys\n"
        "from webapp.app import create_app\n"
        "client = create_app(snapshot=current(Path(sys.argv[1]))).test_client()\n"
        "for address in sys.argv[2:]:\n"
        "    response = client.get(address)\n"
        "    print(address, response.status_code, hashlib.sha256(response.data).hexdigest())\n"
    )
    addresses = [f"/partner/alibaba.{suffix}" for suffix in PARSERS]
    addresses += ["/partner/alibaba", "/explore/view.json?tier=top", "/queries.jsonld", "/partners.json"]
    command = [sys.executable, "-c", program, str(few_home), *addresses]
    seed = "2" if os.environ.get("PYTHONHASHSEED") == "1" else "1"
    other = subprocess.run(command, env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, check=True).stdout
    client = create_app(snapshot=current(few_home)).test_client()
    answers = {address: client.get(address) for address in addresses}
    assert other.decode().splitlines() == [
        f"{address} 200 {sha256(response.data).hexdigest()}" for address, response in answers.items()
    ]
