"""Everything that the site gives away names number and day of the data, and all of it has the same citation."""

from __future__ import annotations

import json
import re
from pathlib import Path
from urllib.parse import urlsplit
from xml.etree import ElementTree

import networkx as nx
import pytest
from flask import Flask
from flask.testing import FlaskClient
from pybtex.database import parse_string
from rdflib import DCTERMS, OWL, Graph, Literal, URIRef

from graph.stores.open_store import open_named
from ontology.namespaces import BASE, DATASET_IRI, ID_BASE
from tests import tables
from tests.each import each
from tests.some import some
from tests.webapp.html import parse
from webapp.app import PAGES, create_app
from webapp.models.data_version import DataVersion
from webapp.models.entity import Entity
from webapp.models.site import current_site
from webapp.sharing.og_cards import of_site, of_thing
from webapp.sharing.og_image import svg

ANSWER = "?programme=top&date=2017-01-20"
VIEW = "?from=partner/alibaba&open=partner/alibaba"


@pytest.fixture
def version(app: Flask) -> DataVersion:
    with app.test_request_context():
        return current_site().catalogue.version


def sentence(client: FlaskClient, address: str) -> str:
    """Return the citation on a page."""
    (found,) = parse(client.get(address).text).all("p", class_="citation")
    return found.text


def test_the_number_is_of_the_newest_release_or_of_a_build_after_it(version: DataVersion) -> None:
    newest = max(tables.rows("releases"), key=lambda row: row["date"])
    assert version.date == newest["date"]
    assert re.fullmatch(re.escape(newest["version"]) + r"(\+[0-9a-f]{8})?", version.number)


@pytest.mark.parametrize(
    ("page", "other", "iri"),
    [
        ("/partner/alibaba", "/partner/alibaba.json", f"{ID_BASE}organization/alibaba"),
        (f"/queries/partners-on-date{ANSWER}", f"/api/queries/partners-on-date.json{ANSWER}",
         f"{BASE}queries/partners-on-date{ANSWER}&basis=assumed"),
        (f"/explore{VIEW}", f"/explore/view.json{VIEW}", f"{BASE}explore{VIEW}"),
    ],
)  # fmt: skip
def test_page_data_and_header_have_one_citation(
    client: FlaskClient, version: DataVersion, page: str, other: str, iri: str
) -> None:
    said = sentence(client, page)
    assert version.words in said
    assert f" {iri} (" in said
    response = client.get(other)
    content = json.loads(response.data)
    assert (content["citation"], content["version"], content["date"]) == (said, version.number, version.date)
    assert f'<{iri}>; rel="cite-as"' in response.headers["Link"]
    path, _, fields = page.partition("?")
    entry = parse_string(client.get(f"{path}.bib?{fields}").text, "bibtex").entries
    assert [item.fields["url"] for item in entry.values()] == [iri]
    links = {urlsplit(link.attributes["href"]).path for link in parse(client.get(page).text).all("a")}
    assert {f"{path}.bib", f"{path}.ris", f"{path}.csljson"} <= links


@pytest.mark.parametrize("page", ["/about", "/data", "/dataset"])
def test_the_dataset_has_one_citation(client: FlaskClient, version: DataVersion, page: str) -> None:
    said = sentence(client, page)
    assert said == sentence(client, "/about")
    assert version.words in said
    assert DATASET_IRI in said
    assert "/dataset.cff" in {link.attributes["href"] for link in parse(client.get(page).text).all("a")}


def test_exports_of_a_view_have_its_citation(client: FlaskClient, version: DataVersion) -> None:
    said = sentence(client, f"/explore{VIEW}")
    gexf = ElementTree.fromstring(client.get(f"/explore/view.gexf{VIEW}").data)  # noqa: S314 - our own
    meta = next(element for element in gexf if element.tag.endswith("meta"))
    assert meta.attrib == {"lastmodifieddate": version.date}, "and not the day of the request"
    assert said in " ".join(element.text or "" for element in meta)
    found = nx.parse_graphml(client.get(f"/explore/view.graphml{VIEW}").text, force_multigraph=True).graph
    assert (found["citation"], found["version"], found["date"]) == (said, version.number, version.date)
    stated = Graph().parse(data=client.get(f"/explore/view.ttl{VIEW}").text, format="turtle")
    view = URIRef(f"{BASE}explore{VIEW}")
    assert stated.value(view, DCTERMS.bibliographicCitation) == Literal(said, lang="en")
    assert str(stated.value(view, OWL.versionInfo)) == version.number
    assert str(stated.value(view, DCTERMS.date)) == version.date


def test_a_document_about_a_thing_states_the_version(client: FlaskClient, version: DataVersion) -> None:
    stated = Graph().parse(data=client.get("/partner/alibaba.ttl").text, format="turtle")
    document = URIRef(f"{BASE}partner/alibaba")
    assert str(stated.value(document, OWL.versionInfo)) == version.number
    assert str(stated.value(document, DCTERMS.date)) == version.date


@pytest.mark.parametrize(
    ("media_type", "suffix"),
    [
        ("application/x-bibtex", "bib"),
        ("application/x-research-info-systems", "ris"),
        ("application/vnd.citationstyles.csl+json", "csljson"),
    ],
)
@pytest.mark.parametrize("address", ["/partner/alibaba", "/dataset", "/queries/partners-on-date", "/explore"])
def test_citations_are_negotiated_as_those_of_dois(
    client: FlaskClient, address: str, media_type: str, suffix: str
) -> None:
    negotiated = client.get(address, headers={"Accept": media_type})
    assert negotiated.mimetype == media_type
    assert "Accept" in negotiated.headers["Vary"]
    named = client.get(f"{address}.{suffix}")
    assert (named.mimetype, named.data) == (media_type, negotiated.data)
    assert client.get(f"{address}.{suffix}", headers={"If-None-Match": named.headers["ETag"]}).status_code == 304


def test_an_identifier_leads_to_its_citation(client: FlaskClient) -> None:
    response = client.get("/id/organization/alibaba", headers={"Accept": "application/x-bibtex"})
    assert (response.status_code, response.headers["Location"]) == (303, "/partner/alibaba.bib")


@pytest.mark.parametrize("accept", ["*/*", "text/html", "application/json", "text/turtle"])
def test_nobody_else_gets_a_citation(client: FlaskClient, accept: str) -> None:
    for address in ("/partner/alibaba", "/explore", "/dataset"):
        assert "bib" not in client.get(address, headers={"Accept": accept}).content_type


@pytest.mark.parametrize(
    ("address", "status", "words"),
    [
        ("/queries/partners-on-date.bib?date=soon", 400, "date=soon"),
        ("/queries/nothing.bib", 404, "nothing"),
        ("/queries/partners-on-date.cff", 404, "partners-on-date.cff"),
        ("/explore.bib?from=nothing", 400, "nothing"),
        ("/explore.docx", 404, "explore.bib"),
        ("/partner/alibaba.cff", 404, ".cff"),
    ],
)
def test_what_cannot_be_cited_is_said(client: FlaskClient, address: str, status: int, words: str) -> None:
    response = client.get(address, headers={"Accept": "application/json"})
    assert (response.status_code, response.mimetype) == (status, "application/problem+json")
    assert words in response.get_json()["detail"]


ANSWERS = (
    *(page.path for page in PAGES),
    "/partner/alibaba", "/partner/alibaba.ttl", "/partner/alibaba.bib", "/partners.csv", "/partners.json",
    "/explore/view.csv", "/explore/facts?node=partner/coca-cola", "/api/queries/partners-on-date.csv",
    "/sparql?query=ASK{}",
    "/path.json?from=partner/alibaba&to=partner/kodak", "/data/olympic-partnerships.nq", "/og/partner/alibaba.png",
)  # fmt: skip


@each("address", ANSWERS)
def test_every_answer_names_number_and_day(client: FlaskClient, version: DataVersion, address: str) -> None:
    response = client.get(address)
    response.close()
    assert response.status_code == 200
    assert response.headers["OPG-Version"] == f'"{version.number}";date="{version.date}"'
    assert "OPG-Version" in response.headers["Access-Control-Expose-Headers"]


def test_what_holds_no_data_names_none(client: FlaskClient) -> None:
    for address in ("/static/style.css", "/nothing/here"):
        assert "OPG-Version" not in client.get(address).headers


@each("path", [page.path for page in PAGES] + ["/partner/alibaba", "/nothing/here"])
def test_every_page_names_number_and_day(client: FlaskClient, version: DataVersion, path: str) -> None:
    (foot,) = parse(client.get(path, headers={"Accept": "text/html"}).text).all("footer")
    assert version.words in foot.text


@pytest.mark.parametrize(
    ("address", "name"),
    [
        (f"/api/queries/partners-on-date.csv{ANSWER}", "partners-on-date-{}.csv"),
        ("/partners.csv", "partners-{}.csv"),
        ("/explore/view.csv?show=network", "olympic-partnerships-the-whole-network-lines-{}.csv"),
        ("/explore/nodes.csv?show=network", "olympic-partnerships-the-whole-network-things-{}.csv"),
    ],
)
def test_a_table_has_the_version_in_its_name(
    client: FlaskClient, version: DataVersion, address: str, name: str
) -> None:
    told = name.format(f"{version.number}-{version.date}")
    assert f'filename="{told}"' in client.get(address).headers["Content-Disposition"]


def test_pictures_name_number_and_day(app: Flask, version: DataVersion) -> None:
    with app.test_request_context():
        here = current_site()
        subject = Entity.load(here.ask, f"{ID_BASE}organization/alibaba")
        assert subject
        for card in some(
            [of_site(here, "home"), of_site(here, "partners"), of_thing(here, "/partner/alibaba", subject)]
        ):
            assert card
            assert f"{version.words[1:]}<" in svg(card)


def test_data_without_releases_has_its_digest_and_no_citation(tmp_path: Path) -> None:
    (tmp_path / "other.ttl").write_text("<urn:a> <urn:b> 1 .", encoding="utf-8")
    store = open_named(str(tmp_path / "other.ttl"))
    client = create_app(store).test_client()
    for address in ("/queries/counts", "/explore", "/about", "/data"):
        response = client.get(address)
        assert response.headers["OPG-Version"] == f'"{store.version[:8]}"'
        assert not parse(response.text).all("p", class_="citation")
        assert 'href="/corrections?' not in response.text


@pytest.mark.parametrize(("number", "date"), [("1.1", "2026-11-27"), ("1.1+0ca31b17", "2026"), ("", "")])
def test_the_field_is_a_structured_one(number: str, date: str) -> None:
    """A string with a parameter, whose grammar is that of RFC 9651, sections 3.1.2 and 3.3.3."""
    assert re.fullmatch(r'"[ !#-\[\]-~]*"(;date="[0-9-]+")?', DataVersion(number, date).field)
