"""The answer to a named query over HTTP."""

from __future__ import annotations

from hashlib import sha256
from http import HTTPStatus

from flask import Response, json, request
from werkzeug.http import quote_etag

from graph.store import Answer, Rows, Triples
from queries.errors import QueryError
from queries.registry import Query
from queries.results import plain, tabular, to_json, to_tsv, to_xml
from queries.run import Question
from webapp import csvtext, documents
from webapp.api.formats import CSV, JSON, RESULTS_JSON, RESULTS_XML, chosen, content_type, of
from webapp.asked import arguments, asked, problem
from webapp.formats import Format
from webapp.site import site

RESERVED = ("format",)
"""Fields of an address that are no parameters of a query."""


def answer(query: Query, suffix: str) -> Response:
    """Answer the current request for a query; `suffix` names the format, where the address does.

    Raises:
        Problem: a parameter or the format does not fit.
    """
    format_ = chosen(request, suffix, of(query))
    try:
        texts = arguments(query, request.args, RESERVED)
        tag = _tag(query, texts, format_)
        if request.if_none_match.contains_weak(tag):
            return headed(Response(status=304), tag)
        question, found = asked(site().store, query, texts)
    except QueryError as error:
        raise problem(error) from error
    response = headed(Response(_written(question, found, format_)), tag)
    response.content_type = content_type(format_)
    response.headers["Content-Disposition"] = f'inline; filename="{query.name}.{format_.suffix}"'
    response.headers["Link"] = (
        f'</queries/{query.name}>; rel="describedby"; type="text/html", </api>; rel="service-desc"'
    )
    return response


def headed(response: Response, tag: str) -> Response:
    """Add what tells caches how long the answer is good: as long as the data stays the same."""
    response.headers["Vary"] = "Accept"
    response.headers["Cache-Control"] = "public, max-age=0, must-revalidate"
    response.headers["ETag"] = quote_etag(tag, weak=True)
    if response.status_code == HTTPStatus.NOT_MODIFIED:
        response.headers.pop("Content-Type", None)
    return response


def _tag(query: Query, texts: dict[str, str], format_: Format) -> str:
    """Return the digest of all that an answer depends on: data, code, query, values, format."""
    parts = (site().edition, site().store.version, query.text, repr(sorted(texts.items())), format_.suffix)
    return sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _written(question: Question, found: Answer, format_: Format) -> bytes:
    if isinstance(found, Triples):
        return documents.write(found.triples, format_)
    rows = tabular(found)
    if format_ is JSON:
        return _json(question, rows)
    if format_ is RESULTS_JSON:
        return to_json(rows).encode()
    if format_ is RESULTS_XML:
        return to_xml(rows)
    return (_csv(rows) if format_ is CSV else to_tsv(rows)).encode()


def _csv(rows: Rows) -> str:
    """Write for spreadsheets, unlike the SPARQL endpoint, whose CSV is that of the Recommendation to the letter."""
    return csvtext.table(rows.variables, ([plain(term) for term in row] for row in rows.rows))


def _json(question: Question, rows: Rows) -> bytes:
    from webapp.api.friendly import friendly

    return (json.dumps(friendly(question, rows, site().store.version), ensure_ascii=False) + "\n").encode()
