"""The routes of what changed from release to release."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, Response
from werkzeug.exceptions import NotFound

from graph.collation import collation_key
from graph.rdf_formats import Format
from graph.releases.changes import STATES, State
from graph.releases.frozen import Release, ReleaseError, release, releases
from ontology.namespaces import ID_BASE
from webapp.components import responses
from webapp.dataset.feed import atom
from webapp.http.formats import HTML, JSON
from webapp.http.negotiation import choose
from webapp.http.site_address import site_root
from webapp.models.changes import kinds
from webapp.models.release_changes import history, thing_change
from webapp.models.site import SiteData, current_site

area = Blueprint("changes", __name__)

ATOM = Format("atom", "atom", ("application/atom+xml",), "Atom")
_FIRST = 30
"""Things of a kind and state that are shown before the rest is folded away."""

_LISTED = ("partnership", "organization", "programme", "tier", "games", "category", "country", "person", "event")
"""Kinds whose things are named one by one. Of the others a page gives the number, and the JSON all names."""


@dataclass(frozen=True, slots=True)
class NamedThing:
    """A thing that a release changed, with its name, and the address of what changed of it."""

    name: str
    address: str


@dataclass(frozen=True, slots=True)
class ChangesOfKind:
    """What a release did to the things of a kind: how many, and, for kinds that are listed, which."""

    kind: str
    counts: Mapping[State, int]
    things: Mapping[State, Sequence[NamedThing]]


@area.get("/changes")
@area.get("/changes.<suffix:suffix>")
def changes(suffix: str | None = None) -> Response:
    """List the releases and what they changed, as a page, as JSON, or as a feed."""
    format_ = _format((HTML, ATOM, JSON), suffix)
    newest_first = tuple(reversed(releases()))
    if format_ is HTML:
        tables = {one.version: (one.changes() or {}).get("tables", {}) for one in newest_first}
        return responses.rendered("dataset/changes.html", releases=newest_first, tables=tables)
    if format_ is ATOM:
        return _data(atom(newest_first, site_root()), ATOM, "/changes")
    found = [one.as_json() | {"page": f"{site_root()}/dataset/{one.version}"} for one in newest_first]
    return _data(_json({"releases": found}), JSON, "/changes")


@area.get("/changes/<release:version>")
@area.get("/changes/<release:version>.<suffix:suffix>")
def changes_of_release(version: str, suffix: str | None = None) -> Response:
    """Tell what a release changed: tables, properties and things."""
    one = known(version)
    format_ = _format((HTML, JSON), suffix)
    found = one.changes()
    if format_ is JSON:
        return _data(_json(found or {"to": version, "things": {}}), JSON, f"/changes/{version}")
    parts = _by_kind(current_site(), version, found) if found else []
    return responses.rendered("dataset/changes_of_release.html", release=one, found=found, parts=parts, first=_FIRST)


@area.get("/changes/<release:version>/<kind>/<slug>")
def changes_of_thing(version: str, kind: str, slug: str) -> Response:
    """Tell in words what a release changed of a thing.

    Raises:
        NotFound: it changed nothing of such a thing.
    """
    one = known(version)
    _format((HTML,), None)
    change = thing_change(version, kind, slug)
    if change is None:
        raise NotFound(f"Release {version} changed nothing of a thing called {kind}/{slug}.")
    page = current_site().catalogue.urls.page(change.change.thing.iri)
    return responses.rendered(
        "dataset/changes_of_thing.html", release=one, told=change, page=page, history=history(change.change.thing.iri)
    )


def known(version: str) -> Release:
    """Return a release by its number.

    Raises:
        NotFound: there is none.
    """
    try:
        return release(version)
    except ReleaseError as error:
        raise NotFound(str(error)) from error


def _by_kind(here: SiteData, version: str, found: Mapping[str, Any]) -> list[ChangesOfKind]:
    parts = []
    for kind, states in found["things"].items():
        counts = {state: len(states[state]) for state in STATES if states[state]}
        listed = {state: _named(here, version, kind, states[state]) for state in counts} if kind in _LISTED else {}
        parts.append(ChangesOfKind(kinds(kind), counts, listed))
    return parts


def _named(here: SiteData, version: str, kind: str, slugs: Sequence[str]) -> list[NamedThing]:
    """Name things as the graph calls them now, in the order of their names."""
    found = [NamedThing(_name(here, kind, slug), f"/changes/{version}/{kind}/{slug}") for slug in slugs]
    return sorted(found, key=lambda thing: collation_key(thing.name))


def _name(here: SiteData, kind: str, slug: str) -> str:
    """Name a thing; a partnership by its partner and programme, and what is no longer there by its identifier."""
    labels = here.catalogue.names.labels
    if kind == "partnership":
        programme, partner = slug.split("--")[:2]
        return f"{_name(here, 'organization', partner)}, {_name(here, 'programme', programme)}"
    return labels.get(f"{ID_BASE}{kind}/{slug}") or slug.replace("--", ": ").replace("-", " ")


def _format(offers: Sequence[Format], suffix: str | None) -> Format:
    return choose(offers, lambda name: _by_suffix(offers, name), suffix)


def _by_suffix(offers: Sequence[Format], suffix: str) -> Format:
    found = next((offer for offer in offers if offer.suffix == suffix and offer is not HTML), None)
    if found is None:
        known_ = ", ".join(f".{offer.suffix}" for offer in offers if offer is not HTML)
        raise NotFound(f"Nothing here ends in “.{suffix}”. There are: {known_}.")
    return found


def _data(body: bytes, format_: Format, address: str) -> Response:
    response = Response(body, content_type=format_.content_type)
    response.headers["Content-Location"] = f"{address}.{format_.suffix}"
    response.headers["Link"] = f'<{address}>; rel="canonical", {responses.LICENCE_LINK}'
    return responses.fresh(response, format_.suffix, address)


def _json(content: object) -> bytes:
    return (json.dumps(content, ensure_ascii=False) + "\n").encode()
