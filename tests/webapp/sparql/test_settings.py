"""The table of limits: documented, readable from the environment, with errors that say what is right."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from queries.sparql_text.screening import DEEPEST
from tests.some import any_number, some
from tests.webapp.html import parse
from webapp.config import TABLE, Setting, SettingError, Settings

NUMBERS = [row for row in TABLE if row.is_number]


Read = Callable[[Mapping[str, str]], Settings]


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> Read:
    """Read the settings of an environment that has these variables alone."""

    def reading(variables: Mapping[str, str]) -> Settings:
        for row in any_number(TABLE):
            monkeypatch.delenv(row.variable, raising=False)
        for name, text in variables.items():
            monkeypatch.setenv(name, text)
        return Settings.read()

    return reading


def test_defaults_are_those_of_the_table(read: Read) -> None:
    settings = read({})
    for row in some(TABLE):
        assert getattr(settings, row.name) == row.default
        assert getattr(read({row.variable: str(row.default)}), row.name) == row.default


def test_a_query_may_be_as_deep_at_the_command_line_as_at_the_endpoint(read: Read) -> None:
    assert read({}).nesting == DEEPEST


def test_the_environment_sets_each(read: Read) -> None:
    for row in some(NUMBERS):
        value = float(row.default) + 1
        assert getattr(read({row.variable: f"{value:g}"}), row.name) == value


def test_the_environment_chooses_a_word(read: Read) -> None:
    for row in some([row for row in TABLE if row.words]):
        for word in some(row.words):
            assert getattr(read({row.variable: word}), row.name) == word
        for text in ("", row.words[0].upper(), f"{row.words[0]} "):
            with pytest.raises(SettingError, match=f"{row.variable} is “{text}”; it must be one of .*, such as "):
                read({row.variable: text})


@pytest.mark.parametrize("row", NUMBERS, ids=lambda row: row.name)
@pytest.mark.parametrize("text", ["", "many", "-1", "nan", "inf", "1e99", "1,5"])
def test_a_bad_value_is_named_with_what_is_right(read: Read, row: Setting, text: str) -> None:
    with pytest.raises(SettingError) as error:
        read({row.variable: text})
    message = str(error.value)
    assert row.variable in message
    assert f"“{text}”" in message
    assert row.unit in message


GOOD = {
    "OPG_SITE_URL": (
        "", "https://graph.example.org", "http://127.0.0.1:8080/", "https://example.org/a/b-c/", "https://[::1]:8443/opg",
    ),
    "OPG_CONTACT": (
        "https://example.org/owner/graph/issues", "https://example.org/group/graph/-/issues",
        "http://localhost:3000/contact", "mailto:data@example.org", " mailto:olympic.data+graph@example.org ",
    ),
    "OPG_TRUSTED_HOSTS": ("", "example.org", " example.org , *.example.net,[::1],10.0.0.7", "my_container"),
}  # fmt: skip
BAD = {
    "OPG_SITE_URL": (
        "graph.example.org", "//example.org", "ftp://example.org", "https://", "https://user@example.org",
        "https://example.org/?a=b", "https://example.org/#x", "https://example.org:x",
        "https://example.org:65536", "https://example.org/%20",
        "https://example.org//a",
        "https://example.org/../a", "https://exa mple.org", "https://example.org/\r\nX: y", "javascript:alert(1)",
        "https://bücher.example", 'https://example.org/"><script>',
    ),
    "OPG_CONTACT": (
        "data@example.org", "mailto:", "mailto:a@example.org?subject=x", "mailto:a@example.org,b@example.org",
        "javascript:alert(1)", "ftp://example.org/", "//example.org/issues", "https://example.org/issues?labels=data",
        "https://example.org/#report", "https://", "https://exa mple.org/", 'https://example.org/"><script>',
        "mailto:a@example.org\r\nBcc: b@example.org",
    ),
    "OPG_TRUSTED_HOSTS": (
        "*", "https://example.org", "example.org:8000", "*.", "a..b", "example.org,", "example.org evil.example",
        "*.*.example.org", "ex*mple.org", "example.org/opg", "-x.example",
    ),
}  # fmt: skip
BY_VARIABLE = {row.variable: row for row in TABLE}


@pytest.mark.parametrize(("variable", "text"), [(name, text) for name, texts in GOOD.items() for text in texts])
def test_a_text_that_fits_is_taken(read: Read, variable: str, text: str) -> None:
    assert getattr(read({variable: text}), BY_VARIABLE[variable].name) == text.strip()


@pytest.mark.parametrize(("variable", "text"), [(name, text) for name, texts in BAD.items() for text in texts])
def test_a_text_that_does_not_fit_is_named_with_what_is_right(read: Read, variable: str, text: str) -> None:
    row = BY_VARIABLE[variable]
    with pytest.raises(SettingError) as error:
        read({variable: text})
    assert str(error.value) == f"{variable} is “{text}”; it must be {row.right}."


def test_every_limit_is_documented_on_the_page(asking: FlaskClient) -> None:
    page = parse(asking.get("/sparql", headers={"Accept": "text/html"}).text)
    shown = {row.attributes.get("id", ""): row.text for row in page.all("tr")}
    for row in some(NUMBERS):
        assert row.variable in shown[row.name]
        assert row.sentence in shown[row.name]
        assert row.sentence.endswith(".")


def test_the_cap_on_memory_covers_what_queries_may_take() -> None:
    settings = Settings(query_memory_mb=100, query_workers=3, result_mb=10, cache_mb=5)
    assert settings.memory_cap_mb(2) >= 2 * (3 * 120 + 5)


def test_the_cap_on_memory_is_stated(asking: FlaskClient) -> None:
    cap = f"{Settings.read().memory_cap_mb():,}"
    assert f"under {cap} megabytes" in asking.get("/sparql", headers={"Accept": "text/html"}).text
    guide = (Path(__file__).parents[3] / "docs" / "how-to" / "watch.md").read_text(encoding="utf-8")
    assert f"under {Settings().memory_cap_mb():,} MB" in guide


def test_the_sample_service_leaves_its_workers_the_memory_that_they_may_take() -> None:
    service = (Path(__file__).parents[3] / "docs" / "opg.service").read_text(encoding="utf-8")
    [workers], [most] = (
        re.findall(r"--workers (\d+)", service),
        re.findall(r"^MemoryMax=(\d+)M$", service, re.MULTILINE),
    )
    # systemd's megabytes are those of 1,024 kB, so they are more than ours.
    assert int(most) >= Settings().memory_cap_mb(int(workers))
