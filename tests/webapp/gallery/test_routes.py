# ruff: noqa: RUF001 - typographic dashes are meant
"""The gallery of questions and the page of each, as people without JavaScript see them."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from urllib.parse import parse_qs, parse_qsl, urlsplit

import pytest
from flask.testing import FlaskClient

from graph.stores.store import EmbeddedStore
from queries import registry
from queries.run import prepare
from tests.some import any_number, some
from tests.tables import rows
from tests.webapp.html import Element, parse
from webapp.gallery.formats import formats_of

PUBLIC = registry.public()


def page(client: FlaskClient, address: str, status: int = 200) -> Element:
    response = client.get(address)
    assert response.status_code == status, address
    assert response.mimetype == "text/html"
    return parse(response.text)


def cards(document: Element) -> list[str]:
    links = (link.attributes["href"] for card in document.all("li", class_="card") for link in card.all("a"))
    return [link.rpartition("/")[2] for link in links]


def test_the_gallery_has_them_all(client: FlaskClient) -> None:
    document = page(client, "/queries")
    assert sorted(cards(document)) == sorted(query.name for query in PUBLIC)
    assert len(PUBLIC) >= 40
    assert {heading.text for heading in document.all("h2")} >= {
        "Partners",
        "Money and figures",
        "Evidence and coverage",
    }
    assert "/queries" in {link.attributes["href"] for link in document.all("nav")[0].all("a")}


@pytest.mark.parametrize("tag", sorted({tag for query in PUBLIC for tag in query.tags}))
def test_a_tag_narrows_the_gallery(client: FlaskClient, tag: str) -> None:
    expected = sorted(query.name for query in PUBLIC if tag in query.tags)
    assert sorted(cards(page(client, f"/queries?tag={tag}"))) == expected


def test_words_narrow_the_gallery(client: FlaskClient) -> None:
    found = cards(page(client, "/queries?q=host+country"))
    assert "host-country-share" in found
    assert len(found) < len(PUBLIC) / 4
    nothing = page(client, "/queries?q=%3Cscript%3Exyzzy")
    assert not cards(nothing)
    assert "<script>xyzzy" in nothing.text


@pytest.mark.parametrize("query", PUBLIC, ids=lambda query: query.name)
def test_each_question_has_a_page(client: FlaskClient, store: EmbeddedStore, query: registry.Query) -> None:
    document = page(client, f"/queries/{query.name}")
    (title,) = document.all("h1")
    assert title.text == query.title
    fields = [field.attributes["name"] for tag in ("input", "select") for field in document.all("main")[0].all(tag)]
    assert sorted(fields) == sorted(parameter.name for parameter in query.parameters)
    labels = {label.attributes["for"] for label in document.all("main")[0].all("label")}
    assert labels == {f"p-{parameter.name}" for parameter in query.parameters}
    links = {link.attributes["href"].partition("?")[0] for link in document.all("a")}
    assert {f"/api/queries/{query.name}.{item.suffix}" for item in formats_of(query)} <= links
    assert len(document.all("code", **{"data-language": "python"})) == 1
    sparql = next(block for block in document.all("pre") if "WHERE {" in block.text)
    body = "\n".join(line for line in prepare(store, query.name).split("\n") if not line.startswith("#+"))
    assert sparql.text == " ".join(body.split())


def test_the_answer_is_a_table_with_links(client: FlaskClient) -> None:
    document = page(client, "/queries/partners-on-date?programme=top&date=2017-01-20")
    (table,) = document.all("table")
    rows = table.all("tr")[1:]
    assert len(rows) == 13
    assert "/partner/alibaba" in {link.attributes["href"] for link in table.all("a")}
    assert "19 January 2017" in table.text
    assert "13 rows" in document.text


def test_what_a_form_sends_gives_the_same_answer_elsewhere(client: FlaskClient, store: EmbeddedStore) -> None:
    """Downloads, the editor and the snippets ask what the page shows."""
    document = page(client, "/queries/partner-history?partner=coca-cola")
    links = [link.attributes["href"] for link in document.all("a")]
    (csv,) = (link for link in links if ".csv" in link)
    assert parse_qs(urlsplit(csv).query) == {"partner": ["coca-cola"]}
    editor = next(link for link in links if link.startswith("/sparql?query="))
    text = parse_qs(urlsplit(editor).query)["query"][0]
    assert store.query(text) == store.query(prepare(store, "partner-history", {"partner": "coca-cola"}))
    assert all("coca-cola" in code.text for code in some(document.all("code")) if "data-language" in code.attributes)


CONSTRUCTED = [query for query in registry.public() if query.form == "CONSTRUCT"]


@pytest.mark.parametrize("query", CONSTRUCTED, ids=lambda query: query.name)
def test_triples_can_be_taken_along_as_json_ld(client: FlaskClient, query: registry.Query) -> None:
    links = [link.attributes["href"] for link in parse(client.get(f"/queries/{query.name}").text).all("a")]
    (address,) = (link for link in links if f"/api/queries/{query.name}.jsonld" in link)
    taken = client.get(address)
    assert (taken.status_code, taken.mimetype) == (200, "application/ld+json")
    assert re.search(rf'filename="{query.name}-.+\.jsonld"$', taken.headers["Content-Disposition"])
    document = taken.get_json()
    assert document["@context"]
    assert document["@graph"]


LONDON = "2012-summer"


def test_fields_suggest_what_fits(client: FlaskClient) -> None:
    partners = page(client, "/queries/partner-history")
    (field,) = (found for found in partners.all("input") if found.attributes["name"] == "partner")
    assert (field.attributes["data-suggest"], field.attributes["value"]) == ("partner", "Alibaba Group")
    with_slug, with_name = (
        page(client, f"/queries/partners-of-games?games={name}") for name in (LONDON, "London+2012")
    )
    assert with_slug.all("table", class_="answer")[0].text == with_name.all("table", class_="answer")[0].text
    games = [found for found in with_slug.all("input") if found.attributes["name"] == "games"]
    assert [found.attributes["value"] for found in games] == ["London 2012"]
    sources = page(client, "/queries/statements-of-source")
    assert not [found for found in sources.all("input") if "data-suggest" in found.attributes]
    kinds = page(client, "/queries/announcements")
    (select,) = kinds.all("select")
    values = [option.attributes["value"] for option in select.all("option")]
    assert values[0] == ""
    assert "signing" in values
    indicators = page(client, "/queries/published-figures?indicator=tickets-sold")
    chosen = [option.text for option in indicators.all("option") if "selected" in option.attributes]
    assert chosen == ["tickets sold"]


WRONG = [
    ("partners-on-date?programme=top&date=soon", "date", "a day as YYYY-MM-DD"),
    ("partners-on-date?programme=tpo&date=2017-01-18", "programme", "no programme is known"),
    ("longest-relationships?games=", "games", "a value is expected"),
    ("published-figures?indicator=nonsense", "indicator", "no indicator is known"),
]


@pytest.mark.parametrize(("address", "name", "hint"), WRONG)
def test_an_error_stands_at_its_field(client: FlaskClient, address: str, name: str, hint: str) -> None:
    document = page(client, f"/queries/{address}", 400)
    (field,) = (found for found in document.all("input") if found.attributes.get("aria-invalid") == "true")
    assert field.attributes["name"] == name
    described = field.attributes["aria-describedby"].split()
    (message,) = (span for span in document.all("span") if span.attributes.get("id") == f"error-{name}")
    assert message.attributes["id"] in described
    assert hint in message.text
    others = [item for item in document.all("main")[0].all("input") if item.attributes["name"] != name]
    given = {name for name, _ in parse_qsl(address.partition("?")[2])}
    kept = [item for item in others if item.attributes["name"] in given]
    assert all(item.attributes["value"] for item in any_number(kept)), "what was right is kept"
    assert not document.all("table")


def test_an_error_of_no_field_is_said_too(client: FlaskClient) -> None:
    document = page(client, "/queries/newcomers?colour=red", 400)
    (message,) = document.all("p", role="alert")
    assert "it takes none" in message.text


def test_a_name_that_is_nearly_right(client: FlaskClient) -> None:
    document = page(client, "/queries/newcomer", 404)
    assert "/queries/newcomers" in {link.attributes["href"] for link in document.all("a")}


def answer(client: FlaskClient, address: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(client.get(f"/api/queries/{address}").text)))


def bars_of(client: FlaskClient, address: str) -> list[tuple[str, list[Element]]]:
    """The caption of each chart of an answer, and its bars."""
    figures = page(client, address).all("figure", class_="chart")
    return [
        (figure.all("figcaption")[0].text, figure.all("svg", class_="net-wide")[0].all("rect")) for figure in figures
    ]


def test_figures_over_years_and_over_one_year_never_share_a_chart(client: FlaskClient) -> None:
    for measure in ("top-revenue", "broadcast-revenue"):
        rows = answer(client, f"published-figures.csv?indicator={measure}")
        assert len({row["series"] for row in rows}) > 1, "the tables have figures of one kind only"
        drawn = bars_of(client, f"/queries/published-figures?indicator={measure}")
        counted = Counter((row["series"], row["currency"]) for row in rows)
        for (series, currency), number in some(counted.items()):
            own = [bars for caption, bars in drawn if caption.lower().startswith(f"{series}, {currency}".lower())]
            assert [len(bars) for bars in own] == ([number] if number > 1 else [])


def test_a_bound_is_not_drawn_as_a_plain_value(client: FlaskClient) -> None:
    rows = answer(client, "published-figures.csv?indicator=top-revenue")
    several = [row for row in rows if row["series"] == "several years"]
    (found,) = (bars for caption, bars in bars_of(client, "/queries/published-figures") if "Several" in caption)
    marked = ["outlined" in bar.attributes["class"] for bar in found]
    assert marked == [bool(row["qualifier"]) for row in several]
    assert set(marked) == {True, False}, "the tables have figures of one kind only"


def test_years_without_a_figure_are_a_gap(client: FlaskClient) -> None:
    (chart,) = (
        figure
        for figure in page(client, "/queries/published-figures").all("figure", class_="chart")
        if "Several" in figure.all("figcaption")[0].text
    )
    labels = [text.text for text in chart.all("svg", class_="net-wide")[0].all("text", class_="t-label")]
    published = {row["subject"] for row in rows("statistics") if row["measure"] == "top-revenue"}
    missing = [row for row in rows("programmes") if row["kind"] == "term" and row["id"] not in published]
    last = max(row["end"] for row in rows("programmes") if row["kind"] == "term" and row["id"] in published)
    for row in some(row for row in missing if row["end"] < last):
        assert f"{row['start']}–{row['end']}" in labels


@pytest.mark.parametrize("query", [query for query in PUBLIC if query.chart], ids=lambda query: query.name)
def test_a_chart_has_a_bar_for_each_row(client: FlaskClient, query: registry.Query) -> None:
    document = page(client, f"/queries/{query.name}")
    rows = len(document.all("table")[0].all("tr")) - 1
    drawings = document.all("svg", class_="bars")
    if rows > 60:
        assert not drawings
        return
    assert query.chart
    answered = answer(client, f"{query.name}.csv")
    assert len(answered) == rows
    apart = Counter(tuple(row[name] for name in query.chart.apart) for row in answered)
    expected = [number * len(query.chart.bars) for number in apart.values() if number > 1]
    assert [len(drawing.all("rect")) for drawing in drawings] == [number for number in expected for _ in range(2)]
    for drawing in some(drawings):
        bars = drawing.all("rect")
        width = float(drawing.attributes["viewbox"].split()[2])
        assert all(float(bar.attributes["x"]) + float(bar.attributes["width"]) <= width for bar in some(bars))


def test_a_long_answer_is_cut_on_the_page_and_says_so(client: FlaskClient) -> None:
    document = page(client, "/queries/announcements")
    assert len(document.all("table")[0].all("tr")) == 301
    assert "the first 300 stand here; the downloads have all" in document.text


def test_the_description_of_the_api_links_to_each(client: FlaskClient) -> None:
    response = client.get("/api", headers={"Accept": "text/html"})
    links = {link.attributes["href"] for link in parse(response.text).all("a")}
    assert {f"/queries/{query.name}" for query in PUBLIC} <= links


def test_the_page_of_an_answer_counts_what_beginnings_rest_on(client: FlaskClient) -> None:
    asked = "partners-on-date?programme=2020-summer-domestic&date=2016-06-07&basis=announced"
    counts = client.get(f"/api/queries/{asked}").get_json()["countByBasis"]
    document = page(client, f"/queries/{asked}")
    assert f"; beginnings: {counts['stated']} stated, {counts['announced']} as announced" in document.text
    (field,) = document.all("select", name="basis")
    values = {option.attributes["value"] for option in some(field.all("option"))}
    assert values == {"stated", "announced", "assumed"}, "everything counts with assumed, so that unknown asks nothing"
