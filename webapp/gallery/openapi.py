"""The API's description in OpenAPI 3.1.

It is made from the registry of queries, so that it cannot say what is not so. The shape follows
https://spec.openapis.org/oas/v3.1.1; a test checks every answer of the live application against it.
"""

from __future__ import annotations

from typing import Any, Final

from graph import __version__
from graph.dates import Basis
from ontology.namespaces import DATA_LICENCE_IRI
from queries import registry
from queries.parameter_types import ENTITY_TYPES, SUFFIXES, Parameter
from queries.parameters import typed_default
from queries.registry import Query
from webapp.gallery.answers import DEFAULTS
from webapp.gallery.formats import formats_of
from webapp.gallery.openapi_ask import ASK, ask
from webapp.gallery.openapi_check import CHECK, check
from webapp.gallery.openapi_comparison import COMPARISON, comparison
from webapp.gallery.openapi_reconciliation import reconciliation
from webapp.http.formats import HTML, JSON
from webapp.models.search_results import FOUND, MOST_FOUND, STEPS, THING_KINDS

Json = dict[str, Any]

_LONGEST_TEXT: Final = 200
_NO_CONTROL: Final = "^[^\\u0000-\\u001f\\u007f]*$"

_SCHEMAS: Final[Json] = {
    "Thing": {
        "type": "object",
        "description": "Something with an identifier, which is a web address that answers with page or data.",
        "properties": {
            "id": {"type": "string"},
            "label": {"type": "string"},
            "language": {"type": "string", "description": "Of the label, where that is not English (BCP 47)."},
        },
        "required": ["id"],
        "additionalProperties": False,
    },
    "Cell": {
        "description": "A value: text, number, a day as ISO 8601 text, a thing, or null where nothing is known.",
        "anyOf": [{"type": ["string", "number", "boolean", "null"]}, {"$ref": "#/components/schemas/Thing"}],
    },
    "Description": {
        "type": "object",
        "description": "A query: what it answers, what it takes, and where to ask it.",
        "properties": {
            "name": {"type": "string"},
            "title": {"type": "string"},
            "description": {"type": "string"},
            "subject": {"type": "string"},
            "tags": {"type": "array", "items": {"type": "string"}},
            "form": {"enum": ["SELECT", "ASK", "CONSTRUCT", "DESCRIBE"]},
            "parameters": {"type": "array", "items": {"$ref": "#/components/schemas/Parameter"}},
            "formats": {"type": "array", "items": {"type": "string"}},
            "address": {"type": "string"},
            "page": {"type": "string"},
            "sparql": {"type": "string", "description": "The query as it stands, with its header."},
        },
        "required": ["name", "title", "description", "subject", "tags", "form", "parameters", "formats", "address"],
    },
    "Parameter": {
        "type": "object",
        "properties": {
            "name": {"type": "string"},
            "types": {"type": "array", "items": {"type": "string"}},
            "description": {"type": "string"},
            "default": {"type": ["string", "null"]},
            "optional": {"type": "boolean"},
        },
        "required": ["name", "types", "description", "default", "optional"],
    },
    "Found": {
        "type": "object",
        "description": "A result of the search: a thing, and the name by which it was found.",
        "properties": {
            "id": {"type": "string", "description": "Kind and slug, as in the address of its page: `partner/alibaba`."},
            "label": {"type": "string"},
            "kind": {"type": "string", "description": "What it is, in words."},
            "note": {"type": "string", "description": "A few words that tell it from others of its name."},
            "href": {"type": "string", "description": "The address of its page within the site."},
            "matched": {"type": "string", "description": "The name that was found, where that is not the label."},
            "language": {"type": "string", "description": "Of that name, where that is not English (BCP 47)."},
            "near": {"type": "boolean", "description": "Whether no name has the text itself."},
            "how": {"type": "string", "description": "What that name is to the thing: also, formerly, its brand …"},
            "why": {"type": "string", "description": "Both in one: “formerly Atos Origin”."},
            "step": {"enum": list(STEPS), "description": "How it was found; /docs/search-by-name explains each."},
        },
        "required": [
            *("id", "label", "kind", "note", "href", "matched", "language", "near", "how", "why", "step"),
        ],
        "additionalProperties": False,
    },
    "Search": {
        "type": "object",
        "properties": {
            "query": {"type": "string"},
            "near": {"type": "boolean", "description": "Whether nothing has the text as its name."},
            "results": {"type": "array", "items": {"$ref": "#/components/schemas/Found"}},
            "joined": {
                "type": "array",
                "items": {"type": "string"},
                "description": "Ids of the partners that join the things named in the text; the first of the results.",
            },
            "named": {
                "type": "array",
                "description": "How a text that is no name was read.",
                "items": {
                    "type": "object",
                    "properties": {
                        "words": {"type": "string"},
                        "ids": {"type": "array", "items": {"type": "string"}},
                    },
                    "required": ["words", "ids"],
                },
            },
            "unknown": {"type": "array", "items": {"type": "string"}, "description": "Words that were not understood."},
        },
        "required": ["query", "near", "results", "joined", "named", "unknown"],
        "additionalProperties": False,
    },
    **COMPARISON,
    **CHECK,
    **ASK,
    "Problem": {
        "type": "object",
        "description": "What went wrong, and what would be right (RFC 9457).",
        "properties": {
            "type": {"type": "string"},
            "title": {"type": "string"},
            "status": {"type": "integer"},
            "detail": {"type": "string"},
            "parameter": {"type": "string", "description": "The parameter at fault."},
        },
        "required": ["type", "title", "status", "detail"],
    },
}
_NAME: Final[Json] = {"type": "string", "minLength": 1, "maxLength": _LONGEST_TEXT, "pattern": _NO_CONTROL}
_PROBLEMS: Final = {
    "400": "A parameter, the format or the address does not fit; `parameter` names the one at fault.",
    "404": "There is no such query, or no such thing.",
    "406": "The Accept header allows none of the formats.",
    "413": "The text or the batch is too large.",
    "414": "The address is too long.",
    "503": "The engine behind the site does not answer at the moment.",
}
_INFO: Final[Json] = {
    "title": "Olympic Partnership Graph: named queries",
    "version": __version__,
    "summary": "Who has sponsored the Olympic Games, since when, and according to which source.",
    "description": (
        "Each named query is an address that answers with JSON, CSV, TSV or the SPARQL result formats, or with RDF "
        "where it constructs a graph. The format is chosen by `Accept`, by `?format=` or by a suffix "
        "(`/api/queries/partners-on-date.csv`). A thing can be named by its identifier, by the end of it "
        "(`partner=alibaba`), or by a name that only it has (`games=London 2012`). "
        "Answers carry an ETag that holds as long as the data does. For questions of your own "
        "there is SPARQL at `/sparql`."
    ),
    "license": {"name": "CC BY 4.0", "url": DATA_LICENCE_IRI},
}
_HEADERS: Final[Json] = {
    "ETag": {"description": "Changes with the data.", "schema": {"type": "string"}},
    "Access-Control-Allow-Origin": {"description": "Scripts of any origin may read.", "schema": {"const": "*"}},
}
_CACHED: Final[Json] = {name: {"$ref": f"#/components/headers/{name}"} for name in _HEADERS}
"""The header fields of what a client may use again."""


def document(root: str = "") -> Json:
    """Return the description as JSON. `root` is the address of the site, or its path, without a slash at its end."""
    queries = registry.public()
    listed = {"type": "array", "items": {"$ref": "#/components/schemas/Description"}}
    problem = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
    paths: Json = {
        "/api": {"get": _plain("describeApi", "This description", {"type": "object"})},
        "/api/openapi.json": {
            "get": _plain("describeApiAsJson", "This description, always as JSON", {"type": "object"})
        },
        "/api/search": {"get": _search()},
        "/api/compare": {
            "get": _plain("compare", "What two things have in common", {"$ref": "#/components/schemas/Comparison"})
            | comparison(_NAME, _CACHED, _refused("400", "406", "414", "503"))
        },
        "/api/ask": {"get": ask(_refused("400", "406", "414", "503"))},
        "/api/check": {"post": check(_refused("400", "406", "413", "503"))},
        "/api/queries": {"get": _plain("listQueries", "All named queries", listed)},
    }
    statuses = ("400", "404", "406", "413", "414", "503")
    paths |= reconciliation(_CACHED, _refused(*statuses))
    paths |= {f"/api/queries/{query.name}": {"get": _operation(query, root)} for query in queries}
    subjects = sorted({query.subject for query in queries})
    return {
        "openapi": "3.1.1",
        "info": _INFO,
        "servers": [{"url": root or "/"}],
        "tags": [{"name": "description"}, {"name": "reconciliation"}, *({"name": subject} for subject in subjects)],
        "paths": paths,
        "components": {
            "schemas": _SCHEMAS,
            "responses": {f"Problem{code}": {"description": _PROBLEMS[code], "content": problem} for code in _PROBLEMS},
            "headers": _HEADERS,
        },
    }


def _plain(identifier: str, summary: str, schema: Json) -> Json:
    content = {JSON.media_type: {"schema": schema}}
    if identifier == "describeApi":
        content[HTML.media_type] = {"schema": {"type": "string"}}
    return {
        "operationId": identifier,
        "summary": summary,
        "tags": ["description"],
        "responses": {"200": {"description": summary, "content": content, "headers": _CACHED}, **_refused("406")},
    }


def _search() -> Json:
    found = _plain("search", "Things by name, as the site finds them", {"$ref": "#/components/schemas/Search"})
    text: Json = {"type": "string", "maxLength": _LONGEST_TEXT, "pattern": _NO_CONTROL}
    return found | {
        "description": (
            "Finds partners, Games, programmes, categories, countries, people and organizations by any of their names, "
            "in any script and in spite of slips. A longer text is read for the names in it, and answered with the "
            "partners that join them: `tokyo 2020 airline`."
        ),
        "parameters": [
            {"name": "q", "in": "query", "required": False, "description": "A name, or several.", "schema": text},
            {"name": "kind", "in": "query", "description": "Only this kind.", "schema": {"enum": ["", *THING_KINDS]}},
            {
                "name": "limit",
                "in": "query",
                "description": "Results at most.",
                "schema": {"type": "integer", "minimum": 1, "maximum": MOST_FOUND, "default": FOUND},
            },
        ],
        "responses": found["responses"] | _refused("400", "414", "503"),
    }


def _operation(query: Query, root: str) -> Json:
    formats = formats_of(query)
    content = {
        item.content_type: {"schema": _schema(query) if item is JSON else {"type": "string"}} for item in formats
    }
    for item in formats:
        if item.suffix in {"srj", "jsonld"}:
            content[item.media_type] = {"schema": {"type": ["object", "array"]}}
    return {
        "operationId": query.name,
        "summary": query.title,
        "description": query.description,
        "tags": [query.subject],
        "externalDocs": {
            "url": f"{root}/queries/{query.name}",
            "description": "The same with a form, a table and the SPARQL",
        },
        "parameters": [*map(_parameter, query.parameters), _format(query)],
        "responses": {
            "200": {"description": query.title, "content": content, "headers": {**_CACHED, **_filled_in(query)}},
            "304": {"description": "The copy that the client has is still good."},
            **_refused("400", "406", "414", "503"),
        },
    }


def _parameter(parameter: Parameter) -> Json:
    of_a_thing = " An identifier, the end of one, or a name." if parameter.types[0] in ENTITY_TYPES else ""
    return {
        "name": parameter.name,
        "in": "query",
        "required": parameter.required,
        "description": f"{parameter.description}.{of_a_thing}",
        "schema": _value(parameter),
        **({"example": typed(parameter)} if parameter.default else {}),
    }


def _value(parameter: Parameter) -> Json:
    kind = parameter.types[0]
    least = 0 if parameter.optional else 1
    schema: Json = {"type": "string", "minLength": least, "maxLength": _LONGEST_TEXT, "pattern": _NO_CONTROL}
    if kind == "integer":
        schema = {"type": "integer", "minimum": -(10**14), "maximum": 10**14}
    elif kind == "year":
        schema = {"type": "integer", "minimum": 1000, "maximum": 9999}
    elif SUFFIXES[kind] == "_xsd_date":
        schema = {"type": "string", "format": "date", "pattern": "^[12][0-9]{3}-[0-9]{2}-[0-9]{2}$"}
    default = typed(parameter)
    return schema if default is None else {**schema, "default": default}


def typed(parameter: Parameter) -> str | int | None:
    """Return the default as the schema has it: a number, a text, or the end of an identifier (with its kind)."""
    text = typed_default(parameter)
    return int(text) if text is not None and parameter.types[0] in ("integer", "year") else text


def _format(query: Query) -> Json:
    names = [item.suffix for item in formats_of(query)]
    described = "The format, where Accept does not say it: " + ", ".join(
        f"{i.suffix} ({i.label})" for i in formats_of(query)
    )
    return {
        "name": "format",
        "in": "query",
        "description": described + ".",
        "schema": {"enum": names, "type": "string"},
    }


_ALWAYS = ("query", "title", "version", "date", "citation", "parameters", "defaults", "columns", "count", "rows")
"""The members that every answer has."""


def _schema(query: Query) -> Json:
    return {
        "type": "object",
        "properties": {
            "query": {"const": query.name},
            "title": {"type": "string"},
            "version": {"type": "string", "description": "The number of the version of the data."},
            "date": {
                "type": ["string", "null"],
                "description": "The day of that version, or null for data without releases.",
            },
            "citation": {"type": "string", "description": "How to cite the answer."},
            "parameters": {"type": "object", "additionalProperties": {"type": "string"}},
            "defaults": {
                "type": "array",
                "items": {"enum": [parameter.name for parameter in query.parameters]},
                "description": "The parameters that the request leaves out, and whose default was filled in.",
            },
            "columns": {"type": "array", "items": {"type": "string"}},
            "count": {"type": "integer", "minimum": 0},
            "countByBasis": {
                "type": "object",
                "properties": {basis.value: {"type": "integer", "minimum": 0} for basis in Basis},
                "description": "How many of the rows begin on a day of each basis; absent without a column fromBasis.",
            },
            "rows": {
                "type": "array",
                "items": {"type": "object", "additionalProperties": {"$ref": "#/components/schemas/Cell"}},
            },
        },
        "required": [
            "query",
            "title",
            "version",
            "date",
            "citation",
            "parameters",
            "defaults",
            "columns",
            "count",
            "rows",
        ],
        "additionalProperties": False,
    }


def _refused(*statuses: str) -> Json:
    return {status: {"$ref": f"#/components/responses/Problem{status}"} for status in statuses}


def _filled_in(query: Query) -> Json:
    """Describe the field that says which defaults were filled in, for a query that has any."""
    text = "The defaults of what the request leaves out, written as the query of an address is; absent without any."
    described = {"description": text, "schema": {"type": "string"}}
    return {DEFAULTS: described} if any(parameter.default for parameter in query.parameters) else {}
