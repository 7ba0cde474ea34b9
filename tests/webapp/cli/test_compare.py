"""`opg compare`: the answer of the site, and messages for names that are not clear."""

from __future__ import annotations

from flask.testing import FlaskClient

from graph.build.snapshot import Snapshot
from tests.webapp.cli.conftest import Invoke


def test_the_answer_is_that_of_the_site(snapshot: Snapshot, client: FlaskClient, invoke: Invoke) -> None:
    done = invoke("compare", "London 2012", "Tokyo 2020", "--format", "csv")
    assert done.exit_code == 0
    assert done.stdout.splitlines() == client.get("/compare.csv?a=London+2012&b=Tokyo+2020").text.splitlines()


def test_a_name_that_is_not_clear_is_a_message_with_the_choices(invoke: Invoke) -> None:
    done = invoke("compare", "Tokyo", "Paris 2024")
    assert done.exit_code == 2
    assert "several things are called that" in done.stderr
    assert "games/1964-summer (Tokyo 1964)" in done.stderr


def test_unlike_things_are_a_message_that_says_what_would_be_right(invoke: Invoke) -> None:
    done = invoke("compare", "visa", "japan")
    assert (done.exit_code, done.stdout) == (2, "")
    assert "Japan is a country; to compare with Visa, a partner is expected." in done.stderr
