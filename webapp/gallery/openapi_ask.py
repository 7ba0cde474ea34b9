"""The description of questions in words in OpenAPI 3.1."""

from __future__ import annotations

from typing import Any, Final

from webapp.questions.reading import LONGEST

Json = dict[str, Any]

_TEXT: Final[Json] = {"type": "string"}
_QUESTION: Final = r"^[^\x00-\x1f]*[^\s\x00-\x1f][^\x00-\x1f]*$"
"""A text with anything but spaces, and without control characters."""


def _object(properties: Json) -> Json:
    return {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}


_READING: Final[Json] = {"type": "array", "items": {"$ref": "#/components/schemas/AskedReading"}}
_PARAMETERS: Final[Json] = {"type": "object", "additionalProperties": _TEXT}
_CELL: Final[Json] = {
    "anyOf": [
        _object({"id": {**_TEXT, "description": "The identifier."}, "label": _TEXT}),
        {"type": ["string", "number", "null"]},
    ]
}

ASK: Final[Json] = {
    "AskedReading": _object({"reads": _TEXT, "query": _TEXT, "parameters": _PARAMETERS}),
    "AskedAnswer": _object(
        {
            "question": _TEXT,
            "reads": {**_TEXT, "description": "How the question was read."},
            "query": {**_TEXT, "description": "The name of the query behind the answer."},
            "parameters": _PARAMETERS,
            "columns": {"type": "array", "items": _TEXT},
            "rows": {"type": "array", "items": {"type": "object", "additionalProperties": _CELL}},
            "alternatives": _READING,
        }
    ),
    "NoAnswer": _object({"question": _TEXT, "query": {"type": "null"}, "reason": _TEXT, "nearest": _READING}),
}


def ask(refused: Json) -> Json:
    """Return the description of the operation; `refused` are its responses to what is no question."""
    answers = {"anyOf": [{"$ref": f"#/components/schemas/{name}"} for name in ("AskedAnswer", "NoAnswer")]}
    asked = {"type": "string", "minLength": 1, "maxLength": LONGEST, "pattern": _QUESTION}
    return {
        "operationId": "ask",
        "summary": "The answer to a question in words",
        "description": "How the question was read, and the rows of a named query; or why there is no answer.",
        "tags": ["description"],
        "parameters": [
            {
                "name": "q",
                "in": "query",
                "required": True,
                "description": "A question, such as: Who sponsors LA28?",
                "schema": asked,
            }
        ],
        "responses": {
            "200": {
                "description": "An answer, or why there is none",
                "content": {"application/json": {"schema": answers}},
            },
            **refused,
        },
    }
