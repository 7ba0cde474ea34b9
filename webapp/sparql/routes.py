"""The routes of `/sparql`: protocol, description and page, at this one address."""

from __future__ import annotations

from flask import Blueprint, Response, make_response, request

from graph.rdf_formats import RDF_XML, RESULTS_XML
from graph.xml_text import well_formed, well_formed_rdf
from queries.hints import hints
from queries.sparql_text.errors import QueryTextError
from queries.sparql_text.screening import screen
from webapp.components.site_pages import SitePage
from webapp.http import conditional
from webapp.http.problem_types import BAD_SPARQL_REQUEST
from webapp.http.site_address import site_address
from webapp.models.site import current_site
from webapp.sparql import editor_settings, page, protocol
from webapp.sparql.hints_field import HINTS, field
from webapp.sparql.job import QueryJob
from webapp.sparql.problems import QueryProblem, refused
from webapp.sparql.protocol import ProtocolRequest
from webapp.sparql.service import service
from webapp.sparql.service_description import service_description

area = Blueprint("sparql", __name__)
area.register_blueprint(editor_settings.area)
PAGES = (SitePage("/sparql", "SPARQL", menu=11),)

_XML = {RESULTS_XML.media_type: well_formed, RDF_XML.media_type: well_formed_rdf}
"""What completes the formats that the engine writes as if XML could hold every character."""


@area.route("/sparql", methods=("GET", "POST"))
@area.route("/sparql/", methods=("GET", "POST"))
def sparql() -> Response:
    """Answer a query, or describe the service where there is none."""
    try:
        wanted = protocol.read(request, service().settings)
    except QueryProblem as problem:
        if page.is_wanted(request):
            return page.refused(problem, request.args.get("query", ""))
        raise
    if wanted.query is None:
        return _description(wanted)
    if not wanted.choice.page:
        return _answer(wanted, wanted.query)
    try:
        job, key = _job(wanted, wanted.query)
        result = service().answer(job, key, request.remote_addr or "")
        return page.answered(wanted.query, result, hints(current_site().store, wanted.query))
    except QueryProblem as problem:
        return page.refused(problem, wanted.query)


def _description(wanted: ProtocolRequest) -> Response:
    if wanted.choice.page:
        return page.empty()
    graph = wanted.choice.graph
    if graph is None:
        raise QueryProblem(
            BAD_SPARQL_REQUEST, "There is no query. Without one, the description of the service is given as RDF."
        )
    response = make_response(service_description(site_address(), graph.offer.media_type))
    return _headed(response, graph.media_type, "")


def _job(wanted: ProtocolRequest, query: str) -> tuple[QueryJob, str]:
    """Return what to run, and the key of its answer; none where that may change while the data does not."""
    here = service()
    try:
        screened = screen(query, here.settings.nesting)
    except QueryTextError as error:
        raise refused(error) from error
    solutions, graph = wanted.choice.solutions, wanted.choice.graph
    job = QueryJob(
        query,
        wanted.default_graphs,
        wanted.named_graphs,
        screened.own_from,
        solutions.offer.media_type if solutions else None,
        graph.offer.media_type if graph else None,
    )
    return job, here.key(job) if screened.lasting else ""


def _answer(wanted: ProtocolRequest, query: str) -> Response:
    job, key = _job(wanted, query)
    tag = f"{key}-{wanted.choice.name}" if key else ""
    if tag and request.method != "POST" and tag in request.if_none_match.as_set(include_weak=True):
        return conditional.not_modified(tag)
    result = service().answer(job, key, request.remote_addr or "")
    complete = _XML.get(result.media_type)
    response = make_response(complete(result.body) if complete else result.body)
    if found := hints(current_site().store, query):
        response.headers[HINTS] = field(found)
    return _headed(response, wanted.choice.shown_for(result.media_type), tag)


def _headed(response: Response, media_type: str, tag: str) -> Response:
    response.content_type = f"{media_type}; charset=utf-8" if media_type.startswith("text/") else media_type
    if tag:
        return conditional.revalidated(response, tag)
    response.headers["Cache-Control"] = "no-cache"
    return response
