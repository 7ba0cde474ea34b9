"""What other sites are told: titles and descriptions, pictures, schema.org data, the site map, icons."""

from __future__ import annotations

import json
import re
import struct
from pathlib import Path
from urllib.parse import urlsplit
from xml.etree import ElementTree

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st

import webapp
from tests.some import any_number, some
from tests.webapp.html import Element, parse
from webapp.components.schema_org import to_json_ld
from webapp.models.entity import Entity
from webapp.models.site import current_site
from webapp.models.urls import subject_of
from webapp.sharing import make_icons
from webapp.sharing.og_cards import of_thing
from webapp.sharing.og_image import COLOURS, HEIGHT, WIDTH, Card, Dot, svg
from webapp.svg.fonts import drawable, font_files, lines
from webapp.svg.text_metrics import text_width

PAGES = (
    "/",
    "/partners",
    "/partners?country=japan",
    "/games",
    "/sources",
    "/people",
    "/queries",
    "/data",
    "/about",
    "/partner/alibaba",
    "/games/2020-summer",
    "/programme/top",
    "/category/timekeeping",
    "/country/japan",
    "/person/thomas-bach",
    "/organization/ioc",
    "/partnership/top-09--alibaba",
    "/source/sina-2017-01-19-alibaba",
    "/event/1963-tokyo-seiko-official-timekeeper",
    "/dataset",
    "/dataset/statistics/structure",
)


def metas(page: Element) -> dict[str, str]:
    found = [element.attributes for element in page.all("meta")]
    return {item.get("property") or item.get("name", ""): item.get("content", "") for item in found}


def size_of(image: bytes) -> tuple[int, int]:
    assert image[:8] == b"\x89PNG\r\n\x1a\n"
    width, height = struct.unpack(">II", image[16:24])
    return width, height


@pytest.mark.parametrize("address", PAGES)
def test_a_page_introduces_itself(client: FlaskClient, address: str) -> None:
    page = parse(client.get(address).text)
    meta = metas(page)
    title = page.all("title")[0].text
    assert title == f"{meta['og:title']} · Olympic Partnership Graph"
    assert meta["description"] == meta["og:description"]
    assert len(meta["description"]) > 20, meta["description"]
    canonical = [link.attributes["href"] for link in page.all("link", rel="canonical")]
    assert canonical == [meta["og:url"]]
    assert canonical[0] == f"http://localhost{address}"
    assert meta["twitter:card"] == "summary_large_image"


@pytest.mark.parametrize("address", PAGES)
def test_its_picture_is_there(client: FlaskClient, address: str) -> None:
    image = urlsplit(metas(parse(client.get(address).text))["og:image"])
    assert image.netloc == "localhost"
    response = client.get(image.path)
    assert response.status_code == 200, image.path
    assert response.content_type == "image/png"
    assert size_of(response.data) == (WIDTH, HEIGHT)
    assert response.headers["ETag"]


@pytest.mark.parametrize(
    "address", ["/og/partner/nobody.png", "/og/site/nothing.png", "/og/x/y.png", "/og/organization/alibaba.png"]
)
def test_no_picture_of_what_is_not_there(client: FlaskClient, address: str) -> None:
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("address", [address for address in PAGES if address.count("/") == 2] + ["/", "/data"])
def test_schema_org(client: FlaskClient, address: str) -> None:
    page = client.get(address).text
    blocks = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    assert len(blocks) == 1
    assert not set("<>&") & set(blocks[0])
    document = json.loads(blocks[0])
    assert document["@context"] == "https://schema.org"
    types = {item["@type"] for item in document["@graph"]}
    assert types & {"BreadcrumbList", "Dataset"}


def test_schema_org_of_kinds(client: FlaskClient) -> None:
    def about(address: str) -> dict[str, object]:
        block = re.search(r'ld\+json">(.*?)</script>', client.get(address).text)
        assert block
        found: dict[str, object] = json.loads(block[1])["@graph"][0]
        return found

    games = about("/games/2020-summer")
    assert (games["@type"], games["startDate"]) == ("SportsEvent", "2021-07-23")
    alibaba = about("/partner/alibaba")
    assert alibaba["@type"] == "Organization"
    assert alibaba["@id"] == "https://w3id.org/olympic-partnerships/id/organization/alibaba"
    assert "阿里巴巴" in str(alibaba["alternateName"])
    assert about("/person/thomas-bach")["@type"] == "Person"
    assert about("/programme/top")["additionalType"] == "https://w3id.org/olympic-partnerships/ontology#Programme"
    assert about("/")["@type"] == "Dataset"


@given(st.text())
def test_structured_data_cannot_leave_its_element(text: str) -> None:
    block = to_json_ld([{"name": text}])
    assert not set("<>&") & set(block)
    assert json.loads(block)["@graph"] == [{"name": text}]


def test_the_site_map_lists_pages_that_are_there(client: FlaskClient) -> None:
    root = ElementTree.fromstring(client.get("/sitemap.xml").text)  # noqa: S314 - our own
    found = [element.text or "" for element in root.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")]
    assert len(found) == len(set(found)) > 4_000
    for address in some((*found[:18], *found[18::400])):
        path = urlsplit(address).path
        with client.head(path) as response:
            assert response.status_code == 200, path
    assert {"http://localhost/", "http://localhost/partners", "http://localhost/partner/alibaba"} <= set(found)
    assert client.get("/sitemap-1.xml").status_code == 404


def test_robots_are_kept_from_what_computes(client: FlaskClient) -> None:
    lines_ = client.get("/robots.txt").text.splitlines()
    assert "Disallow: /sparql?" in lines_
    assert "Sitemap: http://localhost/sitemap.xml" in lines_
    assert not [line for line in lines_ if line.startswith("Disallow: /og")], "networks fetch the pictures as robots"


def test_icons(client: FlaskClient) -> None:
    assert client.get("/favicon.ico").data[:6] == b"\0\0\1\0\1\0"
    assert size_of(client.get("/favicon.ico").data[22:]) == (32, 32)
    assert size_of(client.get("/apple-touch-icon.png").data) == (180, 180)
    manifest = client.get("/site.webmanifest").get_json(force=True)
    for icon in some(manifest["icons"]):
        width, height = size_of(client.get(icon["src"]).data)
        assert icon["sizes"] == f"{width}x{height}"
    assert client.get("/icon-7.png").status_code == 404


def test_the_icons_are_those_of_the_drawing() -> None:
    for name, content in some(make_icons.icons().items()):
        assert (make_icons.FOLDER / name).read_bytes() == content, "make icons"


def test_colours_are_those_of_the_stylesheet() -> None:
    sheet = (Path(webapp.__file__).parent / "static" / "style.css").read_text(encoding="utf-8")
    for family, colour in some(COLOURS.items()):
        assert re.search(rf"--{family}: (#\w+);", sheet), family
        assert re.findall(rf"--{family}: (#\w+);", sheet)[0] == colour


def test_the_fonts_are_there() -> None:
    assert all(Path(path).is_file() for path in some(font_files()))


@pytest.mark.parametrize("text", ["阿里巴巴", "パナソニック", "삼성", "الألعاب", "ไทย", "⚽"])
def test_what_the_fonts_lack_is_not_drawn(text: str) -> None:
    assert not drawable(text)


def test_a_source_in_another_script_has_a_picture_all_the_same(client: FlaskClient) -> None:
    rows = client.get("/sources.csv?language=ja").text.splitlines()
    slug = next(row.split(",")[0].rpartition("/")[2] for row in rows if not row.isascii() and row.startswith("https"))
    assert size_of(client.get(f"/og/source/{slug}.png").data) == (WIDTH, HEIGHT)


@given(st.text(alphabet="abc defghi-É", max_size=300), st.integers(1, 4))
def test_lines_have_room(text: str, most: int) -> None:
    found = lines(text, 60, 610, most)
    assert len(found) <= most
    for line in any_number(found):
        assert text_width(line, 60) * 0.86 <= 611


def test_a_hostile_title_stays_text() -> None:
    drawing = svg(Card("<kind>", '"><script>alert(1)</script>', (), "&", [Dot("food", own=True)], "<version>"))
    assert ElementTree.fromstring(drawing) is not None  # noqa: S314 - our own
    assert "<script" not in drawing


@pytest.mark.parametrize(
    ("slug", "told"), [("2008-summer-domestic", False), ("2020-summer-domestic", False), ("top", True)]
)
def test_a_card_tells_no_first_year_that_is_assumed(app: Flask, slug: str, told: bool) -> None:
    """The programmes of Beijing and Tokyo began before anybody is stated or announced to have joined them."""
    with app.test_request_context("/"):
        here = current_site()
        subject = Entity.load(here.ask, subject_of("programme", slug))
        assert subject
        words = [word for _, word in of_thing(here, f"/programme/{slug}", subject).figures]
    assert ("the first year" in words) == told
