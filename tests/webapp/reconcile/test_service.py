"""The service by its parts: manifest, suggestions, previews, data extension, and what it refuses."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import urlencode

import pytest
from flask.testing import FlaskClient

from ontology.namespaces import ID_BASE
from tests.some import some
from tests.webapp.reconcile import schemas
from webapp.models.search_results import LONGEST
from webapp.reconcile import reading
from webapp.reconcile.reading import BATCH

FORM = "application/x-www-form-urlencoded"


def extend(client: FlaskClient, ids: list[str], *properties: str, **settings: object) -> dict[str, Any]:
    """Return the answer to a data extension."""
    wanted = {"ids": ids, "properties": [{"id": name, "settings": settings} for name in properties]}
    answer = client.post("/reconcile", data={"extend": json.dumps(wanted)})
    assert answer.status_code == 200, answer.text
    return dict(answer.get_json())


def test_the_manifest_says_what_there_is(client: FlaskClient) -> None:
    answer = client.get("/reconcile")
    manifest = answer.get_json()
    assert manifest["identifierSpace"] == ID_BASE
    assert (manifest["versions"], manifest["batchSize"]) == (["0.2"], BATCH)
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert client.get(manifest["view"]["url"].replace("{{id}}", "organization/visa")).status_code == 303
    schemas.check("manifest", manifest)


def test_people_get_a_page(client: FlaskClient) -> None:
    page = client.get("/reconcile", headers={"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"})
    assert "http://localhost/reconcile" in page.text
    assert client.get("/reconcile", headers={"Accept": "application/json, text/javascript, */*; q=0.01"}).is_json


def test_a_stranger_s_host_gets_no_addresses(client: FlaskClient) -> None:
    manifest = client.get("/reconcile", headers={"Host": "elsewhere.example"}).get_json()
    assert "elsewhere" not in json.dumps(manifest)
    schemas.check("manifest", manifest)


def test_what_is_typed_is_suggested(client: FlaskClient) -> None:
    manifest = client.get("/reconcile").get_json()
    for part, prefix, expected, schema in some(
        (
            ("entity", "alib", "organization/alibaba", "suggest-entities-response"),
            ("entity", "wikidata:Q20718", "organization/samsung", "suggest-entities-response"),
            ("type", "g", "games", "suggest-types-response"),
            ("type", "", "person", "suggest-types-response"),
            ("property", "cou", "country", "suggest-properties-response"),
        )
    ):
        offer = manifest["suggest"][part]
        answer = client.get(offer["service_url"] + offer["service_path"], query_string={"prefix": prefix}).get_json()
        assert expected in [item["id"] for item in answer["result"]]
        schemas.check(schema, answer)
        flyout = offer["flyout_service_url"] + offer["flyout_service_path"].replace("${id}", expected)
        assert client.get(flyout).get_json()["html"].startswith("<p>")


def test_suggestions_keep_to_a_type_and_go_on(client: FlaskClient) -> None:
    def suggested(**query: str) -> list[str]:
        return [item["id"] for item in client.get("/reconcile/suggest/entity", query_string=query).get_json()["result"]]

    assert {id_.partition("/")[0] for id_ in some(suggested(prefix="japan", type="organization"))} == {"organization"}
    assert suggested(prefix="bank", cursor="10")[:1] not in ([], suggested(prefix="bank")[:1])
    assert suggested(prefix="visa", type="nothing") == []


def test_a_preview_stands_in_a_frame_of_any_site(client: FlaskClient) -> None:
    manifest = client.get("/reconcile").get_json()
    preview = client.get(manifest["preview"]["url"].replace("{{id}}", "organization%2Fvisa"))
    assert ("Visa" in preview.text, preview.mimetype) == (True, "text/html")
    assert "frame-ancestors *" in preview.headers["Content-Security-Policy"]
    assert "X-Frame-Options" not in preview.headers
    assert client.get("/reconcile/preview?id=organization/nobody").status_code == 404
    assert client.get("/reconcile/flyout/type?id=<b>").status_code == 404


def test_properties_are_proposed_by_type(client: FlaskClient) -> None:
    answer = client.get("/reconcile/properties?type=organization").get_json()
    proposed = [item["id"] for item in answer["properties"]]
    assert {"country", "games", "category", "year", "wikidata", "homepage", "source"} <= set(proposed)
    assert "opening" not in proposed
    assert "opening" in [item["id"] for item in client.get("/reconcile/properties?type=games").get_json()["properties"]]
    schemas.check("data-extension-property-proposal", answer)


def test_values_are_fetched_in_their_forms(client: FlaskClient) -> None:
    ids = ["organization/visa", "games/2012-summer", "partnership/top-09--alibaba", "partner/visa", "nothing"]
    names = ("country", "games", "opening", "nations", "year", "from", "wikidata", "link", "source", "alias", "name")
    answer = extend(client, ids, *names)
    visa, london, alibaba, partner, nothing = (answer["rows"][id_] for id_ in ids)
    assert visa["country"] == [{"id": "country/united-states", "name": "United States"}]
    assert {"id": "games/2012-summer", "name": "London 2012"} in visa["games"]
    assert (visa["wikidata"], visa["opening"]) == ([{"str": "Q328840"}], [])
    assert {"str": "http://www.wikidata.org/entity/Q328840"} in visa["link"]
    assert (london["opening"], london["year"]) == ([{"date": "2012-07-27T00:00:00Z"}], [{"str": "2012"}])
    assert isinstance(london["nations"][0]["int"], int)
    assert alibaba["from"] == [{"date": "2017-01-19T00:00:00Z"}]
    assert {"source/sina-2017-01-19-alibaba"} <= {source["id"] for source in alibaba["source"]}
    assert (partner, set(map(str, nothing.values()))) == (visa, {"[]"})
    assert answer["meta"][0] == {"id": "country", "name": "country", "type": {"id": "country", "name": "Country"}}
    schemas.check("data-extension-response", answer)


def test_every_property_that_is_proposed_can_be_fetched(client: FlaskClient) -> None:
    names = [item["id"] for item in client.get("/reconcile/properties").get_json()["properties"]]
    ids = ["organization/visa", "person/thomas-bach", "category/beer", "programme/top-09", "country/japan"]
    for at in range(0, len(some(names)), 30):
        schemas.check("data-extension-response", extend(client, ids, *names[at : at + 30], limit=2))
    assert len(extend(client, ["organization/visa"], "games", limit=3)["rows"]["organization/visa"]["games"]) == 3


def test_jsonp_calls_the_function_that_is_named(client: FlaskClient) -> None:
    answer = client.get("/reconcile/suggest/type?prefix=g&callback=jQuery123_45")
    assert answer.mimetype == "application/javascript"
    assert answer.text.startswith("/**/jQuery123_45({")
    for callback in some(("alert(1)", "a;b", "</script>", "é", "x" * 200)):
        refused = client.get("/reconcile", query_string={"callback": callback})
        assert (refused.status_code, refused.get_json()["parameter"]) == (400, "callback")


def test_a_preflight_is_answered(client: FlaskClient) -> None:
    headers = {"Origin": "https://a.example", "Access-Control-Request-Method": "POST"}
    answer = client.options("/reconcile", headers=headers)
    assert "POST" in answer.headers["Access-Control-Allow-Methods"]


def query(**members: object) -> dict[str, str]:
    """Return the form of a batch with one query."""
    return {"queries": json.dumps({"q0": members})}


HOSTILE: dict[str, tuple[dict[str, str], int, str]] = {
    "no JSON": ({"queries": "visa"}, 400, "no JSON"),
    "a list": ({"queries": "[]"}, 400, "an object"),
    "no number": ({"queries": '{"q0": {"query": "x", "limit": NaN}}'}, 400, "NaN"),
    "a text for a query": ({"queries": '{"q0": "visa"}'}, 400, "queries.q0"),
    "nothing to look for": (query(limit=3), 400, "query"),
    "a number for a name": (query(query=3), 400, "a text"),
    "a limit below 1": (query(query="x", limit=-1), 400, "limit"),
    "a limit that is none": (query(query="x", limit="many"), 400, "limit"),
    "an odd type": (query(query="x", type=3), 400, "type"),
    "an odd strictness": (query(query="x", type_strict="never"), 400, "any, should or all"),
    "odd properties": (query(query="x", properties={"pid": "country"}), 400, "a list"),
    "a property without value": (query(query="x", properties=[{"pid": "country"}]), 400, "pid"),
    "a list in a list": (query(query="x", properties=[{"pid": "country", "v": [[1]]}]), 400, "a text"),
    "too deep": ({"queries": '{"q0":' + "[" * 100_000}, 400, "too deeply"),
    "too many": ({"queries": json.dumps({str(at): {"query": "x"} for at in range(BATCH + 1)})}, 413, "manifest"),
    "too many ids": ({"extend": json.dumps({"ids": ["x"] * (BATCH + 1), "properties": []})}, 413, "manifest"),
    "an unknown property": ({"extend": '{"ids": [], "properties": [{"id": "colour"}]}'}, 400, "colour"),
    "no ids": ({"extend": '{"properties": []}'}, 400, "extend.ids"),
    "a digit too many": ({"queries": '{"q0": {"query": "x", "limit": ' + "9" * 5_000 + "}}"}, 400, "JSON"),
    "no field": ({"query": "visa"}, 400, "queries"),
}


@pytest.mark.parametrize(("form", "status", "says"), HOSTILE.values(), ids=HOSTILE)
def test_what_does_not_fit_is_refused_and_says_why(
    client: FlaskClient, form: dict[str, str], status: int, says: str
) -> None:
    answer = client.post("/reconcile", data=form)
    assert (answer.status_code, answer.mimetype) == (status, "application/problem+json")
    assert says in answer.get_json()["detail"]
    if len(urlencode(form)) < 7_000 and "query" not in form:
        assert client.get("/reconcile", query_string=form).status_code == status


ODD = ("\ud800", "\0", "x" * 10 * LONGEST, "  ", "%", "<script>", "\u200b", "(((", "a" * 199)


@pytest.mark.parametrize("text", ODD)
def test_any_text_gets_an_answer(client: FlaskClient, text: str) -> None:
    batch = json.dumps({f"{text[:20]}": {"query": text, "properties": [{"pid": text[:20], "v": text}]}})
    answer = client.post("/reconcile", data={"queries": batch})
    assert answer.status_code == 200
    schemas.check("reconciliation-result-batch", answer.get_json())


def test_a_form_that_is_none_is_refused(client: FlaskClient) -> None:
    for body, media_type in some(((b"{}", "application/json"), (b"queries=%ff", FORM), (b"queries=\xff", FORM))):
        answer = client.post("/reconcile", data=body, content_type=media_type)
        assert answer.status_code == 400, media_type


def test_what_takes_too_long_is_refused(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "SECONDS", -1)
    extension = {"extend": json.dumps({"ids": ["organization/visa"], "properties": [{"id": "country"}]})}
    for form in some((query(query="Visa"), extension)):
        assert client.post("/reconcile", data=form).status_code == 413
