"""The settings of the query editor, as one JSON document.

They are prefixes, terms for completion, and examples. The terms come from the description of the dataset (VoID), the
examples from the registry of queries. So the editor asks no other host, and sends no query that its user did not write.
"""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, json
from werkzeug.http import generate_etag

from graph.stores.store import Store
from ontology.namespaces import ALL_PREFIXES, BASE, ONTOLOGY_NAMESPACE
from queries import registry, subjects
from queries.registry import Query
from queries.run import answerable, prepare
from webapp.http import conditional
from webapp.http.formats import JSON
from webapp.models.once import once_per_version
from webapp.models.query_client import QueryClient
from webapp.models.reference_data import ReferenceData
from webapp.models.rows import TermsInUseRow
from webapp.models.site import current_site
from webapp.text.english import integer

area = Blueprint("editor", __name__)

_OF_OTHER_DATA = ("classes-in-use", "properties-in-use")
"""Queries that any data has an answer to."""

_HEADER_LINE = "#+"
_LONGEST = 8_000
"""Bytes of an address with a query; what every server and proxy on the way should take (RFC 9110, section 4.1)."""


@area.get("/sparql/editor.json")
def settings() -> Response:
    """Answer with the settings of the editor."""
    document = _document(current_site().catalogue)
    response = Response(document, content_type=JSON.content_type)
    return conditional.revalidated(response, generate_etag(document.encode()))


@once_per_version
def _document(catalogue: ReferenceData) -> str:
    """Return the settings as JSON, which are worked out once for each version of the data."""
    return json.dumps(describe(catalogue.ask.store), ensure_ascii=False)


def describe(store: Store) -> dict[str, Any]:
    """Return the settings of an editor over `store`."""
    terms = _terms(QueryClient(store))
    return {
        "base": BASE,
        "vocabulary": ONTOLOGY_NAMESPACE,
        "longest": _LONGEST,
        "prefixes": ALL_PREFIXES,
        "classes": terms["class"],
        "properties": terms["property"],
        "examples": examples(store),
    }


def _terms(ask: QueryClient) -> dict[str, list[dict[str, Any]]]:
    """Return the classes and the properties in use, the most used first."""
    found: dict[str, list[dict[str, Any]]] = {"class": [], "property": []}
    for row in ask.rows(TermsInUseRow):
        term = {"iri": row.term, "label": row.label, "definition": row.definition, "uses": integer(row.uses)}
        found[row.kind].append(term)
    return found


def examples(store: Store) -> list[dict[str, Any]]:
    """Return the queries that make an example, by subject.

    These are the listed queries that give an answer without any argument. Those whose defaults are not in the graph are
    left out. Data that is not ours has examples of its own.
    """
    if not QueryClient(store).truth("own-content"):
        return [example(registry.get(name), store) for name in _OF_OTHER_DATA]
    public = sorted(registry.public(), key=subjects.order)
    return [example(query, store) for query in public if answerable(store, query)]


def example(query: Query, store: Store) -> dict[str, Any]:
    """Return a query as an example: its defaults filled in, its header left out."""
    lines = prepare(store, query.name).splitlines()
    text = "\n".join(line for line in lines if not line.startswith(_HEADER_LINE))
    return {
        "name": query.name,
        "title": query.title,
        "description": query.description,
        "subject": subjects.title(query),
        "tags": query.tags,
        "query": text.strip() + "\n",
    }
