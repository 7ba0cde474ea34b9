"""The table of problem types, as `/errors` explains them. It holds every way in which a request can fail."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ProblemType:
    """A problem type (RFC 9457): status, name in its `type` address, title, and what a visitor can do."""

    status: int
    name: str
    title: str
    remedy: str


BROKEN_BODY = ProblemType(
    400, "broken-body", "The request is not complete", "Send its body whole, as long as its headers say, or in chunks."
)
BODY_TOO_SLOW = ProblemType(408, "body-too-slow", "The request took too long to arrive", "Send it again, at once.")
BODY_TOO_LARGE = ProblemType(413, "body-too-large", "The request is too large", "Send less.")
INTERNAL_ERROR = ProblemType(
    500, "internal-error", "Something went wrong here", "It has been recorded. Please try again in a while."
)
TOO_MANY_BODIES = ProblemType(
    503, "too-many-bodies", "Too many requests are arriving", "Try again as soon as Retry-After says."
)

HTTP_PROBLEM_TYPES = (
    ProblemType(
        400, "bad-request", "This address cannot be read", "Check it for stray percent signs or odd characters."
    ),
    BROKEN_BODY,
    ProblemType(404, "not-found", "Nothing is here", "Search for a name, or start from one of the lists."),
    ProblemType(405, "method-not-allowed", "This can only be read", "Use GET or HEAD."),
    ProblemType(406, "not-acceptable", "No format fits", "Ask for one of the formats that the message names."),
    BODY_TOO_SLOW,
    ProblemType(410, "gone", "This is no longer published", "The message says why. Other things can be searched for."),
    ProblemType(
        412, "precondition-failed", "The precondition does not hold", "Ask again without If-Match and the like."
    ),
    BODY_TOO_LARGE,
    ProblemType(414, "uri-too-long", "This address is too long", "Show or ask for less at once; POST a long query."),
    ProblemType(
        416, "range-not-satisfiable", "There is no such part of this", "Ask for the whole, or for bytes that it has."
    ),
    INTERNAL_ERROR,
    ProblemType(
        502, "engine-failed", "The engine gave no proper answer", "It was recorded. Please try again in a while."
    ),
    ProblemType(
        503, "engine-gone", "The graph is away for the moment", "It will be back. Please try again in a while."
    ),
    TOO_MANY_BODIES,
    ProblemType(504, "engine-slow", "The engine took too long", "Please try again in a while."),
)
"""What HTTP itself can end in."""

MALFORMED = ProblemType(
    400, "malformed-query", "This is no SPARQL 1.1 query", "Correct the query at the place that is pointed to."
)
TOO_DEEP = ProblemType(
    400, "query-too-deep", "The query is nested too deeply", "Write it with fewer brackets in brackets."
)
BAD_SPARQL_REQUEST = ProblemType(
    400,
    "bad-sparql-request",
    "This is no SPARQL protocol request",
    "Send one query: GET ?query=…, POST as a form, or POST as application/sparql-query.",
)
READ_ONLY = ProblemType(
    403, "read-only", "The graph can only be read", "Ask a SELECT, ASK, CONSTRUCT or DESCRIBE query."
)
NO_FEDERATION = ProblemType(
    403,
    "no-federation",
    "Queries cannot reach other services",
    "Leave out SERVICE, and join the answers of several endpoints in a program of yours.",
)
NO_FORMAT = ProblemType(
    406, "no-such-format", "No format fits the answer", "Ask for one of the formats that are named."
)
TOO_LONG = ProblemType(413, "query-too-long", "The query is too long", "Shorten it.")
WRONG_TYPE = ProblemType(
    415,
    "unsupported-media-type",
    "A query is not sent as this media type",
    "POST it as application/x-www-form-urlencoded or as application/sparql-query, in UTF-8.",
)
TOO_LARGE = ProblemType(
    422, "answer-too-large", "The answer is too large", "Add LIMIT, ask in parts, or download the whole graph at /data."
)
TOO_DEMANDING = ProblemType(
    422, "query-too-demanding", "The query needs too much", "Ask for less at once; mind joins without common variables."
)
TOO_MANY = ProblemType(
    429, "too-many-queries", "You have used your share of query time", "Wait as long as Retry-After says."
)
ENGINE_FAILED = ProblemType(
    502, "query-failed", "The engine failed at this query", "Write it in another way, or try again in a while."
)
UNAVAILABLE = ProblemType(
    503, "queries-unavailable", "Queries cannot be answered at the moment", "Try again in a while."
)
BUSY = ProblemType(503, "busy", "Too many queries are waiting", "Try again as soon as Retry-After says.")
TIMEOUT = ProblemType(
    504, "query-timeout", "The query took too long", "Ask for less at once; mind joins without common variables."
)

BAD_PARAMETER = ProblemType(
    400, "bad-parameter", "A parameter does not fit", "The description at /api says what each parameter takes."
)
UNKNOWN_FORMAT = ProblemType(
    400, "unknown-format", "There is no such format", "Ask for one of the formats that are named."
)
BAD_VIEW = ProblemType(
    400, "bad-view", "A part of this view does not fit", "The explorer at /explore offers what there is."
)
BAD_CHART = ProblemType(
    400, "bad-chart", "The chart cannot be had so", "The list at /charts says what each chart takes."
)
UNKNOWN_FILTER = ProblemType(
    400, "unknown-filter", "The list cannot be narrowed so", "Start again from the whole list, and choose there."
)
UNKNOWN_KIND = ProblemType(400, "unknown-kind", "No such kind of thing is searched", "Leave `kind` out to search all.")
BAD_TEXT = ProblemType(
    400, "bad-text", "The text cannot be read", "Send plain text in UTF-8, and its day as 2026-11-27."
)
TEXT_TOO_LONG = ProblemType(413, "text-too-long", "The text is too long", "Check it in parts.")
BAD_RECONCILIATION = ProblemType(
    400,
    "bad-reconciliation-request",
    "The service cannot read this",
    "The guide at /docs/how-to/reconcile has examples.",
)
BATCH_TOO_LARGE = ProblemType(
    413, "batch-too-large", "The batch is too large", "Send it in parts; `batchSize` of the manifest says how large."
)
NOT_READY = ProblemType(503, "file-not-ready", "This file is being written", "Please try again in a few seconds.")

PROBLEM_TYPES = (
    *HTTP_PROBLEM_TYPES,
    MALFORMED,
    TOO_DEEP,
    BAD_SPARQL_REQUEST,
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
    BAD_PARAMETER,
    UNKNOWN_FORMAT,
    BAD_VIEW,
    BAD_CHART,
    UNKNOWN_FILTER,
    UNKNOWN_KIND,
    BAD_TEXT,
    TEXT_TOO_LONG,
    BAD_RECONCILIATION,
    BATCH_TOO_LARGE,
    NOT_READY,
)
"""All of them, in the order of the page."""
