"""The query of the documentation that joins this graph with Wikidata, asked from the other side by SERVICE."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import requests

from tests.engines.servers import oxigraph
from tests.homes import copy_home
from tests.serving import serving
from tests.tables import rows

PAGE = Path(__file__).parents[2] / "docs/how-to/join-with-wikidata.md"
WIKIDATA = """
PREFIX wd: <http://www.wikidata.org/entity/>
PREFIX wdt: <http://www.wikidata.org/prop/direct/>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
wd:{visa} wdt:P571 "1958-09-18T00:00:00Z"^^xsd:dateTime ; wdt:P159 wd:Q10970 .
wd:Q10970 rdfs:label "Foster City"@en , "Foster City"@de .
wd:{omega} wdt:P571 "1848-01-01T00:00:00Z"^^xsd:dateTime .
wd:Q42 wdt:P571 "1952-03-11T00:00:00Z"^^xsd:dateTime .
"""
"""Statements of the shape that Wikidata's have: two partners here, one without a seat, and somebody else."""


def item(partner: str) -> str:
    """Return the item of Wikidata that is confirmed for a partner."""
    own = (row for row in rows("identifiers") if (row["about"], row["scheme"]) == (partner, "wikidata"))
    return next(row["value"] for row in own if row["status"] == "confirmed")


@pytest.fixture(scope="module")
def query() -> str:
    """The query as the page has it."""
    blocks: list[str] = re.findall(r"```sparql\n(.*?)```", PAGE.read_text(), re.DOTALL)
    return next(block for block in blocks if "SERVICE" in block)


def test_both_graphs_are_joined_from_the_other_side(tmp_path: Path, built: Path, query: str) -> None:
    home = copy_home(built, tmp_path / "home")
    wikidata = oxigraph(tmp_path)
    data = WIKIDATA.format(visa=item("visa"), omega=item("omega"))
    try:
        wikidata.start()
        store = wikidata.url.replace("/query", "/store?default")
        requests.post(store, data.encode(), headers={"Content-Type": "text/turtle"}, timeout=10).raise_for_status()
        with serving(OPG_HOME=str(home)) as site:
            asked = query.replace("http://127.0.0.1:8000", site.address)
            answer = requests.post(wikidata.url, {"query": asked}, headers={"Accept": "text/csv"}, timeout=30)
    finally:
        wikidata.kill()
    assert [line.split(",")[1:] for line in answer.text.splitlines()[1:]] == [
        ["Omega", f"http://www.wikidata.org/entity/{item('omega')}", "1848", ""],
        ["Visa", f"http://www.wikidata.org/entity/{item('visa')}", "1958", "Foster City"],
    ]
