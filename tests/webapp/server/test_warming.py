"""The preparation of a site: it begins so many seconds after the start, and holds what many pages need."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from tests.few_tables import PROGRAMME
from webapp.app import create_app
from webapp.models.site import SiteData

PATIENCE = 60.0


@pytest.fixture
def started(few_home: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> Iterator[Flask]:
    """An application over a part of the real tables, as a server starts it, and the seconds until its preparation."""
    monkeypatch.setenv("OPG_HOME", str(few_home))
    monkeypatch.setenv("OPG_PREPARE_SECONDS", request.param)
    app = create_app()
    yield app
    for timer in timers():
        timer.cancel()
    site: SiteData = app.extensions["opg"]
    site.close()


def timers() -> list[threading.Timer]:
    return [thread for thread in threading.enumerate() if isinstance(thread, threading.Timer)]


@pytest.mark.slow
@pytest.mark.parametrize("started", ["0"], indirect=True)
def test_a_site_holds_the_partnerships_once_it_has_prepared_itself(started: Flask) -> None:
    deadline = time.monotonic() + PATIENCE
    while timers():
        assert time.monotonic() < deadline
        time.sleep(0.05)
    site: SiteData = started.extensions["opg"]
    assert site.catalogue.results


@pytest.mark.parametrize("started", ["86400"], indirect=True)
def test_a_site_that_has_not_prepared_itself_answers_all_the_same(started: Flask) -> None:
    assert started.test_client().get(f"/programme/{PROGRAMME}").status_code == 200
    assert len(timers()) == 1
