"""Arguments, options and variables that are empty, no text, or not for what is asked: what would be right."""

from __future__ import annotations

import os
import termios
from subprocess import PIPE, Popen

import pytest
from click import unstyle

from tests.webapp.cli.conftest import SCRIPT, Invoke, Process, _chunks
from tests.webapp.cli.test_errors import told

pytestmark = pytest.mark.slow

EMPTY = [
    (["push", ""], "URL"),
    (["push", "http://localhost/query", "--update", ""], "--update"),
    (["export", "--release", ""], "--release"),
    (["build", "--store-release", ""], "--store-release"),
    (["stats", "--store", ""], "--store"),
    (["diff", "1.0", "1.1", "--thing", ""], "--thing"),
    (["diff", "", "1.1"], "A"),
    (["sparql", ""], "FILE"),
    (["show", ""], "THING"),
    (["query", " "], "NAME"),
    (["compare", " ", "visa"], "A"),
    (["list", "--tag", ""], "--tag"),
]


@pytest.mark.parametrize(("arguments", "name"), EMPTY)
def test_an_empty_value_is_named(invoke: Invoke, arguments: list[str], name: str) -> None:
    done = invoke(*arguments)
    assert done.exit_code == 2
    assert f"Error: {name} is empty, and " in done.stderr


@pytest.mark.parametrize("value", ["http", "80000", "-1", "1.5", "٣", "9" * 5000])
def test_a_port_that_is_none_is_told_what_one_is(invoke: Invoke, value: str) -> None:
    done = invoke("serve", "--port", value)
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr.endswith(f"Error: Invalid value for '--port': {value} is no whole number from 0 to 65535.\n")


@pytest.mark.parametrize("line", ["search {}", "ask {}", "list {}", "query {}", "query counts {}", "compare {} visa"])
def test_words_that_the_locale_cannot_read(opg: Process, line: str) -> None:
    language = {"LC_ALL": "POSIX", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    message = told(opg(*line.format("阿里巴巴").split(), **language), 2)
    assert message.endswith("is no text in UTF-8. Is LANG set, as to C.UTF-8?")


def test_a_named_query_can_be_a_row(invoke: Invoke) -> None:
    assert invoke("list", "counts", "--format", "csv").stdout.startswith("query,title,parameters,tags\ncounts,")
    assert "--tag chooses among all queries" in invoke("list", "counts", "--tag", "money").stderr


def test_unanswered_questions_in_a_format(invoke: Invoke) -> None:
    assert invoke("check", "--unanswered", "--format", "json").stdout.startswith("{")
    assert invoke("check", "--unanswered").stdout.startswith("Kinds of questions that no query answers:\n- ")
    assert invoke("check", "--unanswered", "--only", "date").exit_code == 2


@pytest.mark.parametrize("option", ["--format=json", "--columns=what", "--wide"])
def test_options_of_an_answer_are_none_of_a_query(invoke: Invoke, option: str) -> None:
    done = invoke("query", "counts", "--sparql", option)
    assert (done.exit_code, done.stdout) == (2, "")
    assert "--sparql prints the query itself" in done.stderr


@pytest.mark.parametrize("command", ["ask sponsors", "check-story -"])
@pytest.mark.parametrize("day", ["tomorrow", "20170120", "2017-02-30"])
def test_a_day_that_is_none_says_what_one_is(invoke: Invoke, command: str, day: str) -> None:
    done = invoke(*command.split(), "--date", day)
    assert done.exit_code == 2
    assert "a day as YYYY-MM-DD, such as 2017-01-20." in done.stderr


@pytest.mark.parametrize(("columns", "widest"), [("0", 100), ("1", 20), ("50", 50)])
def test_a_terminal_of_hardly_any_width_gets_a_table(few_home: object, columns: str, widest: int) -> None:
    ours, theirs = os.openpty()
    termios.tcsetwinsize(theirs, (40, 100))
    variables = {**os.environ, "OPG_HOME": str(few_home), "COLUMNS": columns, "TERM": "xterm"}
    with Popen([str(SCRIPT), "stats"], stdout=theirs, stderr=PIPE, env=variables):
        os.close(theirs)
        shown = unstyle(b"".join(_chunks(ours)).decode()).splitlines()
    assert max(map(len, shown)) <= widest
    assert len(shown) > 10


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_shell_that_does_not_say_what_it_completes(opg: Process, shell: str) -> None:
    message = told(opg("stats", _OPG_COMPLETE=f"{shell}_complete"), 2)
    assert message.startswith("Error: _OPG_COMPLETE is set, and COMP_WORDS or COMP_CWORD is missing.")
