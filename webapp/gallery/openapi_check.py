"""The description of the check of a text in OpenAPI 3.1."""

from __future__ import annotations

from typing import Any, Final

Json = dict[str, Any]

_TEXT: Final[Json] = {"type": "string"}
_PLACE: Final[Json] = {"type": "integer", "minimum": 0, "description": "In code points of the text as it was sent."}
_NULLABLE: Final[Json] = {"type": ["string", "null"]}
_KINDS: Final = ("organization", "games", "programme", "category", "person", "country", "place", "date", "amount")
_VERDICTS: Final = ("supported", "contradicted", "not-recorded", "too-vague")


def _object(properties: Json, *optional: str) -> Json:
    required = [name for name in properties if name not in optional]
    return {"type": "object", "properties": properties, "required": required, "additionalProperties": False}


CHECK: Final[Json] = {
    "CheckedText": _object(
        {
            "mentions": {"type": "array", "items": {"$ref": "#/components/schemas/TextMention"}},
            "claims": {"type": "array", "items": {"$ref": "#/components/schemas/TextClaim"}},
        }
    ),
    "TextMention": _object(
        {
            "start": _PLACE,
            "end": _PLACE,
            "text": _TEXT,
            "kind": {"enum": list(_KINDS)},
            "id": {**_TEXT, "description": "The slug; an ISO 8601 date; or number and ISO 4217 code of an amount."},
            "iri": {**_NULLABLE, "description": "The identifier; null for places, dates and amounts."},
        }
    ),
    "TextClaim": _object(
        {
            "start": _PLACE,
            "end": _PLACE,
            "kind": _TEXT,
            "verdict": {"enum": list(_VERDICTS)},
            "reads": {**_TEXT, "description": "How the statement was read."},
            "graph": {**_TEXT, "description": "What the graph states of it, in words."},
            "evidence": {
                "type": "array",
                "items": _object({"source": _TEXT, "title": _TEXT, "url": _NULLABLE, "published": _NULLABLE}),
            },
            "query": {**_TEXT, "description": "SPARQL that shows what it was compared with."},
        }
    ),
}


def check(refused: Json) -> Json:
    """Return the description of the operation; `refused` are its responses to what cannot be checked."""
    answer = {"$ref": "#/components/schemas/CheckedText"}
    body = {
        "type": "object",
        "properties": {
            "text": {**_TEXT, "description": "At most 100,000 bytes in UTF-8."},
            "date": {**_NULLABLE, "description": "The day of the text, such as 2026-11-27."},
        },
        "required": ["text"],
    }
    return {
        "operationId": "checkText",
        "summary": "What a text states, held to the graph",
        "description": "Statement by statement: supported, contradicted, not recorded, or too vague. Nothing is kept.",
        "tags": ["description"],
        "requestBody": {"required": True, "content": {"application/json": {"schema": body}}},
        "responses": {
            "200": {
                "description": "Mentions and claims",
                "content": {
                    "application/json": {"schema": answer},
                    "application/ld+json": {"schema": {"type": "object"}},
                    "text/markdown": {"schema": {"type": "string"}},
                },
            },
            **refused,
        },
    }
