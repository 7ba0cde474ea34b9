"""The description in OpenAPI says what is so: checked against the registry, and by Schemathesis.

Schemathesis makes requests from the description, right ones and wrong ones, and compares each answer with it.
"""

from __future__ import annotations

from typing import Any

import pytest
import schemathesis
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from openapi_spec_validator import OpenAPIV31SpecValidator
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)
from werkzeug.test import TestResponse

from queries import registry
from tests.abuse.lengths import covering
from tests.some import some
from webapp.gallery.formats import formats_of
from webapp.gallery.openapi import document

CHECKS = (
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    negative_data_rejection,
)


PLAIN = {"Accept-Encoding": "identity"}
"""Without a server in between, Schemathesis says that it takes gzip but does not undo it."""


@pytest.fixture(scope="module")
def described(app: Flask) -> Any:
    return schemathesis.openapi.from_wsgi("/api/openapi.json", app)


def method_of(path: str) -> tuple[str, dict[str, Any]]:
    """Return the method of a path, and what is described of it."""
    found: tuple[str, dict[str, Any]] = next(iter(document()["paths"][path].items()))
    return found


def covered() -> list[tuple[str, GenerationMode]]:
    """Return each path with what is asked of it: what is right or wrong by turns, and both in `make abuse`."""
    wrong = {path for path in document()["paths"] if {"parameters", "requestBody"} & set(method_of(path)[1])}
    cases = [(path, mode) for path in document()["paths"] for mode in GenerationMode]
    cases = [(path, mode) for path, mode in cases if mode is GenerationMode.POSITIVE or path in wrong]
    return [cases[number] for number in covering([{"path": path, "mode": mode} for path, mode in cases])]


@pytest.mark.slow
@pytest.mark.parametrize(("path", "mode"), some(covered()), ids=str)
def test_every_answer_is_as_described(described: Any, path: str, mode: GenerationMode) -> None:
    operation = described[path][method_of(path)[0].upper()]

    @settings(max_examples=3, deadline=None, suppress_health_check=list(HealthCheck), database=None, derandomize=True)
    @given(case=operation.as_strategy(generation_mode=mode))
    def check(case: Any) -> None:
        case.call_and_validate(headers=PLAIN, checks=list(CHECKS))

    check()


def test_the_description_keeps_to_the_meta_schema_of_openapi() -> None:
    OpenAPIV31SpecValidator(document()).validate()
    broken = document() | {"paths": {"/api": {"get": {"parameters": [{"name": "x"}]}}}}
    assert not OpenAPIV31SpecValidator(broken).is_valid()


def test_every_query_is_described(client: FlaskClient) -> None:
    served = client.get("/api/openapi.json").get_json()
    assert served["openapi"].startswith("3.1")
    for query in some(registry.public()):
        operation = served["paths"][f"/api/queries/{query.name}"]["get"]
        assert operation["summary"] == query.title
        names = [parameter["name"] for parameter in operation["parameters"]]
        assert names == [*(parameter.name for parameter in query.parameters), "format"]
        types = {name.partition(";")[0] for name in operation["responses"]["200"]["content"]}
        assert types == {item.media_type for item in formats_of(query)}
    operations = [one["operationId"] for path in served["paths"].values() for one in path.values()]
    assert len(set(operations)) == len(operations)


def test_its_address_answers_by_accept(client: FlaskClient) -> None:
    browser = client.get("/api", headers={"Accept": "text/html,application/xml;q=0.9,*/*;q=0.8"})
    assert browser.mimetype == "text/html"
    assert all(f"/api/queries/{query.name}" in browser.text for query in some(registry.public()))
    for accept in ("application/json", "*/*"):
        assert client.get("/api", headers={"Accept": accept}).get_json() == client.get("/api/openapi.json").get_json()
    assert client.get("/api", headers={"Accept": "image/png"}).status_code == 406


def without_defaults(response: TestResponse) -> object:
    """What is answered, apart from what it says of the values that nobody gave."""
    return {**response.get_json(), "defaults": None} if response.mimetype == "application/json" else response.data


def test_a_default_can_be_sent_as_it_is_described(client: FlaskClient) -> None:
    paths = client.get("/api/openapi.json").get_json()["paths"]
    examples = {
        path: examples_of(operations["get"].get("parameters", []))
        for path, operations in paths.items()
        if "get" in operations
    }
    for path, values in some((path, values) for path, values in examples.items() if values):
        sent, plain = client.get(path, query_string=values), client.get(path)
        assert sent.status_code == 200, (path, sent.text)
        assert without_defaults(sent) == without_defaults(plain)


def examples_of(parameters: list[dict[str, Any]]) -> dict[str, Any]:
    """Return the example of each parameter that has one."""
    return {item["name"]: item["example"] for item in parameters if "example" in item}
