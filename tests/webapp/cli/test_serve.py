"""What `opg serve` says when it starts, and what it settles; the tests that use a served site hold that it serves."""

from __future__ import annotations

import resource
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from webapp.cli.commands import group
from webapp.cli.serve import _announce, _connections
from webapp.config import TABLE, misspelt
from webapp.http import assets


@pytest.mark.engine
def test_it_says_where_it_is_and_what_is_not_built(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(assets.bundle, "__defaults__", (tmp_path,))
    _announce("127.0.0.1", 8000, "1.1 of 2026-11-27")
    said = capsys.readouterr()
    assert (
        said.out
        == "The Olympic Partnership Graph, version 1.1 of 2026-11-27, is at http://127.0.0.1:8000/ (Ctrl+C ends).\n"
    )
    assert said.err == f"{assets.MISSING}\n"
    assert "make bundle" in assets.MISSING


@pytest.fixture
def descriptors() -> Iterator[tuple[int, int]]:
    """The limits on descriptors, which are as before in the end."""
    before = resource.getrlimit(resource.RLIMIT_NOFILE)
    yield before
    resource.setrlimit(resource.RLIMIT_NOFILE, before)


def test_the_limit_on_descriptors_is_raised_for_as_many_connections_as_are_wanted(descriptors: tuple[int, int]) -> None:
    hard = descriptors[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (600, hard))
    assert _connections(2_000) == 2_000
    assert resource.getrlimit(resource.RLIMIT_NOFILE)[0] >= 2_000
    resource.setrlimit(resource.RLIMIT_NOFILE, (600, hard))
    assert _connections(100) == 100
    assert resource.getrlimit(resource.RLIMIT_NOFILE)[0] == 600


def test_there_are_no_more_connections_than_descriptors(descriptors: tuple[int, int]) -> None:
    hard = descriptors[1]
    if hard == resource.RLIM_INFINITY:
        pytest.skip("this machine has no limit on descriptors")
    assert 0 < _connections(10 * hard) < hard


def test_a_log_of_another_kind_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPG_LOG", "xml")
    result = CliRunner().invoke(group, ["serve"])
    assert result.exit_code == 1
    assert "OPG_LOG is “xml”; it must be one of json, text, off, such as off." in result.output


@pytest.mark.parametrize("variable", [row.variable for row in TABLE])
def test_a_setting_that_is_misspelt_is_told(variable: str) -> None:
    wrong = variable[:-2] + variable[-1]
    assert misspelt([variable, wrong]) == {wrong: variable}
    assert misspelt([variable.lower()]) == {variable.lower(): variable}


def test_a_misspelt_setting_does_not_stop_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPG_QUERY_SECOND", "5")
    result = CliRunner().invoke(group, ["serve", "--host", "nowhere.invalid"])
    said = "Warning: OPG_QUERY_SECOND is no setting and changes nothing; did you mean OPG_QUERY_SECONDS?\n"
    assert result.stderr.startswith(said)
    assert "nowhere.invalid" in result.stderr
