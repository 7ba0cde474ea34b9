"""The page and the API of the check of a text."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.some import some
from webapp.fact_check.check import LONGEST

TEXT = "Alibaba Group signed on 19 January 2017 in Davos as a worldwide Olympic partner until 2028."
DAY = "2017-01-20"


def ask(client: FlaskClient, body: Any, accept: str = "application/json") -> TestResponse:
    return client.post("/api/check", json=body, headers={"Accept": accept})


def test_the_api_answers_with_mentions_and_claims(client: FlaskClient) -> None:
    answer = ask(client, {"text": TEXT, "date": DAY})
    assert answer.status_code == 200
    report = answer.get_json()
    assert set(report) == {"mentions", "claims"}
    for mention in some(report["mentions"]):
        assert set(mention) == {"start", "end", "text", "kind", "id", "iri"}
        assert TEXT[mention["start"] : mention["end"]] == mention["text"]
    for claim in some(report["claims"]):
        assert set(claim) == {"start", "end", "kind", "verdict", "reads", "graph", "evidence", "query"}
    verdicts = {claim["kind"]: claim["verdict"] for claim in report["claims"]}
    assert verdicts == {"event": "supported", "partner": "supported", "until": "supported"}


def test_the_query_of_a_claim_runs_at_the_endpoint(client: FlaskClient) -> None:
    claim = ask(client, {"text": TEXT, "date": DAY}).get_json()["claims"][0]
    answer = client.get("/sparql", query_string={"query": claim["query"]}, headers={"Accept": "text/csv"})
    assert answer.status_code == 200
    assert claim["evidence"][0]["url"].startswith("http")


def test_places_count_code_points(client: FlaskClient) -> None:
    text = "🏅🏅 ＶＩＳＡ is a TOP sponsor."  # noqa: RUF001
    mentions = ask(client, {"text": text, "date": DAY}).get_json()["mentions"]
    assert [(mention["start"], mention["end"], mention["id"]) for mention in mentions] == [
        (3, 7, "visa"),
        (13, 16, "top"),
    ]


@pytest.mark.parametrize(
    ("body", "status", "part"),
    [
        ({"text": "x" * (LONGEST + 1)}, 413, "text"),
        ({"text": "语" * (LONGEST // 3 + 1)}, 413, "text"),
        ({"text": "\ud800"}, 400, "text"),
        ({"text": 5}, 400, "text"),
        ({}, 400, "text"),
        ([], 400, "text"),
        ({"text": "a", "date": "yesterday"}, 400, "date"),
        ({"text": "a", "date": 2017}, 400, "date"),
    ],
)
def test_what_cannot_be_checked_is_a_clear_error(client: FlaskClient, body: Any, status: int, part: str) -> None:
    answer = ask(client, body)
    assert answer.status_code == status
    assert answer.get_json()["parameter"] == part if body != [] else True


def test_a_body_that_is_no_json_is_a_clear_error(client: FlaskClient) -> None:
    answer = client.post("/api/check", data=b"{", content_type="application/json")
    assert answer.status_code == 400
    assert "no JSON" in answer.get_json()["detail"]


@pytest.mark.parametrize(
    "text", ["(" * 99_999, "\0" * 999, "\u202e" * 999, "<script>alert(1)</script>", "Visa " * 999, ""]
)
def test_hostile_texts_get_an_answer(client: FlaskClient, text: str) -> None:
    assert ask(client, {"text": text}).status_code == 200


def test_the_page_shows_statements_and_keeps_nothing(client: FlaskClient) -> None:
    answer = client.post("/check", data={"text": f"<xmp>{TEXT}</xmp>", "date": DAY}, headers={"Accept": "text/html"})
    page = answer.get_data(as_text=True)
    assert answer.headers["Cache-Control"] == "no-store"
    assert "<xmp>" not in page
    assert "Supported" in page
    assert 'href="/partner/alibaba"' in page
    assert "Nothing of the text is kept or logged" in page


def test_a_file_is_checked(client: FlaskClient) -> None:
    data = {"file": (io.BytesIO(TEXT.encode()), "story.txt"), "date": DAY}
    assert "Supported" in client.post("/check", data=data).get_data(as_text=True)


def test_a_file_that_is_no_text_is_a_clear_error(client: FlaskClient) -> None:
    answer = client.post("/check", data={"file": (io.BytesIO(b"\xff\xfe\x00"), "story.doc")})
    assert answer.status_code == 400
    assert "no text in UTF-8" in answer.get_data(as_text=True)


def test_annotations_point_at_the_text(client: FlaskClient) -> None:
    page = json.loads(ask(client, {"text": TEXT, "date": DAY}, "application/ld+json").get_data())
    assert page["type"] == "AnnotationPage"
    for item in some(page["items"]):
        place, quote = item["target"]["selector"]
        assert TEXT[place["start"] : place["end"]] == quote["exact"]


def test_markdown_names_verdicts_and_sources(client: FlaskClient) -> None:
    text = client.post("/check", data={"text": TEXT, "date": DAY, "format": "md"}).get_data(as_text=True)
    assert text.startswith("# Check of a text")
    assert "## Supported: Alibaba Group" in text
    assert "](http" in text
