"""The snippets on the pages run as they stand, in each language on this machine.

The rows of curl, Python and R are counted against the page's; JavaScript prints only a beginning, so that it prints is
all that is asked.
"""

from __future__ import annotations

import csv
import io
import json
import os
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

from graph.stores.store import EmbeddedStore, Rows
from queries import registry
from queries.binding import without_header
from queries.run import prepare, run
from tests.some import some
from webapp.gallery.code_snippets import Snippet, snippets
from webapp.gallery.openapi import typed

ASKED: list[tuple[str, dict[str, str]]] = [
    ("partners-on-date", {"programme": "top", "date": "2017-01-20"}),
    ("find-organization", {"name": "阿里巴巴"}),
    ("find-organization", {"name": "McDonald's"}),
    ("find-organization", {"name": 'a"b\\u0022`$(x)&c=%41'}),
    ("longest-relationships", {"games": "12"}),
    ("partner-graph", {"partner": "alibaba"}),
]
COMMANDS = {"curl": "sh", "python": sys.executable, "r": "Rscript", "javascript": "node"}
COUNTING = {"r": 'cat("", if (exists("rows")) nrow(rows) else length(lines), sep = "\\n")\n'}
"""What is added to a snippet that prints only a beginning, to see what it has read."""

SUFFIXES = {"curl": "sh", "python": "py", "r": "R", "javascript": "mjs"}


def made(store: EmbeddedStore, name: str, values: dict[str, str], root: str) -> dict[str, Snippet]:
    query = registry.get(name)
    texts = {item.name: str(typed(item)) for item in query.parameters if item.default} | values
    found = snippets(query, texts, without_header(prepare(store, name, texts)), root)
    return {snippet.language: snippet for snippet in found}


@cache
def available(language: str) -> str:
    """Return the command that runs a language, or skip."""
    command = shutil.which(COMMANDS[language])
    if command is None or (language == "curl" and shutil.which("curl") is None):
        pytest.skip(f"{COMMANDS[language]} is not on this machine")
    return command


@pytest.mark.parametrize("language", COMMANDS)
@pytest.mark.parametrize("asked", ASKED, ids=lambda asked: f"{asked[0]}-{'-'.join(asked[1].values())}")
def test_a_snippet_runs_as_it_stands(
    store: EmbeddedStore, site: str, tmp_path: Path, asked: tuple[str, dict[str, str]], language: str
) -> None:
    command = available(language)
    name, values = asked
    file = tmp_path / f"snippet.{SUFFIXES[language]}"
    file.write_text(made(store, name, values, site)[language].code + COUNTING.get(language, ""), encoding="utf-8")
    environment = {**os.environ, "PYTHONUTF8": "1", "NO_PROXY": "127.0.0.1"}
    done = subprocess.run(
        [command, file], capture_output=True, timeout=60, env=environment, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stderr
    answer = run(store, name, values)
    if not isinstance(answer, Rows):
        assert "Alibaba Group" in done.stdout or (language == "r" and int(done.stdout.split()[-1]) > 100)
    elif language == "curl":
        assert len(list(csv.reader(io.StringIO(done.stdout)))) == len(answer) + 1
    elif language == "python":
        assert len(done.stdout.splitlines()) == len(answer)
    elif language == "r":
        assert int(done.stdout.split()[-1]) == len(answer)
    elif answer.rows:
        assert done.stdout.strip()


@pytest.mark.parametrize("query", registry.public(), ids=lambda query: query.name)
def test_every_query_has_snippets_that_parse(store: EmbeddedStore, query: registry.Query) -> None:
    found = made(store, query.name, {}, "https://example.org/")
    assert list(found) == list(COMMANDS)
    compile(found["python"].code, "snippet.py", "exec")
    assert all(len(line) < 2_000 for snippet in some(found.values()) for line in some(snippet.code.splitlines()))
    address = found["r"].code.split("(", 1)[1].split(", encoding")[0]
    assert json.loads(address).startswith(f"https://example.org/api/queries/{query.name}.")
