"""The command line as people run it: the installed script as a process, or click's runner where that is enough.

Both work on the session's snapshot, which exists already, so that nothing is built again.
"""

from __future__ import annotations

import os
import subprocess
import sys
import termios
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from graph.build.snapshot import Snapshot
from webapp.cli.commands import group

Process = Callable[..., "subprocess.CompletedProcess[str]"]
Invoke = Callable[..., Result]

SCRIPT = Path(sys.executable).with_name("opg")


@pytest.fixture
def opg(few_home: Path) -> Process:
    """Run the installed `opg` with some arguments, over a part of the real tables; `text` is its standard input."""
    return _installed(few_home)


@pytest.fixture
def opg_of_all(snapshot: Snapshot, home: Path) -> Process:
    """Run it over all real tables, for tests of what only these hold."""
    return _installed(home)


def _installed(home: Path) -> Process:
    def run(*arguments: str, text: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
        variables = {**os.environ, "OPG_HOME": str(home), **environment}
        return subprocess.run(
            [str(SCRIPT), *arguments],
            input=text,
            env=variables,
            capture_output=True,
            encoding="utf-8",
            timeout=120,
            check=False,
        )

    return run


@pytest.fixture
def within(snapshot: Snapshot, home: Path) -> Process:
    """Run `opg` as the fixture of that name, but within this process, which takes a tenth of the time.

    It is for commands whose streams, signals and exits are like those of others.
    """

    def run(*arguments: str, text: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
        return run_within(*arguments, text=text, **{"OPG_HOME": str(home), **environment})

    return run


def run_within(*arguments: str, text: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a command within this process, and return what a process of its own would give."""
    done = CliRunner().invoke(group, arguments, input=text, env=environment, prog_name="opg")
    return subprocess.CompletedProcess(arguments, done.exit_code, done.stdout, done.stderr)


@pytest.fixture
def terminal(snapshot: Snapshot, home: Path) -> Callable[..., str]:
    """Run the installed `opg` on a terminal of 120 columns, and return all that it shows there."""

    def run(*arguments: str) -> str:
        ours, theirs = os.openpty()
        termios.tcsetwinsize(theirs, (40, 120))
        # A test runner may say how wide its own terminal is; this one says so itself.
        inherited = {name: value for name, value in os.environ.items() if name not in ("COLUMNS", "LINES")}
        variables = {**inherited, "OPG_HOME": str(home), "TERM": "xterm-256color"}
        with subprocess.Popen([str(SCRIPT), *arguments], stdin=theirs, stdout=theirs, stderr=theirs, env=variables):
            os.close(theirs)
            return b"".join(_chunks(ours)).decode().replace("\r\n", "\n")

    return run


def _chunks(terminal: int) -> Iterator[bytes]:
    """Read a terminal until nobody writes to it any more, which Linux reports as an error."""
    with suppress(OSError):
        while chunk := os.read(terminal, 65536):
            yield chunk
    os.close(terminal)


@pytest.fixture
def invoke(snapshot: Snapshot, home: Path) -> Invoke:
    """Run a command within this process."""

    def run(*arguments: str, text: str | None = None) -> Result:
        return CliRunner().invoke(group, arguments, input=text, env={"OPG_HOME": str(home)}, prog_name="opg")

    return run
