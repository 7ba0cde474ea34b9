"""The files of a chart: numbers with names, dates and sources, the same in the ZIP, and clear refusals."""

from __future__ import annotations

import csv
import io
import json
import zipfile

import pytest
from flask.testing import FlaskClient

from tests import tables
from tests.some import some
from webapp.charts.registry import chart_kinds

TOKYO = "games-partners", "about=games:2020-summer"


def file(client: FlaskClient, suffix: str, chart: tuple[str, str] = TOKYO) -> bytes:
    answer = client.get(f"/chart/{chart[0]}.{suffix}?{chart[1]}")
    assert answer.status_code == 200, answer.text
    return bytes(answer.data)


def test_the_numbers_have_names_dates_with_their_basis_and_sources(client: FlaskClient) -> None:
    rows = list(csv.DictReader(io.StringIO(file(client, "csv").decode())))
    assert {row["games"].count("Tokyo 2020") for row in some(rows)} == {1}
    dated = {row["partner"]: (row["start"], row["start_basis"]) for row in rows}
    assert dated["Asics Corporation" if "Asics Corporation" in dated else "ASICS"][0]
    assert {row["start_basis"] for row in rows} <= {"stated", "announced", "assumed", "unknown"}
    for row in some(rows):
        assert row["partner_iri"].startswith("https://w3id.org/olympic-partnerships/id/organization/")
        assert len(row["sources"].split("; ")) == len(set(row["sources"].split("; "))) >= 1
        assert row["source_titles"]


def test_the_metadata_describes_every_column_and_says_where_it_is_from(client: FlaskClient) -> None:
    content = json.loads(file(client, "metadata.json"))
    header = next(csv.reader(io.StringIO(file(client, "csv").decode())))
    assert list(content["columns"]) == header
    for column in some(content["columns"].values()):
        assert column["descriptionShort"]
    assert content["licence"] == {"name": "CC BY 4.0", "url": "https://creativecommons.org/licenses/by/4.0/"}
    assert content["query"].endswith("/queries/partners-of-games?games=games:2020-summer")
    assert {source["id"] for source in some(content["sources"])} >= set(some(content["sources"][0]["id"].split()))
    assert content["chart"]["citation"].startswith("The Olympic Partnership Graph contributors (2026)")


def number(client: FlaskClient) -> str:
    """The number of the data that the site has."""
    return str(client.application.extensions["opg"].catalogue.version.number)


def test_the_zip_holds_the_same_and_says_what_it_is(client: FlaskClient) -> None:
    body = file(client, "zip")
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        contents = {entry.filename: archive.read(entry) for entry in archive.infolist()}
    stem = f"olympic-partners-tokyo-2020-by-tier_{number(client)}"
    assert contents[f"{stem}.csv"] == file(client, "csv")
    assert contents[f"{stem}.metadata.json"] == file(client, "metadata.json")
    readme = contents["README.txt"].decode()
    for column in some(next(csv.reader(io.StringIO(contents[f"{stem}.csv"].decode())))):
        assert f"\n  {column} " in readme
    assert "CC BY 4.0" in readme
    assert body == file(client, "zip"), "the same chart has the same bytes"


def test_files_are_named_by_what_is_in_them_and_may_be_shown_anywhere(client: FlaskClient) -> None:
    kept = {"svg": "inline", "png": "inline", "csv": "attachment", "zip": "attachment", "metadata.json": "inline"}
    for suffix, how in some(kept.items()):
        answer = client.get(f"/chart/{TOKYO[0]}.{suffix}?{TOKYO[1]}")
        name = f'{how}; filename="olympic-partners-tokyo-2020-by-tier_{number(client)}.{suffix}"'
        assert answer.headers["Content-Disposition"] == name
        assert answer.headers["Access-Control-Allow-Origin"] == "*"
        assert answer.headers["OPG-Version"].startswith(f'"{number(client)}"')
        assert 'rel="license"' in answer.headers["Link"]
        again = client.get(
            answer.request.path, query_string=TOKYO[1], headers={"If-None-Match": answer.headers["ETag"]}
        )
        assert again.status_code == 304


@pytest.mark.parametrize(
    ("address", "status", "words"),
    [
        ("/chart/nothing.svg", 404, "There is no chart called “nothing”"),
        ("/chart/games-partners.gif", 404, "There are: games-partners.png"),
        ("/chart/games-partners.svg?about=games:1800-summer", 404, "There is no games “1800-summer”"),
        ("/chart/games-partners.svg?about=partner:visa", 400, "is not about a partner"),
        ("/chart/games-partners.svg?about=Tokyo", 400, "names no thing"),
        ("/chart/partnerships-by-field.svg?about=partner:visa", 400, "leave `about` out"),
        ("/chart/games-partners.svg?width=10", 400, "320 to 2400"),
        ("/chart/games-partners.svg?width=ten", 400, "320 to 2400"),
        ("/chart/games-partners.svg?theme=blue", 400, "light and dark"),
        ("/chart/games-partners.svg?outlines=yes", 400, "outlines with 1"),
        ("/chart/games-partners.svg?colour=red", 400, "There is no field “colour”"),
        ("/chart/category-rivals.svg?partner=nobody", 400, "partner=nobody"),
        ("/chart/programme-partners.svg?about=programme:top", 404, "nothing for the chart"),
    ],
)
def test_bad_requests_say_what_would_be_right(client: FlaskClient, address: str, status: int, words: str) -> None:
    answer = client.get(address)
    assert (answer.status_code, answer.content_type) == (status, "application/problem+json")
    assert words in answer.get_json()["detail"]


def test_a_thing_can_be_named_by_its_identifier(client: FlaskClient) -> None:
    iri = "https://w3id.org/olympic-partnerships/id/organization/visa"
    named, identified = (client.get(f"/chart/partner-timeline.csv?about={about}") for about in ("partner:visa", iri))
    assert named.data == identified.data


def test_the_list_names_every_chart_and_the_pages_lead_to_theirs(client: FlaskClient) -> None:
    listed = client.get("/charts", headers={"Accept": "text/html"}).text
    for kind in some(chart_kinds().values()):
        assert f'href="/chart/{kind.name}"' in listed
    page = client.get("/games/2020-summer", headers={"Accept": "text/html"}).text
    for suffix in some((".png", ".svg", ".csv", "")):
        assert f'href="/chart/games-partners{suffix}?about=games:2020-summer' in page
    assert 'href="/queries/partners-of-games?games=games:2020-summer"' in page


def test_the_page_of_a_chart_offers_every_way_to_take_it(client: FlaskClient) -> None:
    page = client.get("/chart/partner-timeline?about=partner:visa&width=800&theme=dark&outlines=1").text
    assert "/chart/partner-timeline.png?about=partner:visa&amp;width=800&amp;theme=dark&amp;outlines=1" in page
    assert "/chart/partner-timeline/embed?about=partner:visa" in page
    assert "/queries/partner-history?partner=organization:visa" in page
    assert "/sparql?query=" in page
    assert "How to cite" in page or "Cite this chart" in page


def test_an_embedded_chart_needs_no_script_and_may_stand_anywhere(client: FlaskClient) -> None:
    answer = client.get("/chart/partner-timeline/embed?about=partner:visa&theme=dark")
    assert "frame-ancestors *" in answer.headers["Content-Security-Policy"]
    assert "X-Frame-Options" not in answer.headers
    assert answer.text.count("<svg class=") == 4
    assert "/chart/theme-dark.css" in answer.text
    styles = client.get("/chart/theme-dark.css").text
    assert "--paper:#14171a" in styles


def test_counts_are_those_of_the_tables(client: FlaskClient) -> None:
    rows = list(csv.DictReader(io.StringIO(file(client, "csv", ("partnerships-by-field", "")).decode())))
    assert len(rows) == len(tables.rows("partnerships"))
