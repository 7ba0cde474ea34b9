"""The description of the reconciliation service in OpenAPI 3.1.

The standard has schemas of its own, so here the forms of answers are told in short.
"""

from __future__ import annotations

from typing import Any, Final

Json = dict[str, Any]

STANDARD: Final = "https://www.w3.org/community/reports/reconciliation/CG-FINAL-specs-0.2-20230410/"
_LONGEST: Final = 200
_TEXT: Final[Json] = {"type": "string", "maxLength": _LONGEST, "pattern": "^[^\\u0000-\\u001f\\u007f]*$"}
_NUMBER: Final[Json] = {"type": "integer", "minimum": 0, "maximum": 999_999}
_BATCH: Final[Json] = {
    "queries": 'A batch of queries, as JSON: `{"q0": {"query": "Visa", "type": "organization"}}`.',
    "extend": 'A data extension, as JSON: `{"ids": ["organization/visa"], "properties": [{"id": "country"}]}`.',
}
_SCRIPT: Final = "application/javascript; charset=utf-8"


def reconciliation(headers: Json, refused: Json) -> Json:
    """Return the paths of the service; `refused` are the responses with problems, by status."""
    batch, simple = refused, {code: refused[code] for code in ("400", "404", "406", "414", "503")}
    form = {"type": "object", "properties": {name: {"type": "string"} for name in _BATCH}}
    service: Json = {
        "get": _operation("reconcile", "Manifest, or the answer to a batch", headers, batch)
        | {"parameters": [_parameter(name, said, {"type": "string"}) for name, said in _BATCH.items()]},
        "post": _operation("reconcileBatch", "The answer to a batch of queries, or to a data extension", {}, batch)
        | {"requestBody": {"required": True, "content": {"application/x-www-form-urlencoded": {"schema": form}}}},
    }
    service["get"]["responses"]["200"]["content"]["text/html; charset=utf-8"] = {"schema": {"type": "string"}}
    prefix, kind = ("prefix", "What is typed.", _TEXT), ("type", "Only this type: `organization`.", _TEXT)
    id_, cursor = ("id", "Kind and slug: `organization/visa`.", _TEXT), ("cursor", "How many to pass over.", _NUMBER)
    limit = ("limit", "Properties at most; 0 for all.", _NUMBER)
    paths: dict[str, tuple[str, str, tuple[tuple[str, str, Json], ...]]] = {
        "suggest/entity": ("suggestEntities", "Things by name, while somebody types", (prefix, kind, cursor)),
        "suggest/type": ("suggestTypes", "Types, while somebody types", (prefix,)),
        "suggest/property": ("suggestProperties", "Properties, while somebody types", (prefix, kind, cursor)),
        "properties": ("proposeProperties", "Properties that can be fetched", (kind, limit)),
        "flyout/entity": ("flyoutEntity", "A thing as a piece of HTML", (id_,)),
    }
    described = {
        f"/reconcile/{path}": {
            "get": _operation(name, summary, headers, simple) | {"parameters": [_parameter(*one) for one in parameters]}
        }
        for path, (name, summary, parameters) in paths.items()
    }
    return {"/reconcile": service} | described


def _operation(name: str, summary: str, headers: Json, refused: Json) -> Json:
    """Describe an operation that answers with JSON, or with a script that calls a function."""
    content: Json = {"application/json": {"schema": {"type": "object"}}, _SCRIPT: {"schema": {"type": "string"}}}
    return {
        "operationId": name,
        "summary": summary,
        "description": f"Of the [Reconciliation Service API 0.2]({STANDARD}). `callback` makes a script of it (JSONP).",
        "tags": ["reconciliation"],
        "responses": {"200": {"description": summary, "content": content, "headers": headers}, **refused},
    }


def _parameter(name: str, description: str, schema: Json) -> Json:
    return {"name": name, "in": "query", "required": False, "description": description, "schema": schema}
