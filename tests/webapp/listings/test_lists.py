"""Lists: what facets leave agrees with their counts, every state has one address, and data are the same rows."""

from __future__ import annotations

import csv
import io
from math import ceil
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from flask.testing import FlaskClient
from hypothesis import example, given
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict

from tests import tables
from tests.some import any_number, some
from tests.webapp.counting import asked
from tests.webapp.html import Element, parse
from tests.webapp.synthetic import synthetic
from webapp.http.csv_output import escape_formula, table
from webapp.listings.faceted_rows import FacetedRows
from webapp.listings.page import PAGE, view
from webapp.listings.registry import LISTS
from webapp.listings.selection import Selection, read

JSON = {"Accept": "application/json"}
SIZES = {name: len(tables.rows(name)) for name in LISTS if name not in {"partners", "people"}} | {
    "partners": len(tables.partners()),
    "people": len({row["person"] for row in tables.rows("people")}),
}
"""How many rows each list has."""


def page_of(client: FlaskClient, address: str) -> Element:
    response = client.get(address)
    assert response.status_code == 200, address
    return parse(response.text)


def rows_of(client: FlaskClient, address: str) -> list[dict[str, str]]:
    path, _, query = address.partition("?")
    response = client.get(f"{path}.csv?{query}")
    assert response.status_code == 200, address
    assert response.content_type == "text/csv; charset=utf-8; header=present"
    return list(csv.DictReader(io.StringIO(response.text)))


def faceted_rows_of(client: FlaskClient, name: str) -> FacetedRows[Any]:
    """Return the rows of a list as the application has them."""
    here = client.application.extensions["opg"]
    return FacetedRows(LISTS[name], LISTS[name].load(here))


@pytest.mark.parametrize("name", LISTS)
def test_a_list_is_whole(client: FlaskClient, name: str) -> None:
    assert len(rows_of(client, f"/{name}")) == SIZES[name]
    page = page_of(client, f"/{name}")
    assert f"{SIZES[name]:,}" in page.all("p", role="status")[0].text
    shown = [row for row in page.all("table")[0].all("tr") if row.all("th", scope="row")]
    assert len(shown) == min(PAGE, SIZES[name])
    assert page.all("details", class_="menu")


@pytest.mark.parametrize("name", LISTS)
def test_every_choice_leaves_as_many_rows_as_it_says(client: FlaskClient, name: str) -> None:
    for menu in some(page_of(client, f"/{name}").all("details", class_="menu")):
        for link in some(menu.all("a")[:6]):
            promised = int(link.all("span", class_="n")[0].text.replace(",", ""))
            assert len(rows_of(client, link.attributes["href"])) == promised, link.attributes["href"]


def test_choices_within_a_facet_add_and_across_facets_narrow(client: FlaskClient) -> None:
    def found(query: str) -> set[str]:
        return {row["identifier"] for row in rows_of(client, f"/partners?{query}")}

    japan, china = found("country=japan"), found("country=china")
    assert found("country=japan&country=china") == japan | china
    assert found("country=japan&programme=top") == japan & found("programme=top")
    assert "https://w3id.org/olympic-partnerships/id/organization/panasonic" in found("country=japan&programme=top")


def test_counts_follow_the_other_facets(client: FlaskClient) -> None:
    page = page_of(client, "/partners?country=japan&programme=top")
    counts = {}
    for menu in page.all("details", class_="menu"):
        for link in menu.all("a"):
            chosen = " ".join(span.text for span in link.all("span", class_="word"))
            counts[chosen] = int(link.all("span", class_="n")[0].text)
    japanese_in_top = len(rows_of(client, "/partners?country=japan&programme=top"))
    assert counts["Japan"] == counts["TOP, worldwide"] == japanese_in_top
    assert counts["United States"] == len(rows_of(client, "/partners?country=united-states&programme=top"))
    assert "Greece" not in counts, "no Greek company was in TOP, so the choice would leave nothing"


def test_a_choice_is_taken_back_by_its_own_link(client: FlaskClient) -> None:
    page = page_of(client, "/partners?country=japan&country=china&q=air")
    links = {link.text: link.attributes["href"] for link in page.all("ul", class_="chips")[0].all("a")}
    assert links["Remove: Japan"] == "/partners?q=air&country=china"
    assert links["Remove: “air”"] == "/partners?country=china&country=japan"
    assert links["Clear filters"] == "/partners"


@pytest.mark.parametrize("name", LISTS)
def test_json_has_the_rows_of_the_csv_with_their_identifiers(client: FlaskClient, name: str) -> None:
    response = client.get(f"/{name}.json")
    assert response.content_type == "application/json"
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    sent = response.get_json()
    as_csv = rows_of(client, f"/{name}")
    assert [row["id"] for row in sent["rows"]] == [row["identifier"] for row in as_csv]
    assert sent["count"] == sent["total"] == SIZES[name]
    headings = [heading.lower() for heading in sent["columns"].values()]
    assert [row["label"] for row in sent["rows"]] == [
        next(text for heading, text in row.items() if heading not in {"identifier", *headings}) for row in as_csv
    ]
    for row in some(sent["rows"]):
        assert list(row) == [
            "id",
            "label",
            "page",
            *(["labelLanguage"] if "labelLanguage" in row else []),
            *sent["columns"],
        ]


def test_json_says_what_it_is(client: FlaskClient) -> None:
    sent = client.get("/partners.json?country=japan&programme=top&page=2&sort=-games").get_json()
    newest = max(tables.rows("releases"), key=lambda row: row["date"])
    assert sent["version"].partition("+")[0] == newest["version"]
    assert sent["date"] == newest["date"]
    assert sent["licence"] == "https://creativecommons.org/licenses/by/4.0/"
    assert sent["address"] == "http://localhost/partners?programme=top&country=japan&sort=-games"
    assert sent["selection"] == {"programme": ["top"], "country": ["japan"], "sort": "-games"}
    assert sent["count"] == len(sent["rows"]) == len(rows_of(client, "/partners?country=japan&programme=top"))
    panasonic = next(row for row in sent["rows"] if row["label"] == "Panasonic")
    base = "https://w3id.org/olympic-partnerships/id/"
    assert panasonic["id"] == f"{base}organization/panasonic"
    assert panasonic["page"] == "http://localhost/partner/panasonic"
    assert panasonic["country"] == {"id": f"{base}country/japan", "label": "Japan"}
    stated = {"fromBasis": "stated", "untilBasis": "stated"}
    assert panasonic["years"] == {"from": "1985-01-01", "until": "2024-12-31"} | stated
    assert isinstance(panasonic["games"], int)
    assert all(field["id"].startswith(f"{base}category/") for field in some(panasonic["fields"]))


def test_json_has_dates_and_languages_as_programs_write_them(client: FlaskClient) -> None:
    def row(name: str, slug: str) -> dict[str, Any]:
        rows: list[dict[str, Any]] = client.get(f"/{name}.json").get_json()["rows"]
        return next(row for row in rows if row["id"].endswith(f"/{slug}"))

    assert row("events", "2017-01-19-alibaba")["date"] == "2017-01-19"
    assert row("events", "2017-01-19-alibaba")["place"]["country"]["label"] == "Switzerland"
    tokyo = row("games", "2020-summer")
    assert tokyo["date"] == {"from": "2021-07-23", "until": "2021-08-08", "status": "completed"}
    assert [host["label"] for host in tokyo["country"]] == ["Japan"]
    assert row("sources", "sina-2017-01-19-alibaba")["language"] == "zh"
    sources = client.get("/sources.json?language=ja").get_json()["rows"]
    assert {row.get("labelLanguage") for row in sources if not row["label"].isascii()} == {"ja"}
    assert row("categories", "cloud-services")["group"]["label"] == "Technology"


@pytest.mark.parametrize("name", LISTS)
def test_whatever_json_links_to_is_known(client: FlaskClient, name: str) -> None:
    """A cell that leads to a page names the thing which that page is about."""
    faceted_rows = faceted_rows_of(client, name)
    page = client.application.extensions["opg"].catalogue.urls.page
    for row in some(faceted_rows.rows):
        for column in some(faceted_rows.listing.columns[1:]):
            for part in any_number(column.show(row)):
                assert bool(part.href) <= bool(part.iri), (column.name, part)
                assert not part.href or page(part.iri) == part.href


def test_who_asks_for_data_gets_the_selection(client: FlaskClient) -> None:
    address = "/partners?country=japan"
    assert client.get(address, headers=JSON).get_json() == client.get("/partners.json?country=japan").get_json()
    assert client.get(address, headers={"Accept": "text/csv"}).text == client.get("/partners.csv?country=japan").text
    for accept in ("*/*", "text/html,application/xhtml+xml,*/*;q=0.8", ""):
        assert client.get(address, headers={"Accept": accept}).mimetype == "text/html"
    for accept in ("image/png", "text/plain", "text/turtle"):
        assert client.get(address, headers={"Accept": accept}).status_code == 406
    page = page_of(client, address)
    links = {link.attributes["type"]: link.attributes["href"] for link in page.all("link", rel="alternate")}
    assert links == {"text/csv": "/partners.csv?country=japan", "application/json": "/partners.json?country=japan"}
    taken = [link.attributes["href"] for link in page.all("p", class_="take")[0].all("a")]
    assert taken == list(links.values())


def test_sorting(client: FlaskClient) -> None:
    numbers = [int(row["partnerships"]) for row in rows_of(client, "/partners?sort=-partnerships")]
    assert numbers == sorted(numbers, reverse=True)
    page = page_of(client, "/partners?sort=-partnerships")
    heading = next(cell for cell in page.all("th", scope="col") if "aria-sort" in cell.attributes)
    assert (heading.text, heading.attributes["aria-sort"]) == ("Partnerships", "descending")
    assert heading.all("a")[0].attributes["href"] == "/partners?sort=partnerships"
    countries = [row["country"] for row in rows_of(client, "/partners?sort=country")]
    assert "" not in countries[: len([name for name in countries if name])], "what has none comes last"


def test_pages_follow_one_another(client: FlaskClient) -> None:
    seen: list[str] = []
    address = "/partners?country=united-states"
    while address:
        page = page_of(client, address)
        seen += [cell.all("a")[0].text for cell in page.all("th", scope="row")]
        address = next((link.attributes["href"] for link in page.all("a", rel="next")), "")
    assert seen == [row["partner"] for row in rows_of(client, "/partners?country=united-states")]
    assert f"only {ceil(SIZES['partners'] / PAGE)} pages" in page_of(client, "/partners?page=9999").text


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("/partners?country=japann", "did you mean japan?"),
        ("/partners?state=gone", "state can be current and past."),
        ("/partners?xyz=red", "the partners can be narrowed by"),
        ("/partners?sort=size", "by country, games, name, partnerships and years."),
        ("/partners?page=0", "pages are counted 1, 2, 3"),
        ("/games?season=autumn", "season can be"),
        ("/sources.csv?language=zz", "language can be"),
    ],
)
def test_what_a_list_does_not_have_is_said(client: FlaskClient, address: str, expected: str) -> None:
    response = client.get(address, headers=JSON)
    assert response.status_code == 400
    assert response.get_json()["type"] == "/errors#unknown-filter"
    assert expected in response.get_json()["detail"].lower()
    assert 'id="unknown-filter"' in client.get("/errors").text


def test_an_address_has_one_canonical_form(client: FlaskClient) -> None:
    page = page_of(client, "/partners?page=1&sort=name&country=japan&country=china&country=japan&q=%20%20&utm_source=x")
    canonical = next(link.attributes["href"] for link in page.all("link", rel="canonical"))
    assert canonical == "http://localhost/partners?country=china&country=japan"


def test_nothing_found_leads_on(client: FlaskClient) -> None:
    page = page_of(client, "/partners?q=zzzz")
    assert "Nothing in this list fits all of that" in page.text
    assert page.all("div", class_="empty")[0].all("a")[0].attributes["href"] == "/partners"


def test_a_text_in_any_script_narrows(client: FlaskClient) -> None:
    japanese = [row["source"] for row in rows_of(client, "/sources?language=ja") if not row["source"].isascii()]
    assert rows_of(client, f"/sources?q={japanese[0][:5]}")[0]["language"] == "Japanese"
    assert [row["partner"] for row in rows_of(client, "/partners?q=nestle")] == ["Nestlé"]


def test_an_address_is_what_a_visitor_typed_and_no_markup(client: FlaskClient) -> None:
    response = client.get("/partners", query_string={"q": '"><script>alert(1)</script>'})
    assert "<script>alert" not in response.text


@given(st.text() | st.text(alphabet="=+-@＝＋－＠\t\r\n'1.a", max_size=4))  # noqa: RUF001 - full-width signs count too
@example("=")
@example("-")
def test_no_cell_is_a_formula(text: str) -> None:
    cell = escape_formula(text)
    assert cell in {text, f"'{text}"}
    assert not cell.startswith(("=", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n"))  # noqa: RUF001
    assert cell == "-" or not cell.startswith(("+", "-")) or cell[1:2].isdecimal() or cell[1:2] == "."


@given(
    st.lists(
        st.lists(
            st.text(alphabet=st.characters(exclude_characters="\r\n\x00", exclude_categories=["Cs"]), min_size=1),
            min_size=2,
            max_size=2,
        )
    )
)
def test_csv_can_be_read_back(rows: list[list[str]]) -> None:
    read_back = list(csv.reader(io.StringIO(table(["a", "b"], rows))))
    assert read_back == [["a", "b"], *([escape_formula(cell) for cell in row] for row in rows)]


def test_sets_of_rows_agree_with_looking_at_every_row() -> None:
    faceted_rows = synthetic(10_000)
    chosen = {"colour": ("blue", "red"), "size": ("17", "18", "250")}
    expected = [
        item for item in faceted_rows.rows
        if {"blue", "red"} & set(item.colours) and str(item.size) in chosen["size"] and "9" in str(item.number)
    ]  # fmt: skip
    assert list(faceted_rows.picked(faceted_rows.narrowed(chosen, "9"), "name")) == expected
    assert list(faceted_rows.picked(faceted_rows.narrowed(chosen, "9"), "-name")) == expected[::-1]
    counts = {item.option.slug: item.rows for item in faceted_rows.counted(faceted_rows.listing.facets[0], chosen, "9")}
    sized = [item for item in faceted_rows.rows if str(item.size) in chosen["size"] and "9" in str(item.number)]
    assert counts == {colour: sum(colour in item.colours for item in sized) for colour in ("red", "green", "blue")}


def test_a_page_of_ten_thousand_rows() -> None:
    faceted_rows = synthetic(10_000)
    shown = view(faceted_rows, read(faceted_rows, MultiDict([("colour", "red"), ("sort", "-name")])))
    assert shown.found == sum("red" in item.colours for item in faceted_rows.rows)
    assert len(shown.lines) == PAGE


@given(st.lists(st.sampled_from(["red", "green", "blue"]), unique=True), st.text(max_size=20), st.integers(1, 99))
def test_a_selection_survives_its_address(colours: list[str], text: str, page: int) -> None:
    faceted_rows = synthetic(50)
    selection = Selection(
        "/items", {"colour": tuple(sorted(colours)), "size": ()}, " ".join(text.split()), "-name", page
    )
    fields = MultiDict(parse_qsl(urlsplit(selection.address()).query))
    assert read(faceted_rows, fields) == selection


def test_a_list_once_made_asks_nothing_more(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    assert asked(client, "/partners?country=japan&sort=games", monkeypatch, before="/partners") == []


def test_years_of_partners_say_what_is_assumed(client: FlaskClient) -> None:
    """Of a partner with one partnership the list says what that rests on."""
    deals = tables.rows("partnerships")
    alone = [row for row in deals if sum(other["partner"] == row["partner"] for other in deals) == 1]
    row = next(
        row for row in alone if row["programme"] == "2008-summer-domestic" and not (row["start"] or row["announced"])
    )
    name = tables.by_id("organizations")[row["partner"]]["name"]
    (line,) = parse(client.get("/partners", query_string={"q": name}).text).all("table")[0].all("tbody")[0].all("tr")
    assert any(mark.text.endswith("2008 (assumed)") for mark in line.all("span", class_="assumed"))
    (found,) = client.get("/partners.json", query_string={"q": name}).get_json()["rows"]
    assert (found["years"]["fromBasis"], found["years"]["untilBasis"]) == ("assumed", "assumed")
