"""The command `opg search`: the same results as on the site, and plain words where there are none."""

from __future__ import annotations

import json

import pytest
from flask.testing import FlaskClient

from tests.some import some
from tests.webapp.cli.conftest import Invoke

TEXTS = ("Panasonic Corporation", "P and G", "koka kola", "tokyo 2020 airline", "東京奧運會", "mcdonlds", "tokyo")


@pytest.mark.parametrize("text", TEXTS)
def test_the_command_line_and_the_site_agree(client: FlaskClient, invoke: Invoke, text: str) -> None:
    found = json.loads(invoke("search", text, "--format", "json", "--limit", "8").stdout)["results"]["bindings"]
    told = [row["thing"]["value"].partition("/id/")[2] for row in found]
    shown = client.get("/search/suggest", query_string={"q": text}).get_json()
    assert told == [item["id"].replace("partner/", "organization/") for item in shown]
    assert [row.get("why", {"value": ""})["value"] for row in found] == [item["why"] for item in shown]
    assert [row["step"]["value"] for row in found] == [item["step"] for item in shown]


def test_words_need_no_quotes(invoke: Invoke) -> None:
    assert invoke("search", "tokyo", "2020", "airline").stdout == invoke("search", "tokyo 2020 airline").stdout


def test_a_kind_and_a_limit(invoke: Invoke) -> None:
    lines = invoke("search", "tokyo", "--kind", "games", "--limit", "2").stdout.splitlines()
    assert len(lines) == 3
    assert all("/id/games/" in line for line in some(lines[1:]))


def test_nothing_found_is_said(invoke: Invoke) -> None:
    done = invoke("search", "zzzzqqq")
    assert (done.exit_code, done.stdout) == (1, "")
    assert "Nothing is called 'zzzzqqq', nor anything like it." in done.stderr
