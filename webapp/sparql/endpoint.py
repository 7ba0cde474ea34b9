"""`/sparql`: the query operation of the SPARQL 1.1 Protocol, its description, and its page for people."""

from __future__ import annotations

from typing import cast

from flask import Blueprint, Flask, Response, make_response, request
from werkzeug.http import quote_etag

from graph.snapshot import Snapshot
from graph.store import Store
from webapp import replies
from webapp.formats import HTML, negotiated
from webapp.kept import Kept
from webapp.settings import Settings
from webapp.sparql import asked, page
from webapp.sparql.admission import AdmissionControl
from webapp.sparql.asked import Asked
from webapp.sparql.description import dataset_description, service_description
from webapp.sparql.job import Job, Result
from webapp.sparql.problems import BAD_REQUEST, QueryProblem
from webapp.sparql.screening import screen
from webapp.sparql.service import Service, service

area = Blueprint("sparql", __name__)

_METHODS = "GET, HEAD, POST, OPTIONS"
_EXPOSED = "Content-Location, ETag, Link, Retry-After"
_DAY = "86400"


def install(app: Flask, store: Store, snapshot: Snapshot | None, settings: Settings, kept: Kept) -> None:
    """Give `app` the endpoint over its store; `kept` is where results are kept.

    Raises:
        QueryProblem: there is no way to run visitors' queries over such a store.
    """
    app.extensions["opg-sparql"] = Service(store, snapshot, settings, kept, AdmissionControl(settings))
    app.register_blueprint(area)


def start(app: Flask) -> None:
    """Get `app` ready for its first query, in the background."""
    cast(Service, app.extensions["opg-sparql"]).runner.start()


@area.route("/sparql", methods=("GET", "POST"))
@area.route("/sparql/", methods=("GET", "POST"))
def sparql() -> Response:
    """Answer a query, or describe the service where there is none."""
    try:
        wanted = asked.read(request, service().settings)
    except QueryProblem as problem:
        if page.wanted(request):
            return page.refused(problem, request.args.get("query", ""))
        raise
    if wanted.query is None:
        return _description(wanted)
    if not wanted.choice.page:
        return _answer(wanted, wanted.query)
    try:
        return page.answered(wanted.query, _run(wanted, wanted.query))
    except QueryProblem as problem:
        return page.refused(problem, wanted.query)


@area.get("/.well-known/void")
def void() -> Response:
    """Describe the dataset in VoID; lead people to the page of downloads (https://www.w3.org/TR/void/, section 7.2)."""
    format_ = negotiated(request)
    if format_ is HTML:
        return Response(status=303, headers={"Location": "/data", "Vary": "Accept"})
    return replies.document("/.well-known/void", "", dataset_description(request.url_root, format_), format_)


@area.after_request
def _open_to_all(response: Response) -> Response:
    """Let scripts of any origin ask, without credentials (the Fetch standard, section 3.2)."""
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Access-Control-Expose-Headers"] = _EXPOSED
    if request.method == "OPTIONS":
        response.headers["Access-Control-Allow-Methods"] = _METHODS
        response.headers["Access-Control-Allow-Headers"] = "Accept, Content-Type, If-None-Match"
        response.headers["Access-Control-Max-Age"] = _DAY
    return response


def _description(wanted: Asked) -> Response:
    if wanted.choice.page:
        return page.empty()
    format_ = wanted.choice.graph
    if format_ is None:
        raise QueryProblem(
            BAD_REQUEST, "There is no query. Without one, the description of the service is given as RDF."
        )
    response = make_response(service_description(request.base_url.rstrip("/"), format_.media_type))
    return _headed(response, format_.media_type, "")


def _job(wanted: Asked, query: str) -> tuple[Job, bool]:
    """Return what to run, and whether its answer lasts as long as the data."""
    screened = screen(query, service().settings.nesting)
    solutions, graph = wanted.choice.solutions, wanted.choice.graph
    job = Job(
        query,
        wanted.default_graphs,
        wanted.named_graphs,
        screened.own_from,
        solutions.media_type if solutions else None,
        graph.media_type if graph else None,
    )
    return job, screened.lasting


def _run(wanted: Asked, query: str) -> Result:
    job, lasting = _job(wanted, query)
    here = service()
    return here.answer(job, here.key(job) if lasting else "", request.remote_addr or "")


def _answer(wanted: Asked, query: str) -> Response:
    here = service()
    job, lasting = _job(wanted, query)
    key = here.key(job) if lasting else ""
    tag = f"{key}-{wanted.choice.name}" if key else ""
    if tag and request.method != "POST" and tag in request.if_none_match.as_set(include_weak=True):
        return _headed(Response(status=304), "", tag)
    result = here.answer(job, key, request.remote_addr or "")
    return _headed(make_response(result.body), wanted.choice.shown_for(result.media_type), tag)


def _headed(response: Response, media_type: str, tag: str) -> Response:
    if media_type:
        response.content_type = f"{media_type}; charset=utf-8" if media_type.startswith("text/") else media_type
    else:
        response.headers.pop("Content-Type", None)
    response.headers["Vary"] = "Accept"
    response.headers["Cache-Control"] = "public, max-age=0, must-revalidate" if tag else "no-cache"
    if tag:
        response.headers["ETag"] = quote_etag(tag, weak=True)
    return response
