"""The gallery of named queries, and the page of each. A page has a form, the answer, a chart, and the SPARQL."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from http import HTTPStatus
from itertools import groupby
from urllib.parse import urlencode

import pyoxigraph as ox
from flask import Blueprint, Response, make_response, render_template, request

from graph.rdf_formats import TURTLE, Format
from graph.serialize import serialize_pretty
from graph.stores.store import Answer, Rows, Triples
from queries import registry, run, subjects
from queries.binding import without_header
from queries.errors import BadParameter, QueryError
from queries.lookup import things
from queries.parameter_types import ANY, CHOICES, ENTITY_TYPES, NAMED_KINDS, Parameter
from queries.parameters import kinds, read
from queries.registry import Query
from queries.results import counts_by_basis, tabular
from queries.run import Question
from queries.search.folding import fold
from queries.shacl_examples import PREFIXES_OF_ALL
from webapp.components import citations, responses
from webapp.components.query_arguments import arguments, filled_in, problem
from webapp.components.result_table import ResultTable, charts, tabulate
from webapp.components.site_pages import SitePage
from webapp.gallery import api
from webapp.gallery.answer_citation import citation
from webapp.gallery.api import document, known
from webapp.gallery.code_snippets import snippets
from webapp.gallery.formats import formats_of
from webapp.gallery.openapi import typed
from webapp.http.formats import CITATIONS, DOCUMENTS, HTML, by_suffix, citation_format, document_format
from webapp.http.negotiation import choose
from webapp.http.site_address import example_root
from webapp.models.once import once_per_version
from webapp.models.reference_data import ReferenceData
from webapp.models.site import current_site

area = Blueprint("gallery", __name__)
area.register_blueprint(api.area)
PAGES = (SitePage("/queries", "Questions", menu=10), SitePage("/api", "API"))

_ROWS = 300
"""Rows that the page shows; the downloads have all."""

_CHARACTERS = 12_000
"""Characters of an RDF answer that the page shows."""

_SUGGESTED = 700
"""Things that a field suggests; of kinds with more it suggests none."""

_LISTED = 40
"""Things among which a field lets one choose from a closed list."""

_LONGEST = 200


@dataclass(frozen=True, slots=True)
class ParameterField:
    """A field of the form: what it holds, what is wrong with it, its suggestions.

    `closed` means that nothing else than the choices fits. `suggest` names the kinds of things whose names it takes.
    """

    parameter: Parameter
    value: str
    error: str
    choices: tuple[tuple[str, str], ...]
    closed: bool
    kind: str
    suggest: str


@area.get("/queries")
@area.get("/queries.<suffix>")
def gallery(suffix: str | None = None) -> Response:
    """Show all queries by subject, or those with the tag `tag` and the words `q`; or give all as RDF."""
    format_ = document_format(suffix)
    if format_ is not HTML:
        return document(format_)
    tag = request.args.get("tag", "").strip()[:_LONGEST]
    words = request.args.get("q", "").strip()[:_LONGEST]
    public = registry.public()
    shown = sorted((query for query in public if _matches(query, tag, words)), key=subjects.order)
    return responses.rendered(
        "gallery/gallery.html",
        tag=tag,
        words=words,
        tags=sorted({tag for query in public for tag in query.tags}),
        total=len(public),
        count=len(shown),
        subjects=[(name, list(part)) for name, part in groupby(shown, subjects.title)],
    )


@area.get("/queries/<name>")
def show(name: str) -> Response:
    """Show a query with the answer for the parameters in the address, or for its defaults.

    Data about it, and about the prefixes of all, stands in the document about all queries.
    """
    stem, _, suffix = name.partition(".")
    format_ = citation_format(suffix) or choose((*DOCUMENTS, *CITATIONS), by_suffix, None)
    if format_ in CITATIONS:
        return _cited(known(stem), format_)
    if name == PREFIXES_OF_ALL or (known(name) and format_ is not HTML):
        suffix = "" if format_ is HTML else f".{format_.suffix}"
        return Response(status=HTTPStatus.SEE_OTHER, headers={"Location": f"/queries{suffix}"})
    query, store = known(name), current_site().store
    question, answer, error, absent = None, None, None, ""
    try:
        question = run.question(store, query.name, arguments(query, request.args))
        answer = store.query(question.text)
    except QueryError as refused:
        if refused.parameter and refused.parameter not in request.args:
            absent = refused.parameter  # nobody asked for it: the default is of other data
        else:
            error = refused
    fields = [_field(parameter, error, absent) for parameter in query.parameters]
    general = str(error) if error and not any(field.error for field in fields) else ""
    context = {"query": query, "fields": fields, "formats": formats_of(query), "error": general}
    context |= _absent(query, fields, absent)
    context |= _shown(query, question, answer) if question and answer else {"question": None}
    if not error:
        return responses.page("gallery/query.html", **context)
    response = make_response(render_template("gallery/query.html", **context), HTTPStatus.BAD_REQUEST)
    response.headers["Cache-Control"] = "no-cache"
    return response


def _cited(query: Query, format_: Format) -> Response:
    """Say how to cite an answer.

    Raises:
        Problem: a parameter does not fit.
    """
    try:
        run.question(current_site().store, query.name, arguments(query, request.args))
    except QueryError as error:
        raise problem(error) from error
    return citations.sent(citation(query, request.args), format_)


def _matches(query: Query, tag: str, words: str) -> bool:
    text = fold(f"{query.title} {query.description} {query.name} {' '.join(query.tags)}")
    return (not tag or tag in query.tags) and all(word in text for word in fold(words).split())


def _absent(query: Query, fields: Sequence[ParameterField], name: str) -> dict[str, object]:
    """Say that the graph lacks the query's default, and what to do.

    Without a choice there is no form. Without the name of a parameter nothing is absent.
    """
    parameter = query.parameter(name)
    if parameter is None:
        return {"absent": ""}
    said = f"This question begins with “{typed(parameter)}”, which this graph does not have."
    if any(field.choices or _has_any(field) for field in fields if field.parameter is parameter):
        return {"absent": f"{said} Choose another, and ask."}
    return {"absent": f"{said} Nor has it anything else that would fit.", "fields": []}


def _has_any(field: ParameterField) -> bool:
    """Tell whether the graph has anything of the kinds that a field suggests."""
    catalogue = current_site().catalogue
    return any(_things(catalogue, _searched(kind)) for kind in field.suggest.split())


def _field(parameter: Parameter, error: QueryError | None, absent: str) -> ParameterField:
    default = None if parameter.name == absent else typed(parameter)
    value = request.args.get(parameter.name, "" if default is None else str(default))
    wrong = str(error).removeprefix(f"{parameter.name}=") if error and error.parameter == parameter.name else ""
    choices = _choices(parameter)
    closed = 0 < len(choices) <= _LISTED and len(parameter.types) == 1
    if closed and value and value not in dict(choices):
        closed = False
    kind = {"date": "date", "integer": "number", "year": "number"}.get(parameter.types[0], "text")
    suggest = _named_kinds(parameter)
    if suggest and not error:
        value = _name(parameter, value)
    return ParameterField(parameter, value[:_LONGEST], wrong, choices, closed, kind, suggest)


def _named_kinds(parameter: Parameter) -> str:
    """Return the kinds of a parameter's things, as the search calls them, if people know all of these by name."""
    if parameter.types == ("partner",):
        return "partner"
    own = kinds(parameter) if parameter.types[0] in ENTITY_TYPES else ()
    if parameter.types != (ANY,) and not set(own) <= set(NAMED_KINDS):
        return ""
    return " ".join(dict.fromkeys(kind for kind in ("partner", *NAMED_KINDS) if _searched(kind) in own))


def _searched(kind: str) -> str:
    return "organization" if kind == "partner" else kind


def _name(parameter: Parameter, text: str) -> str:
    """Return the name of what a text means, if the name alone means the same; else the text."""
    store = current_site().store
    try:
        meant = read(parameter, text, store)
        label = current_site().catalogue.label(meant.value) if isinstance(meant, ox.NamedNode) else text
        return label if read(parameter, label, store) == meant else text
    except BadParameter:
        return text


def _choices(parameter: Parameter) -> tuple[tuple[str, str], ...]:
    """Return identifier and name of what may stand in a field, as long as that is not too much."""
    own = {kind for name in parameter.types for kind in ENTITY_TYPES.get(name, ())}
    if len(own) != 1 or parameter.types[0] in {"text", "iri"} or _named_kinds(parameter):
        return ()
    found = _things(current_site().catalogue, *own)
    allowed = CHOICES.get(parameter.types[0])
    found = tuple(item for item in found if allowed is None or item[0] in allowed)
    return found if len(found) <= _SUGGESTED else ()


@once_per_version
def _things(catalogue: ReferenceData, kind: str) -> tuple[tuple[str, str], ...]:
    """Look things of a kind up, once for each version of the data."""
    return tuple(things(catalogue.ask.store, kind))


def _shown(query: Query, question: Question, answer: Answer) -> dict[str, object]:
    values = filled_in(query, request.args)
    sparql = without_header(question.text)
    shown: dict[str, object] = {
        "question": question,
        "fields_of_address": f"?{urlencode(values)}" if values else "",
        "citation": citation(query, request.args),
        "citation_links": citations.links(f"/queries/{query.name}", fields=urlencode(values)),
        "sparql": sparql,
        "editor": f"/sparql?{urlencode({'query': sparql})}",
        "snippets": snippets(query, values, sparql, f"{example_root()}/"),
        "table": None,
        "drawings": [],
        "rdf": "",
        "bases": counts_by_basis(answer) if isinstance(answer, Rows) else {},
        "total": len(answer) if isinstance(answer, Rows | Triples) else 1,
    }
    if isinstance(answer, Triples):
        text = serialize_pretty(answer.triples, TURTLE).decode()
        return shown | {"rdf": text[:_CHARACTERS], "cut": len(text) > _CHARACTERS}
    table = tabulate(tabular(answer), current_site().catalogue.urls.page)
    cut = ResultTable(table.columns, table.rows[:_ROWS])
    return shown | {"table": cut, "cut": len(table.rows) > _ROWS, "drawings": charts(query, table)}
