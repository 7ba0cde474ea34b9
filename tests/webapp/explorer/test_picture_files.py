"""The pictures of views as files: title, names, legend, sources, licence and release are inside, as large as asked."""

from __future__ import annotations

import io
import zipfile
from itertools import combinations, pairwise
from typing import Any
from xml.etree import ElementTree

import cairosvg
import pytest
from flask.testing import FlaskClient
from PIL import Image

from ontology.namespaces import DATA_LICENCE_IRI
from tests.some import some
from tests.webapp.explorer.test_exports import VIEWS
from tests.webapp.explorer.test_page import called
from tests.webapp.explorer.test_view_json import look
from tests.webapp.html import parse
from webapp.explorer.picture_text import width_of

SVG = "{http://www.w3.org/2000/svg}"
FEW = "tier=top&date=2017-01-18"
DRAWN = (
    "", "width=600", "width=320", FEW, f"{FEW}&width=320", "from=partner/alibaba", "from=games/2012-summer&width=700",
    "from=country/japan&width=400", "path=partner/alibaba~partner/kodak", "layout=timeline",
    f"{FEW}&layout=force", "from=partner/omega&layout=timeline",
)  # fmt: skip
"""Views in each layout, wide and narrow."""


def drawing(client: FlaskClient, query: str) -> ElementTree.Element:
    return ElementTree.fromstring(client.get(f"/explore/view.svg?{query}").data)  # noqa: S314 - our own


def shown(client: FlaskClient, query: str) -> list[dict[str, Any]]:
    """Return the nodes of a view, without what only a picture asks for."""
    fields = [field for field in query.split("&") if not field.startswith(("width=", "theme="))]
    return some(look(client, "&".join(fields))["nodes"])


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


def named(root: ElementTree.Element, group: str = "names") -> list[ElementTree.Element]:
    """Return the lines of the names in a picture, or of its guides, without their halos."""
    found = next(element for element in root.iter(f"{SVG}g") if element.get("id") == group)
    return [text for text in found if text.get("aria-hidden") is None]


def box(text: ElementTree.Element, *, bold: bool = False) -> tuple[float, float, float, float]:
    """Return left, top, right and bottom of a line, from its anchor and its baseline."""
    wide = width_of(text.text or "", 12, bold=bold)
    x, y = float(text.attrib["x"]), float(text.attrib["y"])
    left = x - wide * {"start": 0.0, "middle": 0.5, "end": 1.0}[text.attrib["text-anchor"]]
    return left, y - 9, left + wide, y + 3


def overlap(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def places(root: ElementTree.Element) -> dict[str, tuple[float, float]]:
    """Return the middle of each mark by the name of its thing."""
    marks = next(element for element in root.iter(f"{SVG}g") if element.get("id") == "marks")
    return {mark.findtext(f"{SVG}title", ""): middle(mark) for mark in marks}


def middle(mark: ElementTree.Element) -> tuple[float, float]:
    if mark.tag == f"{SVG}circle":
        return float(mark.attrib["cx"]), float(mark.attrib["cy"])
    corners = [tuple(map(float, corner.split(","))) for corner in mark.attrib["d"][1:-1].split("L")]
    return sum(x for x, _ in corners) / len(corners), sum(y for _, y in corners) / len(corners)


@pytest.mark.parametrize("query", DRAWN)
def test_names_are_those_of_the_view_cover_no_other_and_stay_inside(client: FlaskClient, query: str) -> None:
    root, nodes = drawing(client, query), shown(client, query)
    width, lines = float(root.get("viewBox", "").split()[2]), named(root)
    said = sorted(word for line in lines for word in (line.text or "").split())
    if len(nodes) <= 250 and "timeline" not in query:
        whole = "label" if "force" in query else "short"
        assert said == sorted(word for node in nodes for word in (node.get(whole) or node["label"]).split())
    else:
        calls = {node.get("short") or node["label"] for node in nodes}
        assert some([line.text for line in lines if line.text in calls])
    boxes = [box(line) for line in lines] + [box(guide, bold=True) for guide in named(root, "guides")]
    assert min(left for left, *_ in boxes) >= 0
    assert max(right for _, _, right, _ in boxes) <= width
    assert not [(one, other) for one, other in combinations(boxes, 2) if overlap(one, other)]


@pytest.mark.parametrize("query", ["", "width=600", "show=partners&tier=top", "mark=partner/visa&size=same"])
def test_partners_stand_in_the_order_of_their_first_games(client: FlaskClient, query: str) -> None:
    root, nodes = drawing(client, query), shown(client, query)
    spots, step = places(root), 10 if "600" in query else 1
    years = sorted({int(node["first"][:4]) // step for node in nodes if node.get("first")})
    across = {year: [] for year in years}  # type: dict[int, list[float]]
    for node in nodes:
        if node.get("first"):
            across[int(node["first"][:4]) // step].append(spots[node["label"]][0])
    for before, after in some(list(pairwise(years))):
        assert max(across[before]) < min(across[after]), (before, after)


def test_the_partners_of_most_games_are_named_and_fields_are_bands(client: FlaskClient) -> None:
    root, nodes = drawing(client, ""), look(client, "")["nodes"]
    largest = sorted(nodes, key=lambda node: (-node.get("games", 0), node["id"]))[:25]
    assert {line.text for line in named(root)} == {node.get("short") or node["label"] for node in largest}
    spots = places(root)
    bands: dict[str, list[float]] = {}
    for node in nodes:
        bands.setdefault(node.get("family") or "neutral", []).append(spots[node["label"]][1])
    ordered = sorted(bands.values(), key=min)
    for above, below in some(list(pairwise(ordered))):
        assert max(above) < min(below)


def test_kinds_stand_in_columns_and_games_in_the_order_of_time(client: FlaskClient) -> None:
    query = "from=partner/alibaba"
    spots, nodes = places(drawing(client, query)), look(client, query)["nodes"]
    start = next(spots[node["label"]][0] for node in nodes if node.get("start"))
    columns = {kind: [spots[node["label"]] for node in nodes if node["kind"] == kind and not node.get("start")]
               for kind in ("person", "category", "programme", "games")}  # fmt: skip
    xs = [max(x for x, _ in columns["person"]), start]
    xs += [min(x for x, _ in columns[kind]) for kind in ("category", "programme", "games")]
    assert xs == sorted(xs)
    timely = [node for node in nodes if node["kind"] == "games"]
    days = [node.get("from") or node["countsFrom"] for node in sorted(timely, key=lambda node: spots[node["label"]][1])]
    assert some(days) == sorted(days)


def test_a_path_has_a_column_for_each_step(client: FlaskClient) -> None:
    query = "path=partner/alibaba~partner/kodak"
    spots, path = places(drawing(client, query)), look(client, query)["path"]
    labels = {node["id"]: node["label"] for node in look(client, query)["nodes"]}
    for step in some(path["steps"]):
        one, other = (spots[labels[step[end]]][0] for end in ("source", "target"))
        assert one < other


def test_words_and_marks_of_an_address_are_told_as_those_of_whoever_made_it(client: FlaskClient) -> None:
    said = words(drawing(client, "title=My+title&note=Look+here&mark=partner/visa"))
    for part in ("My title", "Look here", "not by this project", "marked by whoever", "Partners by first Games"):
        assert part in said
    assert "not by this project" not in words(drawing(client, ""))


@pytest.mark.parametrize(
    ("query", "told"),
    [("colour=country", "Japan"), ("colour=tier", "Worldwide: TOP"), ("colour=games", "10 Games or more"),
     ("layout=timeline", "Partners along time"), ("layout=force", "Partners by Games in common")],
)  # fmt: skip
def test_title_and_legend_follow_what_the_address_asks(client: FlaskClient, query: str, told: str) -> None:
    said = words(drawing(client, query))
    assert told in said
    if "layout" in query:
        assert "first Games and product field" not in said
    else:
        assert said.count("Technology and telecoms") == 2, "as a band with its halo, and in no legend"


@pytest.mark.parametrize("query", ["from=partner/alibaba&width=700", "width=600&theme=dark"])
def test_other_programs_draw_it_as_large_as_asked(client: FlaskClient, query: str) -> None:
    root = drawing(client, query)
    size = (int(root.attrib["width"]), int(root.attrib["height"]))
    text = client.get(f"/explore/view.svg?{query}").data
    for png in (cairosvg.svg2png(text), client.get(f"/explore/view.png?{query}").data):
        with Image.open(io.BytesIO(png)) as image:
            assert image.size == size


def test_letters_may_be_outlines(client: FlaskClient) -> None:
    root = drawing(client, "from=partner/alibaba&outlines=1")
    assert not list(root.iter(f"{SVG}text"))
    titles = {title.text for title in root.iter(f"{SVG}title")}
    assert {"TOP IX", "Cloud services"} <= titles
    assert client.get("/explore/view.svg?outlines=yes").status_code == 400


def test_the_page_without_scripts_has_the_same_picture(client: FlaskClient) -> None:
    page = parse(client.get("/explore").text)
    still = page.all("noscript")[0]
    for image in some([element.attributes for element in (*still.all("source"), *still.all("img"))]):
        root = ElementTree.fromstring(client.get(image.get("srcset") or image["src"]).data)  # noqa: S314 - our own
        assert (image["width"], image["height"]) == (root.get("width"), root.get("height"))
    few = parse(client.get("/explore?from=partner/alibaba").text).all("svg", class_="net-wide")[0]
    spots = {called(node): node.all("circle")[0].attributes for node in few.all("a", class_="node")}
    drawn = places(drawing(client, "from=partner/alibaba&width=1120"))
    assert some(list(spots))
    assert {label: float(spot["cx"]) for label, spot in spots.items()} == pytest.approx(
        {label: x for label, (x, _) in drawn.items() if label in spots}, abs=1.5
    )


@pytest.mark.parametrize("suffix", ["gexf", "graphml"])
def test_files_for_network_tools_have_the_same_order(client: FlaskClient, suffix: str) -> None:
    import networkx as nx

    body = io.BytesIO(client.get(f"/explore/view.{suffix}?from=partner/alibaba").data)
    found = nx.read_gexf(body, version="1.3") if suffix == "gexf" else nx.read_graphml(body)
    nodes = found.nodes(data=True)
    across = {node: data["viz"]["position"]["x"] if suffix == "gexf" else data["x"] for node, data in nodes}
    order = ["person/jack-ma", "partner/alibaba", "category/cloud-services", "programme/top-09", "games/2020-summer"]
    assert sorted(order, key=across.__getitem__) == order


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
