"""The answer to a named query over HTTP."""

from __future__ import annotations

from urllib.parse import urlencode

from flask import Response, json, request

from graph.rdf_formats import CSV, RESULTS_JSON, RESULTS_XML, Format
from graph.serialize import serialize_pretty
from graph.stores.store import Triples
from graph.xml_text import well_formed
from queries.errors import QueryError
from queries.registry import Query
from queries.results import plain, tabular, to_tsv
from queries.run import Question, question
from webapp.components.citations import Citation
from webapp.components.query_arguments import arguments, problem
from webapp.components.responses import cite_as, data_response
from webapp.gallery.answer_citation import citation
from webapp.gallery.formats import chosen
from webapp.gallery.json_rows import json_document
from webapp.http import csv_output
from webapp.http.formats import JSON
from webapp.models.site import current_site

RESERVED = ("format",)
"""Fields of an address that are no parameters of a query."""

DEFAULTS = "OPG-Defaults"
"""The field that says what was filled in, encoded as the query of an address."""


def answer(query: Query, suffix: str) -> Response:
    """Answer the current request for a query; `suffix` names the format, where the address does.

    Raises:
        Problem: a parameter or the format does not fit.
    """
    format_ = chosen(request, suffix, query)
    try:
        bound = question(current_site().store, query.name, arguments(query, request.args, RESERVED))
    except QueryError as error:
        raise problem(error) from error
    cited, version = citation(query, request.args), current_site().catalogue.version
    links = (
        f'</queries/{query.name}>; rel="describedby"; type="text/html"',
        '</api>; rel="service-desc"',
        cite_as(cited.address),
    )
    headers = {
        "Content-Disposition": f'inline; filename="{version.file_name(query.name, format_.suffix)}"',
        "Link": ", ".join(links),
    }
    if bound.defaults:
        headers[DEFAULTS] = urlencode(bound.defaults, safe=":/")
    parts = (bound.text, format_.suffix, cited.text, *bound.defaults)
    return data_response(lambda: _written(bound, format_, cited), format_.content_type, *parts, headers=headers)


def _written(question: Question, format_: Format, cited: Citation) -> bytes:
    store = current_site().store
    if format_ is RESULTS_JSON:
        return store.raw(question.text, format_.media_type)
    if format_ is RESULTS_XML:
        return well_formed(store.raw(question.text, format_.media_type))
    found = store.query(question.text)
    if isinstance(found, Triples):
        return serialize_pretty(found.triples, format_)
    rows = tabular(found)
    if format_ is JSON:
        document = json_document(question, rows, cited)
        return (json.dumps(document, ensure_ascii=False) + "\n").encode()
    if format_ is CSV:  # for spreadsheets, whereas the CSV of the SPARQL endpoint is that of the Recommendation
        return csv_output.table(rows.variables, ([plain(term) for term in row] for row in rows.rows)).encode()
    return to_tsv(rows).encode()
