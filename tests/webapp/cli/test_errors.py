"""What the machine and its libraries refuse: a message that says what, where and what would be right, at each command.

Findings 23 and 24 of the service: hosts, homes, encodings, streams and addresses that ended in a traceback.
"""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from base64 import b64encode
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, HTTPServer
from itertools import cycle, product
from pathlib import Path
from threading import Thread
from typing import TypeVar
from urllib.request import urlopen

import pytest

from graph.build.snapshot import Snapshot
from tests.abuse import lengths
from tests.few_tables import write_few
from tests.serving import serving
from tests.webapp.cli.conftest import SCRIPT, Process
from webapp.cli.commands import COMMANDS
from webapp.cli.errors import explained

pytestmark = pytest.mark.slow

T = TypeVar("T")
U = TypeVar("U")
Shell = Callable[..., "subprocess.CompletedProcess[str]"]

QUESTION = "SELECT * { ?s ?p ?o } LIMIT 3"
WRITERS = [
    "build --home $scratch --tables $few", "check --tables $few", "check-story -", "ask visa",
    "completion bash", "compare visa omega", "export", "list", "list category-rivals", "query category-rivals",
    "show alibaba", "search alibaba", "sparql -", "stats", "diff 1.1 1.1", "--help", "--version", "query --help",
]  # fmt: skip
"""A command line for each way to write to standard output, but those that need a server."""

FULL, AWAY, CLOSED, NONE = "full", "away", "closed", "none"
HEAVY = {
    "build --home $scratch --tables $few": FULL,
    "check --tables $few": AWAY,
    "check-story -": FULL,
    "diff 1.1 1.1": FULL,
    "ask visa": CLOSED,
    "export": CLOSED,
    "compare visa omega": NONE,
    "search alibaba": AWAY,
}
"""Commands that take seconds, each with the kind of output that fails here; in `make abuse` each meets every kind.

The others meet a kind by turns.
"""

_TURNS = (FULL, AWAY, CLOSED, NONE)

QUICK_WRITERS = sorted(line for line in WRITERS if not line.startswith(("build", "check")))


def paired(ones: list[T], others: list[U]) -> list[tuple[T, U]]:
    """Return each of the ones with the next one of the others in turn, and in `make abuse` with each of them."""
    return list(product(ones, others)) if lengths.FULL else list(zip(ones, cycle(others), strict=False))


def lines(kind: str, among: list[str]) -> list[str]:
    """Return the command lines that meet an output that fails in a certain way."""
    return [line for line in among if lengths.FULL or kind == HEAVY.get(line, _turn(line))]


def _turn(line: str) -> str:
    return _TURNS[WRITERS.index(line) % len(_TURNS)]


@pytest.fixture
def shell(few_home: Path, few_built: Path, tmp_path: Path) -> Shell:
    """Run a line of bash in which $opg is the command; its standard input is a query.

    $few is a part of the real tables, of which $opg has a snapshot. $scratch is a folder that is not there yet.
    """

    def run(line: str, **environment: str) -> subprocess.CompletedProcess[str]:
        variables = {**os.environ, "OPG_HOME": str(few_home), "opg": str(SCRIPT), **environment}
        variables |= {"few": str(few_built.with_name("tables")), "scratch": str(tmp_path / "scratch")}
        command = ["bash", "-c", f"set -o pipefail; {line}"]
        return subprocess.run(
            command, input=QUESTION, env=variables, capture_output=True, encoding="utf-8", timeout=120, check=False
        )

    return run


def told(done: subprocess.CompletedProcess[str], code: int = 1) -> str:
    """The message of a command that has failed as it should: no traceback, nothing written."""
    assert (done.returncode, done.stdout) == (code, "")
    assert "Traceback" not in done.stderr
    message = done.stderr.strip().rpartition("\n")[2]
    assert message.startswith("Error: ")
    return message


def test_every_command_that_writes_is_tried() -> None:
    assert {line.split()[0] for line in WRITERS} >= set(COMMANDS) - {"mcp", "push", "serve"}
    assert set(HEAVY) <= set(WRITERS)


@pytest.mark.parametrize("line", lines(FULL, WRITERS))
def test_output_that_takes_nothing_is_a_message(shell: Shell, line: str) -> None:
    full = "Error: Cannot write standard output: No space left on device."
    assert told(shell(f"$opg {line} >/dev/full")).endswith(full)


@pytest.mark.parametrize("line", lines(AWAY, WRITERS[1:]))
def test_a_reader_that_goes_away_is_no_trouble(shell: Shell, line: str) -> None:
    done = shell(f"$opg {line} | head -c 1 >/dev/null")
    assert done.returncode in (0, 1)
    assert [said for said in done.stderr.splitlines() if not said.startswith("Checking the tables in ")] == []


@pytest.mark.parametrize("line", lines(CLOSED, QUICK_WRITERS))
def test_closed_output_is_a_message(shell: Shell, line: str) -> None:
    assert told(shell(f"$opg {line} >&-")).endswith("Error: Cannot write standard output: it is closed.")


@pytest.mark.parametrize("line", lines(NONE, QUICK_WRITERS))
def test_without_any_stream_the_exit_code_says_that_nothing_was_written(shell: Shell, line: str) -> None:
    done = shell(f"$opg {line} <&- >&- 2>&-")
    assert done.returncode == (2 if line == "sparql -" else 1)


@pytest.mark.parametrize(
    "line", lengths.sample(["list", "export", "query category-rivals", "stats", "sparql -", "--help"], every=3)
)
def test_without_standard_error_the_answer_is_the_same(shell: Shell, line: str) -> None:
    with_it, without = shell(f"$opg {line}"), shell(f"$opg {line} 2>&-")
    assert (without.returncode, without.stdout) == (with_it.returncode, with_it.stdout)
    assert with_it.stdout


def test_an_error_is_no_answer_where_standard_error_is_closed(shell: Shell) -> None:
    done = shell("$opg show xyzzy 2>&-")
    assert (done.returncode, done.stdout) == (1, "")


@pytest.mark.parametrize("name", ["graph", "queries", "ontology"])
def test_a_module_of_the_user_that_hides_one_of_ours_is_named(opg: Process, tmp_path: Path, name: str) -> None:
    file = tmp_path / f"{name}.py"
    file.touch()
    message = told(opg("query", "counts", PYTHONPATH=str(tmp_path)))
    assert message == f"Error: {file} hides the package {name} of opg. Rename it, or take its folder out of PYTHONPATH."


def test_closed_standard_input_is_a_message(shell: Shell) -> None:
    assert (
        told(shell("$opg sparql - <&-"), 2)
        == "Error: Cannot read <stdin>: it is closed. A file with a query is expected."
    )


@pytest.mark.parametrize(
    ("line", "encoding"),
    [
        ("show alibaba", "cp1252"),
        ("show alibaba --format table", "latin-1"),
        ("show alibaba --format json", "cp437"),
        ("query find-thing name=阿里巴巴", "cp1252"),
    ],
)
def test_an_encoding_without_the_characters_is_a_message(opg_of_all: Process, line: str, encoding: str) -> None:
    """`PYTHONIOENCODING=cp1252 opg show alibaba` ended in a UnicodeEncodeError."""
    message = told(opg_of_all(*line.split(), PYTHONIOENCODING=encoding))
    assert "Cannot write the character U+" in message
    assert message.endswith(": set PYTHONIOENCODING=utf-8.")


@pytest.mark.parametrize("name", lengths.sample(COMMANDS, every=4))
def test_help_can_be_read_in_any_encoding(shell: Shell, name: str) -> None:
    done = shell(f"$opg {name} --help | iconv -f cp437 -t utf-8", PYTHONIOENCODING="cp437")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("Usage: ")


def test_rdf_is_utf8_whatever_the_encoding_of_the_terminal(opg_of_all: Process) -> None:
    assert "阿里巴巴" in opg_of_all("show", "alibaba", "--format", "turtle", PYTHONIOENCODING="cp1252").stdout


@pytest.mark.parametrize(
    ("format_", "language"),
    paired(
        ["table", "csv", "json", "markdown", "turtle"],
        [{"LC_ALL": "C"}, {"LC_ALL": "POSIX", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}],
    ),
)
def test_a_machine_without_a_language_gets_utf8(opg_of_all: Process, language: dict[str, str], format_: str) -> None:
    done = opg_of_all("show", "alibaba", "--format", format_, **language)
    assert (done.returncode, done.stderr) == (0, "")
    assert "阿里巴巴" in done.stdout


def test_words_that_the_locale_cannot_read_are_a_message(opg: Process) -> None:
    language = {"LC_ALL": "POSIX", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    assert told(opg("show", "阿里巴巴", **language), 2).endswith("is no text in UTF-8. Is LANG set, as to C.UTF-8?")


HOSTS = [
    ("nosuch.invalid", 2, "Cannot listen on 'nosuch.invalid': "),
    ("http://localhost", 2, "--host takes a name or an address of this machine without a port"),
    ("localhost:80", 2, "--host takes a name"),
    ("", 2, "--host is empty"),
    ("ünï..x", 2, "it is no name of a host"),
    ("a" * 300, 2, "it is no name of a host"),
    ("256.1.1.1", 2, "Cannot listen on '256.1.1.1'"),
    ("fe80::1%lo", 2, "has a zone"),
    ("192.0.2.1", 1, "It is no address of this machine."),
]


@pytest.mark.parametrize(("host", "code", "said"), HOSTS)
def test_a_host_that_is_none_of_this_machine_is_a_message(within: Process, host: str, code: int, said: str) -> None:
    assert said in told(within("serve", "--host", host, "--port", "0"), code)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "0.0.0.0"])
def test_a_port_in_use_is_a_message(within: Process, host: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        message = told(within("serve", "--host", host, "--port", str(port)))
    assert f"at port {port}: Address already in use. Choose another --port" in message


@pytest.mark.parametrize(("host", "shown"), lengths.sample([("localhost", "localhost"), ("[127.0.0.1]", "127.0.0.1")]))
def test_a_host_may_be_a_name(few_home: Path, host: str, shown: str) -> None:
    """`opg serve --host localhost` ended in a ValueError of the server."""
    with serving("--host", host, "--home", str(few_home)) as served:
        assert f" is at http://{shown}:{served.port}/ (Ctrl+C ends)." in served.log.read_text()


def test_a_site_is_built_and_served_without_any_stream(few_tables: Path, tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    line = f"exec {SCRIPT} serve --home {tmp_path}/home --tables {few_tables} --port {port} <&- >&- 2>&-"
    with subprocess.Popen(["bash", "-c", line]) as process:
        while process.poll() is None and not answers(port):
            time.sleep(0.1)
        assert process.poll() is None
        process.terminate()


def answers(port: int) -> bool:
    """Whether a site is there."""
    try:
        with urlopen(f"http://127.0.0.1:{port}/health", timeout=30) as reply:
            return bool(reply.status == 200)
    except OSError:
        return False


OPENERS = [
    ["stats"], ["show", "alibaba"], ["query", "category-rivals"], ["sparql", "-"], ["build"], ["export"],
    ["serve", "--port", "0"], ["push", "http://127.0.0.1:9/sparql"],
]  # fmt: skip
"""A command line for each command that needs a snapshot."""


@pytest.mark.parametrize(
    ("arguments", "name"), lengths.sample(paired(OPENERS, ["file", "file/within"]), every=3), ids="".join
)
def test_a_home_that_is_a_file_is_a_message(opg: Process, tmp_path: Path, arguments: list[str], name: str) -> None:
    (tmp_path / "file").touch()
    home = tmp_path / name
    message = told(opg(*arguments, text=QUESTION, OPG_HOME=str(home)))
    assert f"Cannot write a snapshot in {home} (Not a directory): set OPG_HOME, or --home, to a folder" in message


def as_nobody(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run `opg` without HOME, as a user without an entry in the table of users."""
    if os.getuid() != 0:
        pytest.skip("only root can be another user, who has no entry")
    kept = {name: value for name, value in os.environ.items() if name not in ("HOME", "OPG_HOME", "XDG_DATA_HOME")}
    become = "import os, sys; os.setresuid(54321, 0, 0); os.execv(sys.argv[1], sys.argv[1:])"
    command = [sys.executable, "-c", become, str(SCRIPT), *arguments]
    variables = kept | environment
    return subprocess.run(command, input=QUESTION, env=variables, capture_output=True, encoding="utf-8", check=False)


@pytest.mark.parametrize("arguments", lengths.sample(OPENERS, every=3))
def test_a_user_without_a_home_folder_is_told_what_to_set(arguments: list[str]) -> None:
    """Without HOME, and without an entry in the table of users, `platformdirs` raised a RuntimeError."""
    message = told(as_nobody(*arguments))
    assert "this user has no home folder: set OPG_HOME, or --home, to a folder that you may write to" in message


STORE = "--store {0}"
HOMELESS = [
    "check --tables {1}", "completion bash", "list",
    "list category-rivals", "--help", "--version", "query --help", f"stats {STORE}", f"show sample {STORE}",
    f"query counts {STORE}", f"sparql - {STORE}",
]  # fmt: skip
"""A command line for each use that needs no home; {0} is a file of RDF, and {1} a folder of tables."""


def rdf_file(folder: Path) -> Path:
    """Write a file of RDF with one thing in it."""
    file = folder / "store.nt"
    about = "<https://w3id.org/olympic-partnerships/id/organization/sample>"
    file.write_text(
        f'{about} <http://www.w3.org/2000/01/rdf-schema#label> "Sample"@en .\n'
        f"{about} <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> "
        "<https://w3id.org/olympic-partnerships/ontology#Organization> .\n"
    )
    return file


@pytest.mark.parametrize("line", lengths.sample(HOMELESS, every=3))
def test_what_needs_no_home_folder_runs_without_one(public: Path, line: str) -> None:
    """`opg check` ended in a HomeError where HOME is unset; without options it has a test of its own below."""
    tables = write_few(public / "tables")
    done = as_nobody(*line.format(rdf_file(public), tables).split())
    assert (done.returncode, "Error" in done.stderr) == (0, False)
    assert done.stdout


def test_check_begins_where_the_home_folder_takes_no_files() -> None:
    """It ends before it reads the tables; the test below is the one that reads all of them."""
    done = as_nobody("check", "--since", "nothing", HOME="/proc")
    assert told(done, 2).startswith("Error: --since nothing: expected a git revision that has these tables")


@pytest.mark.skipif(not lengths.FULL, reason="make test checks a part of the tables without a home folder")
def test_check_without_a_home_folder_finds_what_a_build_finds(snapshot: Snapshot) -> None:
    done = as_nobody("check")
    assert (done.returncode, "Error" in done.stderr) == (0, False)
    warnings = snapshot.report.with_suffix(".txt").read_text(encoding="utf-8").count("Warning (")
    assert done.stdout.count("Warning (") == warnings > 0


@pytest.mark.parametrize("arguments", [["--home", "{0}"], []])
def test_check_does_not_pass_over_a_home_that_is_named(opg: Process, tmp_path: Path, arguments: list[str]) -> None:
    """A damaged home that somebody names is a message; only one that nobody names can be missing in silence."""
    (tmp_path / "current.json").write_text("{")
    given = [argument.format(tmp_path) for argument in arguments]
    assert "is damaged" in told(opg("check", *given, OPG_HOME=str(tmp_path)))


@pytest.mark.parametrize("variable", ["OPG_HOME", "OPG_TABLES", "OPG_STORE"])
def test_the_home_of_nobody_is_a_message(within: Process, variable: str) -> None:
    message = told(within("stats", **{variable: "~no-such-user/x"}))
    assert variable in message
    assert "names ~no-such-user/x" in message
    assert "write the whole path" in message


@pytest.mark.parametrize("option", ["--home", "--tables"])
def test_an_empty_path_is_not_the_current_folder(within: Process, option: str) -> None:
    assert told(within("build", option, ""), 2).endswith("it is empty, and a path is expected.")
    assert told(within("export", "--output", ""), 2).endswith("it is empty, and a path is expected.")


ADDRESSES = [
    "ftp://localhost/x",
    "http://",
    "http://[",
    "http://a b/",
    "http://127.0.0.1:99999/",
    "http://127.0.0.1:x/",
    "https://:80/",
]


@pytest.mark.parametrize(
    ("address", "arguments"), paired(ADDRESSES, [["push"], ["stats", "--store"], ["serve", "--port", "0", "--store"]])
)
def test_an_address_that_is_none_is_a_message(within: Process, arguments: list[str], address: str) -> None:
    message = told(within(*arguments, address), 2)
    assert message.startswith(f"Error: {address} is no address of a server: ")
    assert message.endswith(". One is http://localhost:7878/query.")


def test_a_password_in_a_broken_address_is_not_told(opg: Process) -> None:
    assert "secret" not in told(opg("stats", "--store", "http://me:secret@host:99999/"), 2)


@pytest.mark.parametrize("arguments", [["stats"], ["show", "alibaba"], ["query", "counts"], ["serve", "--port", "0"]])
def test_a_store_that_is_not_there_is_a_message(within: Process, tmp_path: Path, arguments: list[str]) -> None:
    missing = tmp_path / "none.nt"
    assert f"There is nothing at {missing}." in told(within(*arguments, "--store", str(missing)))
    broken = tmp_path / "broken.nt"
    broken.write_bytes(b'<urn:a> <urn:b> "\xff" .\n')
    assert f"{broken} cannot be read: " in told(within(*arguments, "--store", str(broken)))


def test_a_file_that_is_no_query_is_a_message(within: Process, tmp_path: Path) -> None:
    assert f"Cannot read {tmp_path}: Is a directory." in told(within("sparql", str(tmp_path)), 2)
    assert "No such file" in told(within("sparql", str(tmp_path / "none.rq")), 2)
    file = tmp_path / "latin.rq"
    file.write_bytes(b"SELECT *\n{ ?s ?p '\xe9' }")
    assert "is not UTF-8 text: invalid continuation byte at line 2, byte 10." in told(within("sparql", str(file)), 2)


def test_an_interrupted_command_says_so_and_leaves_nothing(snapshot: object, tmp_path: Path) -> None:
    home = tmp_path / "home"
    command = [str(SCRIPT), "build", "--home", str(home)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8")
    while not home.exists() and process.poll() is None:
        pass
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert (process.returncode, out, err.strip()) == (130, "", "Error: Interrupted.")
    assert not (home / "current.json").exists()


@pytest.mark.parametrize("line", ["build --home {0}/h", "stats --home {0}/h", "serve --port 0 --home {0}/h"])
def test_a_disk_that_fills_up_is_a_message_and_nothing_is_left(shell: Shell, tmp_path: Path, line: str) -> None:
    """A limit on the size of files stands for the disk: the machine refuses in the same way."""
    message = told(shell(f"ulimit -f 100; $opg {line.format(tmp_path)} --tables $few"))
    assert f"Cannot write a snapshot in {tmp_path}/h (File too large): set OPG_HOME" in message
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]


def test_an_export_that_does_not_fit_leaves_what_was_there(shell: Shell, tmp_path: Path) -> None:
    file = tmp_path / "x.ttl"
    file.write_text("before")
    assert f"Cannot write {file}: File too large." in told(shell(f"ulimit -f 100; $opg export -o {file}"))
    assert [path.read_text() for path in tmp_path.iterdir()] == ["before"]
    assert (
        "Cannot write standard output: File too large." in shell(f"ulimit -f 100; $opg export >{tmp_path}/y.ttl").stderr
    )


SETTINGS = [
    ("OPG_QUERY_SECONDS", "x"),
    ("OPG_NESTING", "0"),
    ("OPG_LOG", "xml"),
    ("OPG_SITE_URL", "here"),
    ("OPG_CACHE_MB", ""),
]


@pytest.mark.parametrize(("variable", "value"), SETTINGS)
def test_a_setting_that_cannot_be_is_a_message(within: Process, variable: str, value: str) -> None:
    message = told(within("serve", "--port", "0", **{variable: value}))
    assert message.startswith(f"Error: {variable} is “{value}”; it must be ")
    assert ", such as " in message


def test_a_user_and_password_may_have_any_characters(opg: Process) -> None:
    """A user with characters beyond Latin-1 ended in a UnicodeEncodeError of `requests`."""
    seen = []

    class Closed(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            seen.append(self.headers.get("Authorization"))
            self.send_response(401)
            self.send_header("WWW-Authenticate", 'Basic realm="x", charset="UTF-8"')
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with HTTPServer(("127.0.0.1", 0), Closed) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        url = f"http://127.0.0.1:{server.server_port}/query"
        login = dict(zip(("OPG_STORE_USER", "OPG_STORE_PASSWORD"), "阿里", strict=True))
        told(opg("stats", "--store", url, **login))
        server.shutdown()
    assert seen[-1] == "Basic " + b64encode("阿:里".encode()).decode()


GONE = [
    ("serve --port 0 --home x", "The current folder is gone. Change to one that exists."),
    ("stats --home x", "Cannot write a snapshot in x (No such file or directory)"),
    ("export -o x.ttl", "Cannot write x.ttl: No such file or directory."),
]


@pytest.mark.parametrize(("line", "said"), GONE)
def test_a_current_folder_that_is_gone_is_a_message(shell: Shell, tmp_path: Path, line: str, said: str) -> None:
    folder = tmp_path / "gone"
    folder.mkdir()
    assert said in told(shell(f"cd {folder} && rmdir {folder} && $opg {line}"))


@pytest.mark.parametrize("to", lengths.sample(["/dev/full", "&-"]))
def test_notes_that_cannot_be_written_do_not_change_the_answer(shell: Shell, to: str) -> None:
    done = shell(f"$opg query partners-on-date --format table 2>{to}")
    assert done.returncode == 0
    assert done.stdout == shell("$opg query partners-on-date --format table").stdout
    assert shell(f"$opg quary 2>{to}").returncode == 2


def test_an_error_that_nobody_foresaw_is_a_message_with_its_place() -> None:
    try:
        dict[str, str]()["x"]
    except KeyError as error:
        message = str(explained(error))
    assert message.startswith("opg met an error that it does not know at tests/webapp/cli/test_errors.py, line ")
    assert message.endswith(": KeyError: 'x'. Please report it.")
