"""Every way in which the endpoint refuses or fails, each with its status and what can be done about it."""

from __future__ import annotations

import math

from queries.sparql_text.position import Spot
from webapp.http.errors import Kind, Problem

MALFORMED = Kind(
    400, "malformed-query", "This is no SPARQL 1.1 query", "Correct the query at the place that is pointed to."
)
TOO_DEEP = Kind(400, "query-too-deep", "The query is nested too deeply", "Write it with fewer brackets in brackets.")
BAD_REQUEST = Kind(
    400,
    "bad-sparql-request",
    "This is no SPARQL protocol request",
    "Send one query: GET ?query=…, POST as a form, or POST as application/sparql-query.",
)
READ_ONLY = Kind(403, "read-only", "The graph can only be read", "Ask a SELECT, ASK, CONSTRUCT or DESCRIBE query.")
NO_FEDERATION = Kind(
    403,
    "no-federation",
    "Queries cannot reach other services",
    "Leave out SERVICE, and join the answers of several endpoints in a program of yours.",
)
NO_FORMAT = Kind(406, "no-such-format", "No format fits the answer", "Ask for one of the formats that are named.")
TOO_LONG = Kind(413, "query-too-long", "The query is too long", "Shorten it.")
WRONG_TYPE = Kind(
    415,
    "unsupported-media-type",
    "A query is not sent as this media type",
    "POST it as application/x-www-form-urlencoded or as application/sparql-query, in UTF-8.",
)
TOO_LARGE = Kind(
    422, "answer-too-large", "The answer is too large", "Add LIMIT, ask in parts, or download the whole graph at /data."
)
TOO_DEMANDING = Kind(
    422, "query-too-demanding", "The query needs too much", "Ask for less at once; mind joins without common variables."
)
TOO_MANY = Kind(429, "too-many-queries", "You have used your share of query time", "Wait as long as Retry-After says.")
ENGINE_FAILED = Kind(
    502, "query-failed", "The engine failed at this query", "Write it in another way, or try again in a while."
)
UNAVAILABLE = Kind(503, "queries-unavailable", "Queries cannot be answered at the moment", "Try again in a while.")
BUSY = Kind(503, "busy", "Too many queries are waiting", "Try again as soon as Retry-After says.")
TIMEOUT = Kind(
    504, "query-timeout", "The query took too long", "Ask for less at once; mind joins without common variables."
)

KINDS = (
    MALFORMED,
    TOO_DEEP,
    BAD_REQUEST,
    READ_ONLY,
    NO_FEDERATION,
    NO_FORMAT,
    TOO_LONG,
    WRONG_TYPE,
    TOO_LARGE,
    TOO_DEMANDING,
    TOO_MANY,
    ENGINE_FAILED,
    UNAVAILABLE,
    BUSY,
    TIMEOUT,
)


class QueryProblem(Problem):
    """A problem of one of the kinds above; may know the spot in the query, or when to come back."""

    spot: Spot | None = None

    def __init__(self, kind: Kind, detail: str, spot: Spot | None = None, retry_after: float | None = None) -> None:
        members = spot.members() if spot else {}
        headers = [] if retry_after is None else [("Retry-After", str(max(1, math.ceil(retry_after))))]
        super().__init__(kind, detail, members, headers)
        self.spot = spot
