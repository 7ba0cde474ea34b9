"""The JSON schemas of the Reconciliation Service API 0.2, which are not part of this project."""

from __future__ import annotations

import json
import os
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator
from referencing import Registry
from referencing.jsonschema import DRAFT7

FOLDER = "OPG_CONFORMANCE"
"""The environment variable that names the folder with the schemas of standards."""


@cache
def _schemas() -> dict[str, Any]:
    folder = Path(os.environ.get(FOLDER, "")) / "reconciliation-0.2"
    if not os.environ.get(FOLDER) or not folder.is_dir():
        pytest.skip(f"{FOLDER} does not name the folder with the schemas of standards")
    return {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in folder.glob("*.json")}


@cache
def _validator(name: str) -> Draft7Validator:
    schemas = _schemas()
    resources = [(schema["$id"], DRAFT7.create_resource(schema)) for schema in schemas.values()]
    return Draft7Validator(schemas[name], registry=Registry().with_resources(resources))


def check(name: str, answer: object) -> None:
    """Hold an answer to a schema; the test is skipped where there are no schemas."""
    errors = [error.message for error in _validator(name).iter_errors(answer)]
    assert errors == [], name
