"""Charts of the real numbers: the picture, the table and the download agree; values stand at their height."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter

import pytest
from flask.testing import FlaskClient

from tests import tables
from tests.some import some
from tests.webapp.html import Element, parse
from webapp.svg.bar_chart import ChartStyle
from webapp.svg.column_chart import ChartColumn, Segment, columns, ticks


def figure(client: FlaskClient, address: str, name: str) -> Element:
    found = parse(client.get(address).text)
    return next(item for item in found.all("figure") if item.attributes.get("aria-labelledby") == name)


def table(found: Element) -> list[list[str]]:
    rows = found.all("table")[0].all("tbody")[0].all("tr")
    return [[cell.text for cell in row.walk() if cell.tag in {"th", "td"}] for row in rows]


def downloaded(client: FlaskClient, found: Element) -> list[dict[str, str]]:
    link = next(a for a in found.all("a") if a.text == "CSV")
    return list(csv.DictReader(io.StringIO(client.get(link.attributes["href"]).text)))


CHARTS = [
    ("/programme/top", "countries"), ("/programme/top", "revenue"), ("/games/2020-summer", "compared"),
    ("/games/2010-winter", "compared"), ("/quality", "evidence"),
]  # fmt: skip


@pytest.mark.parametrize(("address", "name"), CHARTS)
def test_a_chart_has_picture_table_question_and_download(client: FlaskClient, address: str, name: str) -> None:
    found = figure(client, address, name)
    assert [svg.attributes["class"].split()[1] for svg in found.all("svg", class_="net")] == ["net-wide", "net-narrow"]
    assert all(svg.attributes["aria-label"] for svg in some(found.all("svg", class_="net")))
    assert len(table(found)) > 3
    links = [a.attributes["href"] for a in found.all("a") if a.attributes["href"].startswith("/queries/")]
    assert client.get(links[0]).status_code == 200
    assert len(downloaded(client, found)) >= len({row[0] for row in table(found)})


def test_countries_of_a_term_add_up(client: FlaskClient) -> None:
    found = figure(client, "/programme/top", "countries")
    totals: Counter[str] = Counter()
    for term, _, number, _ in table(found):
        totals[term] += int(number)
    wide = found.all("svg", class_="net-wide")[0]
    said = [
        text.text for text in wide.all("text") if text.attributes["text-anchor"] == "middle" and text.text.isdigit()
    ]
    assert said == [str(number) for number in totals.values()]
    assert sum(totals.values()) == sum(int(row["partners"]) for row in downloaded(client, found))
    held = {(term, partner) for term, partner, _ in tables.stayed() if term in tables.terms()}
    left = {(term, partner) for term, partner, _ in tables.left_early() if term in tables.terms()} - held
    assert sum(totals.values()) == len(held), "who left within a term does not count for it"
    assert sum(int(gone) for _, _, _, gone in table(found) if gone.isdecimal()) == len(some(left))


def test_disagreeing_revenues_have_a_column_each(client: FlaskClient) -> None:
    found = figure(client, "/programme/top", "revenue")
    titles = [title.text for title in found.all("svg", class_="net-wide")[0].all("title")]
    assert [title.partition(".")[0] for title in titles[:2]] == ["TOP I: USD 95 million", "TOP I: USD 96 million"]
    assert "USD 2.3 billion" in titles[-1]


def test_bounds_of_revenue_are_outlined_and_said(client: FlaskClient) -> None:
    found = figure(client, "/programme/top", "revenue")
    terms = tables.terms()
    figures = [row for row in tables.rows("statistics") if row["measure"] == "top-revenue" and row["subject"] in terms]
    wide = found.all("svg", class_="net-wide")[0]
    outlined = wide.all("rect", class_="outlined")
    assert len(outlined) == len([row for row in figures if row["qualifier"]]) > 0
    assert len(table(found)) == len(figures), "no figure of a single year is beside those of a term"
    said = {row[2]: row[1] for row in table(found)}
    words = {"about": "about ", "at-least": "at least ", "at-most": "at most "}
    for row in some(row for row in figures if row["qualifier"]):
        assert said[row["evidence"]].startswith(words[row["qualifier"]])
    missing = {row["name"] for row in tables.rows("programmes") if row["id"] == "top-02"}
    assert "none" in [text.text for text in wide.all("text")], f"{missing} has an empty place"


def test_the_games_of_the_page_are_picked_out(client: FlaskClient) -> None:
    wide = figure(client, "/games/2020-summer", "compared").all("svg", class_="net-wide")[0]
    assert [text.text for text in wide.all("text", class_="t-strong")] == ["2020"]


def test_columns_stand_at_their_height() -> None:
    picture = columns([ChartColumn("a", (Segment(10, "ten"),)), ChartColumn("b", (Segment(5, "five"),))], ["x"], "t")
    assert picture
    heights = [float(height) for height in re.findall(r'height="([\d.]+)"', picture.wide)]
    assert heights[0] == pytest.approx(2 * heights[1])


def test_a_look_writes_numbers_its_own_way() -> None:
    picture = columns(
        [ChartColumn("a", (Segment(1000, "x"),))], ["x"], "t", ChartStyle(("food",), lambda value: f"{value:g} km")
    )
    assert picture
    assert "1000 km" in picture.wide
    assert "1000 km" in picture.narrow
    assert picture.parts == (("x", "food"),)


def test_scales_are_round() -> None:
    assert ticks(16) == [0, 5, 10, 15, 20]
    assert ticks(1) == pytest.approx([0, 0.2, 0.4, 0.6, 0.8, 1])
    assert ticks(0) == [0.0]


def test_quality_counts_what_can_be_counted(client: FlaskClient) -> None:
    text = parse(client.get("/quality").text).all("main")[0].text
    for expected in (
        "Against official counts", " of 68", "Eleven TOP sponsors in December 2005", "one source",
        "pairs of partnerships", "published figures have more than one value", f" {len(tables.rows('partnerships'))} ",
        "not published; they join the graph when somebody finds a source",
    ):  # fmt: skip
        assert expected in text, expected


def test_quality_leads_to_its_questions(client: FlaskClient) -> None:
    links = {link.attributes["href"] for link in parse(client.get("/quality").text).all("a")}
    questions = sorted(link for link in links if link.startswith(("/queries/", "/api/queries/")))
    assert len(questions) > 12
    for link in some(questions):
        assert client.get(link).status_code == 200, link
