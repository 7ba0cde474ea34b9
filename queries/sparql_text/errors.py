"""The errors in the text of a query, with their position."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from queries.sparql_text.position import Position


class QueryTextError(ValueError):
    """A query that is refused for its text; `position` is None where no place can be pointed to."""

    def __init__(self, message: str, position: Position | None = None) -> None:
        super().__init__(message)
        self.position = position


class SparqlSyntaxError(QueryTextError):
    """A text that is no SPARQL 1.1 query."""


class UpdateError(QueryTextError):
    """An update, which would change the graph."""


class FederationError(QueryTextError):
    """A query with SERVICE, which would ask another endpoint."""


class NestingError(QueryTextError):
    """A query with too many brackets in brackets."""
