"""The panel beside the picture: what it says, with its evidence, of every kind of node and of partnerships."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from tests.some import some
from tests.webapp.html import parse


@pytest.mark.parametrize(
    ("node", "expected"),
    [
        ("partner/alibaba", ("Four partnerships in four programmes, the first from 2017.", "TOP IX: Cloud services")),
        ("organization/alibaba", ("Alibaba Group",)),
        ("games/2012-summer", ("London", "12 August 2012")),
        ("programme/top-09", ("Four-year term to 2020", "International Olympic Committee")),
        ("category/timekeeping", ("Part of",)),
        ("country/japan", ("six editions of the Games recorded here",)),
        ("person/thomas-bach", ("Alibaba joins TOP through 2028",)),
        ("organization/ioc", ("International Olympic Committee",)),
    ],
)
def test_facts_of_a_node(client: FlaskClient, node: str, expected: tuple[str, ...]) -> None:
    response = client.get(f"/explore/facts?node={node}")
    assert response.status_code == 200
    piece = parse(response.text)
    assert not piece.all("html")
    assert not [element for element in piece.walk() if "id" in element.attributes or "style" in element.attributes]
    for text in some(expected):
        assert text in piece.text, text


def test_facts_of_a_partnership(client: FlaskClient) -> None:
    piece = parse(client.get("/explore/facts?partnership=top-09--alibaba").text)
    for text in ("Alibaba Group in TOP IX", "Cloud services", "19 January 2017", "Joins TOP", "Sina Tech"):
        assert text in piece.text, text


def test_every_partnership_of_a_partner_has_its_sources(client: FlaskClient) -> None:
    piece = parse(client.get("/explore/facts?node=partner/visa").text)
    statements = [item for part in piece.all("ul", class_="statements") for item in part.all("li") if item.all("span")]
    assert len([item for item in statements if item.all("ul", class_="cited")]) == 13
    assert "6 of 13; show all" in piece.text


def test_nothing_of_that_name(client: FlaskClient) -> None:
    for query, status in (("node=partner/nobody", 400), ("", 400), ("partnership=top-99--nobody", 404)):
        response = client.get(f"/explore/facts?{query}", headers={"Accept": "*/*"})
        assert response.status_code == status
        assert response.content_type == "application/problem+json"


def test_neighbours_before_expanding(client: FlaskClient) -> None:
    answer = client.get("/explore/expand?node=partner/alibaba").get_json()
    assert answer["neighbours"] == {"category": 6, "country": 1, "games": 6, "person": 3, "programme": 5}
