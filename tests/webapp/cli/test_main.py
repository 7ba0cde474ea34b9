"""Help, errors, start-up and completion of `opg` as a whole."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

import pytest

from tests import tables
from tests.few_tables import PROGRAMME
from tests.some import some
from tests.webapp.cli.conftest import SCRIPT, Invoke, Process
from webapp.cli.commands import COMMANDS
from webapp.cli.errors import _FAILURES

HEAVY = ("rdflib", "pyshacl", "networkx", "flask", "pydantic", "rich", "owlrl", "numpy")


def loaded(arguments: list[str]) -> set[str]:
    """The modules that a command has imported by the time it ends."""
    program = (
        "import sys; from webapp.cli import main\n"
        f"try: main(args={arguments!r})\n"
        "except SystemExit: pass\n"
        "print('\\n'.join(sys.modules), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, encoding="utf-8", check=True)
    return set(done.stderr.split())


def test_help_imports_nothing_but_click(home: object) -> None:
    modules = loaded(["--help"])
    assert not modules & {*HEAVY, "pyoxigraph", "yaml"}
    assert not {name for name in modules if name.startswith(("graph.", "queries."))}


def test_a_query_imports_nothing_heavy(snapshot: object) -> None:
    modules = loaded(["query", "partners-on-date"])
    assert "pyoxigraph" in modules
    assert not modules & set(HEAVY)


@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_is_there_with_help_and_an_example(invoke: Invoke, name: str) -> None:
    module, _, attribute = COMMANDS[name].target.partition(":")
    assert getattr(import_module(module), attribute).name == name
    result = invoke(name, "--help")
    assert result.exit_code == 0
    assert f"opg {name}" in result.output.split("Example", 1)[1]


def test_help_lists_every_command(invoke: Invoke) -> None:
    output = invoke("--help").output
    for name, entry in some(COMMANDS.items()):
        assert f"  {name} " in output
        assert entry.help in output


def test_version(opg: Process) -> None:
    assert opg("--version").stdout.startswith("opg 0.")


def test_a_wrong_command_is_answered_with_the_nearest(opg: Process) -> None:
    done = opg("quary")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "Error: There is no command 'quary'; did you mean query?\n"


def test_every_error_that_becomes_a_message_exists() -> None:
    for name in some(_FAILURES):
        module, _, kind = name.rpartition(".")
        assert issubclass(getattr(import_module(module), kind), (ValueError, RuntimeError))


def test_a_home_that_cannot_be_written_is_a_message(opg: Process) -> None:
    done = opg("stats", "--home", "/proc/nowhere")
    assert done.returncode == 1
    assert done.stderr.startswith("Error: ")
    assert "/proc/nowhere" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_reader_that_goes_away_is_no_trouble(opg: Process, home: object) -> None:
    command = f"{SCRIPT} query reported-values about=top --format json | head -c 10"
    done = subprocess.run(["bash", "-c", command], capture_output=True, encoding="utf-8", timeout=60, check=False)
    assert len(done.stdout) == 10
    assert done.stderr == ""


@pytest.fixture
def partnerships(few_built: Path, monkeypatch: pytest.MonkeyPatch) -> int:
    """How many partnerships are in the part of the real tables from which a command builds its graph."""
    monkeypatch.setenv("OPG_TABLES", str(few_built.with_name("tables")))
    return sum(row["programme"] == PROGRAMME for row in tables.rows("partnerships"))


@pytest.mark.slow
def test_a_terminal_sees_progress_while_the_graph_is_built(
    terminal: Callable[..., str], tmp_path: Path, partnerships: int
) -> None:
    shown = terminal("stats", "--home", str(tmp_path), "--format", "csv")
    # Which steps last long enough to be drawn depends on the machine; some do on any.
    assert re.search(r"[⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏]\x1b\[0m [A-Z][a-z]+ing ", shown)
    assert f"things,Partnership,{partnerships}\n" in shown


@pytest.mark.slow
def test_a_pipe_sees_no_progress(opg: Process, tmp_path: Path, partnerships: int) -> None:
    done = opg("stats", "--home", str(tmp_path))
    assert (done.returncode, done.stderr) == (0, "")
    assert f"things,Partnership,{partnerships}\n" in done.stdout


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_script(invoke: Invoke, shell: str) -> None:
    result = invoke("completion", shell)
    assert result.exit_code == 0
    assert f"_OPG_COMPLETE={shell}_complete" in result.output


def completed(opg: Process, words: str) -> list[str]:
    line = f"opg {words}"
    done = opg(_OPG_COMPLETE="bash_complete", COMP_WORDS=line, COMP_CWORD=str(len(line.split(" ")) - 1))
    return [item.partition(",")[2] for item in done.stdout.splitlines() if item]


@pytest.mark.slow
def test_commands_queries_and_parameters_are_completed(opg: Process) -> None:
    assert completed(opg, "sp") == ["sparql"]
    assert set(completed(opg, "")) == set(COMMANDS)
    assert completed(opg, "query partners-on") == ["partners-on-date"]
    assert completed(opg, "query partners-on-date ") == ["programme=", "date=", "basis="]
    assert completed(opg, "query partners-on-date date=2017-01-18 ") == ["programme=", "basis="]
    assert completed(opg, "query partners-on-date pr") == ["programme="]
    assert completed(opg, "query nonsense ") == []
    assert "is-known" not in completed(opg, "query ")
    assert completed(opg, "query partners-on-date --for") == ["--format"]
    assert completed(opg, "query partners-on-date --format t") == ["table", "tsv"]
    assert completed(opg, "list partner-h") == ["partner-history"]
