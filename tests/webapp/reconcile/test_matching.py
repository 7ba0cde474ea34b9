"""Names against the graph: the right thing comes first, and nothing is matched that may be another."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

import pytest
from flask.testing import FlaskClient

from tests.some import some
from tests.webapp.reconcile import schemas
from tests.webapp.reconcile.noisy_names import IN_THE_GRAPH, NOT_IN_THE_GRAPH

Query = Mapping[str, Any]


def candidates(client: FlaskClient, *queries: str | Query) -> list[list[dict[str, Any]]]:
    """Return the candidates of each query of a batch."""
    batch = {f"q{at}": {"query": query} if isinstance(query, str) else query for at, query in enumerate(queries)}
    answer = client.post("/reconcile", data={"queries": json.dumps(batch)})
    assert answer.status_code == 200, answer.text
    return [answer.get_json()[key]["result"] for key in batch]


def sure(found: Sequence[Mapping[str, Any]]) -> list[str]:
    """Return the ids that are matched for sure."""
    return [candidate["id"] for candidate in found if candidate["match"]]


def test_at_least_95_of_100_noisy_names_are_read_rightly_and_none_is_matched_falsely(client: FlaskClient) -> None:
    assert (len(IN_THE_GRAPH), len(NOT_IN_THE_GRAPH)) == (60, 40)
    inside = candidates(client, *IN_THE_GRAPH)
    outside = candidates(client, *NOT_IN_THE_GRAPH)
    wrong = [
        (name, found[:1])
        for (name, expected), found in zip(IN_THE_GRAPH.items(), inside, strict=True)
        if not found or found[0]["id"] != expected
    ]
    false = [(name, sure(found)) for name, found in zip(NOT_IN_THE_GRAPH, outside, strict=True) if sure(found)]
    false += [
        (name, sure(found))
        for (name, expected), found in zip(IN_THE_GRAPH.items(), inside, strict=True)
        if set(sure(found)) - {expected}
    ]
    assert false == []
    assert len(wrong) <= 5, wrong


def test_every_answer_of_200_noisy_names_passes_the_schemas(client: FlaskClient) -> None:
    names = [*IN_THE_GRAPH, *NOT_IN_THE_GRAPH]
    names += [f"{name.upper()} ({at})" for at, name in enumerate(names)]
    batch = {str(at): {"query": name, "limit": 3} for at, name in enumerate(names)}
    schemas.check("reconciliation-query-batch", batch)
    answer = client.post("/reconcile", data={"queries": json.dumps(batch)}).get_json()
    assert (len(answer), set(answer)) == (200, set(batch))
    schemas.check("reconciliation-result-batch", answer)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"query": "Visa"}, ["organization/visa"]),
        ({"query": "visa", "type": "organization"}, ["organization/visa"]),
        ({"query": "Visa", "type": ["games", "person"]}, []),
        ({"query": "Visa", "type": "https://www.wikidata.org/entity/Q5"}, []),
        ({"query": "London 2012"}, ["games/2012-summer"]),
        ({"query": "wikidata:Q20718"}, ["organization/samsung"]),
        ({"query": "wikidata:Q30273328"}, []),  # ambiguous
        ({"query": "wikidata:Q144617"}, []),  # of two things
        ({"query": "Delta"}, []),  # there are Delta Air Lines, too
        ({"query": "Delta", "properties": [{"pid": "country", "v": "Greece"}]}, ["organization/delta-foods"]),
        ({"query": "Panasonic Corporation"}, []),  # but for the legal form
        ({"query": "Vi sa"}, []),  # but for a space
        ({"query": "Corona Cero"}, []),  # a brand
        ({"query": "Bell"}, []),  # the first word of Bell Canada
        ({"query": "ENI"}, ["organization/eni"]),  # ENIT is another word
        ({"query": "Visa", "properties": [{"pid": "country", "v": "Japan"}]}, []),
        ({"query": "", "properties": [{"pid": "lei", "v": "LUZQVYP4VS22CLWDAR65"}]}, ["organization/3m"]),
        ({"query": "Visa", "properties": [{"pid": "wikidata", "v": "Q20718"}]}, []),
    ],
)
def test_only_what_is_certain_is_matched(client: FlaskClient, query: Query, expected: list[str]) -> None:
    [found] = candidates(client, query)
    assert sure(found) == expected


@pytest.mark.parametrize(
    ("pid", "fitting", "other"),
    [
        ("country", "United States", "Japan"),
        ("country", "US", "JPN"),
        ("country", {"id": "country/united-states", "name": "USA"}, {"id": "country/japan"}),
        ("games", "London 2012", "Athens 1896"),
        ("category", "payment services", ["beer", "airlines"]),
        ("programme", "TOP IX", "Tokyo 2020 Sponsorship Programme"),
        ("year", 2012, "1950"),
        ("year", "2012-07-27", 1950.0),
        ("wikidata", "Q328840", "Q20718"),
        ("op:partnerOf", "games/2012-summer", "games/1896-summer"),
    ],
)
def test_evidence_speaks_for_and_against(client: FlaskClient, pid: str, fitting: object, other: object) -> None:
    queries = [{"query": "Visa", "properties": [{"pid": pid, "v": value}]} for value in (fitting, other, "?")]
    verdicts = []
    for found in some(candidates(client, *queries)):
        [visa] = [candidate for candidate in found if candidate["id"] == "organization/visa"]
        verdicts.append({feature["id"]: feature["value"] for feature in visa["features"]}.get(pid))
        assert (visa["score"] == 100) is (verdicts[-1] is not False)
    assert verdicts[:2] == [True, False]
    assert verdicts[2] is None or pid == "wikidata"


def test_candidates_are_those_of_the_search(client: FlaskClient) -> None:
    for name in some(("alib", "Hundai", "パナソニック", "tokyo 2020", "bach")):
        [found] = candidates(client, {"query": name, "limit": 50})
        searched = client.get("/api/search", query_string={"q": name, "limit": 50}).get_json()["results"]
        ids = {item["id"].replace("partner/", "organization/") for item in some(searched) if item["step"] != "joined"}
        assert ids <= {candidate["id"] for candidate in found} or len(found) == 50


def test_scores_fall_and_the_limit_holds(client: FlaskClient) -> None:
    [found] = candidates(client, {"query": "bank", "limit": 4})
    scores = [candidate["score"] for candidate in some(found)]
    assert (len(found), scores) == (4, sorted(scores, reverse=True))
    assert all(0 <= score <= 100 for score in some(scores))
