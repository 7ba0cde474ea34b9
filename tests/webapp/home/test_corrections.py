"""A mistake can be reported from every page; the report names page, statement and version, whatever takes it."""

from __future__ import annotations

from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient

from ontology.namespaces import BASE, ID_BASE
from tests.some import some
from tests.webapp.html import Element, parse
from tests.webapp.sites import like
from webapp.app import PAGES
from webapp.home.corrections import Report
from webapp.models.data_version import DataVersion
from webapp.models.site import current_site

DEAL = "partnership/top-09--alibaba"
QUESTION = "/queries/partners-on-date?programme=top&date=2017-01-20"
REPORT = Report("https://example.org/partner/alibaba", f"{ID_BASE}{DEAL}", DataVersion("1.1", "2026-11-27"))


def page(client: FlaskClient, address: str) -> Element:
    response = client.get(address, headers={"Accept": "text/html"})
    assert response.status_code == 200, response.text[:200]
    return parse(response.text)


@pytest.mark.parametrize(
    ("address", "named"),
    [
        *((page.path, page.path) for page in PAGES if page.path != "/explore/embed"),
        ("/partner/alibaba", "/partner/alibaba"),
        (QUESTION, QUESTION),
        ("/search?q=a%20%26%20b", "/search?q=a%20%26%20b"),
        (f"/search?q={'a' * 190}&kind={'&kind='.join(['partner'] * 40)}", "/search"),
    ],
)  # fmt: skip
def test_the_foot_of_every_page_leads_to_a_report_about_it(client: FlaskClient, address: str, named: str) -> None:
    (foot,) = page(client, address).all("footer")
    (link,) = [link for link in foot.all("a") if link.text == "Report a mistake"]
    assert parse_qs(urlsplit(link.attributes["href"]).query)["page"] == [named]
    assert named in told(page(client, link.attributes["href"]))


def told(found: Element) -> str:
    """Return the prepared text."""
    (text,) = found.all("pre", class_="report")
    return text.text


def test_a_report_names_page_statement_and_version(client: FlaskClient, app: Flask) -> None:
    with app.test_request_context():
        version = current_site().catalogue.version
    for address in (
        f"/corrections?statement={DEAL}",
        f"/corrections?statement={ID_BASE}{DEAL}",
        f"/corrections?page=/{DEAL}",
    ):
        text = told(page(client, address))
        assert f"Page: http://localhost/{DEAL}" in text
        assert f"Statement: {ID_BASE}{DEAL}" in text
        assert f"Data: {version.words}" in text
        for question in ("What is wrong", "What would be right", "Source"):
            assert question in text
    text = told(page(client, "/corrections?page=/partner/alibaba"))
    assert f"Statement: {ID_BASE}organization/alibaba" in text
    assert "Statement" not in told(page(client, "/corrections?page=/partners"))


@pytest.mark.parametrize(
    ("contact", "start", "title", "body"),
    [
        ("https://example.org/a/b/issues", "https://example.org/a/b/issues/new", "title", "body"),
        ("https://example.org/a/b/issues/", "https://example.org/a/b/issues/new", "title", "body"),
        ("https://example.org/a/-/issues", "https://example.org/a/-/issues/new", "issue[title]", "issue[description]"),
        ("mailto:data@example.org", "mailto:data@example.org", "subject", "body"),
    ],
)
def test_an_issue_or_a_mail_is_prepared(contact: str, start: str, title: str, body: str) -> None:
    address, _, query = REPORT.link(contact).partition("?")
    assert address == start
    assert "+" not in query, "a mail would show it as it is (RFC 6068, section 5)"
    fields = dict(part.split("=") for part in query.split("&"))
    found = {unquote(name): unquote(value) for name, value in fields.items()}
    ending = "\r\n" if contact.startswith("mailto:") else "\n"
    assert found == {title: REPORT.title, body: REPORT.text.replace("\n", ending)}


def test_an_address_of_another_kind_is_left_as_it_is() -> None:
    assert REPORT.link("https://example.org/contact") == "https://example.org/contact"


@pytest.mark.parametrize(
    ("contact", "words"),
    [
        ("", f"{BASE}issues"),
        ("mailto:data@example.org", "Write a mail"),
        ("https://example.org/contact", "Copy this text"),
    ],
)
def test_the_setting_decides_where_reports_go(
    app: Flask, monkeypatch: pytest.MonkeyPatch, contact: str, words: str
) -> None:
    monkeypatch.delenv("OPG_CONTACT", raising=False)
    if contact:
        monkeypatch.setenv("OPG_CONTACT", contact)
    client = like(app).test_client()
    found = page(client, "/corrections?page=/partner/alibaba")
    assert words in found.text
    expected = contact or f"{BASE}issues/new"
    assert [link for link in found.all("a") if link.attributes["href"].startswith(expected)]


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("/corrections?page=//evil.example", "page"),
        ("/corrections?page=https://evil.example/", "page"),
        ("/corrections?page=javascript:alert(1)", "page"),
        ("/corrections?statement=alibaba", "statement"),
        ("/corrections?statement=https://evil.example/id/a/b", "statement"),
        ("/corrections?statement=nothing/at-all", "statement"),
    ],
)
def test_what_is_no_page_and_no_statement_is_refused(client: FlaskClient, address: str, name: str) -> None:
    response = client.get(address, headers={"Accept": "application/problem+json, text/html;q=0.1"})
    assert response.status_code == 400
    assert response.get_json()["parameter"] == name
    assert f"{name}=" in response.get_json()["detail"]


def test_what_somebody_writes_stays_text(client: FlaskClient) -> None:
    for hostile in some(['/a"><script>alert(1)</script>', "/阿里?q=<b>", "/a%0ABcc: b@example.org"]):
        response = client.get("/corrections", query_string={"page": hostile}, headers={"Accept": "text/html"})
        assert response.status_code == 200
        assert "<script>alert" not in response.text
        text = told(parse(response.text))
        assert "Bcc: " not in text
        assert "<" not in text
    assert client.get("/corrections", query_string={"page": "/a\nBcc: b@example.org"}).status_code == 400


def test_a_prepared_report_is_not_for_search_engines(client: FlaskClient) -> None:
    assert "noindex" in client.get("/corrections?page=/partners").text
    assert "noindex" not in client.get("/corrections").text
