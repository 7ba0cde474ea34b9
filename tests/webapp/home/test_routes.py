"""The first page: its figures are the graph's, its questions answered from the data, its pictures true to scale."""

from __future__ import annotations

import re
from itertools import pairwise
from xml.etree import ElementTree

from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st

from graph.releases.frozen import releases
from queries import registry
from tests import tables
from tests.some import any_number, some
from tests.webapp.html import Element, parse
from webapp.svg.column_chart import SMALL_WIDTH, ChartColumn, Segment, small_columns
from webapp.svg.squares import Squares, squares
from webapp.svg.sunflower import spiral, sunflower


def home(client: FlaskClient) -> Element:
    return parse(client.get("/").text)


def test_every_partnership_is_a_dot(client: FlaskClient) -> None:
    flower = home(client).all("svg", class_="seeds")[0]
    assert sum(path.attributes["d"].count("h0") for path in flower.all("path")) == len(tables.rows("partnerships"))


def test_the_questions_are_answered(client: FlaskClient) -> None:
    cards = {card.all("h3")[0].text: card for card in home(client).all("li", class_="card")}
    assert "The Coca-Cola Company and Visa" in cards["Who has never left?"].text
    assert "In TOP I, 6 of 9 were from the United States" in cards["Where do the worldwide partners come from?"].text
    assert "USD 96 million for TOP I" in cards["What does TOP earn?"].text
    assert "Tokyo 2020, with 79 recorded here" in cards["Which Games had the most partners?"].text
    assert "McDonald's" in cards["Who left before the end?"].text
    for title, card in some(cards.items()):
        links = [link.attributes["href"] for link in card.all("p", class_="links")[0].all("a")]
        assert any(link.startswith("/queries") for link in links), title


def test_who_left_within_a_term_does_not_count_for_its_countries(client: FlaskClient) -> None:
    card = next(card for card in home(client).all("li", class_="card") if card.all("h3")[0].text.startswith("Where do"))
    titles = {title.text.partition(":")[0]: title.text for title in card.all("title")}
    labels = {row["id"]: row["name"] for row in tables.rows("programmes")}
    held = {(term, partner) for term, partner, _ in tables.stayed()}
    for term in some({term for term, _, _ in tables.left_early()} & tables.terms()):
        drawn = sum(map(int, re.findall(r"(\d+) from", titles[labels[term]])))
        assert drawn == len({partner for other, partner in held if other == term})


def test_the_revenue_of_a_term_is_drawn_as_what_it_is(client: FlaskClient) -> None:
    card = next(card for card in home(client).all("li", class_="card") if "earn" in card.all("h3")[0].text)
    figures = [row for row in tables.rows("statistics") if row["measure"] == "top-revenue"]
    named = {row["id"]: row for row in tables.rows("programmes") if row["kind"] == "term"}
    known = {row["subject"] for row in figures} & set(named)
    last = max(named[term]["end"] for term in known)
    missing = [row for term, row in named.items() if term not in known and row["end"] < last]
    columns = card.all("svg")[0].all("a")
    assert len(columns) == len(known) + len(missing), "a term without a figure has its place"
    for row in some(missing):
        (gap,) = (column for column in columns if column.all("title")[0].text == f"{row['name']}: no published figure")
        assert not gap.all("rect")
        assert f"No total is published for {row['name']}" in card.text
    plain = {row["subject"] for row in figures if not row["qualifier"]}
    for term in some(known - plain):
        (column,) = (one for one in columns if one.all("title")[0].text.startswith(f"{named[term]['name']}: "))
        assert "outlined" in column.all("rect")[0].attributes["class"]
        assert re.search(r"(about|at least|at most) |\((target|forecast)\)", column.all("title")[0].text)
        assert column.all("text", class_="above")[0].text.startswith(("~", "≥", "≤"))


def test_superlatives_about_the_world_rest_on_published_counts(client: FlaskClient) -> None:
    cards = {card.all("h3")[0].text: card for card in home(client).all("li", class_="card")}
    card = cards["Which Games had the most partners?"]
    counts = [
        row
        for row in tables.rows("statistics")
        if row["measure"] == "domestic-partners" and not row["tier"] and not row["qualifier"]
    ]
    most = max(counts, key=lambda row: int(row["amount"]))
    label = tables.by_id("games")[most["subject"]]["name"]
    assert card.all("p", class_="big")[0].text == f"{label}, with {most['amount']} domestic ones, by a published count"
    others = [row for row in counts if row["subject"] == most["subject"] and row["amount"] != most["amount"]]
    assert all(row["amount"] in card.text for row in some(others)), "a count that disagrees is said, too"
    assert "recorded here" in card.all("p", class_="soft")[0].text
    assert "recorded here" in cards["Who has never left?"].text.lower()


def test_as_many_questions_are_promised_as_there_are(client: FlaskClient) -> None:
    card = next(card for card in home(client).all("li", class_="card") if card.all("h3")[0].text == "And yours?")
    answered = len(home(client).all("li", class_="card")) - 1
    assert f"{len(registry.public()) - answered} more are ready to be asked" in card.text


def test_newest_first_and_coverage_said(client: FlaskClient) -> None:
    page = home(client)
    news = page.all("ol", class_="news")[0].all("li")
    assert len(news) == 6
    assert re.match(r"\d* ?\w* ?20\d\d", news[0].text)
    coverage = page.all("section", aria_labelledby="coverage") or page.all("section")
    assert "thinnest for" in coverage[-1].text


@given(st.integers(1, 2_000))
def test_no_dot_covers_another(count: int) -> None:
    places = spiral(count, 100)
    assert len(places) == count
    assert all(x * x + y * y <= 100 * 100 for x, y in some(places))
    assert all(abs(one[0] - other[0]) + abs(one[1] - other[1]) > 1 for one, other in any_number(pairwise(places)))


def test_columns_are_to_one_scale() -> None:
    drawing = small_columns(
        [ChartColumn("a", (Segment(1), Segment(2))), ChartColumn("b", (Segment(6),), href="/x?a=1&b=2")],
        'A "title" <b>',
    )
    root = ElementTree.fromstring(drawing)  # noqa: S314 - our own
    heights = [float(part.attrib["height"]) for part in root.iter("{http://www.w3.org/2000/svg}rect")]
    assert abs(heights[2] - 6 * heights[0]) < 1
    assert abs(heights[1] - 2 * heights[0]) < 1
    assert root.attrib["aria-label"] == 'A "title" <b>'


def test_squares_stay_in_the_picture() -> None:
    drawing = squares([Squares("A very long name of a company", ("food", "", "media"))], ["I", "II", "III"], "t")
    root = ElementTree.fromstring(drawing)  # noqa: S314 - our own
    parts = list(root.iter("{http://www.w3.org/2000/svg}rect"))
    assert [part.attrib["class"] for part in parts] == ["f-food", "none", "f-media"]
    assert all(float(part.attrib["x"]) + float(part.attrib["width"]) <= SMALL_WIDTH for part in some(parts))


def test_nothing_to_draw() -> None:
    ElementTree.fromstring(sunflower([], "none"))  # noqa: S314 - our own
    assert small_columns([], "none") == squares([], [], "none") == ""


def test_the_first_page_leads_to_the_newest_release_and_its_changes(client: FlaskClient) -> None:
    newest = releases()[-1]
    coverage = parse(client.get("/").text).all("section", **{"aria-labelledby": "coverage"})[0]
    assert f"The newest release of the data is {newest.version} of" in coverage.text
    links = {link.attributes["href"] for link in coverage.all("a")}
    assert {f"/dataset/{newest.version}", f"/changes/{newest.version}"} <= links
