"""Identifiers of earlier times: those that were merged lead to their successors, and withdrawn ones say why."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from tests.each import each
from tests.some import some
from tests.tables import KINDS, rows
from webapp.models.urls import subject_of

REPLACED = [(KINDS[row["table"]], row["old_id"], row["new_id"]) for row in rows("replaced")]
WITHDRAWN = [(KINDS[row["table"]], row["id"], row["reason"]) for row in rows("withdrawn")]


@each(("kind", "old", "new"), REPLACED)
@pytest.mark.parametrize("suffix", ["", ".ttl", ".jsonld"])
def test_a_merged_identifier_leads_to_its_successor(
    client: FlaskClient, kind: str, old: str, new: str, suffix: str
) -> None:
    identifier = client.get(f"/id/{kind}/{old}{suffix}")
    assert identifier.status_code == 301
    assert identifier.headers["Location"] == f"/id/{kind}/{new}{suffix}"
    assert client.get(identifier.headers["Location"]).status_code == 303
    page = client.get(f"/{kind}/{old}{suffix}", headers={"Accept": "text/html"})
    assert page.status_code == 301
    assert page.headers["Location"].endswith(f"/{new}{suffix}")
    assert client.get(page.headers["Location"], headers={"Accept": "text/html"}).status_code == 200


@each(("kind", "slug", "reason"), WITHDRAWN)
@pytest.mark.parametrize("prefix", ["/id", ""])
def test_a_withdrawn_identifier_is_gone_and_says_why(
    client: FlaskClient, kind: str, slug: str, reason: str, prefix: str
) -> None:
    problem = client.get(f"{prefix}/{kind}/{slug}", headers={"Accept": "application/json"})
    assert problem.status_code == 410
    assert reason in problem.get_json()["detail"]
    page = client.get(f"{prefix}/{kind}/{slug}", headers={"Accept": "text/html"})
    assert (page.status_code, reason in page.text) == (410, True)


def test_a_partner_that_was_merged_leads_to_the_page_of_the_other(client: FlaskClient) -> None:
    moved = client.get("/partner/db-schenker")
    assert (moved.status_code, moved.headers["Location"]) == (301, "/partner/schenker")


def test_neither_is_found_or_listed(client: FlaskClient) -> None:
    addresses = client.get("/sitemap.xml").text
    for kind, slug, *_ in some((*REPLACED, *WITHDRAWN)):
        assert f"/{kind}/{slug}<" not in addresses
        assert subject_of(kind, slug)
