"""The page and the API of questions in words."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from ontology.namespaces import ID_BASE
from tests.some import some
from webapp.gallery.openapi import document
from webapp.questions.reading import LONGEST


def test_the_api_answers_with_rows_of_things_and_days(client: FlaskClient) -> None:
    answer = client.get("/api/ask", query_string={"q": "Who was the airline of Sochi 2014?"})
    assert answer.status_code == 200
    content = answer.get_json()
    assert list(content) == ["question", "reads", "query", "parameters", "columns", "rows", "alternatives"]
    (row,) = content["rows"]
    assert list(row) == content["columns"]
    assert row["partner"] == {"id": f"{ID_BASE}organization/aeroflot", "label": "Aeroflot"}
    assert row["until"] == "2014-12-31"
    assert answer.headers["Cache-Control"] == "no-cache"
    again = client.get(f"/api/queries/{content['query']}.json", query_string=content["parameters"])
    assert len(again.get_json()["rows"]) == len(content["rows"])


def test_money_has_amount_currency_and_basis(client: FlaskClient) -> None:
    rows = client.get("/api/ask?q=How+much+did+Toyota+pay%3F").get_json()["rows"]
    for row in some(rows):
        assert isinstance(row["amount"], int | float)
        assert len(row["currency"]) == 3
        assert row["basis"]["label"]


def test_without_an_answer_query_is_null(client: FlaskClient) -> None:
    content = client.get("/api/ask?q=who+won+gold").get_json()
    assert list(content) == ["question", "query", "reason", "nearest"]
    assert content["query"] is None


@pytest.mark.parametrize(
    "text", ["", " ", "x" * (LONGEST + 1), "a\x00b", "\x1b[31m"], ids=["nothing", "space", "long", "null", "escape"]
)
def test_what_is_no_question_is_refused(client: FlaskClient, text: str) -> None:
    answer = client.get("/api/ask", query_string={"q": text})
    assert answer.status_code == 400
    assert answer.get_json()["detail"]
    if text.strip():
        page = client.get("/ask", query_string={"q": text})
        assert page.status_code == 400


@pytest.mark.parametrize(
    "text", ["[" * 290, "\u202e" * 280, "(((" * 90, "<script>alert(1)</script>", "'; DROP --", "\ud83d\ude00"]
)
def test_hostile_questions_get_a_plain_answer(client: FlaskClient, text: str) -> None:
    text = text.encode("utf-16", "surrogatepass").decode("utf-16")
    answer = client.get("/api/ask", query_string={"q": text})
    assert answer.status_code == 200
    assert answer.get_json()["query"] is None
    assert "<script>alert" not in client.get("/ask", query_string={"q": text}).text


def test_the_page_shows_the_answer_how_it_was_read_and_its_sources(client: FlaskClient) -> None:
    page = client.get("/ask", query_string={"q": "beer sponsor london"}).text
    assert "Read as" in page
    assert "/queries/find-partnerships?" in page
    assert 'href="/partnership/2012-summer-domestic--heineken-uk"' in page
    assert "It may also mean" in client.get("/ask?q=sponsors+of+london").get_data(as_text=True)


def test_the_page_offers_examples_that_are_answered(client: FlaskClient) -> None:
    from webapp.ask.routes import EXAMPLES

    page = client.get("/ask").text
    for example in some(EXAMPLES):
        assert example in page
        assert client.get("/api/ask", query_string={"q": example}).get_json()["query"], example


def test_the_search_leads_to_the_answer(client: FlaskClient) -> None:
    assert "As a question" in client.get("/search?q=beer+sponsor+london").text
    assert "As a question" not in client.get("/search?q=Alibaba").text


def test_the_length_of_a_question_is_described_as_it_is() -> None:
    (parameter,) = document()["paths"]["/api/ask"]["get"]["parameters"]
    assert parameter["schema"]["maxLength"] == LONGEST
