"""What happens when nobody can take the answer: standard output is full, or closed.

Each command does so in `test_errors.py`; here are other formats.
"""

from __future__ import annotations

import subprocess

import pytest

from graph.build.snapshot import Snapshot
from tests.webapp.cli.conftest import SCRIPT

FULL = "Error: Cannot write standard output: No space left on device.\n"
CLOSED = "Error: Cannot write standard output: it is closed.\n"


@pytest.fixture
def shell(snapshot: Snapshot, home: object) -> object:
    """Make sure that there is a snapshot, whose folder OPG_HOME names."""
    return home


def redirected(line: str) -> subprocess.CompletedProcess[str]:
    """Run `opg` with the arguments and redirections that a shell reads in `line`."""
    command = ["bash", "-c", f"{SCRIPT} {line}"]
    return subprocess.run(command, capture_output=True, encoding="utf-8", timeout=120, check=False)


@pytest.mark.parametrize(
    "arguments",
    [
        "list --format table",
        "show programme:top --format turtle",
        "export --format jsonld --graph description",
        "list --help",
    ],
)
def test_a_full_device_is_a_message(shell: object, arguments: str) -> None:
    done = redirected(f"{arguments} >/dev/full")
    assert (done.stderr, done.returncode) == (FULL, 1)


@pytest.mark.parametrize("arguments", ["list --format json", "query counts"])
def test_a_closed_output_is_a_message(shell: object, arguments: str) -> None:
    done = redirected(f"{arguments} >&-")
    assert (done.stderr, done.returncode) == (CLOSED, 1)


def test_a_closed_output_does_not_matter_to_a_file(shell: object, tmp_path: object) -> None:
    done = redirected(f"export --graph description -o {tmp_path}/all.nq >&-")
    assert done.returncode == 0
    assert "Wrote " in done.stderr


def test_a_closed_error_output_does_not_matter_to_the_answer(shell: object) -> None:
    done = redirected("query counts 2>&-")
    assert done.returncode == 0
    assert "Partnership" in done.stdout
