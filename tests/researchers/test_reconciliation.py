"""The reconciliation service over a real server, as OpenRefine and a client in Python use it.

What OpenRefine sends is written down from its sources (3.8): the form with `queries` or `extend`, suggestions of its
widget with `prefix` and `type_strict`, previews and flyouts by the manifest, and each GET as a script with `callback`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any
from urllib.parse import quote

import pandas
import pytest
import reconciler
import requests

from tests.some import some

BROWSER = {"Accept": "application/json, text/javascript, */*; q=0.01", "Origin": "http://127.0.0.1:3333"}
JAVA = {"Accept-Encoding": "gzip, x-gzip, deflate", "User-Agent": "OpenRefine 3.8.7"}


@pytest.fixture(scope="module")
def service(site: str) -> str:
    """The address that somebody pastes into OpenRefine."""
    return f"{site}reconcile"


@pytest.fixture(scope="module")
def manifest(service: str) -> dict[str, Any]:
    """The manifest, as the dialog for a new service reads it: as JSON of another origin."""
    answer = requests.get(service, headers=BROWSER, timeout=10)
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    return dict(answer.json())


@pytest.fixture(scope="module")
def post(service: str) -> Callable[[str, object], dict[str, Any]]:
    """What posts a form with one field of JSON, as OpenRefine's server does."""

    def send(field: str, content: object) -> dict[str, Any]:
        answer = requests.post(service, {field: json.dumps(content)}, headers=JAVA, timeout=30)
        assert (answer.status_code, answer.headers["Content-Type"]) == (200, "application/json")
        return dict(answer.json())

    return send


def called(address: str, **query: str) -> Any:
    """Return what a script calls its function with (JSONP)."""
    answer = requests.get(address, {**query, "callback": "jQuery3700_17"}, headers={"Accept": "*/*"}, timeout=10)
    assert answer.headers["Content-Type"].startswith("application/javascript")
    match = re.fullmatch(r"/\*\*/jQuery3700_17\((.*)\);", answer.text, re.DOTALL)
    assert match
    return json.loads(match[1])


def test_openrefine_adds_the_service_in_either_way(service: str, manifest: dict[str, Any]) -> None:
    assert called(service) == manifest
    assert {"identifierSpace", "schemaSpace", "name", "view"} <= set(manifest)


def test_openrefine_guesses_the_type_and_matches_a_column(post: Callable[[str, object], dict[str, Any]]) -> None:
    sample = {f"q{at}": {"query": name, "limit": 3} for at, name in enumerate(("Visa", "Omega", "Panasonic"))}
    guessed = [found["result"][0]["type"][0]["id"] for found in some(post("queries", sample).values())]
    assert set(guessed) == {"organization"}
    column = {
        f"q{at}": {
            "query": name,
            "type": "organization",
            "type_strict": "should",
            "properties": [{"pid": "country", "v": country}, {"pid": "games", "v": {"id": "games/2012-summer"}}],
        }
        for at, (name, country) in enumerate((("Visa", "United States"), ("Omega", "Switzerland"), ("Apple", "")))
    }
    visa, omega, apple = (found["result"] for found in post("queries", column).values())
    assert [(found[0]["id"], found[0]["match"]) for found in (visa, omega)] == [
        ("organization/visa", True),
        ("organization/omega", True),
    ]
    assert not any(candidate["match"] for candidate in apple)


def test_openrefine_helps_who_searches_by_hand(manifest: dict[str, Any]) -> None:
    for part, prefix in some((("entity", "bridg"), ("type", "org"), ("property", "cat"))):
        offer = manifest["suggest"][part]
        found = called(
            offer["service_url"] + offer["service_path"], prefix=prefix, type="organization", type_strict="any"
        )
        [first, *_] = found["result"]
        flyout = offer["flyout_service_url"] + offer["flyout_service_path"].replace("${id}", quote(first["id"], ""))
        assert first["name"] in called(flyout)["html"]
    preview = manifest["preview"]["url"].replace("{{id}}", quote("organization/bridgestone", ""))
    assert "Bridgestone" in requests.get(preview, headers={"Accept": "text/html"}, timeout=10).text
    view = manifest["view"]["url"].replace("{{id}}", "organization/bridgestone")
    assert requests.get(view, headers={"Accept": "text/html"}, timeout=10).url.endswith("/partner/bridgestone")


def test_openrefine_adds_columns(manifest: dict[str, Any], post: Callable[[str, object], dict[str, Any]]) -> None:
    proposing = manifest["extend"]["propose_properties"]
    proposed = called(proposing["service_url"] + proposing["service_path"], type="organization", limit="100")
    assert {"country", "wikidata"} <= {item["id"] for item in proposed["properties"]}
    ids = ["organization/visa", "organization/omega"]
    wanted = [{"id": "country"}, {"id": "games", "settings": {"limit": "2"}}, {"id": "homepage"}]
    answer = post("extend", {"ids": ids, "properties": wanted})
    assert [column["id"] for column in answer["meta"]] == ["country", "games", "homepage"]
    assert [len(answer["rows"][id_]["games"]) for id_ in ids] == [2, 2]
    assert answer["rows"]["organization/omega"]["country"][0]["name"] == "Switzerland"


@pytest.mark.filterwarnings("ignore:The inplace keyword")  # the client is older than this pandas
def test_a_client_in_python_matches_a_column(service: str) -> None:
    table = pandas.DataFrame({"sponsor": ["Visa", "Omega Ltd.", "Sansung"], "country": ["US", "Switzerland", "KR"]})
    found = reconciler.reconcile(
        table["sponsor"],
        type_id="organization",
        property_mapping={"country": table["country"]},
        reconciliation_endpoint=service,
    )
    assert list(found["id"]) == ["organization/visa", "organization/omega", "organization/samsung"]
    assert list(found["type_id"]) == ["organization"] * 3
    assert list(found["match"]) == [True, False, False]
