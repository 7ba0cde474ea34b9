"""What a client reads of a query that is refused for its text."""

from __future__ import annotations

import pytest

from queries.sparql_text.errors import FederationError, NestingError, QueryTextError, SparqlSyntaxError, UpdateError
from queries.sparql_text.position import Position
from webapp.sparql.problems import refused

_PLACE = Position(1, 5, "ASK }\n    ^")


@pytest.mark.parametrize(
    ("error", "status", "name"),
    [
        (SparqlSyntaxError("Wrong.", _PLACE), 400, "malformed-query"),
        (UpdateError("Wrong.", _PLACE), 403, "read-only"),
        (FederationError("Wrong.", _PLACE), 403, "no-federation"),
        (NestingError("Wrong.", _PLACE), 400, "query-too-deep"),
    ],
)
def test_each_error_of_a_text_has_its_problem_type(error: QueryTextError, status: int, name: str) -> None:
    problem = refused(error)
    assert (problem.kind.status, problem.kind.name) == (status, name)
    assert problem.members == {"line": 1, "column": 5, "excerpt": _PLACE.excerpt}
    assert problem.description == "Wrong."


def test_no_place_is_spoken_of_where_none_is_known() -> None:
    assert "place" in refused(SparqlSyntaxError("Wrong.", _PLACE)).kind.remedy
    assert "place" not in refused(SparqlSyntaxError("Wrong.")).kind.remedy
