"""The application over the real snapshot, and a client for it; made once, because nothing in it changes."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient

from graph.build.snapshot import Snapshot
from graph.stores.store import EmbeddedStore
from webapp.app import create_app
from webapp.models.reference_data import ReferenceData
from webapp.models.site import site_of


@pytest.fixture(scope="session")
def app(store: EmbeddedStore, snapshot: Snapshot) -> Flask:
    """The application as it is served: with the snapshot behind it, errors answered rather than raised."""
    return create_app(store, snapshot)


@pytest.fixture(scope="session")
def client(app: Flask) -> FlaskClient:
    """A client without cookies."""
    return app.test_client(use_cookies=False)


@pytest.fixture(scope="session")
def catalogue(app: Flask) -> ReferenceData:
    """The reference data of that application."""
    return site_of(app).catalogue
