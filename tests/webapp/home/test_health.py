"""`/health` says which data is shown, at once, whatever happens behind it."""

from __future__ import annotations

import json
import threading
from concurrent.futures import ThreadPoolExecutor
from http.server import BaseHTTPRequestHandler

from flask.testing import FlaskClient

from graph.build.snapshot import Snapshot
from graph.stores.remote_store import RemoteStore
from tests.engines.misbehaving import DIGEST, Misbehaving, holding, reply
from webapp.app import create_app
from webapp.models.data_version import data_version
from webapp.models.query_client import QueryClient


def test_it_says_the_version_in_use_and_the_release_that_it_came_from(client: FlaskClient, snapshot: Snapshot) -> None:
    response = client.get("/health")
    named = data_version(QueryClient(snapshot.store())).number
    assert json.loads(response.data) == {"status": "ok", "version": snapshot.version, "release": named}
    assert (response.mimetype, response.headers["Cache-Control"]) == ("application/json", "no-store")
    assert "ETag" not in response.headers
    assert client.head("/health").status_code == 200


def test_over_a_server_it_asks_the_server(client: FlaskClient) -> None:
    with Misbehaving.started(holding(reply())) as server:
        response = create_app(store=RemoteStore(server.url)).test_client().get("/health")
    assert json.loads(response.data) == {"status": "ok", "version": DIGEST, "release": None}


def test_a_server_that_hangs_is_not_waited_for_as_long_as_by_a_page() -> None:
    seconds, over = 600.0, threading.Event()

    def hang(handler: BaseHTTPRequestHandler) -> None:
        del handler
        over.wait(seconds)

    with Misbehaving.started(holding(hang)) as server, ThreadPoolExecutor(1) as pool:
        client = create_app(store=RemoteStore(server.url, seconds=seconds)).test_client()
        asked = pool.submit(client.get, "/health", headers={"Accept": "application/json"})
        try:
            response = asked.result(seconds / 10)
        finally:
            over.set()
    assert response.status_code == 504
    assert json.loads(response.data)["status"] == 504
