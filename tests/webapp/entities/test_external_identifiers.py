"""Identifiers of other registers: their addresses, and every place that takes a name takes them, too."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from urllib.parse import quote

import pytest
from flask.testing import FlaskClient

from graph.registers import iri_of
from tests.some import some
from tests.tables import rows

SHARED = "Q144617"
"""The item that may be two organizations here."""


def test_each_identifier_leads_to_its_thing(client: FlaskClient) -> None:
    things = defaultdict(set)
    for row in rows("identifiers"):
        things[row["scheme"], row["value"]].add(f"/id/{row['about_kind']}/{row['about']}")
    for (scheme, value), known in some([item for at, item in enumerate(things.items()) if at % 7 == 0]):
        answer = client.get(f"/id/{scheme}/{quote(value, safe='')}")
        if len(known) == 1 and answer.status_code != 404:  # an organization that is not published has no address
            assert (answer.status_code, {answer.headers["Location"]}) == (303, known)


def test_several_things_with_one_identifier_are_listed(client: FlaskClient) -> None:
    answer = client.get(f"/id/wikidata/{SHARED}", headers={"Accept": "application/json"})
    assert answer.status_code == 300
    choices = {choice["id"].rpartition("/")[2]: choice["status"] for choice in answer.get_json()["choices"]}
    assert choices == {"tim": "confirmed", "telecom-italia": "ambiguous"}
    page = client.get(f"/id/wikidata/{SHARED}", headers={"Accept": "text/html"})
    assert (page.status_code, 'href="/partner/tim"' in page.text) == (300, True)


@pytest.mark.parametrize(
    ("address", "location"),
    [
        ("/id/wikidata/q159433", "/id/organization/3m"),
        ("/id/wikidata/Q159433.ttl", "/id/organization/3m.ttl"),
        ("/id/wikipedia/en:1896%20Summer_Olympics", "/id/games/1896-summer"),
        ("/id/ioc/GER", "/id/country/germany"),
    ],
)
def test_other_forms_of_an_identifier(client: FlaskClient, address: str, location: str) -> None:
    assert client.get(address).headers["Location"] == location


@pytest.mark.parametrize(
    ("address", "says"),
    [("wikidata/Q42", "Nothing here has"), ("wikidata/42", "Q and a number"), ("lei/X", "20 letters and digits")],
)
def test_an_unknown_identifier_is_not_found(client: FlaskClient, address: str, says: str) -> None:
    answer = client.get(f"/id/{address}", headers={"Accept": "application/json"})
    assert (answer.status_code, says in answer.get_json()["detail"]) == (404, True)


FORMS = (
    "wikidata:Q159433",
    "Q159433",
    "wd:Q159433",
    "https://www.wikidata.org/wiki/Q159433",
    "<http://www.wikidata.org/entity/Q159433>",
    "ror:00mgss748",
    "LUZQVYP4VS22CLWDAR65",
    "US:MMM",
    "0000 0001 0695 6319",
)


@pytest.mark.parametrize("text", FORMS)
def test_search_and_parameters_take_identifiers(client: FlaskClient, text: str) -> None:
    assert [item["id"] for item in client.get("/search/suggest", query_string={"q": text}).get_json()] == ["partner/3m"]
    answer = client.get("/api/queries/partner-history.json", query_string={"partner": text})
    assert (answer.status_code, len(answer.get_json()["rows"]) > 0) == (200, True)
    compared = client.get("/compare.json", query_string={"a": text, "b": "visa"})
    assert compared.status_code == 200
    assert client.get("/explore/view.json", query_string={"from": text}).status_code == 200


def test_a_confirmed_identifier_goes_before_one_that_may_be_meant(client: FlaskClient) -> None:
    answer = client.get("/api/queries/partner-history.json", query_string={"partner": f"wikidata:{SHARED}"})
    assert answer.get_json()["parameters"]["partner"].endswith("/tim")


@pytest.mark.parametrize("text", ["wikidata:Q42", "https://www.wikidata.org/wiki/Q42", "wikidata:Q1321"])
def test_an_identifier_of_nothing_that_fits_is_refused(client: FlaskClient, text: str) -> None:
    answer = client.get("/api/queries/partner-history", query_string={"partner": text})
    assert (answer.status_code, answer.get_json()["parameter"]) == (400, "partner")


def test_the_data_of_a_page_names_the_same_thing_elsewhere(client: FlaskClient) -> None:
    """Of what is not confirmed search engines hear nothing."""
    own = [row for row in rows("identifiers") if row["about"] == "3m"]
    iris = {iri_of(row["scheme"], row["value"]) for row in own if row["status"] == "confirmed"} - {""}
    page = client.get("/partner/3m", headers={"Accept": "text/html"}).text
    structured = re.search(r'<script type="application/ld\+json">(.+?)</script>', page, re.DOTALL)
    assert structured
    [thing] = [item for item in json.loads(structured[1])["@graph"] if item["@type"] == "Organization"]
    assert set(some(iris)) < set(thing["sameAs"])
    assert all(f'href="{iri}"' in page for iri in some(iris) if "ror.org" in iri or "wikipedia" in iri)
    document = client.get("/partner/3m.jsonld").get_json()
    [described] = [item for item in document["@graph"] if str(item.get("id", "")).endswith("organization/3m")]
    assert set(described["sameAs"]) == iris
    ambiguous = client.get("/partner/alibaba", headers={"Accept": "text/html"}).text
    assert "Q30273328" in ambiguous
    assert "entity/Q30273328" not in ambiguous
