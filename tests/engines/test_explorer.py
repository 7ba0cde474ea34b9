"""The explorer shows the same over every engine: nodes, lines, ways and their order, facts with their evidence."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from graph.stores.remote_store import RemoteStore
from graph.stores.store import EmbeddedStore
from tests.abuse.lengths import sample
from webapp.app import create_app

ADDRESSES = (
    "/explore/view.json",
    "/explore/view.json?show=network",
    "/explore/view.json?tier=top&date=2017-01-18",
    "/explore/view.json?from=games/2012-summer&open=games/2012-summer",
    "/explore/view.csv?from=country/japan&open=country/japan&kind=partner",
    "/explore/facts?node=partner/alibaba",
    "/explore/facts?partnership=top-09--alibaba",
    "/path.json?from=partner/alibaba&to=partner/kodak",
)


@pytest.fixture(scope="module")
def ours(store: EmbeddedStore) -> FlaskClient:
    """The site over the embedded store, which remembers its answers for the next engine."""
    return create_app(store).test_client(use_cookies=False)


@pytest.fixture(scope="module")
def theirs(remote: RemoteStore) -> FlaskClient:
    """The site over the engine."""
    return create_app(remote).test_client(use_cookies=False)


@pytest.mark.sweep("server")
@pytest.mark.parametrize("address", sample(ADDRESSES))
def test_views_are_the_same_on_every_engine(ours: FlaskClient, theirs: FlaskClient, address: str) -> None:
    mine, other = ours.get(address), theirs.get(address)
    assert mine.status_code == other.status_code == 200
    assert mine.data == other.data
