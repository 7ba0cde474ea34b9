"""What others add to addresses changes nothing, in any area; what is ours is never taken for theirs."""

from __future__ import annotations

from urllib.parse import parse_qsl, quote, urlencode

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st

from queries import registry
from tests.some import some
from tests.webapp.http.addresses import DATA, PAGES
from webapp.explorer.read_view_state import KEYS
from webapp.http.added_parameters import drop_added, is_added, without_added_parameters
from webapp.listings.registry import LISTS

ADDED = (
    "fbclid", "gclid", "gclsrc", "gbraid", "wbraid", "dclid", "gad_source", "gad_campaignid", "srsltid", "msclkid",
    "yclid", "ymclid", "ysclid", "_openstat", "twclid", "ttclid", "li_fat_id", "igshid", "igsh", "epik", "rdt_cid",
    "ScCid", "wickedid", "irclickid", "cjevent", "utm_source", "utm_medium", "utm_campaign", "utm_term", "utm_content",
    "utm_id", "UTM_Source", "mtm_campaign", "pk_campaign", "piwik_kwd", "matomo_source", "hsa_acc", "mc_cid", "mc_eid",
    "ml_subscriber_hash", "mkt_tok", "vero_id", "oly_enc_id", "oft_id", "s_cid", "s_kwcid", "ef_id", "elqTrackId", "_",
    "_ga", "_gl", "_hsenc", "_hsmi", "__hstc", "__hssc", "__hsfp", "hsCtaTracking", "__s", "_kx", "_branch_match_id",
    "_x_tr_sl", "__cf_chl_tk", "fb_action_ids", "ref_src", "ref_url", "spm", "isappinstalled", "amp;utm_source",
    "ref", "WT.mc_id", "guccounter", "ns_mchannel", "xtor", "_dc", "share_source",
)  # fmt: skip


def test_they_are_known() -> None:
    assert [name for name in ADDED if not is_added(name)] == []


@pytest.mark.parametrize("address", [*PAGES, *DATA])
def test_it_changes_no_answer(client: FlaskClient, address: str) -> None:
    """Finding 9: `/explore*`, `/path`, `/queries/*` and `/api/queries/*` answered 400."""
    plain = client.get(address)
    assert plain.status_code == 200
    for extra in ("fbclid=IwAR0x", "utm_source=a&utm%5Fmedium=b", "_=1700000000000", "gclid=%zz&_gl=1*a*b", "mc_eid"):
        for between in some((f"?{extra}&", f"?{extra}") if "?" not in address else (f"?{extra}&", "")):
            mixed = address.replace("?", between, 1) if "?" in address and between else address + between
            mixed = mixed if between else f"{address}&{extra}"
            response = client.get(mixed)
            assert response.status_code == 200, mixed
            assert response.data == plain.data, mixed
            assert response.headers == plain.headers, mixed


@pytest.mark.parametrize(
    "address",
    [
        "/explore",
        "/explore/view.json",
        "/path.json",
        "/partners",
        "/queries/partners-on-date",
        "/api/queries/partners-on-date",
    ],
)
def test_other_unknown_parameters_are_refused_as_ever(client: FlaskClient, address: str) -> None:
    for name in ("colour", "utmost", "clients", "underscore_", "gclid2"):
        assert client.get(f"{address}?{name}=1").status_code == 400, name


def test_no_parameter_of_ours_is_taken_for_theirs(app: Flask) -> None:
    ours = {parameter.name for query in registry.public() for parameter in query.parameters}
    ours |= {facet.name for listing in LISTS.values() for facet in listing.facets}
    ours |= {*KEYS, "sort", "rows", "page", "q", "kind", "tag", "to", "within", "ways", "node", "partnership", "v"}
    ours |= {"query", "format", "default-graph-uri", "named-graph-uri", "update", "using-graph-uri"}
    assert len(ours) > 40
    assert [name for name in ours if is_added(name)] == []


def test_a_query_in_the_address_stays_as_it_is(client: FlaskClient) -> None:
    text = 'SELECT ?x { BIND("&utm_source=a&fbclid=b" AS ?x) }'
    response = client.get(f"/sparql?utm_source=c&query={quote(text)}&format=csv&fbclid=d")
    assert response.text.split() == ["x", "&utm_source=a&fbclid=b"]


def test_a_posted_form_is_not_touched(client: FlaskClient) -> None:
    response = client.post("/sparql?gclid=1", data={"query": "ASK {}", "utm_source": "x"})
    assert response.get_json()["boolean"] is True


NAMES = st.one_of(st.sampled_from(ADDED), st.sampled_from(("from", "to", "query", "q")), st.text(max_size=8))


@given(st.lists(st.tuples(NAMES, st.text(max_size=8))))
def test_what_is_kept_is_kept_byte_for_byte(fields: list[tuple[str, str]]) -> None:
    query = urlencode(fields)
    own = without_added_parameters(query)
    assert parse_qsl(own, keep_blank_values=True) == [(name, value) for name, value in fields if not is_added(name)]
    assert all(field in query.split("&") for field in some(own.split("&")) if own)
    assert without_added_parameters(own) == own


@pytest.mark.parametrize(
    ("query", "own"), [("_=1", ""), ("a=%E9&_=1&b", "a=%E9&b"), ("&&", "&&"), ("=", "="), ("fbclid", ""), ("", "")]
)
def test_all_that_holds_an_address_is_changed_alike(query: str, own: str) -> None:
    environ = {"QUERY_STRING": query, "RAW_URI": f"/a%20b?{query}", "REQUEST_URI": f"http://host/a?{query}"}
    drop_added(environ)
    assert environ["QUERY_STRING"] == own
    if own != query:
        assert environ["RAW_URI"] == "/a%20b" + (f"?{own}" if own else "")
        assert environ["REQUEST_URI"] == "http://host/a" + (f"?{own}" if own else "")
