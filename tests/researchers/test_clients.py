"""The libraries of the trade against the live endpoint: they find it standard, and the numbers are the tables'.

In the normal run each thing is read in two or three formats, and each format from several things.
"""

from __future__ import annotations

import io
import urllib.request
from collections import Counter
from typing import Any
from urllib.parse import urlencode

import pandas
import pytest
from pandas.testing import assert_frame_equal
from rdflib import FOAF, RDFS, Dataset, Graph, URIRef
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from SPARQLWrapper import CSV, JSON, JSONLD, POST, TURTLE, XML, SPARQLWrapper
from SPARQLWrapper.SPARQLExceptions import QueryBadFormed

from graph.stores.store import EmbeddedStore
from ontology.namespaces import ID_BASE, ONTOLOGY_NAMESPACE
from queries.frames import frame, open_graph
from queries.networks import partner_games
from tests.tables import by_id, rows

PREFIX = f"PREFIX op: <{ONTOLOGY_NAMESPACE}>\nPREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>\n"
BY_COUNTRY = (
    PREFIX
    + """
SELECT ?country (COUNT(DISTINCT ?partner) AS ?partners) WHERE {
  ?partner op:participatesIn <https://w3id.org/olympic-partnerships/id/programme/top> ; op:country ?country .
} GROUP BY ?country ORDER BY DESC(?partners) ?country
"""
)


def endpoint(site: str, query: str) -> SPARQLWrapper:
    wrapper = SPARQLWrapper(site + "sparql")
    wrapper.setQuery(query)
    return wrapper


def converted(wrapper: SPARQLWrapper) -> Any:
    """What the library makes of the answer, whose type depends on the format."""
    return wrapper.queryAndConvert()


def expected_by_country() -> dict[str, int]:
    programmes, organizations = by_id("programmes"), by_id("organizations")
    countries = {row["iso_alpha2"]: row["id"] for row in rows("countries")}
    partners = {row["partner"] for row in rows("partnerships") if programmes[row["programme"]]["kind"] == "term"}
    return Counter(countries[organizations[partner]["country"]] for partner in partners)


@pytest.mark.parametrize("method", ["GET", POST])
def test_sparqlwrapper_counts_partners_by_country(site: str, method: str) -> None:
    wrapper = endpoint(site, BY_COUNTRY)
    wrapper.setMethod(method)
    wrapper.setReturnFormat(JSON)
    bindings = converted(wrapper)["results"]["bindings"]
    found = {row["country"]["value"].rpartition("/")[2]: int(row["partners"]["value"]) for row in bindings}
    assert found == expected_by_country()


def test_sparqlwrapper_reads_the_other_formats(site: str) -> None:
    wrapper = endpoint(site, BY_COUNTRY)
    wrapper.setReturnFormat(XML)
    assert len(converted(wrapper).getElementsByTagName("result")) == len(expected_by_country())
    wrapper.setReturnFormat(CSV)
    assert converted(wrapper).decode().splitlines()[0] == "country,partners"


@pytest.mark.parametrize("format_", [XML, TURTLE, JSONLD])
def test_sparqlwrapper_takes_a_graph_along(site: str, format_: str) -> None:
    about = "<https://w3id.org/olympic-partnerships/id/organization/alibaba>"
    wrapper = endpoint(site, f"CONSTRUCT {{ {about} ?p ?o }} WHERE {{ {about} ?p ?o }}")
    wrapper.setReturnFormat(format_)
    answer = wrapper.query()
    body = answer.response.read()
    names = {XML: "application/rdf+xml", TURTLE: "text/turtle", JSONLD: "application/ld+json"}
    assert answer.info()["content-type"].partition(";")[0] == names[format_]
    assert b"Alibaba Group" in body


def test_sparqlwrapper_is_told_what_is_wrong(site: str) -> None:
    with pytest.raises(QueryBadFormed, match="1"):
        endpoint(site, "SELECT * WHERE { ?s ?p }").query()


def test_rdflib_sees_the_endpoint_as_a_graph(site: str) -> None:
    graph = Graph(SPARQLStore(site + "sparql", returnFormat="json"))
    alibaba = URIRef(ID_BASE + "organization/alibaba")
    assert "Alibaba Group" in {str(label) for label in graph.objects(alibaba, RDFS.label)}
    held = set(graph.subjects(URIRef(ONTOLOGY_NAMESPACE + "partner"), alibaba))
    own = {f"{ID_BASE}partnership/{row['id']}" for row in rows("partnerships") if row["partner"] == "alibaba"}
    assert own <= {str(node) for node in held}
    answer: Any = graph.query(BY_COUNTRY)
    assert {str(row[0]).rpartition("/")[2]: int(row[1]) for row in answer} == expected_by_country()


def test_pandas_reads_the_endpoint(site: str) -> None:
    frame = pandas.read_csv(f"{site}sparql?{urlencode({'query': BY_COUNTRY, 'format': 'csv'})}")
    assert list(frame.columns) == ["country", "partners"]
    assert frame["partners"].sum() == sum(expected_by_country().values())
    assert frame["partners"].is_monotonic_decreasing


def test_pandas_reads_a_named_query(site: str) -> None:
    frame = pandas.read_csv(f"{site}api/queries/partners-on-date.csv?programme=top&date=2017-01-20")
    assert len(frame) == 13
    assert "Alibaba Group" in set(frame["partnerLabel"])
    tabs = pandas.read_json(f"{site}api/queries/newcomers.json", typ="series")
    assert tabs["count"] == len(tabs["rows"])


THINGS = (
    *("organization/alibaba", "games/2020-summer", "programme/top", "category/beer", "country/japan", "status/active"),
    *("source/itg-2017-01-alibaba", "partnership/top-09--alibaba", "person/thomas-bach", "event/2017-01-19-alibaba"),
    *("scheme/status", "organization/ioc"),
)


FORMATS = ("turtle", "ttl", "nt", "xml", "json-ld", "n3", "trig", None)


@pytest.mark.sweep
@pytest.mark.parametrize("format_", FORMATS)
@pytest.mark.parametrize("thing", THINGS)
def test_rdflib_reads_every_thing_where_it_is(site: str, thing: str, format_: str | None) -> None:
    """Finding 17: `parse(address, format="nt")` got HTML."""
    graph = Dataset(default_union=True) if format_ == "trig" else Graph()
    graph.parse(f"{site}id/{thing}", format=format_)
    assert (URIRef(ID_BASE + thing), None, None) in graph
    assert (None, FOAF.primaryTopic, URIRef(ID_BASE + thing)) in graph


@pytest.mark.sweep
@pytest.mark.parametrize("format_", ["turtle", "nt", "xml", "json-ld", "n3"])
@pytest.mark.parametrize(
    "address", ["ontology", "shapes", "dataset", "queries", "data", ".well-known/void", "graph/curated"]
)
def test_rdflib_reads_what_describes_the_whole(site: str, address: str, format_: str) -> None:
    assert len(Graph().parse(site + address, format=format_)) > 2


def test_a_client_that_says_nothing_of_formats_gets_the_usual_one(site: str) -> None:
    """Java's own client names pages and images first, then anything, with qualities written as `.2`."""
    java = {"Accept": "text/html, image/gif, image/jpeg, *; q=.2, */*; q=.2"}
    for address, media_type in (("api/queries/newcomers", "application/json"), ("partner/alibaba", "text/html")):
        request = urllib.request.Request(site + address, headers=java)
        with urllib.request.urlopen(request, timeout=30) as answer:
            assert answer.headers.get_content_type() == media_type


def test_a_notebook_follows_an_identifier_and_then_a_dump(site: str) -> None:
    """From a row to the data about it: what the identifier leads to is RDF, by Accept."""
    request = urllib.request.Request(f"{site}id/organization/alibaba", headers={"Accept": "text/turtle"})
    with urllib.request.urlopen(request, timeout=30) as answer:
        graph = Graph().parse(io.BytesIO(answer.read()), format="turtle")
    assert (URIRef(ID_BASE + "organization/alibaba"), RDFS.label, None) in graph


def test_the_helpers_for_frames_and_networks_ask_the_endpoint(site: str, store: EmbeddedStore) -> None:
    served = open_graph(f"{site}sparql")
    over_http, in_memory = (frame(graph, "partners-on-date", date="2017-01-18") for graph in (served, store))
    assert_frame_equal(over_http, in_memory)
    assert dict(partner_games(served, "top").edges) == dict(partner_games(store, "top").edges)
