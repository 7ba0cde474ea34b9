"""The explorer's JSON: what is in a view, what is cut, and that its address stands for it."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests import tables
from tests.abuse.lengths import sample
from tests.queries.asking import ask, slugs
from tests.some import some
from tests.webapp.html import parse
from webapp.explorer.network_parts import network_of
from webapp.explorer.view_state import ViewState
from webapp.models.site import current_site

TOP_2017 = {
    "atos", "bridgestone", "coca-cola", "dow", "general-electric", "mcdonalds", "omega", "panasonic",
    "procter-gamble", "samsung", "toyota",
    "visa",
}  # fmt: skip


def completed(sent: dict[str, Any]) -> dict[str, Any]:
    """Put back what a view as JSON leaves out, by the rules that its module states."""
    ids, base, root = [node["id"] for node in sent["nodes"]], sent["base"], sent["root"]
    nodes = [{"iri": base + node["id"], "href": f"{root}/{node['id']}", **node} for node in sent["nodes"]]
    edges = []
    for edge in sent["edges"]:
        source, target = ids[edge["source"]], ids[edge["target"]]
        iri = edge.get("iri", base + edge["id"] if "id" in edge else "")
        whole = {
            "id": f"{edge['kind']}~{source}~{target}",
            "href": f"{root}/{iri.removeprefix(base)}" if iri else "",
            **edge,
            "source": source,
            "target": target,
            "iri": iri,
            "sources": [sent["sources"][place] for place in edge.get("sources", ())],
        }
        edges.append({name: value for name, value in whole.items() if value})
    return {**sent, "nodes": nodes, "edges": edges}


@cache
def look(client: FlaskClient, query: str) -> dict[str, Any]:
    """Return a view, which tests share; each of its lines joins two of its nodes."""
    response = client.get(f"/explore/view.json?{query}")
    assert response.status_code == 200, response.text
    found = completed(response.get_json())
    ids = [node["id"] for node in found["nodes"]]
    assert len(ids) == len(set(ids))
    assert len({edge["id"] for edge in found["edges"]}) == len(found["edges"])
    assert {end for edge in found["edges"] for end in (edge["source"], edge["target"])} <= set(ids)
    return found


def kind(view: dict[str, Any], kind: str) -> set[str]:
    """Return the slugs of the nodes of a kind."""
    return {node["id"].partition("/")[2] for node in view["nodes"] if node["kind"] == kind}


def test_the_whole_network_is_whole(client: FlaskClient) -> None:
    found = look(client, "show=network")
    assert found["counts"]["nodes"] == found["whole"]
    assert found["whole"]["partner"] == len(tables.partners())
    assert found["counts"]["edges"]["partnership"] == len(tables.rows("partnerships"))
    assert found["cuts"] == []
    assert found["state"] == "show=network"
    closings = [row["closing"] for row in tables.rows("games")]
    assert found["dates"] == {"first": "1896-04-06", "last": max(*closings, "2034-12-31")}


def test_what_is_left_out_follows_from_the_rest(client: FlaskClient, app: Flask) -> None:
    found, here = look(client, "show=network"), app.extensions["opg"]
    things = network_of(here.catalogue, here.store.version).part(ViewState()).nodes
    for node in some(found["nodes"]):
        iri = things[node["id"]].iri
        assert (node["iri"], node["href"]) == (iri, here.catalogue.urls.page(iri))
    for edge in some(edge for edge in found["edges"] if "iri" in edge):
        assert here.catalogue.urls.page(edge["iri"]) == edge["href"]


def test_the_whole_network_is_small_on_its_way(client: FlaskClient) -> None:
    response = client.get("/explore/view.json?show=network", headers={"Accept-Encoding": "gzip"})
    assert response.headers["Content-Encoding"] == "gzip"
    assert len(response.data) <= 150_000


@pytest.mark.parametrize(
    "query",
    [
        "tier=top&date=2017-01-18",
        "from=programme/top&open=programme/top.partner&date=2017-01-18",
        "open=programme/top.partner&date=2017-01-18",
    ],
)
def test_twelve_top_partners_the_day_before_alibaba(client: FlaskClient, query: str) -> None:
    assert kind(look(client, query), "partner") == TOP_2017
    assert "alibaba" in kind(look(client, query.replace("01-18", "01-19")), "partner")


def test_nothing_goes_missing_because_its_neighbours_are_not_shown(client: FlaskClient) -> None:
    found = look(client, "kind=partner")
    assert len(found["nodes"]) == len(tables.partners())
    assert set(found["counts"]["edges"]) == {"joint", "parent", "successor"}


@pytest.mark.slow
@pytest.mark.parametrize("day", ["1928-07-28", "1984-07-28", "2017-01-18"])
def test_a_day_shows_who_was_in_by_the_rule_of_the_question(client: FlaskClient, app: Flask, day: str) -> None:
    found = look(client, f"date={day}")
    shown = [(edge["target"], edge["source"]) for edge in found["edges"] if edge["kind"] == "partnership"]
    assert {partner.partition("/")[2] for _, partner in some(shown)} == kind(found, "partner")
    then = {held_in.partition("/")[2] for held_in, _ in shown}
    never = {row["programme"] for row in tables.rows("partnerships")} - then
    with app.test_request_context("/"):
        for programme in some(sample([*sorted(then), *sorted(never)], every=6)):
            asked = ask(current_site().store, "partners-on-date", programme=programme, date=day)
            assert {f"partner/{slug}" for slug in slugs(asked, "partner")} == {
                partner for held_in, partner in shown if held_in == f"programme/{programme}"
            }, programme


def test_seasons_show_only_their_games(client: FlaskClient) -> None:
    found = look(client, "season=winter&tier=top")
    assert {slug.rpartition("-")[2] for slug in kind(found, "games")} == {"winter"}


def test_hiding_and_focusing(client: FlaskClient) -> None:
    start = "from=partner/visa&open=partner/visa"
    everything = look(client, start)
    hidden = look(client, f"{start}&hide=programme/top-09&hide=country/united-states")
    assert len(hidden["nodes"]) == len(everything["nodes"]) - 2
    focused = look(client, f"{start}&focus=programme/top-09")
    assert {node["id"] for node in focused["nodes"]} <= {node["id"] for node in everything["nodes"]}
    assert all(
        "programme/top-09" in (e["source"], e["target"]) or e["kind"] != "partnership" for e in some(focused["edges"])
    )
    assert kind(look(client, "from=partner/visa&hide=partner/visa"), "partner") == set()


def test_a_group_of_categories_stands_for_its_narrower_ones(client: FlaskClient) -> None:
    group = kind(look(client, "category=food-and-drink"), "partner")
    assert kind(look(client, "category=beer"), "partner") < group
    assert "coca-cola" in group


def test_equal_views_have_one_address(client: FlaskClient) -> None:
    one = look(client, "open=partner/visa&from=partner/visa&from=organization/omega&tier=top&tier=1&hide=")
    other = look(client, "tier=1&tier=top&from=partner/omega&open=partner/visa&from=partner/visa&select=partner/visa")
    assert one["state"] == "from=partner/omega&from=partner/visa&open=partner/visa&tier=1&tier=top"
    assert other["state"] == f"{one['state']}&select=partner/visa"
    assert other["nodes"] == one["nodes"]
    assert look(client, one["state"])["state"] == one["state"]


def test_expansion_counts_what_there_is_and_what_is_shown(client: FlaskClient) -> None:
    found = look(client, "from=games/2012-summer&open=games/2012-summer.partner")
    start = next(node for node in found["nodes"] if node.get("start"))
    assert start["neighbours"]["partner"] == 52
    assert start["shown"] == {"partner": 20}
    assert found["cuts"] == [
        {
            "node": "games/2012-summer",
            "kind": "partner",
            "shown": 20,
            "all": 52,
            "more": f"{found['state']}&all=games/2012-summer.partner",
        }
    ]
    more = look(client, found["cuts"][0]["more"])
    assert more["cuts"] == []
    assert len(kind(more, "partner")) == 52
    ranks = [node["id"] for node in found["nodes"] if node["kind"] == "partner"]
    assert "partner/coca-cola" in ranks, "the highest tier comes first"


@pytest.mark.parametrize(
    ("query", "title"),
    [
        ("", "Partners by first Games and product field"),
        ("show=network", "The whole network"),
        ("show=partners&tier=top&shared=5", "Partners in TOP, joined by 5 Games or more in common"),
        ("title=Who+stayed&tier=top", "Who stayed"),
        ("tier=top&date=2017-01-18", "Partnerships in TOP, on 18 January 2017"),
        ("category=beer&season=winter", "Partnerships in Beer, at the Olympic Winter Games"),
        ("from=partner/visa&open=partner/visa&hide=country/united-states", "Visa, without United States"),
        ("from=country/japan&open=country/japan&kind=partner", "Japan, only partners"),
        ("path=partner/alibaba~partner/kodak", "From Alibaba to Eastman Kodak"),
        (
            "focus=games/2012-summer&tier=1&tier=2",
            "Around London 2012, in the first domestic tier and in the second domestic tier",
        ),
    ],
)
def test_a_view_has_a_title(client: FlaskClient, query: str, title: str) -> None:
    assert look(client, query)["title"] == title


@pytest.mark.parametrize("day", ["2012-07-27", "2014-02-07", "2017-01-18"])
def test_roles_people_and_events_obey_the_day(client: FlaskClient, day: str) -> None:
    """A role holds between its dates, an event in its year; what nobody dates is of no day."""
    found = look(client, f"date={day}")
    year, roles, events = day[:4], tables.by_id("people"), tables.by_id("events")
    joined = [edge for edge in found["edges"] if edge["kind"] in {"role", "event"}]
    for edge in some(joined):
        row = (roles if edge["kind"] == "role" else events)[edge["iri"].rpartition("/")[2]]
        if edge["kind"] == "event":
            assert row["date"][:4] == year
        else:
            assert row["start"] or row["end"]
            assert not row["start"] or tables.first_day(row["start"]).isoformat() <= day
            assert not row["end"] or tables.last_day(row["end"]).isoformat() >= day
    people = kind(found, "person")
    assert people == {end.partition("/")[2] for edge in joined for end in (edge["source"], edge["target"])} & {
        row["person"] for row in roles.values()
    }, "nobody is there without a role or an event of the day"


def test_a_signing_of_one_year_joins_nobody_to_a_view_of_another(client: FlaskClient) -> None:
    """People whom only events of 1997 join to anything are in a view of 1997 and in none of 2014."""
    signing = next(row for row in tables.rows("events") if row["date"].startswith("1997") and row["people"])
    dated = {row["person"] for row in tables.rows("people") if row["start"] or row["end"]}
    elsewhere = {
        one for row in tables.rows("events") if row["date"][:4] == "2014" for one in tables.listed(row["people"])
    }
    only = set(tables.listed(signing["people"])) - dated - elsewhere
    assert only
    assert only <= kind(look(client, f"date={signing['date']}"), "person")
    assert not only & kind(look(client, "date=2014-02-07"), "person")
    person = min(only)
    assert kind(look(client, f"from=person/{person}&open=person/{person}&date=2014-02-07"), "organization") == set()


@pytest.mark.parametrize("basis", ["stated", "announced", "assumed"])
def test_a_view_may_ask_what_beginnings_rest_on(client: FlaskClient, app: Flask, basis: str) -> None:
    """The rule is that of `partners-on-date`: what is firmer counts, too."""
    day, programme = "2016-06-07", "2020-summer-domestic"
    shown = look(
        client,
        f"from=programme/{programme}&open=programme/{programme}&all=programme/{programme}.partner&date={day}&basis={basis}",
    )
    with app.test_request_context("/"):
        rows = ask(current_site().store, "partners-on-date", programme=programme, date=day, basis=basis)
    assert kind(shown, "partner") == set(slugs(rows, "partner"))


def test_a_view_counts_what_its_beginnings_rest_on(client: FlaskClient) -> None:
    found = look(client, "date=2016-06-07")
    deals = [edge for edge in found["edges"] if edge["kind"] == "partnership"]
    assert found["counts"]["bases"] == {
        basis: sum(edge["fromBasis"] == basis for edge in deals)
        for basis in ("stated", "announced", "assumed", "unknown")
    }
    stated = look(client, "date=2016-06-07&basis=stated")["counts"]["bases"]
    assert stated == {"stated": found["counts"]["bases"]["stated"], "announced": 0, "assumed": 0, "unknown": 0}
    page = parse(client.get("/explore?date=2016-06-07").text).text
    assert f"beginnings: {found['counts']['bases']['stated']} stated, " in page


def test_the_basis_is_a_part_of_the_address_where_it_leaves_something_out(client: FlaskClient) -> None:
    assert look(client, "date=2016-06-07&basis=assumed")["state"] == "date=2016-06-07"
    found = look(client, "basis=announced&date=2016-06-07&tier=1")
    assert found["state"] == "tier=1&date=2016-06-07&basis=announced"
    assert found["title"].endswith(", on 7 June 2016, with stated or announced beginnings")
    page = parse(client.get("/explore?date=2016-06-07&basis=announced").text)
    assert [option.attributes["value"] for option in page.all("option") if "selected" in option.attributes] == [
        "announced"
    ]
    for wrong in ("unknown", "certain"):
        response = client.get(f"/explore/view.json?basis={wrong}")
        assert response.status_code == 400
        assert response.get_json()["parameter"] == "basis"
        assert "one of stated, announced or assumed is expected" in response.get_json()["detail"]
