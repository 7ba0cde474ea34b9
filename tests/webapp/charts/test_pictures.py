"""The pictures of charts: nothing is cut, nothing collides, everything a reader needs is inside, in any program."""

from __future__ import annotations

import csv
import io
import re
from itertools import combinations

import cairosvg
import pytest
from flask.testing import FlaskClient
from PIL import Image

from tests.some import some
from tests.webapp.charts.drawn import Drawn, read
from webapp.charts.registry import chart_kinds

CHARTS = (
    "games-partners?about=games:2020-summer",
    "games-tiers?about=games:2010-winter",
    "programme-joined?about=programme:2020-summer-domestic",
    "programme-terms",
    "programme-network",
    "programme-countries",
    "programme-revenue",
    "partner-timeline?about=partner:panasonic",
    "partner-network?about=partner:omega",
    "category-timeline?about=category:timekeeping",
    "category-network?about=category:timekeeping",
    "country-timeline?about=country:japan",
    "events-around?about=person:thomas-bach",
    "coverage-of-counts",
    "longest-relationships",
)
"""Charts of every way to draw, each with names in it."""

FORBIDDEN = ("var(", "paint-order", "light-dark", "<style", "class=", "href", "color-mix", "px;")
"""What some program does not know, or what is not in the file itself."""


def address(chart: str, suffix: str, **fields: str) -> str:
    name, _, query = chart.partition("?")
    parts = [query] * bool(query) + [f"{key}={value}" for key, value in fields.items()]
    return f"/chart/{name}.{suffix}?{'&'.join(parts)}"


def drawn(client: FlaskClient, chart: str, **fields: str) -> Drawn:
    answer = client.get(address(chart, "svg", **fields))
    assert answer.status_code == 200, answer.text
    return read(answer.data)


@pytest.mark.parametrize("width", ["320", "600", "1200"])
@pytest.mark.parametrize("chart", CHARTS)
def test_names_are_whole_and_apart(client: FlaskClient, chart: str, width: str) -> None:
    picture = drawn(client, chart, width=width)
    assert picture.width == int(width)
    cut = [text for text, _ in picture.texts if text.endswith("…")]
    assert not cut
    paper = picture.room
    for text, box in some(picture.texts):
        inside = 0 <= box.x <= paper.width - box.width and 0 <= box.y <= paper.height - box.height
        assert inside, f"{text!r} leaves the picture"
    met = [(one[0], other[0]) for one, other in combinations(picture.texts, 2) if one[1].overlaps(other[1], -0.6)]
    assert not met


@pytest.mark.parametrize("chart", CHARTS)
def test_all_that_a_reader_needs_is_inside(client: FlaskClient, chart: str) -> None:
    picture = drawn(client, chart)
    metadata = client.get(address(chart, "metadata.json")).get_json()
    words = re.sub(r"\s", "", picture.words)
    for text in (metadata["chart"]["title"], metadata["chart"]["note"], *metadata["chart"]["legend"]):
        assert re.sub(r"\s", "", text) in words
    assert metadata["chart"]["originalChartUrl"] in picture.words
    assert f"version {metadata['version']} of" in picture.words
    assert "CC BY 4.0" in picture.words


@pytest.mark.parametrize(
    ("chart", "column"),
    [
        ("games-partners?about=games:2020-summer", "partner_short"),
        ("programme-terms", "partner_short"),
        ("programme-network", "partner_short"),
        ("programme-joined?about=programme:2020-summer-domestic", "partner_short"),
        ("category-timeline?about=category:timekeeping", "partner_short"),
        ("category-network?about=category:timekeeping", "partner_short"),
        ("country-timeline?about=country:japan", "partner_short"),
        ("partner-network?about=partner:omega", "programme_short"),
        ("events-around?about=person:thomas-bach", "participant_short"),
        ("longest-relationships", "partnerLabel"),
    ],
)
def test_it_has_the_names_of_its_table(client: FlaskClient, chart: str, column: str) -> None:
    rows = list(csv.DictReader(io.StringIO(client.get(address(chart, "csv")).text)))
    said = re.sub(r"\s", "", drawn(client, chart).words)
    missing = {row[column] for row in some(rows) if re.sub(r"\s", "", row[column]) not in said}
    assert not missing


@pytest.mark.parametrize("chart", CHARTS[::4])
def test_other_programs_draw_it_at_the_size_asked(client: FlaskClient, chart: str) -> None:
    svg = client.get(address(chart, "svg", width="480", theme="dark")).data
    picture = read(svg)
    cairo = Image.open(io.BytesIO(cairosvg.svg2png(bytestring=svg)))
    resvg = Image.open(io.BytesIO(client.get(address(chart, "png", width="480", theme="dark")).data))
    assert cairo.size == resvg.size == (480, picture.height)
    for image in (cairo, resvg):
        colours = image.convert("RGB").getcolors(1_000_000)
        assert colours
        assert max(colours)[1] == (0x14, 0x17, 0x1A), "dark paper"
        assert len(colours) > 20, "something is drawn"


@pytest.mark.parametrize("name", [kind.name for kind in chart_kinds().values()])
def test_every_chart_is_self_contained(client: FlaskClient, name: str) -> None:
    answer = client.get(f"/chart/{name}.svg")
    assert answer.status_code == 200
    assert [word for word in FORBIDDEN if word in answer.text] == []
    tags = {element.tag.rpartition("}")[2] for element in read(answer.data).root.iter()}
    assert tags <= {"svg", "title", "desc", "g", "rect", "line", "path", "circle", "text"}


def test_letters_are_legible_over_lines_without_paint_order(client: FlaskClient) -> None:
    root = drawn(client, "programme-network").root
    texts = [element for element in root.iter() if element.tag.endswith("}text")]
    halos = [place for place, text in enumerate(texts) if "aria-hidden" in text.attrib]
    for place in some(halos):
        halo, text = texts[place], texts[place + 1]
        assert (halo.text, halo.attrib["x"], halo.attrib["y"]) == (text.text, text.attrib["x"], text.attrib["y"])
        assert halo.attrib["stroke"] == halo.attrib["fill"] == "#fbfaf7"
        assert "stroke" not in text.attrib


def test_outlines_need_no_font(client: FlaskClient) -> None:
    text, outlines = (drawn(client, "programme-revenue", outlines=flag) for flag in "01")
    assert not outlines.texts
    assert outlines.height == text.height
    titles = {element.text for element in outlines.root.iter() if element.tag.endswith("}title")}
    assert {words for words, _ in text.texts} <= titles


def test_the_layout_follows_the_width_and_large_pictures_are_enlarged(client: FlaskClient) -> None:
    sizes = {width: drawn(client, "programme-joined", width=width) for width in ("320", "1200", "2400")}
    assert sizes["2400"].room == sizes["1200"].room
    assert sizes["320"].room.width < 400
    assert sizes["2400"].height == pytest.approx(2 * sizes["1200"].height, abs=1)


def test_what_is_assumed_looks_assumed_and_the_legend_says_so(client: FlaskClient) -> None:
    words = "beginning or end assumed"
    japan = drawn(client, "country-timeline?about=country:japan")
    assert words in japan.words
    hatches = [path for path in japan.root.iter() if path.tag.endswith("}path") and path.get("d", "").count("M") > 3]
    assert hatches
    assert words not in drawn(client, "partner-timeline?about=partner:alibaba").words
