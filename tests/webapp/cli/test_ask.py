"""The command `opg ask`: the answer, how the question was read, and plain words where there is none."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from tests.webapp.cli.conftest import Invoke

QUESTION = "Who was the airline of Sochi 2014?"


def test_the_command_line_and_the_site_agree(client: FlaskClient, invoke: Invoke) -> None:
    told = json.loads(invoke("ask", QUESTION, "--json").stdout)
    assert told == client.get("/api/ask", query_string={"q": QUESTION}).get_json()


def test_words_need_no_quotes(invoke: Invoke) -> None:
    found = invoke("ask", "airline", "of", "sochi", "2014")
    assert found.exit_code == 0
    assert "Aeroflot" in found.stdout
    assert not found.stderr, "a program that reads the answer is told nothing else"


@pytest.mark.slow
def test_a_terminal_is_told_how_the_question_was_read(terminal: Callable[..., str]) -> None:
    assert "Read as: Find partnerships" in terminal("ask", QUESTION)


def test_without_an_answer_it_says_why_and_fails(invoke: Invoke) -> None:
    found = invoke("ask", "who won gold")
    assert found.exit_code == 1
    assert "no athletes" in found.stderr
    assert json.loads(invoke("ask", "--json", "who won gold").stdout)["query"] is None


def test_the_day_decides_what_now_means(invoke: Invoke) -> None:
    then, later = (invoke("ask", "current TOP partners", "--date", day).stdout for day in ("2010-01-01", "2026-01-01"))
    assert "McDonald" in then
    assert "McDonald" not in later
