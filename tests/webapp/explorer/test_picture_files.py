"""The pictures of views as files: title, names, legend, sources, licence and release are inside, as large as asked."""

from __future__ import annotations

import io
import zipfile
from itertools import combinations
from xml.etree import ElementTree

import pytest
from flask.testing import FlaskClient
from PIL import Image

from ontology.namespaces import DATA_LICENCE_IRI
from tests.some import some
from tests.webapp.explorer.test_exports import VIEWS
from tests.webapp.explorer.test_view_json import look
from webapp.explorer.picture_layout import NARROWER
from webapp.svg.text_metrics import text_width

SVG = "{http://www.w3.org/2000/svg}"
FEW = "tier=top&date=2017-01-18"


def drawing(client: FlaskClient, query: str) -> ElementTree.Element:
    return ElementTree.fromstring(client.get(f"/explore/view.svg?{query}").data)  # noqa: S314 - our own


def words(root: ElementTree.Element) -> str:
    return " ".join(text.text or "" for text in root.iter(f"{SVG}text"))


@pytest.mark.parametrize("query", [*VIEWS, FEW], ids=lambda query: query or "everything")
def test_a_picture_has_every_thing_and_says_what_it_shows(client: FlaskClient, query: str) -> None:
    view, root = look(client, query), drawing(client, query)
    marks = [mark for mark in root.iter() if mark.tag in {f"{SVG}circle", f"{SVG}path"}]
    titles = [mark.findtext(f"{SVG}title") for mark in marks if mark.get("fill")]
    assert sorted(title for title in titles if title) == sorted(node["label"] for node in view["nodes"])
    said = words(root)
    for part in (view["title"].split()[0], view["version"], "CC BY 4.0", "Sources:"):
        assert part in said
    sources = list(root.iter("{http://purl.org/dc/terms/}source"))
    assert len(sources) == len(view["sources"])


@pytest.mark.parametrize("width", [320, 1200])
def test_names_are_whole_cover_no_other_and_stay_inside(client: FlaskClient, width: int) -> None:
    root = drawing(client, f"{FEW}&width={width}")
    assert root.get("width") == str(width)
    named = next(group for group in root.iter(f"{SVG}g") if group.get("text-anchor") == "middle")
    lines = [text for text in named if text.get("aria-hidden") is None]
    said = " ".join(line.text or "" for line in lines)
    for node in some(look(client, FEW)["nodes"]):
        assert not [word for word in node["label"].split() if word not in said], node["label"]
    boxes = [box(line) for line in lines]
    assert min(left for left, *_ in boxes) >= 0
    assert max(right for _, _, right, _ in boxes) <= width
    assert not [(one, other) for one, other in combinations(boxes, 2) if overlap(one, other)]


def box(text: ElementTree.Element) -> tuple[float, float, float, float]:
    """Return left, top, right and bottom of a line of a name, from its middle and its baseline."""
    half = text_width(text.text or "", 12) * NARROWER / 2
    x, y = float(text.attrib["x"]), float(text.attrib["y"])
    return x - half, y - 9, x + half, y + 3


def overlap(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def test_nothing_that_only_browsers_draw(client: FlaskClient) -> None:
    for theme in ("light", "dark"):
        text = client.get(f"/explore/view.svg?{FEW}&theme={theme}").text
        for feature in ("paint-order", "<style", "class=", "var(", "dominant-baseline", "foreignObject"):
            assert feature not in text


@pytest.mark.parametrize("width", [320, 1200, 2400])
def test_a_png_is_as_wide_as_asked(client: FlaskClient, width: int) -> None:
    response = client.get(f"/explore/view.png?from=partner/omega&open=partner/omega.games&width={width}")
    with Image.open(io.BytesIO(response.data)) as image:
        assert (image.format, image.width) == ("PNG", width)
    assert "olympic-partnerships-omega" in response.headers["Content-Disposition"]


def test_an_archive_has_data_picture_and_metadata(client: FlaskClient) -> None:
    first, again = (client.get(f"/explore/view.zip?{FEW}").data for _ in range(2))
    assert first == again
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        names = archive.namelist()
        read = archive.read("README.txt").decode()
    assert {name.rpartition(".")[2] for name in names} == {"csv", "gexf", "svg", "json", "txt"}
    assert DATA_LICENCE_IRI in read
    assert [name for name in names if name not in read] == ["README.txt"]


def test_metadata_lists_every_source_and_column(client: FlaskClient) -> None:
    found = client.get(f"/explore/view.metadata.json?{FEW}").get_json()
    assert len(found["sources"]) == len(look(client, FEW)["sources"])
    header = client.get(f"/explore/view.csv?{FEW}").text.splitlines()[0].split(",")
    assert [name for name in header if name not in found["columns"]] == []
    assert [name for name in client.get(f"/explore/nodes.csv?{FEW}").text.splitlines()[0].split(",")
            if name not in found["columns"]] == []  # fmt: skip


@pytest.mark.parametrize(
    ("fields", "told"), [("width=12", "320 to 4000"), ("width=wide", "320 to 4000"), ("theme=blue", "light")]
)
def test_a_value_that_does_not_fit_is_told(client: FlaskClient, fields: str, told: str) -> None:
    response = client.get(f"/explore/view.svg?{FEW}&{fields}")
    assert response.status_code == 400
    assert told in response.text


def test_a_crowd_is_drawn_up_to_a_width_that_does_not_take_long(client: FlaskClient) -> None:
    response = client.get("/explore/view.png?width=4000")
    assert response.status_code == 400
    assert "2400" in response.text


def test_a_picture_of_nothing_is_one(client: FlaskClient) -> None:
    root = drawing(client, "tier=top&date=1900-01-01")
    assert "0 things" in words(root)
