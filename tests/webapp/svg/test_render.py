"""Pictures of real networks: labels keep apart, nothing leaves the frame, the same input gives the same bytes."""

from __future__ import annotations

import itertools
import re

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.some import any_number, some
from tests.webapp.html import parse
from webapp.app import create_app
from webapp.svg.axis_layout import axis_layout
from webapp.svg.force_layout import force
from webapp.svg.layered_layout import LayerSpec, layered, spread
from webapp.svg.network import NARROW, WIDE, Box, Edge, Network, NetworkLayout, Node
from webapp.svg.render import draw
from webapp.svg.text_metrics import fitted, shorten, text_width
from webapp.svg.tree import both_sides, indented

#: How fast this machine is says nothing about the pictures.
_PATIENT = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
_NAMES = st.text("abcdefgh WMÉñ&.'-阿里", min_size=1, max_size=60)


@pytest.mark.parametrize("name", ["Intel", "McDonald's", "Visa", "TOP IX", "The Coca-Cola Company"])
def test_a_name_that_fits_exactly_is_not_cut(name: str) -> None:
    nodes = (Node("a", name, "partner", layer="0"), Node("b", "TOP IX", "programme", layer="1"))
    picture = layered(Network(nodes, (Edge("a", "b", "partnership"),)), (LayerSpec("0", ""), LayerSpec("1", "")))
    assert picture.marks[0].labels[0].text == name


def _boxes(picture: NetworkLayout) -> list[tuple[str, Box]]:
    return [(label.text, label.box) for label in picture.labels()]


def _check(picture: NetworkLayout) -> None:
    """Require that labels keep apart and stay inside."""
    boxes = _boxes(picture)
    for (one, first), (other, second) in some(itertools.combinations(boxes, 2)):
        assert not first.overlaps(second), f"{one!r} and {other!r}"
    for text, box in some(boxes):
        assert box.x >= -1, text
        assert box.x + box.width <= picture.width + 1, text
        assert box.y >= -1, text
        assert box.y + box.height <= picture.height + 1, text


def _bipartite(left: list[str], right: list[str], pairs: list[tuple[int, int]]) -> Network:
    nodes = [Node(f"l{i}", name, "partner", layer="left") for i, name in enumerate(left)]
    nodes += [Node(f"r{i}", name, "term", layer="right", note="1985-88") for i, name in enumerate(right)]
    pairs = pairs + [(i, 0) for i in range(len(left))]  # every partner takes part in something
    edges = dict.fromkeys((f"l{i % len(left)}", f"r{j % len(right)}") for i, j in pairs)
    return Network(tuple(nodes), tuple(Edge(one, other, "partnership") for one, other in edges))


_NETWORKS = st.builds(
    _bipartite,
    st.lists(_NAMES, min_size=1, max_size=20),
    st.lists(st.sampled_from(["I", "VIII", "XII"]), min_size=1, max_size=12),
    st.lists(st.tuples(st.integers(0, 19), st.integers(0, 11)), max_size=60),
)
_COLUMNS = LayerSpec("left", "Partners", free=True), LayerSpec("right", "Terms")


@_PATIENT
@given(_NETWORKS)
def test_two_columns(network: Network) -> None:
    for width in (WIDE, NARROW):
        _check(layered(network, _COLUMNS, width))


@settings(_PATIENT, max_examples=25)
@given(_NETWORKS)
def test_force(network: Network) -> None:
    _check(force(network, WIDE))
    assert force(network, WIDE) == force(network, WIDE)


@_PATIENT
@given(_NETWORKS)
def test_constellation(network: Network) -> None:
    short = tuple(
        Node(node.key, shorten(node.label, 13, 260), node.kind, layer=node.layer, note=node.note)
        for node in network.nodes
    )
    _check(axis_layout(Network(short, network.edges), "right", "left", WIDE))


@_PATIENT
@given(st.lists(st.lists(_NAMES, min_size=1, max_size=12), min_size=1, max_size=15))
def test_branches(groups: list[list[str]]) -> None:
    nodes, edges = [Node("root", "Tokyo 2020", "root", layer="root", note="79 partners")], []
    for index, names in enumerate(groups):
        nodes.append(Node(f"b{index}", names[0], "tier", layer="branch", note="TOP IX · 14 partners"))
        edges.append(Edge("root", f"b{index}", "branch"))
        for number, name in enumerate(names):
            nodes.append(Node(f"b{index}-{number}", name, "partner", layer=f"b{index}", note="Cloud services"))
            edges.append(Edge(f"b{index}", f"b{index}-{number}", "partnership"))
    network = Network(tuple(nodes), tuple(edges))
    _check(both_sides(network, WIDE))
    _check(indented(network, NARROW))


@_PATIENT
@given(st.lists(st.floats(0, 1000), max_size=30))
def test_spread_keeps_order_and_distance(wishes: list[float]) -> None:
    places = spread(sorted(wishes), 20, 0, 1000)
    assert len(places) == len(wishes)
    for one, other in any_number(itertools.pairwise(places)):
        assert other - one >= 20 - 1e-6


@_PATIENT
@given(_NAMES, st.floats(20, 400))
def test_shortened_text_fits(text: str, room: float) -> None:
    assert text_width(shorten(text, 13, room), 13) <= room
    main, note = fitted(text, "a note of some length", room)
    assert text_width(main, 13) + (8 + text_width(note, 11.5) if note else 0) <= room + 1e-6


def test_text_in_a_picture_is_escaped() -> None:
    network = Network(
        (Node("a", '<b>&"', "partner", '/x?a="', layer="left"), Node("r", "I", "term", layer="right")), ()
    )
    written = draw(layered(network, _COLUMNS, WIDE), '"><script>', "wide")
    assert "<b>" not in written
    assert "<script>" not in written


PAGES = ["/", "/partner/coca-cola", "/partner/omega", "/games/2020-summer", "/programme/top-09", "/category/technology"]


@pytest.mark.parametrize("address", PAGES)
def test_every_edge_is_drawn(client: FlaskClient, address: str) -> None:
    figures = parse(client.get(address).text).all("figure", class_="network")
    edges = [
        [len(drawing.all("path", class_="edge")) for drawing in figure.all("svg", class_="net")] for figure in figures
    ]
    assert all(len(set(numbers)) == 1 for numbers in some(edges))
    assert sum(numbers[0] for numbers in edges) > 10


def test_a_picture_for_wide_screens_alone_says_so(client: FlaskClient) -> None:
    page = parse(client.get("/partner/coca-cola").text)
    figures = some(page.all("figure", class_="wide-only"))
    assert not any(figure.all("svg", class_="net-narrow") for figure in figures)
    assert len(page.all("p", class_="narrow-only")) == len(figures)


@pytest.mark.parametrize("address", PAGES)
def test_coordinates_are_numbers(client: FlaskClient, address: str) -> None:
    page = client.get(address).text
    assert not re.search(r'="[^"]*\b(nan|inf)\b', page)


def test_the_same_data_gives_the_same_bytes(app: Flask) -> None:
    here = app.extensions["opg"]
    again = create_app(here.store, here.snapshot).test_client()
    for address in PAGES:
        assert app.test_client().get(address).data == again.get(address).data
