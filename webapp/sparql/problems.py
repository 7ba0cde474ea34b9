"""The problems of the endpoint. They say how it refuses a query, or fails at one."""

from __future__ import annotations

import math
from dataclasses import replace

from queries.sparql_text.errors import FederationError, NestingError, QueryTextError, SparqlSyntaxError, UpdateError
from queries.sparql_text.position import Position
from webapp.http.errors import Problem
from webapp.http.problem_types import MALFORMED, NO_FEDERATION, READ_ONLY, TOO_DEEP, ProblemType

_TYPES: dict[type[QueryTextError], ProblemType] = {
    SparqlSyntaxError: MALFORMED,
    UpdateError: READ_ONLY,
    FederationError: NO_FEDERATION,
    NestingError: TOO_DEEP,
}
_NO_PLACE = "Correct it, and ask again."
"""The remedy where no place can be pointed to."""


class QueryProblem(Problem):
    """A problem of one of the kinds above; may know the position in the query, or when to come back."""

    position: Position | None = None

    def __init__(
        self, kind: ProblemType, detail: str, position: Position | None = None, retry_after: float | None = None
    ) -> None:
        members = position.members() if position else {}
        headers = [] if retry_after is None else [("Retry-After", str(max(1, math.ceil(retry_after))))]
        super().__init__(kind, detail, members, headers)
        self.position = position


def refused(error: QueryTextError) -> QueryProblem:
    """Return the problem of a query that is refused for its text."""
    kind = _TYPES[type(error)]
    if error.position is None:
        kind = replace(kind, remedy=_NO_PLACE)
    return QueryProblem(kind, str(error), error.position)
