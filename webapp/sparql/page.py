"""The endpoint's page for people: a form, the answer, examples, limits. The form needs no script.

With the bundle of the editor, its script takes the place of the form.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from http import HTTPStatus
from itertools import islice
from typing import Any

import pyoxigraph as ox
from flask import Request, Response, make_response, render_template

from graph.rdf_formats import GRAPH_FORMATS, RESULT_FORMATS, RESULTS_JSON
from graph.stores.store import Term
from queries import registry
from queries.hints import Hint
from webapp.components.dataset_description import named_graphs
from webapp.http.assets import MISSING, bundle
from webapp.http.negotiation import accept_header, prefers_page
from webapp.models.once import once_per_version
from webapp.models.reference_data import ReferenceData
from webapp.models.site import current_site
from webapp.sparql import editor_settings
from webapp.sparql.job import QueryResult
from webapp.sparql.problems import QueryProblem
from webapp.sparql.service import service

_ROWS = 500
"""Rows that the page shows; the formats for programs have them all."""

_FIRST = "partners-of-most-games"
"""The query that the page begins with."""

_USUAL_DATATYPES = frozenset({"string", "langString", "integer"})
_CHARACTERS = 100_000
"""Characters of an RDF answer that the page shows."""


@dataclass(frozen=True, slots=True)
class TermCell:
    """A term in a table: its text, what it leads to, its language, its datatype in short."""

    text: str
    address: str = ""
    language: str = ""
    datatype: str = ""


@dataclass(frozen=True, slots=True)
class ShownAnswer:
    """An answer on the page: a table, a yes or no, or a text. `total` counts rows. `cut` says that there is more."""

    variables: tuple[str, ...] = ()
    rows: tuple[tuple[TermCell | None, ...], ...] = ()
    truth: bool | None = None
    text: str = ""
    total: int = 0
    cut: bool = False


def is_wanted(request: Request) -> bool:
    """Tell whether the client is a browser that looks at pages."""
    return not request.args.get("format") and prefers_page(accept_header(), usual=False)


def empty() -> Response:
    """Show the page with a first query, so that the form can run something even before the editor stands there."""
    here = current_site()
    first = (
        editor_settings.example(registry.get(_FIRST), here.store)
        if here.catalogue.has_own_content
        else _examples(here.catalogue)[0]
    )
    return _page(first["query"])


@once_per_version
def _examples(catalogue: ReferenceData) -> list[dict[str, Any]]:
    return editor_settings.examples(catalogue.ask.store)


def answered(query: str, result: QueryResult, hints: Sequence[Hint]) -> Response:
    """Show the page with a query, its answer, and hints about its terms."""
    return _page(query, shown=_shown(result), hints=hints)


def refused(problem: QueryProblem, query: str) -> Response:
    """Show the page with a query and what is wrong with it."""
    response = _page(query, problem=problem)
    response.status_code = problem.kind.status
    response.headers.extend(problem.headers)
    if problem.kind.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        response.headers["Cache-Control"] = "no-store"
    return response


def _page(
    query: str, shown: ShownAnswer | None = None, problem: QueryProblem | None = None, hints: Sequence[Hint] = ()
) -> Response:
    here = service()
    response = make_response(
        render_template(
            "sparql/sparql.html",
            query=query,
            shown=shown,
            problem=problem,
            hints=hints,
            examples=_examples(current_site().catalogue),
            graphs=named_graphs(current_site().catalogue),
            union=here.union,
            settings=here.settings,
            forwarded=here.forwarded,
            formats=(*RESULT_FORMATS, *GRAPH_FORMATS),
            bundle=bundle("sparql"),
            missing=MISSING,
        )
    )
    response.headers["Cache-Control"] = "no-cache"
    return response


def _shown(result: QueryResult) -> ShownAnswer:
    if result.media_type != RESULTS_JSON.media_type:
        text = result.body[: 4 * _CHARACTERS].decode("utf-8", "ignore")[:_CHARACTERS]
        return ShownAnswer(text=text or "# There are no triples.", cut=len(text.encode()) < len(result.body))
    answer = ox.parse_query_results(result.body, format=ox.QueryResultsFormat.JSON)
    if isinstance(answer, ox.QueryBoolean):
        return ShownAnswer(truth=bool(answer))
    variables = tuple(variable.value for variable in answer.variables)
    rows = tuple(tuple(_cell(term) for term in solution) for solution in islice(answer, _ROWS))
    total = len(rows) + sum(1 for _ in answer) if result.rows is None else result.rows  # reading all takes long
    return ShownAnswer(variables, rows, total=total, cut=total > _ROWS)


def _cell(term: Term | None) -> TermCell | None:
    if term is None:
        return None
    if isinstance(term, ox.NamedNode):
        return TermCell(term.value, current_site().catalogue.urls.page(term.value))
    if isinstance(term, ox.Literal):
        datatype = term.datatype.value.rpartition("#")[2]
        return TermCell(term.value, "", term.language or "", "" if datatype in _USUAL_DATATYPES else datatype)
    return TermCell(str(term))
