"""The page on which the report of a mistake is prepared.

The foot of every page leads here with its own address. So the text is made once somebody wants it, and pages stay
small. Whoever reports needs no script: a link holds the text, which also stands on the page to be copied.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import quote, urlencode

from flask import Blueprint, Response, current_app, request

from ontology.namespaces import ID_BASE
from webapp.components import responses
from webapp.http.errors import Problem
from webapp.http.problem_types import BAD_PARAMETER
from webapp.http.site_address import site_root
from webapp.models.data_version import DataVersion
from webapp.models.site import current_site
from webapp.models.urls import subject_of

area = Blueprint("corrections", __name__)

CONTACT = "opg-contact"
"""Where an application keeps the address for reports, among its extensions."""

_ISSUES = "/issues"
_GITLAB = "/-/issues"
_PAGE = re.compile(r"/(?!/)[!-~]*")
"""An address within the site, encoded: it begins with one slash, so that it leads to no other host."""

_STATEMENT = re.compile(r"[a-z-]+/[a-z0-9-]+")
_OF_THING = re.compile(r"/([a-z-]+)/([a-z0-9-]+)")
_LONGEST = 2_000
_LONGEST_QUERY = 500
_ASKED = ("What is wrong:", "What would be right:", "Source (address, page, date):")


@dataclass(frozen=True, slots=True)
class Report:
    """A report that somebody may send: the page, the identifier of the statement, and the version of the data.

    `page` is an absolute address, `statement` an IRI; each may be empty.
    """

    page: str
    statement: str
    version: DataVersion

    @property
    def title(self) -> str:
        """What stands in the subject of a mail, or over an issue."""
        about = self.statement.removeprefix(ID_BASE) or self.page
        return f"Mistake: {about}" if about else "Mistake in the data"

    @property
    def text(self) -> str:
        """The text, with a blank line after each question for the answer."""
        known = (("Page", self.page), ("Statement", self.statement), ("Data", self.version.words))
        said = [f"{name}: {value}" for name, value in known if value]
        return "\n".join((*said, "", *(line for question in _ASKED for line in (question, "", ""))))

    def link(self, contact: str) -> str:
        """Return the address that opens the prepared report, or `contact` itself where nothing can be prepared.

        A mail has its line breaks as CRLF (RFC 6068). Issues are filled in as GitHub, Forgejo and GitLab take them.
        """
        if contact.startswith("mailto:"):
            fields = {"subject": self.title, "body": self.text.replace("\n", "\r\n")}
            return f"{contact}?{urlencode(fields, quote_via=quote, safe='')}"
        issues = contact.rstrip("/")
        if not issues.endswith(_ISSUES):
            return contact
        title, body = ("issue[title]", "issue[description]") if issues.endswith(_GITLAB) else ("title", "body")
        return f"{issues}/new?{urlencode({title: self.title, body: self.text}, quote_via=quote)}"


def correction_address() -> str:
    """Return the address of the page below for the page that is shown: with its query, unless that is long."""
    query = request.query_string.decode("ascii", "ignore")
    page = quote(request.path) + (f"?{query}" if 0 < len(query) <= _LONGEST_QUERY else "")
    return f"/corrections?{urlencode({'page': page}, safe='/')}"


@area.get("/corrections")
def corrections() -> Response:
    """Say what a report of a mistake needs, and prepare it for the page and the statement in the address.

    Raises:
        Problem: it names a page of another site, or something that is no identifier.
    """
    catalogue = current_site().catalogue
    page, statement = _page(), _statement()
    if not statement and (found := _OF_THING.fullmatch(page)):
        iri = subject_of(*found.groups())
        statement = iri if catalogue.urls.page(iri) == page else ""
    page = page or (catalogue.urls.page(statement) if statement else "")
    report = Report(site_root() + page if page else "", statement, catalogue.version)
    contact = str(current_app.extensions[CONTACT])
    link = report.link(contact)
    return responses.page(
        "home/corrections.html",
        page=page,
        report=report,
        contact=contact.removeprefix("mailto:"),
        link=link,
        kind="mail" if contact.startswith("mailto:") else "issue" if link != contact else "",
        prepared=bool(page or statement),
    )


def _page() -> str:
    page = quote(request.args.get("page", ""), safe="/?&=~@,:.+-_%*!$'();#[]")[:_LONGEST]
    if page and not _PAGE.fullmatch(page):
        raise _wrong("page", "the address of a page of this site is expected, such as /partner/alibaba.")
    return page


def _statement() -> str:
    """Return the identifier that the address names, which may be given without what all begin with."""
    name = request.args.get("statement", "").removeprefix(ID_BASE)
    iri = subject_of(*name.split("/")) if _STATEMENT.fullmatch(name) else ""
    if name and not iri:
        raise _wrong("statement", "an identifier is expected, such as partnership/top-09--alibaba.")
    return iri


def _wrong(name: str, right: str) -> Problem:
    return Problem(BAD_PARAMETER, f"{name}={request.args[name][:80]}: {right}", {"parameter": name})
