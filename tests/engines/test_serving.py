"""`opg serve --store URL`: the site over a server is the site over the snapshot, and outlives the server."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests
from flask.testing import FlaskClient

from graph.build.snapshot import Snapshot
from tests.engines.servers import Server
from tests.serving import serving
from webapp.app import create_app

OPG = Path(sys.executable).with_name("opg")

PAGES = (
    "/",
    "/partners",
    "/partner/alibaba",
    "/partner/alibaba.ttl",
    "/games/2012-summer",
    "/programme/top-09",
    "/category/timekeeping",
    "/search?q=samsung",
    "/api/queries/partners-on-date?format=csv",
    "/api/queries/find-thing.json?name=阿里巴巴",
)
ASK = {"query": "SELECT ?s { ?s a <https://w3id.org/olympic-partnerships/ontology#Games> } ORDER BY ?s"}


@pytest.fixture(scope="module")
def site(server: Server) -> Iterator[str]:
    """The address of the site over the server, in processes of its own."""
    with serving("--store", server.url, OPG_QUERY_SECONDS="10") as served:
        yield served.address


@pytest.fixture(scope="module")
def embedded(snapshot: Snapshot) -> FlaskClient:
    return create_app(snapshot=snapshot).test_client(use_cookies=False)


@pytest.mark.sweep("server")
@pytest.mark.parametrize("address", PAGES)
def test_every_page_is_as_it_is_over_the_snapshot(site: str, embedded: FlaskClient, address: str) -> None:
    theirs, ours = requests.get(site + address, timeout=30), embedded.get(address, base_url=site)
    assert (theirs.status_code, ours.status_code) == (200, 200)
    assert theirs.headers["Content-Type"] == ours.headers["Content-Type"]
    assert of_the_graph(theirs.text) == of_the_graph(ours.text)


def of_the_graph(text: str) -> str:
    """Leave out the files that only a site over a snapshot has, and the digest of the code that shows a page."""
    return re.sub(r',?"distribution":\[[^\]]*\]|\?v=[0-9a-f]{16}', "", text)


@pytest.mark.sweep("server")
@pytest.mark.parametrize(
    "media_type", ["text/csv", "application/sparql-results+json", "application/sparql-results+xml"]
)
def test_visitors_queries_are_answered_alike(site: str, embedded: FlaskClient, media_type: str) -> None:
    headers = {"Accept": media_type}
    theirs, ours = (
        requests.get(f"{site}/sparql", ASK, headers=headers, timeout=30),
        embedded.get("/sparql", query_string=ASK, headers=headers),
    )
    assert (theirs.status_code, ours.status_code) == (200, 200)
    assert theirs.content == ours.data


def test_an_engine_that_is_gone_is_said_and_one_that_is_back_is_used(site: str, server: Server) -> None:
    html, data = {"Accept": "text/html"}, {"Accept": "application/json"}
    assert requests.get(site + "/partner/ibm", timeout=30).ok
    server.settle()
    server.kill()
    try:
        page = requests.get(site + "/partner/alibaba", headers=html, timeout=30)
        assert (page.status_code, page.headers["Retry-After"]) == (503, "5")
        assert "The graph is away for the moment" in page.text
        assert page.headers["Cache-Control"] == "no-store"
        for address in (
            "/partner/alibaba.ttl",
            "/games/2012-summer",
            "/health",
            "/api/queries/partners-on-date",
            "/sparql?query=ASK+%7B%7D",
        ):
            problem = requests.get(site + address, headers=data, timeout=30)
            assert (problem.status_code, address) == (503, address)
            assert problem.headers["Content-Type"] == "application/problem+json"
            assert problem.headers["Retry-After"]
            assert json.loads(problem.text)["status"] == 503
            assert server.url not in problem.text
        refused = subprocess.run(
            [str(OPG), "stats", "--store", server.url], capture_output=True, encoding="utf-8", timeout=60, check=False
        )
        assert (refused.returncode, refused.stdout) == (1, "")
        assert refused.stderr.startswith(f"Error: The engine at {server.url} cannot be reached")
    finally:
        server.start()
    assert requests.get(site + "/partner/alibaba", headers=html, timeout=30).status_code == 200
    assert requests.get(site + "/health", timeout=30).json()["status"] == "ok"
