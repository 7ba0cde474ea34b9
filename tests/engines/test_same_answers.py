"""Every named query gives the same answer on every engine: variables, rows, their order, and each term."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import closing
from functools import cache
from pathlib import Path

import pytest

from graph.build.snapshot import Snapshot
from graph.stores.remote_store import RemoteStore
from graph.stores.store import EmbeddedStore, Rows, Triples, Truth
from queries import registry
from queries.run import prepare
from tests.abuse.lengths import FULL
from tests.engines.conftest import holding
from tests.engines.servers import virtuoso
from tests.some import any_number, some

_PATIENCE = 300.0

ARGUMENTS: dict[str, list[dict[str, str]]] = {
    "games-covered": [{"about": "bridgestone"}, {"about": "partnership:2012-summer-domestic--bp"}],
    "partners-by-country": [{"programme": "2024-summer-bid"}, {"programme": "1984-summer-domestic"}],
    "reported-values": [{"about": "top"}, {"about": "2012-summer-domestic"}, {"about": "visa", "programme": "top"}],
    "find-partnerships": [
        {"partner": "visa", "orPartner": "samsung"},
        {"category": "beer", "orCategory": "automotive", "games": "2012-summer"},
        {"country": "japan", "orCountry": "south-korea", "programme": "top"},
        {"games": "2024-summer", "exceptCountry": "france"},
        {"category": "beer"},
        {"programme": "top", "first": "2017-01-01", "last": "2017-12-31"},
        {"games": "2012-summer", "tier": "rank 1"},
    ],
    "partnerships-by-games": [
        {"last": "1929-12-31"},
        {"category": "timekeeping", "partner": "omega"},
        {"country": "china"},
    ],
    "contributions": [{"partner": "visa"}],
    "people-and-roles": [{"organization": "ioc", "title": "president|chair"}],
    "role-successions": [{"title": "president"}, {"successor": "jiri-kejval", "title": "marketing commission"}],
    "reasons-for-leaving": [{"partner": "toyota", "programme": "top"}],
    "partner-history": [{"partner": "ibm"}, {"partner": "panasonic"}],
    "partners-of-games": [{"games": "1984-winter"}, {"games": "2010-summer-youth"}, {"games": "2020-summer"}],
    "partners-on-date": [{"programme": "ipc-worldwide", "date": "2020-01-01"}],
    "find-organization": [{"name": "阿里巴巴"}, {"name": "Société"}],
    "find-thing": [{"name": "ΑΛΙΜΠΑΜΠΑ"}, {"name": 'o\'neill \\ "x"'}],
    "thing-data": [{"thing": "games:2012-summer"}, {"thing": "source:unknown"}],
    "tiers-of-games": [{"season": "winter"}],
    "in-country": [{"country": "japan"}],
    "evidence-in-country": [{"country": "afghanistan"}],
    "partners-of-programme": [{"programme": "2020-summer-domestic"}, {"programme": "top-09"}],
    "partners-from-country": [{"country": "united-states"}],
    "partnerships-beside": [{"partner": "omega"}],
    "is-known": [{"thing": "organization:nobody"}],
    "explorer-view": [
        {"things": "organization/visa,games/2012-summer,category/technology", "tiers": "*", "date": "*"},
        {"tiers": "1,unstated", "seasons": "winter", "date": "1998-02-10"},
        {"tiers": "*", "bases": "stated,announced", "date": "2016-06-07"},
        {"tiers": "*", "countries": "japan,france", "categories": "food-and-drink", "date": "*"},
    ],
}
"""Arguments beside the defaults: other kinds of things, nothing found, other scripts, characters that need escapes."""


def askings() -> Iterator[tuple[str, str]]:
    for name, query in some(registry.load().items()):
        yield name, "{}"
        for arguments in any_number(ARGUMENTS.get(name, [])):
            known = {parameter.name for parameter in query.parameters}
            assert set(arguments) <= known, f"{name} has other parameters: {known}"
            yield name, json.dumps(arguments, ensure_ascii=False)


@pytest.mark.sweep("server")
@pytest.mark.parametrize(("name", "arguments"), list(askings()))
def test_the_engine_gives_the_same_answer(store: EmbeddedStore, remote: RemoteStore, name: str, arguments: str) -> None:
    same_answer(store, remote, name, arguments)


@pytest.mark.skipif(
    not FULL, reason="only make abuse asks Virtuoso before it has started again: its plans are slow then"
)
def test_virtuoso_does_so_right_after_a_push(store: EmbeddedStore, snapshot: Snapshot, tmp_path: Path) -> None:
    """Virtuoso plans then as for an empty graph, which once gave other answers."""
    with holding(virtuoso(tmp_path), snapshot) as server, closing(RemoteStore(server.url, seconds=_PATIENCE)) as remote:
        for name, arguments in some(list(askings())):
            same_answer(store, remote, name, arguments)


@cache
def asked(store: EmbeddedStore, name: str, arguments: str) -> tuple[str, Rows | Triples | Truth]:
    """Return a query, and the answer with which those of all engines are compared."""
    text = prepare(store, name, json.loads(arguments))
    return text, store.query(text)


def same_answer(store: EmbeddedStore, remote: RemoteStore, name: str, arguments: str) -> None:
    text, ours = asked(store, name, arguments)
    theirs = remote.query(text)
    if isinstance(ours, Rows) and isinstance(theirs, Rows):
        assert theirs.variables == ours.variables, name
        for mine, other in any_number(zip(ours.rows, theirs.rows, strict=False)):
            assert other == mine, name
        assert len(theirs) == len(ours), name
    elif isinstance(ours, Triples) and isinstance(theirs, Triples):
        assert set(theirs.triples) ^ set(ours.triples) == set(), name
    assert theirs == ours, name
