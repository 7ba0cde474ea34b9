"""The arguments of a named query, read from an address. A form and a program send the same fields."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from werkzeug.datastructures import MultiDict

from queries.errors import BadParameter, QueryError
from queries.parameters import typed_default
from queries.registry import Query
from webapp.http.errors import Problem
from webapp.http.problem_types import BAD_PARAMETER


def arguments(query: Query, fields: MultiDict[str, str], reserved: Collection[str] = ()) -> dict[str, str]:
    """Return the texts by parameter name; an optional parameter left empty, as forms send it, is one left out.

    Raises:
        QueryError: a field is given twice.
    """
    found = {}
    for name, values in fields.lists():
        if name in reserved:
            continue
        if len(values) > 1:
            raise BadParameter(name, values[1], "it is given more than once; one value is expected.")
        parameter = query.parameter(name)
        if not (parameter and parameter.optional and not values[0].strip()):
            found[name] = values[0]
    return found


def filled_in(query: Query, fields: Mapping[str, str]) -> dict[str, str]:
    """Return the texts of an address with the defaults of what it leaves out: an address with them answers the same."""
    texts = {item.name: fields.get(item.name, typed_default(item) or "").strip() for item in query.parameters}
    return {name: text for name, text in texts.items() if text}


def problem(error: QueryError) -> Problem:
    """Return the problem that answers a request for a query that cannot run. It names the parameter at fault."""
    return Problem(BAD_PARAMETER, str(error), {"parameter": error.parameter} if error.parameter else {})
