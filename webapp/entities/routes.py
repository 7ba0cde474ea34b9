"""The routes of identifiers, of pages about things, and of their documents."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from itertools import chain

from flask import Blueprint, Response, request
from werkzeug.exceptions import Gone

from graph.iris import is_slug
from graph.rdf_formats import Format
from graph.registers import REGISTERS
from graph.serialize import serialize_pretty
from ontology.namespaces import BASE, DATASET_IRI, ONTOLOGY_NAMESPACE
from webapp.components import citations, responses
from webapp.components.dataset_description import about_document, described
from webapp.components.site_pages import SitePage
from webapp.entities import (
    category,
    country,
    event,
    external_identifiers,
    games,
    generic,
    organization,
    partner,
    partnership,
    person,
    programme,
    source,
)
from webapp.entities.entity_page import EntityPage, citation_of
from webapp.entities.queries_ahead import QUERIES
from webapp.http.errors import Suggestion, UnknownThing
from webapp.http.formats import CFF, CITATIONS, HTML, JSON, thing_format
from webapp.models.asked_ahead import asked_ahead
from webapp.models.entity import REPLACED_BY, Entity
from webapp.models.site import SiteData, current_site
from webapp.models.urls import PAGE_KINDS, subject_of

area = Blueprint("entities", __name__)
PAGES: tuple[SitePage, ...] = ()

_PAGES: dict[str, Callable[[SiteData, Entity], EntityPage]] = {
    "partner": partner.render,
    "games": games.render,
    "programme": programme.render,
    "category": category.render,
    "country": country.render,
    "person": person.render,
    "event": event.render,
    "organization": organization.render,
    "source": source.render,
    "partnership": partnership.render,
}
"""The pages of some kinds of things; all others have the same one."""


@dataclass(frozen=True, slots=True)
class _Address:
    """What an address asks for: kind and slug as it says them, and the format where it names one."""

    kind: str
    slug: str
    format: Format | None

    @property
    def noun(self) -> str:
        """What the graph has none of, as it stands after "there": Games have no singular."""
        return "are no Games" if self.kind == "games" else f"is no {self.kind.replace('-', ' ')}"

    @property
    def iri(self) -> str:
        return subject_of(self.kind, self.slug)

    def chosen(self) -> Format:
        """Return the format that the address names, else the one that the client likes best."""
        return self.format or thing_format()


@area.get("/id/<kind>/<path:name>")
def identify(kind: str, name: str) -> Response:
    """Answer 303: a thing is not a document, but there are documents about it (Cool URIs for the Semantic Web).

    Identifiers of other registers lead to the thing.
    """
    if kind in REGISTERS:
        return external_identifiers.identify(kind, name.rstrip("/"))
    if name.endswith("/"):
        return _without_slash()
    address = _read(kind, name)
    subject = _known(current_site(), address)
    if successor := subject.thing(REPLACED_BY):
        return _moved(successor.iri.removeprefix(BASE), address)
    format_ = address.chosen()
    suffix = "" if format_ is HTML else f".{format_.suffix}"
    return Response(status=303, headers={"Location": current_site().catalogue.urls.page(address.iri) + suffix})


@area.get("/<kind>/<name>")
def show(kind: str, name: str) -> Response:
    """Show the page about a thing, or send a document about it."""
    here, address = current_site(), _read(kind, name)
    subject = _known(here, address)
    format_ = address.chosen()
    successor = subject.thing(REPLACED_BY)
    home = here.catalogue.urls.page(successor.iri if successor else address.iri)
    if home != f"/{kind}/{address.slug}":
        return _moved(home.removeprefix("/"), address)
    if format_ in CITATIONS:
        return citations.sent(citation_of(subject), format_)
    if format_ in (HTML, JSON):
        ahead = QUERIES.get(kind, ()) if here.catalogue.is_remote else ()
        with asked_ahead(here.ask, ahead, address.iri):
            return _shown(_page(kind, subject)(here, subject), format_)
    return _document(home, address.iri, format_)


def _without_slash() -> Response:
    """Answer 301 with the address asked for, without the slash at its end."""
    query = request.query_string.decode("utf-8", "replace")
    address = request.path.rstrip("/") + (f"?{query}" if query else "")
    return Response(status=HTTPStatus.MOVED_PERMANENTLY, headers={"Location": address})


def _moved(path: str, address: _Address) -> Response:
    """Answer 301 with another address for the same thing, in the format that was asked for."""
    suffix = f".{address.format.suffix}" if address.format else ""
    return Response(status=HTTPStatus.MOVED_PERMANENTLY, headers={"Location": f"/{path}{suffix}"})


def _document(address: str, iri: str, format_: Format) -> Response:
    """Send the document about a thing; `address` is that of its page."""
    if responses.is_current(format_, address):
        return responses.not_modified(format_, address)
    if iri == DATASET_IRI:
        return described(format_)
    here = current_site()
    about = about_document(address, iri, here.catalogue.version)
    triples = chain(here.ask.triples("thing-data", thing=iri), about)
    return responses.document(address, iri, serialize_pretty(triples, format_), format_)


@area.get("/graph/<name>")
def graph(name: str) -> Response:
    """Redirect from a named graph, or from the dataset below, to where the data can be had."""
    return _elsewhere(f"{BASE}graph/{name}")


@area.get("/dataset")
@area.get("/dataset.<suffix>")
def dataset(suffix: str = "") -> Response:
    """Show the description of the dataset, which has its identifier."""
    return _elsewhere(f"{DATASET_IRI}.{suffix}" if suffix else DATASET_IRI)


@area.get("/dataset/<path:rest>")
def part_of_dataset(rest: str) -> Response:
    """Redirect from the identifiers of the statistics and their structure to what is stated about them."""
    return _elsewhere(f"{BASE}dataset/{rest}")


def _elsewhere(iri: str) -> Response:
    stem, dot, suffix = iri.rpartition(".") if "." in iri.removeprefix(BASE) else (iri, "", "")
    if suffix.isdigit():  # the number of a release, such as 1.0
        stem, dot, suffix = iri, "", ""
    of_citation = stem == DATASET_IRI and suffix == CFF.suffix
    format_ = CFF if of_citation else thing_format(suffix if dot else None)
    if stem == DATASET_IRI and format_ in (*CITATIONS, CFF):
        return citations.sent(citations.of_dataset(current_site().catalogue.version), format_)
    known = all(is_slug(part.replace(".", "-")) for part in stem.removeprefix(BASE).split("/"))
    subject = Entity.load(current_site().ask, stem) if known else None
    if subject is None:
        raise UnknownThing("The dataset has no part of this name.")
    address = "/" + stem.removeprefix(BASE)
    if format_ in CITATIONS:
        return citations.sent(citation_of(subject), format_)
    if format_ in (HTML, JSON):
        return _shown(generic.render(current_site(), subject), format_)
    return _document(address, stem, format_)


def _shown(page: EntityPage, format_: Format) -> Response:
    """Answer with a page, or with its statements."""
    return page.as_html() if format_ is HTML else page.as_json()


def _read(kind: str, name: str) -> _Address:
    """Take an address apart.

    Raises:
        UnknownThing: no such kind of thing, or a name that nothing can have.
        NotFound: an unknown suffix.
    """
    slug, dot, suffix = name.partition(".")
    if kind not in PAGE_KINDS and kind != "partner":
        raise UnknownThing(f"There is no kind of thing called “{kind}” here.", _hints(kind))
    if not is_slug(slug):
        raise UnknownThing("Names in addresses are made of small letters, digits and hyphens.", _hints(slug))
    return _Address(kind, slug, thing_format(suffix) if dot else None)


def _page(kind: str, subject: Entity) -> Callable[[SiteData, Entity], EntityPage]:
    """Return how a thing is shown: as one of its kind only where the graph says that it is one.

    A partner is who has a partnership, whatever else the graph says.
    """
    is_one = kind == "partner" or ONTOLOGY_NAMESPACE + kind.capitalize() in {thing.iri for thing in subject.types}
    return _PAGES.get(kind, generic.render) if is_one else generic.render


def _known(here: SiteData, address: _Address) -> Entity:
    """Return the thing at an address; one that the graph only refers to has no statements of its own.

    Raises:
        UnknownThing: the graph says nothing of it.
        Gone: it is no longer published, and nothing took its place.
    """
    subject = Entity.load(here.ask, address.iri)
    if subject and (reason := subject.text("withdrawn")):
        raise Gone(f"“{address.slug}” is no longer published: {reason}. Nothing else has its identifier.")
    if subject is None and here.ask.truth("is-known", thing=address.iri):
        subject = Entity(address.iri, [])
    if subject is None:
        raise UnknownThing(f"There {address.noun} “{address.slug}” in the graph.", _hints(address.slug))
    return subject


def _hints(name: str) -> list[Suggestion]:
    """Return what may have been meant, by name."""
    catalogue = current_site().catalogue
    words = name.replace("-", " ")
    return [Suggestion(hit.label, catalogue.urls.page(hit.name.iri)) for hit in catalogue.names.search(words, 5)]
