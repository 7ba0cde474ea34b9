"""The description of comparisons in OpenAPI 3.1."""

from __future__ import annotations

from typing import Any, Final

from graph.rdf_formats import CSV
from webapp.http.formats import JSON

Json = dict[str, Any]

_TEXT: Final[Json] = {"type": "string"}
_NULLABLE: Final[Json] = {"type": ["string", "null"]}
_PARTS: Final = ("both", "a", "b")


def _object(properties: Json, *optional: str) -> Json:
    required = [name for name in properties if name not in optional]
    return {"type": "object", "properties": properties, "required": required, "additionalProperties": False}


def _array(items: Json) -> Json:
    return {"type": "array", "items": items}


def _schema(name: str) -> Json:
    return {"$ref": f"#/components/schemas/{name}"}


_NAMED: Final = _schema("Labelled")
_COUNTS: Final = _object({part: {"type": "integer", "minimum": 0} for part in _PARTS})
_LISTS: Final[Json] = {part: _array(_NAMED) for part in _PARTS}
_COMPARED: Final = _object(dict.fromkeys(("id", "iri", "label", "kind"), _TEXT))

COMPARISON: Final[Json] = {
    "Labelled": _object({"iri": _TEXT, "label": _TEXT}),
    "ComparedPartnership": _object(
        {
            "iri": _TEXT,
            "partner": _NAMED,
            "programme": _NAMED,
            "tier": {"anyOf": [_NAMED, {"type": "null"}]},
            "categories": _array(_NAMED),
            "from": _NULLABLE,
            "fromBasis": {"type": "string", "description": "What the first day rests on: stated, announced, assumed."},
            "until": _NULLABLE,
            "untilBasis": _TEXT,
            "status": _NULLABLE,
            "sources": _array(_object({"iri": _TEXT, "title": _TEXT, "url": _NULLABLE})),
        }
    ),
    "ComparedMember": _object(
        {"iri": _TEXT, "label": _TEXT, **{side: _array(_schema("ComparedPartnership")) for side in ("a", "b")}}
    ),
    "Comparison": _object(
        {
            "version": _TEXT,
            "date": _NULLABLE,
            "a": _COMPARED,
            "b": _COMPARED,
            "compared": {"enum": ["partners", "programmes", "categories"], "description": "What the members are."},
            "summary": {"type": "string", "description": "The comparison in a sentence or two."},
            "counts": {"type": "object", "additionalProperties": _COUNTS},
            **{part: _array(_schema("ComparedMember")) for part in _PARTS},
            "categories": _array(_object({"iri": _TEXT, "label": _TEXT, **_LISTS})),
            "further": {"type": "object", "additionalProperties": _object(_LISTS)},
        }
    ),
    "Choices": _object(
        {
            "parameter": {"type": "string", "description": "The name that is not clear."},
            "detail": _TEXT,
            "choices": _array(_object(dict.fromkeys(("id", "iri", "label", "note", "address"), _TEXT))),
        }
    ),
}


def comparison(name: Json, headers: Json, refused: Json) -> Json:
    """Return what the description of `/api/compare` has beside its summary; `name` is the schema of a name."""
    described = "the identifier, slug or name of Games, a term, a programme, a partner, a category or a country."
    fields = {"a": ("The first thing", "London 2012"), "b": ("The second thing", "Tokyo 2020")}
    content = {
        JSON.media_type: {"schema": _schema("Comparison")},
        f"{CSV.content_type}; header=present": {"schema": _TEXT},
    }
    choices = {JSON.media_type: {"schema": _schema("Choices")}}
    return {
        "description": (
            "What both have, what only the first has, and what only the second has. Games, terms and programmes are "
            "compared with each other by their partners, partners by their programmes, categories by their holders, "
            "countries by the categories of their companies. CSV has a row for each partnership of each side."
        ),
        "parameters": [
            {
                "name": field,
                "in": "query",
                "required": True,
                "description": f"{title}, such as {example}: {described}",
                "schema": name,
            }
            for field, (title, example) in fields.items()
        ],
        "responses": {
            "200": {"description": "The comparison", "content": content, "headers": headers},
            "300": {"description": "Several things have a name; each has an address.", "content": choices},
            "304": {"description": "The copy that the client has is still good."},
            **refused,
        },
    }
